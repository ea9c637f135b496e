//! Whether a run fits into the memory of this machine, asked before any of it is taken.

mod address_space;
mod control_group;

use super::parallel::{Layout, processors};
use crate::simulation::{CountryData, Plan, Together};

/// What the program takes without a world: code, tables, results.
const BASE: f64 = 32e6;
/// What each thread takes beside the worlds: stacks, and the month's working columns of a commune.
const PER_THREAD: f64 = 4e6;
/// What a world takes beyond its columns: cases, episodes and registers of communes, tallies, and
/// what the allocator leaves between. Measured (resident size of `lachan run` against the columns,
/// scales 0.02 to 1), and a little to spare.
const BEYOND_COLUMNS: f64 = 1.15;

/// What the results of a replicate take for each year. An estimate, from a comparison
/// that took about 4 MB for each scenario and replicate of five years, with a little to spare.
const RESULTS_A_YEAR: f64 = 1e6;

/// Worlds that each run side by side holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorldsHeld {
    /// The one that is simulated.
    One,
    /// Another as well: the bytes of a kept one.
    Two,
    /// Scenarios that go on from one state.
    Scenarios {
        /// How many.
        scenarios: usize,
        /// Replicates that there may come to be of each, whose results stay until all are done.
        replicates: u32,
    },
}

/// What a run will take, in words; this machine has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryEstimate(String);

impl std::fmt::Display for MemoryEstimate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

/// The machine has not the memory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this run needs about {needed} of memory, and {free} are free{within}")]
pub struct TooLarge {
    /// About what it would take.
    pub needed: String,
    /// What is free.
    pub free: String,
    /// The limit that leaves no more, in words behind it; empty where it is the machine's memory.
    pub within: &'static str,
}

/// Reckons what a run will take, and refuses what this machine does not have.
///
/// # Errors
/// [`TooLarge`], before anything is allocated.
pub fn check(
    plan: &Plan,
    ground: &CountryData,
    layout: Layout,
    worlds: WorldsHeld,
) -> Result<MemoryEstimate, TooLarge> {
    let replicates = plan.horizon.replicates;
    let (held, runs) = match worlds {
        WorldsHeld::One => (1, replicates),
        WorldsHeld::Two => (2, replicates),
        WorldsHeld::Scenarios { scenarios, replicates } => (
            Together::worlds(scenarios, layout.abreast()),
            replicates.saturating_mul(scenarios.try_into().unwrap_or(u32::MAX)),
        ),
    };
    check_with_results(plan, ground, held * layout.wide(), runs)
}

/// The same for so many worlds at a time.
///
/// # Errors
/// As [`check`].
pub fn check_worlds(plan: &Plan, ground: &CountryData, worlds: usize) -> Result<MemoryEstimate, TooLarge> {
    check_with_results(plan, ground, worlds, 1)
}

/// The same with the results of so many runs, which stay until all are done.
///
/// # Errors
/// As [`check`].
pub fn check_with_results(
    plan: &Plan,
    ground: &CountryData,
    worlds: usize,
    runs: u32,
) -> Result<MemoryEstimate, TooLarge> {
    let size = plan.size(ground);
    let threads = rayon::current_num_threads();
    let needed = needed_with_results(plan, ground, worlds, runs, threads);
    let free = enough(needed, threads)?;
    let each = if worlds == 1 { "a world".to_owned() } else { format!("{worlds} worlds at a time, each") };
    Ok(MemoryEstimate(format!(
        "about {} of memory for {each} of {:.2} million families; {} are free",
        gigabytes(needed),
        size.homes as f64 / 1e6,
        gigabytes(free)
    )))
}

/// Bytes that so many worlds at a time will take on so many threads.
pub fn needed(plan: &Plan, ground: &CountryData, worlds: usize, threads: usize) -> f64 {
    BASE + PER_THREAD * threads as f64 + worlds as f64 * BEYOND_COLUMNS * plan.bytes(ground)
}

/// The same with the results of so many runs, which stay until all are done: what [`check_with_results`] asks for.
pub fn needed_with_results(
    plan: &Plan,
    ground: &CountryData,
    worlds: usize,
    runs: u32,
    threads: usize,
) -> f64 {
    needed(plan, ground, worlds, threads) + f64::from(runs) * f64::from(plan.horizon.years) * RESULTS_A_YEAR
}

/// Refuses to start so many threads where there is not even room for the program and their stacks.
///
/// # Errors
/// [`TooLarge`].
pub fn has_room_for_threads(threads: usize) -> Result<(), TooLarge> {
    enough(BASE + PER_THREAD * threads as f64, threads).map(drop)
}

/// The bytes that are free, if they are as many as are needed on so many threads: on the machine or
/// in its control group, and within the limit on address space.
fn enough(needed: f64, threads: usize) -> Result<f64, TooLarge> {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let memory = system.available_memory().min(control_group::free().unwrap_or(u64::MAX));
    let addresses = address_space::free(threads).unwrap_or(u64::MAX);
    let free = memory.min(addresses) as f64;
    if needed > free {
        let within = if addresses < memory { BESIDE_THREADS } else { "" };
        return Err(TooLarge { needed: gigabytes(needed), free: gigabytes(free), within });
    }
    Ok(free)
}

/// What is said of a limit on address space, which leaves more where threads are fewer.
const BESIDE_THREADS: &str = " of the address space that `ulimit -v` leaves beside what threads reserve";

fn gigabytes(bytes: f64) -> String {
    format!("{:.2} GB", bytes / 1e9)
}
