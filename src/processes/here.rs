//! What a process may know beyond a commune's own people, and what processes of one month hand on.

use super::alike::Alike;
use super::spells::{HomeHazards, LeverRatios};
use super::widely;
use crate::pathways::ProvincePathways;
use crate::population::{Commune, LEAVES_AT, Province, keys};
use crate::quantities::Month;
use crate::random::{Dither, Draws, Stream};

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

/// The random words of a commune's homes in a month (stream `household.month`), shared out by name.
#[derive(Debug, Clone, Default)]
pub struct HomeWords {
    words: [Vec<u32>; 4],
    low_keys: Vec<u32>,
}

impl HomeWords {
    /// Draws the words of every family of a commune.
    pub fn draw(&mut self, commune: &Commune, here: &Here<'_>) {
        self.fill(commune, &here.draws, (Stream::HouseholdMonth, here.month, 0));
    }

    /// One fixed unit number of each home for each of four levers: those of one block of stream `lever.reach`.
    pub fn propensities(&mut self, commune: &Commune, here: &Here<'_>, block: u32) -> &[Vec<u32>; 4] {
        self.fill(commune, &here.draws, (Stream::LeverReach, Month(0), block));
        &self.words
    }

    fn fill(&mut self, commune: &Commune, draws: &Draws, (stream, month, index): (Stream, Month, u32)) {
        let generations = commune.homes.generation.iter().zip(0u16..);
        self.low_keys.clear();
        self.low_keys.extend(generations.map(|(&generation, home)| keys::home_low(home, generation)));
        self.words.iter_mut().for_each(|column| column.resize(self.low_keys.len(), 0));
        let high = keys::home_high(commune.province, commune.number);
        widely(
            #[inline(always)]
            || draws.blocks(stream, high, &self.low_keys, month, index, &mut self.words),
        );
    }

    /// Innovation of income of each home: the level of a table of 4,096.
    #[inline(always)]
    pub fn innovation(&self) -> impl Iterator<Item = usize> {
        self.words[0].iter().map(|word| (word >> 20) as usize)
    }

    /// What of a hazard below a step of a spell clock is kept this month, the same for all in a home.
    #[inline(always)]
    pub fn dither(&self) -> impl Iterator<Item = Dither> {
        self.words[0].iter().map(|&word| Dither::from_low_bits(word))
    }

    /// The dither of one home.
    pub fn dither_of(&self, home: usize) -> Dither {
        Dither::from_low_bits(self.words[0][home])
    }

    /// Whether a shock meets each home, as a unit number of 24 bits.
    #[inline(always)]
    pub fn shock(&self) -> impl Iterator<Item = f32> {
        self.words[1].iter().map(|&word| unit24(word))
    }

    /// Each caregiver's leaving or return, as a unit number of 20 bits.
    #[inline(always)]
    pub fn caregiver(&self) -> impl Iterator<Item = f32> {
        self.words[2].iter().map(|word| ((word >> 12) as f32 + 0.5) / 1_048_576.0)
    }

    /// Fading of each home's memory of a shock, as a unit number of 12 bits.
    #[inline(always)]
    pub fn forgetting(&self) -> impl Iterator<Item = f32> {
        self.words[2].iter().map(|word| ((word & 0xFFF) as f32 + 0.5) / 4096.0)
    }

    /// Referral of each home, as a unit number of 24 bits.
    #[inline(always)]
    pub fn referral(&self) -> impl Iterator<Item = f32> {
        self.words[3].iter().map(|&word| unit24(word))
    }
}

#[inline(always)]
fn unit24(word: u32) -> f32 {
    ((word >> 8) as f32 + 0.5) / 16_777_216.0
}

/// Columns that the processes of one commune-month hand on to one another; nothing in them outlives the month.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// Rows of people whose age is a whole number of years this month, from birth to leaving.
    pub birthdays: Vec<u16>,
    marks: Vec<u8>,
    /// Random words of each home.
    pub words: HomeWords,
    /// Fall of each home's log consumption by shocks.
    pub falls: Vec<f32>,
    /// Log consumption of each home this month, cash support included.
    pub consumption: Vec<f32>,
    /// Log odds ratio of violence in each home, by levers.
    pub of_levers: Vec<f32>,
    /// What each home adds to the hazards of its people.
    pub home_hazards: Vec<HomeHazards>,
    /// What levers do to hazards and to recruiters by form, for each set of them.
    pub lever_ratios: Alike<LeverRatios>,
    /// The levers' ratios on recruiters by form, in each home; empty where no lever acts.
    pub of_forms: Vec<[f32; 5]>,
    /// Code of each person in the rate tables.
    pub codes: Vec<u16>,
    /// Spells that end this month: the row of the person, and a bit for each spell.
    pub ended: Vec<(u16, u8)>,
}

impl Scratch {
    /// Turns to a commune: finds its birthdays.
    pub fn begin(&mut self, commune: &Commune, here: &Here<'_>) {
        let month = here.month.0 as i16;
        let whole_years = |&birth: &i16| {
            let age = month.wrapping_sub(birth) as u16;
            u8::from(age <= LEAVES_AT as u16 && age.is_multiple_of(12))
        };
        self.marks.clear();
        widely(
            #[inline(always)]
            || self.marks.extend(commune.people.birth.iter().map(whole_years)),
        );
        self.marks.resize(self.marks.len().next_multiple_of(8), 0);
        self.birthdays.clear();
        // Eight people at a time, half of the eights without a birthday.
        let (eights, _) = self.marks.as_chunks::<8>();
        for (&eight, first) in eights.iter().zip((0u16..).step_by(8)) {
            let mut left = u64::from_le_bytes(eight);
            while left != 0 {
                self.birthdays.push(first + (left.trailing_zeros() / 8) as u16);
                left &= left - 1;
            }
        }
    }
}
