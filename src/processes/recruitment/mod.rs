//! Recruitment: recruiters' effort meets children.
//!
//! In each commune every active recruiter `r` has an effort `e_r`, a sector (form `f`) and a network type `n`. The monthly
//! hazard of child `i` is a sum of competing hazards, one a recruiter,
//!
//! `h_i = contact / N * V_i * sum_r e_r * K(f_r, n_r, i) * L(f_r, i)`
//!
//! with `N` the commune's children (effort is shared among them; recruiters are counted per child, so a larger commune
//! is no safer), `V_i` the child's vulnerability (out of school, away from home, online, and the circumstances of the
//! home), `K` how sector and network type select by age, sex and being away, and `L` the levers. One spell
//! clock runs down by the sum; when it runs out one recruiter is chosen in proportion to its term, among those with capacity
//! left this month. If none has capacity left the approach fails and a new spell begins.
//! With the effort of a mean entrant in the place of `e_r`, the same sum over the commune's children is its *prospect*: the
//! cases a month that a mean entrant could expect, whether a recruiter is there or not.
//! Nothing about the manner of recruiting is represented.
//!
//! Sources: C14 and M18 (own migration), X11 and M03 (out of school, violence at home), C10 (wealth), C11 and M13
//! (minorities), M07 (network types), M17 (shocks, through debt and migration), I38-I39 (renewed trafficking).

mod case;
mod effort;
mod selection;

pub use case::{begin_episode, share_out};
pub use selection::{abroad_probability, selection, vulnerability};

use effort::{Effort, PLACES_A_YEAR, SELECTION, SELECTION_FLAGS};

use super::{Here, HomeRatios, HomeTable, RateTable, Scratch};
use crate::pathways::Pathway;
use crate::population::{Commune, Form, NetworkType, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate, Share};
use crate::random::Hazard;
use serde::Deserialize;

/// Parameters of recruitment.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Hazard of a child of 15-17 of reference circumstances, for one mean recruiter a child.
    pub contact: MonthlyRate,
    /// Ratio at ages 5-11 against 15-17.
    pub age_5_11: HazardRatio,
    /// Ratio at ages 12-14 against 15-17.
    pub age_12_14: HazardRatio,
    /// Girls' share of the pull of each form, all else equal.
    pub girls_share: GirlsShare,
    /// Probability that a case of forced labour or courier tasks goes over the border.
    pub abroad_labour: Share,
    /// Probability that a case of another form does.
    pub abroad_other: Share,
    /// Ratio for children who are out of school (from age 6).
    pub out_of_school: HazardRatio,
    /// Ratio for children away from home.
    pub away: HazardRatio,
    /// Ratio for unsafe exposure online.
    pub online: HazardRatio,
    /// Ratio for recent survivors.
    pub survivor: HazardRatio,
    /// Further ratio for recent survivors who are supported.
    pub survivor_supported: HazardRatio,
    /// Ratio of strangers and agencies for children who are away; family recruiters lose by it what strangers gain.
    pub stranger_away: HazardRatio,
    /// Ratios by circumstances of the home.
    pub home: HomeRatios,
}

/// Girls' share of the pull of each form of which it is uncertain; infants of both sexes are alike.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GirlsShare {
    /// Forced labour.
    pub labour: Share,
    /// Courier and illegal tasks.
    pub courier: Share,
    /// Sexual exploitation.
    pub sexual: Share,
    /// Forced or sold marriage.
    pub marriage: Share,
}

impl GirlsShare {
    /// The share of a form.
    pub fn of(&self, form: Form) -> f64 {
        match form {
            Form::Labour => self.labour.get(),
            Form::Courier => self.courier.get(),
            Form::Sexual => self.sexual.get(),
            Form::Marriage => self.marriage.get(),
            Form::Adoption => 0.5,
        }
    }
}

/// A recruiter at work in a commune this month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalRecruiter {
    /// Identity.
    pub key: u64,
    /// Sector.
    pub form: Form,
    /// Network type.
    pub network: NetworkType,
    /// Effort relative to the mean recruiter.
    pub effort: f32,
    /// Most cases this month.
    pub capacity: u8,
}

/// Recruitment with its tables.
#[derive(Debug, Clone)]
pub struct Recruitment {
    params: Params,
    vulnerability: RateTable,
    home: HomeTable,
    /// `K` by form and network type, over the selection.
    selection: Box<[[[f32; SELECTION]; 4]; 5]>,
    /// What a mean entrant brings to a commune.
    entrant: Box<Effort>,
}

