//! Names of what the model knows: measures, strata, groups, regions, dimensions, scenarios,
//! patterns, units, grades. Their texts stand in `locales/names.en.ftl` and `locales/names.vi.ftl`;
//! those of levers stand with each lever and, in Vietnamese, in its table of `levers.toml`.

use super::Words;
use crate::config::Evidence;
use crate::language::Language;
use crate::levers::{REGISTRY, Scope, slot_of};
use crate::observation::{Dimension, Measure};
use crate::results::{EffectPart, FitLine, Mediator};

impl Words {
    /// Name of a measure, without its unit, which `Quantity::of` knows.
    pub fn measure(&self, measure: Measure) -> &'static str {
        self.name("measure", measure.name()).unwrap_or(measure.name())
    }

    /// What a number of a study is, by its name in files: a measure, or a pattern of the fit;
    /// unknown names stay as they are.
    pub fn output<'a>(&self, name: &'a str) -> &'a str {
        match Measure::from_name(name) {
            Some(measure) => self.measure(measure),
            None => self.name("pattern", name).unwrap_or(name),
        }
    }

    /// Name of a stratum.
    pub fn stratum<'a>(&self, name: &'a str) -> &'a str {
        self.name("stratum", name).unwrap_or(name)
    }

    /// Name of a group; unknown names stay as they are.
    pub fn group<'a>(&self, name: &'a str) -> &'a str {
        self.name("group", name).unwrap_or_else(|| self.region(name))
    }

    /// Name of a region; unknown names stay as they are.
    pub fn region<'a>(&self, name: &'a str) -> &'a str {
        self.name("region", name).unwrap_or(name)
    }

    /// Name of a dimension of human security.
    pub fn dimension(&self, dimension: Dimension) -> &'static str {
        self.name("dimension", dimension.name()).unwrap_or(dimension.name())
    }

    /// A unit as the files name it. In English that is its name; units that are not listed stay as
    /// they are.
    pub fn unit<'a>(&self, unit: &'a str) -> &'a str {
        self.name("unit", unit).unwrap_or(unit)
    }

    /// The homes that a lever is meant for.
    pub fn target<'a>(&self, name: &'a str) -> &'a str {
        self.name("target", name).unwrap_or(name)
    }

    /// How the coverage of a lever is meant.
    pub fn scope(&self, scope: Scope) -> &'static str {
        self.name("scope", scope.name()).unwrap_or(scope.name())
    }

    /// Name of an index of sensitivity.
    pub fn index_name<'a>(&self, name: &'a str) -> &'a str {
        self.name("index", name).unwrap_or(name)
    }

    /// Name of a period of a study's numbers.
    pub fn period<'a>(&self, name: &'a str) -> &'a str {
        self.name("period", name).unwrap_or(name)
    }

    /// What part a pattern has in a calibration.
    pub fn role<'a>(&self, name: &'a str) -> &'a str {
        self.name("role", name).unwrap_or(name)
    }

    /// Word for a grade of a parameter.
    pub fn evidence(&self, evidence: Evidence) -> &'static str {
        self.name("evidence", evidence.word()).unwrap_or(evidence.word())
    }

    /// Name of a part of an effect.
    pub fn effect_part(&self, part: EffectPart) -> &'static str {
        self.name("part", part.name()).unwrap_or(part.name())
    }

    /// Name of what a channel moves first.
    pub fn mediator(&self, mediator: Mediator) -> &'static str {
        self.name("mediator", mediator.name()).unwrap_or(mediator.name())
    }

    /// Name of a lever; unknown names stay as they are.
    pub fn lever<'a>(&self, name: &'a str) -> &'a str {
        slot_of(name).map_or(name, |slot| REGISTRY[slot].about.words(self.language).title)
    }

    /// Name of a scenario: that of its lever where it is the scenario of one lever; names of other
    /// files stay as they are.
    pub fn scenario<'a>(&self, name: &'a str) -> &'a str {
        self.name("scenario", name).unwrap_or_else(|| self.lever(name))
    }

    /// What a shipped scenario is, in a language other than that of its file; where nothing is
    /// written of it, what its lever does.
    pub fn scenario_description(&self, name: &str) -> Option<&'static str> {
        if self.language == Language::English {
            return None;
        }
        let of_lever = || slot_of(name).map(|slot| REGISTRY[slot].about.words(self.language).description);
        self.name("description", name).or_else(of_lever)
    }

    /// What a row of the fit table compares: the file has it in English; a pattern without another
    /// text keeps that.
    pub fn pattern<'a>(&self, row: &'a FitLine) -> &'a str {
        self.name("pattern", &row.id).unwrap_or(&row.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::texts::check::{alike, messages};
    use crate::levers::scenarios::LIBRARY;

    const ENGLISH: &str = include_str!("locales/names.en.ftl");
    const VIETNAMESE: &str = include_str!("locales/names.vi.ftl");
    /// Kinds that other files name in English: scenarios' own files, the targets, the units of
    /// parameters.
    const ENGLISH_ELSEWHERE: [&str; 3] = ["description-", "pattern-", "unit-"];

    fn both() -> [Words; 2] {
        Language::ALL.map(|language| Words { language })
    }

    #[test]
    fn names_stand_in_both_languages() {
        let here = |file: &str| -> String {
            let kept =
                file.lines().filter(|line| !ENGLISH_ELSEWHERE.iter().any(|kind| line.starts_with(kind)));
            kept.map(|line| format!("{line}\n")).collect()
        };
        assert!(messages(ENGLISH).len() > 60);
        assert_eq!(here(ENGLISH), format!("{}\n", ENGLISH.trim_end()), "English that stands elsewhere");
        alike(ENGLISH, &here(VIETNAMESE));
    }

    #[test]
    fn every_measure_has_a_name_in_both_languages_and_none_shows_its_name_in_files() {
        for &measure in Measure::ALL {
            let [english, vietnamese] = both().map(|words| words.measure(measure));
            for name in [english, vietnamese] {
                assert!(name.contains(' ') || name == "Children" || name == "Số trẻ em", "{name}");
                assert!(!name.contains(['_', '(']), "{name}: the unit is not part of the name");
            }
            assert_ne!(english, vietnamese);
        }
        let names: std::collections::BTreeSet<_> =
            Measure::ALL.iter().map(|m| both()[0].measure(*m)).collect();
        assert_eq!(names.len(), Measure::ALL.len(), "no two measures share a name");
    }

    #[test]
    fn every_lever_and_shipped_scenario_has_a_name_and_a_description_in_both_languages() {
        for name in LIBRARY.iter().map(|(name, _)| *name).chain(["baseline"]) {
            let [english, vietnamese] = both().map(|words| words.scenario(name));
            assert!(english != name && vietnamese != name && english != vietnamese, "{name}");
            assert!(both()[1].scenario_description(name).is_some(), "{name}");
        }
        for entry in REGISTRY {
            for words in both() {
                assert_eq!(words.lever(entry.about.name), words.scenario(entry.about.name));
                assert_ne!(words.lever(entry.about.name), entry.about.name);
            }
        }
        assert_eq!(both()[1].scenario("mine"), "mine");
    }

    #[test]
    fn every_target_has_a_vietnamese_text() {
        let targets: toml::Table = include_str!("../../../configs/viet_nam/targets.toml").parse().unwrap();
        let ids: Vec<&str> = targets
            .values()
            .filter_map(toml::Value::as_array)
            .flatten()
            .filter_map(|target| target.get("id")?.as_str())
            .collect();
        assert!(ids.len() > 20, "{ids:?}");
        for id in ids {
            assert!(both()[1].name("pattern", id).is_some(), "{id}");
        }
    }

    #[test]
    fn every_group_of_homes_that_a_lever_is_meant_for_has_a_name_in_both_languages() {
        for name in crate::pathways::TargetGroup::NAMES {
            assert!(both().iter().all(|words| words.target(name) != name), "{name}");
        }
    }

    #[test]
    fn every_part_of_an_effect_and_what_it_moves_has_a_name_in_both_languages() {
        for words in both() {
            for part in EffectPart::ALL {
                assert!(words.name("part", part.name()).is_some(), "{}", part.name());
            }
            for mediator in Mediator::ALL {
                assert!(words.name("mediator", mediator.name()).is_some(), "{}", mediator.name());
            }
        }
    }

    #[test]
    fn every_unit_of_a_measure_has_a_vietnamese_text() {
        for &measure in Measure::ALL {
            let unit = measure.info().unit;
            assert!(both()[1].name("unit", unit).is_some(), "{unit}");
        }
    }
}
