//! Reading all levers from the `levers` table: parameters as bare numbers, settings as they are.
//!
//! A lever's table is flat. It is parted by hand into the [`LeverPlan`] that all levers share and
//! the lever's own strengths, each of which refuses what it does not know; all faults of all levers
//! are found together.

use super::catalogue::REGISTRY;
use super::places::{Where, WhereFault};
use super::plan::LeverPlan;
use super::registry::RegistryEntry;
use super::{Levers, Planned};
use crate::places::Gazetteer;
use crate::quantities::{Month, Share};
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// What kind of fault a lever's table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A value that the key cannot take, or a key that is missing or too much.
    Value,
    /// A stop that does not come after the start.
    Timing,
    /// A place that does not exist.
    Place,
    /// A name or code that means different ground before and after July 2025.
    TwoPlaces,
    /// A share outside 0 to 1.
    Share,
}

/// Something wrong in a lever's table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("levers.{lever}: {message}")]
pub struct LeverFault {
    /// Name of the lever, or of a key that stands beside the levers.
    pub lever: String,
    /// The key, where it is known.
    pub key: Option<String>,
    /// Place in the list of provinces, where it is about one of them.
    pub element: Option<usize>,
    /// What kind of fault it is.
    pub what: What,
    /// What is wrong.
    pub message: String,
    /// How to mend it; may be empty.
    pub help: String,
}

/// All faults of the table, and the levers that could be read all the same, so that more can be
/// said of them.
#[derive(Debug, Clone, thiserror::Error)]
pub struct LeverFaults {
    /// The faults.
    pub faults: Vec<LeverFault>,
    /// The levers whose plans could be read.
    pub planned: Vec<Planned>,
}

impl fmt::Display for LeverFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.faults.iter().map(LeverFault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The key beside the levers' tables.
const STANDING_TARGETING: &str = "standing_targeting";
/// The key of the list of places, which only the gazetteer can read.
const PROVINCES: &str = "provinces";

impl Levers {
    /// Reads the table of all levers; `places` knows the names and codes of places, and the run begins
    /// in the month from which `month 1` counts.
    ///
    /// # Errors
    /// Every fault of every lever.
    pub fn read(mut table: toml::Table, places: &Gazetteer, begins: Month) -> Result<Self, LeverFaults> {
        let mut faults = Vec::new();
        let mut planned = Vec::new();
        let standing = table.remove(STANDING_TARGETING);
        for entry in REGISTRY {
            match table.remove(entry.about.name) {
                Some(toml::Value::Table(mut own)) => {
                    count_from(begins, &mut own);
                    let (lever, found) = read_lever(entry, own, places);
                    planned.extend(lever);
                    faults.extend(found);
                }
                Some(_) => faults.push(fault(entry.about.name, ReadFault::of("expected a table"))),
                None => faults.push(fault(entry.about.name, ReadFault::of("the table is missing"))),
            }
        }
        faults.extend(table.keys().map(|name| fault(name, ReadFault::of("there is no such lever"))));
        let standing = match standing.ok_or_else(|| ReadFault::of("missing")).and_then(read::<Share>) {
            Ok(share) => Some(share),
            Err(found) => {
                faults.push(fault(STANDING_TARGETING, found));
                None
            }
        };
        match standing {
            Some(standing_targeting) if faults.is_empty() => Ok(Self { standing_targeting, planned }),
            _ => Err(LeverFaults { faults, planned }),
        }
    }
}

/// Puts calendar months in the place of months that count from the beginning of the run.
fn count_from(begins: Month, lever: &mut toml::Table) {
    for key in ["start", "stop"] {
        if let Some(toml::Value::String(text)) = lever.get_mut(key)
            && let Some(number) = Month::counted(text)
        {
            *text = begins.plus(number - 1).to_string();
        }
    }
}

/// A lever, if its plan and strengths could be read, and what is wrong with it.
fn read_lever(
    entry: &'static RegistryEntry,
    table: toml::Table,
    places: &Gazetteer,
) -> (Option<Planned>, Vec<LeverFault>) {
    let name = entry.about.name;
    let (mut common, own): (toml::Table, toml::Table) =
        table.into_iter().partition(|(key, _)| LeverPlan::KEYS.contains(&key.as_str()));
    let (provinces, of_places) = read_places(name, common.remove(PROVINCES), places);
    let mut faults = Vec::new();
    let mut keep = |found: ReadFault| faults.push(fault(name, found));
    let plan = read::<LeverPlan>(toml::Value::Table(common)).map_err(&mut keep);
    let lever = (entry.read)(toml::Value::Table(own)).map_err(&mut keep);
    if let Ok(plan) = &plan {
        faults.extend(stops_too_early(name, plan));
    }
    faults.extend(of_places);
    let planned = plan.ok().zip(lever.ok()).map(|(plan, lever)| Planned {
        about: entry.about,
        plan: LeverPlan { provinces, ..plan },
        lever,
    });
    (planned, faults)
}

/// A stop that does not come after the start.
fn stops_too_early(lever: &str, plan: &LeverPlan) -> Option<LeverFault> {
    let stop = plan.stop.filter(|stop| *stop <= plan.start)?;
    Some(LeverFault {
        lever: lever.to_owned(),
        key: Some("stop".to_owned()),
        element: None,
        what: What::Timing,
        message: format!("it stops in {stop}, not after its start in {}", plan.start),
        help: "choose a later month, or \"none\"".to_owned(),
    })
}

/// The list of places, each entry read on its own, so that all that are wrong are found.
fn read_places(
    lever: &str,
    written: Option<toml::Value>,
    places: &Gazetteer,
) -> (Vec<Where>, Vec<LeverFault>) {
    let missing = || ReadFault::of("missing field `provinces`");
    let written = match written.ok_or_else(missing).and_then(read::<Vec<String>>) {
        Ok(written) => written,
        Err(found) => {
            let key = Some(PROVINCES.to_owned());
            return (Vec::new(), vec![LeverFault { key, ..fault(lever, found) }]);
        }
    };
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (element, text) in written.iter().enumerate() {
        match Where::read(text, places) {
            Ok(place) => found.push(place),
            Err(WhereFault { what, message, help }) => faults.push(LeverFault {
                lever: lever.to_owned(),
                key: Some(PROVINCES.to_owned()),
                element: Some(element),
                what,
                message,
                help,
            }),
        }
    }
    (found, faults)
}

/// Why a value cannot be read into its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadFault {
    /// The key below the table, where one is to blame.
    key: Option<String>,
    /// What is wrong.
    message: String,
}

