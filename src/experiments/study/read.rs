//! Reading a study file: every fault with its place, and all of them together.

use super::paths::Paths;
use super::points::Points;
use super::resolve::effective;
use super::table::{Given, spec};
use super::{Design, Spec, Study, axes, enough, feasible, idle, list, wholes};
use crate::config::{Code, Effective, Fault, Faults, Place, SET_LEAD, Source, TableReader, Value, document};
use crate::experiments::compare::unpaired;
use crate::simulation::configuration;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads a study file.
///
/// # Errors
/// Every fault of the file and of the configurations it leads to.
pub fn read_file(path: &Path) -> Result<Study, Faults> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let source = Source::read(path)?;
    let mut study = read(&source, folder)?;
    if path.file_name().is_some_and(|name| name == "study.toml") && study.text == source.text() {
        // The copy beside the results of a study: writing it again changes nothing.
        return Ok(study);
    }
    study.inputs.push(path.to_owned());
    Ok(study)
}

/// Reads the text of a study; paths in it start from `folder`.
///
/// # Errors
/// As [`read_file`].
pub fn read(source: &Arc<Source>, folder: &Path) -> Result<Study, Faults> {
    let (body, mut faults) = document(source);
    let Some(body) = body else { return Err(faults) };
    let top = Place::new(source, 0..0);
    let (mut study, mut factors, mut others) = (None, Vec::new(), Vec::new());
    for entry in &body {
        let heading = Place::new(source, entry.key_span.clone());
        match (entry.key.as_str(), &entry.node.value) {
            ("study", Value::Table(table)) => study = Some((table, heading)),
            ("factor", Value::List(list)) => factors.extend(list.iter().map(|node| (node, heading.clone()))),
            _ => others.push((entry.key.clone(), heading)),
        }
    }
    for (key, heading) in others {
        faults.push(
            Fault::new(Code::UnknownKey, format!("`{key}` is neither [study] nor [[factor]]"))
                .at(heading, "not known here")
                .expected("one table [study] and a table [[factor]] for each factor")
                .help(
                    "put the keys of the study under [study], and each factor under a [[factor]] of its own",
                ),
        );
    }
    let Some((table, heading)) = study else {
        faults.push(
            Fault::new(Code::MissingKey, "the table [study] is missing")
                .at(top, "no [study] in this file")
                .help("begin with `[study]`, `name = \"...\"`, `kind = \"sweep\"`"),
        );
        return Err(faults);
    };
    let mut keys = TableReader::new("[study]", table, heading, source);
    let mut paths = Paths::from(folder);
    let (mut spec, given) = spec(&mut keys, &mut paths);
    faults.append(keys.finish());
    let mut bases = Vec::new();
    for (at, scenario) in spec.scenarios.iter().enumerate() {
        if spec.scenarios[..at].contains(scenario) {
            continue; // That it is named twice has been said.
        }
        match effective(&spec, scenario, &[]) {
            Ok(base) => bases.push(base),
            Err(found) => {
                // What the study sets is at fault in every scenario alike, and is said once.
                let said: Vec<String> = faults.iter().map(Fault::line).collect();
                let found = at_their_places(found, &spec, &given, given.scenarios.get(at));
                faults.append(found.into_iter().filter(|fault| !said.contains(&fault.line())).collect());
            }
        }
    }
    let Some(base) = bases.first() else { return Err(faults) };
    faults.append(bases.iter().skip(1).flat_map(|other| unpaired(base, other)).collect());
    if bases.len() == spec.scenarios.len() {
        faults.append(same_names(&bases, &given.scenarios));
    }
    let declared = axes::read(&factors, spec.design, source, &mut faults);
    let mut places: Vec<Place> = declared.iter().map(|factor| factor.place.clone()).collect();
    let (mut axes, mut listed) = (axes::check(&declared, spec.design, base), Vec::new());
    if let Some(list) = &given.list {
        axes = list::read(list, base).map(|found| {
            (listed, places) = (found.points, found.places);
            found.axes
        });
    }
    match axes {
        Ok(axes) if faults.is_empty() || !axes.is_empty() => spec.factors = axes,
        Ok(_) => return Err(faults),
        Err(found) => {
            faults.append(found);
            return Err(faults);
        }
    }
    faults.append(contradictions(&spec, &given.set, &places));
    if spec.design == Design::OneAtATime {
        faults.append(differing_bases(&spec, &bases, &places));
    }
    let parts = wholes::of(&spec.factors, base);
    faults.append(wholes::check(&parts, &spec.factors, spec.design, &places));
    faults.append(enough::check(&spec, &given.design));
    if !faults.is_empty() {
        return Err(faults);
    }
    let points = Points::new(&spec, base, &parts, listed).map_err(|fault| {
        Fault::new(Code::DesignRefused, fault.to_string())
            .at(given.design.clone(), "this design")
            .help("ask for fewer points or levels, or for fewer factors")
    })?;
    faults.append(enough::bounded(&spec, points.points.len(), &given.design));
    if !faults.is_empty() {
        return Err(faults);
    }
    let inputs = paths.files();
    let text = paths.whole(source);
    let mut study = Study { spec, bases, parts, points, text, inputs, warnings: Vec::new() };
    feasible::check(&study, &places).or(())?;
    let baseline = configuration::<&str>(None, None, &[])?;
    study.warnings = idle::find(&study, &baseline, &places);
    Ok(study)
}

