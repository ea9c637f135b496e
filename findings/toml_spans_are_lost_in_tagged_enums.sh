#!/usr/bin/env bash
# toml 1.2.1 with serde 1.0.229: a field of type `Spanned` refuses valid files as soon as it stands in an
# internally tagged or untagged enum, or in a flattened struct.
#
# Expected: `amount: Spanned<f64>` reads `amount = 1.5` wherever a plain `f64` would, since the span only adds
# where the value stands.
# Behaviour: these three forms make serde buffer the table before it knows the variant. The buffer keeps values
# and drops spans, so the reader is then told that 1.5 is "not a spanned value". An externally tagged enum,
# which needs no buffer, reads the same field. So a configuration whose faults are to point at their place
# cannot choose its variants by a `kind = "..."` key through serde.
# Output seen: "expected a spanned value" for the tagged enum and the flattened struct, "did not match any
# variant" for the untagged one, and the value with span 16..19 for the externally tagged one.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
mkdir "$place/src"
cat > "$place/Cargo.toml" <<'TOML'
[package]
name = "spans"
version = "0.0.0"
edition = "2021"

[dependencies]
serde = { version = "=1.0.229", features = ["derive"] }
toml = "=1.2.1"
TOML
cat > "$place/src/main.rs" <<'RUST'
#![allow(dead_code)]
use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    Cash { amount: Spanned<f64> },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Cash { amount: Spanned<f64> },
}

#[derive(Debug, Deserialize)]
struct Amount {
    amount: Spanned<f64>,
}

#[derive(Debug, Deserialize)]
struct Flattened {
    #[serde(flatten)]
    inner: Amount,
}

#[derive(Debug, Deserialize)]
enum External {
    Cash { amount: Spanned<f64> },
}

fn show<T: std::fmt::Debug>(form: &str, read: Result<T, toml::de::Error>) {
    match read {
        Ok(value) => println!("{form}: read {value:?}"),
        Err(error) => println!("{form}: refused, {}", error.message()),
    }
}

fn main() {
    show("tagged", toml::from_str::<Tagged>("kind = \"Cash\"\namount = 1.5\n"));
    show("untagged", toml::from_str::<Untagged>("amount = 1.5\n"));
    show("flattened", toml::from_str::<Flattened>("amount = 1.5\n"));
    show("external", toml::from_str::<External>("[Cash]\namount = 1.5\n"));
}
RUST
cd "$place"
cargo run --quiet | tee seen.txt
[ "$(grep -c ': refused, ' seen.txt)" -eq 3 ] && grep -q '^external: read .*16\.\.19' seen.txt ||
    { echo "CHANGED: three refusals and one reading were expected"; exit 1; }
