//! The month with every process on, by number of people; throughput is in person-months.
#![allow(missing_docs)] // of what criterion's macros write

mod support;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use lachan::pathways::Pathways;
use lachan::population::People;
use lachan::simulation::{UNINTERRUPTED, World, month, warm_up};
use support::SIZES;

/// People under 25 who live in a world this month.
fn present(world: &World) -> usize {
    let here = |people: &People| (0..people.len()).filter(|&row| people.present(row, world.month)).count();
    world.communes.iter().map(|commune| here(&commune.people)).sum()
}

fn months(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("month");
    group.sample_size(10);
    for size in SIZES {
        let (plan, ground) = size.plan();
        let (model, world) = warm_up(&plan, &ground, 0, UNINTERRUPTED).unwrap();
        let people = present(&world);
        let rows: usize = world.communes.iter().map(|c| c.people.len()).sum();
        let homes: usize = world.communes.iter().map(|c| c.homes.len()).sum();
        eprintln!("{}: {people} present, {rows} rows, {homes} homes", size.name);
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            group.throughput(Throughput::Elements(12 * people as u64));
            group.bench_function(format!("{}/threads={threads}", size.name), |bencher| {
                bencher.iter_batched_ref(
                    || world.clone(),
                    |world| {
                        pool.install(|| {
                            for _ in 0..12 {
                                let idle = Pathways::idle(world.country.provinces.len(), world.month);
                                month(&model, world, &idle);
                            }
                        })
                    },
                    BatchSize::LargeInput,
                );
            });
        }
    }
    group.finish();
}

criterion_group!(benches, months);
criterion_main!(benches);
