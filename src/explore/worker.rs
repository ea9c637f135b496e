//! The thread that runs the jobs, one after another, and keeps what the next one may use.

use super::HasRoom;
use super::job::{Job, Progress};
use super::outcome::JobOutcome;
use super::queue::Queue;
use crate::experiments::compare::{ComparisonCache, Pair, RunFault, RunScope, STRATA};
use crate::experiments::parallel::layout;
use crate::simulation::Halted;
use crate::store::lived::LivedStore;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// Runs jobs until the queue is closed; a job for whose worlds there is no room fails before it
/// begins. Runs are kept in `store`, where there is one; files of what jobs find go below `folder`.
pub fn work(queue: &Queue, has_room: HasRoom, store: Option<&LivedStore>, folder: &Path) {
    let mut kept = ComparisonCache::default();
    while let Some(job) = queue.next() {
        let ran = catch_unwind(AssertUnwindSafe(|| run(&job, &mut kept, has_room, store, folder)));
        match ran {
            Ok(Ok(Some(outcome))) => job.finish(outcome),
            Ok(Ok(None)) => job.say(Progress::Cancelled),
            Ok(Err(message)) => job.say(Progress::Failed { message }),
            Err(_) => {
                // What is kept may be half of something.
                kept = ComparisonCache::default();
                let message =
                    "the program broke in this run; see the terminal it was started from".to_owned();
                job.say(Progress::Failed { message });
            }
        }
    }
}

/// What a job finds; none if it was stopped.
fn run(
    job: &Job,
    kept: &mut ComparisonCache,
    has_room: HasRoom,
    store: Option<&LivedStore>,
    folder: &Path,
) -> Result<Option<JobOutcome>, String> {
    let ready = &job.ready;
    let replicates = ready.trial.replicates;
    let families = ready.reference.plan.families(&ready.ground);
    let layout = layout(families, replicates, rayon::current_num_threads());
    let extent = RunScope { replicates: 0..replicates, strata: &STRATA, layout, ensemble: None, store };
    let pair = Pair {
        reference: &ready.reference,
        scenario: &ready.scenario,
        ground: &ready.ground,
        extent: &extent,
    };
    has_room(&ready.reference.plan, &ready.ground, kept.worlds(&pair))?;
    let total = kept.months(&pair);
    let done = AtomicU32::new(0);
    let tick = || {
        if job.is_stopped() {
            return ControlFlow::Break(());
        }
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        job.say(Progress::Running { done, total });
        ControlFlow::Continue(())
    };
    job.say(Progress::Running { done: 0, total });
    match kept.compare(&pair, &tick) {
        Err(RunFault::Halted(Halted::Stopped)) => Ok(None),
        Err(fault) => Err(fault.to_string()),
        Ok(comparison) => JobOutcome::new(ready, &comparison, folder).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::queue::tests::ready;

    /// The worlds of two replicates after the warm-up and of both runs of each that is under way;
    /// the job says what it is told.
    #[test]
    fn a_job_without_room_fails_before_it_begins() {
        let queue = Queue::default();
        let job = queue.submit(ready()).unwrap();
        let ask = |_: &_, _: &_, worlds| Err(format!("no room for {worlds} worlds"));
        let wide = 2.min(rayon::current_num_threads());
        assert_eq!(
            run(&job, &mut ComparisonCache::default(), ask, None, &std::env::temp_dir()).unwrap_err(),
            format!("no room for {} worlds", 2 + 2 * wide)
        );
        assert!(!matches!(job.progress(), Progress::Running { .. }));
    }
}
