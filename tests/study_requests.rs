//! What a study is asked for and cannot do, or would do without a word otherwise, is refused at its
//! place before any run and before anything is written.

use std::fs;
use std::path::Path;

/// A head that no refusal is about.
const HEAD: &str = "[study]\nname = \"asked\"\nkind = \"sweep\"\nscale = 0.001\nyears = 1\n\
                    set = [\"simulation.warm_up_months=6\"]\nindicators = [\"cases\"]\n";

/// A sound factor.
const FACTOR: &str = "\n[[factor]]\nname = \"recruitment.contact\"\nlow = 0.1\nhigh = 0.9\n";

fn head(kind: &str, more: &str) -> String {
    HEAD.replace("\"sweep\"", &format!("\"{kind}\"")) + more + "\n"
}

/// Runs a study that must be refused; what it said. Nothing may have been written.
fn refusal(folder: &Path, text: &str) -> String {
    let (study, out) = (folder.join("asked.toml"), folder.join("never"));
    fs::write(&study, text).unwrap();
    let output = crate::program::lachan()
        .args(["study", "run", study.to_str().unwrap(), "--out", out.to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "was taken:\n{text}");
    assert!(said.contains("asked.toml:") || said.contains(".csv:"), "no place in\n{said}\nfor\n{text}");
    assert!(!out.exists(), "something was written for\n{text}");
    said
}

/// Each text is refused with all of its parts said.
fn refused(cases: &[(String, &[&str])]) {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("points.csv"), "recruiters.per_100k\n50\n60\n").unwrap();
    fs::write(place.path().join("seeds.csv"), "simulation.seed,recruiters.per_100k\n11,100\n12,100\n")
        .unwrap();
    fs::write(place.path().join("years.csv"), "simulation.years\n1\n1.5\n").unwrap();
    fs::write(place.path().join("starts.csv"), "levers.cash_transfer.start\n2017-06\n2017-13\n").unwrap();
    fs::write(place.path().join("x1.toml"), "name = \"x\"\n").unwrap();
    fs::write(place.path().join("x2.toml"), "name = \"x\"\n[recruiters]\nper_100k = 300\n").unwrap();
    for (text, parts) in cases {
        let said = refusal(place.path(), text);
        for part in *parts {
            assert!(said.contains(part), "{part} is not in\n{said}\nfor\n{text}");
        }
    }
}

fn factor(lines: &str) -> String {
    format!("\n[[factor]]\n{lines}\n")
}

#[test]
fn what_a_study_sets_itself_is_no_factor() {
    let of = |name: &str| head("sweep", "") + &factor(&format!("name = \"{name}\"\nvalues = [1, 2]"));
    let list = |file: &str| head("sweep", &format!("design = \"list\"\nlist = \"{file}\""));
    refused(&[
        (of("simulation.seed"), &["`simulation.seed` cannot be varied", "replicates = 10"]),
        (of("simulation.replicates"), &["cannot be varied", "replicates = 10"]),
        (of("simulation.threads"), &["it changes no result"]),
        (of("simulation.years"), &["varied and fixed", "`years = ...` in [study]"]),
        (
            of("population.scale").replace("[1, 2]", "[0.01, 0.02]"),
            &["varied and fixed", "`scale = ...` in [study]"],
        ),
        (list("seeds.csv"), &["seeds.csv:1:1", "`simulation.seed` cannot be varied"]),
    ]);
}

#[test]
fn settings_that_something_else_overrides_are_refused() {
    let set = |set: &str| HEAD.replace("simulation.warm_up_months=6", set) + FACTOR;
    refused(&[
        (set("recruitment.contact=0.5"), &["`recruitment.contact` is varied and set", "varied here"]),
        (set("simulation.years=3"), &["`simulation.years` is set twice"]),
        (set("population.scale=0.01"), &["`population.scale` is set twice"]),
        (set("simulation.seed=3"), &["cannot be set in a study", "seed = ..."]),
        (set("simulation.replicates=3"), &["cannot be set in a study", "replicates = ..."]),
        (
            set("simulation.threads=1"),
            &["`simulation.threads` cannot be set in a study", "asked.toml:", "--threads"],
        ),
    ]);
}

