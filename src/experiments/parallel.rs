//! Parallel work over replicates.
//!
//! The bytes of a run do not depend on threads, so a set of replicates may use them in either of
//! two ways: several small ones side by side, each on a thread of its own or, where there are more
//! threads than replicates, on its share of them; or one large run after the other, each on all
//! threads, which keeps a single world in memory. Results come in the order of the replicates
//! either way.

use crate::simulation::SMALL_WORLD;
use rayon::ThreadPoolBuildError;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Processors of this machine that the program may use.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Threads above which more of them only stand in each other's way, however few processors there
/// are.
const A_FEW: usize = 8;

/// Threads that are started at most: those beyond the processors do nothing but wait.
pub fn most_threads() -> usize {
    processors().max(A_FEW)
}

/// How replicates use the threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Small worlds: so many replicates side by side, which share out the threads.
    SideBySide {
        /// Replicates.
        runs: usize,
        /// Threads of all of them.
        threads: usize,
    },
    /// One run at a time, on all threads.
    InTurn,
}

impl Layout {
    /// Replicates that are under way at a time.
    pub fn wide(self) -> usize {
        match self {
            Self::SideBySide { runs, .. } => runs,
            Self::InTurn => 1,
        }
    }

    /// Worlds that each of them may live at a time, where it has several scenarios: as many as it
    /// has threads, and of large worlds one.
    pub fn abreast(self) -> usize {
        match self {
            Self::SideBySide { runs, threads } => threads.div_ceil(runs.max(1)),
            Self::InTurn => 1,
        }
    }
}

/// The layout for some replicates of a world of `families` on `threads`. Where replicates do not
/// fit on the threads all at once, they are shared out over rounds of the same size, so that none
/// ends with most threads idle.
pub fn layout(families: f64, replicates: u32, threads: usize) -> Layout {
    let replicates = replicates as usize;
    if threads < 2 || replicates == 0 || families > SMALL_WORLD {
        return Layout::InTurn;
    }
    Layout::SideBySide { runs: replicates.div_ceil(replicates.div_ceil(threads)), threads }
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
    let Layout::SideBySide { runs, threads } = layout else { return Ok(replicates.map(work).collect()) };
    let share = |pool: usize| threads / runs + usize::from(pool < threads % runs);
    let pools: Vec<rayon::ThreadPool> = (0..runs)
        .map(|pool| rayon::ThreadPoolBuilder::new().num_threads(share(pool).max(1)).build())
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

    const fn side_by_side(runs: usize, threads: usize) -> Layout {
        Layout::SideBySide { runs, threads }
    }

    #[test]
    fn results_come_in_the_order_of_the_replicates() {
        let slow_first = |replicate: u32| {
            std::thread::sleep(std::time::Duration::from_millis(u64::from(10 - replicate)));
            replicate * replicate
        };
        for layout in [Layout::InTurn, side_by_side(2, 2), side_by_side(8, 8), side_by_side(2, 5)] {
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
        assert_eq!(until_one_fails(0..2, side_by_side(2, 2), Ok::<_, ()>).unwrap(), Ok(vec![0, 1]));
    }

    #[test]
    fn replicates_side_by_side_share_out_the_threads() {
        let threads = |runs, threads| {
            let mut found = over_replicates(0..runs as u32, side_by_side(runs, threads), |_| {
                std::thread::sleep(std::time::Duration::from_millis(30));
                rayon::current_num_threads()
            })
            .unwrap();
            found.sort_unstable();
            found
        };
        assert_eq!(threads(2, 2), [1, 1]);
        assert_eq!(threads(2, 8), [4, 4]);
        assert_eq!(threads(3, 8), [2, 3, 3]);
    }

    #[test]
    fn large_worlds_go_in_turn_and_small_ones_fill_the_threads() {
        assert_eq!(layout(1e5, 10, 2), side_by_side(2, 2));
        assert_eq!(layout(1e5, 1, 8), side_by_side(1, 8));
        assert_eq!(layout(1e5, 10, 1), Layout::InTurn);
        assert_eq!(layout(3e6, 10, 8), Layout::InTurn);
        // Two rounds of five on eight threads, and not one of eight and one of two.
        assert_eq!(layout(1e5, 10, 8), side_by_side(5, 8));
        let shares =
            [(2, 8), (10, 8), (8, 16), (10, 64)].map(|(some, threads)| layout(1e5, some, threads).abreast());
        assert_eq!(shares, [4, 2, 2, 7]);
    }
}
