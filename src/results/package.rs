//! `datapackage.json`: the columns of every table as a Frictionless Data Package, which pandas, R
//! and validators read.
//!
//! Form: the Data Package, Data Resource and Table Schema of Frictionless Data, version 1. What
//! these have no name for stands beside as `unit`, `description_vi` and `may_be_suppressed`, which
//! their readers pass over.

use super::cell::Kind;
use super::manifest::Manifest;
use super::outputs::OutputFile;
use super::schema::{Column, Schema, vietnamese};
use super::study::WideColumn;
use crate::observation::NOTICE;
use serde_json::{Map, Value, json};

/// Name of the file.
pub const FILE: &str = "datapackage.json";

/// The package of a directory of results.
pub fn package(files: &[OutputFile<'_>], manifest: &Manifest) -> Value {
    let tables = files.iter().filter_map(|file| Some(resource(&file.schema?, &file.factors)));
    let sources = manifest.inputs.iter().map(|(name, hash)| json!({ "title": name, "blake3": hash }));
    let mut package = described(tables.collect());
    package["version"] = manifest.version.as_str().into();
    package["command"] = manifest.command.as_str().into();
    package["config_hash"] = manifest.config_hash.as_str().into();
    package["sources"] = sources.collect();
    package
}

/// The package of all tables that there are, without any data.
pub fn package_of_schemas(schemas: &[Schema]) -> Value {
    described(schemas.iter().map(|schema| resource(schema, &[])).collect())
}

fn described(resources: Vec<Value>) -> Value {
    json!({
        "profile": "data-package",
        "name": "lachan-results",
        "title": "Results of Lachan, a simulation of child-trafficking risk and its prevention in Viet Nam",
        "description": format!("Numbers are {NOTICE}: no row is about a real person."),
        "description_vi": vietnamese("package", None),
        "basis": NOTICE,
        "licenses": [
            { "name": "MIT", "title": "MIT License" },
            { "name": "Apache-2.0", "title": "Apache License 2.0" },
        ],
        "resources": resources,
    })
}

fn resource(schema: &Schema, factors: &[WideColumn]) -> Value {
    let own = schema.columns.iter().map(|column| field(schema, column));
    let of_factors = factors.iter().map(|(name, kind)| {
        json!({
            "name": name,
            "type": type_of(*kind),
            "description": "Value of the factor, in its own unit.",
            "description_vi": vietnamese("factor", None),
        })
    });
    let basis = json!({
        "name": "basis",
        "type": "string",
        "description": "Says of every row that it is modelled.",
        "description_vi": vietnamese("basis", None),
        "constraints": { "enum": [NOTICE] },
    });
    let key: Vec<&str> =
        schema.columns.iter().filter(|column| column.key).map(|column| column.name).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": schema.name,
        "path": format!("{}.csv", schema.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": schema.english(),
        "description_vi": schema.vietnamese(),
        "schema": {
            "fields": own.chain(of_factors).chain([basis]).collect::<Vec<_>>(),
            "primaryKey": key,
            "missingValues": [""],
        },
    })
}

/// The type that Frictionless knows of what cells hold.
const fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Whole => "integer",
        Kind::Number => "number",
        Kind::Flag => "boolean",
        Kind::Month => "yearmonth",
    }
}

fn field(schema: &Schema, column: &Column) -> Value {
    let kind = type_of(column.kind);
    let mut field = Map::new();
    field.insert("name".into(), column.name.into());
    field.insert("type".into(), kind.into());
    field.insert("description".into(), column.english().into());
    field.insert("description_vi".into(), schema.vietnamese_of(column).into());
    if !column.unit.is_empty() {
        field.insert("unit".into(), column.unit.into());
    }
    if column.may_be_suppressed {
        field.insert("may_be_suppressed".into(), true.into());
    }
    let mut constraints = Map::new();
    if !column.may_be_empty && column.kind != Kind::Text {
        constraints.insert("required".into(), true.into());
    }
    let words = (column.words)();
    if !words.is_empty() {
        constraints.insert("enum".into(), words.into());
    }
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}
