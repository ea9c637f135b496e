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

/// The part of the Earth that a map shows, and its scale.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Degrees east of the left edge.
    west: f64,
    /// Degrees north of the upper edge.
    north: f64,
    /// A degree of longitude over one of latitude.
    shortened: f64,
    /// Fifths of a unit to a degree of latitude.
    scale: f64,
}

impl Frame {
    /// The sheet of Viet Nam.
    pub const fn of_viet_nam() -> Self {
        let scale = UNITS * WIDTH / ((EAST - WEST) * SHORTENED);
        Self { west: WEST, north: NORTH, shortened: SHORTENED, scale }
    }

    /// A sheet that holds all of some rings and is no larger than it must be.
    pub fn around<'a>(rings: impl Iterator<Item = &'a Ring>) -> Self {
        let (mut low, mut high) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
        for &(x, y) in rings.flatten() {
            low = (low.0.min(x), low.1.min(y));
            high = (high.0.max(x), high.1.max(y));
        }
        if low.0 > high.0 {
            return Self::of_viet_nam();
        }
        let degrees = |number: i32| f64::from(number) / 10_000.0;
        let middle = (degrees(low.1) + degrees(high.1)) / 2.0;
        // A sheet at a pole would have no width.
        let shortened = libm::cos(middle.to_radians()).max(0.05);
        let (wide, tall) = ((degrees(high.0) - degrees(low.0)) * shortened, degrees(high.1) - degrees(low.1));
        let scale = (UNITS * WIDTH / wide.max(1e-4)).min(UNITS * HEIGHT / tall.max(1e-4));
        Self { west: degrees(low.0), north: degrees(high.1), shortened, scale }
    }
}

/// The path of some rings in fifths of a unit; rings outside of the map are left out.
pub fn path(rings: &[Ring], frame: Frame) -> String {
    let Frame { west, north, shortened, scale } = frame;
    let mut text = String::new();
    for ring in rings {
        let place = |point: &(i32, i32)| {
            let x = (f64::from(point.0) / 10_000.0 - west) * shortened * scale;
            let y = (north - f64::from(point.1) / 10_000.0) * scale;
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
        assert_eq!(path(&[ring], Frame::of_viet_nam()), "M0 0l1400 0 0 1456z");
    }

    #[test]
    fn islands_beyond_the_sheet_are_left_out() {
        assert_eq!(
            path(
                &[vec![(1_140_000, 90_000), (1_140_100, 90_000), (1_140_100, 90_100)]],
                Frame::of_viet_nam()
            ),
            ""
        );
    }
    #[test]
    fn a_frame_holds_all_rings_and_touches_its_sheet() {
        let ring = vec![(-20_000, -10_000), (30_000, -10_000), (30_000, 20_000)];
        let text = path(std::slice::from_ref(&ring), Frame::around(std::iter::once(&ring)));
        // Five degrees near the equator fill the width: 1400 fifths of a unit.
        assert!(text.starts_with("M0 ") && text.contains("l1400 0"), "{text}");
    }
}
