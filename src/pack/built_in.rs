//! The pack that is compiled in: Viet Nam. Nothing else compiles data of a country in.

use super::{Pack, PackAbout, PackFile};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A file of the pack as it is compiled in.
macro_rules! text {
    ($file:ident, $name:literal) => {
        (PackFile::$file, include_str!(concat!("../../configs/viet_nam/", $name)))
    };
}

const TEXTS: [(PackFile, &str); PackFile::ALL.len()] = [
    text!(About, "pack.toml"),
    text!(Provinces, "provinces.csv"),
    text!(Regions, "regions.csv"),
    text!(Adjacency, "adjacency.csv"),
    text!(Baseline, "baseline.toml"),
    text!(Levers, "levers.toml"),
    text!(Crosswalk, "crosswalk_2025.csv"),
    text!(PlaceNames, "place_names.csv"),
    text!(Destinations, "destinations.csv"),
    text!(History, "history.csv"),
    text!(Targets, "targets.toml"),
    text!(Evidence, "evidence.csv"),
    text!(Ensemble, "ensemble.csv"),
    text!(Outlines, "provinces.geojson"),
    text!(Sources, "SOURCES.md"),
];

/// Where its files stand in the repository.
const PLACE: &str = "configs/viet_nam";

/// The pack that is compiled in.
///
/// # Panics
/// If its `pack.toml` cannot be read; a test reads it.
pub fn built_in() -> &'static Pack {
    static PACK: LazyLock<Pack> = LazyLock::new(|| {
        let about = PackAbout::read(TEXTS[0].1).expect("the pack that is compiled in says what it is");
        let texts = TEXTS.into_iter().map(|(file, text)| (file, Cow::Borrowed(text))).collect();
        Pack::new(about, PLACE, texts)
    });
    &PACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_compiled_in_under_its_own_name() {
        for file in PackFile::ALL {
            let path = built_in().shown(file);
            assert_eq!(
                built_in().text(file),
                Some(std::fs::read_to_string(&path).unwrap().as_str()),
                "{path}"
            );
        }
        assert_eq!(built_in().about().name, "viet_nam");
        assert!(!built_in().about().made_up);
    }
}
