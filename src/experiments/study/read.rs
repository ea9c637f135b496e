//! Reading a study file: every fault with its place, and all of them together.

use super::axes::{self, Declared};
use super::paths::Paths;
use super::points::Points;
use super::resolve::effective;
use super::table::spec;
use super::{Spec, Study};
use crate::config::{Code, Fault, Faults, Place, Source, TableReader, Value, document};
use crate::experiments::compare::unpaired;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads a study file.
///
/// # Errors
/// Every fault of the file and of the configurations it leads to.
pub fn read_file(path: &Path) -> Result<Study, Faults> {
    let folder = path.parent().unwrap_or(Path::new(""));
    read(&Source::read(path)?, folder)
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
    let (mut spec, list) = spec(&mut keys, &mut paths);
    let (design_place, scenarios_place) = (keys.place("design"), keys.place("scenarios"));
    faults.append(keys.finish());
    let mut bases = Vec::new();
    for scenario in &spec.scenarios {
        match effective(&spec, scenario, &[]) {
            Ok(base) => bases.push(base),
            Err(found) => faults.append(found),
        }
    }
    let Some(base) = bases.first() else { return Err(faults) };
    faults.append(bases.iter().skip(1).flat_map(|other| unpaired(base, other)).collect());
    for (place, other) in bases.iter().enumerate() {
        if bases[..place].iter().any(|known| known.name == other.name) {
            faults.push(
                Fault::new(Code::NameTwice, format!("two scenarios of the study are named `{}`", other.name))
                    .at(scenarios_place.clone(), "results are kept by name")
                    .help("give each file a name of its own: name = \"...\"; the study's `config` must have none"),
            );
        }
    }
    let declared = match &list {
        Some(points) => axes::of_list(points, base, &mut faults),
        None => Declared::read(&factors, source, &mut faults),
    };
    match axes::check(&declared, base, list.is_none()) {
        Ok(axes) => spec.factors = axes,
        Err(found) => {
            faults.append(found);
            return Err(faults);
        }
    }
    let points = Points::new(&spec, base, declared.points.as_deref());
    let points = points.map_err(|fault| {
        Fault::new(Code::DesignRefused, fault.to_string())
            .at(design_place, "this design")
            .help("ask for fewer points or levels, or for fewer factors")
    });
    match points {
        Ok(points) => faults.or(Study { spec, bases, points, text: paths.whole(source) }),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

/// The path of the output directory where none is asked for.
pub fn default_directory(spec: &Spec) -> PathBuf {
    Path::new("output").join(&spec.name)
}
