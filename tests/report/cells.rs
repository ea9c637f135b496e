//! Cell by cell: the number under a heading is that of the result file for the row, in the unit of
//! the heading. What the rows and headings of a download mean is said here once more, by the names
//! that files have, so that a column that slips aside is seen.

use super::units::{Download, downloads, times, unit};
use lachan::language::Language;
use lachan::observation::{Dimension, Measure};
use lachan::report::Words;
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// A page with the result files that it was made from.
struct Page<'a> {
    directory: &'a Path,
    words: Words,
    /// The scenarios, the reference first.
    scenarios: &'a [&'a str],
    held: usize,
}

/// Opens the downloads of a page and recomputes each cell; gives how many numbers were held. The
/// scenarios are those of the page, the reference first.
pub fn held(html: &str, directory: &Path, language: Language, scenarios: &[&str]) -> usize {
    let mut page = Page { directory, words: Words { language }, scenarios, held: 0 };
    for download in downloads(html) {
        match &*download.name {
            "provinces" => page.provinces(&download),
            "province_ranks" => page.province_ranks(&download),
            "province_differences" => page.province_differences(&download),
            "series" => page.series(&download),
            "human_security" => page.human_security(&download),
            "fit" => page.fit(&download),
            "contrasts" => page.contrasts(&download),
            "costs" => page.costs(&download),
            // Held by the numbers that their files have.
            _ => {}
        }
    }
    page.held
}