/// Faults of what the study passes on are shown where the study gives it, and not as words of a
/// command: the name of a scenario, and its settings.
fn at_their_places(faults: Faults, spec: &Spec, given: &Given, scenario: Option<&Place>) -> Faults {
    let set = |shown: &Place| {
        let text = shown.source.text().strip_prefix(SET_LEAD)?;
        let at = spec.set.iter().position(|set| set == text)?;
        Some((key_of(&spec.set[at]), given.set.get(at)?.clone()))
    };
    let point = |fault: Fault| {
        let Some((shown, label)) = fault.place.clone() else { return fault };
        match (set(&shown), scenario) {
            (Some((key, own)), _) => of_every_study(key, &own).unwrap_or_else(|| fault.at(own, label)),
            (None, Some(own)) if shown.source.name() == "command line" => fault.at(own.clone(), label),
            _ => fault,
        }
    };
    faults.into_iter().map(point).collect()
}

/// The key of a setting.
fn key_of(set: &str) -> &str {
    set.split('=').next().unwrap_or_default().trim()
}

/// The fault of setting what a study sets itself.
fn of_every_study(key: &str, place: &Place) -> Option<Fault> {
    let (_, help) = OF_EVERY_STUDY.iter().find(|(name, _)| *name == key)?;
    let message = format!("`{key}` cannot be set in a study");
    Some(Fault::new(Code::FactorTwice, message).at(place.clone(), "does nothing").help(*help))
}

/// Scenarios that results could not tell apart.
fn same_names(bases: &[Effective], places: &[Place]) -> Faults {
    let twice = |(at, base): (usize, &Effective)| {
        let first = bases[..at].iter().position(|first| first.name == base.name)?;
        let place = |at: usize| places.get(at).cloned();
        let fault = Fault::new(Code::NameTwice, format!("two scenarios are called `{}`", base.name));
        let fault = match (place(at), place(first)) {
            (Some(own), Some(other)) => fault.at(own, "the second").also(other, "the first"),
            _ => fault,
        };
        Some(fault.help("give each file a name of its own: `name = \"...\"` in its first lines"))
    };
    bases.iter().enumerate().filter_map(twice).collect()
}

/// Settings that would be overridden: by a factor, by a key of the study, or by what every study
/// sets itself.
fn contradictions(spec: &Spec, set: &[Place], places: &[Place]) -> Faults {
    let mut faults = Faults::new();
    let own_key = |name: &str| match name {
        "population.scale" => spec.scale.map(|_| "scale"),
        "simulation.years" => spec.years.map(|_| "years"),
        _ => None,
    };
    for (axis, place) in spec.factors.iter().zip(places) {
        if let Some(key) = own_key(&axis.name) {
            faults.push(
                Fault::new(Code::FactorTwice, format!("`{}` is varied and fixed", axis.name))
                    .at(place.clone(), format!("`{key} = ...` in [study] fixes it"))
                    .help("delete one of the two"),
            );
        }
    }
    for (text, place) in spec.set.iter().zip(set) {
        let name = key_of(text);
        let fault = |message: String, help: &str| {
            Fault::new(Code::FactorTwice, message).at(place.clone(), "does nothing").help(help)
        };
        let varied = spec.factors.iter().position(|axis| {
            axis.name == name || axis.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
        });
        if let Some(factor) = varied {
            let message = format!("`{}` is varied and set", spec.factors[factor].name);
            faults.push(fault(message, "delete one of the two").also(places[factor].clone(), "varied here"));
        } else if let Some(key) = own_key(name) {
            let message = format!("`{name}` is set twice: `{key} = ...` stands in [study] too");
            faults.push(fault(message, "delete one of the two"));
        } else {
            faults.append(of_every_study(name, place).into_iter().collect());
        }
    }
    faults
}

/// What a study sets for its own runs, and how to say it.
const OF_EVERY_STUDY: [(&str, &str); 3] = [
    ("simulation.seed", "write `seed = ...` in [study], or --seed on the command line"),
    ("simulation.replicates", "write `replicates = ...` in [study], or --replicates on the command line"),
    ("simulation.threads", "delete it: threads change no result; choose them with --threads"),
];

/// One factor at a time begins at the configuration's own values, which must be one.
fn differing_bases(spec: &Spec, bases: &[Effective], places: &[Place]) -> Faults {
    let mut faults = Faults::new();
    for (axis, place) in spec.factors.iter().zip(places) {
        let own: Vec<_> = bases.iter().map(|base| axes::own_choice(&axis.name, base)).collect();
        if let Some(other) = own.iter().position(|value| *value != own[0]) {
            let shown = |at: usize| own[at].as_ref().map_or("nothing", |choice| &*choice.shown).to_owned();
            let message = format!(
                "`{}` is {} in `{}` and {} in `{}`, so that there is no single value to begin at",
                axis.name,
                shown(0),
                bases[0].name,
                shown(other),
                bases[other].name
            );
            faults.push(
                Fault::new(Code::DesignRefused, message)
                    .at(place.clone(), "differs between scenarios")
                    .help("study the scenarios one by one, or choose the design \"grid\""),
            );
        }
    }
    faults
}

/// The path of the output directory where none is asked for.
pub fn default_directory(spec: &Spec) -> PathBuf {
    Path::new("output").join(&spec.name)
}
