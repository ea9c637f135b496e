//! Running tasks side by side: each is kept as soon as it is done, and one that fails does not stop
//! the others.

use super::{LedgerFault, Outcome, Record, ScenarioResult, Task, TaskFault};
use crate::experiments::parallel::{Layout, over_replicates};
use crate::simulation::Halted;
use rayon::ThreadPoolBuildError;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

/// Why a task came to no result.
#[derive(Debug)]
pub enum Unfinished {
    /// It was stopped: it is as if it had never begun.
    Stopped,
    /// It failed.
    Failed(String),
}

impl From<TaskFault> for Unfinished {
    fn from(fault: TaskFault) -> Self {
        match fault {
            TaskFault::Halted(Halted::Stopped) => Self::Stopped,
            fault => Self::Failed(fault.to_string()),
        }
    }
}

/// Why a study stopped before its tasks were tried.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// It was asked to.
    #[error("the study was stopped")]
    Asked,
    /// The records could not be kept.
    #[error("{0}")]
    Ledger(#[from] LedgerFault),
    /// The threads could not be started.
    #[error("{0}")]
    Threads(#[from] ThreadPoolBuildError),
}

/// Runs tasks in their order and hands each record to `keep`. A task that fails or panics is tried
/// once more, then kept as failed. Where a task was stopped or a record cannot be kept, no further
/// task begins.
///
/// # Errors
/// A task that was stopped, records that could not be kept, or threads that could not be started.
pub fn run_tasks(
    tasks: &[Task],
    layout: Layout,
    work: impl Fn(Task) -> Result<Vec<ScenarioResult>, Unfinished> + Sync,
    keep: impl FnMut(Record) -> Result<(), LedgerFault> + Send,
) -> Result<(), Stopped> {
    let keep: Mutex<(_, Option<Stopped>)> = Mutex::new((keep, None));
    over_replicates(0..tasks.len() as u32, layout, |place| {
        if keep.lock().unwrap_or_else(std::sync::PoisonError::into_inner).1.is_some() {
            return;
        }
        let task = tasks[place as usize];
        let outcome = twice(&work, task);
        let mut guard = keep.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (keep, stopped) = &mut *guard;
        if stopped.is_none() {
            *stopped = match outcome {
                Some(outcome) => {
                    let record = Record { point: task.point, replicate: task.replicate, outcome };
                    keep(record).err().map(Stopped::Ledger)
                }
                None => Some(Stopped::Asked),
            };
        }
    })?;
    keep.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).1.map_or(Ok(()), Err)
}

/// What came of a task, which has two tries; none if it was stopped.
fn twice(work: &impl Fn(Task) -> Result<Vec<ScenarioResult>, Unfinished>, task: Task) -> Option<Outcome> {
    let outcome = match once(work, task) {
        Err(Unfinished::Failed(_)) => once(work, task),
        other => other,
    };
    match outcome {
        Ok(results) => Some(Outcome::Done(results)),
        Err(Unfinished::Failed(why)) => Some(Outcome::Failed(why)),
        Err(Unfinished::Stopped) => None,
    }
}

fn once(
    work: &impl Fn(Task) -> Result<Vec<ScenarioResult>, Unfinished>,
    task: Task,
) -> Result<Vec<ScenarioResult>, Unfinished> {
    // A task makes all it changes, so nothing half-changed outlives it.
    catch_unwind(AssertUnwindSafe(|| work(task)))
        .unwrap_or_else(|panic| Err(Unfinished::Failed(message(&*panic))))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    format!("the run panicked: {}", text.unwrap_or_else(|| "no message".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn some(count: usize) -> Vec<Task> {
        (0..count).map(|point| Task { point, replicate: 0 }).collect()
    }

    #[test]
    fn a_failing_task_is_tried_twice_and_the_others_finish() {
        for layout in [Layout::InTurn, Layout::SideBySide { runs: 3, threads: 3 }] {
            let tries = AtomicU32::new(0);
            let mut kept = Vec::new();
            let work = |task: Task| {
                if task.point == 2 {
                    tries.fetch_add(1, Ordering::Relaxed);
                    panic!("no home for family {}", task.point);
                }
                if task.point == 4 {
                    Err(Unfinished::Failed("no such province".to_owned()))
                } else {
                    Ok(Vec::new())
                }
            };
            run_tasks(&some(6), layout, work, |record| {
                kept.push((record.point, record.outcome));
                Ok(())
            })
            .unwrap();
            kept.sort_by_key(|(point, _)| *point);
            let failed: Vec<_> =
                kept.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Failed(_))).collect();
            assert_eq!((kept.len(), failed.len(), tries.load(Ordering::Relaxed)), (6, 2, 2));
            assert_eq!(failed[0].1, Outcome::Failed("the run panicked: no home for family 2".to_owned()));
            assert_eq!(failed[1].1, Outcome::Failed("no such province".to_owned()));
        }
    }

    #[test]
    fn a_task_that_succeeds_the_second_time_is_done() {
        let tries = AtomicU32::new(0);
        let mut kept = Vec::new();
        let work = |_: Task| match tries.fetch_add(1, Ordering::Relaxed) {
            0 => Err(Unfinished::Failed("not yet".to_owned())),
            _ => Ok(Vec::new()),
        };
        run_tasks(&some(1), Layout::InTurn, work, |record| {
            kept.push(record.outcome);
            Ok(())
        })
        .unwrap();
        assert_eq!(kept, [Outcome::Done(Vec::new())]);
    }

    #[test]
    fn a_task_that_is_stopped_leaves_no_record_and_ends_the_study() {
        let mut kept = Vec::new();
        let work = |task: Task| match task.point {
            2 => Err(TaskFault::Halted(Halted::Stopped).into()),
            _ => Ok(Vec::new()),
        };
        let stopped = run_tasks(&some(5), Layout::InTurn, work, |record| {
            kept.push(record.point);
            Ok(())
        });
        assert!(matches!(stopped, Err(Stopped::Asked)));
        assert_eq!(kept, [0, 1]);
    }

    #[test]
    fn a_full_disk_stops_the_study() {
        let begun = AtomicU32::new(0);
        let work = |_: Task| {
            begun.fetch_add(1, Ordering::Relaxed);
            Ok(Vec::new())
        };
        let full = |record: Record| match record.point {
            1 => Err(LedgerFault::Io { path: "ledger".into(), source: std::io::Error::other("full") }),
            _ => Ok(()),
        };
        let stopped = run_tasks(&some(9), Layout::InTurn, work, full);
        assert!(matches!(stopped, Err(Stopped::Ledger(_))));
        assert_eq!(begun.load(Ordering::Relaxed), 2);
    }
}
