//! `lachan verify`: anyone can check a directory of results.
//!
//! First every file is held to the hash in the manifest ([`hold`]). Then the results are made again
//! from the directory alone ([`again`]), or some points of a study ([`sample`]), and compared byte by
//! byte: somebody who altered a number and its hash as well is found all the same.

mod again;
mod sample;

use super::table::Table;
use super::{Failure, terminal};
use crate::config::Faults;
use crate::results::{Difference, Differences, FileFault, Held, ManifestRead, bytes_of, differences, hold};
use crate::store::directory::Kind;
use crate::store::{LOCK, RESULTS_VERSION, SOURCES};
use serde_json::Value;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What to verify, and how far.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Directory of results of `run`, `compare` or a study.
    pub(super) directory: PathBuf,
    /// Makes only so many points of a study again, chosen by a hash of its manifest, with all their
    /// replicates.
    #[arg(long, value_name = "POINTS")]
    sample: Option<NonZeroUsize>,
    /// Holds the files to their hashes alone, and makes nothing again.
    #[arg(long, conflicts_with = "sample")]
    hashes_only: bool,
    /// Takes runs that are kept in this store instead of living them: faster, and no check of them.
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
    #[command(flatten)]
    threads: terminal::Threads,
}

/// What was found at fault.
#[derive(Debug, Default)]
struct Findings {
    misfits: Vec<(String, FileFault)>,
    differences: Vec<Differences>,
}

impl Findings {
    fn count(&self) -> usize {
        self.misfits.len() + self.differences.iter().map(|own| own.count).sum::<usize>()
    }
}

/// Verifies a directory; its exit code is 0 where everything is as it was made.
pub fn verify(arguments: &Arguments) -> Result<(), Failure> {
    let directory = &arguments.directory;
    let Held { manifest, misfits, own } = hold(directory).map_err(Faults::from)?;
    for name in &own {
        terminal::warn(&format!("{name} is no result: the manifest does not name it, and it is not read"));
    }
    let mut found = Findings { misfits, differences: Vec::new() };
    let named = manifest.files.len();
    let fit = named - found.misfits.iter().filter(|(_, misfit)| *misfit != FileFault::Extra).count();
    terminal::say(&format!("{fit} of {named} files have the hash that manifest.json names."));
    let again = made_again(arguments, &manifest, &mut found);
    show(&found);
    let count = found.count();
    if count > 0 {
        return Err(Failure::Altered { path: directory.clone(), count });
    }
    let said = again?;
    terminal::say(&said);
    Ok(())
}

/// Makes the results again and adds what differs; what is to be said where nothing does.
fn made_again(
    arguments: &Arguments,
    manifest: &ManifestRead,
    found: &mut Findings,
) -> Result<String, Failure> {
    let directory = &arguments.directory;
    if arguments.hashes_only {
        return Ok("Nothing was made again (--hashes-only).".to_owned());
    }
    if manifest.results_version != Some(RESULTS_VERSION) {
        return Err(Failure::OtherVersion {
            path: directory.clone(),
            found: manifest.results_version.map_or("none".to_owned(), |version| version.to_string()),
            program: program(manifest),
        });
    }
    let other = differs(manifest);
    if other {
        terminal::warn(&format!(
            "{} was made by another build ({}) of the same version of results, which gives the same bytes",
            directory.display(),
            program(manifest)
        ));
    }
    // What the results are made of must be what they were made of.
    let is_input = |name: &str| name.ends_with(".toml") || name == "ensemble.csv";
    if let Some((name, _)) = found.misfits.iter().find(|(name, _)| is_input(name)) {
        terminal::warn(&format!(
            "nothing is made again: {name}, of which it would be made, is not the one that was used"
        ));
        return Ok(String::new());
    }
    if let Some(points) = arguments.sample {
        if manifest.kind != Some(Kind::Study) {
            return Err(Failure::Usage {
                message: format!(
                    "{} holds no study, and --sample makes some of its points again",
                    directory.display()
                ),
                help: "leave --sample out".to_owned(),
            });
        }
        let sample = sample::points(arguments, points.get())?;
        found.differences.extend(sample.differences);
        return Ok(sample.said);
    }
    let place =
        tempfile::tempdir().map_err(|source| Failure::Folder { path: std::env::temp_dir(), source })?;
    let made = place.path().join("again");
    again::make(arguments, manifest, &made)?;
    let files = compare(directory, manifest, &made, other, found)?;
    Ok(format!("Made again from the directory alone: {files} files, the same byte for byte."))
}

