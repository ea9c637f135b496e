//! What a run is made of, each alone: draws, the population, the fork of a warm-up, and replicates.
#![allow(missing_docs)] // of what criterion's macros write

mod support;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use lachan::observation::Stratum;
use lachan::quantities::Month;
use lachan::random::{Draws, Stream};
use lachan::simulation::{UNINTERRUPTED, make, simulate, warm_up};
use std::hint::black_box;
use support::SIZES;

fn draws(criterion: &mut Criterion) {
    let draws = Draws::new(1, 0);
    let low_keys: Vec<u32> = (0..4096).collect();
    let mut group = criterion.benchmark_group("draws");
    group.throughput(Throughput::Elements(4 * 4096));
    group.bench_function("one by one", |bencher| {
        bencher.iter(|| {
            low_keys.iter().fold(0, |sum: u32, &key| {
                let block = draws.block(Stream::HouseholdMonth, u64::from(key), Month(1));
                sum.wrapping_add(block[0] ^ block[1] ^ block[2] ^ block[3])
            })
        })
    });
    let mut words: [Vec<u32>; 4] = std::array::from_fn(|_| vec![0; low_keys.len()]);
    group.bench_function("side by side", |bencher| {
        bencher.iter(|| {
            lachan::processes::with_widest_simd(
                #[inline(always)]
                || draws.blocks(Stream::HouseholdMonth, 0, &low_keys, Month(1), 0, &mut words),
            );
            black_box(&words);
        })
    });
    group.finish();
}

fn population(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("population");
    group.sample_size(10);
    for size in &SIZES[1..] {
        let (plan, ground) = size.plan();
        group.bench_function(size.name, |bencher| {
            bencher.iter(|| make(&plan.setup(&ground, 0), plan.parameters.clone()))
        });
    }
    group.finish();
}

/// Five scenarios from one state after warm-up against five that each live through it.
fn warmup_fork(criterion: &mut Criterion) {
    let (plan, ground) = SIZES[1].plan();
    let mut group = criterion.benchmark_group("warmup_fork");
    group.sample_size(10);
    let strata = [Stratum::National];
    group.bench_function("shared", |bencher| {
        bencher.iter(|| {
            let (model, world) = warm_up(&plan, &ground, 0, UNINTERRUPTED).unwrap();
            for _ in 0..5 {
                black_box(simulate(&plan, &model, world.clone(), 0, &strata, UNINTERRUPTED).unwrap());
            }
        })
    });
    group.bench_function("each", |bencher| {
        bencher.iter(|| {
            for _ in 0..5 {
                let (model, world) = warm_up(&plan, &ground, 0, UNINTERRUPTED).unwrap();
                black_box(simulate(&plan, &model, world, 0, &strata, UNINTERRUPTED).unwrap());
            }
        })
    });
    group.finish();
}

/// Eight runs of a small world, by threads: side by side, as studies run them.
fn replicates(criterion: &mut Criterion) {
    let (plan, ground) = SIZES[0].plan();
    let mut group = criterion.benchmark_group("replicates");
    group.sample_size(10);
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        group.bench_function(format!("8/threads={threads}"), |bencher| {
            bencher.iter_batched(
                || (),
                |()| {
                    pool.install(|| {
                        use rayon::prelude::*;
                        (0..8u32)
                            .into_par_iter()
                            .map(|replicate| {
                                warm_up(&plan, &ground, replicate, UNINTERRUPTED).unwrap().1.communes.len()
                            })
                            .sum::<usize>()
                    })
                },
                BatchSize::PerIteration,
            )
        });
    }
    group.finish();
}

criterion_group!(benches, draws, population, warmup_fork, replicates);
criterion_main!(benches);
