//! What a region adds that circumstances of homes and people do not explain.

use crate::population::Region;
use crate::quantities::HazardRatio;
use serde::Deserialize;

/// Hazard ratios of the six regions; one that a process does not name is 1.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RegionRatios {
    /// Red River Delta.
    pub red_river_delta: HazardRatio,
    /// Northern Midlands and Mountains.
    pub northern_midlands_mountains: HazardRatio,
    /// North and South Central Coast.
    pub north_central_coast: HazardRatio,
    /// Central Highlands.
    pub central_highlands: HazardRatio,
    /// Southeast.
    pub southeast: HazardRatio,
    /// Mekong Delta.
    pub mekong_delta: HazardRatio,
}

impl Default for RegionRatios {
    fn default() -> Self {
        Self {
            red_river_delta: HazardRatio::ONE,
            northern_midlands_mountains: HazardRatio::ONE,
            north_central_coast: HazardRatio::ONE,
            central_highlands: HazardRatio::ONE,
            southeast: HazardRatio::ONE,
            mekong_delta: HazardRatio::ONE,
        }
    }
}

impl RegionRatios {
    /// The ratio of a region.
    pub fn of(&self, region: Region) -> HazardRatio {
        match region {
            Region::RedRiverDelta => self.red_river_delta,
            Region::NorthernMountains => self.northern_midlands_mountains,
            Region::CentralCoast => self.north_central_coast,
            Region::CentralHighlands => self.central_highlands,
            Region::Southeast => self.southeast,
            Region::MekongDelta => self.mekong_delta,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that names a region by its name in files moves that region alone.
    #[test]
    fn each_region_is_found_by_its_name() {
        for region in Region::ALL {
            let table = format!("{} = 0.5", region.name());
            let ratios: RegionRatios = toml::from_str(&table).unwrap();
            let found = Region::ALL.map(|of| ratios.of(of).get());
            assert_eq!(found, Region::ALL.map(|of| if of == region { 0.5 } else { 1.0 }));
        }
    }
}
