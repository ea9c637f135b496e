//! What a process may know beyond a commune's own people, and what processes of one month hand on.

use super::alike::Alike;
use super::spells::{HomeHazards, LeverRatios};
use super::{Band, widely};
use crate::pathways::ProvincePathways;
use crate::population::{Commune, LEAVES_AT, Province, keys};
use crate::quantities::Month;
use crate::random::{Dither, Draws, Stream, unit_from_words};
use std::ops::Range;

/// The month, the province and its pathways.
#[derive(Debug, Clone, Copy)]
pub struct Here<'a> {
    /// This month.
    pub month: Month,
    /// All the chance of the run.
    pub draws: Draws,
    /// The commune's province.
    pub province: &'a Province,
    /// What levers do in the province this month.
    pub pathways: &'a ProvincePathways,
}

/// Lists the rows of those of some ages; without a branch, for nobody can foresee it.
pub fn of_ages(birthdays: &[Birthday], ages: Range<u16>, rows: &mut Vec<u16>) {
    let mut found = 0;
    let places = room(rows, birthdays.len());
    for birthday in birthdays {
        places[found] = birthday.row;
        found += usize::from(ages.contains(&birthday.years));
    }
    rows.truncate(found);
}

/// Rows that are looked at together, where few of many matter.
const TOGETHER: usize = 64;

/// Random words of many agents of one commune: a block for each, word by word.
#[derive(Debug, Clone, Default)]
struct Words {
    columns: [Vec<u32>; 4],
    low_keys: Vec<u32>,
}

impl Words {
    /// Draws a block of a stream for every agent, by the low words of their identities.
    fn draw(
        &mut self,
        commune: &Commune,
        low_keys: impl Iterator<Item = u32>,
        draws: &Draws,
        (stream, month, index): (Stream, Month, u32),
    ) {
        self.low_keys.clear();
        self.low_keys.extend(low_keys);
        self.columns.iter_mut().for_each(|column| column.resize(self.low_keys.len(), 0));
        let high = keys::home_high(commune.province, commune.number);
        widely(
            #[inline(always)]
            || draws.blocks(stream, high, &self.low_keys, month, index, &mut self.columns),
        );
    }
}

/// One unit number for each of some people of a commune.
#[derive(Debug, Clone, Default)]
pub struct PersonUnits(Words);

impl PersonUnits {
    /// Draws those of a stream and month for the people in these rows: the numbers of [`Draws::uniform`], side by side.
    pub fn draw(
        &mut self,
        commune: &Commune,
        rows: &[u16],
        here: &Here<'_>,
        (stream, month): (Stream, Month),
    ) {
        let low_keys = rows.iter().map(|&row| commune.person_key(usize::from(row)) as u32);
        self.0.draw(commune, low_keys, &here.draws, (stream, month, 0));
    }

    /// The numbers drawn last, in the order of the rows.
    pub fn iter(&self) -> impl Iterator<Item = f64> {
        let [high, low, ..] = &self.0.columns;
        high.iter().zip(low).map(|(&high, &low)| unit_from_words(high, low))
    }
}

/// The random words of a commune's homes in a month (stream `household.month`), shared out by name.
#[derive(Debug, Clone, Default)]
pub struct HomeWords(Words);

impl HomeWords {
    /// Draws the words of every family of a commune.
    pub fn draw(&mut self, commune: &Commune, here: &Here<'_>) {
        self.fill(commune, &here.draws, (Stream::HouseholdMonth, here.month, 0));
    }

    /// One fixed unit number of each home for each of four levers: those of one block of stream `lever.reach`.
    pub fn propensities(&mut self, commune: &Commune, here: &Here<'_>, block: u32) -> &[Vec<u32>; 4] {
        self.fill(commune, &here.draws, (Stream::LeverReach, Month(0), block));
        &self.0.columns
    }

    fn fill(&mut self, commune: &Commune, draws: &Draws, (stream, month, index): (Stream, Month, u32)) {
        let generations = commune.homes.generation.iter().zip(0u16..);
        let low_keys = generations.map(|(&generation, home)| keys::home_low(home, generation));
        self.0.draw(commune, low_keys, draws, (stream, month, index));
    }

    /// Innovation of income of each home: the level of a table of 4,096.
    #[inline(always)]
    pub fn innovation(&self) -> impl Iterator<Item = usize> {
        self.0.columns[0].iter().map(|word| (word >> 20) as usize)
    }

    /// What of a hazard below a step of a spell clock is kept this month, the same for all in a home.
    #[inline(always)]
    pub fn dither(&self) -> impl Iterator<Item = Dither> {
        self.0.columns[0].iter().map(|&word| Dither::from_low_bits(word))
    }

    /// The dither of one home.
    pub fn dither_of(&self, home: usize) -> Dither {
        Dither::from_low_bits(self.0.columns[0][home])
    }

    /// Whether a shock meets each home, as a unit number of 24 bits.
    #[inline(always)]
    pub fn shock(&self) -> impl Iterator<Item = f32> {
        self.0.columns[1].iter().map(|&word| unit24(word))
    }

    /// Each caregiver's leaving or return, as a unit number of 20 bits.
    #[inline(always)]
    pub fn caregiver(&self) -> impl Iterator<Item = f32> {
        self.0.columns[2].iter().map(|word| ((word >> 12) as f32 + 0.5) / 1_048_576.0)
    }