impl Recruitment {
    /// The tables of recruitment; `mix` holds the shares of entrants by sector and network type.
    pub fn new(params: Params, mix: &[[f32; 4]; 5]) -> Self {
        let vulnerability = RateTable::new(|years, flags| vulnerability(&params, years, flags));
        let home = HomeTable::new(&params.home);
        let mut selection = Box::new([[[0.0; SELECTION]; 4]; 5]);
        let mut entrant = Box::new(Effort::NONE);
        for form in Form::ALL {
            for network in NetworkType::ALL {
                let table = &mut selection[form as usize][network as usize];
                for (entry, value) in table.iter_mut().enumerate() {
                    let (years, flags) = ((entry / PLACES_A_YEAR) as u32, (entry % PLACES_A_YEAR) as u16);
                    *value = self::selection(&params, form, network, years, flags) as f32;
                }
                entrant.add(form, mix[form as usize][network as usize], table);
            }
        }
        Self { params, vulnerability, home, selection, entrant }
    }

    /// A month of recruitment in a commune. Cases go to the commune's log, from which recruiters learn.
    pub fn step(
        &self,
        commune: &mut Commune,
        here: &Here<'_>,
        recruiters: &[LocalRecruiter],
        scratch: &mut Scratch,
    ) {
        commune.prospect = 0.0;
        if commune.children == 0 {
            return;
        }
        let mut effort = Effort::NONE;
        for recruiter in recruiters {
            let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
            effort.add(recruiter.form, recruiter.effort, selection);
        }
        let mut remaining: Vec<u8> = recruiters.iter().map(|recruiter| recruiter.capacity).collect();
        let contact = self.params.contact.get() as f32 / commune.children as f32;
        let homes = &commune.homes;
        scratch.home_factor.clear();
        scratch.home_factor.extend(
            (0..homes.len())
                .map(|home| contact * self.home.factor(scratch.consumption[home], homes.flags[home])),
        );
        for person in 0..commune.people.len() {
            let code = commune.people.code(person, scratch.age_step[person]);
            let vulnerability = self.vulnerability.get(code);
            if vulnerability == 0.0 {
                continue;
            }
            let home = commune.home_of(person);
            let place = (code >> 7) * PLACES_A_YEAR + (code & usize::from(SELECTION_FLAGS));
            let reach = commune.homes.reach[home];
            let own = if commune.people.has(person, person_flag::RECENT_SURVIVOR | person_flag::AWAY) {
                self.ratio_of_state(commune, here, person, reach)
            } else {
                1.0
            };
            let openness = vulnerability * own * scratch.home_factor[home];
            commune.prospect += openness * self.entrant.on(place, here, reach);
            let hazard = openness * effort.on(place, here, reach);
            if commune.people.trafficking[person].runs_out(Hazard::from_rate(hazard)) {
                self.approach(commune, here, person, place, recruiters, &mut remaining);
            }
        }
    }

    /// Ratio of a child who is away or has survived trafficking lately.
    fn ratio_of_state(&self, commune: &Commune, here: &Here<'_>, person: usize, reach: u16) -> f32 {
        let p = &self.params;
        let mut ratio = 1.0;
        if commune.people.has(person, person_flag::AWAY) {
            ratio *= here.pathways.ratio(Pathway::RecruitmentAway, reach);
        }
        if commune.people.has(person, person_flag::RECENT_SURVIVOR) {
            ratio *= p.survivor.get() as f32 * here.pathways.ratio(Pathway::Retrafficking, reach);
            if commune.people.has(person, person_flag::SUPPORTED) {
                ratio *= p.survivor_supported.get() as f32 * here.pathways.capacities.support_effect as f32;
            }
        }
        ratio
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn params() -> Params {
        let (share, ratio) = (|s| Share::new(s).unwrap(), |r| HazardRatio::new(r).unwrap());
        Params {
            contact: MonthlyRate::new(0.5).unwrap(),
            age_5_11: ratio(0.1),
            age_12_14: ratio(0.5),
            girls_share: GirlsShare {
                labour: share(0.4),
                courier: share(0.5),
                sexual: share(0.8),
                marriage: share(0.9),
            },
            abroad_labour: share(0.02),
            abroad_other: share(0.2),
            out_of_school: ratio(2.0),
            away: ratio(10.0),
            online: ratio(3.0),
            survivor: ratio(3.0),
            survivor_supported: ratio(0.5),
            stranger_away: ratio(2.0),
            home: HomeRatios::default(),
        }
    }
}
