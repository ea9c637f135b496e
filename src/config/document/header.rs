//! The first lines of a configuration: schema version, name, description and the scenario it
//! extends.

use std::sync::Arc;

use super::names::check_name;
use super::number::{place, whole, wrong_type};
use super::parse::{TomlEntry, Value};
use crate::config::diagnostics::codes::Code;
use crate::config::diagnostics::fault::{Fault, Faults, Place};
use crate::config::diagnostics::source::Source;

/// The newest schema version that this program reads.
pub const SCHEMA: i64 = 1;

/// The keys that stand above all sections and belong to the file, not to the model.
pub(crate) const HEADER_KEYS: [&str; 5] = ["schema", "name", "title", "description", "extends"];

/// What a file says about itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileHeader {
    pub(crate) name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) extends: Option<(String, Place)>,
}

/// Reads the header keys of a file.
pub(crate) fn read(body: &[TomlEntry], source: &Arc<Source>) -> (FileHeader, Faults) {
    let mut header = FileHeader::default();
    let mut faults = Faults::new();
    for entry in body {
        let at = place(source, &entry.node);
        let result = match entry.key.as_str() {
            "schema" => schema(entry, source),
            "name" => string(entry, source).and_then(|name| {
                check_name(name).map_err(|fault| fault.at(at, "not a scenario name"))?;
                header.name = Some(name.to_owned());
                Ok(())
            }),
            "title" => string(entry, source).map(|text| header.title = Some(text.to_owned())),
            "description" => string(entry, source).map(|text| header.description = Some(text.to_owned())),
            "extends" => string(entry, source).map(|parent| header.extends = Some((parent.to_owned(), at))),
            _ => Ok(()),
        };
        if let Err(fault) = result {
            faults.push(fault);
        }
    }
    (header, faults)
}

fn schema(entry: &TomlEntry, source: &Arc<Source>) -> Result<(), Fault> {
    let version = whole(&entry.key, &entry.node, source)?;
    let fault = Fault::new(Code::NewerSchema, format!("the file is of schema version {version}"))
        .expected(format!("schema = {SCHEMA}, the newest known"));
    if version > SCHEMA {
        return Err(fault
            .at(place(source, &entry.node), "newer than this program")
            .help("use the version of lachan that wrote the file, or a later one"));
    }
    if version < 1 {
        return Err(fault.at(place(source, &entry.node), "no such version").help("write schema = 1"));
    }
    Ok(())
}

fn string<'a>(entry: &'a TomlEntry, source: &Arc<Source>) -> Result<&'a str, Fault> {
    match &entry.node.value {
        Value::Text(text) => Ok(text),
        other => Err(wrong_type(&entry.key, "a string", other, place(source, &entry.node))),
    }
}
