//! Child-protection services of a province: caseworkers' queue and open cases.

use super::commune::Referral;
use crate::quantities::Month;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A case that a caseworker holds open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCase {
    /// Row of the commune in the country's list.
    pub commune: u32,
    /// Row of the home in the commune.
    pub home: u16,
    /// Generation of the home when the case was opened.
    pub generation: u8,
    /// Month in which it closes.
    pub closes: Month,
}

/// Queue, open cases and the month's counts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ProvinceServices {
    /// Survivors waiting for a caseworker, first come first served.
    pub survivors_waiting: VecDeque<Referral>,
    /// Homes waiting for a caseworker; served after survivors.
    pub homes_waiting: VecDeque<Referral>,
    /// Cases held open.
    pub open: Vec<OpenCase>,
    /// Cases opened in the month just past.
    pub opened: u32,
    /// Referrals received in the month just past.
    pub referred: u32,
    /// Referrals dropped unserved in the month just past.
    pub unmet: u32,
    /// Places for open cases in the month just past.
    pub places: u32,
}
