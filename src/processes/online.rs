//! Online exposure: contact with strangers on the internet that a child cannot judge.
//!
//! Each child has one fixed propensity. From the tenth birthday on, once a year, the child is
//! exposed while the propensity lies below `p` with log odds
//! `logit(base) + ln(odds ratio of levers) + ln(odds ratio of the times)` (M19: 1 % of
//! internet-using children of 12-17 were exploited online in a year; M20: a third had safety
//! information).

use super::{CommuneContext, Scratch};
use crate::pathways::{Condition, Pathway};
use crate::population::{Commune, person_flag};
use crate::quantities::{Month, Share};
use crate::random::Stream;
use serde::Deserialize;
use std::ops::Range;

/// Ages in years at which children are exposed.
const AGES: Range<u16> = 10..18;

/// Parameters of online exposure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Prevalence among children of 10 and over.
    pub exposure: Share,
}

/// Prevalence of exposure, moved by an odds ratio of the times and the levers.
pub fn prevalence(params: &Params, odds_ratio: f64) -> f64 {
    let log_odds = params.exposure.logit() + libm::log(odds_ratio);
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// Looks at every child who has a birthday this month; the eighteenth ends the exposure.
pub fn step(params: &Params, commune: &mut Commune, here: &CommuneContext<'_>, scratch: &mut Scratch) {
    let of_times = here.pathways.times.of(Condition::OnlineExposure);
    let standing = prevalence(params, of_times);
    let Scratch { birthdays, rows, units, .. } = scratch;
    birthdays.of_ages(&AGES, rows);
    units.draw(commune, rows, &here.draws, (Stream::OnlineExposure, Month(0)));
    for (&row, propensity) in rows.iter().zip(units.iter()) {
        let person = usize::from(row);
        let home = commune.home_of(person);
        let prevalence = match here.pathways.ratio(Pathway::OnlineExposure, commune.homes.reach[home]) {
            1.0 => standing,
            of_levers => prevalence(params, of_times * f64::from(of_levers)),
        };
        let exposed = if propensity < prevalence { person_flag::ONLINE } else { 0 };
        commune.people.clear(person, person_flag::ONLINE);
        commune.people.set(person, exposed);
    }
    for birthday in birthdays.between.iter().filter(|birthday| birthday.years == AGES.end) {
        commune.people.clear(usize::from(birthday.row), person_flag::ONLINE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_ratios_move_the_odds() {
        let params = Params { exposure: Share::new(0.2).unwrap() };
        assert!((prevalence(&params, 1.0) - 0.2).abs() < 1e-12);
        // odds 0.25 x 4 = 1
        assert!((prevalence(&params, 4.0) - 0.5).abs() < 1e-12);
    }
}
