//! What a process may know beyond a commune's own people, and what processes of one month hand on.

use super::groups::GroupsOfHomes;
use super::memo::{CashGains, PerLeverSet};
use super::{Band, Birthdays, HomeDraws, PersonDraws};
use crate::pathways::ProvincePathways;
use crate::pathways::ServiceAndLawSettings;
use crate::population::{Commune, Province};
use crate::processes::recruitment::{Destination, Destinations, LeveredEffort};
use crate::processes::spells::{EndedSpells, HomeHazards, LeverRatios};
use crate::quantities::Month;
use crate::random::{Dither, Draws};

/// The month, the province and its pathways.
#[derive(Debug, Clone, Copy)]
pub struct CommuneContext<'a> {
    /// This month.
    pub month: Month,
    /// All the chance of the run.
    pub draws: Draws,
    /// The commune's province.
    pub province: &'a Province,
    /// What levers do in the province this month.
    pub pathways: &'a ProvincePathways,
    /// The provinces as they meet those who come from elsewhere.
    pub destinations: &'a Destinations<'a>,
}

impl<'a> CommuneContext<'a> {
    /// Another province, where a person is; none for the own one.
    #[inline]
    pub fn another(&self, commune: &Commune, place: u8) -> Option<&'a Destination<'a>> {
        if place == commune.province { None } else { self.destinations.of(place) }
    }

    /// Services and law where a person is.
    #[inline]
    pub fn settings_at(&self, commune: &Commune, place: u8) -> &'a ServiceAndLawSettings {
        &self.another(commune, place).map_or(self.pathways, |there| there.pathways).capacities
    }
}

#[cfg(test)]
impl<'a> CommuneContext<'a> {
    /// The month of worlds made by hand.
    pub fn by_hand(province: &'a Province, pathways: &'a ProvincePathways) -> Self {
        Self {
            month: crate::population::testing::NOW,
            draws: Draws::new(5, 0),
            province,
            pathways,
            destinations: &crate::processes::recruitment::NOWHERE,
        }
    }
}

/// Columns that the processes of one commune-month hand on to one another; nothing in them outlives
/// the month.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// Births and birthdays.
    pub birthdays: Birthdays,
    /// Groups that levers are meant for, home by home.
    pub groups: GroupsOfHomes,
    /// Random words of each home.
    pub home_draws: HomeDraws,
    /// Rows of some people.
    pub rows: Vec<u16>,
    /// A unit number of each of them.
    pub units: PersonDraws,
    /// Innovation of each home's log consumption.
    pub innovations: Vec<f32>,
    /// Fall of each home's log consumption by shocks.
    pub falls: Vec<f32>,
    /// Log consumption of each home this month, cash support included.
    pub consumption: Vec<f32>,
    /// What cash adds to it.
    pub cash_gains: CashGains,
    /// Its band in the tables of hazard ratios.
    pub bands: Vec<Band>,
    /// What of a hazard below a step of a clock is kept, in each home.
    pub dithers: Vec<Dither>,
    /// What levers give each home of a provision.
    pub provided: Vec<f32>,
    /// Log odds ratio of violence in each home, by levers.
    pub of_levers: Vec<f32>,
    /// The same for each set of levers that act on it.
    pub on_violence: PerLeverSet<f32>,
    /// What each home adds to the hazards of its people.
    pub home_hazards: Vec<HomeHazards>,
    /// What levers do to hazards and to recruiters by form, for each set of those that do.
    pub lever_ratios: PerLeverSet<LeverRatios>,
    /// Recruiters' efforts where no lever moves them, and for each set of ratios by form that
    /// levers make.
    pub moved: Vec<LeveredEffort>,
    /// Spells that end this month, in the order of people's rows.
    pub ended: Vec<EndedSpells>,
}
