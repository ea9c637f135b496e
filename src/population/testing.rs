//! Provinces, communes and homes for tests, made by hand.

use super::{
    Commune, Country, Debt, LandBorders, LogConsumption, Province, ProvinceRecord, Region, StandardScore,
};
use crate::quantities::Month;

/// The month that has just been run.
pub const NOW: Month = Month(11);

/// A province of one commune.
pub fn province(code: &str, region: Region, weight: f64, commune: usize) -> Province {
    Province {
        record: ProvinceRecord {
            code: code.to_owned(),
            name: "Ca Mau".to_owned(),
            name_vi: "Cà Mau".to_owned(),
            region,
            population: 1_000.0,
            households: None,
            children_under_15: 250.0,
            share_under_18: 0.3,
            urban_share: 0.5,
            poverty_rate: None,
            income_kvnd: 3_000.0,
            income_poorest_fifth_kvnd: 1_000.0,
            income_richest_fifth_kvnd: 8_000.0,
            farm_income_share: 0.3,
            minority_pupil_share: None,
            out_migration: 0.01,
            no_flush_toilet: 0.2,
            papi: 33.0,
            border: LandBorders::default(),
            destinations: Vec::new(),
        },
        households: 300.0,
        families: 100.0,
        poverty_line: 0.0,
        poorest_two_fifths_share: 0.4,
        out_migration_index: 1.0,
        neighbours: Vec::new(),
        real_communes: 1,
        communes: commune..commune + 1,
        weight,
        sampled: 1.0,
    }
}

/// A country of these provinces.
pub fn country(provinces: Vec<Province>) -> Country {
    Country { provinces, log_reference: 8.0, fifth_cuts: [-0.5, -0.2, 0.2, 0.5] }
}

/// A commune without homes.
pub fn commune(province: u8, number: u16) -> Commune {
    Commune::empty(province, number, 0.5)
}

/// Adds a home with members of these ages in months and flags.
pub fn add_home(to: &mut Commune, fifth: usize, flags: u16, log: f32, debt: f32, members: &[(i32, u16)]) {
    let home = to.homes.len();
    for &(age, flags) in members {
        to.people.push((NOW.0 - age) as i16, home as u16);
        *to.people.flags.last_mut().unwrap() = flags;
        to.children += u32::from((0..216).contains(&age));
    }
    to.homes.first.push(to.people.len() as u16);
    to.homes.flags.push(flags);
    to.homes.set_fifth(home, fifth);
    to.homes.permanent.push(LogConsumption::new(log));
    to.homes.transitory.push(LogConsumption::default());
    to.homes.debt.push(Debt::new(debt));
    to.homes.temper.push(StandardScore::default());
    to.homes.supervision.push(StandardScore::default());
    to.homes.parenting_gain.push(StandardScore::default());
    to.homes.reach.push(0);
    to.homes.generation.push(0);
}
