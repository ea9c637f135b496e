//! The "risk kernel", a workload measured on other frameworks: one hazard a child and month over 63
//! provinces, exploitation, recovery, and recruiters who move towards yield. Written with this
//! project's own means: columns sorted by province, counter-based draws addressed by child and
//! month (a block of four words serves four children), a parallel month with a fixed join.
//! Throughput is in child-months.
#![allow(missing_docs)] // of what criterion's macros write

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use lachan::processes::with_widest_simd;
use lachan::quantities::Month;
use lachan::random::{Draws, Stream};
use rayon::prelude::*;

const PROVINCES: usize = 63;
const RECRUITERS: usize = 100;
const MONTHS: i32 = 60;
/// Children of a unit of parallel work; a multiple of four.
const CHUNK: usize = 8192;
const BASE: f32 = 0.001;
const OF_POVERTY: f32 = 1.5;
const OF_EDUCATION: f32 = 1.0;

const SAFE: u8 = 0;
const AT_RISK: u8 = 1;
const EXPLOITED: u8 = 2;
const RECOVERED: u8 = 3;

/// Children of one province, at most [`CHUNK`].
#[derive(Clone)]
struct Chunk {
    number: u32,
    province: usize,
    age: Vec<u16>,
    /// `base * exp(1.5 poverty - education)`, which never changes.
    risk: Vec<f32>,
    state: Vec<u8>,
    words: [Vec<u32>; 4],
}

#[derive(Clone)]
struct World {
    draws: Draws,
    chunks: Vec<Chunk>,
    children: [u32; PROVINCES],
    recruiters: Vec<usize>,
    pressure: [f32; PROVINCES],
}

fn unit(word: u32) -> f32 {
    (word >> 8) as f32 / 16_777_216.0
}

fn world(children: usize) -> World {
    let draws = Draws::new(1, 0);
    let mut by_province: Vec<Vec<(u16, f32, u8)>> = vec![Vec::new(); PROVINCES];
    for child in 0..children as u64 {
        let [a, b, c, d] = draws.block(Stream::SynthesisHome, child, Month(0));
        let risk = BASE * libm::expf(OF_POVERTY * unit(a) - OF_EDUCATION * unit(b));
        let state = if unit(a) > 0.7 { AT_RISK } else { SAFE };
        let age = ((u64::from(d) * 216) >> 32) as u16;
        by_province[((u64::from(c) * PROVINCES as u64) >> 32) as usize].push((age, risk, state));
    }
    let mut chunks = Vec::new();
    for (province, children) in by_province.iter().enumerate() {
        for part in children.chunks(CHUNK) {
            chunks.push(Chunk {
                number: chunks.len() as u32,
                province,
                age: part.iter().map(|child| child.0).collect(),
                risk: part.iter().map(|child| child.1).collect(),
                state: part.iter().map(|child| child.2).collect(),
                words: std::array::from_fn(|_| vec![0; part.len().div_ceil(4)]),
            });
        }
    }
    let recruiters: Vec<usize> = (0..RECRUITERS as u64)
        .map(|r| (draws.uniform(Stream::RecruiterPlace, r, Month(0)) * PROVINCES as f64) as usize)
        .collect();
    let count = |province: usize| by_province[province].len() as u32;
    let mut world =
        World { draws, chunks, children: std::array::from_fn(count), pressure: [0.0; PROVINCES], recruiters };
    world.pressure = pressures(&world, &[0; PROVINCES]);
    world
}

fn pressures(world: &World, exploited: &[u32; PROVINCES]) -> [f32; PROVINCES] {
    std::array::from_fn(|p| {
        let here = world.recruiters.iter().filter(|&&place| place == p).count() as f32;
        let share = exploited[p] as f32 / world.children[p].max(1) as f32;
        1.0 - libm::expf(-(5.0 * share + 0.1 * here))
    })
}

