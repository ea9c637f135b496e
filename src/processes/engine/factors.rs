//! Proportional hazards in three parts: `rate = person x home x commune`.
//!
//! The person's part depends on age and the seven coding flags, the home's on consumption and the
//! home's flags; both are looked up in small tables made once from the parameters.

use crate::population::{ADULT_AT, Age, home_flag, person_flag};
use crate::quantities::{HazardRatio, Ratio, nearest_whole};
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
    /// Memory of a shock.
    pub shock: HazardRatio,
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
            shock: HazardRatio::ONE,
        }
    }
}

impl HomeRatios {
    /// The hazard ratio of a home, by the equation
    /// `exp(-elasticity * log consumption) * product of the ratios of what is true of it`.
    pub fn ratio(&self, log_consumption: f64, flags: u16) -> f64 {
        libm::exp(-self.consumption_elasticity.get() * log_consumption) * self.of_flags(flags)
    }

    /// The same circumstances with every ratio raised to a power; -1 turns what hastens into what
    /// slows.
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
            shock: raise(self.shock),
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
            (home_flag::SHOCKED, self.shock),
        ]
        .into_iter()
        .filter(|(flag, _)| flags & flag != 0)
        .map(|(_, ratio)| ratio.get())
        .product()
    }
}

/// A band of consumption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Band(u8);

impl Band {
    /// The band of a log consumption.
    #[inline(always)]
    pub fn of(log_consumption: f32) -> Self {
        let middle = (log_consumption - LOWEST) * BANDS_A_UNIT - 0.5;
        Self(nearest_whole(middle, 0.0, (BANDS - 1) as f32) as u8)
    }
}

/// Circumstances of homes as tables, `N` hazards side by side: consumption in bands an eighth of a
/// log unit wide, and one entry a set of flags.
#[derive(Debug, Clone)]
pub struct HomeTables<const N: usize> {
    bands: Box<[[f32; N]; BANDS]>,
    flags: Box<[[f32; N]; FLAG_SETS]>,
}

const BANDS: usize = 64;
const BANDS_A_UNIT: f32 = 8.0;
const LOWEST: f32 = -4.0;
const FLAG_SETS: usize = home_flag::CODE as usize + 1;

impl<const N: usize> HomeTables<N> {
    /// The tables of the ratios of `N` hazards.
    pub fn new(ratios: [&HomeRatios; N]) -> Self {
        let middle = |band: usize| f64::from(LOWEST) + (band as f64 + 0.5) / f64::from(BANDS_A_UNIT);
        let mut tables = Self { bands: Box::new([[1.0; N]; BANDS]), flags: Box::new([[1.0; N]; FLAG_SETS]) };
        for (n, ratios) in ratios.into_iter().enumerate() {
            for band in 0..BANDS {
                tables.bands[band][n] = ratios.ratio(middle(band), 0) as f32;
            }
            for flags in 0..FLAG_SETS {
                tables.flags[flags][n] = ratios.of_flags(flags as u16) as f32;
            }
        }
        tables
    }

    /// The factors of a home in this band of consumption.
    #[inline(always)]
    pub fn factors(&self, band: Band, flags: u16) -> [f32; N] {
        let of_band = &self.bands[usize::from(band.0) % BANDS];
        let of_flags = &self.flags[usize::from(flags & home_flag::CODE)];
        let mut factors = *of_band;
        for (factor, of_flags) in factors.iter_mut().zip(of_flags) {
            *factor *= of_flags;
        }
        factors
    }
}

/// What follows from a person's age in years and coding flags, made once for all of them: monthly
/// rates side by side.
#[derive(Debug, Clone)]
pub struct RateTables<T>(Box<[T; CODES]>);

/// Codes of persons, rounded up to a power of two: any code, cut to its bits, then lies in the
/// table.
const CODES: usize = (Age::CLASSES << person_flag::CODE_BITS).next_power_of_two();

