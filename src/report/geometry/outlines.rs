//! The outlines that are compiled in.

use super::{Point, Ring};
use serde_json::Value;

const FILE: &str = include_str!("../../../configs/viet_nam/provinces.geojson");

/// The rings of each province by its code. Outer rings and holes are not told apart: paths are
/// filled by the even-odd rule.
pub fn read() -> Vec<(String, Vec<Ring>)> {
    let root: Value = serde_json::from_str(FILE).unwrap_or_default();
    let features = root["features"].as_array().map_or(&[][..], Vec::as_slice);
    features
        .iter()
        .map(|feature| {
            let code = feature["properties"]["code"].as_str().unwrap_or_default();
            let mut rings = Vec::new();
            gather(&feature["geometry"]["coordinates"], &mut rings);
            (code.to_owned(), rings)
        })
        .collect()
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
