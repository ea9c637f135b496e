//! Which keys of a study file each design uses. A key that the chosen design does not use is a
//! fault: whoever wrote it expects it to act.

use super::Design;
use crate::config::{Code, Fault, TableReader};

/// Keys of [study] that only some designs use.
const OF_STUDY: [&str; 3] = ["list", "points", "trajectories"];

/// Keys of [[factor]] that not every factor uses.
const OF_FACTOR: [&str; 5] = ["low", "high", "scale", "levels", "values"];

impl Design {
    /// The word for it in a study file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::List => "list",
            Self::LatinHypercube(_) => "latin_hypercube",
            Self::Sobol(_) => "sobol",
            Self::OneAtATime => "one_at_a_time",
            Self::Morris(_) => "morris",
            Self::Saltelli(_) => "saltelli",
        }
    }

    /// The keys of [study] that it uses beside those of every study.
    const fn study_keys(self) -> &'static [&'static str] {
        match self {
            Self::Grid | Self::OneAtATime => &[],
            Self::List => &["list"],
            Self::LatinHypercube(_) | Self::Sobol(_) | Self::Saltelli(_) => &["points"],
            Self::Morris(_) => &["trajectories"],
        }
    }

    /// The keys of a factor that it uses beside the name; the first are those of a factor between
    /// two ends.
    const fn factor_keys(self) -> &'static [&'static str] {
        match self {
            Self::Grid => &["low", "high", "scale", "levels"],
            Self::List => &[],
            Self::OneAtATime => &["low", "high"],
            Self::LatinHypercube(_) | Self::Sobol(_) | Self::Saltelli(_) | Self::Morris(_) => {
                &["low", "high", "scale"]
            }
        }
    }
}

/// Refuses the keys of [study] that the design does not use.
pub(super) fn check_study(keys: &mut TableReader<'_>, design: Design) {
    // A list without its design is said elsewhere, with both keys in view.
    for key in OF_STUDY.into_iter().filter(|key| *key != "list") {
        if keys.has(key) && !design.study_keys().contains(&key) {
            unused(keys, key, &format!("the design \"{}\" does not use it", design.word()));
        }
    }
}

/// Refuses the keys of a factor that the design does not use, or that do nothing beside listed
/// values.
pub(super) fn check_factor(keys: &mut TableReader<'_>, design: Design) {
    let listed = keys.has("values");
    for key in OF_FACTOR.into_iter().filter(|key| *key != "values") {
        if !keys.has(key) {
            continue;
        }
        if listed {
            unused(keys, key, "`values` lists every value that the factor takes");
        } else if !design.factor_keys().contains(&key) {
            unused(keys, key, &format!("the design \"{}\" does not use it", design.word()));
        }
    }
}

fn unused(keys: &mut TableReader<'_>, key: &str, why: &str) {
    let place = keys.place(key);
    keys.push(
        Fault::new(Code::UnknownKey, format!("`{key}` does nothing here: {why}"))
            .at(place, "not used")
            .help("delete the line, or choose another design"),
    );
}
