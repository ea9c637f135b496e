//! Recruitment: recruiters' effort meets children.
//!
//! In each commune every active recruiter `r` has an effort `e_r`, a sector (form `f`) and a network type `n`. The monthly
//! hazard of child `i` is a sum of competing hazards, one a recruiter,
//!
//! `h_i = contact / N * V_i * sum_r e_r * K(f_r, n_r, i) * L(f_r, i)`
//!
//! with `N` the commune's children (effort is shared among them; recruiters are counted per child, so a larger commune
//! is no safer), `V_i` the child's vulnerability (out of school, working, married, away from home, online, and the
//! circumstances of the home), `K` how sector and network type select by age, sex, being away and being online, and `L`
//! the levers. One spell clock runs down by the sum; when it runs out one recruiter is chosen in proportion to its term,
//! among those with capacity left this month. If none has capacity left the approach fails and a new spell begins.
//! Nothing about the manner of recruiting is represented.
//!
//! Sources: C14 and M18 (own migration), X11 and M03 (out of school, violence at home), C10 (wealth), C11 and M13
//! (minorities), M07 (network types), M17 (shocks, through debt and migration), I38-I39 (renewed trafficking).

use super::factors::is_child;
use super::{Here, HomeRatios, HomeTable, RateTable, Scratch};
use crate::pathways::Pathway;
use crate::population::{
    ADULT_AT, CaseRecord, Commune, Episode, Form, NetworkType, SURVEY_FROM, person_flag,
};
use crate::quantities::{HazardRatio, MonthlyRate, Share};
use crate::random::{Hazard, SpellClock, Stream, unit_from_word};
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
    /// Ratio of infants (0-2) for recruiters for illegal adoption, against 15-17 for the other forms.
    pub infants_adoption: HazardRatio,
    /// Girls' share of the pull of each form, all else equal.
    pub girls_share: ByForm<Share>,
    /// Probability that a case of a form goes over the border from an inland province.
    pub abroad: ByForm<Share>,
    /// Ratio of that probability in provinces with a land border.
    pub abroad_border_province: HazardRatio,
    /// Ratio for children who are out of school (from age 6).
    pub out_of_school: HazardRatio,
    /// Ratio for working children.
    pub working: HazardRatio,
    /// Ratio for children away from home.
    pub away: HazardRatio,
    /// Ratio for unsafe exposure online.
    pub online: HazardRatio,
    /// Ratio for recent survivors.
    pub survivor: HazardRatio,
    /// Further ratio for recent survivors who are supported.
    pub survivor_supported: HazardRatio,
    /// Ratio of family recruiters for children who are away.
    pub family_away: HazardRatio,
    /// Ratio of strangers and agencies for children who are away.
    pub other_away: HazardRatio,
    /// Ratio of partners for boys.
    pub partner_boys: HazardRatio,
    /// Ratios by circumstances of the home.
    pub home: HomeRatios,
}

/// One value for each form of exploitation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByForm<T> {
    /// Forced labour.
    pub labour: T,
    /// Courier and illegal tasks.
    pub courier: T,
    /// Sexual exploitation.
    pub sexual: T,
    /// Forced or sold marriage.
    pub marriage: T,
    /// Illegal adoption.
    pub adoption: T,
}

impl<T: Copy> ByForm<T> {
    /// The value of a form.
    pub fn of(&self, form: Form) -> T {
        match form {
            Form::Labour => self.labour,
            Form::Courier => self.courier,
            Form::Sexual => self.sexual,
            Form::Marriage => self.marriage,
            Form::Adoption => self.adoption,
        }
    }
}

/// A recruiter at work in a commune this month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalRecruiter {
    /// Row in the country's columns.
    pub row: u32,
    /// Sector.
    pub form: Form,
    /// Network type.
    pub network: NetworkType,
    /// Effort relative to the mean recruiter.
    pub effort: f32,
    /// Most cases this month.
    pub capacity: u8,
}

/// Child ages, and sex, away and online: what sector and network type select by.
const SELECTION: usize = 18 * 8;
/// The three lowest coding flags: sex, away, online.
const SELECTION_FLAGS: u16 = person_flag::FEMALE | person_flag::AWAY | person_flag::ONLINE;

/// Recruitment with its tables.
#[derive(Debug, Clone)]
pub struct Recruitment {
    params: Params,
    vulnerability: RateTable,
    home: HomeTable,
    /// `K` by form and network type, over the selection.
    selection: Box<[[[f32; SELECTION]; 4]; 5]>,
}

