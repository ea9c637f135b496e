//! How often a run is kept.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

/// Time between two states, at least: a kill then costs about as much.
const RARELY: Duration = Duration::from_secs(30);

/// Time between two states, at least, in times of what keeping one takes: it then takes less than 2
/// % of a run.
const CHEAPLY: u32 = 50;

/// Bytes of a state that are kept in a second, encoding and disk together, as long as none has
/// been; a guess on the low side.
const BYTES_A_SECOND: f64 = 2e8;

/// How often a run is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckpointInterval {
    /// Never.
    Never,
    /// At the end of every so many months.
    Months(NonZeroU32),
    /// After half a minute, or later where a state takes long to write. Months would not do: the
    /// same hundred of them take a second in one run and an hour in another. The clock says when a
    /// state is kept and nothing else.
    #[default]
    Clock,
}

/// When a replicate was kept last.
#[derive(Debug)]
pub(super) struct Timer {
    pace: CheckpointInterval,
    since: Instant,
    took: Duration,
}

impl Timer {
    /// A replicate that begins, or goes on, now. `bytes` is about what a state of it takes: how
    /// long the first will take to keep nobody knows yet, and a large one that is kept too soon
    /// would not pay in a short run.
    pub(super) fn start(pace: CheckpointInterval, bytes: f64) -> Self {
        Self { pace, since: Instant::now(), took: Duration::from_secs_f64(bytes / BYTES_A_SECOND) }
    }

    /// Whether the state after so many months is to be kept.
    pub(super) fn is_due(&self, months: u32) -> bool {
        match self.pace {
            CheckpointInterval::Never => false,
            CheckpointInterval::Months(every) => months.is_multiple_of(every.get()),
            CheckpointInterval::Clock => is_due_after(self.since.elapsed(), self.took),
        }
    }

    /// A state has been kept, which took from `begun` until now.
    pub(super) fn kept(&mut self, begun: Instant) {
        self.since = Instant::now();
        self.took = self.since - begun;
    }
}

fn is_due_after(elapsed: Duration, took: Duration) -> bool {
    elapsed >= RARELY.max(took * CHEAPLY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_waits_half_a_minute_and_fifty_times_what_keeping_took() {
        let seconds = Duration::from_secs;
        assert!(!is_due_after(seconds(29), Duration::ZERO));
        assert!(is_due_after(seconds(30), Duration::from_millis(500)));
        assert!(!is_due_after(seconds(99), seconds(2)));
        assert!(is_due_after(seconds(100), seconds(2)));
    }

    /// 400 MB take two seconds to keep, so the first state of such a run is due after 100.
    #[test]
    fn the_first_of_large_states_is_kept_later() {
        let timer = Timer::start(CheckpointInterval::Clock, 4e8);
        assert!(!is_due_after(Duration::from_secs(99), timer.took));
        assert!(is_due_after(Duration::from_secs(100), timer.took));
    }

    #[test]
    fn months_are_counted_and_never_is_never() {
        let every = Timer::start(CheckpointInterval::Months(NonZeroU32::new(12).unwrap()), 0.0);
        assert_eq!([0, 11, 12, 13, 24].map(|months| every.is_due(months)), [true, false, true, false, true]);
        assert!(!Timer::start(CheckpointInterval::Never, 0.0).is_due(12));
    }
}
