//! The month with every process on, by number of people; throughput is in person-months.

mod support;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use lachan::pathways::Pathways;
use lachan::simulation::month;
use support::{SIZES, present};

fn months(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("month");
    group.sample_size(10);
    for size in SIZES {
        let (model, world) = size.world();
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
