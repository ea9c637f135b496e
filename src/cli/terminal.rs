//! What a run shows on the terminal.

use super::table::{Cell, Table};
use super::wrap::{hanging, wrapped};
use super::{Failure, stream};
use crate::experiments::memory;
use crate::experiments::parallel::{most_threads, processors};
use crate::observation::{FitRow, MapReliability, UNCERTAIN_ABOVE, verdicts};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// How many threads to use.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Threads {
    /// Threads; results do not depend on them. Without it as many as the machine has processors.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

impl Threads {
    /// The option as it was given, for another command.
    pub fn words(self) -> Vec<std::ffi::OsString> {
        let given = self.threads.map(|threads| ["--threads".into(), threads.to_string().into()]);
        given.into_iter().flatten().collect()
    }

    /// Starts them; without a number, as many as the machine has processors.
    pub fn start(self) -> Result<(), Failure> {
        let threads = self.threads.map_or_else(processors, |asked| usable(asked.into()));
        // Where there is no room for the program itself, the system would end it without a word.
        memory::has_room_for_threads(threads)?;
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
        Ok(())
    }
}

/// Columns of the terminal, at most 100; those 100 where the output goes elsewhere.
pub fn width() -> usize {
    let terminal = console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    terminal.map_or(MOST_COLUMNS, |columns| columns.clamp(40, MOST_COLUMNS))
}

/// A line longer than this is hard to read.
const MOST_COLUMNS: usize = 100;

/// As many threads as were asked for, or fewer with a note: those beyond the processors do nothing
/// but wait.
pub fn usable(asked: usize) -> usize {
    let most = most_threads();
    if asked > most {
        warn(&format!(
            "{asked} threads are asked for; this machine has {} processors, and {most} are used",
            processors()
        ));
    }
    asked.min(most)
}

/// Prints a line, broken where it is wider than the terminal.
pub fn say(line: &str) {
    stream::out(line, |line| wrapped(line, width()));
}

/// Prints a text as it stands, for other programs.
pub fn say_as_it_stands(text: &str) {
    stream::out(text, str::to_owned);
}

/// Prints a table, or gives it to the document of `--json`.
pub fn show(table: &Table) {
    stream::tables(&[table], || table.text(width()));
}

/// Prints tables in words of their own, or gives them to the document of `--json`.
pub fn show_as(tables: &[&Table], text: impl FnOnce() -> String) {
    stream::tables(tables, || wrapped(&text(), width()));
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

/// How a line begins that is no failure.
const NOTE: &str = "note: ";

/// Says something on stderr that is no failure.
pub fn warn(line: &str) {
    stream::err(&hanging(&format!("{NOTE}{line}"), width(), NOTE.len()));
}

/// The same for what a command may come upon more than once.
pub fn warn_once(line: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    if SAID.lock().unwrap_or_else(PoisonError::into_inner).insert(line.to_owned()) {
        warn(line);
    }
}

/// Shows the fit table, and says how many of its patterns are reproduced.
pub fn show_fit(rows: &[FitRow]) {
    let mut table = Table::new(
        "fit",
        &[
            ("id", "id"),
            ("pattern", "pattern"),
            ("unit", ""),
            ("target", "target"),
            ("low", ""),
            ("high", ""),
            ("band", "band"),
            ("simulated", "simulated"),
            ("standard_error", "error"),
            ("in_band", "in band"),
            ("grade", "grade"),
        ],
    );
    let number = |value: Option<f64>| Cell::number(value, |value| format!("{value:.4}"));
    let plain = |value: Option<f64>| Cell::number(value, |value| value.to_string());
    for row in rows {
        let verdict = match (row.graded || row.is_check(), row.in_band) {
            (false, _) => Cell::of(None::<bool>, "shown"),
            (true, true) => Cell::of(true, "yes"),
            (true, false) => Cell::of(false, "NO"),
        };
        table.row([
            row.id.into(),
            Cell::of(row.pattern, format!("{} ({})", row.pattern, row.unit)),
            row.unit.into(),
            plain(row.target),
            plain(row.low),
            plain(row.high),
            format!("{}-{}", end(row.low), end(row.high)).into(),
            number(row.simulated),
            number(row.standard_error),
            verdict,
            row.grade.into(),
        ]);
    }
    let verdicts = verdicts(rows);
    let held = verdicts.iter().filter(|verdict| verdict.in_band).count();
    show(&table);
    say(&format!("{held} of {} patterns in band.", verdicts.len()));
}

/// How far the map of prevalence can be read.
pub fn map_text(map: MapReliability) -> String {
    let known = match map.median.zip(map.worst) {
        Some((median, worst)) => format!("{median:.2} in the median province, {worst:.2} in the worst"),
        None => "known of no province".to_owned(),
    };
    let unknown = match map.unknown {
        0 => String::new(),
        unknown => format!(", not known of {unknown}"),
    };
    format!(
        "Prevalence by province: coefficient of variation {known}{unknown}; {} of {} not to be read by itself (above {UNCERTAIN_ABOVE}, \
         not known, or hidden). More replicates or a larger scale tell more.",
        map.unreadable, map.provinces
    )
}

fn end(bound: Option<f64>) -> String {
    bound.map_or_else(String::new, |bound| bound.to_string())
}
