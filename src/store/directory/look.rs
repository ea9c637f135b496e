//! What lies in a directory.

use super::{Belonging, Kind, MANIFEST};
use crate::disk;
use std::io;
use std::path::Path;

/// Bytes of the largest manifest that is read.
const LARGEST: u64 = 64 << 20;

/// What a directory holds, for a command that wants to write into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing of this program's that anybody would miss.
    Nothing,
    /// Work or results of the same command with the same configuration.
    Same,
    /// Results of the same command that asked for less: the new ones hold all of them.
    Part,
    /// Something else.
    Other(Other),
}

/// Something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What it is, in a sentence: `another run`.
    pub what: String,
    /// The keys that differ, where the kind is the same.
    pub differences: Vec<String>,
}

impl Other {
    fn of(what: impl Into<String>) -> Found {
        Found::Other(Self { what: what.into(), differences: Vec::new() })
    }
}

/// Looks into a directory. The record decides; where a copy came without it, the manifest; where
/// there is neither, what is under way.
///
/// # Errors
/// What cannot be read.
pub fn look(directory: &Path, wanted: &Belonging) -> io::Result<Found> {
    Ok(match Belonging::read(directory)? {
        Some(Ok(known)) if known == *wanted => Found::Same,
        Some(_) if !has_anything(directory) => Found::Nothing,
        Some(Ok(known)) if wanted.holds_all_of(&known) => Found::Part,
        Some(Ok(known)) if known.kind == wanted.kind => Found::Other(Other {
            what: wanted.kind.another().to_owned(),
            differences: told(wanted.header.differences(&known.header)),
        }),
        Some(Ok(known)) => Other::of(known.kind.words()),
        Some(Err(())) => Other::of("something whose record is damaged"),
        None => match of_manifest(directory)? {
            Some(manifest) if manifest.request == Some(wanted.hash()) => Found::Same,
            Some(manifest) => Other::of(manifest.words(wanted)),
            None => under_way(directory, wanted.kind),
        },
    })
}

/// What kind of command a directory belongs to, finished or not; none where nobody can tell.
pub fn holds(directory: &Path) -> Option<Kind> {
    match Belonging::read(directory) {
        Ok(Some(Ok(known))) => Some(known.kind),
        Ok(None) => match of_manifest(directory) {
            Ok(Some(manifest)) => manifest.kind(),
            Ok(None) if directory.join("ledger.jsonl").symlink_metadata().is_ok() => Some(Kind::Study),
            _ => None,
        },
        _ => None,
    }
}

/// Hashes say no more than the keys behind them, where there are any.
fn told(differences: Vec<String>) -> Vec<String> {
    let is_hash = |line: &String| line.contains("blake3: ");
    match differences.iter().all(is_hash) {
        true => differences,
        false => differences.into_iter().filter(|line| !is_hash(line)).collect(),
    }
}

/// What a manifest says of the command.
#[derive(Debug, Default, serde::Deserialize)]
struct OfManifest {
    kind: Option<Kind>,
    request: Option<String>,
    #[serde(default)]
    command: String,
}

impl OfManifest {
    fn kind(&self) -> Option<Kind> {
        self.kind.or_else(|| match self.command.split(' ').nth(1) {
            Some("run") => Some(Kind::Run),
            Some("compare") => Some(Kind::Compare),
            Some("study") => Some(Kind::Study),
            _ => None,
        })
    }

    fn words(&self, wanted: &Belonging) -> String {
        match self.kind() {
            Some(kind) if kind == wanted.kind => format!("{}, or of another version", kind.another()),
            Some(kind) => kind.words().to_owned(),
            None => "another command".to_owned(),
        }
    }
}

fn of_manifest(directory: &Path) -> io::Result<Option<OfManifest>> {
    match disk::read(&directory.join(MANIFEST), LARGEST) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes).unwrap_or_default())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(error.kind(), format!("{MANIFEST}: {error}"))),
    }
}

/// Whether there is anything in a directory with a record that would be missed: results, or what
/// can be gone on with.
fn has_anything(directory: &Path) -> bool {
    let there = |name: &str| directory.join(name).symlink_metadata().is_ok();
    let is_of_a_replicate =
        |entry: std::fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b"replicate-");
    let has_states = || {
        std::fs::read_dir(directory.join(".checkpoint"))
            .is_ok_and(|entries| entries.flatten().any(is_of_a_replicate))
    };
    [MANIFEST, "ledger.jsonl", "shards", "waves", "bench.json"].into_iter().any(there) || has_states()
}

