//! What a study will take, measured on one of its tasks.

use super::{Living, Outcome, Record, Study, Task, TaskFault};
use crate::experiments::parallel::Layout;
use crate::store::checksummed_line::line;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// What one task took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// Time of one task on one thread.
    pub time: Duration,
    /// The most memory that the process has held, in bytes, where the system tells.
    pub memory: Option<u64>,
    /// Length of its record, in bytes.
    pub disk: u64,
}

impl Cost {
    /// Time of so many tasks on so many threads, each task on one thread.
    pub fn time_of(&self, tasks: usize, threads: usize) -> Duration {
        self.time.mul_f64(tasks.div_ceil(threads.max(1)) as f64)
    }
}

/// Runs the first point once.
///
/// # Errors
/// What the configuration of the point finds, or threads that could not be started.
pub fn pilot(study: &Study) -> Result<Result<Cost, TaskFault>, rayon::ThreadPoolBuildError> {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let Some(point) = study.points.points.first() else { unreachable!("a design has a point") };
    let task = Task { point: point.index, replicate: 0 };
    let begun = Instant::now();
    let points = BTreeMap::from([(point.index, point.values.clone())]);
    let living = Living::of(study, &points, Layout::InTurn, None);
    let runs = match alone.install(|| living.run(task, &point.values, &|| ControlFlow::Continue(()))) {
        Ok(runs) => runs,
        Err(fault) => return Ok(Err(fault)),
    };
    let time = begun.elapsed();
    let record = Record { point: point.index, replicate: 0, outcome: Outcome::Done(runs) };
    let disk = line(&record).map_or(0, |line| line.len() as u64 + 1);
    Ok(Ok(Cost { time, memory: peak_memory(), disk }))
}

/// The process' greatest resident size so far, in bytes; Linux tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_share_threads() {
        let cost = Cost { time: Duration::from_secs(3), memory: None, disk: 100 };
        assert_eq!(cost.time_of(5, 2), Duration::from_secs(9));
        assert_eq!(cost.time_of(4, 8), Duration::from_secs(3));
    }
}