/// What a study sets wrongly is shown in the study, once however many scenarios it has.
#[test]
fn a_setting_that_is_wrong_is_shown_where_the_study_gives_it() {
    let place = tempfile::tempdir().unwrap();
    let scenarios = "set = [\"simulation.yeers=3\", \"recruiters.per_100k=-1\", \"years\"]\nscenarios = [\"baseline\", \"cash_transfer\"]\n";
    let text = HEAD.lines().filter(|line| !line.starts_with("set ")).collect::<Vec<_>>().join("\n");
    let said = refusal(place.path(), &(text + "\n" + scenarios + FACTOR));
    for part in ["unknown key `yeers`", "`recruiters.per_100k`", "no `=`", "asked.toml:", "3 faults found"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert!(!said.contains("command line"), "{said}");
}

/// The model draws smaller surveys than the unit of a count allows: found before the first run,
/// however the values are given.
#[test]
fn surveys_that_the_model_cannot_draw_are_refused_at_their_values() {
    let of = |name: &str, lines: &str| head("sweep", "") + &factor(&format!("name = \"{name}\"\n{lines}"));
    let most = "a number from 1 to 100000";
    refused(&[
        (of("survey.communes", "values = [20, 10000000]"), &[most, "asked.toml:12:15", "10000000"]),
        (of("survey.communes", "low = 0\nhigh = 90"), &[most, "asked.toml:12:7"]),
        (of("survey.respondents_per_commune", "low = 50\nhigh = 500000"), &[most, "asked.toml:13:8"]),
        (
            of("survey.communes", "values = [30, 50000]")
                + &factor("name = \"survey.respondents_per_commune\"\nvalues = [90, 100]"),
            &["2000000 people in all", "asked.toml:11:8"],
        ),
    ]);
}

/// Every design with every key that it does not use.
#[test]
fn keys_that_the_design_does_not_use_are_faults() {
    let designs: [(&str, &str, &[&str], &[&str]); 7] = [
        ("grid", "", &["points", "trajectories"], &[]),
        ("list", "list = \"points.csv\"", &["points", "trajectories"], &[]),
        ("latin_hypercube", "", &["trajectories"], &["levels"]),
        ("sobol", "", &["trajectories"], &["levels"]),
        ("one_at_a_time", "", &["points", "trajectories"], &["levels", "scale"]),
        ("morris", "", &["points"], &["levels"]),
        ("saltelli", "", &["trajectories"], &["levels"]),
    ];
    let value = |key: &str| match key {
        "scale" => "\"log\"",
        "levels" => "5",
        _ => "32",
    };
    let mut cases: Vec<(String, &[&str])> = Vec::new();
    for (design, own, of_study, of_factor) in designs {
        let with = |more: &str| head("sweep", &format!("design = \"{design}\"\n{own}\n{more}"));
        let usual = if design == "list" { "" } else { FACTOR };
        for key in of_study {
            cases.push((with(&format!("{key} = {}", value(key))) + usual, &["does nothing here"]));
        }
        for key in of_factor {
            cases.push((with("") + FACTOR + &format!("{key} = {}\n", value(key)), &["does nothing here"]));
        }
        for key in ["low", "high", "scale", "levels"].into_iter().filter(|_| design != "list") {
            let value = if key == "low" || key == "high" { "0.3" } else { value(key) };
            let lines = format!("name = \"recruitment.contact\"\nvalues = [0.2, 0.4]\n{key} = {value}");
            cases.push((with("") + &factor(&lines), &["does nothing here"]));
        }
    }
    let list = head("sweep", "design = \"list\"\nlist = \"points.csv\"") + FACTOR;
    cases.push((list, &["a factor does nothing here"]));
    cases.push((head("sweep", "list = \"points.csv\"") + FACTOR, &["belong together"]));
    let bare = "factor = [1, { name = \"recruitment.contact\", values = [0.1, 0.2] }]\n".to_owned() + HEAD;
    cases.push((bare, &["a factor is a table, not"]));
    refused(&cases);
}

#[test]
fn values_that_the_model_does_not_take_are_found_before_the_first_run() {
    let of = |name: &str, values: &str| head("sweep", "") + &factor(&format!("name = \"{name}\"\n{values}"));
    let without_years = |name: &str, values: &str| {
        HEAD.replace("years = 1\n", "") + &factor(&format!("name = \"{name}\"\n{values}"))
    };
    let list =
        |file: &str| HEAD.replace("years = 1\n", "") + &format!("design = \"list\"\nlist = \"{file}\"\n");
    refused(&[
        (of("levers.cash_transfer.ramp_months", "low = -5\nhigh = 3"), &["cannot be -5", "asked.toml:12:7"]),
        (of("levers.cash_transfer.ramp_months", "values = [0, -5]"), &["-5", "asked.toml:12:14"]),
        (without_years("simulation.years", "values = [1, 1.5]"), &["simulation.years", "integer"]),
        (without_years("simulation.years", "low = 0\nhigh = 2"), &["cannot be 0", "from 1 to 200"]),
        (without_years("simulation.years", "values = [1, 300]"), &["300"]),
        (without_years("simulation.years", "low = 1\nhigh = 2.5"), &["cannot be 2.5", "a whole number"]),
        (without_years("simulation.years", "low = 1\nhigh = 3\nlevels = 5"), &["3 values in all"]),
        (list("years.csv"), &["years.csv:3:1", "a whole number"]),
        (list("starts.csv"), &["starts.csv:3:1", "not a month"]),
        (of("recruitment.contact", "values = [0.4, 0.4]"), &["the value 0.4 twice", "first listed here"]),
        (of("recruitment.contact", "values = [0.4]"), &["a single value"]),
        (of("recruitment.contact", "values = [0.4, 9]"), &["cannot be 9"]),
        (of("levers.cash_transfer.target", "values = [\"poor\", \"rich\"]"), &["rich", "poor"]),
        (of("levers.cash_transfer.start", "values = [\"2017-01\", \"2017-13\"]"), &["not a month"]),
        (of("levers.cash_transfer.start", ""), &["list what it shall be"]),
        (of("levers.cash_transfer.provinces", "values = [\"all\", \"Atlantis\"]"), &["Atlantis"]),
        (of("levers.cash_transfer.start", "values = [\"2017-01\", \"2016-01\"]"), &["CFG032", "point 1"]),
    ]);
}

#[test]
fn a_place_that_does_not_exist_is_found_before_a_ledger_is_begun() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    for set in ["levers.cash_transfer.provinces=[\"Atlantis\"]", "levers.parenting_programme.start=2012-01"] {
        let output = crate::program::lachan()
            .args(["sweep", "recruitment.contact=0.2,0.4", "--years", "1", "--scale", "0.001"])
            .args(["--set", set, "--out", out.to_str().unwrap()])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{set}");
        assert!(!out.exists(), "{set}: something was written");
    }
}

