//! Good input: layers, provenance, and the configuration that a run leaves behind.

use std::fs;
use std::path::Path;

use lachan::config::{Effective, Setting};

use super::support::*;

fn value(effective: &Effective, name: &str) -> f64 {
    effective.book.get(name).unwrap_or_else(|| panic!("{name}")).value
}

#[test]
fn higher_layers_win_and_are_remembered() {
    let path = Path::new("tests/bad_inputs/good_partial_table.toml");
    let sets = ["schooling.poverty=2", "levers.parenting_programme.provinces=Kon Tum", "simulation.seed=9"];
    let effective = resolve_with(BASELINE, Some("no_programme_poor"), Some(path), &sets).unwrap();
    assert_eq!(value(&effective, "economy.poor_share"), 0.3);
    assert_eq!(value(&effective, "levers.parenting_programme.coverage"), 0.0);
    assert_eq!(value(&effective, "schooling.dropout"), 0.01);
    assert_eq!(value(&effective, "schooling.poverty"), 2.0);
    let words = effective.book.setting("levers.parenting_programme.provinces");
    assert_eq!(words, Some(&Setting::Words(vec!["Kon Tum".to_owned()])));
    assert_eq!(effective.name, "good");
    let origins: Vec<String> =
        effective.origins().iter().map(|origin| format!("{}: {}", origin.name, origin.layer)).collect();
    snapshot("origins", &origins.join("\n"));
}

#[test]
fn a_bare_number_outside_the_range_is_marked_and_keeps_the_range() {
    let effective = resolve_with(BASELINE, None, None, &["schooling.dropout=0.05"]).unwrap();
    let dropout = effective.book.get("schooling.dropout").unwrap();
    assert!(dropout.outside_range);
    assert_eq!((dropout.low, dropout.high), (0.001, 0.004));
    assert!(
        !resolve_with(BASELINE, None, None, &[])
            .unwrap()
            .book
            .get("schooling.dropout")
            .unwrap()
            .outside_range
    );
}

#[test]
fn the_effective_configuration_is_a_fixed_point() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("effective_config.toml");
    let good = Path::new("tests/bad_inputs/good_partial_table.toml");
    let sets = [
        "economy.shock_prob=0.9",
        "population.scale=1",
        "levers.parenting_programme.target=\"all\"",
        "simulation.years=7",
    ];
    let first = resolve_with(BASELINE, Some("no_programme"), Some(good), &sets).unwrap();
    fs::write(&path, first.to_toml()).unwrap();
    let second = resolve_with(BASELINE, None, Some(&path), &[]).unwrap();
    assert_eq!(first.to_toml(), second.to_toml());
    assert_eq!(first.hash(), second.hash());
    assert!(second.book.parameters().eq(first.book.parameters()));
    snapshot("effective_config", &first.to_toml());
}

#[test]
fn the_hash_depends_on_values_and_not_on_how_they_are_written() {
    let hash = |sets: &[&str]| resolve_with(BASELINE, None, None, sets).unwrap().hash();
    assert_ne!(hash(&[]), hash(&["simulation.seed=2"]));
    assert_ne!(hash(&[]), hash(&["schooling.dropout=0.0021"]));
    assert_eq!(hash(&["schooling.dropout=0.002"]), hash(&[]));
}

#[test]
fn r36_a_byte_order_mark_line_ends_and_a_missing_last_newline_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let text = "name = \"same\"\n[schooling]\ndropout = 0.003\n[simulation]\nyears = 2";
    let path = folder.path().join("same.toml");
    let mut hashes = Vec::new();
    for text in [text.to_owned(), format!("\u{feff}{text}\n"), text.replace('\n', "\r\n")] {
        fs::write(&path, text).unwrap();
        hashes.push(resolve_with(BASELINE, None, Some(&path), &[]).unwrap().hash());
    }
    assert!(hashes.iter().all(|hash| *hash == hashes[0]));
}

#[test]
fn the_values_table_has_the_tree_of_the_baseline() {
    let effective = resolve_with(BASELINE, None, None, &[]).unwrap();
    let table = effective.book.values_table();
    assert_eq!(table["recruitment"]["form"]["labour"]["base"].as_float(), Some(-7.5));
    assert_eq!(table["simulation"]["years"].as_integer(), Some(5));
    assert_eq!(table["levers"]["parenting_programme"]["coverage"].as_float(), Some(0.1));
    assert_eq!(effective.book.names().next(), Some("simulation.seed"));
}

#[test]
fn a_sweep_may_put_other_values_into_the_book() {
    let mut book = resolve_with(BASELINE, None, None, &[]).unwrap().book;
    book.set_value("schooling.dropout", 0.003).unwrap();
    assert_eq!(book.get("schooling.dropout").unwrap().value, 0.003);
    assert!(book.set_value("schooling.dropout", f64::NAN).is_err());
    assert!(book.set_value("schooling.dropuot", 0.003).is_err());
}