impl ReadFault {
    fn of(message: &str) -> Self {
        Self { key: None, message: message.to_owned() }
    }
}

/// A typed value, or what is wrong with the one given.
fn read<'de, T: Deserialize<'de>>(value: toml::Value) -> Result<T, ReadFault> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let key = error.path().to_string();
        let message = error.inner().message().trim_end().replace('\n', " ");
        ReadFault { key: (key != ".").then_some(key), message }
    })
}

/// A lever's own strengths, or what is wrong with them.
pub(super) fn read_as<L>(value: toml::Value) -> Result<Arc<dyn super::Lever>, ReadFault>
where
    L: super::Lever + serde::de::DeserializeOwned + 'static,
{
    read::<L>(value).map(|lever| Arc::new(lever) as Arc<dyn super::Lever>)
}

fn fault(lever: &str, found: ReadFault) -> LeverFault {
    let ReadFault { key, message } = found;
    LeverFault {
        lever: lever.to_owned(),
        key,
        element: None,
        what: What::Value,
        message,
        help: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{baseline_table, gazetteer, overlay};

    fn found(lever: &str, set: &str) -> Vec<LeverFault> {
        let table = overlay(baseline_table(), &[("levers", lever, set)]);
        Levers::read(table, &gazetteer(), Month(0)).unwrap_err().faults
    }

    fn faults(lever: &str, set: &str) -> Vec<String> {
        found(lever, set).iter().map(LeverFault::to_string).collect()
    }

    #[test]
    fn the_common_part_is_read_by_the_plan_whole() {
        for key in LeverPlan::KEYS {
            let mut table = baseline_table();
            table["cash_transfer"].as_table_mut().unwrap().remove(key);
            let faults = Levers::read(table, &gazetteer(), Month(0)).unwrap_err().to_string();
            assert!(faults.contains(&format!("missing field `{key}`")), "{faults}");
        }
    }

    #[test]
    fn faults_of_both_parts_are_found_together_with_their_keys() {
        let found = found("cash_transfer", "coverage = 1.2\nbenefit = -1");
        let keys: Vec<_> = found.iter().map(|fault| fault.key.as_deref()).collect();
        assert_eq!(keys, [Some("coverage"), Some("benefit")], "{found:?}");
        assert!(found[0].message.contains("1.2 is not a share"), "{found:?}");
        assert!(found[1].message.contains("-1 is not a number of thousand dong"), "{found:?}");
    }

    #[test]
    fn unknown_keys_wrong_months_and_wrong_words_are_refused() {
        assert!(faults("cash_transfer", "benefitt = 1")[0].contains("unknown field `benefitt`"));
        assert!(faults("cash_transfer", "start = 'none'")[0].contains("not a month"));
        assert!(faults("cash_transfer", "stop = 'never'")[0].contains("`none`"));
        assert!(faults("cash_transfer", "target = 'everyone'")[0].contains("young_children"));
        assert!(faults("cash_transfer", "provinces = ['region:delta']")[0].contains("mekong_delta"));
        assert!(faults("cash_transfers", "x = 1")[0].contains("no such lever"));
    }

    #[test]
    fn every_place_that_is_wrong_is_found_and_a_stop_that_is_too_early() {
        let found = found(
            "cash_transfer",
            "provinces = ['all', 'Gia Lay', '99', 'Gia Lai', 'poverty_above:10']\n\
             start = '2018-01'\nstop = '2018-01'",
        );
        let told: Vec<_> =
            found.iter().map(|fault| (fault.key.as_deref().unwrap(), fault.element, fault.what)).collect();
        let expected = [
            ("stop", None, What::Timing),
            ("provinces", Some(1), What::Place),
            ("provinces", Some(2), What::Place),
            ("provinces", Some(3), What::TwoPlaces),
            ("provinces", Some(4), What::Share),
        ];
        assert_eq!(told, expected);
        assert!(
            found[1].message.contains("Gia Lay") && found[1].help.contains("\"2008:Gia Lai\""),
            "{found:?}"
        );
    }

    /// The run begins in March 2019.
    #[test]
    fn months_of_the_run_count_from_its_beginning() {
        let changes = [("cash_transfer", "start", "'month 1'"), ("cash_transfer", "stop", "'month 13'")];
        let changes = changes.map(|(lever, key, value)| ("levers", lever, format!("{key} = {value}")));
        let changes: Vec<_> = changes.iter().map(|(at, lever, set)| (*at, *lever, set.as_str())).collect();
        let begins = Month::january(2019).plus(2);
        let levers = Levers::read(overlay(baseline_table(), &changes), &gazetteer(), begins).unwrap();
        let slot = crate::levers::slot_of("cash_transfer").unwrap();
        let plan = &levers.planned[slot].plan;
        assert_eq!((plan.start, plan.stop), (begins, Some(begins.plus(12))));
    }
}