#[test]
fn parts_of_one_whole_are_held_to_it() {
    let part = |name: &str, more: &str| factor(&format!("name = \"recruiters.{name}\"\n{more}"));
    let sector = |name: &str| part(&format!("sector.{name}"), "");
    let sectors: String = ["labour", "courier", "sexual", "marriage", "adoption"].map(sector).concat();
    let sample = || head("sweep", "design = \"sobol\"\npoints = 8");
    refused(&[
        (
            head("sweep", "")
                + &part("family", "values = [0.5, 0.7]")
                + &part("friend", "values = [0.1, 0.3]"),
            &["add up to 1, more than 0.84", "family 0.7", "list the points that can be"],
        ),
        (sample() + &part("family", "high = 0.9"), &["cannot be 0.9", "leaves 0.74"]),
        (sample() + &part("family", "scale = \"log\""), &["a part of one whole"]),
        (sample() + &sectors, &["one of them follows"]),
    ]);
}

#[test]
fn a_study_from_which_nothing_could_follow_is_refused() {
    let two = factor("name = \"recruitment.away\"") + FACTOR;
    refused(&[
        (head("sensitivity", "design = \"sobol\"\npoints = 2") + FACTOR, &["2 points are too few", "20"]),
        (head("sensitivity", "design = \"latin_hypercube\"\npoints = 1") + FACTOR, &["too few"]),
        (head("sensitivity", "design = \"saltelli\"\npoints = 1") + FACTOR, &["too few for Sobol indices"]),
        (head("sensitivity", "design = \"grid\"") + FACTOR, &["3 points are too few"]),
        (
            head("calibration", "points = 3") + &two,
            &["3 points are too few", "calibration of 2 factors", "6"],
        ),
        (head("calibration", "points = 1") + FACTOR, &["1 point is too few", "calibration of 1 factor\n"]),
        (
            head("calibration", "points = 32")
                + &factor("name = \"levers.cash_transfer.target\"\nvalues = [\"all\", \"poor\", \"girls\"]"),
            &["no order that a calibration could learn"],
        ),
    ]);
}

