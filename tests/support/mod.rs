//! Small worlds of the built-in baseline, for the tests of the whole month.

use lachan::config::{CountryTables, Tables, baseline_with, data};
use lachan::pathways::Pathways;
use lachan::population::synthesis::apply_gap_rules;
use lachan::quantities::Month;
use lachan::simulation::{Model, Parameters, Setup, World, make, month};

/// Provinces of the country.
pub const PROVINCES: usize = 63;

/// A model and its first state at a scale, with settings changed. Communes are whole unless a
/// setting says otherwise.
pub fn world(scale: f64, sets: &[&str]) -> (Model, World) {
    let whole = ["synthesis.commune_sample=1"];
    let whole =
        if sets.iter().any(|set| set.starts_with("synthesis.commune_sample")) { &[][..] } else { &whole };
    let config = baseline_with(&[whole, sets].concat()).unwrap_or_else(|faults| panic!("{faults}"));
    let parameters = Parameters::read(&config).unwrap_or_else(|faults| panic!("{faults}"));
    let table = data::read(&Tables::built_in()).unwrap_or_else(|faults| panic!("{faults}"));
    let CountryTables { provinces: mut records, adjacency, .. } = table;
    apply_gap_rules(&mut records, &parameters.synthesis);
    let setup =
        Setup { records: &records, adjacency: &adjacency, scale, start: Month(0), seed: 3, replicate: 0 };
    make(&setup, parameters)
}

/// Moves a world by so many months.
pub fn run(model: &Model, world: &mut World, months: usize, pathways: impl Fn(Month) -> Pathways) {
    for _ in 0..months {
        let now = pathways(world.month);
        month(model, world, &now);
    }
}

/// Pathways on which no lever acts.
pub fn idle(month: Month) -> Pathways {
    Pathways::idle(PROVINCES, month)
}
