//! Parallel work over replicates.
//!
//! The bytes of a run do not depend on threads, so a set of replicates may use them in either of
//! two ways: several small runs side by side, each on one thread, which wastes none; or one large
//! run after the other, each on all threads, which keeps a single world in memory. Results come in
//! the order of the replicates either way.

use rayon::ThreadPoolBuildError;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// How replicates use the threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// So many runs side by side, each on one thread.
    SideBySide(usize),
    /// One run at a time, on all threads.
    InTurn,
}

impl Layout {
    /// Runs that are under way at a time.
    pub fn wide(self) -> usize {
        match self {
            Self::SideBySide(runs) => runs,
            Self::InTurn => 1,
        }
    }
}

/// Families below which a world is small: several fit into memory, and one leaves threads idle.
const SMALL_WORLD: f64 = 2e6;

/// The layout for some replicates of a world of `families` on `threads`.
pub fn layout(families: f64, replicates: u32, threads: usize) -> Layout {
    let wide = threads.min(replicates as usize);
    if wide > 1 && families <= SMALL_WORLD { Layout::SideBySide(wide) } else { Layout::InTurn }
}

/// Does the work of each replicate.
///
/// # Errors
/// The threads could not be started.
pub fn over_replicates<T: Send>(
    replicates: std::ops::Range<u32>,
    layout: Layout,
    work: impl Fn(u32) -> T + Sync,
) -> Result<Vec<T>, ThreadPoolBuildError> {
    let Layout::SideBySide(threads) = layout else { return Ok(replicates.map(work).collect()) };
    let pools: Vec<rayon::ThreadPool> = (0..threads)
        .map(|_| rayon::ThreadPoolBuilder::new().num_threads(1).build())
        .collect::<Result<_, _>>()?;
    let next = AtomicU32::new(replicates.start);
    let done: Mutex<Vec<(u32, T)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for pool in &pools {
            scope.spawn(|| {
                loop {
                    let replicate = next.fetch_add(1, Ordering::Relaxed);
                    if replicate >= replicates.end {
                        break;
                    }
                    let result = pool.install(|| work(replicate));
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((replicate, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(replicate, _)| *replicate);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// The same for work that can fail: once one replicate has failed, no further one begins.
///
/// # Errors
/// The threads could not be started; inside, the failure of the first replicate that failed.
pub fn until_one_fails<T: Send, E: Send>(
    replicates: std::ops::Range<u32>,
    layout: Layout,
    work: impl Fn(u32) -> Result<T, E> + Sync,
) -> Result<Result<Vec<T>, E>, ThreadPoolBuildError> {
    let failed = AtomicBool::new(false);
    let done = over_replicates(replicates, layout, |replicate| {
        if failed.load(Ordering::Relaxed) {
            return None;
        }
        let result = work(replicate);
        failed.fetch_or(result.is_err(), Ordering::Relaxed);
        Some(result)
    })?;
    Ok(done.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_replicates() {
        let slow_first = |replicate: u32| {
            std::thread::sleep(std::time::Duration::from_millis(u64::from(10 - replicate)));
            replicate * replicate
        };
        for layout in [Layout::InTurn, Layout::SideBySide(2), Layout::SideBySide(8)] {
            let squares = over_replicates(3..8, layout, slow_first).unwrap();
            assert_eq!(squares, [9, 16, 25, 36, 49], "{layout:?}");
        }
    }

    #[test]
    fn after_a_failure_no_replicate_begins() {
        let begun = AtomicU32::new(0);
        let third_fails = |replicate: u32| {
            begun.fetch_add(1, Ordering::Relaxed);
            if replicate == 2 { Err("stopped") } else { Ok(replicate) }
        };
        assert_eq!(until_one_fails(0..9, Layout::InTurn, third_fails).unwrap(), Err("stopped"));
        assert_eq!(begun.into_inner(), 3);
        assert_eq!(until_one_fails(0..2, Layout::SideBySide(2), Ok::<_, ()>).unwrap(), Ok(vec![0, 1]));
    }

    #[test]
    fn each_run_side_by_side_has_one_thread() {
        let threads = over_replicates(0..2, Layout::SideBySide(2), |_| rayon::current_num_threads()).unwrap();
        assert_eq!(threads, [1, 1]);
    }

    #[test]
    fn large_worlds_and_single_runs_go_in_turn() {
        assert_eq!(layout(1e5, 10, 2), Layout::SideBySide(2));
        assert_eq!(layout(1e5, 1, 8), Layout::InTurn);
        assert_eq!(layout(3e6, 10, 8), Layout::InTurn);
    }
}