/// A misspelt name that is named twice is one slip, and another.
#[test]
fn a_scenario_named_twice_is_one_fault_and_misspelt_words_get_the_word_that_is_meant() {
    let twice = head("sweep", "scenarios = [\"cash_transfer\", \"cash_transfer\"]") + FACTOR;
    let place = tempfile::tempdir().unwrap();
    let said = refusal(place.path(), &twice);
    assert!(said.contains("given twice") && said.contains("1 fault found"), "{said}");
    let more = |words: &str| head("calibration", &format!("points = 8\n{words}")) + FACTOR;
    refused(&[
        (more("scenarios = [\"parenting\"]"), &["did you mean `parenting_programme`?"]),
        (more("scenarios = [\"cash_transfer,uniform\"]"), &["word of its own: cash_transfer uniform"]),
        (more("hold_out = [\"t12a\"]"), &["did you mean `T12a`?"]),
        (HEAD.replace("\"cases\"", "\"prevalence\"") + FACTOR, &["did you mean `prevalence_", "one of "]),
    ]);
}

/// The parenting programme starts in 2018, after a run of 2017: said at the factor, at the scenario
/// and in no other case.
#[test]
fn a_study_of_what_cannot_act_says_so_at_its_place_before_any_run() {
    let place = tempfile::tempdir().unwrap();
    let said = |more: &str, factor: &str| {
        let study = place.path().join("asked.toml");
        fs::write(&study, head("sweep", more) + factor).unwrap();
        let output = crate::program::lachan().args(["study", "status"]).arg(&study).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        // As it reads, wherever lines are broken.
        String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let of = |lever: &str| factor(&format!("name = \"levers.{lever}.coverage\"\nvalues = [0.1, 0.5]"));
    let late = said("", &of("parenting_programme"));
    assert!(late.contains("warning[CFG040]") && late.contains("asked.toml:"), "{late}");
    assert!(late.contains("changes nothing in `baseline`: it starts in 2018-01"), "{late}");
    let started = factor("name = \"levers.parenting_programme.start\"\nvalues = [\"2017-06\", \"2018-01\"]");
    assert_eq!(said("", &(of("parenting_programme") + &started)), "", "it acts at half of the points");
    assert_eq!(said("", &of("cash_transfer")), "");
    let scenario = said("scenarios = [\"parenting_programme\"]", FACTOR);
    assert!(scenario.contains("never acts in `parenting_programme`"), "{scenario}");
}

#[test]
fn more_tasks_than_anyone_can_run_are_refused() {
    refused(&[
        (head("sweep", "replicates = 100000\ndesign = \"sobol\"\npoints = 11") + FACTOR, &["1100000 tasks"]),
        (head("calibration", "replicates = 100000\npoints = 100") + FACTOR, &["at most 1000000"]),
    ]);
}

#[test]
fn two_scenarios_of_one_name_are_refused() {
    let text = head("sweep", "scenarios = [\"./x1.toml\", \"./x2.toml\"]") + FACTOR;
    refused(&[(text, &["two scenarios are called `x`", "the first", "the second"])]);
}

#[test]
fn a_base_that_differs_between_scenarios_is_no_single_base() {
    let text = head("sweep", "scenarios = [\"baseline\", \"no_programme\"]\ndesign = \"one_at_a_time\"")
        + &factor("name = \"levers.cash_transfer.coverage\"");
    refused(&[(text, &["no single value to begin at"])]);
}

/// `study.toml` with its list beside it, run into its own folder, would lose both.
#[test]
fn a_study_does_not_overwrite_what_it_reads() {
    let place = tempfile::tempdir().unwrap();
    let mine = place.path().join("mine");
    fs::create_dir(&mine).unwrap();
    let text = "# my own comments\n".to_owned() + &head("sweep", "design = \"list\"\nlist = \"points.csv\"");
    fs::write(mine.join("study.toml"), &text).unwrap();
    fs::write(mine.join("points.csv"), "recruiters.per_100k\n50\n60\n").unwrap();
    let output = crate::program::lachan()
        .args(["study", "run", mine.join("study.toml").to_str().unwrap(), "--out", mine.to_str().unwrap()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("which is read"), "{said}");
    assert_eq!(fs::read_to_string(mine.join("study.toml")).unwrap(), text);
    assert_eq!(fs::read_dir(&mine).unwrap().count(), 2, "nothing was added");
}

#[test]
fn names_beside_all_calibrated_are_refused() {
    let output = crate::program::lachan()
        .args(["sensitivity", "recruitment.contact", "--all-calibrated", "--print"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("--all-calibrated"), "{said}");
}
