//! The map: outlines of provinces from `provinces.geojson`, simplified so that neighbours still
//! share their boundary, joined to the areas of the page, and drawn as SVG paths.
//!
//! Boundaries: geoBoundaries (geoboundaries.org), CC BY 4.0; Runfola et al. 2020,
//! doi:10.1371/journal.pone.0231866. For charts only.

mod check;
mod merge;
mod outlines;
mod path;
mod simplify;

pub use check::outline_faults;
pub use path::{HEIGHT, UNITS, WIDTH};

use super::areas::Area;
use crate::pack;
use path::Frame;

/// A point in ten-thousandths of a degree, longitude first: the file's own grid, so that points
/// compare exactly.
pub type Point = (i32, i32);

/// A closed line; its first point is not repeated at its end.
pub type Ring = Vec<Point>;

/// How far a simplified line may leave the true one, in the units of a [`Point`]: 0.015 degrees,
/// about half a unit of the map.
pub const FINE: f64 = 150.0;
/// The same for a page that shall be small.
pub const COARSE: f64 = 300.0;

/// The SVG path of each area, in the order of the areas.
pub fn paths(areas: &[Area], tolerance: f64) -> Vec<String> {
    let outlines = outlines::read();
    let frame = match pack::current().is_built_in() {
        true => Frame::of_viet_nam(),
        false => Frame::around(outlines.iter().flat_map(|(_, rings)| rings)),
    };
    let provinces = simplify::simplify(&outlines, tolerance);
    areas
        .iter()
        .map(|area| {
            let members: Vec<&Ring> = area
                .members
                .iter()
                .flat_map(|member| provinces.iter().filter(move |(code, _)| *code == member.code))
                .flat_map(|(_, rings)| rings)
                .collect();
            let rings = match area.members.len() {
                1 => members.into_iter().cloned().collect(),
                _ => merge::merge(&members),
            };
            path::path(&rings, frame)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Tables, data};
    use crate::places::Division;
    use crate::report::areas::areas;

    #[test]
    fn every_area_of_both_divisions_has_an_outline() {
        let country = data::read(&Tables::built_in()).unwrap();
        for (division, count) in [(Division::Provinces, 63), (Division::Units, 34)] {
            let areas = areas(&country, division);
            let paths = paths(&areas, COARSE);
            assert_eq!((areas.len(), paths.len()), (count, count));
            for (area, path) in areas.iter().zip(&paths) {
                assert!(path.starts_with('M') && path.len() > 20, "{}: {path}", area.name);
            }
        }
    }

    #[test]
    fn merged_areas_cover_what_their_members_cover() {
        let country = data::read(&Tables::built_in()).unwrap();
        let provinces = simplify::simplify(&outlines::read(), FINE);
        let total: f64 = provinces.iter().flat_map(|(_, rings)| rings).map(|ring| area_of(ring)).sum();
        let merged: f64 = areas(&country, Division::Units)
            .iter()
            .map(|unit| {
                let codes: Vec<&str> = unit.members.iter().map(|member| member.code.as_str()).collect();
                let rings: Vec<&Ring> = provinces
                    .iter()
                    .filter(|(code, _)| codes.contains(&code.as_str()))
                    .flat_map(|(_, rings)| rings)
                    .collect();
                merge::merge(&rings).iter().map(|ring| area_of(ring)).sum::<f64>()
            })
            .sum();
        assert!((merged / total - 1.0).abs() < 0.002, "{merged} {total}");
    }

    /// Size of a ring, whatever its direction (shoelace formula).
    fn area_of(ring: &[Point]) -> f64 {
        let next = ring.iter().cycle().skip(1);
        let twice: f64 = ring
            .iter()
            .zip(next)
            .map(|(a, b)| f64::from(a.0) * f64::from(b.1) - f64::from(b.0) * f64::from(a.1))
            .sum();
        twice.abs() / 2.0
    }
}
