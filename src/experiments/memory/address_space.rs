//! What a limit on address space (`ulimit -v`) leaves of memory.
//!
//! Such a limit counts what is reserved and not what is used. The allocator of the GNU C library
//! reserves 64 MiB for each thread that asks for memory, and takes less only where by chance no more
//! is left; whoever then asks for memory last is ended without a word. So the reserves of all threads
//! are left out of what a run may take.

use std::fs::read_to_string;
use std::sync::OnceLock;

/// What the allocator reserves for a thread.
const ARENA: u64 = 64 << 20;
/// The stack of a thread with its guard.
const STACK: u64 = (2 << 20) + (64 << 10);
/// Arenas for each processor, at most, of the allocator.
const ARENAS_A_PROCESSOR: u64 = 8;

/// Bytes that a run on so many threads may take under the limit; none where there is no limit.
#[cfg(unix)]
pub fn free(threads: usize) -> Option<u64> {
    let limit = rlimit::Resource::AS.get_soft().ok().filter(|limit| *limit < u64::MAX)?;
    // Every thread of the program, the threads of the pools side by side with one that waits for
    // each pool, and the one that hears of signals.
    let threads = 3 * threads as u64 + 1;
    Some(limit.saturating_sub(taken()).saturating_sub(reserves(threads, most_arenas())))
}

#[cfg(not(unix))]
pub fn free(_: usize) -> Option<u64> {
    None
}

/// What so many threads reserve.
fn reserves(threads: u64, most_arenas: u64) -> u64 {
    threads * STACK + threads.min(most_arenas) * ARENA
}

/// How many arenas the allocator has at most.
fn most_arenas() -> u64 {
    if !cfg!(target_env = "gnu") {
        return 0;
    }
    let asked = std::env::var("MALLOC_ARENA_MAX").ok().and_then(|text| text.parse().ok());
    match asked {
        // The first is that of the program itself, which reserves nothing.
        Some(arenas @ 1..) => arenas - 1,
        Some(0) | None => ARENAS_A_PROCESSOR * super::processors() as u64,
    }
}

/// Bytes of address space that the process has taken without the reserves of its threads: those it
/// had when it first asked, before threads were started, and what is in use beyond; 0 where the
/// system does not tell.
fn taken() -> u64 {
    static AT_FIRST: OnceLock<(u64, u64)> = OnceLock::new();
    let now = || (status("VmSize:"), status("VmRSS:"));
    let (reserved, used) = *AT_FIRST.get_or_init(now);
    reserved + now().1.saturating_sub(used)
}

/// A line of the process's own status, in bytes.
fn status(name: &str) -> u64 {
    let text = read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.map_or(0, |kilobytes| kilobytes << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thread_reserves_a_stack_and_an_arena_while_there_are_any() {
        assert_eq!(reserves(0, 16), 0);
        assert_eq!(reserves(4, 16), 4 * (STACK + ARENA));
        assert_eq!(reserves(40, 16), 40 * STACK + 16 * ARENA);
        assert_eq!(reserves(4, 0), 4 * STACK, "MALLOC_ARENA_MAX=1");
    }
}
