//! The outlines of this process's pack.

use super::{Point, Ring};
use crate::pack::{self, PackFile};
use serde_json::Value;

/// The rings of each province by its code; nothing where the pack has no outlines. Outer rings and holes are not told apart: paths are
/// filled by the even-odd rule.
pub fn read() -> Vec<(String, Vec<Ring>)> {
    let text = pack::current().text(PackFile::Outlines).unwrap_or_default();
    of_text(text).unwrap_or_default()
}

/// The rings of each province in a text.
///
/// # Errors
/// What is no JSON.
pub(super) fn of_text(text: &str) -> Result<Vec<(String, Vec<Ring>)>, serde_json::Error> {
    let root: Value = serde_json::from_str(text)?;
    let features = root["features"].as_array().map_or(&[][..], Vec::as_slice);
    let rings = features
        .iter()
        .map(|feature| {
            let code = feature["properties"]["code"].as_str().unwrap_or_default();
            let mut rings = Vec::new();
            gather(&feature["geometry"]["coordinates"], &mut rings);
            (code.to_owned(), rings)
        })
        .collect();
    Ok(rings)
}

/// Finds the rings in arrays nested to any depth: a ring is an array whose entries hold two
/// numbers.
fn gather(value: &Value, rings: &mut Vec<Ring>) {
    let Some(parts) = value.as_array() else { return };
    if parts.first().and_then(|first| first.get(0)).is_some_and(Value::is_number) {
        let mut ring: Ring = parts.iter().filter_map(point).collect();
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        rings.push(ring);
    } else {
        parts.iter().for_each(|part| gather(part, rings));
    }
}

fn point(value: &Value) -> Option<Point> {
    let grid = |at: usize| value.get(at)?.as_f64().map(|degrees| (degrees * 10_000.0).round() as i32);
    Some((grid(0)?, grid(1)?))
}

#[cfg(test)]
mod tests {
    use super::{Point, Ring, read};

    #[test]
    fn the_file_holds_63_provinces_with_closed_rings() {
        let provinces = read();
        assert_eq!(provinces.len(), 63);
        for (code, rings) in &provinces {
            assert!(!rings.is_empty(), "{code}");
            assert!(rings.iter().all(|ring| ring.len() >= 3 && ring.first() != ring.last()), "{code}");
            // Counter-clockwise, as docs/places.md says: the doubled area of each is above 0.
            let area = |ring: &Ring| -> i64 {
                let next = ring.iter().cycle().skip(1);
                let part = |((x, y), (u, v)): (&Point, &Point)| {
                    i64::from(*x) * i64::from(*v) - i64::from(*u) * i64::from(*y)
                };
                ring.iter().zip(next).map(part).sum()
            };
            assert!(rings.iter().all(|ring| area(ring) > 0), "{code}");
        }
    }
}
