//! Proportional hazards in three parts: `rate = person x home x commune`.
//!
//! The person's part depends on age and the seven coding flags, the home's on consumption and the home's flags;
//! both are looked up in small tables made once from the parameters.

use crate::population::{ADULT_AT, Age, home_flag, person_flag};
use crate::quantities::{HazardRatio, Ratio};
use serde::Deserialize;

/// Hazard ratios of the circumstances of the home; one that a process does not name is 1.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HomeRatios {
    /// Elasticity: the hazard falls by this many percent for each percent of consumption.
    pub consumption_elasticity: Ratio,
    /// Below the poverty line.
    pub poverty: HazardRatio,
    /// In debt beyond the threshold.
    pub debt: HazardRatio,
    /// Physical violence in the home.
    pub violence: HazardRatio,
    /// A caregiver away for work.
    pub caregiver_absent: HazardRatio,
    /// Ethnic-minority home.
    pub minority: HazardRatio,
    /// Caregiver without lower secondary schooling.
    pub low_education: HazardRatio,
    /// Weak supervision.
    pub weak_supervision: HazardRatio,
    /// Urban residence.
    pub urban: HazardRatio,
}

impl Default for HomeRatios {
    fn default() -> Self {
        Self {
            consumption_elasticity: Ratio::ZERO,
            poverty: HazardRatio::ONE,
            debt: HazardRatio::ONE,
            violence: HazardRatio::ONE,
            caregiver_absent: HazardRatio::ONE,
            minority: HazardRatio::ONE,
            low_education: HazardRatio::ONE,
            weak_supervision: HazardRatio::ONE,
            urban: HazardRatio::ONE,
        }
    }
}

impl HomeRatios {
    /// The hazard ratio of a home, by the equation
    /// `exp(-elasticity * log consumption) * product of the ratios of what is true of it`.
    pub fn ratio(&self, log_consumption: f64, flags: u16) -> f64 {
        libm::exp(-self.consumption_elasticity.get() * log_consumption) * self.of_flags(flags)
    }

    /// The same circumstances with every ratio raised to a power; -1 turns what hastens into what slows.
    #[must_use]
    pub fn to_the_power(&self, power: f64) -> Self {
        let raise = |ratio: HazardRatio| ratio.to_the_power(power);
        Self {
            consumption_elasticity: self.consumption_elasticity.times(power),
            poverty: raise(self.poverty),
            debt: raise(self.debt),
            violence: raise(self.violence),
            caregiver_absent: raise(self.caregiver_absent),
            minority: raise(self.minority),
            low_education: raise(self.low_education),
            weak_supervision: raise(self.weak_supervision),
            urban: raise(self.urban),
        }
    }

    fn of_flags(&self, flags: u16) -> f64 {
        [
            (home_flag::POOR, self.poverty),
            (home_flag::INDEBTED, self.debt),
            (home_flag::VIOLENT, self.violence),
            (home_flag::CAREGIVER_ABSENT, self.caregiver_absent),
            (home_flag::MINORITY, self.minority),
            (home_flag::LOW_EDUCATION, self.low_education),
            (home_flag::WEAK_SUPERVISION, self.weak_supervision),
            (home_flag::URBAN, self.urban),
        ]
        .into_iter()
        .filter(|(flag, _)| flags & flag != 0)
        .map(|(_, ratio)| ratio.get())
        .product()
    }
}

/// [`HomeRatios`] as tables: consumption in bands an eighth of a log unit wide, and one entry a set of flags.
#[derive(Debug, Clone)]
pub struct HomeTable {
    bands: [f32; Self::BANDS],
    flags: [f32; 256],
}

impl HomeTable {
    const BANDS: usize = 64;
    const BANDS_A_UNIT: f32 = 8.0;
    const LOWEST: f32 = -4.0;

    /// The tables of a process.
    pub fn new(ratios: &HomeRatios) -> Self {
        let middle =
            |band: usize| f64::from(Self::LOWEST) + (band as f64 + 0.5) / f64::from(Self::BANDS_A_UNIT);
        Self {
            bands: std::array::from_fn(|band| ratios.ratio(middle(band), 0) as f32),
            flags: std::array::from_fn(|flags| ratios.of_flags(flags as u16) as f32),
        }
    }

    /// The factor of a home.
    #[inline]
    pub fn factor(&self, log_consumption: f32, flags: u16) -> f32 {
        let band = ((log_consumption - Self::LOWEST) * Self::BANDS_A_UNIT) as i32;
        self.bands[band.clamp(0, Self::BANDS as i32 - 1) as usize]
            * self.flags[usize::from(flags & home_flag::CODE)]
    }
}

/// Monthly rate by age in years and the seven coding flags of a person.
#[derive(Debug, Clone)]
pub struct RateTable(Box<[f32]>);

impl RateTable {
    /// Makes the table from a rate function of age in whole years (0-24) and flags; places that are empty now get
    /// zero.
    pub fn new(rate: impl Fn(u32, u16) -> f64) -> Self {
        let width = usize::from(person_flag::CODE) + 1;
        let mut table = vec![0.0; Age::CLASSES * width].into_boxed_slice();
        for (index, entry) in table.iter_mut().enumerate().take(usize::from(Age::EMPTY) * width) {
            *entry = rate((index / width) as u32, (index % width) as u16) as f32;
        }
        Self(table)
    }

    /// The rate for a code made by [`crate::population::People::code`].
    #[inline]
    pub fn get(&self, code: usize) -> f32 {
        self.0[code]
    }
}

/// Whether an age in whole years is under 18.
pub(super) const fn is_child(years: u32) -> bool {
    years < (ADULT_AT / 12) as u32
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn neutral() -> HomeRatios {
        HomeRatios::default()
    }

    #[test]
    fn ratios_of_what_is_true_multiply() {
        let ratios = HomeRatios {
            poverty: HazardRatio::new(2.0).unwrap(),
            minority: HazardRatio::new(1.5).unwrap(),
            consumption_elasticity: Ratio::new(1.0).unwrap(),
            ..neutral()
        };
        let flags = home_flag::POOR | home_flag::MINORITY;
        assert!((ratios.ratio(libm::log(0.5), flags) - 6.0).abs() < 1e-12);
        assert_eq!(ratios.ratio(0.0, home_flag::VIOLENT), 1.0);
    }

    #[test]
    fn the_table_follows_the_equation_within_half_a_band() {
        let ratios = HomeRatios { consumption_elasticity: Ratio::new(0.8).unwrap(), ..neutral() };
        let table = HomeTable::new(&ratios);
        for tenth in -39..39 {
            let c = tenth as f32 / 10.0;
            let relative = f64::from(table.factor(c, 0)) / ratios.ratio(f64::from(c), 0);
            assert!((relative - 1.0).abs() <= 0.8 / 16.0 * 1.05, "{c}: {relative}");
        }
        assert_eq!(table.factor(-40.0, 0), table.factor(-3.95, 0), "beyond the bands the last one holds");
    }

    #[test]
    fn empty_places_have_no_hazard() {
        let table = RateTable::new(|_, _| 1.0);
        assert_eq!(table.get(usize::from(24u16 << 7 | person_flag::CODE)), 1.0);
        assert_eq!(table.get(usize::from(Age::EMPTY << 7)), 0.0);
    }
}