/// A month of one chunk; how many of it are exploited afterwards.
#[inline(always)]
fn month_of(chunk: &mut Chunk, draws: &Draws, month: Month, of_pressure: f32, low_keys: &[u32]) -> u32 {
    let blocks = chunk.words[0].len();
    draws.blocks(Stream::RecruitmentCase, chunk.number, &low_keys[..blocks], month, 0, &mut chunk.words);
    let mut exploited = 0;
    for (word, column) in chunk.words.iter().enumerate() {
        // The word-th quarter of the chunk: each child has a word of its own.
        let quarter = word * blocks..((word + 1) * blocks).min(chunk.state.len());
        let children = chunk.state[quarter.clone()].iter_mut().zip(&mut chunk.age[quarter.clone()]);
        for (((state, age), risk), &word) in children.zip(&chunk.risk[quarter]).zip(column) {
            *age += 1;
            let x = risk * of_pressure;
            // 1 - exp(-x) for the small x at hand, to 1e-9.
            let hazard = x * (1.0 - x * (0.5 - x * (1.0 / 6.0)));
            let unit = (word >> 8) as f32 / 16_777_216.0;
            let leaves = match *state {
                EXPLOITED => 0.02,
                RECOVERED => 0.01,
                _ => hazard,
            };
            let next = match *state {
                EXPLOITED => RECOVERED,
                RECOVERED => SAFE,
                _ => EXPLOITED,
            };
            *state = if unit < leaves { next } else { *state };
            exploited += u32::from(*state == EXPLOITED);
        }
    }
    exploited
}

fn month(world: &mut World, now: Month, low_keys: &[u32]) {
    let (draws, pressure) = (world.draws, world.pressure);
    let counts: Vec<(usize, u32)> = world
        .chunks
        .par_iter_mut()
        .map(|chunk| {
            let of_pressure = libm::expf(pressure[chunk.province]);
            let exploited = with_widest_simd(
                #[inline(always)]
                || month_of(chunk, &draws, now, of_pressure, low_keys),
            );
            (chunk.province, exploited)
        })
        .collect();
    let mut exploited = [0; PROVINCES];
    counts.into_iter().for_each(|(province, count)| exploited[province] += count);
    let here = |p: usize| world.recruiters.iter().filter(|&&place| place == p).count() as f32;
    let yields: Vec<f32> = (0..PROVINCES)
        .map(|p| exploited[p] as f32 / (world.children[p].max(1) as f32 * (1.0 + here(p))))
        .collect();
    let best = (0..PROVINCES).fold(0, |best, p| if yields[p] > yields[best] { p } else { best });
    for (r, place) in world.recruiters.iter_mut().enumerate() {
        if draws.happens(Stream::RecruiterMove, r as u64, now, 0.1) {
            *place = best;
        }
    }
    world.pressure = pressures(world, &exploited);
}

fn kernel(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("kernel");
    group.sample_size(10);
    let low_keys: Vec<u32> = (0..CHUNK as u32 / 4).collect();
    for (name, children) in [("100k", 100_000), ("1m", 1_000_000)] {
        let start = world(children);
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            group.throughput(Throughput::Elements(children as u64 * MONTHS as u64));
            group.bench_function(format!("{name}/threads={threads}"), |bencher| {
                bencher.iter_batched_ref(
                    || start.clone(),
                    |world| pool.install(|| (1..=MONTHS).for_each(|now| month(world, Month(now), &low_keys))),
                    BatchSize::LargeInput,
                );
            });
        }
        let mut end = start;
        (1..=MONTHS).for_each(|now| month(&mut end, Month(now), &low_keys));
        let held =
            end.chunks.iter().flat_map(|chunk| &chunk.state).filter(|&&state| state == EXPLOITED).count();
        eprintln!("kernel/{name}: {:.4} exploited after {MONTHS} months", held as f64 / children as f64);
    }
    group.finish();
}

criterion_group!(benches, kernel);
criterion_main!(benches);
