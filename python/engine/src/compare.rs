//! Scenarios against a reference, paired child by child.

use crate::asked::Asked;
use crate::lives::{Lives, Said, store};
use crate::made::{Made, MadeComparison};
use crate::run::read_ensemble;
use crate::trouble::Trouble;
use crate::watched::{Watch, watched};
use lachan::config::{Effective, Faults, Tables, data};
use lachan::experiments::compare::replicates::{self, StoppingRule};
use lachan::experiments::compare::{
    Arm, ComparisonRequest, Precision, STRATA, UncertaintySource, assumed_shares, idle_levers, joined, notes,
    refuse_beside_ensemble, refuse_same_names, unpaired,
};
use lachan::observation::RunResults;
use lachan::results::Findings;
use lachan::simulation::CountryData;
use pyo3::prelude::*;
use std::path::PathBuf;

/// What is asked for beside the scenarios.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Wishes {
    replicates: Option<u32>,
    precision: Option<String>,
    at_most: u32,
    uncertainty: String,
    ensemble: Option<PathBuf>,
    store: Option<PathBuf>,
}

/// Compares scenarios, the reference first; `sets` are settings over all of them.
#[pyfunction]
pub fn compare(
    py: Python<'_>,
    scenarios: Vec<PyRef<'_, Asked>>,
    sets: Vec<String>,
    wishes: Wishes,
    threads: Option<u16>,
    progress: Option<Py<PyAny>>,
) -> PyResult<Made> {
    let scenarios: Vec<Asked> = scenarios.iter().map(|one| (**one).clone()).collect();
    let live = |watch: &Watch| compared(&scenarios, sets, wishes, watch);
    Ok(Made::of_comparison(watched(py, threads, progress, live)?))
}

fn compared(
    scenarios: &[Asked],
    mut sets: Vec<String>,
    wishes: Wishes,
    watch: &Watch,
) -> Result<MadeComparison, Trouble> {
    let said = Said::default();
    sets.extend(wishes.replicates.map(|count| format!("simulation.replicates={count}")));
    let asked: Vec<Asked> = scenarios.iter().map(|one| one.with(&sets)).collect::<Result<_, _>>()?;
    let configs: Vec<Effective> = asked.iter().map(|one| one.config().clone()).collect();
    let names: Vec<String> = configs.iter().map(|config| config.name.clone()).collect();
    refuse_same_names(&names, &configs)?;
    let faults: Faults = configs[1..].iter().flat_map(|config| unpaired(&configs[0], config)).collect();
    faults.or(())?;
    let ground = CountryData::of(&configs[0])?;
    let arms: Vec<Arm> =
        configs.into_iter().map(|config| Arm::read(config, &ground)).collect::<Result<_, _>>()?;
    let request = request(&wishes, &asked[0], &arms, &said)?;
    for arm in &arms[1..] {
        for warning in idle_levers(&arms[0].config, &arm.config, &ground) {
            said.say(&warning.line());
        }
    }
    let store = store(wishes.store, &said)?;
    let all = request.with_bare(&arms);
    let variation = request.variation();
    let ensemble = variation.ensemble.map(|(points, _)| points);
    let at_most = request.patience.most();
    let lives =
        Lives { design: request.design, ensemble, strata: &STRATA, at_most, store: store.as_ref(), watch };
    let some = |replicates| lives.some(&all, &ground, replicates).map(Some);
    let lived = replicates::run(request.patience, arms.len(), variation, some)?;
    // Nobody else has a run to live.
    let (mut comparison, note) =
        lived.ok_or_else(|| Trouble::usage("there is nothing", "name a scenario"))?;
    note.iter().for_each(|sentence| said.say(sentence));
    let assumed_shares = assumed_shares(&comparison, arms.len());
    comparison.runs.truncate(arms.len());
    let places = data::read(&Tables::current())?.places;
    let findings = Findings::new(&comparison, &arms, &ground, assumed_shares, places.units());
    let notes = notes(&comparison, &arms, &ground);
    let replicates = comparison.replicates() as u32;
    let country = comparison.country;
    let runs: Vec<RunResults> = comparison.runs.into_iter().flatten().collect();
    let said = said.all();
    Ok(MadeComparison { arms, ground, request, country, runs, replicates, findings, notes, said })
}

/// What is asked for, checked.
fn request(
    wishes: &Wishes,
    reference: &Asked,
    arms: &[Arm],
    said: &Said,
) -> Result<ComparisonRequest, Trouble> {
    let uncertainty = match wishes.uncertainty.as_str() {
        "none" => UncertaintySource::Chance,
        "levers" => UncertaintySource::Levers,
        "all" => UncertaintySource::All,
        other => {
            let message = format!("uncertainty cannot be `{other}`");
            return Err(Trouble::usage(&message, "write \"none\", \"levers\" or \"all\""));
        }
    };
    let precision = wishes.precision.as_ref().map(|text| text.parse::<Precision>());
    let precision =
        precision.transpose().map_err(|help| Trouble::usage("the precision cannot be read", &help))?;
    let mut ensemble = None;
    if let Some(path) = &wishes.ensemble {
        let points = read_ensemble(path.clone(), reference)?;
        refuse_beside_ensemble(&[("--precision", precision.is_some())])?;
        for arm in arms {
            points.refuse_contradiction(&arm.config)?;
        }
        let used = points.replicates(wishes.replicates, arms[0].plan.horizon.replicates)?;
        ensemble = Some((points, used));
    }
    let design = joined(uncertainty, ensemble.is_some())?;
    let (replicates, note) = replicates::first(&arms[0], design)?;
    note.iter().for_each(|sentence| said.say(sentence));
    let patience = StoppingRule { replicates, precision, at_most: wishes.at_most };
    Ok(ComparisonRequest { design, patience, ensemble, budget: None, why: false, value_of_a_child: None })
}
