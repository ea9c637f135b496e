//! Populations for the tests of their margins.

use lachan::config::{CountryTables, Tables, baseline_with, data};
use lachan::population::ProvinceRecord;
use lachan::population::synthesis::{Recipe, Synthesis, apply_gap_rules, synthesise};
use lachan::quantities::Month;
use lachan::random::Draws;
use lachan::simulation::Parameters;

/// Households of the largest province that the tests make whole.
const SMALL: f64 = 170_000.0;

/// Makes populations from the province table and the baseline.
pub struct Maker {
    /// Parameters of the baseline.
    pub parameters: Parameters,
    /// The province table, gaps filled.
    pub records: Vec<ProvinceRecord>,
    adjacency: Vec<(u8, u8)>,
}

impl Maker {
    /// Of whole communes.
    pub fn new() -> Self {
        Self::with("synthesis.commune_sample=1")
    }

    /// With a setting of the baseline changed.
    pub fn with(setting: &str) -> Self {
        let config = baseline_with(&[setting]).unwrap_or_else(|faults| panic!("{faults}"));
        let parameters = Parameters::read(&config).unwrap_or_else(|faults| panic!("{faults}"));
        let table = data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}"));
        let CountryTables { provinces: mut records, adjacency, .. } = table;
        apply_gap_rules(&mut records, &parameters.synthesis);
        Self { parameters, records, adjacency }
    }

    /// The whole country at a scale.
    pub fn country(&self, scale: f64, seed: u64) -> Synthesis {
        self.made(&self.records, &self.adjacency, scale, seed)
    }

    /// A country of the small provinces alone, with every family in it.
    pub fn whole_small_provinces(&self) -> Synthesis {
        let small: Vec<ProvinceRecord> =
            self.records.iter().filter(|record| record.households.unwrap() < SMALL).cloned().collect();
        assert!(small.len() >= 5, "{}", small.len());
        self.made(&small, &[], 1.0, 1)
    }

    fn made(&self, records: &[ProvinceRecord], adjacency: &[(u8, u8)], scale: f64, seed: u64) -> Synthesis {
        let transitory_sd = self.parameters.economy.transitory_sd.get();
        let recipe = Recipe { records, adjacency, scale, start: Month(0), transitory_sd };
        synthesise(&recipe, &self.parameters.synthesis, &Draws::new(seed, 0))
    }
}
