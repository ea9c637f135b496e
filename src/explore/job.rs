//! A run in the background: what it is of, how far it is, and what it found.

use super::outcome::JobOutcome;
use super::scenario_builder::Ready;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Progress {
    /// It waits for those before it.
    Waiting,
    /// It runs.
    Running {
        /// Months simulated.
        done: u32,
        /// Months to simulate in all.
        total: u32,
    },
    /// It is done, and its outcome is there.
    Done,
    /// It was stopped.
    Cancelled,
    /// It failed.
    Failed {
        /// The reason, for people to read.
        message: String,
    },
}

impl Progress {
    /// Whether nothing more will come.
    pub const fn is_last(&self) -> bool {
        matches!(self, Self::Done | Self::Cancelled | Self::Failed { .. })
    }
}

/// A job.
#[derive(Debug)]
pub struct Job {
    /// Its number.
    pub id: u64,
    /// What it runs.
    pub ready: Ready,
    stop: AtomicBool,
    progress: watch::Sender<Progress>,
    outcome: Mutex<Option<Arc<JobOutcome>>>,
}

impl Job {
    /// A job that waits.
    pub fn new(id: u64, ready: Ready) -> Self {
        let progress = watch::Sender::new(Progress::Waiting);
        Self { id, ready, stop: AtomicBool::new(false), progress, outcome: Mutex::new(None) }
    }

    /// Asks it to stop after the month that it is in.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Says how far it is to everyone who watches. What is over stays as it ended.
    pub fn say(&self, progress: Progress) {
        self.progress.send_if_modified(|now| {
            let news = !now.is_last() && *now != progress;
            if news {
                *now = progress;
            }
            news
        });
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.progress.borrow().clone()
    }

    /// Watches how far it is.
    pub fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Keeps what it found, then says that it is done.
    pub fn finish(&self, outcome: JobOutcome) {
        *self.outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(outcome));
        self.say(Progress::Done);
    }

    /// What it found.
    pub fn outcome(&self) -> Option<Arc<JobOutcome>> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
