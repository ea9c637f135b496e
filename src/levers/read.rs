//! Reading all levers from the `levers` table: parameters as bare numbers, settings as they are.
//!
//! A lever's table is flat. It is parted by hand into the [`LeverPlan`] that all levers share and the lever's own
//! strengths, each of which refuses what it does not know; all faults of all levers are found together.

use super::catalogue::REGISTRY;
use super::places::{LeverProvince, Where};
use super::plan::LeverPlan;
use super::registry::RegistryEntry;
use super::{Levers, Planned};
use crate::quantities::Share;
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;

/// Something wrong in a lever's table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("levers.{lever}: {message}")]
pub struct LeverFault {
    /// Name of the lever, or of a key that stands beside the levers.
    pub lever: String,
    /// The key, where it is known.
    pub key: Option<&'static str>,
    /// Place in the list of provinces, where it is about one of them.
    pub element: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// All faults of the table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct LeverFaults(pub Vec<LeverFault>);

impl fmt::Display for LeverFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(LeverFault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The key beside the levers' tables.
const STANDING_TARGETING: &str = "standing_targeting";

impl TryFrom<toml::Table> for Levers {
    type Error = LeverFaults;

    fn try_from(mut table: toml::Table) -> Result<Self, LeverFaults> {
        let mut faults = Vec::new();
        let mut planned = Vec::new();
        let standing = table.remove(STANDING_TARGETING);
        for entry in REGISTRY {
            match table.remove(entry.about.name) {
                Some(toml::Value::Table(own)) => match read_lever(entry, own) {
                    Ok(lever) => planned.push(lever),
                    Err(found) => faults.extend(found),
                },
                Some(_) => faults.push(fault(entry.about.name, "expected a table")),
                None => faults.push(fault(entry.about.name, "the table is missing")),
            }
        }
        faults.extend(table.keys().map(|name| fault(name, "there is no such lever")));
        let standing = match standing.ok_or_else(|| "missing".to_owned()).and_then(read::<Share>) {
            Ok(share) => Some(share),
            Err(message) => {
                faults.push(fault(STANDING_TARGETING, &message));
                None
            }
        };
        match standing {
            Some(standing_targeting) if faults.is_empty() => Ok(Self { standing_targeting, planned }),
            _ => Err(LeverFaults(faults)),
        }
    }
}

fn read_lever(entry: &'static RegistryEntry, table: toml::Table) -> Result<Planned, Vec<LeverFault>> {
    let (common, own): (toml::Table, toml::Table) =
        table.into_iter().partition(|(key, _)| LeverPlan::KEYS.contains(&key.as_str()));
    let plan = read::<LeverPlan>(toml::Value::Table(common));
    let lever = (entry.read)(toml::Value::Table(own));
    match (plan, lever) {
        (Ok(plan), Ok(lever)) => Ok(Planned { about: entry.about, plan, lever }),
        (plan, lever) => {
            let messages = plan.err().into_iter().chain(lever.err());
            Err(messages.map(|message| fault(entry.about.name, &message)).collect())
        }
    }
}

/// A typed value, or what is wrong with the one given.
fn read<'de, T: Deserialize<'de>>(value: toml::Value) -> Result<T, String> {
    value.try_into().map_err(|error: toml::de::Error| error.to_string().trim_end().replace('\n', " "))
}

/// A lever's own strengths, or what is wrong with them.
pub(super) fn read_as<L>(value: toml::Value) -> Result<Arc<dyn super::Lever>, String>
where
    L: super::Lever + serde::de::DeserializeOwned + 'static,
{
    read::<L>(value).map(|lever| Arc::new(lever) as Arc<dyn super::Lever>)
}

fn fault(lever: &str, message: &str) -> LeverFault {
    LeverFault { lever: lever.to_owned(), key: None, element: None, message: message.to_owned() }
}

impl Levers {
    /// What only the table of provinces and the calendar show to be wrong: a province that is not there, a stop that
    /// does not come after the start.
    pub fn check(&self, country: &[LeverProvince]) -> Vec<LeverFault> {
        let mut faults = Vec::new();
        for Planned { about, plan, .. } in &self.planned {
            let mut add = |key, element, message| {
                faults.push(LeverFault { lever: about.name.to_owned(), key: Some(key), element, message });
            };
            if let Some(stop) = plan.stop.filter(|stop| *stop <= plan.start) {
                add("stop", None, format!("it stops in {stop}, not after its start in {}", plan.start));
            }
            for (element, place) in plan.provinces.iter().enumerate() {
                if let Where::Named { text, .. } = place
                    && !country.iter().any(|province| place.holds(province))
                {
                    add("provinces", Some(element), format!("there is no province `{text}`"));
                }
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{baseline_table, levers_with, overlay, province};

    fn faults(lever: &str, set: &str) -> Vec<String> {
        let table = overlay(baseline_table(), &[("levers", lever, set)]);
        let faults = Levers::try_from(table).unwrap_err();
        faults.0.iter().map(LeverFault::to_string).collect()
    }

    #[test]
    fn the_common_part_is_read_by_the_plan_whole() {
        let table = match baseline_table().remove("cash_transfer") {
            Some(toml::Value::Table(table)) => table,
            other => panic!("{other:?}"),
        };
        for key in LeverPlan::KEYS {
            let mut common: toml::Table = table
                .clone()
                .into_iter()
                .filter(|(key, _)| LeverPlan::KEYS.contains(&key.as_str()))
                .collect();
            assert!(read::<LeverPlan>(toml::Value::Table(common.clone())).is_ok());
            common.remove(key);
            assert!(read::<LeverPlan>(toml::Value::Table(common)).unwrap_err().contains(key), "{key}");
        }
    }

    #[test]
    fn faults_of_both_parts_are_found_together() {
        let found = faults("cash_transfer", "coverage = 1.2\nbenefit = -1");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("1.2 is not a share"), "{found:?}");
        assert!(found[1].contains("-1 is not a number of thousand dong"), "{found:?}");
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
    fn places_and_months_are_checked_against_the_country() {
        let set = "provinces = ['all', 'Gia Lay', '99']\nstart = '2018-01'\nstop = '2018-01'";
        let levers = levers_with(&[("levers", "cash_transfer", set)]);
        let country = [province("64", "Gia Lai"), province("62", "Kon Tum"), province("11", "Dien Bien")];
        let found = levers.check(&country);
        let of_cash: Vec<_> = found.iter().filter(|fault| fault.lever == "cash_transfer").collect();
        let keys: Vec<_> = of_cash.iter().map(|fault| (fault.key, fault.element)).collect();
        assert_eq!(keys, [(Some("stop"), None), (Some("provinces"), Some(1)), (Some("provinces"), Some(2))]);
        assert!(of_cash[1].message.contains("Gia Lay"));
    }
}
