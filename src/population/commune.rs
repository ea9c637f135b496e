//! The commune: a neighbourhood of about 2,500 households, the unit of locality and of parallel
//! work.

use super::recruiters::{Form, NetworkType};
use super::{Cell, Elsewhere, Homes, People, RegisterCounts, home_flag, keys, person_flag};
use crate::quantities::Month;
use serde::{Deserialize, Serialize};

/// A person in exploitation now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    /// Row of the person in the commune.
    pub person: u16,
    /// Form of exploitation.
    pub form: Form,
    /// Whether it goes over a border.
    pub abroad: bool,
    /// Row of the province where it is; over a border that of the home, where it is reported.
    pub place: u8,
    /// Month of recruitment.
    pub since: Month,
    /// Whether the authorities have recorded the person in this episode.
    pub identified: bool,
}

/// A person who left exploitation less than 24 months ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentSurvivor {
    /// Row of the person in the commune.
    pub person: u16,
    /// Month of leaving.
    pub since: Month,
    /// Whether already referred to a caseworker for this episode.
    pub referred: bool,
}

/// A home (and perhaps a survivor in it) that asks for a caseworker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Row of the commune in the country's list.
    pub commune: u32,
    /// Row of the home in the commune.
    pub home: u16,
    /// Generation of the home at referral.
    pub generation: u8,
    /// Row of the survivor, where the referral is for one.
    pub survivor: Option<u16>,
    /// Month of referral.
    pub month: Month,
}

/// A case of trafficking as it began, for the tally. Classes, not persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRecord {
    /// Row of the person in the commune.
    pub person: u16,
    /// Age in months.
    pub age: u16,
    /// Form of exploitation.
    pub form: Form,
    /// Whether it goes over a border.
    pub abroad: bool,
    /// Row of the province of exploitation; over a border that of the home, where it is reported.
    pub place: u8,
    /// How the recruiter knew the child.
    pub network: NetworkType,
    /// Whether the child had left home by an own decision to migrate.
    pub own_migration: bool,
    /// Whether the person had been trafficked before.
    pub again: bool,
    /// Month of the case.
    pub month: Month,
}

/// A commune with its homes and people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// Row of the province.
    pub province: u8,
    /// Number among the communes of the whole province, from the centre outwards.
    pub number: u16,
    /// Remoteness of the middle of its slice, 0 at the province's centre to 1.
    pub remoteness: f32,
    /// Homes.
    pub homes: Homes,
    /// Children and young people.
    pub people: People,
    /// People who are elsewhere in the country, and what happens to them there.
    pub elsewhere: Elsewhere,
    /// People in exploitation.
    pub episodes: Vec<Episode>,
    /// People who left it less than 24 months ago.
    pub survivors: Vec<RecentSurvivor>,
    /// Share of the commune's people of 12-24 who are away (smoothed): the migration network.
    pub network: f32,
    /// Awareness of trafficking and of where to turn, 0 to 1.
    pub awareness: f32,
    /// Children under 18 this month.
    pub children: u32,
    /// Cases this month that a mean recruiter entering here could expect.
    pub prospect: f32,
    /// Cases this month that each recruiter at work here could expect, in the order of entry.
    pub yields: Vec<f32>,
    /// Hazards of identification this month, summed over people in exploitation in the province and
    /// abroad.
    pub identification_faced: f32,
    /// The same as it would be without levers and awareness.
    pub identification_standing: f32,
    /// Cases begun since the last tally.
    pub cases: Vec<CaseRecord>,
    /// Referrals of the month, until the province takes them.
    pub referrals: Vec<Referral>,
    /// Register: identified victims and their expectation since the last tally.
    pub register: RegisterCounts,
    /// One entry for each person-month in exploitation since the last tally.
    pub months_held: Vec<Cell>,
}

impl Commune {
    /// A commune without homes.
    pub fn empty(province: u8, number: u16, remoteness: f32) -> Self {
        Self {
            province,
            number,
            remoteness,
            homes: Homes { first: vec![0], ..Homes::default() },
            people: People::default(),
            elsewhere: Elsewhere::default(),
            episodes: Vec::new(),
            survivors: Vec::new(),
            network: 0.0,
            awareness: 0.0,
            children: 0,
            prospect: 0.0,
            yields: Vec::new(),
            identification_faced: 0.0,
            identification_standing: 0.0,
            cases: Vec::new(),
            referrals: Vec::new(),
            register: RegisterCounts::default(),
            months_held: Vec::new(),
        }
    }

    /// Identity of the commune for chance.
    #[inline]
    pub fn key(&self) -> u64 {
        keys::commune(self.province, self.number)
    }

    /// Identity of the family that lives in a home now.
    #[inline]
    pub fn home_key(&self, home: usize) -> u64 {
        keys::home(self.province, self.number, home as u16, self.homes.generation[home])
    }

    /// Identity of the place of a home, whoever lives there.
    #[inline]
    pub fn place_key(&self, home: usize) -> u64 {
        keys::place(self.province, self.number, home as u16)
    }

    /// Identity of a person.
    #[inline]
    pub fn person_key(&self, row: usize) -> u64 {
        let home = self.people.home[row];
        let slot = row - usize::from(self.homes.first[usize::from(home)]);
        let generation = self.homes.generation[usize::from(home)];
        keys::person(self.province, self.number, home, generation, slot as u8)
    }

    /// The class that a person is counted in, at an age in months.
    #[inline]
    pub fn cell(&self, row: usize, age_months: i32) -> Cell {
        let home = self.home_of(row);
        Cell::new(
            self.people.has(row, person_flag::FEMALE),
            age_months.div_euclid(12),
            self.homes.fifth(home),
            self.homes.has(home, home_flag::MINORITY),
            self.homes.has(home, home_flag::URBAN),
        )
    }

    /// Row of the home of a person.
    #[inline]
    pub fn home_of(&self, row: usize) -> usize {
        usize::from(self.people.home[row])
    }
}
