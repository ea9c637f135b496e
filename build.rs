//! Hashes what the program is compiled from, as `LACHAN_SOURCES`: kept runs of another source are
//! never taken for runs of this one; and its `Cargo.lock` alone, as `LACHAN_LOCK`. Files go in sorted by their path inside the package, so the
//! hash is the same wherever the package lies.

use std::fs;
use std::path::Path;

/// All that can change a byte of a run, and more: what is compiled in and what it is linked with.
const INPUTS: [&str; 4] = ["src", "configs", "Cargo.toml", "Cargo.lock"];

fn main() {
    let mut files = Vec::new();
    for input in INPUTS {
        println!("cargo::rerun-if-changed={input}");
        collect(Path::new(input), &mut files);
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{file} cannot be read: {error}"));
        for part in [file.replace('\\', "/").as_bytes(), &bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    println!("cargo::rustc-env=LACHAN_SOURCES={}", hasher.finalize().to_hex());
    // A package that is built as a dependency may come without it.
    let lock =
        fs::read("Cargo.lock").map_or_else(|_| "none".to_owned(), |bytes| blake3::hash(&bytes).to_string());
    println!("cargo::rustc-env=LACHAN_LOCK={lock}");
}

/// Every file at or below a path; none where nothing is there.
fn collect(path: &Path, files: &mut Vec<String>) {
    if path.is_file() {
        files.push(path.display().to_string());
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), files);
    }
}
