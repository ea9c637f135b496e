//! What a run shows on the terminal.

use super::Failure;
use crate::observation::{FitRow, verdicts};
use comfy_table::Table;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::Write;

/// How many threads to use.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Threads {
    /// Threads; results do not depend on them.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

impl Threads {
    /// Starts them; without a number, as many as the machine has processors.
    pub fn start(self) -> Result<(), Failure> {
        if let Some(threads) = self.threads {
            rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
        }
        Ok(())
    }
}

/// Prints a line; a closed pipe is no error.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A progress bar with the time left, on a terminal only.
pub fn progress(months: u32) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} months, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(months.into()).with_style(style)
}

/// The same for a count of other things.
pub fn progress_of(count: u32, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {what}, {{eta}} left"))
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(count.into()).with_style(style)
}

/// Says something on stderr that is no failure.
pub fn warn(line: &str) {
    let _ = writeln!(std::io::stderr(), "note: {line}");
}

/// The fit table, and how many of its patterns are reproduced.
pub fn fit_text(rows: &[FitRow]) -> String {
    let mut table = Table::new();
    table.set_header(["id", "pattern", "unit", "target", "band", "simulated", "error", "in band", "grade"]);
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
    for row in rows {
        let verdict = match (row.graded, row.in_band) {
            (false, _) => "shown",
            (true, true) => "yes",
            (true, false) => "NO",
        };
        table.add_row([
            row.id.to_owned(),
            row.pattern.to_owned(),
            row.unit.to_owned(),
            row.target.map_or_else(String::new, |target| target.to_string()),
            format!("{}-{}", end(row.low), end(row.high)),
            number(row.simulated),
            number(row.standard_error),
            verdict.to_owned(),
            row.grade.to_owned(),
        ]);
    }
    let verdicts = verdicts(rows);
    let held = verdicts.iter().filter(|verdict| verdict.in_band).count();
    format!("{table}\n{held} of {} patterns in band.", verdicts.len())
}

fn end(bound: Option<f64>) -> String {
    bound.map_or_else(String::new, |bound| bound.to_string())
}
