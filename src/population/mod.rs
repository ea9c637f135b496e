//! State only: children and young people, homes, communes, provinces and recruiters, as columns.
//!
//! A row number is a place in a column, never an identity; identities are the keys of [`keys`].

mod cell;
mod columns;
mod commune;
mod country;
mod elsewhere;
pub mod expected;
mod home;
pub mod keys;
mod people;
mod propensities;
mod recruiters;
mod register;
mod services;
#[cfg(test)]
pub(crate) mod testing;

pub mod synthesis;

pub use crate::places::{LandBorders, ProvinceRecord, Region};
pub use cell::{AGE_BANDS, Cell};
pub use columns::{Debt, LogConsumption, StandardScore};
pub use commune::{CaseRecord, Commune, Episode, RecentSurvivor, Referral};
pub use country::{Country, Province};
pub use elsewhere::{Elsewhere, MetElsewhere, PersonElsewhere, SeenElsewhere, YearElsewhere};
pub use home::{Homes, home_flag};
pub use people::{ADULT_AT, Age, LEAVES_AT, People, SURVEY_FROM, Spell, person_code, person_flag};
pub use propensities::Propensities;
pub use recruiters::{Belief, Enforcement, Form, Memory, NetworkType, RecruiterStatus, Recruiters};
pub use register::{REGISTER_AGES, RegisterCounts};
pub use services::{OpenCase, ProvinceServices};
