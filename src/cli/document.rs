//! `--json`: what a command would print goes into one JSON document instead.
//!
//! The document has `command`, `basis`, `tables` (rows as objects, by the name of the table),
//! `said` (the other lines) and `error`, which is null where the command ended well.

use super::Failure;
use super::table::Table;
use crate::observation::NOTICE;
use serde::Serialize;
use serde_json::{Map, Value};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a command has to say.
#[derive(Debug, Serialize)]
struct Document {
    command: String,
    basis: &'static str,
    tables: Map<String, Value>,
    said: Vec<String>,
    error: Option<String>,
}

/// The document of this process; none where people read what is printed.
static DOCUMENT: OnceLock<Mutex<Document>> = OnceLock::new();

/// Begins the document of a command: from now on nothing else is printed.
pub fn begin(command: &str) {
    let command = command.to_owned();
    let empty = Document { command, basis: NOTICE, tables: Map::new(), said: Vec::new(), error: None };
    let _ = DOCUMENT.set(Mutex::new(empty));
}

/// Takes a line up; whether there is a document.
pub fn say(line: &str) -> bool {
    change(|document| document.said.push(line.trim().to_owned()))
}

/// Takes a table up; whether there is a document. A further table of a name adds its rows.
pub fn add(table: &Table) -> bool {
    change(|document| {
        let rows = document.tables.entry(table.name()).or_insert_with(|| Value::Array(Vec::new()));
        if let (Value::Array(known), Value::Array(more)) = (rows, table.json()) {
            known.extend(more);
        }
    })
}

/// The whole document as text that no terminal acts on; none where there is no document.
pub fn end(done: &Result<(), Failure>) -> Option<String> {
    change(|document| document.error = done.as_ref().err().map(ToString::to_string));
    let document = DOCUMENT.get()?.lock().unwrap_or_else(PoisonError::into_inner);
    serde_json::to_string_pretty(&*document).ok()
}

fn change(how: impl FnOnce(&mut Document)) -> bool {
    let Some(document) = DOCUMENT.get() else { return false };
    how(&mut document.lock().unwrap_or_else(PoisonError::into_inner));
    true
}
