//! The month and a plain copy of memory, timed on some numbers of threads.

use crate::cli::Failure;
use crate::experiments::parallel::processors;
use crate::pathways::Pathways;
use crate::population::{Homes, People};
use crate::simulation::{CountryData, Model, Plan, World, make, month};
use rayon::prelude::*;
use serde::Serialize;
use std::time::Instant;

/// Months before anything is timed, so that people are in work, away and in exploitation.
const WARM_UP: usize = 24;

/// Months in a measurement, so that every season counts once.
const MONTHS: usize = 12;

/// Bytes of the copy: far beyond any cache.
const COPIED: usize = 1 << 28;

/// Bytes that a thread copies at a time.
const PIECE: usize = 1 << 20;

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// Version of the program.
    pub version: &'static str,
    /// Simulated families for each real one.
    pub scale: f64,
    /// People aged 0-24.
    pub people: usize,
    /// Months in a measurement.
    pub months: usize,
    /// Processors that the program may use.
    pub processors: usize,
    /// Columns of people and homes, over the people.
    pub column_bytes_per_person: f64,
    /// By how much the process grew for the world, over the people; where the system tells.
    pub resident_bytes_per_person: Option<f64>,
    /// By number of threads.
    pub by_threads: Vec<OfThreads>,
}

/// What was measured on a number of threads.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OfThreads {
    /// Threads.
    pub threads: usize,
    /// Person-months a second, all processes on.
    pub person_months_per_second: f64,
    /// Over those of one thread.
    pub speed_up: f64,
    /// Bytes read and written a second by a plain copy.
    pub copy_bytes_per_second: f64,
    /// Bytes of columns read and written a second, if a month does each once.
    pub column_bytes_per_second: f64,
}

/// Measures each number of threads so many times, and keeps the fastest.
///
/// # Errors
/// Threads that could not be started.
pub fn measure(
    plan: &Plan,
    ground: &CountryData,
    threads: &[usize],
    repeats: usize,
) -> Result<Measured, Failure> {
    let most = threads.iter().copied().max().unwrap_or(1);
    let before = resident();
    let (model, mut world) = pool(most)?.install(|| {
        let (model, mut world) = make(&plan.setup(ground, 0), plan.parameters.clone());
        live(&model, &mut world, WARM_UP);
        (model, world)
    });
    let grown = before.zip(resident()).map(|(before, now)| now.saturating_sub(before));
    let people = present(&world);
    let columns: usize = world
        .communes
        .iter()
        .map(|commune| commune.people.len() * People::BYTES_EACH + commune.homes.len() * Homes::BYTES_EACH)
        .sum();
    // Calendar months differ; every measurement begins in January.
    let to_january = (12 - world.month.of_year() as usize) % 12;
    live(&model, &mut world, to_january);
    let mut by_threads: Vec<OfThreads> = Vec::new();
    for &threads in threads {
        let pool = pool(threads)?;
        let of_month = fastest(repeats, || {
            let mut world = world.clone();
            pool.install(|| timed(|| live(&model, &mut world, MONTHS)))
        });
        let of_copy = pool.install(|| copy(repeats));
        let rate = (people * MONTHS) as f64 / of_month;
        let first = by_threads.first().map_or(rate, |first| first.person_months_per_second);
        by_threads.push(OfThreads {
            threads,
            person_months_per_second: rate,
            speed_up: rate / first,
            copy_bytes_per_second: 2.0 * COPIED as f64 / of_copy,
            column_bytes_per_second: 2.0 * (columns * MONTHS) as f64 / of_month,
        });
    }
    Ok(Measured {
        version: env!("CARGO_PKG_VERSION"),
        scale: plan.scale,
        people,
        months: MONTHS,
        processors: processors(),
        column_bytes_per_person: columns as f64 / people as f64,
        resident_bytes_per_person: grown.map(|bytes| bytes as f64 / people as f64),
        by_threads,
    })
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, Failure> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?)
}

fn live(model: &Model, world: &mut World, months: usize) {
    for _ in 0..months {
        month(model, world, &Pathways::idle(world.country.provinces.len(), world.month));
    }
}

fn present(world: &World) -> usize {
    let here = |people: &People| (0..people.len()).filter(|&row| people.present(row, world.month)).count();
    world.communes.iter().map(|commune| here(&commune.people)).sum()
}

/// Seconds of a copy of [`COPIED`] bytes on the threads of the pool at hand.
fn copy(repeats: usize) -> f64 {
    let from = vec![1_u8; COPIED];
    let mut to = vec![0_u8; COPIED];
    fastest(repeats, || {
        timed(|| {
            to.par_chunks_mut(PIECE)
                .zip(from.par_chunks(PIECE))
                .for_each(|(to, from)| to.copy_from_slice(from));
            std::hint::black_box(&to);
        })
    })
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}

fn fastest(repeats: usize, mut time: impl FnMut() -> f64) -> f64 {
    (0..repeats).map(|_| time()).fold(f64::INFINITY, f64::min)
}

/// Bytes of memory that the process holds.
fn resident() -> Option<u64> {
    let own = sysinfo::get_current_pid().ok()?;
    let mut system = sysinfo::System::new();
    system.refresh_processes(sysinfo::ProcessesToUpdate::Some(&[own]), true);
    Some(system.process(own)?.memory())
}
