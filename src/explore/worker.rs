//! The thread that runs the jobs, one after another, and keeps what the next one may use.

use super::job::{Job, Progress};
use super::outcome::Outcome;
use super::queue::Queue;
use crate::experiments::compare::{Extent, Kept, Pair, STRATA};
use crate::experiments::parallel::layout;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};

/// The job was stopped.
struct Stopped;

/// Runs jobs until the queue is closed.
pub fn work(queue: &Queue) {
    let mut kept = Kept::default();
    while let Some(job) = queue.next() {
        let ran = catch_unwind(AssertUnwindSafe(|| run(&job, &mut kept)));
        match ran {
            Ok(Ok(ControlFlow::Continue(outcome))) => job.finish(outcome),
            Ok(Ok(ControlFlow::Break(Stopped))) => job.say(Progress::Cancelled),
            Ok(Err(message)) => job.say(Progress::Failed { message }),
            Err(_) => {
                // What is kept may be half of something.
                kept = Kept::default();
                let message =
                    "the program broke in this run; see the terminal it was started from".to_owned();
                job.say(Progress::Failed { message });
            }
        }
    }
}

fn run(job: &Job, kept: &mut Kept) -> Result<ControlFlow<Stopped, Outcome>, String> {
    let ready = &job.ready;
    let replicates = ready.trial.replicates;
    let families = ready.reference.plan.families(&ready.ground);
    let layout = layout(families, replicates, rayon::current_num_threads());
    let extent = Extent { replicates: 0..replicates, strata: &STRATA, layout, ensemble: None };
    let pair = Pair {
        reference: &ready.reference,
        scenario: &ready.scenario,
        ground: &ready.ground,
        extent: &extent,
    };
    let total = kept.months(&pair);
    let done = AtomicU32::new(0);
    let tick = || {
        if job.is_stopped() {
            return ControlFlow::Break(Stopped);
        }
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        job.say(Progress::Running { done, total });
        ControlFlow::Continue(())
    };
    job.say(Progress::Running { done: 0, total });
    match kept.compare(&pair, &tick).map_err(|fault| fault.to_string())? {
        ControlFlow::Break(stopped) => Ok(ControlFlow::Break(stopped)),
        ControlFlow::Continue(comparison) => Outcome::new(ready, &comparison).map(ControlFlow::Continue),
    }
}
