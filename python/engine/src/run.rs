//! A scenario, once or in several replicates.

use crate::asked::Asked;
use crate::lives::{Lives, Said, store};
use crate::made::{Made, MadeRun};
use crate::trouble::Trouble;
use crate::watched::{Watch, watched};
use lachan::experiments::compare::{Arm, UncertaintySource, idle_levers};
use lachan::experiments::ensemble::Ensemble;
use lachan::observation::Stratum;
use lachan::simulation::{CountryData, Horizon, configuration};
use pyo3::prelude::*;
use std::path::PathBuf;

/// Runs a scenario. `sets` are settings over it, `replicates` those that were asked for beside them;
/// `ensemble` is the file of an ensemble, empty for the shipped one; `store` as in `lives::store`.
#[pyfunction]
#[pyo3(signature = (asked, sets, replicates, ensemble, store, threads, progress))]
#[expect(clippy::too_many_arguments, reason = "the package in Python names them")]
pub fn run(
    py: Python<'_>,
    asked: &Asked,
    sets: Vec<String>,
    replicates: Option<u32>,
    ensemble: Option<PathBuf>,
    store: Option<PathBuf>,
    threads: Option<u16>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Made> {
    let live = |watch: &Watch| lived(asked, &sets, replicates, ensemble, store, watch);
    Ok(Made::of_run(watched(py, threads, progress, live)?))
}

fn lived(
    asked: &Asked,
    sets: &[String],
    replicates: Option<u32>,
    ensemble: Option<PathBuf>,
    named: Option<PathBuf>,
    watch: &Watch,
) -> Result<MadeRun, Trouble> {
    let said = Said::default();
    let of_replicates = replicates.map(|count| format!("simulation.replicates={count}"));
    let mut asked = asked.with(&[sets, of_replicates.as_slice()].concat())?;
    let ensemble = ensemble.map(|path| read_ensemble(path, &asked)).transpose()?;
    if let Some(points) = &ensemble {
        points.refuse_contradiction(asked.config())?;
        let configured = asked.config().section::<Horizon>("simulation")?.replicates;
        let used = points.replicates(replicates, configured)?;
        asked = asked.with(&[format!("simulation.replicates={used}")])?;
    }
    let config = asked.config().clone();
    let ground = CountryData::of(&config)?;
    for warning in idle_levers(&configuration::<&str>(None, None, &[])?, &config, &ground) {
        said.say(&warning.line());
    }
    let arm = Arm::read(config, &ground)?;
    let design = if ensemble.is_some() { UncertaintySource::Ensemble } else { UncertaintySource::Chance };
    let store = store(named, &said)?;
    let lives = Lives {
        design,
        ensemble: ensemble.as_ref(),
        strata: &Stratum::ALL,
        at_most: 0,
        store: store.as_ref(),
        watch,
    };
    let lived = lives.some(std::slice::from_ref(&arm), &ground, 0..arm.plan.horizon.replicates)?;
    let runs = lived.runs.into_iter().flatten().collect();
    Ok(MadeRun { arm, ground, ensemble, country: lived.country, runs, said: said.all() })
}

/// An ensemble from its file; from the shipped one where the path is empty.
///
/// # Errors
/// Every fault of the file.
pub fn read_ensemble(path: PathBuf, base: &Asked) -> Result<Ensemble, Trouble> {
    let file = Some(path.as_path()).filter(|path| !path.as_os_str().is_empty());
    Ok(Ensemble::read(file, base.config())?)
}