    /// Fading of each home's memory of a shock, as a unit number of 12 bits.
    #[inline(always)]
    pub fn forgetting(&self) -> impl Iterator<Item = f32> {
        self.0.columns[2].iter().map(|word| ((word & 0xFFF) as f32 + 0.5) / 4096.0)
    }

    /// Referral of each home, as a unit number of 24 bits.
    #[inline(always)]
    pub fn referral(&self) -> impl Iterator<Item = f32> {
        self.0.columns[3].iter().map(|&word| unit24(word))
    }

    /// The homes whose referral lies below a probability, few among many.
    pub fn referred(&self, probability: f32) -> Vec<usize> {
        let below = |&word: &u32| unit24(word) < probability;
        let mut homes = Vec::new();
        widely(
            #[inline(always)]
            || {
                for (words, first) in self.0.columns[3].chunks(TOGETHER).zip((0..).step_by(TOGETHER)) {
                    if words.iter().fold(false, |any, word| any | below(word)) {
                        homes.extend(
                            (first..).zip(words).filter(|(_, word)| below(word)).map(|(home, _)| home),
                        );
                    }
                }
            },
        );
        homes
    }
}

#[inline(always)]
fn unit24(word: u32) -> f32 {
    ((word >> 8) as f32 + 0.5) / 16_777_216.0
}

/// Columns that the processes of one commune-month hand on to one another; nothing in them outlives the month.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// Rows of those who are born this month.
    pub births: Vec<u16>,
    /// Rows of those whose 25th birthday is this month.
    pub leaving: Vec<u16>,
    /// The birthdays in between, in the order of rows.
    pub birthdays: Vec<Birthday>,
    marks: Vec<u8>,
    /// Random words of each home.
    pub words: HomeWords,
    /// Rows of some people, and a unit number for each of them.
    pub some: (Vec<u16>, PersonUnits),
    /// Innovation of each home's log consumption.
    pub innovations: Vec<f32>,
    /// Fall of each home's log consumption by shocks.
    pub falls: Vec<f32>,
    /// Log consumption of each home this month, cash support included.
    pub consumption: Vec<f32>,
    /// Its band in the tables of hazard ratios.
    pub bands: Vec<Band>,
    /// What of a hazard below a step of a clock is kept, in each home.
    pub dithers: Vec<Dither>,
    /// Log odds ratio of violence in each home, by levers.
    pub of_levers: Vec<f32>,
    /// What each home adds to the hazards of its people.
    pub home_hazards: Vec<HomeHazards>,
    /// What levers do to hazards and to recruiters by form, for each set of them.
    pub lever_ratios: Alike<LeverRatios>,
    /// The levers' ratios on recruiters by form, in each home; empty where no lever acts.
    pub of_forms: Vec<[f32; 5]>,
    /// Spells that end this month: the row of the person, and a bit for each spell.
    pub ended: Vec<(u16, u8)>,
}

/// A birthday between birth and leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birthday {
    /// Row of the person.
    pub row: u16,
    /// Age in years, 1 to 24.
    pub years: u16,
}

impl Scratch {
    /// Turns to a commune: finds its births and birthdays.
    pub fn begin(&mut self, commune: &Commune, here: &Here<'_>) {
        let (month, births) = (here.month.0 as i16, commune.people.birth.as_slice());
        let whole_years = |&birth: &i16| {
            let age = month.wrapping_sub(birth) as u16;
            u8::from(age <= LEAVES_AT as u16 && age.is_multiple_of(12))
        };
        self.marks.clear();
        widely(
            #[inline(always)]
            || self.marks.extend(births.iter().map(whole_years)),
        );
        self.marks.resize(self.marks.len().next_multiple_of(TOGETHER), 0);
        self.births.clear();
        self.leaving.clear();
        self.birthdays.clear();
        let (groups, _) = self.marks.as_chunks::<TOGETHER>();
        for (group, first) in groups.iter().zip((0..).step_by(TOGETHER)) {
            let mut left = bits(group);
            while left != 0 {
                let row = first + left.trailing_zeros() as usize;
                let age = month.wrapping_sub(births[row]);
                let row = row as u16;
                match i32::from(age) {
                    0 => self.births.push(row),
                    LEAVES_AT => self.leaving.push(row),
                    _ => self.birthdays.push(Birthday { row, years: age as u16 / 12 }),
                }
                left &= left - 1;
            }
        }
    }
}

/// The first rows of a column, which grows where it has fewer.
pub(super) fn room<T: Copy + Default>(column: &mut Vec<T>, rows: usize) -> &mut [T] {
    if column.len() < rows {
        column.resize(rows, T::default());
    }
    &mut column[..rows]
}

/// A bit for each mark, which is 0 or 1. The product gathers the marks of eight bytes in its highest one: that of byte `n`
/// moves up by `56 - 7 n` bits, to bit `56 + n`.
fn bits(marks: &[u8; TOGETHER]) -> u64 {
    let (eights, _) = marks.as_chunks::<8>();
    let gather = |&eight| u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().zip((0..).step_by(8)).fold(0, |bits, (eight, place)| bits | gather(eight) << place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_bits_in_their_order() {
        let mut marks = [0; TOGETHER];
        let places = [0, 3, 7, 8, 21, 40, 62, 63];
        places.iter().for_each(|&place: &usize| marks[place] = 1);
        assert_eq!(bits(&marks), places.iter().fold(0, |bits, place| bits | 1 << place));
        assert_eq!(bits(&[1; TOGETHER]), u64::MAX);
    }
}
