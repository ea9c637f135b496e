//! What there is to choose from: scenarios, levers with what they assume, provinces.

use super::saved_scenarios::SavedScenarios;
use super::scenario_builder::{REPLICATES, ScenarioBuilder};
use super::words;
use crate::config::{Effective, Evidence, Faults, Tables, data};
use crate::language::Language;
use crate::levers::scenarios::LIBRARY;
use crate::levers::{About, REGISTRY};
use crate::places::{Division, Gazetteer};
use crate::population::Region;
use crate::report::{Words, lever_text};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything that the page needs before anything is chosen.
#[derive(Debug, Serialize)]
pub struct Catalogue {
    words: BTreeMap<&'static str, String>,
    scenarios: Vec<ScenarioEntry>,
    levers: Vec<LeverEntry>,
    regions: Vec<Named>,
    provinces: Vec<PlaceEntry>,
    units: Vec<PlaceEntry>,
    first_year: i32,
    years: u32,
    scale: f64,
    seed: u64,
    replicates: [u32; 2],
    can_save: bool,
}

#[derive(Debug, Serialize)]
struct ScenarioEntry {
    name: String,
    title: String,
    description: String,
    saved: bool,
}

#[derive(Debug, Serialize)]
struct LeverEntry {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    grades: String,
    assumes: String,
}

#[derive(Debug, Serialize)]
struct Named {
    name: &'static str,
    title: String,
}

#[derive(Debug, Serialize)]
struct PlaceEntry {
    /// How a scenario names it.
    written: String,
    title: String,
    /// How else a scenario may name it.
    others: Vec<String>,
}

/// The catalogue in a language.
///
/// # Errors
/// Faults of what is compiled in.
pub fn catalogue(
    bench: &ScenarioBuilder,
    shelf: &SavedScenarios,
    language: Language,
) -> Result<Catalogue, Faults> {
    let say = Words { language };
    let baseline = bench.resolve(&[], None, &[])?;
    let horizon: crate::simulation::Horizon = baseline.section("simulation")?;
    let country = data::read(&Tables::current())?;
    let places = &country.places;
    let provinces = places.provinces().iter().enumerate().map(|(row, own)| PlaceEntry {
        written: places.written(Division::Provinces, row),
        title: own.name_vi.clone(),
        others: others(places, Division::Provinces, &[&own.code, &own.name, &own.name_vi], &[row]),
    });
    // A unit that is one province is among the provinces.
    let units = places.units().iter().enumerate().filter(|(_, own)| own.provinces.len() > 1);
    let units = units.map(|(at, own)| PlaceEntry {
        written: places.written(Division::Units, at),
        title: own.name.clone(),
        others: others(places, Division::Units, &[&own.code, &own.name], &own.provinces),
    });
    Ok(Catalogue {
        words: words::all(language),
        scenarios: scenarios(bench, shelf, say)?,
        levers: REGISTRY.iter().map(|entry| lever(entry.about, &baseline, say)).collect(),
        regions: Region::ALL
            .map(|region| Named { name: region.name(), title: say.region(region.name()).to_owned() })
            .into(),
        provinces: provinces.collect(),
        units: units.collect(),
        first_year: horizon.start_year,
        years: horizon.years,
        scale: bench.scale,
        seed: horizon.seed,
        replicates: [*REPLICATES.start(), *REPLICATES.end()],
        can_save: shelf.can_save(),
    })
}

/// The texts that mean a place, of these names and codes, with its division and without.
fn others(places: &Gazetteer, division: Division, names: &[&String], ground: &[usize]) -> Vec<String> {
    let led = names.iter().map(|name| format!("{}:{name}", division.prefix()));
    let texts = led.chain(names.iter().map(|name| (*name).clone()));
    texts.filter(|text| places.ground(text).is_ok_and(|found| found == ground)).collect()
}

fn scenarios(
    bench: &ScenarioBuilder,
    shelf: &SavedScenarios,
    words: Words,
) -> Result<Vec<ScenarioEntry>, Faults> {
    let built_in = |name: &str| {
        let english = bench.resolve(&[], Some(name), &[])?.description;
        let description = words.scenario_description(name).map_or(english, str::to_owned);
        let title = words.scenario(name).to_owned();
        Ok(ScenarioEntry { name: name.to_owned(), title, description, saved: false })
    };
    let names = std::iter::once("baseline").chain(LIBRARY.iter().map(|(name, _)| *name));
    let mut entries = names.map(built_in).collect::<Result<Vec<_>, Faults>>()?;
    let files = shelf.files();
    entries.extend(files.iter().map(|(file, text)| ScenarioEntry {
        name: file.clone(),
        title: file.trim_end_matches(".toml").to_owned(),
        description: own_description(text),
        saved: true,
    }));
    Ok(entries)
}

/// What a file says of itself. A file that cannot be read is listed all the same: whoever chooses
/// it is told why.
fn own_description(text: &str) -> String {
    let table: Option<toml::Table> = text.parse().ok();
    let found = table.as_ref().and_then(|table| table.get("description")?.as_str());
    found.unwrap_or_default().to_owned()
}

fn lever(about: &'static About, baseline: &Effective, words: Words) -> LeverEntry {
    let section = format!("levers.{}.", about.name);
    let of = |grade: Evidence| {
        let own = baseline.book.parameters().filter(|own| own.name.starts_with(&section));
        let count = own.filter(|own| own.evidence == grade).count();
        (count > 0).then(|| format!("{count} {}", words.evidence(grade)))
    };
    let grades: Vec<String> = Evidence::ALL.into_iter().filter_map(of).collect();
    LeverEntry {
        name: about.name,
        title: words.lever(about.name),
        description: about.words(words.language).description,
        grades: grades.join(", "),
        assumes: lever_text(about, baseline, words.language),
    }
}
