//! `lachan report` on a small run and on hand-made files of a comparison: contents, size, time,
//! escaping, refusals.

#[path = "report/cells.rs"]
mod cells;
#[path = "report/comparison.rs"]
mod comparison;
#[path = "report/missing.rs"]
mod missing;
#[path = "report/units.rs"]
mod units;

use comparison::{HOSTILE, SCENARIOS, compare};
use lachan::language::Language;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A run of five years at a small scale, made once.
fn small_run() -> &'static Path {
    static RUN: OnceLock<tempfile::TempDir> = OnceLock::new();
    let place = RUN.get_or_init(|| {
        let place = tempfile::tempdir().unwrap();
        let output = crate::program::lachan()
            .args([
                "run",
                "--scale",
                "0.002",
                "--years",
                "5",
                "--set",
                "simulation.warm_up_months=36",
                "--out",
            ])
            .arg(place.path().join("run"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        place
    });
    Box::leak(place.path().join("run").into_boxed_path())
}

/// A copy of the small run that may be changed.
fn copy() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("results");
    fs::create_dir(&directory).unwrap();
    for entry in fs::read_dir(small_run()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), directory.join(entry.file_name())).unwrap();
    }
    (place, directory)
}

/// Copies the files of a directory, and those of directories in it.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, copy) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if path.is_dir() {
            copy_all(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

fn report(directory: &Path, arguments: &[&str]) -> std::process::Output {
    crate::program::lachan().arg("report").arg(directory).args(arguments).output().unwrap()
}

fn page(directory: &Path, arguments: &[&str]) -> String {
    let output = report(directory, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(directory.join("report.html")).unwrap()
}

/// Exit code and message of a refusal; nothing may have been written.
fn refusal(directory: &Path) -> (Option<i32>, String) {
    let output = report(directory, &[]);
    assert!(!directory.join("report.html").exists());
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_run_gives_a_page_in_both_languages_and_divisions() {
    let (_place, directory) = copy();
    let english = page(&directory, &[]);
    assert!(english.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(english.contains("Modelled, not observed") && english.contains("Thừa Thiên Huế"));
    // Hatching lies over an area that is drawn already.
    let drawn = |html: &str| html.matches("<use class=\"").count() - html.matches("<use class=\"t\"").count();
    assert_eq!(drawn(&english), 63, "one map of 63 areas");
    assert_eq!(english, page(&directory, &[]), "the same results give the same bytes");
    let vietnamese = page(&directory, &["--lang", "vi", "--provinces", "34"]);
    assert!(vietnamese.contains("<html lang=\"vi\">"));
    assert!(vietnamese.contains("Kết quả mô hình, không phải số liệu quan sát"));
    assert_eq!(drawn(&vietnamese), 34);
    assert!(!vietnamese.contains("Modelled, not observed"), "a phrase is left in English");
}

#[test]
fn every_table_says_that_it_is_modelled() {
    let (_place, directory) = copy();
    compare(&directory);
    let html = page(&directory, &[]);
    let tables = html.matches("<table ").count();
    assert!(tables >= 10, "{tables}");
    assert_eq!(html.matches("<caption>Modelled, not observed</caption>").count(), tables);
    assert!(html.matches("modelled, not observed&quot;%0A").count() > tables, "downloads say so too");
}

#[test]
fn every_number_of_every_download_is_in_the_unit_of_its_heading() {
    let (_place, directory) = copy();
    for arguments in [&[][..], &["--lang", "vi"]] {
        let held = units::held(&page(&directory, arguments), &directory);
        assert!(held > 1000, "a run has {held} numbers in its downloads");
    }
    compare(&directory);
    for arguments in [&[][..], &["--lang", "vi"]] {
        let html = page(&directory, arguments);
        let held = units::held(&html, &directory);
        assert!(held > 2000, "a comparison has {held} numbers in its downloads");
        let names: Vec<String> = units::downloads(&html).into_iter().map(|download| download.name).collect();
        for name in ["contrasts", "cost_effectiveness", "costs", "province_differences", "uncertainty"] {
            assert!(names.iter().any(|known| known == name), "{name} is missing in {names:?}");
        }
    }
}

/// Opens every download and recomputes each cell from the file, by the row and heading it stands
/// under.
#[test]
fn every_cell_of_a_download_is_the_cell_of_the_file_that_its_row_and_heading_name() {
    let (_place, directory) = copy();
    let languages = [("en", Language::English), ("vi", Language::Vietnamese)];
    for (word, language) in languages {
        let html = page(&directory, &["--lang", word]);
        let held = cells::held(&html, &directory, language, &SCENARIOS[..1]);
        assert!(held > 900, "{held} cells of a run");
    }
    compare(&directory);
    for (word, language) in languages {
        let html = page(&directory, &["--lang", word]);
        let held = cells::held(&html, &directory, language, &SCENARIOS);
        assert!(held > 2000, "{held} cells of a comparison");
    }
}

/// Makes a study with a small world; its directory.
fn study(place: &Path, command: &[&str]) -> PathBuf {
    let directory = place.join("study");
    let small = ["--scale", "0.0005", "--years", "1", "--set", "synthesis.commune_households=50", "--set"];
    let output = crate::program::lachan()
        .args(command)
        .args(small)
        .args(["simulation.warm_up_months=12", "--out"])
        .arg(&directory)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    directory
}

#[test]
fn a_sweep_is_drawn_and_every_number_is_in_the_unit_of_its_heading() {
    let place = tempfile::tempdir().unwrap();
    let directory = study(
        place.path(),
        &["sweep", "recruitment.contact=0.1:0.9:3", "recruitment.away=1,4", "--replicates", "2"],
    );
    let english = page(&directory, &[]);
    assert!(english.contains("<h1>Study ") && english.contains("6 points of 2 factors"));
    let (tips, _) = units::told(&english, "means-prevalence_lifetime_12_24-0");
    assert!(tips[0].contains("0.1: ") && tips[0].contains("0.9: "), "{tips:?}");
    assert!(units::held(&english, &directory) > 50);
    let vietnamese = page(&directory, &["--lang", "vi"]);
    assert!(units::held(&vietnamese, &directory) > 50);
    assert!(!vietnamese.contains("Modelled, not observed"));
    let plain = page(&directory, &["--no-js"]);
    assert!(!plain.contains("<script") && plain.contains("<table"));
}

#[test]
fn a_sensitivity_study_is_drawn_as_a_ranking_with_intervals() {
    let place = tempfile::tempdir().unwrap();
    let factors = ["sensitivity", "recruitment.contact", "recruitment.away", "--points", "4"];
    let directory = study(place.path(), &factors);
    for language in ["en", "vi"] {
        let html = page(&directory, &["--lang", language]);
        assert!(units::held(&html, &directory) > 40);
        let (tips, _) = units::told(&html, "ranking-0");
        assert_eq!(tips.len(), 2, "{tips:?}");
        assert!(tips[0].contains('('), "an interval: {tips:?}");
    }
}

/// One factor at a time ranks by the change itself, and a single replicate is not relied on.
#[test]
fn a_study_of_one_factor_at_a_time_ranks_its_changes_and_says_which_are_not_to_be_relied_on() {
    let place = tempfile::tempdir().unwrap();
    let text = "[study]\nname = \"oat\"\nkind = \"sensitivity\"\ndesign = \"one_at_a_time\"\nscale = 0.0005\nyears = 1\n\
                set = [\"synthesis.commune_households=50\", \"simulation.warm_up_months=12\"]\nindicators = [\"cases\"]\n\
                [[factor]]\nname = \"recruitment.contact\"\nlow = 0.1\nhigh = 0.9\n";
    let (file, directory) = (place.path().join("oat.toml"), place.path().join("study"));
    fs::write(&file, text).unwrap();
    let output = crate::program::lachan()
        .args(["study", "run"])
        .arg(&file)
        .arg("--out")
        .arg(&directory)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let html = page(&directory, &[]);
    assert!(units::held(&html, &directory) > 40);
    let (tips, _) = units::told(&html, "ranking-0");
    assert!(
        tips.iter()
            .all(|tip| tip.contains("recruitment.contact = 0.") && tip.contains("not to be relied on")),
        "{tips:?}"
    );
    assert!(html.contains("indices are not to be relied on"));
    let download =
        units::downloads(&html).into_iter().find(|download| download.name == "sensitivity").unwrap();
    let at = download.headings.iter().position(|heading| heading == "To be relied on").unwrap();
    assert!(download.rows.iter().all(|row| row[at] == "no"), "one replicate");
    assert!(!page(&directory, &["--lang", "vi"]).contains("Change of the number"));
}

#[test]
fn a_calibration_is_drawn_as_posterior_against_prior_with_its_fit() {
    let place = tempfile::tempdir().unwrap();
    let options = ["--points", "16", "--waves", "1", "--ensemble", "4"];
    let directory = study(
        place.path(),
        &[&["calibrate", "recruitment.contact", "recruitment.away"], &options[..]].concat(),
    );
    for language in ["en", "vi"] {
        let html = page(&directory, &["--lang", language]);
        assert!(units::held(&html, &directory) > 40);
        let (tips, _) = units::told(&html, "posterior-");
        assert_eq!(tips.len(), 2, "{tips:?}");
    }
}

#[test]
fn tips_axes_and_legends_of_differences_are_in_points_and_never_in_per_cent() {
    let (_place, directory) = copy();
    compare(&directory);
    for (language, points) in [("en", "pp"), ("vi", "điểm phần trăm")] {
        let html = page(&directory, &["--lang", language]);
        for figure in ["difference-prevalence", "change-"] {
            let (tips, texts) = units::told(&html, figure);
            let whole = tips.iter().filter(|tip| tip.contains('(')).count();
            assert!(whole >= 5, "{figure}: {tips:?}");
            for tip in tips.iter().filter(|tip| tip.contains(" (")) {
                let (before, rest) = tip.rsplit_once(" (").unwrap();
                let inside = rest.split(')').next().unwrap();
                assert!(before.ends_with(points) && inside.ends_with(points), "{tip}");
            }
            if figure == "change-" {
                assert!(texts.iter().any(|text| text.contains(points)), "{texts:?}");
                assert!(!texts.iter().any(|text| text.contains('%')), "{texts:?}");
            }
        }
        // The largest difference of the prevalence is -0.0001 * 100 = -0.01 points and reaches to
        // -0.022: so does the axis.
        let (_, texts) = units::told(&html, "difference-prevalence_lifetime");
        let least = if language == "en" { "\u{2212}0.03" } else { "\u{2212}0,03" };
        assert!(texts.iter().any(|text| text == least), "{texts:?}");
        // The sentence at the head is in points as well, and its numbers agree.
        let headline = html.split("<p class=\"headline\">").nth(1).unwrap().split("</p>").next().unwrap();
        let interval = headline.rsplit_once("95").unwrap().1;
        assert!(interval.contains(points), "{headline}");
    }
}

#[test]
fn a_province_is_told_with_its_interval_and_hatched_where_its_number_is_uncertain() {
    let (_place, directory) = copy();
    let html = page(&directory, &[]);
    let (tips, _) = units::told(&html, "level-");
    let rows = lachan::results::read(&directory).unwrap().provinces;
    let measure = lachan::observation::Measure::PrevalenceLifetime;
    let with_interval = rows.values().filter(|row| row.intervals.contains_key(&measure)).count();
    assert!(with_interval > 30, "{with_interval}");
    assert_eq!(tips.iter().filter(|tip| tip.contains(" to ")).count(), with_interval, "{tips:?}");
    let shown = |row: &&lachan::results::ProvinceRead| row.values.contains_key(&measure);
    let uncertain = rows.values().filter(shown).filter(|row| row.uncertain.contains(&measure)).count();
    assert_eq!(html.matches("<use class=\"t\"").count(), uncertain);
    assert_eq!(tips.iter().filter(|tip| tip.contains(", rank ")).count(), with_interval, "{tips:?}");
    assert_eq!(tips.iter().filter(|tip| tip.contains(", uncertain")).count(), uncertain, "{tips:?}");
    // The ranking has the same beside each number, the highest first.
    let ranked =
        units::downloads(&html).into_iter().find(|download| download.name == "province_ranks").unwrap();
    assert_eq!(ranked.rows.len(), rows.values().filter(shown).count());
    let number = |row: &Vec<String>, at: usize| row[at].parse::<f64>().unwrap();
    assert!(ranked.rows.windows(2).all(|two| number(&two[0], 2) >= number(&two[1], 2)));
    let mut without_error = 0;
    for row in &ranked.rows {
        if row[3].is_empty() {
            // A single commune was kept: the value has neither error nor rank, and is hatched.
            assert_eq!((&*row[1], row[3..8].join("")), ("yes", String::new()), "{row:?}");
            without_error += 1;
            continue;
        }
        let [value, low, high, variation] = [2, 3, 4, 5].map(|at| number(row, at));
        let [from, to] = [6, 7].map(|at| number(row, at));
        assert!(low <= value && value <= high && 1.0 <= from && from <= to && to <= 63.0, "{row:?}");
        assert_eq!(row[1] == "yes", variation > 0.3, "{row:?}");
    }
    assert!(without_error > 0, "the small run has provinces of one commune");
    assert!(html.contains(&format!("not known of {without_error};")), "{without_error}");
    // At this scale the page says to read regions.
    assert!(html.contains("read regions, not provinces"));
}

/// From five replicates on the interval of a province is their spread, and replicates of an ensemble
/// differ in parameters too.
#[test]
fn the_page_says_of_provinces_what_their_replicates_differ_in() {
    let (_place, directory) = copy();
    let with = |change: &dyn Fn(&mut serde_json::Value), language: &str| {
        let path = directory.join("manifest.json");
        let mut manifest = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        change(&mut manifest);
        fs::write(&path, serde_json::to_string_pretty(&manifest).unwrap()).unwrap();
        page(&directory, &["--lang", language])
    };
    for (language, alone, spread) in [
        ("en", "Intervals of provinces hold chance alone", "Intervals of provinces hold the spread"),
        ("vi", "Khoảng tin cậy của tỉnh chỉ tính đến", "Khoảng tin cậy của tỉnh chứa độ phân tán"),
    ] {
        let of = |replicates: u32, ensemble: Option<&str>| {
            let change = |manifest: &mut serde_json::Value| {
                manifest["replicates"] = replicates.into();
                manifest["ensemble"] = ensemble.into();
            };
            let html = with(&change, language);
            (html.contains(alone), html.contains(spread))
        };
        assert_eq!(of(5, None), (true, false), "{language}");
        assert_eq!(of(4, Some("ab12")), (true, false), "of its communes, {language}");
        assert_eq!(of(5, Some("ab12")), (false, true), "{language}");
    }
}

#[test]
fn ranks_are_shown_as_whole_numbers() {
    let (_place, directory) = copy();
    for arguments in [&[][..], &["--lang", "vi"]] {
        let html = page(&directory, arguments);
        let table = html.split("id=\"t-province_ranks\"").nth(1).unwrap().split("</table>").next().unwrap();
        let mut ranked = 0;
        for row in table.split("<tr>").skip(1).filter(|row| row.starts_with("<td")) {
            let cells: Vec<&str> =
                row.split("<td").skip(1).map(|cell| cell.split_once('>').unwrap().1.trim_end()).collect();
            for rank in &cells[6..8] {
                assert!(rank.bytes().all(|byte| byte.is_ascii_digit()), "{cells:?}");
                ranked += usize::from(!rank.is_empty());
            }
        }
        assert!(ranked > 60, "{ranked}");
    }
}

/// Ranks are among the 63 provinces, and errors are theirs: where provinces are merged, neither the
/// ranking nor a rank in a tip nor a count of what can be read is on the page.
#[test]
fn units_made_of_several_provinces_are_not_ranked_among_provinces() {
    let (_place, directory) = copy();
    for (language, rank, errors) in [
        ("en", ", rank ", "No error is known of units"),
        ("vi", ", hạng ", "Không biết sai số của các đơn vị"),
    ] {
        let provinces = page(&directory, &["--lang", language]);
        assert!(provinces.contains("id=\"t-province_ranks\"") && !provinces.contains(errors));
        let units = page(&directory, &["--lang", language, "--provinces", "34"]);
        assert!(!units.contains("id=\"t-province_ranks\"") && units.contains(errors));
        let (tips, _) = units::told(&units, "level-");
        assert!(tips.len() >= 34 && !tips.iter().any(|tip| tip.contains(rank)), "{tips:?}");
        assert!(!units.contains("read regions, not provinces"), "what is said of provinces");
    }
}

/// What was compared: each lever by which a scenario differs, where, for whom, how far, from when,
/// and what cannot act.
#[test]
fn the_page_opens_its_comparison_with_what_was_compared() {
    let (_place, directory) = copy();
    compare(&directory);
    for (language, expected) in [
        (
            "en",
            [
                [
                    "Cash transfer",
                    "region:mekong_delta; 11",
                    "14",
                    "poor",
                    "2018-03",
                    "no end",
                    "4 of 10",
                    "45",
                    "270",
                ],
                ["Enforcement", "whole country", "", "poor", "2018-03", "2019-01", "cannot act", "45", ""],
            ],
        ),
        (
            "vi",
            [
                ["Trợ", "region:mekong_delta; 11", "14", "nghèo", "2018-03", "không", "4", "45", "270"],
                ["", "cả nước", "", "nghèo", "2018-03", "2019-01", "không thể tác động", "45", ""],
            ],
        ),
    ] {
        let html = page(&directory, &["--lang", language]);
        let found =
            units::downloads(&html).into_iter().find(|download| download.name == "scenarios").unwrap();
        // The reference, which has no lever; a lever that is the same in both is left out.
        assert_eq!(found.rows.len(), 4, "{:?}", found.rows);
        for (row, parts) in found.rows[1..3].iter().zip(expected) {
            let row = row.join("|");
            for part in parts {
                assert!(row.contains(part), "{part} is not in {row}");
            }
        }
        let at = html.find("id=\"t-scenarios\"").unwrap();
        assert!(at < html.find("id=\"t-contrasts\"").unwrap(), "it stands first");
    }
}

/// The files count the numbers of the levers by which a scenario differs; levers whose cost merely
/// follows are none of them.
#[test]
fn beside_an_effect_stands_what_the_files_say_is_assumed() {
    let (_place, directory) = copy();
    compare(&directory);
    let html = page(&directory, &[]);
    let found = units::downloads(&html);
    let table = found.iter().find(|download| download.name == "cost_effectiveness").unwrap();
    assert!(table.rows.len() >= SCENARIOS.len() - 1);
    let is_said = |row: &Vec<String>| row.iter().any(|cell| cell.contains("3 of 9"));
    assert!(table.rows.iter().all(is_said), "{:?}", table.rows);
    assert!(html.matches("3 of 9").count() > 2 * (SCENARIOS.len() - 1), "in figures as well");
}

#[test]
fn money_is_told_in_units_that_people_read_with_dollars_beside_it() {
    let (_place, directory) = copy();
    compare(&directory);
    let english = page(&directory, &[]);
    // 52,000 thousand dong a child.
    assert!(english.contains("52 million dong (2,260 USD)"));
    assert!(english.contains("1 USD = 23,000 dong") && english.matches("1 USD = ").count() == 1);
    assert!(page(&directory, &["--lang", "vi"]).contains("52 triệu đồng (2.260 USD)"));
}

#[test]
fn no_page_shows_a_name_of_files_where_a_reader_has_a_word() {
    let (_place, directory) = copy();
    compare(&directory);
    for language in ["en", "vi"] {
        let html = page(&directory, &["--lang", language]);
        for measure in lachan::observation::Measure::ALL.iter().map(|measure| measure.name()) {
            // Names of several words are unmistakable; they may stand in ids of figures alone.
            let shown = |mark: &str| html.contains(&format!("{mark}{measure}<"));
            assert!(!measure.contains('_') || !(shown(">") || shown(": ")), "{measure} {language}");
        }
    }
}

#[test]
fn six_scenarios_stay_within_size_and_time() {
    let (_place, directory) = copy();
    compare(&directory);
    let begun = Instant::now();
    let whole = page(&directory, &[]);
    let taken = begun.elapsed();
    let vietnamese = page(&directory, &["--no-js", "--lang", "vi"]);
    assert!(vietnamese.len() < 160_000, "{} bytes without script, Vietnamese", vietnamese.len());
    let plain = page(&directory, &["--no-js"]);
    assert!(whole.len() < 1_500_000, "{} bytes", whole.len());
    assert!(plain.len() < 160_000, "{} bytes without script", plain.len());
    // Debug builds are several times slower; the bound holds for what is shipped.
    let bound = if cfg!(debug_assertions) { Duration::from_secs(10) } else { Duration::from_secs(1) };
    assert!(taken < bound, "{taken:?}");
    assert!(whole.contains("<script nonce=") && !plain.contains("<script"));
    let maps = 63 * (SCENARIOS.len() * 2 - 1);
    assert!(
        whole.matches("<use class=\"").count() >= maps,
        "a level for each scenario, a difference for each but one"
    );
    assert!(plain.contains("<html lang=\"en\">") && !plain.contains(" data-v="));
}

#[test]
fn names_from_the_files_are_text_and_never_markup() {
    let (_place, directory) = copy();
    compare(&directory);
    for arguments in [&[][..], &["--no-js"], &["--lang", "vi"]] {
        let html = page(&directory, arguments);
        assert!(!html.contains(HOSTILE), "{arguments:?}");
        assert!(!html.contains("<b>") && !html.contains("<b&"), "half escaped");
        assert!(html.contains("&lt;/script&gt;&lt;b&gt;") || html.contains("&lt;&#x2f;script&gt;&lt;b&gt;"));
        let scripts = usize::from(!arguments.contains(&"--no-js"));
        assert_eq!(html.matches("<script").count(), scripts);
        for outside in ["http://", "https://", "src=", "@import", "url(http"] {
            assert!(!html.contains(outside), "{outside} would be a request");
        }
    }
}

#[test]
fn the_headline_says_the_largest_sure_reduction_with_its_interval() {
    let (_place, directory) = copy();
    compare(&directory);
    let html = page(&directory, &[]);
    let headline = html.split("<p class=\"headline\">").nth(1).unwrap().split("</p>").next().unwrap();
    // Of the prevalence: scenario 1 has the largest difference, -0.010 points, but its interval
    // crosses zero; scenario 2 has -0.0080, and is sure.
    assert!(headline.starts_with("Child protection programme lowers the risk most"), "{headline}");
    assert!(
        headline.contains("\u{2212}0.0080\u{a0}pp")
            && headline.contains("\u{2212}0.0100 to \u{2212}0.0060\u{a0}pp"),
        "{headline}"
    );
}

#[test]
fn differences_of_merged_units_are_those_of_the_file_and_hidden_ones_stay_hidden() {
    let (_place, directory) = copy();
    compare(&directory);
    let html = page(&directory, &["--provinces", "34"]);
    let table = html.split("id=\"t-province_differences\"").nth(1).unwrap().split("</table>").next().unwrap();
    let row = |name: &str| table.split("<tr>").find(|row| row.starts_with(&format!("<td>{name}"))).unwrap();
    assert_eq!(table.matches("<tr>").count(), 1 + 34);
    // Phú Thọ has the code 25: the difference of the prevalence is -0.0005 * 0.2 times (50 + 53) /
    // 100, in points -0.0103.
    assert!(row("Phú Thọ").contains("data-v=\"-0.0103\""), "{}", row("Phú Thọ"));
    assert!(!row("Phú Thọ").contains("not available") && !row("Hà Nội").contains("not available"));
    // Of the unit with the code 19 the numbers are hidden.
    assert_eq!(row("Thái Nguyên").matches("not available").count(), SCENARIOS.len() - 1);
}

#[test]
fn a_directory_that_is_not_whole_is_refused_with_65() {
    let (_place, directory) = copy();
    fs::remove_file(directory.join("survey.csv")).unwrap();
    let (code, message) = refusal(&directory);
    assert_eq!(code, Some(65), "{message}");
    assert!(message.contains("CSV015") && message.contains("survey.csv is missing"), "{message}");

    fs::remove_file(directory.join("manifest.json")).unwrap();
    let (code, message) = refusal(&directory);
    assert_eq!(code, Some(65));
    assert!(message.contains("manifest.json is missing"), "{message}");

    let (code, message) = refusal(&directory.join("none"));
    assert_eq!((code, message.contains("manifest.json is missing")), (Some(65), true), "{message}");
}

#[test]
fn a_cut_or_changed_file_is_refused_with_its_line() {
    let (_place, directory) = copy();
    let path = directory.join("monthly.csv");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 40]).unwrap();
    let (code, message) = refusal(&directory);
    let last = whole.lines().count();
    assert_eq!(code, Some(65));
    assert!(message.contains(&format!("monthly.csv:{last}")), "{message}");

    // A whole last row less: only the hash of the manifest can tell.
    let shorter: Vec<&str> = whole.lines().take(last - 1).collect();
    fs::write(&path, shorter.join("\n") + "\n").unwrap();
    let (code, message) = refusal(&directory);
    assert_eq!((code, message.contains("CSV017")), (Some(65), true), "{message}");

    fs::write(directory.join("fit.csv"), "id,pattern\n").unwrap();
    let (_, message) = refusal(&directory);
    assert!(
        message.contains("fit.csv:1") && message.contains("monthly.csv"),
        "all files at fault: {message}"
    );
}

#[test]
fn a_page_that_cannot_be_written_leaves_the_old_one() {
    let output = report(small_run(), &["-o", "/proc/none/report.html"]);
    assert_eq!(output.status.code(), Some(74), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Names, intervals and costs of six scenarios, one of them hostile; left where Cargo keeps what
/// tests make, for `tests/system/browser/run` opens them in a browser.
#[test]
fn a_comparison_of_six_scenarios_is_left_for_the_browser() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("comparison");
    let (_place, directory) = copy();
    compare(&directory);
    if target.exists() {
        fs::remove_dir_all(&target).unwrap();
    }
    fs::create_dir_all(&target).unwrap();
    copy_all(&directory, &target);
    let contrasts = fs::read_to_string(target.join("contrasts.csv")).unwrap();
    assert!(SCENARIOS[1..].iter().all(|name| contrasts.contains(name)));
}
