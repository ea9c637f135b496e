//! Names of scenarios: they become file names and columns of results on every system.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};

/// The longest name, in bytes.
const MAX_NAME: usize = 64;

/// Names that Windows keeps for devices, whatever follows a dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a text can name a scenario.
///
/// # Errors
/// A fault without a place that says what is wrong with it.
pub fn check_name(name: &str) -> Result<(), Fault> {
    let shown: String = name.chars().take(40).flat_map(char::escape_debug).collect();
    let problem = if name.is_empty() {
        "a scenario name cannot be empty".to_owned()
    } else if name.len() > MAX_NAME {
        format!("the scenario name `{shown}...` has {} bytes, at most {MAX_NAME} are allowed", name.len())
    } else if let Some(letter) = name.chars().find(|&letter| !is_allowed(letter)) {
        format!("the scenario name `{shown}` has a character that is not allowed: {letter:?}")
    } else if name.starts_with('-') {
        format!("the scenario name `{shown}` begins with -, like an option or a formula")
    } else if DEVICES.contains(&name) {
        format!("the scenario name `{shown}` is a device name on Windows")
    } else {
        return Ok(());
    };
    let help = tame(name).filter(|tame| tame.len() <= MAX_NAME).map(|tame| format!("write \"{tame}\""));
    Err(Fault::new(Code::BadName, problem)
        .expected("1 to 64 of the characters a-z, 0-9, _ and -, the first no -")
        .help(help.unwrap_or_else(|| "write for instance \"more_cash\"".to_owned())))
}

/// The name that a scenario of this file has without one of its own: the file's, in letters that a
/// name may have. Never that of the baseline, which the file is not.
pub(crate) fn name_of_file(stem: &str) -> String {
    let mut name = tame(stem).unwrap_or_else(|| "scenario".to_owned());
    name.truncate(MAX_NAME);
    if name == "baseline" { "baseline_1".to_owned() } else { name }
}

/// A text in letters that a name may have; none if nothing is left of it.
fn tame(text: &str) -> Option<String> {
    let tame: String = text
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .map(|letter| if is_allowed(letter) { letter } else { '_' })
        .take(2 * MAX_NAME)
        .collect();
    let tame = tame.trim_matches('_').trim_start_matches(['-', '_']);
    (!tame.is_empty()).then(|| match DEVICES.contains(&tame) {
        true => format!("{tame}_1"),
        false => tame.to_owned(),
    })
}

fn is_allowed(letter: char) -> bool {
    matches!(letter, 'a'..='z' | '0'..='9' | '_' | '-')
}

/// Finds scenarios of one list whose names are equal or differ only by case.
pub fn check_distinct<'a>(names: impl IntoIterator<Item = (&'a str, Place)>) -> Faults {
    let mut seen: BTreeMap<String, (&str, Place)> = BTreeMap::new();
    let mut faults = Faults::new();
    for (name, place) in names {
        let folded = name.to_lowercase();
        match seen.get(&folded) {
            None => {
                seen.insert(folded, (name, place));
            }
            Some((first, first_place)) => {
                let message = if *first == name {
                    format!("two scenarios are named `{name}`")
                } else {
                    format!("the scenario names `{first}` and `{name}` differ only by case")
                };
                faults.push(
                    Fault::new(Code::NameTwice, message)
                        .at(place, "named again here")
                        .also(first_place.clone(), "first named here")
                        .help("give one of them another name: results are kept by name"),
                );
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_safe_everywhere_are_accepted() {
        for name in ["a", "no_programme", "2x-cash", &"x".repeat(64)] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "a/b", "..", "A", "nul", "com1", "a\0b", "trẻ", &"x".repeat(65), "a b", "a.toml"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn every_file_name_gives_a_name_and_none_gives_the_baseline_s() {
        let long = "x".repeat(300);
        for (stem, name) in [
            ("girls", "girls"),
            ("Girls First", "girls_first"),
            ("CashAll", "cashall"),
            ("plan.v2", "plan_v2"),
            ("Trẻ em Điện Biên", "tre_em_dien_bien"),
            ("--help", "help"),
            ("con", "con_1"),
            ("Baseline", "baseline_1"),
            ("_", "scenario"),
            ("Тест", "scenario"),
            (&long, &long[..64]),
        ] {
            assert_eq!(name_of_file(stem), name, "{stem}");
            assert!(check_name(name).is_ok(), "{name}");
        }
    }
}
