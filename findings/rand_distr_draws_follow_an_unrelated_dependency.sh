#!/usr/bin/env bash
# rand_distr 0.6.0 (with rand_pcg 0.10.3, num-traits 0.2.19): the same seed draws other numbers
# once any crate of the program turns on `num-traits/std`.
#
# Expected: a seeded, portable generator (`Pcg64`) and a pinned rand_distr without default features
# give the same samples in every program that pins them.
# Behaviour: rand_distr asks num-traits for `exp`, `ln` and `pow`. Without `num-traits/std` they come
# from the crate libm; with it from the platform's library. Cargo unifies features over the whole
# program, so a dependency that never draws a number (here ordered-float with its default features)
# changes the last bits of samples that it has nothing to do with. A sampler that rejects can then
# take another path, too. Golden files break when somebody adds a dependency.
# Output seen: 100,000 samples each; LogNormal, Gamma, Beta and Weibull differ between the two
# programs (in their last bits), Poisson(30) does not.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir "$place/src"
cat > "$place/Cargo.toml" <<'TOML'
[package]
name = "draws"
version = "0.0.0"
edition = "2021"

[dependencies]
rand_distr = { version = "=0.6.0", default-features = false }
rand_pcg = { version = "=0.10.3", default-features = false }
num-traits = { version = "=0.2.19", default-features = false }
ordered-float = { version = "=5.1.0", optional = true }

[features]
unrelated = ["dep:ordered-float"]
TOML
cat > "$place/src/main.rs" <<'RUST'
use rand_distr::{Beta, Distribution, Gamma, LogNormal, Poisson, Weibull};

fn digest(law: impl Distribution<f64>) -> u64 {
    let mut generator = rand_pcg::Pcg64::new(42, 54);
    (0..100_000).fold(0xcbf2_9ce4_8422_2325, |digest: u64, _| {
        (digest ^ law.sample(&mut generator).to_bits()).wrapping_mul(0x0100_0000_01b3)
    })
}

fn main() {
    println!("LogNormal {:016x}", digest(LogNormal::new(0.0, 1.0).unwrap()));
    println!("Gamma {:016x}", digest(Gamma::new(0.7, 1.0).unwrap()));
    println!("Beta {:016x}", digest(Beta::new(2.0, 5.0).unwrap()));
    println!("Weibull {:016x}", digest(Weibull::new(1.0, 1.5).unwrap()));
    println!("Poisson {:016x}", digest(Poisson::new(30.0).unwrap()));
}
RUST
cd "$place"
cargo run --quiet --release > alone.txt
cargo run --quiet --release --features unrelated > beside.txt
paste alone.txt beside.txt
differing="$(diff alone.txt beside.txt | grep -c '^<' || true)"
echo "$differing of 5 distributions draw other numbers beside an unrelated crate"
[ "$differing" -eq 4 ] || { echo "CHANGED: 4 of 5 were expected to differ"; exit 1; }
