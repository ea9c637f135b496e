//! What can be named: levers, scenarios, parameters, provinces, indicators.

use crate::trouble::Trouble;
use lachan::config::{Tables, data};
use lachan::levers::REGISTRY;
use lachan::levers::scenarios::LIBRARY;
use lachan::observation::Measure;
use lachan::simulation::configuration;
use pyo3::prelude::*;

/// Levers: name, and what it does.
#[pyfunction]
pub fn levers() -> Vec<(&'static str, &'static str)> {
    REGISTRY.iter().map(|entry| (entry.about.name, entry.about.description)).collect()
}

/// Built-in scenarios: name, and what it is.
///
/// # Errors
/// Faults of what is built in: none.
#[pyfunction]
pub fn scenarios() -> PyResult<Vec<(&'static str, String)>> {
    let names = std::iter::once("baseline").chain(LIBRARY.iter().map(|(name, _)| *name));
    let about = |name| {
        let config = configuration::<&str>(Some(name), None, &[]).map_err(Trouble::from)?;
        Ok((name, config.description))
    };
    names.map(about).collect()
}

/// A parameter: name, then value, low, high, unit, source, evidence.
type ParameterRow = (String, (f64, f64, f64, String, String, String));

/// Parameters of the baseline with their plausible ranges.
///
/// # Errors
/// Faults of what is built in: none.
#[pyfunction]
pub fn parameters() -> PyResult<Vec<ParameterRow>> {
    let config = configuration::<&str>(None, None, &[]).map_err(Trouble::from)?;
    let row = |own: &lachan::config::Parameter| {
        let words = (own.unit.text().to_owned(), own.source.clone(), own.evidence.word().to_owned());
        (own.name.clone(), (own.value, own.low, own.high, words.0, words.1, words.2))
    };
    Ok(config.book.parameters().map(row).collect())
}

/// The 63 provinces: code and name.
///
/// # Errors
/// Faults of what is built in: none.
#[pyfunction]
pub fn provinces() -> PyResult<Vec<(String, String)>> {
    let country = data::read(&Tables::current()).map_err(Trouble::from)?;
    let places = country.places.provinces();
    Ok(country
        .provinces
        .iter()
        .zip(places)
        .map(|(own, place)| (own.code.to_string(), place.name_vi.to_string()))
        .collect())
}

/// Indicators of the tables: name, unit and meaning.
#[pyfunction]
pub fn indicators() -> Vec<(&'static str, &'static str, &'static str)> {
    Measure::ALL.iter().map(|own| (own.name(), own.info().unit, own.meaning())).collect()
}