impl Page<'_> {
    fn rows(&self, file: &str) -> Vec<Row> {
        let mut reader = csv::Reader::from_path(self.directory.join(file)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    fn measure(&self, title: &str) -> Option<Measure> {
        Measure::ALL.iter().copied().find(|measure| self.words.measure(*measure) == title)
    }

    /// A cell must be the column's value in the one row with these keys, or hold no number where
    /// that has none.
    fn holds(
        &mut self,
        what: &str,
        cell: &str,
        unit: &str,
        rows: &[Row],
        keys: &[(&str, &str)],
        column: &str,
    ) {
        let mut found = rows.iter().filter(|row| keys.iter().all(|(key, value)| row[*key] == *value));
        let row = found.next().unwrap_or_else(|| panic!("{what}: no row has {keys:?}"));
        assert!(found.next().is_none(), "{what}: {keys:?} stand twice");
        let wanted = row[column].parse::<f64>().ok().map(|value| value * times(unit));
        match (cell.parse::<f64>().ok(), wanted) {
            (Some(own), Some(wanted)) => {
                assert!(
                    (own - wanted).abs() <= 1e-5 * wanted.abs() + 1e-9,
                    "{what}: {own}, not {wanted} {unit}"
                );
                self.held += 1;
            }
            (None, None) => {}
            (own, wanted) => panic!("{what}: {own:?} {cell}, not {wanted:?} for {keys:?} {column}"),
        }
    }

    fn provinces(&mut self, download: &Download) {
        let rows = self.rows("provinces.csv");
        let several = self.scenarios.len() > 1;
        for row in &download.rows {
            for at in 3..row.len() - 1 {
                let heading = &download.headings[at];
                let (scenario, measure) = match several {
                    true => (self.scenarios[at - 3], Measure::PrevalenceLifetime),
                    false => (self.scenarios[0], self.measure(bare(heading)).unwrap()),
                };
                let keys = [("scenario", scenario), ("code", &*row[1]), ("indicator", measure.name())];
                self.holds(heading, &row[at], unit(heading), &rows, &keys, "value");
            }
        }
    }

    fn province_ranks(&mut self, download: &Download) {
        let rows = self.rows("provinces.csv");
        let columns = ["value", "low", "high", "coefficient_of_variation", "rank_from", "rank_to"];
        for row in &download.rows {
            let measure = Measure::PrevalenceLifetime.name();
            let keys = [("scenario", self.scenarios[0]), ("name", &*row[0]), ("indicator", measure)];
            for (at, column) in columns.into_iter().enumerate() {
                let heading = &download.headings[2 + at];
                self.holds(heading, &row[2 + at], unit(heading), &rows, &keys, column);
            }
        }
    }

    fn province_differences(&mut self, download: &Download) {
        let rows = self.rows("contrasts.csv");
        for row in &download.rows {
            for at in 2..row.len() - 1 {
                let heading = &download.headings[at];
                let keys = [
                    ("scenario", self.scenarios[1 + (at - 2) / 3]),
                    ("stratum", "province"),
                    ("group", &*row[1]),
                    ("indicator", Measure::PrevalenceLifetime.name()),
                    ("period", "year"),
                ];
                let column = ["difference", "low", "high"][(at - 2) % 3];
                self.holds(heading, &row[at], unit(heading), &rows, &keys, column);
            }
        }
    }

    fn series(&mut self, download: &Download) {
        let rows = self.rows("indicators.csv");
        let years = download.rows.len() / self.scenarios.len();
        for (place, row) in download.rows.iter().enumerate() {
            for at in 2..row.len() - 1 {
                let heading = &download.headings[at];
                let measure = self.measure(bare(heading)).unwrap();
                let keys = [
                    ("scenario", self.scenarios[place / years]),
                    ("replicate", "0"),
                    ("year", &*row[1]),
                    ("indicator", measure.name()),
                    ("stratum", "national"),
                ];
                self.holds(heading, &row[at], unit(heading), &rows, &keys, "value");
            }
        }
    }

    fn human_security(&mut self, download: &Download) {
        let rows = self.rows("provinces.csv");
        for row in &download.rows {
            // The country stands among its provinces.
            if !rows.iter().any(|own| own["name"] == row[0]) {
                continue;
            }
            for at in 1..row.len() - 1 {
                let heading = &download.headings[at];
                let known = Dimension::ALL.into_iter().find(|own| self.words.dimension(*own) == heading);
                let indicator = format!("security_{}", known.unwrap().name());
                let keys = [("scenario", self.scenarios[0]), ("name", &*row[0]), ("indicator", &*indicator)];
                self.holds(heading, &row[at], unit(heading), &rows, &keys, "value");
            }
        }
    }

    fn fit(&mut self, download: &Download) {
        let rows = self.rows("fit.csv");
        for row in &download.rows {
            let keys = [("scenario", self.scenarios[0]), ("id", &*row[0])];
            let columns = ["target", "low", "high", "simulated", "standard_error"];
            for (at, column) in columns.into_iter().enumerate() {
                self.holds(&row[0], &row[6 + at], &row[5], &rows, &keys, column);
            }
        }
    }

    fn contrasts(&mut self, download: &Download) {
        let rows = self.rows("contrasts.csv");
        for row in &download.rows {
            let scenario = self.scenarios.iter().copied().find(|name| self.words.scenario(name) == row[0]);
            let measure = self.measure(&row[1]).unwrap();
            let period = if row[2].parse::<i32>().is_ok() { "year" } else { "all_years" };
            let keys = [
                ("scenario", scenario.unwrap_or_else(|| panic!("{} is no scenario", row[0]))),
                ("stratum", "national"),
                ("indicator", measure.name()),
                ("period", period),
            ];
            let columns = ["reference_value", "scenario_value", "difference", "low", "high"];
            for (at, column) in columns.into_iter().enumerate() {
                let unit = if at < 2 { &row[3] } else { &row[4] };
                self.holds(&row[1], &row[5 + at], unit, &rows, &keys, column);
            }
            self.holds(&row[1], &row[10], "%", &rows, &keys, "p_better");
        }
    }

    /// Costs are sums over the years.
    fn costs(&mut self, download: &Download) {
        let rows = self.rows("national_costs.csv");
        for row in &download.rows {
            let own = |line: &&Row| {
                self.words.scenario(&line["scenario"]) == row[0] && self.words.lever(&line["lever"]) == row[1]
            };
            let all = rows.iter().filter(own).map(|line| line["total_kvnd"].parse::<f64>().unwrap());
            let sum = all.sum::<f64>() * times(unit(&download.headings[2]));
            let shown: f64 = row[2].parse().unwrap();
            assert!((shown - sum).abs() <= 1e-5 * sum.abs() + 1e-9, "{row:?}: {sum}");
            self.held += 1;
        }
    }
}

/// A heading without its unit.
fn bare(heading: &str) -> &str {
    heading.rsplit_once(" (").filter(|(_, unit)| unit.ends_with(')')).map_or(heading, |(title, _)| title)
}
