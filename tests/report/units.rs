//! The unit in a heading is the unit of the numbers below it: every download of a page is opened,
//! the unit of each column is read from its heading, and each number must then be one of the result
//! files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A download of a page.
pub struct Download {
    /// Name without ending.
    pub name: String,
    /// Headings.
    pub headings: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Every download of a page.
pub fn downloads(html: &str) -> Vec<Download> {
    let mut found = Vec::new();
    for link in html.split("<a download=\"").skip(1) {
        let (name, rest) = link.split_once(".csv\" href=\"").unwrap();
        let address = rest.split_once('"').unwrap().0;
        let text = decoded(address.split_once(',').unwrap().1);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        let headings = rows.next().unwrap();
        found.push(Download { name: name.to_owned(), headings, rows: rows.collect() });
    }
    found
}

fn decoded(address: &str) -> String {
    let mut text = address.to_owned();
    for (mark, letter) in [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">")] {
        text = text.replace(mark, letter);
    }
    for (mark, letter) in [("&#x2f;", "/"), ("&amp;", "&"), ("%EF%BB%BF", ""), ("%0A", "\n"), ("%23", "#")] {
        text = text.replace(mark, letter);
    }
    text.replace("%25", "%")
}

/// How often the number of a result file goes into one of a heading's unit, by the unit's name in
/// either language.
pub fn times(unit: &str) -> f64 {
    match unit {
        "%" | "pp" | "điểm phần trăm" => 100.0,
        "per 1,000 children" | "trên 1.000 trẻ em" => 1000.0,
        "million dong" | "triệu đồng" => 1e-3,
        "billion dong" | "tỷ đồng" => 1e-6,
        "USD" => 1e3 / 23_000.0,
        _ => 1.0,
    }
}

/// The unit at the end of a heading, in parentheses.
pub fn unit(heading: &str) -> &str {
    let inside = heading.strip_suffix(')').and_then(|heading| heading.rsplit_once('('));
    inside.map_or("", |(_, unit)| unit)
}

/// All numbers of a file, but of the rows that are left out.
fn numbers(path: &Path, kept: impl Fn(&str) -> bool) -> Vec<f64> {
    let text = fs::read_to_string(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    let cells = text.lines().skip(1).filter(|row| kept(row)).flat_map(|row| row.split(','));
    let mut found: Vec<f64> = cells.filter_map(|cell| cell.trim_matches('"').parse().ok()).collect();
    found.sort_by(f64::total_cmp);
    found
}

/// All numbers in a text that is no table.
fn in_text(path: &Path) -> Vec<f64> {
    let text = fs::read_to_string(path).unwrap();
    let words = text.split(|letter: char| !letter.is_ascii_digit() && !"+-.e".contains(letter));
    words.filter_map(|word| word.parse().ok()).collect()
}

fn holds(numbers: &[f64], value: f64) -> bool {
    let slack = 1e-5 * value.abs() + 1e-12;
    let at = numbers.partition_point(|number| *number < value - slack);
    numbers.get(at).is_some_and(|number| *number <= value + slack)
}

/// What the numbers of each download are made of.
fn sources(directory: &Path, name: &str) -> Option<Vec<f64>> {
    let file = |file: &str| directory.join(file);
    let all = |_: &str| true;
    Some(match name {
        "province_ranks" => numbers(&file("provinces.csv"), all),
        "provinces" => [numbers(&file("provinces.csv"), all), numbers(&file("indicators.csv"), all)].concat(),
        "series" => numbers(&file("indicators.csv"), |row| row.contains(",national,")),
        "equity" => numbers(&file("indicators.csv"), |row| !row.contains(",province,")),
        "seen" => [numbers(&file("survey.csv"), all), register_sums(directory)].concat(),
        "services" => numbers(&file("national_services.csv"), all),
        "services_by_province" => numbers(&file("services.csv"), all),
        "human_security" => numbers(&file("human_security.csv"), all),
        "fit" => numbers(&file("fit.csv"), all),
        "contrasts" | "province_differences" => numbers(&file("contrasts.csv"), all),
        "sensitivity" => numbers(&file("sensitivity.csv"), all),
        "uncertainty" => numbers(&file("uncertainty.csv"), all),
        "cost_effectiveness" => {
            let mut found = numbers(&file("cost_effectiveness.csv"), all);
            // The extra cost stands in millions of dong in the file; the page takes amounts in
            // thousands.
            let text = fs::read_to_string(file("cost_effectiveness.csv")).unwrap();
            found.extend(column(&text, "extra_cost_million_vnd").iter().map(|million| million * 1e3));
            found
        }
        "costs" => sums(&file("national_costs.csv"), &["scenario", "lever"], &["total_kvnd"]),
        "parameters" => in_text(&file("effective_config.toml")),
        "means" => [study_means(directory), numbers(&file("points.csv"), all)].concat(),
        "identified" => [
            numbers(&file("identified.csv"), all),
            in_text(&file("study.toml")),
            in_text(&file("effective_config.toml")),
        ]
        .concat(),
        "posterior_fit" => numbers(&file("posterior_fit.csv"), all),
        // Texts alone.
        "scenarios" => numbers(&file("scenarios.csv"), all),
        "provenance" => Vec::new(),
        _ => return None,
    })
}

/// The numbers of a column.
fn column(text: &str, name: &str) -> Vec<f64> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let at = reader.headers().unwrap().iter().position(|heading| heading == name).unwrap();
    reader.records().filter_map(|row| row.unwrap()[at].parse().ok()).collect()
}

