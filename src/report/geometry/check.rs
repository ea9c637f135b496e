//! Outlines that somebody wrote: what in them cannot be drawn.

use super::outlines;
use crate::config::{Code, Fault, Faults, Place, Source};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Holds a file of outlines to the codes of the provinces.
///
/// # Errors
/// What is no JSON, a province without an outline, with two of them or unknown, and rings that are
/// none or lie nowhere on the globe.
pub fn outline_faults(source: &Arc<Source>, codes: &[String]) -> Faults {
    let mut faults = Faults::new();
    let found = match outlines::of_text(source.text()) {
        Ok(found) => found,
        Err(error) => {
            let start =
                source.text().split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
            let mut at = start.sum::<usize>() + error.column().saturating_sub(1);
            at = at.min(source.text().len());
            while !source.text().is_char_boundary(at) {
                at -= 1;
            }
            return Fault::new(Code::PackOutline, format!("the outlines are no GeoJSON: {error}"))
                .at(Place::new(source, at..at), "here")
                .expected("a FeatureCollection; each feature has a `code` among its properties")
                .into();
        }
    };
    let mut seen = BTreeSet::new();
    let mut refuse = |code: &str, message: String, help: &str| {
        let written = format!("\"{code}\"");
        let at = source.text().rfind(&written).filter(|_| !code.is_empty());
        let fault = Fault::new(Code::PackOutline, message).help(help);
        faults.push(match at {
            Some(at) => fault.at(Place::new(source, at..at + written.len()), "of this province"),
            None => fault.at(Place::new(source, 0..source.text().len().min(1)), "in this file"),
        });
    };
    for (code, rings) in &found {
        let shown: String = code.chars().filter(|letter| !letter.is_control()).take(20).collect();
        if !codes.contains(code) {
            refuse(
                code,
                format!("there is no province with the code \"{shown}\""),
                "write a code of provinces.csv",
            );
        } else if !seen.insert(code.as_str()) {
            refuse(code, format!("the province {shown} has two outlines"), "join them into one MultiPolygon");
        }
        if rings.is_empty() || rings.iter().any(|ring| ring.len() < 3) {
            refuse(
                code,
                format!("the outline of {shown} has no ring, or one of fewer than three points"),
                "draw it anew",
            );
        }
        let on_globe = |&(x, y): &(i32, i32)| x.abs() <= 1_800_000 && y.abs() <= 900_000;
        if !rings.iter().flatten().all(on_globe) {
            refuse(
                code,
                format!("the outline of {shown} leaves the globe"),
                "write degrees, longitude first",
            );
        }
    }
    let missing: Vec<&str> = codes.iter().map(String::as_str).filter(|code| !seen.contains(code)).collect();
    if !missing.is_empty() {
        refuse(
            "",
            format!("{} of {} provinces have no outline", missing.len(), codes.len()),
            &format!("add: {}", missing.join(", ")),
        );
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{PackFile, built_in};

    fn codes() -> Vec<String> {
        ["01", "02"].map(str::to_owned).to_vec()
    }

    fn feature(code: &str, ring: &str) -> String {
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    }

    fn said(features: &[String]) -> String {
        let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        outline_faults(&Source::new("o.json", text), &codes()).to_string()
    }

    #[test]
    fn what_cannot_be_drawn_is_said() {
        const RING: &str = "[[0,0],[1,0],[1,1],[0,0]]";
        let sound = [feature("01", RING), feature("02", RING)];
        assert!(said(&sound).starts_with("0 faults"), "{}", said(&sound));
        for (features, wanted) in [
            (vec![feature("01", RING)], "1 of 2 provinces have no outline"),
            (vec![feature("01", RING), feature("01", RING), feature("02", RING)], "two outlines"),
            (
                vec![feature("01", RING), feature("02", RING), feature("99", RING)],
                "no province with the code \"99\"",
            ),
            (vec![feature("01", RING), feature("02", "[[0,0],[1,0]]")], "fewer than three points"),
            (vec![feature("01", RING), feature("02", "[[0,0],[500,0],[1,1]]")], "leaves the globe"),
        ] {
            assert!(said(&features).contains(wanted), "{wanted}: {}", said(&features));
        }
        let broken = outline_faults(&Source::new("o.json", "{\n  \"a\": ]"), &codes()).to_string();
        assert!(broken.contains("o.json:2:8"), "{broken}");
    }

    #[test]
    fn arrays_nested_without_end_are_refused_and_not_followed() {
        let deep = "[".repeat(100_000);
        let faults = outline_faults(&Source::new("o.json", deep), &codes());
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn the_shipped_outlines_are_sound() {
        let codes: Vec<String> = outlines::read().into_iter().map(|(code, _)| code).collect();
        let text = built_in().text(PackFile::Outlines).unwrap();
        assert!(outline_faults(&Source::new("o.json", text), &codes).is_empty());
    }
}
