//! Homes: families with children, one row a place in a commune.

use super::Propensities;
use super::columns::{Debt, LogConsumption, StandardScore};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What is true of a home, as bits. The lowest nine index the processes' tables of home factors.
pub mod home_flag {
    /// Ethnic minority family.
    pub const MINORITY: u16 = 1;
    /// Caregiver without lower secondary schooling.
    pub const LOW_EDUCATION: u16 = 1 << 1;
    /// A caregiver has migrated for work.
    pub const CAREGIVER_ABSENT: u16 = 1 << 2;
    /// Consumption below the province's poverty line this month.
    pub const POOR: u16 = 1 << 3;
    /// Debt above the threshold.
    pub const INDEBTED: u16 = 1 << 4;
    /// Physical violence against the children.
    pub const VIOLENT: u16 = 1 << 5;
    /// Weak supervision of the children.
    pub const WEAK_SUPERVISION: u16 = 1 << 6;
    /// Urban residence.
    pub const URBAN: u16 = 1 << 7;
    /// Remembers an illness, a loss of income, a harvest failure or a disaster (for twelve months
    /// on average).
    pub const SHOCKED: u16 = 1 << 8;
    /// The flags that index tables of home factors.
    pub const CODE: u16 = (1 << 9) - 1;
    /// Most income comes from farming.
    pub const FARM: u16 = 1 << 9;
    /// Has an open case with a caseworker.
    pub const CASE_MANAGED: u16 = 1 << 10;
    /// Violent discipline of any kind, psychological aggression included.
    pub const VIOLENT_DISCIPLINE: u16 = 1 << 11;
    /// Wealth fifth (0 poorest to 4 richest) in three bits.
    pub(super) const FIFTH_SHIFT: u16 = 12;

    /// The wealth fifth beside flags, 0 poorest to 4 richest.
    #[inline(always)]
    pub fn fifth(flags: u16) -> usize {
        usize::from(flags >> FIFTH_SHIFT & 0b111)
    }

    /// The flags with one of them set or cleared, without a branch.
    #[inline(always)]
    pub fn when(flags: u16, flag: u16, on: bool) -> u16 {
        (flags & !flag) | (u16::from(on) * flag)
    }
}

/// The columns of a commune's homes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Homes {
    /// First row of the home's people; one entry more than homes.
    pub first: Vec<u16>,
    /// [`home_flag`]s.
    pub flags: Vec<u16>,
    /// Permanent log consumption, relative to the national reference.
    pub permanent: Vec<LogConsumption>,
    /// Transitory log consumption.
    pub transitory: Vec<LogConsumption>,
    /// Debt in months of income.
    pub debt: Vec<Debt>,
    /// Fixed threshold of violence: the home is violent while its log odds exceed it.
    pub temper: Vec<StandardScore>,
    /// Fixed supervision of the children.
    pub supervision: Vec<StandardScore>,
    /// Parenting quality gained over the home's own baseline, standard deviations.
    pub parenting_gain: Vec<StandardScore>,
    /// One bit for each lever that reaches the home.
    pub reach: Vec<u16>,
    /// How many families have followed one another here.
    pub generation: Vec<u8>,
    /// What of the homes' propensities is remembered, while levers grow.
    #[serde(skip)]
    pub propensities: Propensities,
}

impl Homes {
    /// Bytes of a home in all columns.
    pub const BYTES_EACH: usize = 3 * size_of::<u16>()
        + 2 * size_of::<LogConsumption>()
        + size_of::<Debt>()
        + 3 * size_of::<StandardScore>()
        + size_of::<u8>();

    /// No homes yet, with room for so many.
    pub fn with_capacity(homes: usize) -> Self {
        let mut first = Vec::with_capacity(homes + 1);
        first.push(0);
        Self {
            first,
            flags: Vec::with_capacity(homes),
            permanent: Vec::with_capacity(homes),
            transitory: Vec::with_capacity(homes),
            debt: Vec::with_capacity(homes),
            temper: Vec::with_capacity(homes),
            supervision: Vec::with_capacity(homes),
            parenting_gain: Vec::with_capacity(homes),
            reach: Vec::with_capacity(homes),
            generation: Vec::with_capacity(homes),
            propensities: Propensities::default(),
        }
    }

    /// Number of homes.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether there are no homes.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// Rows of the home's people.
    #[inline]
    pub fn members(&self, home: usize) -> Range<usize> {
        usize::from(self.first[home])..usize::from(self.first[home + 1])
    }

    /// Whether a flag (or any of several) is set.
    #[inline]
    pub fn has(&self, home: usize, flag: u16) -> bool {
        self.flags[home] & flag != 0
    }

    /// Sets or clears flags.
    #[inline]
    pub fn assign(&mut self, home: usize, flag: u16, on: bool) {
        self.flags[home] = home_flag::when(self.flags[home], flag, on);
    }

    /// Wealth fifth, 0 poorest to 4 richest.
    #[inline]
    pub fn fifth(&self, home: usize) -> usize {
        home_flag::fifth(self.flags[home])
    }

    /// Sets the wealth fifth.
    pub fn set_fifth(&mut self, home: usize, fifth: usize) {
        debug_assert!(fifth < 5);
        self.flags[home] &= !(0b111 << home_flag::FIFTH_SHIFT);
        self.flags[home] |= (fifth as u16) << home_flag::FIFTH_SHIFT;
    }

    /// Log consumption this month, relative to the national reference, before any cash support.
    #[inline]
    pub fn log_consumption(&self, home: usize) -> f32 {
        self.permanent[home].get() + self.transitory[home].get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_shares_its_word_with_the_flags() {
        let mut homes = Homes { flags: vec![home_flag::MINORITY | home_flag::FARM], ..Homes::default() };
        for fifth in [4, 0, 3] {
            homes.set_fifth(0, fifth);
            assert_eq!(homes.fifth(0), fifth);
            assert!(homes.has(0, home_flag::MINORITY) && homes.has(0, home_flag::FARM));
        }
    }
}
