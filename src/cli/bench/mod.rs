//! `lachan bench`: how fast the month is on this machine, by number of threads, and what limits it.

mod measure;
mod picture;

use super::request::{RequestArguments, ground};
use super::table::{Cell, Table};
use super::{Failure, output, terminal};
use crate::experiments::compare::Arm;
use crate::experiments::parallel::processors;
use crate::results::write_file;
use crate::store::Fingerprint;
use crate::store::directory::{Belonging, Kind};
use measure::{Measured, measure};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

/// How large a world, on how many threads.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    /// Numbers of threads to try, parted by commas, or ranges such as 1-4; without it 1, 2, 4 and so
    /// on to all processors.
    #[arg(long, value_delimiter = ',')]
    threads: Vec<Numbers>,
    /// Times that each is measured; the fastest counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100))]
    repeats: u16,
    #[command(flatten)]
    replace: output::Replace,
    /// Output directory.
    #[arg(long, default_value = "output/bench")]
    out: PathBuf,
}

/// Measures, prints a table and writes `bench.json` and `bench.svg`.
pub fn bench(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.request.resolve()?;
    let ground = ground(&config)?;
    let arm = Arm::read(config, &ground)?;
    let mut header = Fingerprint::of_program();
    header.add_config("config", &arm.config);
    let belonging = Belonging { kind: Kind::Bench, header };
    let mut desk = output::claim(&arguments.out, &belonging, arguments.replace.replace)?;
    let threads = match arguments.threads.as_slice() {
        [] => doubling(processors()),
        given => counted(
            given
                .iter()
                .flat_map(|Numbers(some)| some.clone())
                .map(|threads| terminal::usable(threads.into())),
        ),
    };
    let measured = measure(&arm.plan, &ground, &threads, arguments.repeats.into())?;
    show(&measured);
    write_file(desk.place(), "bench.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &measured)?;
        out.write_all(b"\n")
    })?;
    write_file(desk.place(), "bench.svg", |out| out.write_all(picture::draw(&measured).as_bytes()))?;
    desk.finish()?;
    terminal::say(&format!("Files: bench.json and bench.svg in {}", arguments.out.display()));
    Ok(())
}

/// A number of threads, or all from one to another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Numbers(RangeInclusive<u16>);

impl FromStr for Numbers {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<u16>().ok().filter(|number| *number >= 1);
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let range = number(first).zip(number(last)).filter(|(first, last)| first <= last && *last <= MOST);
        range
            .map(|(first, last)| Self(first..=last))
            .ok_or_else(|| format!("write numbers from 1 to {MOST} such as 1,2,8, or a range such as 1-4"))
    }
}

/// More threads than this are not asked for in earnest.
const MOST: u16 = 9999;

/// Numbers of threads in their order, each once, behind the one that the others are measured
/// against.
fn counted(given: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut threads: Vec<usize> = given.chain([1]).collect();
    threads.sort_unstable();
    threads.dedup();
    threads
}

/// 1, 2, 4 and so on, and all of them.
fn doubling(all: usize) -> Vec<usize> {
    let mut found: Vec<usize> =
        std::iter::successors(Some(1), |n| Some(2 * n)).take_while(|&n| n < all).collect();
    found.push(all);
    found
}

/// A number of threads, and that some of them had to wait for a processor.
fn threads_text(threads: usize, processors: usize) -> String {
    match threads > processors {
        true => format!("{threads} (on {processors} processors)"),
        false => threads.to_string(),
    }
}

fn show(measured: &Measured) {
    let mut table = Table::new(
        "by_threads",
        &[
            ("threads", "threads"),
            ("person_months_per_second", "million person-months a second"),
            ("speed_up", "times one thread"),
            ("copy_bytes_per_second", "copy, GB/s"),
            ("column_bytes_per_second", "columns passed, GB/s"),
        ],
    );
    for row in &measured.by_threads {
        let giga = |bytes: f64| format!("{:.1}", bytes / 1e9);
        table.row([
            Cell::of(row.threads, threads_text(row.threads, measured.processors)),
            Cell::number(Some(row.person_months_per_second), |rate| format!("{:.1}", rate / 1e6)),
            Cell::number(Some(row.speed_up), |times| format!("{times:.2}")),
            Cell::number(Some(row.copy_bytes_per_second), giga),
            Cell::number(Some(row.column_bytes_per_second), giga),
        ]);
    }
    terminal::say(&format!(
        "All processes on, {:.2} million people aged 0-24 (scale {}), {} months a measurement.",
        measured.people as f64 / 1e6,
        measured.scale,
        measured.months
    ));
    terminal::show(&table);
    terminal::say(&format!(
        "Memory: {:.1} bytes a person in columns{}.\n\
         A month reads and writes the columns at least once: where that comes near the copy, memory is the limit; far below it, arithmetic is.",
        measured.column_bytes_per_person,
        measured
            .resident_bytes_per_person
            .map_or_else(String::new, |bytes| format!(", {bytes:.1} as the process grew"))
    ));
}

#[cfg(test)]
mod tests {
    use super::{counted, doubling, threads_text};

    #[test]
    fn one_thread_is_always_measured_so_that_no_other_number_is_called_once_as_fast() {
        assert_eq!(counted([64, 2, 64].into_iter()), [1, 2, 64]);
        assert_eq!(threads_text(64, 2), "64 (on 2 processors)");
        assert_eq!(threads_text(2, 2), "2");
    }

    #[test]
    fn threads_double_up_to_all() {
        assert_eq!(doubling(1), [1]);
        assert_eq!(doubling(2), [1, 2]);
        assert_eq!(doubling(12), [1, 2, 4, 8, 12]);
    }
}
