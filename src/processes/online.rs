//! Online exposure: contact with strangers on the internet that a child cannot judge.
//!
//! Each child has one fixed propensity. From the tenth birthday on, once a year, the child is exposed while the
//! propensity lies below `p` with log odds `logit(base) + ln(odds ratio of levers)` (M19: 1 % of internet-using children of 12-17 were exploited online in a year; M20: a third had safety information).

use super::Here;
use crate::pathways::Pathway;
use crate::population::{ADULT_AT, Commune, person_flag};
use crate::quantities::{Month, Share};
use crate::random::Stream;
use serde::Deserialize;

/// Age in months from which children are exposed.
const FROM: i32 = 120;

/// Parameters of online exposure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Prevalence among children of 10 and over.
    pub exposure: Share,
}

/// Prevalence of exposure, moved by the levers' odds ratio.
pub fn prevalence(params: &Params, of_levers: f64) -> f64 {
    let log_odds = params.exposure.logit() + libm::log(of_levers);
    1.0 / (1.0 + libm::exp(-log_odds))
}

/// Looks at every child who has a birthday this month; `rows` are those of all people who have one.
pub fn step(params: &Params, commune: &mut Commune, here: &Here<'_>, rows: &[u16]) {
    let standing = prevalence(params, 1.0);
    for &row in rows {
        let person = usize::from(row);
        let age = commune.people.age(person, here.month);
        if !(FROM..=ADULT_AT).contains(&age) {
            continue;
        }
        let home = commune.home_of(person);
        let prevalence = match here.pathways.ratio(Pathway::OnlineExposure, commune.homes.reach[home]) {
            1.0 => standing,
            of_levers => prevalence(params, of_levers.into()),
        };
        let key = commune.person_key(person);
        let exposed = age < ADULT_AT && here.draws.happens(Stream::OnlineExposure, key, Month(0), prevalence);
        if exposed {
            commune.people.set(person, person_flag::ONLINE);
        } else {
            commune.people.clear(person, person_flag::ONLINE);
        }
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
