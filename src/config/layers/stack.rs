//! Finding the files of a run: the scenario with the scenarios it extends, and the user's own file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::nearest::{did_you_mean, nearest};
use crate::config::diagnostics::source::{self, Source};
use crate::config::document::header::{self, FileHeader};
use crate::config::document::names::check_name;
use crate::config::document::parse::{self, TomlEntry};

/// A file that has been read.
pub(crate) struct Layer {
    /// What it is called in the provenance.
    pub(crate) label: String,
    pub(crate) source: Arc<Source>,
    pub(crate) header: FileHeader,
    pub(crate) body: Vec<TomlEntry>,
    /// What tells it from every other file.
    identity: String,
    /// The folder of the file; `None` for a scenario that is built in.
    folder: Option<PathBuf>,
}

impl Layer {
    /// The name of its file without the ending; none for a scenario that is built in.
    pub(super) fn stem(&self) -> Option<&str> {
        self.folder.as_ref()?;
        Path::new(&self.label).file_stem()?.to_str()
    }
}

/// Where scenarios are looked for.
pub(crate) struct Finder<'a> {
    /// The scenarios that are built in: name and text.
    pub(crate) library: &'a [(&'a str, &'a str)],
}

impl Finder<'_> {
    /// The scenario that the user named, below it those it extends.
    pub(crate) fn scenario(&self, name: &str) -> (Vec<Layer>, Faults) {
        // Whichever option or word it came by.
        let place = Place::new(&Source::new("command line", name), 0..name.len());
        match self.find(name, &place, None) {
            Ok(None) => (Vec::new(), Faults::new()),
            Ok(Some((layer, faults))) => self.chain(layer, faults),
            Err(faults) => (Vec::new(), faults),
        }
    }

    /// The user's file, below it the scenarios it extends.
    pub(crate) fn file(&self, path: &Path) -> (Vec<Layer>, Faults) {
        match read_file(path) {
            Ok((layer, faults)) => self.chain(layer, faults),
            Err(faults) => (Vec::new(), faults),
        }
    }

    /// Follows `extends` until a file extends nothing; the lowest layer comes first.
    fn chain(&self, first: Layer, mut faults: Faults) -> (Vec<Layer>, Faults) {
        let root = first.folder.clone();
        let mut layers = vec![first];
        while let Some(top) = layers.last()
            && let Some((parent, place)) = top.header.extends.clone()
        {
            match self.find(&parent, &place, top.folder.as_deref().zip(root.as_deref())) {
                Ok(None) => break,
                Ok(Some((layer, found))) => {
                    faults.append(found);
                    if let Some(at) = layers.iter().position(|known| known.identity == layer.identity) {
                        faults.push(cycle(&layers[at..], place));
                        break;
                    }
                    layers.push(layer);
                }
                Err(found) => {
                    faults.append(found);
                    break;
                }
            }
        }
        layers.reverse();
        (layers, faults)
    }

    /// A scenario by name or path; `None` for `baseline`, which lies below all. `folders` are those
    /// of the file that names it and of the file that the user named.
    fn find(
        &self,
        name: &str,
        place: &Place,
        folders: Option<(&Path, &Path)>,
    ) -> Result<Option<(Layer, Faults)>, Faults> {
        if let Some((_, text)) = self.library.iter().find(|(known, _)| *known == name) {
            // A file that is in memory alone, such as one that is not saved yet, goes by the name
            // it would have.
            let shown =
                if name.ends_with(".toml") { name.to_owned() } else { format!("built-in scenario {name}") };
            let source = Source::new(shown, *text);
            return in_memory(name, source).map(Some);
        }
        if name == "baseline" {
            return Ok(None);
        }
        let is_path = name.ends_with(".toml") || name.contains('/');
        let may_be_path = folders.is_some() || place.source.name() == "command line";
        if is_path && may_be_path {
            let path = match folders {
                Some((folder, root)) => inside(&folder.join(name), root, place)?,
                None => PathBuf::from(name),
            };
            return read_file(&path).map(Some).map_err(|faults| with_place(faults, place));
        }
        let names = || self.library.iter().map(|(name, _)| *name);
        let known: Vec<_> =
            std::iter::once("baseline").chain(names().filter(|name| *name != "baseline")).collect();
        check_name(name).map_err(|fault| {
            let meant = several(name).or_else(|| {
                nearest(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"))
            });
            fault.maybe_help(meant).at(place.clone(), "not a scenario name")
        })?;
        Err(Fault::new(Code::UnknownScenario, format!("there is no scenario `{name}`"))
            .at(place.clone(), "not known")
            .expected(format!("one of {}, or the path of a .toml file", known.join(", ")))
            .help(did_you_mean(name, known.iter().copied(), "a path needs a / or the ending .toml"))
            .into())
    }
}