/// Sums of columns over the rows that agree in the keys.
fn sums(path: &Path, keys: &[&str], columns: &[&str]) -> Vec<f64> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headings = reader.headers().unwrap().clone();
    let at = |name: &&str| headings.iter().position(|heading| heading == *name).unwrap();
    let (keys, columns): (Vec<usize>, Vec<usize>) =
        (keys.iter().map(at).collect(), columns.iter().map(at).collect());
    let mut sums: BTreeMap<(Vec<String>, usize), f64> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap) {
        let key: Vec<String> = keys.iter().map(|key| row[*key].to_owned()).collect();
        for column in &columns {
            *sums.entry((key.clone(), *column)).or_default() += row[*column].parse::<f64>().unwrap_or(0.0);
        }
    }
    sums.into_values().collect()
}

/// Recorded victims of each year: all, over a border, and of each age.
fn register_sums(directory: &Path) -> Vec<f64> {
    let of = |key: Option<&'static str>| {
        let keys: Vec<&str> = ["scenario", "year"].into_iter().chain(key).collect();
        sums(&directory.join("register.csv"), &keys, &["counted", "expected"])
    };
    [of(None), of(Some("border")), of(Some("age_class"))].concat()
}

/// Means over replicates of every number in the last year, by point and scenario.
fn study_means(directory: &Path) -> Vec<f64> {
    let text = fs::read_to_string(directory.join("results.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let (value, period) = (at("value"), at("period"));
    let keys = ["point", "scenario", "indicator"].map(at);
    let mut values: BTreeMap<Vec<String>, Vec<f64>> = BTreeMap::new();
    for row in reader.records().map(Result::unwrap).filter(|row| &row[period] == "last_year") {
        let key = keys.iter().map(|key| row[*key].to_owned()).collect();
        values.entry(key).or_default().extend(row[value].parse::<f64>());
    }
    values.into_values().map(|values| values.iter().sum::<f64>() / values.len() as f64).collect()
}

/// The column of a row's own unit, for tables whose rows differ: that of levels, or that of
/// differences.
fn own_unit(download: &str, at: usize) -> Option<usize> {
    match (download, at) {
        ("contrasts", 5 | 6) => Some(3),
        ("contrasts", 7..=9) => Some(4),
        ("fit", 6..) => Some(5),
        ("sensitivity", 7..) => Some(3),
        ("posterior_fit", 4..=8) => Some(3),
        _ => None,
    }
}

/// Opens every download of a page and holds each number to the result files; gives how many numbers
/// were held.
pub fn held(html: &str, directory: &Path) -> usize {
    let mut held = 0;
    let found = downloads(html);
    assert!(!found.is_empty());
    for download in found {
        let name = &download.name;
        let mut numbers =
            sources(directory, name).unwrap_or_else(|| panic!("{name}: nobody says what it is made of"));
        numbers.sort_by(f64::total_cmp);
        let headings = &download.headings;
        for (at, heading) in headings.iter().enumerate() {
            assert!(!headings[..at].contains(heading), "{name}: {heading} stands twice");
        }
        for row in &download.rows {
            for (at, cell) in row.iter().enumerate() {
                let Ok(value) = cell.parse::<f64>() else { continue };
                if name == "provenance" {
                    continue;
                }
                let unit = own_unit(name, at).map_or_else(|| unit(&headings[at]), |unit| row[unit].as_str());
                let source = value / times(unit);
                assert!(
                    holds(&numbers, source),
                    "{name}: {cell} {unit} under `{}` would be {source}, which no result file has",
                    headings[at]
                );
                held += 1;
            }
        }
    }
    held
}

/// What a reader is told who points at a mark, and the texts of axes and legends, of the figures
/// whose id begins so.
pub fn told(html: &str, figure: &str) -> (Vec<String>, Vec<String>) {
    let (mut tips, mut texts) = (Vec::new(), Vec::new());
    for svg in html.split("<svg ").skip(1).filter(|svg| svg.contains(&format!("aria-labelledby=\"{figure}")))
    {
        let svg = svg.split("</svg>").next().unwrap();
        tips.extend(svg.split("<title>").skip(1).map(|tip| tip.split('<').next().unwrap().to_owned()));
        let of_text = svg.split("<text").skip(1).filter_map(|text| text.split_once('>'));
        texts.extend(of_text.map(|(_, text)| text.split('<').next().unwrap().to_owned()));
    }
    (tips, texts)
}