/// Compares two directories of results file by file; how many were compared.
fn compare(
    directory: &Path,
    manifest: &ManifestRead,
    made: &Path,
    other_build: bool,
    found: &mut Findings,
) -> Result<usize, Failure> {
    let again = hold(made).map_err(Faults::from)?.manifest;
    let mut names: Vec<&String> = manifest.files.keys().chain(again.files.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let manifest_name = "manifest.json".to_owned();
    names.push(&manifest_name);
    let count = names.len();
    for name in names {
        let known = |(misfit, _): &&(String, FileFault)| misfit == name;
        let missing = |error: std::io::Error| Difference {
            file: name.clone(),
            line: None,
            row: None,
            key: String::new(),
            column: String::new(),
            found: None,
            made: Some(error.to_string()),
        };
        let (own, fresh) = (bytes_of(directory, name), bytes_of(made, name));
        let mut differing = match (own, fresh) {
            (Ok(own), Ok(fresh)) if *name == manifest_name => {
                differences(name, &without_places(own), &without_places(fresh))
            }
            (Ok(own), Ok(fresh)) => differences(name, &own, &fresh),
            // It was said that it is missing, or not of the results.
            (Err(_), _) | (_, Err(_)) if found.misfits.iter().any(|misfit| known(&misfit)) => continue,
            (Err(error), _) => Differences { first: vec![missing(error)], count: 1 },
            (Ok(_), Err(_)) => Differences {
                first: vec![Difference {
                    found: Some("a file that the command does not write".to_owned()),
                    made: None,
                    ..missing(std::io::Error::other(""))
                }],
                count: 1,
            },
        };
        if *name == manifest_name {
            differing.without(&free_keys(manifest, other_build));
        }
        if differing.count > 0 {
            found.differences.push(differing);
        }
    }
    Ok(count)
}

/// A manifest whose notes do not say where a setting stands: made again, it stands in the file of the
/// directory and not where it was written first.
fn without_places(manifest: Vec<u8>) -> Vec<u8> {
    let Ok(mut read) = serde_json::from_slice::<Value>(&manifest) else { return manifest };
    let notes = read.get_mut("notes").and_then(Value::as_array_mut);
    for note in notes.into_iter().flatten() {
        let place = note.as_str().and_then(|text| text.strip_suffix(").")?.rsplit_once(" ("));
        let is_place = |place: &str| place.rsplit(':').take(2).all(|number| number.parse::<u32>().is_ok());
        if let Some((said, _)) = place.filter(|(_, place)| is_place(place)) {
            *note = Value::from(said);
        }
    }
    serde_json::to_vec_pretty(&read).unwrap_or(manifest)
}

/// Keys of the manifest that may differ: what made the program, where another build did; and of a
/// comparison what was asked for, as --precision asks for a width and the manifest's command for the
/// replicates that it took.
fn free_keys(manifest: &ManifestRead, other_build: bool) -> Vec<&'static str> {
    let mut keys = Vec::new();
    if other_build {
        keys.extend(["version", "sources", "lock"]);
    }
    if manifest.kind == Some(Kind::Compare) {
        keys.push("request");
    }
    keys
}

/// Whether another build made the results.
fn differs(manifest: &ManifestRead) -> bool {
    let own = (env!("CARGO_PKG_VERSION"), Some(SOURCES), Some(LOCK));
    own != (&*manifest.version, manifest.sources.as_deref(), manifest.lock.as_deref())
}

/// What made the results, in words.
fn program(manifest: &ManifestRead) -> String {
    let short = |hash: &Option<String>| {
        hash.as_ref().map_or("not known".to_owned(), |hash| hash.chars().take(12).collect())
    };
    format!(
        "version {}, sources {}, Cargo.lock {}",
        manifest.version,
        short(&manifest.sources),
        short(&manifest.lock)
    )
}

/// Shows what does not fit, file by file, and where.
fn show(found: &Findings) {
    let mut files = Table::new("files", &["file", "fault", "named", "found"].map(|name| (name, name)));
    let mut lines = Vec::new();
    for (name, misfit) in &found.misfits {
        let (word, named, own) = match misfit {
            FileFault::Missing => ("missing", None, None),
            FileFault::Altered { named, found } => ("altered", Some(&**named), Some(&**found)),
            FileFault::Extra => ("extra", None, None),
            FileFault::Unreadable(why) => ("unreadable", None, Some(&**why)),
        };
        files.row([name.as_str().into(), word.into(), named.into(), own.into()]);
        lines.push(match misfit {
            FileFault::Missing => format!("{name} is missing."),
            FileFault::Altered { .. } => format!("{name} is not the file whose hash the manifest names."),
            FileFault::Extra => format!("{name} is there, and the manifest does not name it."),
            FileFault::Unreadable(why) => format!("{name} cannot be read: {why}."),
        });
    }
    let columns = ["file", "line", "row", "key", "column", "found", "made_again"];
    let mut places = Table::new("differences", &columns.map(|name| (name, name)));
    for differing in &found.differences {
        for place in &differing.first {
            let Difference { file, line, row, key, column, found, made } = place;
            places.row([
                file.as_str().into(),
                (*line).into(),
                (*row).into(),
                key.as_str().into(),
                column.as_str().into(),
                found.clone().into(),
                made.clone().into(),
            ]);
        }
        lines.extend(differing.first.iter().take(SHOWN).map(told));
        let more = differing.count.saturating_sub(SHOWN);
        if let Some(first) = differing.first.first().filter(|_| more > 0) {
            lines.push(format!("{}: {more} more.", first.file));
        }
    }
    if !lines.is_empty() {
        terminal::show_as(&[&files, &places], || lines.join("\n"));
    }
}

/// Differences of a file that people see.
const SHOWN: usize = 10;

/// A difference in a line: `fit.csv, row 3 (id=T1), value: "5.5" is found, "5.6" is made again`.
fn told(place: &Difference) -> String {
    let Difference { file, line, row, key, column, found, made } = place;
    let mut text = file.clone();
    match (row, line) {
        (Some(row), Some(line)) => text.push_str(&format!(":{line}, row {row}")),
        (None, Some(line)) => text.push_str(&format!(":{line}")),
        _ => {}
    }
    if !key.is_empty() {
        text.push_str(&format!(" ({key})"));
    }
    if !column.is_empty() {
        text.push_str(&format!(", {column}"));
    }
    let shown =
        |text: &Option<String>| text.as_ref().map_or("nothing".to_owned(), |text| format!("{text:?}"));
    format!("{text}: {} is found, {} is made again.", shown(found), shown(made))
}