/// Vulnerability of a child of reference home; zero for adults and for those in exploitation.
pub fn vulnerability(p: &Params, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let when = |on: bool, ratio: HazardRatio| if on { ratio.get() } else { 1.0 };
    if !is_child(years) || is(person_flag::HELD) {
        return 0.0;
    }
    when(years >= 6 && !is(person_flag::ENROLLED), p.out_of_school)
        * when(is(person_flag::WORKING), p.working)
        * when(is(person_flag::AWAY), p.away)
        * when(is(person_flag::ONLINE), p.online)
}

/// `K`: how sector and network type select by age, sex, being away and being online.
pub fn selection(p: &Params, form: Form, network: NetworkType, years: u32, flags: u16) -> f64 {
    let is = |flag: u16| flags & flag != 0;
    let girl = is(person_flag::FEMALE);
    let girls = p.girls_share.of(form).get();
    let of_sex = 2.0 * if girl { girls } else { 1.0 - girls };
    let of_age = match (form, years) {
        (Form::Adoption, 0..=2) => p.infants_adoption.get(),
        (Form::Adoption, _) | (_, 0..=4) | (Form::Marriage, 5..=11) => 0.0,
        (_, 5..=11) => p.age_5_11.get(),
        (_, 12..=14) => p.age_12_14.get(),
        _ => 1.0,
    };
    let away = is(person_flag::AWAY);
    let of_network = match network {
        NetworkType::Family => {
            if away {
                p.family_away.get()
            } else {
                1.0
            }
        }
        NetworkType::Partner if years < 13 => 0.0,
        NetworkType::Partner => {
            if girl {
                1.0
            } else {
                p.partner_boys.get()
            }
        }
        NetworkType::Friend => 1.0,
        NetworkType::Other => {
            if away {
                p.other_away.get()
            } else {
                1.0
            }
        }
    };
    of_sex * of_age * of_network
}

/// Probability that a case goes over the border.
pub fn abroad_probability(
    p: &Params,
    form: Form,
    child_is_abroad: bool,
    border_province: bool,
    of_levers: f64,
) -> f64 {
    if child_is_abroad {
        return 1.0;
    }
    let ratio = if border_province { p.abroad_border_province.get() } else { 1.0 };
    (p.abroad.of(form).get() * ratio * of_levers).min(1.0)
}

/// Shares out an event among competing terms in proportion: the place of the term that a unit number falls in.
pub fn share_out(terms: &[f32], unit: f64) -> Option<usize> {
    let total: f32 = terms.iter().sum();
    if total <= 0.0 {
        return None;
    }
    let mut left = unit as f32 * total;
    let mut last = None;
    for (place, &term) in terms.iter().enumerate().filter(|(_, term)| **term > 0.0) {
        last = Some(place);
        if left < term {
            break;
        }
        left -= term;
    }
    last
}

impl Recruitment {
    /// The tables of recruitment.
    pub fn new(params: Params) -> Self {
        let vulnerability = RateTable::new(|years, flags| vulnerability(&params, years, flags));
        let home = HomeTable::new(&params.home);
        let mut selection = Box::new([[[0.0; SELECTION]; 4]; 5]);
        for form in Form::ALL {
            for network in NetworkType::ALL {
                for (entry, value) in selection[form as usize][network as usize].iter_mut().enumerate() {
                    let (years, flags) = ((entry / 8) as u32, (entry % 8) as u16);
                    *value = self::selection(&params, form, network, years, flags) as f32;
                }
            }
        }
        Self { params, vulnerability, home, selection }
    }

    /// A month of recruitment in a commune. Cases go to the commune's log, from which recruiters learn.
    pub fn step(
        &self,
        commune: &mut Commune,
        here: &Here<'_>,
        recruiters: &[LocalRecruiter],
        scratch: &mut Scratch,
    ) {
        if recruiters.is_empty() || commune.children == 0 {
            return;
        }
        let effort = self.effort_by_form(recruiters);
        let mut total = [0.0f32; SELECTION];
        for of_form in &effort {
            total.iter_mut().zip(of_form).for_each(|(sum, term)| *sum += term);
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
            let place = (code >> 7) * 8 + (code & usize::from(SELECTION_FLAGS));
            let reach = commune.homes.reach[home];
            let effort = if reach == 0 { total[place] } else { self.effort_on(&effort, place, here, reach) };
            let own = if commune.people.has(person, person_flag::RECENT_SURVIVOR | person_flag::AWAY) {
                self.ratio_of_state(commune, here, person, reach)
            } else {
                1.0
            };
            let hazard = vulnerability * effort * own * scratch.home_factor[home];
            if commune.people.trafficking[person].runs_out(Hazard::from_rate(hazard)) {
                self.approach(commune, here, person, place, recruiters, &mut remaining);
            }
        }
    }

