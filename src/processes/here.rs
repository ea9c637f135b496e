//! What a process may know beyond a commune's own people, and what processes of one month hand on.

use super::HomeTable;
use crate::pathways::{Pathway, ProvincePathways};
use crate::population::{Age, Commune, Province};
use crate::quantities::Month;
use crate::random::{Draws, Stream};

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

/// The random words of a home in a month (stream `household.month`), shared out by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HomeWords([u32; 4]);

impl HomeWords {
    /// The words of a family this month.
    #[inline]
    pub fn draw(draws: &Draws, family: u64, month: Month) -> Self {
        Self(draws.block(Stream::HouseholdMonth, family, month))
    }

    /// Innovation of income.
    #[inline]
    pub fn innovation(self) -> u32 {
        self.0[0]
    }

    /// Whether a shock meets this home, as a unit number of 24 bits.
    #[inline]
    pub fn shock(self) -> f32 {
        unit24(self.0[1])
    }

    /// Caregiver's leaving or return, as a unit number of 20 bits.
    #[inline]
    pub fn caregiver(self) -> f32 {
        unit20(self.0[2])
    }

    /// Fading of the memory of a shock, as a unit number of 12 bits.
    #[inline]
    pub fn forgetting(self) -> f32 {
        unit12(self.0[2])
    }

    /// Referral of the home, as a unit number of 24 bits.
    #[inline]
    pub fn referral(self) -> f32 {
        unit24(self.0[3])
    }
}

fn unit24(word: u32) -> f32 {
    ((word >> 8) as f32 + 0.5) / 16_777_216.0
}

fn unit20(word: u32) -> f32 {
    ((word >> 12) as f32 + 0.5) / 1_048_576.0
}

fn unit12(word: u32) -> f32 {
    ((word & 0xFFF) as f32 + 0.5) / 4096.0
}

/// Columns that the processes of one commune-month hand on to one another; nothing in them outlives the month.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// Random words of each home.
    pub words: Vec<HomeWords>,
    /// Log consumption of each home this month, cash support included.
    pub consumption: Vec<f32>,
    /// The factor of each home in the process at work.
    pub home_factor: Vec<f32>,
    /// A second factor of each home, where a process has two hazards.
    pub other_factor: Vec<f32>,
    /// Age class of each person, in steps of a [`super::RateTable`].
    pub age_step: Vec<u16>,
}

impl Scratch {
    /// Fills the age classes and the homes' words for a commune-month.
    pub fn begin(&mut self, commune: &Commune, here: &Here<'_>) {
        self.age_step.clear();
        let month = here.month.0;
        self.age_step.extend(commune.people.birth.iter().map(|&b| Age::class(month - i32::from(b)) << 7));
        self.words.clear();
        let homes = commune.homes.len();
        self.words
            .extend((0..homes).map(|home| HomeWords::draw(&here.draws, commune.home_key(home), here.month)));
        self.consumption.resize(homes, 0.0);
    }

    /// Fills the factor of each home: its circumstances times the levers on a pathway.
    pub fn fill_home_factors(
        &mut self,
        commune: &Commune,
        here: &Here<'_>,
        table: &HomeTable,
        pathway: Pathway,
    ) {
        let homes = &commune.homes;
        self.home_factor.clear();
        self.home_factor.extend((0..homes.len()).map(|home| {
            table.factor(self.consumption[home], homes.flags[home])
                * here.pathways.ratio(pathway, homes.reach[home])
        }));
    }
}
