//! The jobs: those that wait, in order, and the last ones, so that their outcomes can be looked at.

use super::job::{Job, Progress};
use super::scenario_builder::Ready;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Jobs that may wait behind the one that runs.
pub const WAITING: usize = 4;

/// Jobs that are remembered.
const REMEMBERED: usize = 12;

/// The queue.
#[derive(Debug, Default)]
pub struct Queue {
    inner: Mutex<Inner>,
    bell: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    waiting: VecDeque<Arc<Job>>,
    known: VecDeque<Arc<Job>>,
    numbered: u64,
    closed: bool,
}

/// There is no room for another job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{WAITING} runs are waiting already: cancel one, or try again when the first is done")]
pub struct QueueFull;

impl Queue {
    /// Puts a job at the end.
    ///
    /// # Errors
    /// No room.
    pub fn submit(&self, ready: Ready) -> Result<Arc<Job>, QueueFull> {
        let mut inner = self.lock();
        if inner.waiting.len() >= WAITING || inner.closed {
            return Err(QueueFull);
        }
        inner.numbered += 1;
        let job = Arc::new(Job::new(inner.numbered, ready));
        inner.waiting.push_back(Arc::clone(&job));
        inner.known.push_back(Arc::clone(&job));
        if inner.known.len() > REMEMBERED
            && let Some(oldest) = inner.known.iter().position(|job| job.progress().is_last())
        {
            inner.known.remove(oldest);
        }
        drop(inner);
        self.bell.notify_one();
        Ok(job)
    }

    /// A job by its number.
    pub fn find(&self, id: u64) -> Option<Arc<Job>> {
        self.lock().known.iter().find(|job| job.id == id).cloned()
    }

    /// Stops a job; one that waits leaves its place at once.
    pub fn cancel(&self, job: &Job) {
        let mut inner = self.lock();
        let before = inner.waiting.len();
        inner.waiting.retain(|waiting| waiting.id != job.id);
        if inner.waiting.len() < before {
            job.say(Progress::Cancelled);
        }
        job.stop();
    }

    /// The next job, when there is one; none once the queue is closed.
    pub fn next(&self) -> Option<Arc<Job>> {
        let mut inner = self.lock();
        loop {
            if inner.closed {
                return None;
            }
            match inner.waiting.pop_front() {
                Some(job) => return Some(job),
                None => inner = self.bell.wait(inner).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Stops every job and ends the work.
    pub fn close(&self) {
        let mut inner = self.lock();
        inner.closed = true;
        inner.waiting.clear();
        inner.known.iter().for_each(|job| job.stop());
        drop(inner);
        self.bell.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::explore::draft::Draft;
    use crate::explore::saved_scenarios::SavedScenarios;
    use crate::explore::scenario_builder::{ScenarioBuilder, Trial};

    pub fn ready() -> Ready {
        let draft = Draft {
            name: "mine".into(),
            description: String::new(),
            base: "cash_transfer".into(),
            levers: Vec::new(),
        };
        let trial = Trial { seed: 1, replicates: 2 };
        ScenarioBuilder::new(0.001).unwrap().ready(&draft, trial, &SavedScenarios::new(None)).unwrap()
    }

    #[test]
    fn jobs_come_in_order_and_a_full_queue_says_so_until_one_leaves() {
        let queue = Queue::default();
        let jobs: Vec<_> = (0..WAITING).map(|_| queue.submit(ready()).unwrap()).collect();
        assert_eq!(queue.submit(ready()).unwrap_err(), QueueFull);
        queue.cancel(&jobs[1]);
        assert_eq!(jobs[1].progress(), Progress::Cancelled);
        assert_eq!(queue.submit(ready()).unwrap().id, 5);
        let order: Vec<u64> = (0..WAITING).filter_map(|_| queue.next().map(|job| job.id)).collect();
        assert_eq!(order, [1, 3, 4, 5]);
        assert_eq!(queue.find(3).map(|job| job.id), Some(3));
    }

    #[test]
    fn what_is_over_stays_as_it_ended_and_a_closed_queue_gives_nothing() {
        let queue = Queue::default();
        let job = queue.submit(ready()).unwrap();
        job.say(Progress::Cancelled);
        job.say(Progress::Running { done: 1, total: 2 });
        assert_eq!(job.progress(), Progress::Cancelled);
        queue.close();
        assert!(queue.next().is_none() && job.is_stopped());
        assert_eq!(queue.submit(ready()).unwrap_err(), QueueFull);
    }
}