    /// Effort of the commune's recruiters by form, over the selection.
    fn effort_by_form(&self, recruiters: &[LocalRecruiter]) -> [[f32; SELECTION]; 5] {
        let mut effort = [[0.0; SELECTION]; 5];
        for recruiter in recruiters {
            let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
            let of_form = &mut effort[recruiter.form as usize];
            of_form.iter_mut().zip(selection).for_each(|(sum, k)| *sum += recruiter.effort * k);
        }
        effort
    }

    /// Effort on a child of a home that levers reach.
    fn effort_on(&self, effort: &[[f32; SELECTION]; 5], place: usize, here: &Here<'_>, reach: u16) -> f32 {
        Form::ALL.iter().map(|&form| effort[form as usize][place] * lever_ratio(here, form, reach)).sum()
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

    /// The clock ran out: a recruiter with capacity left takes the case, or the approach fails.
    fn approach(
        &self,
        commune: &mut Commune,
        here: &Here<'_>,
        person: usize,
        place: usize,
        recruiters: &[LocalRecruiter],
        remaining: &mut [u8],
    ) {
        let key = commune.person_key(person);
        let reach = commune.homes.reach[commune.home_of(person)];
        let block = here.draws.block(Stream::RecruitmentCase, key, here.month);
        let terms: Vec<f32> = recruiters
            .iter()
            .zip(remaining.iter())
            .map(|(r, &left)| {
                let k = self.selection[r.form as usize][r.network as usize][place];
                if left == 0 { 0.0 } else { r.effort * k * lever_ratio(here, r.form, reach) }
            })
            .collect();
        let Some(chosen) = share_out(&terms, unit_from_word(block[0])) else {
            commune.people.trafficking[person] =
                SpellClock::start(&here.draws, Stream::RecruitmentSpell, key, here.month);
            return;
        };
        remaining[chosen] -= 1;
        let recruiter = recruiters[chosen];
        let people = &commune.people;
        let probability = abroad_probability(
            &self.params,
            recruiter.form,
            people.has(person, person_flag::ABROAD),
            here.province.record.border.any(),
            here.pathways.capacities.border,
        );
        let abroad = unit_from_word(block[1]) < probability;
        let age = people.age(person, here.month);
        commune.cases.push(CaseRecord {
            person: person as u16,
            age: age as u16,
            form: recruiter.form,
            abroad,
            network: recruiter.network,
            recruiter: recruiter.row,
            own_migration: people.has(person, person_flag::AWAY) && age >= SURVEY_FROM,
            again: people.has(person, person_flag::EVER_BEFORE_18),
            month: here.month,
        });
        begin_episode(commune, here, person, recruiter.form, abroad);
    }
}

/// The levers' ratio on recruiters of a form.
fn lever_ratio(here: &Here<'_>, form: Form, reach: u16) -> f32 {
    let pathway = match form {
        Form::Courier => Pathway::RecruitmentCourier,
        Form::Marriage => Pathway::RecruitmentMarriage,
        Form::Adoption => Pathway::RecruitmentAdoption,
        Form::Labour | Form::Sexual => return 1.0,
    };
    here.pathways.ratio(pathway, reach)
}

/// Exploitation begins: the person leaves school, and the clock now runs towards the exit.
pub fn begin_episode(commune: &mut Commune, here: &Here<'_>, person: usize, form: Form, abroad: bool) {
    let key = commune.person_key(person);
    commune.survivors.retain(|survivor| usize::from(survivor.person) != person);
    let child = commune.people.age(person, here.month) < ADULT_AT;
    let people = &mut commune.people;
    if people.has(person, person_flag::EVER_BEFORE_18) {
        people.set(person, person_flag::AGAIN);
    }
    people.clear(person, person_flag::ENROLLED | person_flag::RECENT_SURVIVOR);
    people.set(person, person_flag::HELD);
    if child {
        people.set(person, person_flag::EVER_BEFORE_18 | if abroad { person_flag::EVER_ABROAD } else { 0 });
    }
    people.trafficking[person] = SpellClock::start(&here.draws, Stream::ExitSpell, key, here.month);
    commune.episodes.push(Episode {
        person: person as u16,
        form,
        abroad,
        since: here.month,
        identified: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_shared_out_in_proportion() {
        let terms = [1.0, 0.0, 3.0];
        assert_eq!(share_out(&terms, 0.1), Some(0));
        assert_eq!(share_out(&terms, 0.249), Some(0));
        assert_eq!(share_out(&terms, 0.251), Some(2));
        assert_eq!(share_out(&terms, 1.0), Some(2), "rounding never chooses a term of zero");
        assert_eq!(share_out(&[0.0, 0.0], 0.5), None);
    }
}