impl<T: Copy + Default> RateTables<T> {
    /// Makes the tables from a function of age in whole years (0-24) and flags; places that are
    /// empty now get zero.
    pub fn new(rates: impl Fn(u32, u16) -> T) -> Self {
        let width = 1 << person_flag::CODE_BITS;
        let people = (0..usize::from(Age::EMPTY) * width)
            .map(|code| rates((code / width) as u32, (code % width) as u16));
        let nobody = std::iter::repeat(T::default());
        let table: Box<[T]> = people.chain(nobody).take(CODES).collect();
        Self(table.try_into().ok().expect("as many as were taken"))
    }

    /// The rates for a code made by [`person_code`](crate::population::person_code).
    #[inline(always)]
    pub fn get(&self, code: u16) -> &T {
        &self.0[usize::from(code) % CODES]
    }
}

/// Whether an age in whole years is under 18.
pub(crate) const fn is_child(years: u32) -> bool {
    years < (ADULT_AT / 12) as u32
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::population::person_code;

    pub fn neutral() -> HomeRatios {
        HomeRatios::default()
    }

    /// Holds a rate to what is expected of it, by years and flags.
    pub fn assert_rates(rate: impl Fn(u32, u16) -> f64, cases: &[(u32, u16, f64)]) {
        for &(years, flags, expected) in cases {
            assert!((rate(years, flags) - expected).abs() < 1e-15, "{years} {flags:b}");
        }
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
        let table = HomeTables::new([&neutral(), &ratios]);
        for tenth in -39..39 {
            let c = tenth as f32 / 10.0;
            let [one, factor] = table.factors(Band::of(c), 0);
            let relative = f64::from(factor) / ratios.ratio(f64::from(c), 0);
            assert!((relative - 1.0).abs() <= 0.8 / 16.0 * 1.05, "{c}: {relative}");
            assert_eq!(one, 1.0);
        }
        assert_eq!(
            table.factors(Band::of(-40.0), 0),
            table.factors(Band::of(-3.95), 0),
            "beyond the bands the last one holds"
        );
    }

    /// A different prime for each circumstance, so that every set of them has a product of its own.
    fn primes() -> HomeRatios {
        let ratio = |r| HazardRatio::new(r).unwrap();
        HomeRatios {
            consumption_elasticity: Ratio::new(0.5).unwrap(),
            minority: ratio(2.0),
            low_education: ratio(3.0),
            caregiver_absent: ratio(5.0),
            poverty: ratio(7.0),
            debt: ratio(11.0),
            violence: ratio(13.0),
            weak_supervision: ratio(17.0),
            urban: ratio(19.0),
            shock: ratio(23.0),
        }
    }

    #[test]
    fn each_circumstance_has_its_own_ratio_and_a_power_raises_all() {
        let all = home_flag::CODE;
        for (bit, prime) in [2.0, 3.0, 5.0, 7.0, 11.0, 13.0, 17.0, 19.0, 23.0].into_iter().enumerate() {
            assert_eq!(primes().ratio(0.0, 1 << bit), prime);
            assert!((primes().to_the_power(-1.0).ratio(0.0, 1 << bit) * prime - 1.0).abs() < 1e-12);
        }
        assert_eq!(primes().ratio(0.0, all), 223_092_870.0);
        let (once, squared) = (primes().ratio(0.7, all), primes().to_the_power(2.0).ratio(0.7, all));
        assert!((squared / (once * once) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_tables_multiply_consumption_by_circumstances_whatever_else_is_true_of_a_home() {
        let table = HomeTables::new([&primes()]);
        let [alone] = table.factors(Band::of(1.0), 0);
        for flags in 0..=home_flag::CODE {
            let expected = alone * primes().ratio(0.0, flags) as f32;
            assert_eq!(table.factors(Band::of(1.0), flags | home_flag::FARM), [expected], "{flags:b}");
        }
        assert_eq!(Band::of(40.0), Band::of(3.95), "beyond the bands the last one holds");
        assert!(table.factors(Band::of(40.0), 0) < table.factors(Band::of(3.8), 0));
    }

    #[test]
    fn empty_places_have_no_hazard() {
        let table = RateTables::new(|years, _| [1.0, years as f32]);
        assert_eq!(table.get(person_code(24, person_flag::CODE)), &[1.0, 24.0]);
        assert_eq!(table.get(person_code(Age::EMPTY, person_flag::CODE)), &[0.0, 0.0]);
    }
}
