//! The table [study] of a study file.

use super::paths::Paths;
use super::{Calibration, Design, Draws, Kind, Spec, uses};
use crate::config::table::read_source;
use crate::config::{Code, Fault, Place, Source, TableReader, check_name, did_you_mean, nearest};
use crate::observation::{FitRow, Measure, fit_table};
use std::sync::Arc;

/// What is kept of a run where the study does not say.
const INDICATORS: [Measure; 12] = [
    Measure::PrevalenceLifetime,
    Measure::PrevalenceChildren,
    Measure::Incidence,
    Measure::Cases,
    Measure::Held,
    Measure::IdentifiedExpected,
    Measure::SurvivorsSupported,
    Measure::ChildLabour,
    Measure::AttendanceUpper,
    Measure::MarriedBefore18,
    Measure::Away,
    Measure::Poverty,
];

/// What else is known of the table [study].
pub(super) struct Given {
    /// The list of points, where it names one.
    pub(super) list: Option<Arc<Source>>,
    /// Where the design stands.
    pub(super) design: Place,
    /// Where each setting stands.
    pub(super) set: Vec<Place>,
    /// Where each scenario stands; none where the study names none.
    pub(super) scenarios: Vec<Place>,
}

/// The table [study].
pub(super) fn spec(keys: &mut TableReader<'_>, paths: &mut Paths<'_>) -> (Spec, Given) {
    let name = keys.text("name");
    match &name {
        None if !keys.has("name") => keys.missing("name", "name = \"first_sweep\""),
        None => {}
        Some(name) => {
            if let Err(fault) = check_name(name) {
                let place = keys.place("name");
                keys.push(fault.at(place, "not a name"));
            }
        }
    }
    let kind = keys.word("kind", &Kind::WORDS);
    if kind.is_none() && !keys.has("kind") {
        keys.missing("kind", "kind = \"sweep\"");
    }
    let kind = kind.unwrap_or(Kind::Sweep);
    let list = list_text(keys, paths);
    let design = design(keys, kind, list.is_some());
    uses::check_study(keys, design);
    let (scenarios, scenario_places) = scenarios(keys, paths);
    let replicates = keys.whole("replicates", 1, 100_000).unwrap_or(1) as u32;
    let usual = if kind == Kind::Calibration { Draws::Own } else { Draws::Shared };
    let draws = keys.word("draws", &[("shared", Draws::Shared), ("own", Draws::Own)]).unwrap_or(usual);
    let seed = keys.whole("seed", 0, i64::MAX).map(|seed| seed as u64);
    let scale = keys.number("scale");
    let years = keys.whole("years", 1, 200).map(|years| years as u32);
    let config = keys.text("config").map(|path| paths.locate(&path, keys.place("config")));
    let (set, set_places) = keys.words("set").unwrap_or_default().into_iter().unzip();
    let indicators = indicators(keys);
    let calibration = calibration(keys, kind);
    let name = name.unwrap_or_default();
    let factors = Vec::new();
    let spec = Spec {
        name,
        kind,
        design,
        scenarios,
        replicates,
        draws,
        seed,
        scale,
        years,
        config,
        set,
        indicators,
        factors,
        calibration,
    };
    let given = Given { list, design: keys.place("design"), set: set_places, scenarios: scenario_places };
    (spec, given)
}

fn list_text(keys: &mut TableReader<'_>, paths: &mut Paths<'_>) -> Option<Arc<Source>> {
    let path = keys.text("list")?;
    let place = keys.place("list");
    match read_source(&paths.locate(&path, place.clone())) {
        Ok(source) => Some(source),
        Err(fault) => {
            keys.push(fault.at(place, "this path"));
            None
        }
    }
}

fn design(keys: &mut TableReader<'_>, kind: Kind, listed: bool) -> Design {
    let most = crate::experiments::design::MOST_POINTS as i64;
    let points = keys.whole("points", 1, most);
    let trajectories = keys.whole("trajectories", 2, most).unwrap_or(20) as usize;
    let default = match kind {
        Kind::Sweep => Design::Grid,
        Kind::Sensitivity => Design::Morris(trajectories),
        Kind::Calibration => Design::Sobol(points.unwrap_or(128) as usize),
    };
    let words = [
        ("grid", Design::Grid),
        ("list", Design::List),
        ("latin_hypercube", Design::LatinHypercube(points.unwrap_or(64) as usize)),
        ("sobol", Design::Sobol(points.unwrap_or(64) as usize)),
        ("one_at_a_time", Design::OneAtATime),
        ("morris", Design::Morris(trajectories)),
        ("saltelli", Design::Saltelli(points.unwrap_or(64) as usize)),
    ];
    let design = keys.word("design", &words).unwrap_or(default);
    // A list that cannot be read has been said already.
    if (design == Design::List) != listed && (listed || !keys.has("list")) {
        let fault = Fault::new(Code::DesignRefused, "`design = \"list\"` and `list` belong together");
        let place = keys.place(if listed { "list" } else { "design" });
        keys.push(
            fault
                .at(place, "only one of them is given")
                .help("write both `design = \"list\"` and `list = \"points.csv\"`, or neither"),
        );
    }
    let sampled = matches!(design, Design::LatinHypercube(_) | Design::Sobol(_));
    if kind == Kind::Calibration && !sampled {
        let place = keys.place("design");
        keys.push(
            Fault::new(Code::DesignRefused, "a calibration begins with a sample of the whole space")
                .at(place, "no such sample")
                .expected("sobol or latin_hypercube")
                .help("write `design = \"sobol\"`"),
        );
    }
    design
}

