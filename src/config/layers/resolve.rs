//! From the baseline, the scenario, the user's file and the `--set` arguments to one configuration.

use std::path::Path;

use super::baseline;
use super::effective::Effective;
use super::overlay::Overlay;
use super::set_argument;
use super::stack::{Finder, Layer};
use crate::config::diagnostics::fault::Faults;
use crate::config::diagnostics::source::Source;
use crate::config::document::header;
use crate::config::document::names::name_of_file;
use crate::config::document::parse;
use crate::config::parameters::book::ParameterBook;
use crate::config::parameters::rules::Rule;
use crate::config::parameters::share_totals;

/// What a run is to be configured from, lowest layer first.
pub struct Request<'a> {
    /// The files of the baseline: names to show and texts. Together they are the schema of
    /// everything else; the first has the header.
    pub baseline: &'a [(&'a str, &'a str)],
    /// The scenarios that are built in: name and text. A name that ends in `.toml` stands for a
    /// file that is in memory.
    pub library: &'a [(&'a str, &'a str)],
    /// A built-in scenario's name or the path of a `.toml` file.
    pub scenario: Option<&'a str>,
    /// The user's file.
    pub config: Option<&'a Path>,
    /// `key=value` arguments; later ones win.
    pub sets: &'a [String],
    /// What each setting may be; [`rules::standard`](crate::config::parameters::rules::standard)
    /// knows those of every model.
    pub rules: &'a dyn Fn(&str) -> Rule,
}

/// The baseline of this process's pack with settings such as `simulation.years=1`.
///
/// # Errors
/// As [`resolve`].
pub fn baseline_with<S: AsRef<str>>(sets: &[S]) -> Result<Effective, Faults> {
    let sets: Vec<String> = sets.iter().map(|set| set.as_ref().to_owned()).collect();
    let (library, rules) = (&[], &crate::config::parameters::rules::standard);
    let files = super::built_in::baseline_of(crate::pack::current());
    resolve(&Request {
        baseline: &files.each_ref().map(|(name, text)| (name.as_str(), text.as_ref())),
        library,
        scenario: None,
        config: None,
        sets: &sets,
        rules,
    })
}

/// Lays all layers over each other.
///
/// # Errors
/// Every fault of every layer, in the order of the layers. A faulty baseline is reported alone.
pub fn resolve(request: &Request<'_>) -> Result<Effective, Faults> {
    let mut effective = read_baseline(request)?;
    let mut faults = Faults::new();
    let finder = Finder { library: request.library };
    if let Some(name) = request.scenario {
        let (mut layers, found) = finder.scenario(name);
        faults.append(found);
        name_after_file(&mut layers);
        apply(request, &layers, &mut effective, &mut faults);
    }
    if let Some(path) = request.config {
        let (mut layers, found) = finder.file(path);
        faults.append(found);
        // Over a scenario, a file without a name changes that scenario and makes no other.
        if request.scenario.is_none() {
            name_after_file(&mut layers);
        }
        apply(request, &layers, &mut effective, &mut faults);
    }
    for argument in request.sets {
        match set_argument::read(argument) {
            Ok(set) => {
                effective.layers.push(set.source.text().to_owned());
                let layer = effective.layers.len() - 1;
                let overlay =
                    Overlay { layer, source: &set.source, rules: request.rules, one_word_lists: true };
                overlay.entry(&set.name, set.key, &set.node, &mut effective.book, &mut faults);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        faults.append(share_totals::check(&effective.book));
    }
    faults.or(effective)
}

fn read_baseline(request: &Request<'_>) -> Result<Effective, Faults> {
    let mut effective: Option<Effective> = None;
    let mut faults = Faults::new();
    for (name, text) in request.baseline {
        let source = Source::new(*name, *text);
        let (body, found) = parse::document(&source);
        faults.append(found);
        let body = body.unwrap_or_default();
        let whole = effective.get_or_insert_with(|| {
            let (header, found) = header::read(&body, &source);
            faults.append(found);
            Effective {
                book: ParameterBook::default(),
                name: header.name.unwrap_or_else(|| "baseline".to_owned()),
                title: header.title,
                description: header.description.unwrap_or_default(),
                layers: vec![(*name).to_owned()],
            }
        });
        if faults.is_empty() {
            faults.append(baseline::read(&body, &source, request.rules, &mut whole.book));
        }
    }
    let Some(effective) = effective else { unreachable!("a request has a baseline") };
    if faults.is_empty() {
        faults.append(share_totals::check(&effective.book));
    }
    faults.or(effective)
}

fn apply(request: &Request<'_>, layers: &[Layer], effective: &mut Effective, faults: &mut Faults) {
    for layer in layers {
        effective.layers.push(layer.label.clone());
        let number = effective.layers.len() - 1;
        let overlay =
            Overlay { layer: number, source: &layer.source, rules: request.rules, one_word_lists: false };
        overlay.table("", &layer.body, &mut effective.book, faults);
        if let Some(name) = &layer.header.name {
            effective.name.clone_from(name);
            effective.title.clone_from(&layer.header.title);
            effective.description = layer.header.description.clone().unwrap_or_default();
        } else {
            effective.title = layer.header.title.clone().or(effective.title.take());
            if let Some(description) = &layer.header.description {
                effective.description.clone_from(description);
            }
        }
    }
}

/// A file that is named by the user and has no name of its own is known by the file's, neither by
/// that of the baseline nor of what it extends; where these letters differ, they are its title.
fn name_after_file(layers: &mut [Layer]) {
    let Some(top) = layers.last_mut() else { return };
    let Some(stem) = top.stem().map(str::to_owned) else { return };
    if top.header.name.is_none() {
        let name = name_of_file(&stem);
        if name != stem {
            top.header.title.get_or_insert(stem);
        }
        top.header.name = Some(name);
    }
}
