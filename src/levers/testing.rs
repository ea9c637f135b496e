//! What the tests of this room share: the shipped tables, small changes to them, and a made-up
//! province.

use super::*;
use crate::places::{Gazetteer, NameKind, OtherName, ProvinceName, Unit};
use crate::population::Region;
use std::collections::BTreeMap;

/// The shipped tables of all levers.
pub const TABLES: &str = include_str!("../../configs/viet_nam/levers.toml");

/// A province without anything special.
pub fn province(code: &str) -> LeverProvince {
    LeverProvince {
        row: 0,
        code: code.to_owned(),
        region: Region::CentralHighlands,
        border: false,
        poverty_rate: 0.1,
        poorest_two_fifths_share: 0.5,
        children: 100_000.0,
    }
}

/// A plan at work everywhere from January 2017 on.
pub fn plan(coverage: f64) -> LeverPlan {
    let text = format!(
        "start = '2017-01'\nstop = 'none'\nramp_months = 0\ntarget = 'all'\n\
         coverage = {coverage}\ntargeted = false\ndecay_months = 0\nunit_cost = 0\nfixed_cost = 0"
    );
    let plan: LeverPlan = toml::from_str(&text).unwrap();
    LeverPlan { provinces: vec![places::Where::All], ..plan }
}

/// The places of the shipped tables; of further names, those of regions alone.
pub fn gazetteer() -> Gazetteer {
    let rows = |text: &'static str| text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let (mut provinces, mut units) = (Vec::new(), BTreeMap::new());
    for (row, cells) in rows(include_str!("../../configs/viet_nam/crosswalk_2025.csv")).enumerate() {
        let [code, name, name_vi, unit, unit_name] = cells[..] else { panic!("{cells:?}") };
        let [code, name, name_vi] = [code, name, name_vi].map(str::to_owned);
        provinces.push(ProvinceName { code, name, name_vi });
        let new = || Unit { code: unit.to_owned(), name: unit_name.to_owned(), provinces: Vec::new() };
        units.entry(unit).or_insert_with(new).provinces.push(row);
    }
    let regions =
        rows(include_str!("../../configs/viet_nam/place_names.csv")).filter(|cells| cells[1] == "region");
    let region = |cells: Vec<&str>| OtherName {
        text: cells[0].to_owned(),
        kind: NameKind::Region,
        means: cells[2].to_owned(),
    };
    Gazetteer::new(provinces, units.into_values().collect(), regions.map(region).collect())
}

/// A table with every parameter replaced by its bare value, without the words of levers.
pub fn bare(table: toml::Table) -> toml::Table {
    let value = |value| match value {
        toml::Value::Table(mut inner) => match inner.remove("value") {
            Some(number) => number,
            None => toml::Value::Table(bare(inner)),
        },
        other => other,
    };
    let set = table.into_iter().filter(|(key, _)| key != "vietnamese");
    set.map(|(key, inner)| (key, value(inner))).collect()
}

/// The shipped `levers` table with bare values.
pub fn baseline_table() -> toml::Table {
    match bare(TABLES.parse().unwrap()).remove("levers") {
        Some(toml::Value::Table(levers)) => levers,
        other => panic!("{other:?}"),
    }
}

/// The table with keys changed: `("levers", lever, lines)`, or a scenario file as
/// `("file", "", text)`.
pub fn overlay(mut table: toml::Table, changes: &[(&str, &str, &str)]) -> toml::Table {
    for (kind, lever, text) in changes {
        let given: toml::Table = text.parse().unwrap();
        match *kind {
            "file" => {
                let levers = given.get("levers").and_then(toml::Value::as_table).cloned().unwrap_or_default();
                for (name, own) in levers {
                    match own {
                        toml::Value::Table(own) => lay(&mut table, &name, own),
                        other => {
                            table.insert(name, other);
                        }
                    }
                }
            }
            _ => lay(&mut table, lever, given),
        }
    }
    table
}

fn lay(table: &mut toml::Table, lever: &str, given: toml::Table) {
    let own = table.entry(lever).or_insert_with(|| toml::Value::Table(toml::Table::new()));
    own.as_table_mut().unwrap().extend(given);
}

/// The shipped levers with keys changed.
pub fn levers_with(changes: &[(&str, &str, &str)]) -> Levers {
    Levers::read(overlay(baseline_table(), changes), &gazetteer(), Month(0)).unwrap()
}

/// The shipped strengths of one lever with keys changed, at work with this dose and effort in a
/// province.
pub fn acting(
    name: &str,
    changes: &str,
    dose: f64,
    at_work: bool,
    province: &LeverProvince,
) -> ProvincePathways {
    let levers = levers_with(&[("levers", name, changes)]);
    let slot = slot_of(name).unwrap();
    let mut pathways = ProvincePathways::default();
    let here = LeverContext { slot, province, month: Month(0), dose, effort: dose, at_work };
    levers.planned[slot].lever.act(&here, &mut pathways);
    pathways
}

/// The bit of a lever in a home's reach.
pub fn bit(name: &str) -> u16 {
    1 << slot_of(name).unwrap()
}

/// Whether two numbers agree to the precision of `f32`.
pub fn near(a: impl Into<f64>, b: f64) -> bool {
    (a.into() - b).abs() <= 1e-6 * b.abs().max(1.0)
}