fn scenarios(keys: &mut TableReader<'_>, paths: &mut Paths<'_>) -> (Vec<String>, Vec<Place>) {
    let Some(given) = keys.words("scenarios") else { return (vec!["baseline".to_owned()], Vec::new()) };
    for (at, (name, place)) in given.iter().enumerate() {
        if let Some((_, first)) = given[..at].iter().find(|(known, _)| known == name) {
            keys.push(
                Fault::new(Code::NameTwice, format!("the scenario `{name}` is given twice"))
                    .at(place.clone(), "given again here")
                    .also(first.clone(), "first given here")
                    .help("delete one of the two"),
            );
        }
    }
    if given.is_empty() {
        keys.missing("scenarios", "scenarios = [\"baseline\"]");
    }
    let located = |(name, place): (String, Place)| match name.ends_with(".toml") || name.contains('/') {
        true => (paths.locate(&name, place.clone()).display().to_string(), place),
        false => (name, place),
    };
    given.into_iter().map(located).unzip()
}

fn indicators(keys: &mut TableReader<'_>) -> Vec<Measure> {
    let Some(given) = keys.words("indicators") else { return INDICATORS.to_vec() };
    let mut measures: Vec<Measure> = Vec::new();
    for (name, place) in given {
        match Measure::from_name(&name) {
            Some(measure) if !measures.contains(&measure) => measures.push(measure),
            Some(_) => {}
            None => {
                let near = nearest(&name, Measure::ALL.iter().map(|measure| measure.name()));
                let all = || Measure::ALL.iter().map(|measure| measure.name());
                let help = near.map_or_else(
                    || "choose one of those, as `indicators.csv` of any run names them".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                keys.push(
                    Fault::new(Code::UnknownWord, format!("there is no indicator `{name}`"))
                        .at(place, "not known")
                        .expected(format!("one of {}", all().collect::<Vec<_>>().join(", ")))
                        .help(help),
                );
            }
        }
    }
    measures
}

fn calibration(keys: &mut TableReader<'_>, kind: Kind) -> Option<Calibration> {
    let waves = keys.whole("waves", 1, 20);
    let ensemble = keys.whole("ensemble", 2, 10_000);
    let held = keys.words("hold_out");
    if kind != Kind::Calibration {
        for (key, given) in
            [("waves", waves.is_some()), ("ensemble", ensemble.is_some()), ("hold_out", held.is_some())]
        {
            if given {
                let place = keys.place(key);
                keys.push(
                    Fault::new(Code::UnknownKey, format!("`{key}` belongs to a calibration"))
                        .at(place, "not used by this kind of study")
                        .help("delete the line, or write `kind = \"calibration\"`"),
                );
            }
        }
        return None;
    }
    let rows = fit_table([]);
    let mut hold_out = Vec::new();
    for (id, place) in held.unwrap_or_default() {
        // A pattern such as T12 stands for all of its rows.
        let of_pattern = |row: &str| {
            row.strip_prefix(id.as_str()).is_some_and(|rest| {
                rest.is_empty() || rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_lowercase())
            })
        };
        let found: Vec<String> =
            rows.iter().map(|row| row.id.to_owned()).filter(|row| of_pattern(row)).collect();
        if found.is_empty() {
            keys.push(
                Fault::new(Code::UnknownWord, format!("there is no pattern `{id}`"))
                    .at(place, "not known")
                    .expected(format!(
                        "one of {}",
                        rows.iter().map(|row| row.id).collect::<Vec<_>>().join(", ")
                    ))
                    .help(did_you_mean(
                        &id,
                        rows.iter().map(|row| row.id),
                        "the fit table of `lachan run` has their ids",
                    )),
            );
        }
        hold_out.extend(found);
    }
    let fitted = |row: &&FitRow| row.target.is_some() && !hold_out.iter().any(|held| held == row.id);
    if !rows.iter().any(|row| fitted(&row)) {
        let place = keys.place("hold_out");
        keys.push(
            Fault::new(Code::DesignRefused, "every pattern is held out")
                .at(place, "leaves none to calibrate against")
                .help("hold out fewer patterns"),
        );
    }
    let waves = waves.unwrap_or(3) as usize;
    Some(Calibration { waves, ensemble: ensemble.unwrap_or(100) as usize, hold_out })
}
