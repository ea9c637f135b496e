//! Rings as SVG paths on the sheet of the map.

use super::Ring;
use std::fmt::Write;

/// Whole numbers of a path to one unit of the figure: short text at fine resolution.
pub const UNITS: f64 = 5.0;
/// Width of the map, units of the figure.
pub const WIDTH: f64 = 280.0;
/// Height of the map, units of the figure.
pub const HEIGHT: f64 = 560.0;

/// The part of the Earth that is shown, degrees; islands further out hold no simulated home.
const WEST: f64 = 102.0;
const EAST: f64 = 110.0;
const NORTH: f64 = 23.5;
/// A degree of longitude over one of latitude at 16 degrees north.
const SHORTENED: f64 = 0.961_26;

/// The path of some rings in fifths of a unit; rings outside of the map are left out.
pub fn path(rings: &[Ring]) -> String {
    let scale = UNITS * WIDTH / ((EAST - WEST) * SHORTENED);
    let mut text = String::new();
    for ring in rings {
        let place = |point: &(i32, i32)| {
            let x = (f64::from(point.0) / 10_000.0 - WEST) * SHORTENED * scale;
            let y = (NORTH - f64::from(point.1) / 10_000.0) * scale;
            (x.round() as i32, y.round() as i32)
        };
        let mut points: Vec<(i32, i32)> = ring.iter().map(place).collect();
        points.dedup();
        if points.len() < 3 || points.iter().any(|point| f64::from(point.0) > UNITS * WIDTH) {
            continue;
        }
        let mut last = points[0];
        let _ = write!(text, "M{} {}l", last.0, last.1);
        for (at, point) in points.iter().enumerate().skip(1) {
            let (x, y) = (point.0 - last.0, point.1 - last.1);
            let gap = if at == 1 || x < 0 { "" } else { " " };
            let _ = write!(text, "{gap}{x}{}{y}", if y < 0 { "" } else { " " });
            last = *point;
        }
        text.push('z');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_moves_relative_to_the_last_point() {
        let corner = |x: f64, y: f64| ((x * 10_000.0) as i32, (y * 10_000.0) as i32);
        let ring = vec![corner(102.0, 23.5), corner(110.0, 23.5), corner(110.0, 15.5)];
        // 8 degrees of longitude are the width of the map; 8 of latitude are longer by 1 / 0.96126.
        assert_eq!(path(&[ring]), "M0 0l1400 0 0 1456z");
    }

    #[test]
    fn islands_beyond_the_sheet_are_left_out() {
        assert_eq!(path(&[vec![(1_140_000, 90_000), (1_140_100, 90_000), (1_140_100, 90_100)]]), "");
    }
}
