//! The files of a pack.

/// A file of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackFile {
    /// What the pack says about itself.
    About,
    /// The provinces.
    Provinces,
    /// The regions.
    Regions,
    /// Which provinces touch.
    Adjacency,
    /// Parameters of the model and settings of a run.
    Baseline,
    /// Plans and strengths of the levers.
    Levers,
    /// Units of July 2025 that the provinces became part of.
    Crosswalk,
    /// What else places are called.
    PlaceNames,
    /// Where those go who leave a province for another.
    Destinations,
    /// What the months of the past were like.
    History,
    /// Observed patterns that results are held against.
    Targets,
    /// Graded facts that numbers cite.
    Evidence,
    /// Points of the posterior.
    Ensemble,
    /// Outlines of the provinces.
    Outlines,
    /// Where the data come from, for people.
    Sources,
}

impl PackFile {
    /// All files, those that a pack cannot be without first.
    pub const ALL: [Self; 15] = [
        Self::About,
        Self::Provinces,
        Self::Regions,
        Self::Adjacency,
        Self::Baseline,
        Self::Levers,
        Self::Crosswalk,
        Self::PlaceNames,
        Self::Destinations,
        Self::History,
        Self::Targets,
        Self::Evidence,
        Self::Ensemble,
        Self::Outlines,
        Self::Sources,
    ];

    /// Name in the directory of a pack.
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "pack.toml",
            Self::Provinces => "provinces.csv",
            Self::Regions => "regions.csv",
            Self::Adjacency => "adjacency.csv",
            Self::Baseline => "baseline.toml",
            Self::Levers => "levers.toml",
            Self::Crosswalk => "crosswalk_2025.csv",
            Self::PlaceNames => "place_names.csv",
            Self::Destinations => "destinations.csv",
            Self::History => "history.csv",
            Self::Targets => "targets.toml",
            Self::Evidence => "evidence.csv",
            Self::Ensemble => "ensemble.csv",
            Self::Outlines => "provinces.geojson",
            Self::Sources => "SOURCES.md",
        }
    }

    /// The file of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// The rule that holds where the file is missing; none for a file that a pack cannot be without.
    pub const fn without(self) -> Option<&'static str> {
        match self {
            Self::About | Self::Provinces | Self::Regions | Self::Adjacency => None,
            Self::Baseline => Some("the parameters that are compiled in"),
            Self::Levers => Some("the levers that are compiled in, each in all provinces"),
            Self::Crosswalk => Some("every province is a unit of its own"),
            Self::PlaceNames => {
                Some("places have the names of provinces.csv alone, regions those of regions.csv")
            }
            Self::Destinations => {
                Some("who leaves a province goes to the others in proportion to their residents")
            }
            Self::History => Some("a constant world: every month is like the references"),
            Self::Targets => Some("nothing is held against observations: the fit table is empty"),
            Self::Evidence => Some("no fact is known, and targets that cite one are refused"),
            Self::Ensemble => Some("--ensemble needs a file of its own"),
            Self::Outlines => Some("no map is drawn"),
            Self::Sources => Some("nothing depends on it"),
        }
    }

    /// Whether anything that the program makes depends on it.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Sources)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_names_and_no_path_is_one() {
        for file in PackFile::ALL {
            assert_eq!(PackFile::of_name(file.name()), Some(file));
            assert!(!file.name().contains(['/', '\\']));
        }
        for name in ["", ".", "..", "../pack.toml", "PACK.TOML", "provinces.csv ", "a/provinces.csv"] {
            assert_eq!(PackFile::of_name(name), None, "{name}");
        }
    }
}
