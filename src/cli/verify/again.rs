//! Making results again: the command of their manifest, with the files of their directory.
//!
//! A manifest may come from anybody. Its command is not typed: only what changes results is taken
//! from it, word by word, and paths stay within the directory.

use super::Arguments;
use crate::cli::{Cli, Failure, carry_out, stream};
use crate::results::{ManifestRead, PACK_FILE, WORKBOOK, words};
use crate::store::directory::Kind;
use clap::Parser;
use std::ffi::OsString;
use std::path::Path;

/// Makes the results into a directory. Tasks of a study that fail are part of its results.
pub fn make(arguments: &Arguments, manifest: &ManifestRead, into: &Path) -> Result<(), Failure> {
    let mut command = vec![OsString::from("lachan")];
    command.extend(own_words(&arguments.directory, manifest)?);
    let kind = manifest.kind;
    if kind == Some(Kind::Run) {
        command.extend(["--checkpoint-every".into(), "0".into()]);
    } else if let Some(store) = &arguments.store {
        command.extend(["--store".into(), store.clone().into()]);
    } else {
        command.push("--no-store".into());
    }
    command.extend(arguments.threads.words());
    command.extend(["--out".into(), into.into()]);
    let cli = Cli::try_parse_from(command).map_err(|error| {
        let why = error.to_string();
        foreign(why.lines().next().unwrap_or_default())
    })?;
    match stream::quietly(|| carry_out(cli.command, false)) {
        Err(Failure::Tasks { .. }) => Ok(()),
        done => done,
    }
}

/// The command and what changes its results, with whole paths.
fn own_words(directory: &Path, manifest: &ManifestRead) -> Result<Vec<OsString>, Failure> {
    let directory = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    let has = |file: &str| manifest.files.contains_key(file);
    let path = |file: &str| OsString::from(directory.join(file));
    let mut command: Vec<OsString> = match manifest.kind {
        Some(Kind::Run) => vec!["run".into(), path("effective_config.toml")],
        Some(Kind::Study) => return Ok(vec!["study".into(), "run".into(), path("study.toml")]),
        Some(Kind::Recovery) => {
            let mut command = vec!["study".into(), "recover".into(), path("study.toml")];
            let sets = words(&manifest.command).into_iter().flatten().skip_while(|word| word != "--sets");
            command.extend(sets.take(2).map(OsString::from));
            return Ok(command);
        }
        Some(Kind::Compare) => comparison(&manifest.command, &path)?,
        Some(Kind::Bench) | None => return Err(foreign("its kind is none that can be made again")),
    };
    if has("ensemble.csv") {
        let mut option = OsString::from("--ensemble=");
        option.push(path("ensemble.csv"));
        command.push(option);
        // A run of one point says so; of a comparison its own words do.
        if manifest.kind == Some(Kind::Run) {
            command.extend(["--replicates".into(), manifest.replicates.to_string().into()]);
        }
    }
    if has(WORKBOOK) {
        command.push("--xlsx".into());
    }
    Ok(command)
}

/// Options of a comparison that change its results, each with a value.
const OF_RESULTS: [&str; 8] = [
    "--scale",
    "--years",
    "--seed",
    "--set",
    "--budget",
    "--uncertainty",
    "--value-of-a-child",
    "--replicates",
];

/// The words of a comparison: scenarios of its own folder, and options that change results.
fn comparison(command: &str, path: &dyn Fn(&str) -> OsString) -> Result<Vec<OsString>, Failure> {
    let given = words(command).ok_or_else(|| foreign("a quote stays open"))?;
    let mut given = given.iter().map(String::as_str);
    if (given.next(), given.next()) != (Some("lachan"), Some("compare")) {
        return Err(foreign("it is no `lachan compare`"));
    }
    let scenario = |word: &str| match word.strip_prefix("scenarios/") {
        Some(name) if !name.contains(['/', '\\']) => Ok(path(word)),
        _ => Err(foreign(&format!("`{word}` is no scenario of the directory"))),
    };
    let mut command: Vec<OsString> = vec!["compare".into()];
    while let Some(word) = given.next() {
        let value = |given: Option<&str>| given.map(str::to_owned).ok_or_else(|| foreign(word));
        match word {
            "--xlsx" | "--ensemble=ensemble.csv" => {}
            "--why" | "--voi" => command.push(word.into()),
            // The pack beside the results is in use already.
            "--pack" if given.next() == Some(PACK_FILE) => {}
            "--against" => command.extend(["--against".into(), scenario(&value(given.next())?)?]),
            option if OF_RESULTS.contains(&option) => {
                command.extend([option.into(), value(given.next())?.into()]);
            }
            word => command.push(scenario(word)?),
        }
    }
    Ok(command)
}

fn foreign(why: &str) -> Failure {
    Failure::Usage {
        message: format!("the command of the manifest cannot be carried out again: {why}"),
        help: "it was changed after it was written, or is of another version; `lachan verify --hashes-only` holds the files to their hashes"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(command: &str) -> Result<Vec<OsString>, Failure> {
        comparison(command, &|file| OsString::from(format!("/d/{file}")))
    }

    #[test]
    fn only_what_changes_results_is_taken_from_a_manifest() {
        let words = of(
            "lachan compare scenarios/a.toml 'scenarios/b c.toml' --against scenarios/baseline.toml --set \
                        'a.b=1 2' --ensemble=ensemble.csv --replicates 4 --xlsx",
        );
        let wanted = [
            "compare",
            "/d/scenarios/a.toml",
            "/d/scenarios/b c.toml",
            "--against",
            "/d/scenarios/baseline.toml",
            "--set",
            "a.b=1 2",
            "--replicates",
            "4",
        ];
        assert_eq!(words.unwrap(), wanted.map(OsString::from));
        for other in [
            "lachan compare scenarios/a.toml --out /victim",
            "lachan compare scenarios/a.toml --engine dask",
            "lachan compare scenarios/../../a.toml",
            "lachan compare /etc/passwd",
            "lachan compare scenarios/a.toml --against ../b.toml",
            "lachan run scenarios/a.toml",
            "lachan compare 'scenarios/a.toml",
            "lachan compare scenarios/a.toml --seed",
        ] {
            assert!(of(other).is_err(), "{other}");
        }
    }
}
