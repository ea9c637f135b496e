//! `lachan study plan`: a dry run.

use super::{StudyDirectory, design_tasks, planned_tasks, say_warnings};
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::experiments::parallel::processors;
use crate::experiments::study::{Cost, Study, pilot};
use crate::quantities::counted;
use std::time::Duration;

/// Which study, on how many threads.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: StudyDirectory,
    /// Threads to reckon with; without it, as many as the machine has processors.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Runs one task, and says what all of them will take.
pub fn plan(arguments: &Arguments) -> Result<(), Failure> {
    let (study, _) = arguments.place.read()?;
    say_warnings(&study);
    let threads = arguments.threads.map_or_else(processors, usize::from);
    let cost = pilot(&study)??;
    let columns = [
        "study",
        "points",
        "replicates",
        "scenarios",
        "tasks",
        "seconds_a_task",
        "seconds",
        "threads",
        "memory_bytes_a_task",
        "disk_bytes",
    ];
    let mut table = Table::new("plan", &columns.map(|name| (name, name)));
    let all = planned_tasks(&study);
    let seconds = |time: Duration| Cell::of(time.as_secs_f64(), "");
    table.row([
        study.spec.name.as_str().into(),
        study.points.points.len().into(),
        study.spec.replicates.into(),
        study.bases.len().into(),
        all.into(),
        seconds(cost.time),
        seconds(cost.time_of(all, threads)),
        threads.into(),
        cost.memory.into(),
        (cost.disk * all as u64).into(),
    ]);
    terminal::show_as(&[&table], || text(&study, &cost, threads));
    Ok(())
}

fn text(study: &Study, cost: &Cost, threads: usize) -> String {
    let (points, scenarios) = (study.points.points.len(), study.bases.len());
    let replicates = study.spec.replicates as usize;
    let first = design_tasks(study).len();
    let all = planned_tasks(study);
    let mut lines = vec![format!(
        "{}: {} x {} = {}, each of {}.",
        study.spec.name,
        counted(points, "point"),
        counted(replicates, "replicate"),
        counted(first, "task"),
        counted(scenarios, "scenario")
    )];
    if let Some(own) = &study.spec.calibration {
        lines.push(format!(
            "{} waves and {} points of the posterior make {all} tasks at most.",
            own.waves, own.ensemble
        ));
    }
    lines.push(format!(
        "One task took {} on one thread; all take about {} on {threads} threads.",
        spell(cost.time),
        spell(cost.time_of(all, threads))
    ));
    let side_by_side = threads.min(all) as u64;
    if let Some(memory) = cost.memory {
        let each = mebibytes(memory);
        lines.push(format!(
            "Memory: {each} MiB for one task, about {} MiB for {side_by_side} side by side.",
            each * side_by_side
        ));
    }
    lines.push(format!("Disk: about {} MiB of records.", mebibytes(cost.disk * all as u64)));
    lines.join("\n")
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// A duration in the two units that matter.
fn spell(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{seconds} s"),
        120..7200 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spelt_for_people() {
        let of = |seconds| spell(Duration::from_secs_f64(seconds));
        assert_eq!([of(1.234), of(59.0), of(121.0), of(9_000.0)], ["1.2 s", "59 s", "3 min", "2 h 30 min"]);
    }
}