/// What is under way without a record: whoever goes on with it holds it to its own header.
fn under_way(directory: &Path, wanted: Kind) -> Found {
    let there = |name: &str| directory.join(name).symlink_metadata().is_ok();
    let of_study = ["ledger.jsonl", "shards", "waves"].into_iter().any(there);
    match wanted {
        Kind::Study | Kind::Recovery if of_study => Found::Same,
        _ if of_study => Other::of(Kind::Study.words()),
        Kind::Run => Found::Nothing,
        _ if there(".checkpoint") => Other::of("an unfinished run"),
        _ => Found::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::belonging;
    use super::*;
    use std::fs;

    fn other(found: Found) -> Other {
        match found {
            Found::Other(other) => other,
            found => panic!("{found:?}"),
        }
    }

    #[test]
    fn a_directory_belongs_to_one_kind_of_command_with_one_configuration() {
        let place = tempfile::tempdir().unwrap();
        let run = belonging(Kind::Run, "0.02");
        fs::write(place.path().join("notes.txt"), "mine").unwrap();
        assert_eq!(look(place.path(), &run).unwrap(), Found::Nothing);
        run.write(place.path()).unwrap();
        assert_eq!(look(place.path(), &run).unwrap(), Found::Same);
        let wanted = belonging(Kind::Compare, "0.02");
        assert_eq!(look(place.path(), &wanted).unwrap(), Found::Nothing, "nothing was kept yet");
        fs::write(place.path().join(MANIFEST), "{}").unwrap();
        let larger = other(look(place.path(), &belonging(Kind::Run, "0.05")).unwrap());
        assert_eq!(larger.what, "another run");
        assert_eq!(larger.differences, ["config.population.scale: 0.02 before, 0.05 now"]);
        let compared = other(look(place.path(), &belonging(Kind::Compare, "0.02")).unwrap());
        assert_eq!((compared.what.as_str(), compared.differences.len()), ("a run", 0));
    }

    /// A finished comparison of two scenarios with 20 replicates, asked for again.
    #[test]
    fn a_comparison_grows_by_replicates_and_scenarios_and_by_nothing_else() {
        let compared = |replicates: &str, scenarios: &[&str], more: &[(&str, &str)]| {
            let mut keys = std::collections::BTreeMap::new();
            for (place, name) in scenarios.iter().enumerate() {
                let role = if place == 0 { "reference".to_owned() } else { format!("scenario.{place}") };
                keys.insert(format!("{role}.blake3"), format!("{name} {replicates}"));
                keys.insert(format!("{role}.name"), (*name).to_owned());
                keys.insert(format!("{role}.simulation.replicates"), replicates.to_owned());
            }
            keys.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
            Belonging { kind: Kind::Compare, header: crate::store::Fingerprint { keys } }
        };
        let place = tempfile::tempdir().unwrap();
        compared("20", &["baseline", "a"], &[]).write(place.path()).unwrap();
        let found = |wanted: &Belonging| look(place.path(), wanted).unwrap();
        assert_eq!(found(&compared("40", &["baseline", "a"], &[])), Found::Nothing, "no results yet");
        fs::write(place.path().join(MANIFEST), "{}").unwrap();
        for (replicates, scenarios) in [
            ("40", &["baseline", "a"][..]),
            ("20", &["baseline", "a", "b"]),
            ("100", &["baseline", "a", "b"]),
        ] {
            assert_eq!(
                found(&compared(replicates, scenarios, &[])),
                Found::Part,
                "{replicates} {scenarios:?}"
            );
        }
        for (replicates, scenarios, more) in [
            ("10", &["baseline", "a"][..], &[][..]),
            ("40", &["baseline"], &[]),
            ("40", &["baseline", "b"], &[]),
            ("40", &["no_programme", "a"], &[]),
            ("40", &["baseline", "a"], &[("compare.budget", "5")]),
        ] {
            other(found(&compared(replicates, scenarios, more)));
        }
    }

    #[test]
    fn a_copy_without_its_record_is_told_by_its_manifest() {
        let place = tempfile::tempdir().unwrap();
        let run = belonging(Kind::Run, "0.02");
        let write = |text: &str| fs::write(place.path().join(MANIFEST), text).unwrap();
        write(&format!(r#"{{"kind": "run", "request": "{}"}}"#, run.hash()));
        assert_eq!(look(place.path(), &run).unwrap(), Found::Same);
        for (manifest, what) in [
            (r#"{"kind": "run", "request": "00"}"#, "another run, or of another version"),
            (r#"{"command": "lachan compare a b"}"#, "a comparison"),
            (r#"{"command": "lachan run x"}"#, "another run, or of another version"),
            ("no manifest at all", "another command"),
        ] {
            write(manifest);
            assert_eq!(other(look(place.path(), &run).unwrap()).what, what);
        }
    }

    #[test]
    fn what_is_under_way_without_a_record_is_left_to_its_own_header() {
        for (name, kind, free) in [
            ("ledger.jsonl", Kind::Study, true),
            ("ledger.jsonl", Kind::Run, false),
            ("shards", Kind::Compare, false),
            (".checkpoint", Kind::Run, true),
            (".checkpoint", Kind::Study, false),
        ] {
            let place = tempfile::tempdir().unwrap();
            fs::create_dir(place.path().join(name)).unwrap();
            let found = look(place.path(), &belonging(kind, "1")).unwrap();
            assert_eq!(!matches!(found, Found::Other(_)), free, "{name} {kind:?}");
        }
    }

    #[test]
    fn a_damaged_record_is_no_free_directory() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join(super::super::RECORD), "{").unwrap();
        fs::write(place.path().join("ledger.jsonl"), "").unwrap();
        let found = other(look(place.path(), &belonging(Kind::Run, "1")).unwrap());
        assert!(found.what.contains("damaged"));
    }
}