/// How to write several scenarios that commas join.
fn several(name: &str) -> Option<String> {
    let names: Vec<&str> = name.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    (names.len() > 1).then(|| format!("write each scenario as a word of its own: {}", names.join(" ")))
}

/// A path that leads to a file inside the folder of the user's file or inside the current folder.
fn inside(path: &Path, root: &Path, place: &Place) -> Result<PathBuf, Fault> {
    let Ok(real) = path.canonicalize() else {
        return Ok(path.to_owned()); // reading it will tell what is wrong
    };
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let root = root.canonicalize().ok();
    // A folder at the top of the disk would hold everything.
    let holds = |folder: &PathBuf| folder.parent().is_some() && real.starts_with(folder);
    if root.iter().chain(here.iter()).any(holds) {
        return Ok(path.to_owned());
    }
    Err(Fault::new(Code::PathOutside, format!("`{}` leads out of the project", path.display()))
        .at(place.clone(), format!("leads to {}", real.display()))
        .expected("a file below the folder of the configuration")
        .help("copy the file beside the configuration that names it"))
}

/// Points to the line that names a file when the file itself has nothing to show.
fn with_place(faults: Faults, place: &Place) -> Faults {
    let point = |fault: Fault| match (&fault.place, &fault.file) {
        (None, Some(file)) => {
            let label = format!("leads to {file}");
            fault.at(place.clone(), label)
        }
        _ => fault,
    };
    faults.into_iter().map(point).collect()
}

fn in_memory(name: &str, source: Arc<Source>) -> Result<(Layer, Faults), Faults> {
    read(source, format!("scenario {name}"), format!("built-in {name}"), None).map(|(mut layer, faults)| {
        layer.header.name.get_or_insert(name.trim_end_matches(".toml").to_owned());
        (layer, faults)
    })
}

fn read_file(path: &Path) -> Result<(Layer, Faults), Faults> {
    let source = Source::read(path)?;
    let folder = path.parent().map(|folder| match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_owned(),
    });
    read(source, path.display().to_string(), source::resolved(path), folder)
}

fn read(
    source: Arc<Source>,
    label: String,
    identity: String,
    folder: Option<PathBuf>,
) -> Result<(Layer, Faults), Faults> {
    let (body, mut faults) = parse::document(&source);
    let Some(body) = body else { return Err(faults) };
    let (header, found) = header::read(&body, &source);
    faults.append(found);
    Ok((Layer { label, source, header, body, identity, folder }, faults))
}

fn cycle(layers: &[Layer], place: Place) -> Fault {
    let name = |layer: &Layer| layer.header.name.clone().unwrap_or_else(|| layer.label.clone());
    let mut path: Vec<String> = layers.iter().map(name).collect();
    path.extend(path.first().cloned());
    let fault = Fault::new(
        Code::ScenarioCycle,
        format!("scenarios extend each other in a circle: {}", path.join(" -> ")),
    );
    let mut fault = fault.at(place.clone(), "closes the circle");
    for layer in &layers[..layers.len() - 1] {
        if let Some((_, place)) = &layer.header.extends {
            fault = fault.also(place.clone(), "");
        }
    }
    fault.expected("a chain that ends with a scenario that extends nothing").help("take one `extends` away")
}
