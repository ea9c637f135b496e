//! Whether a run fits into the memory of this machine, asked before any of it is taken.

use super::{Failure, terminal};
use crate::experiments::parallel::Layout;
use crate::simulation::{CountryData, Plan};

/// What the program takes without a world: code, tables, results.
const BASE: f64 = 32e6;
/// What each thread takes beside the worlds: stacks, and the month's working columns of a commune.
const PER_THREAD: f64 = 4e6;
/// What a world takes beyond its columns: cases, episodes and registers of communes, tallies, and what the allocator leaves between.
/// Measured (resident size of `lachan run` against the columns, scales 0.02 to 1), and a little to spare.
const BEYOND_COLUMNS: f64 = 1.15;

/// Worlds that each run side by side holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorldsHeld {
    /// The one that is simulated.
    One,
    /// Another as well: the state after warm-up, from which several scenarios go on, or the bytes of a kept one.
    Two,
}

/// What a run will take, in words; this machine has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryEstimate(String);

impl MemoryEstimate {
    /// Says so on stderr.
    pub fn say(&self) {
        terminal::warn(&self.0);
    }
}

/// Reckons what a run will take, and refuses what this machine does not have.
///
/// # Errors
/// [`Failure::Memory`], before anything is allocated.
pub fn check(
    plan: &Plan,
    ground: &CountryData,
    layout: Layout,
    worlds: WorldsHeld,
) -> Result<MemoryEstimate, Failure> {
    let held = match worlds {
        WorldsHeld::One => 1,
        WorldsHeld::Two => 2,
    };
    check_worlds(plan, ground, held * layout.wide())
}

/// The same for so many worlds at a time.
///
/// # Errors
/// As [`check`].
pub fn check_worlds(plan: &Plan, ground: &CountryData, worlds: usize) -> Result<MemoryEstimate, Failure> {
    let size = plan.size(ground);
    let threads = rayon::current_num_threads() as f64;
    let needed = BASE + PER_THREAD * threads + worlds as f64 * BEYOND_COLUMNS * size.bytes();
    let free = free();
    if needed > free {
        return Err(Failure::Memory { needed: gigabytes(needed), free: gigabytes(free) });
    }
    let each = if worlds == 1 { "a world".to_owned() } else { format!("{worlds} worlds at a time, each") };
    Ok(MemoryEstimate(format!(
        "about {} of memory for {each} of {:.2} million families; {} are free",
        gigabytes(needed),
        size.homes as f64 / 1e6,
        gigabytes(free)
    )))
}

/// Bytes that this process may still take: what is free on the machine or in its control group, within the limit on address space.
fn free() -> f64 {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    let of_machine = system.available_memory();
    let of_group = system.cgroup_limits().map_or(u64::MAX, |group| group.free_memory);
    of_machine.min(of_group).min(address_space()) as f64
}

/// The limit on address space (`ulimit -v`), which a machine without one leaves open.
#[cfg(unix)]
fn address_space() -> u64 {
    rlimit::Resource::AS.get_soft().unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
fn address_space() -> u64 {
    u64::MAX
}

fn gigabytes(bytes: f64) -> String {
    format!("{:.2} GB", bytes / 1e9)
}
