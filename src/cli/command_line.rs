//! The command as it was typed, with a word more or less, for whoever wants to type it again.

use crate::results::quoted;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The program and the words behind it, once they are known.
static TYPED: OnceLock<Typed> = OnceLock::new();

/// What was typed.
struct Typed {
    program: PathBuf,
    words: Vec<OsString>,
}

/// Notes what was typed, at the start of the program; `program` is the path by which it is found
/// again.
pub fn note(program: PathBuf, words: Vec<OsString>) {
    TYPED.get_or_init(|| Typed { program, words });
}

/// The path of this program.
pub fn program() -> &'static Path {
    TYPED.get().map_or(Path::new("lachan"), |typed| &typed.program)
}

/// The option `--pack` as it was given, with a whole path, for a command that runs somewhere else;
/// nothing where it was not given.
pub fn pack() -> Vec<OsString> {
    let mut words = given().into_iter();
    let value = words.find_map(|word| match word.strip_prefix("--pack=") {
        Some(value) => Some(value.to_owned()),
        None if word == "--pack" => Some(String::new()),
        None => None,
    });
    let value = value.map(|value| if value.is_empty() { words.next().unwrap_or_default() } else { value });
    let whole =
        |path: String| std::path::absolute(&path).map_or_else(|_| path.into(), PathBuf::into_os_string);
    value.into_iter().flat_map(|path| ["--pack".into(), whole(path)]).collect()
}

/// The command that was given, with `--replace`.
pub fn with_replace() -> String {
    changed(given(), None)
}

/// The command that was given, with another output directory.
pub fn with_out(out: &Path) -> String {
    changed(given(), Some(out))
}

/// The command that was given without these options, each with whether a value follows it.
pub fn without(options: &[(&str, bool)]) -> Vec<String> {
    let mut words = given().into_iter();
    let mut kept = Vec::new();
    while let Some(word) = words.next() {
        match options.iter().find(|(option, _)| word == *option || word.starts_with(&format!("{option}="))) {
            Some((option, true)) if word == *option => drop(words.next()),
            Some(_) => {}
            None => kept.push(word),
        }
    }
    kept
}

/// Its words but the program.
fn given() -> Vec<String> {
    let words = TYPED.get().map_or(&[][..], |typed| &typed.words);
    words.iter().map(|word| word.to_string_lossy().into_owned()).collect()
}

fn changed(words: Vec<String>, out: Option<&Path>) -> String {
    let mut kept = vec!["lachan".to_owned()];
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match (out, word.as_str()) {
            (_, "--replace") => {}
            (Some(_), "--out") => drop(words.next()),
            (Some(_), word) if word.starts_with("--out=") => {}
            (_, word) => kept.push(quoted(word)),
        }
    }
    match out {
        Some(out) => kept.push(format!("--out {}", quoted(&out.display().to_string()))),
        None => kept.push("--replace".to_owned()),
    }
    kept.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_repeated_with_replace_or_into_another_directory() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let out = Path::new("output/run-2");
        assert_eq!(changed(words("run --scale 0.05"), None), "lachan run --scale 0.05 --replace");
        assert_eq!(
            changed(words("run --out a b --scale 1"), Some(out)),
            "lachan run b --scale 1 --out output/run-2"
        );
        assert_eq!(changed(words("run --out=a --replace"), Some(out)), "lachan run --out output/run-2");
        assert_eq!(
            changed(vec!["run".into(), "--set".into(), "a=\"x y\"".into()], None),
            "lachan run --set 'a=\"x y\"' --replace"
        );
    }
}
