//! Children (0-17) and young people (18-24), one row a place in a family.

use crate::quantities::Month;
use crate::random::{Draws, SpellClock, Stream};
use serde::{Deserialize, Serialize};

/// Age in months at which a person counts as an adult.
pub const ADULT_AT: i32 = 18 * 12;
/// Age in months at which a young person leaves the model.
pub const LEAVES_AT: i32 = 25 * 12;
/// Age in months from which the survey asks.
pub const SURVEY_FROM: i32 = 12 * 12;

/// What is true of a person, as bits. The lowest seven index the processes' rate tables
/// (see [`person_code`]); their order is part of that contract.
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
    pub const CODE: u16 = (1 << CODE_BITS) - 1;
    /// How many they are.
    pub const CODE_BITS: u16 = 7;
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
    #[inline(always)]
    pub fn class(months: i16) -> u16 {
        // Below zero wraps to far above: one comparison finds both kinds of empty place.
        let months = months as u16;
        if months < LEAVES_AT as u16 { months / 12 } else { Self::EMPTY }
    }
}

/// Index into a rate table: age class and the coding flags.
#[inline(always)]
pub fn person_code(age_class: u16, flags: u16) -> u16 {
    age_class << person_flag::CODE_BITS | flags & person_flag::CODE
}

/// The spells of everyday life, side by side because they run down together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Spell {
    /// In school or out of it.
    School,
    /// In work or out of it.
    Work,
    /// Before marriage.
    Marriage,
    /// At home or away.
    Migration,
}

impl Spell {
    /// How many there are.
    pub const COUNT: usize = 4;
    /// All of them, in the order in which events of one month happen.
    pub const ALL: [Self; Self::COUNT] = [Self::School, Self::Work, Self::Marriage, Self::Migration];

    /// The chance event that a spell's length is drawn by.
    pub const fn stream(self) -> Stream {
        match self {
            Self::School => Stream::SchoolSpell,
            Self::Work => Stream::WorkSpell,
            Self::Marriage => Stream::MarriageSpell,
            Self::Migration => Stream::MigrationSpell,
        }
    }
}

/// The columns of a commune's people. All have one length; homes hold contiguous rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// Month of birth, which may lie ahead.
    pub birth: Vec<i16>,
    /// [`person_flag`]s.
    pub flags: Vec<u16>,
    /// Row of the home in the commune.
    pub home: Vec<u16>,
    /// Spells of everyday life, by [`Spell`].
    pub spell_clocks: Vec<[SpellClock; Spell::COUNT]>,
    /// Spell before recruitment, or in exploitation.
    pub trafficking: Vec<SpellClock>,
}

impl People {
    /// Bytes of a row in all columns.
    pub const BYTES_EACH: usize = size_of::<i16>()
        + 2 * size_of::<u16>()
        + size_of::<[SpellClock; Spell::COUNT]>()
        + size_of::<SpellClock>();

    /// Empty places: so many for each home in turn. Places are for good, so columns take what they
    /// need once and leave no gaps in memory by growing.
    pub fn empty_places(of_homes: impl Iterator<Item = usize> + Clone) -> Self {
        let rows = of_homes.clone().sum();
        let mut home = Vec::with_capacity(rows);
        for (row, places) in (0u16..).zip(of_homes) {
            home.extend(std::iter::repeat_n(row, places));
        }
        Self {
            birth: vec![i16::MAX; rows],
            flags: vec![0; rows],
            home,
            spell_clocks: vec![Default::default(); rows],
            trafficking: vec![SpellClock::default(); rows],
        }
    }

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

    /// A spell begins: its clock starts anew. `key` is the person's identity.
    pub fn begin(&mut self, row: usize, spell: Spell, draws: &Draws, key: u64, month: Month) {
        self.spell_clocks[row][spell as usize] = SpellClock::start(draws, spell.stream(), key, month);
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
        self.spell_clocks.push(Default::default());
        self.trafficking.push(SpellClock::default());
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
