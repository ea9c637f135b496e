//! `lachan bench`: how fast the month is on this machine, by number of threads, and what limits it.

mod measure;
mod picture;

use super::request::{RequestArguments, ground};
use super::{Failure, output, terminal};
use crate::experiments::compare::Arm;
use crate::results::write_file;
use comfy_table::Table;
use measure::{Measured, measure};
use std::path::PathBuf;

/// How large a world, on how many threads.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    request: RequestArguments,
    /// Numbers of threads to try, parted by commas; without it 1, 2, 4 and so on to all processors.
    #[arg(long, value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..))]
    threads: Vec<u16>,
    /// Times that each is measured; the fastest counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100))]
    repeats: u16,
    /// Output directory.
    #[arg(long, default_value = "output/bench")]
    out: PathBuf,
}

/// Measures, prints a table and writes `bench.json` and `bench.svg`.
pub fn bench(arguments: &Arguments) -> Result<(), Failure> {
    let config = arguments.request.resolve()?;
    let ground = ground(&config)?;
    let arm = Arm::read(config, &ground)?;
    let _lock = output::claim(&arguments.out)?;
    let threads = match arguments.threads.as_slice() {
        [] => doubling(std::thread::available_parallelism().map_or(1, usize::from)),
        given => given.iter().map(|&threads| threads.into()).collect(),
    };
    let measured = measure(&arm.plan, &ground, &threads, arguments.repeats.into())?;
    terminal::say(&text(&measured));
    write_file(&arguments.out, "bench.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &measured)?;
        out.write_all(b"\n")
    })?;
    write_file(&arguments.out, "bench.svg", |out| out.write_all(picture::draw(&measured).as_bytes()))?;
    terminal::say(&format!("Files: bench.json and bench.svg in {}", arguments.out.display()));
    Ok(())
}

/// 1, 2, 4 and so on, and all of them.
fn doubling(all: usize) -> Vec<usize> {
    let mut found: Vec<usize> =
        std::iter::successors(Some(1), |n| Some(2 * n)).take_while(|&n| n < all).collect();
    found.push(all);
    found
}

fn text(measured: &Measured) -> String {
    let mut table = Table::new();
    table.set_header([
        "threads",
        "million person-months a second",
        "times one thread",
        "copy, GB/s",
        "columns passed, GB/s",
    ]);
    for row in &measured.by_threads {
        table.add_row([
            row.threads.to_string(),
            format!("{:.1}", row.person_months_per_second / 1e6),
            format!("{:.2}", row.speed_up),
            format!("{:.1}", row.copy_bytes_per_second / 1e9),
            format!("{:.1}", row.column_bytes_per_second / 1e9),
        ]);
    }
    format!(
        "All processes on, {:.2} million people aged 0-24 (scale {}), {} months a measurement.\n{table}\n\
         Memory: {:.1} bytes a person in columns{}.\n\
         A month reads and writes the columns at least once: where that comes near the copy, memory is the limit; far below it, arithmetic is.",
        measured.people as f64 / 1e6,
        measured.scale,
        measured.months,
        measured.column_bytes_per_person,
        measured
            .resident_bytes_per_person
            .map_or_else(String::new, |bytes| format!(", {bytes:.1} as the process grew"))
    )
}

#[cfg(test)]
mod tests {
    use super::doubling;

    #[test]
    fn threads_double_up_to_all() {
        assert_eq!(doubling(1), [1]);
        assert_eq!(doubling(2), [1, 2]);
        assert_eq!(doubling(12), [1, 2, 4, 8, 12]);
    }
}
