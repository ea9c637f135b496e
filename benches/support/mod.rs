//! Worlds of a stated size for the benches.

use lachan::simulation::{CountryData, Plan};

/// Real people under 25 in the country, about; only to choose a scale.
const COUNTRY: f64 = 37.6e6;

/// A size of world, with people under 25 in its name.
pub struct Size {
    /// As it stands in the names of benches.
    pub name: &'static str,
    people: f64,
    /// Homes of a commune: small worlds need small communes, as each of 63 provinces keeps one.
    commune_households: u32,
}

/// Sizes for the month: a small world, one that fills the cache of a core, and one of a default
/// run.
pub const SIZES: [Size; 3] = [
    Size { name: "10k", people: 1e4, commune_households: 100 },
    Size { name: "100k", people: 1e5, commune_households: 1_000 },
    Size { name: "1m", people: 1e6, commune_households: 2_500 },
];

impl Size {
    /// The baseline at this size, seed 1, with two years of warm-up.
    pub fn plan(&self) -> (Plan, CountryData) {
        let sets = [
            format!("population.scale={}", self.people / COUNTRY),
            format!("synthesis.commune_households={}", self.commune_households),
            "simulation.warm_up_months=24".to_owned(),
            "simulation.years=1".to_owned(),
        ];
        Plan::of_baseline(&sets).unwrap_or_else(|fault| panic!("{fault}"))
    }
}
