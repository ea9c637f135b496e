//! Children (0-17) and young people (18-24), one row a place in a family.

use crate::quantities::Month;
use crate::random::SpellClock;

/// Age in months at which a person counts as an adult.
pub const ADULT_AT: i32 = 18 * 12;
/// Age in months at which a young person leaves the model.
pub const LEAVES_AT: i32 = 25 * 12;
/// Age in months from which the survey asks.
pub const SURVEY_FROM: i32 = 12 * 12;

/// What is true of a person, as bits. The lowest seven index the processes' rate tables
/// (see [`People::code`]); their order is part of that contract.
pub mod person_flag {
    /// A girl or young woman.
    pub const FEMALE: u16 = 1;
    /// Away from home for work, at home or abroad.
    pub const AWAY: u16 = 1 << 1;
    /// Unsafe exposure online.
    pub const ONLINE: u16 = 1 << 2;
    /// Goes to school.
    pub const ENROLLED: u16 = 1 << 3;
    /// In child labour (under 18) or work.
    pub const WORKING: u16 = 1 << 4;
    /// Married or in union.
    pub const MARRIED: u16 = 1 << 5;
    /// In exploitation now.
    pub const HELD: u16 = 1 << 6;
    /// The flags that index the rate tables.
    pub const CODE: u16 = (1 << 7) - 1;
    /// Left exploitation less than 24 months ago.
    pub const RECENT_SURVIVOR: u16 = 1 << 7;
    /// Experienced trafficking before the 18th birthday.
    pub const EVER_BEFORE_18: u16 = 1 << 8;
    /// Recorded by the authorities as a victim at least once.
    pub const IDENTIFIED: u16 = 1 << 9;
    /// Received support as a survivor at least once.
    pub const SUPPORTED: u16 = 1 << 10;
    /// Trafficked more than once.
    pub const AGAIN: u16 = 1 << 11;
    /// Experience before 18 went over a border.
    pub const EVER_ABROAD: u16 = 1 << 12;
    /// Away abroad rather than inside the country (only with `AWAY`).
    pub const ABROAD: u16 = 1 << 13;
    /// Married before the 18th birthday.
    pub const MARRIED_BEFORE_18: u16 = 1 << 14;
}

/// Age class for the rate tables: whole years 0 to 24; one class more for a place that is empty now
/// (not yet born, or left).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age;

impl Age {
    /// The class of an empty place.
    pub const EMPTY: u16 = 25;
    /// Number of classes.
    pub const CLASSES: usize = 26;

    /// Age class of an age in months.
    #[inline]
    pub fn class(months: i32) -> u16 {
        if (0..LEAVES_AT).contains(&months) { (months as u32 / 12) as u16 } else { Self::EMPTY }
    }
}

/// The columns of a commune's people. All have one length; homes hold contiguous rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    /// Month of birth, which may lie ahead.
    pub birth: Vec<i16>,
    /// [`person_flag`]s.
    pub flags: Vec<u16>,
    /// Row of the home in the commune.
    pub home: Vec<u16>,
    /// Spell in school or out of it.
    pub school: Vec<SpellClock>,
    /// Spell in work or out of it.
    pub work: Vec<SpellClock>,
    /// Spell before marriage.
    pub marriage: Vec<SpellClock>,
    /// Spell at home or away.
    pub migration: Vec<SpellClock>,
    /// Spell before recruitment, or in exploitation.
    pub trafficking: Vec<SpellClock>,
}

impl People {
    /// Rows, empty places included.
    pub fn len(&self) -> usize {
        self.birth.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.birth.is_empty()
    }

    /// Age in months; negative before birth, 300 or more after leaving.
    #[inline]
    pub fn age(&self, row: usize, month: Month) -> i32 {
        month.0 - i32::from(self.birth[row])
    }

    /// Whether a person lives in this row now.
    #[inline]
    pub fn present(&self, row: usize, month: Month) -> bool {
        (0..LEAVES_AT).contains(&self.age(row, month))
    }

    /// Index into a rate table: age class and the seven coding flags. `age_class` is in steps of 128.
    #[inline]
    pub fn code(&self, row: usize, age_step: u16) -> usize {
        usize::from(age_step | (self.flags[row] & person_flag::CODE))
    }

    /// Whether a flag (or any of several) is set.
    #[inline]
    pub fn has(&self, row: usize, flag: u16) -> bool {
        self.flags[row] & flag != 0
    }

    /// Sets flags.
    #[inline]
    pub fn set(&mut self, row: usize, flag: u16) {
        self.flags[row] |= flag;
    }

    /// Clears flags.
    #[inline]
    pub fn clear(&mut self, row: usize, flag: u16) {
        self.flags[row] &= !flag;
    }

    /// Appends an empty place of a home.
    pub fn push(&mut self, birth: i16, home: u16) {
        self.birth.push(birth);
        self.flags.push(0);
        self.home.push(home);
        for clock in
            [&mut self.school, &mut self.work, &mut self.marriage, &mut self.migration, &mut self.trafficking]
        {
            clock.push(SpellClock::default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_fall_into_whole_years_and_empty_places_into_a_class_of_their_own() {
        let months = [-1, 0, 11, 12, 215, 216, 299, 300].map(Age::class);
        assert_eq!(months, [25, 0, 0, 1, 17, 18, 24, 25]);
    }
}
