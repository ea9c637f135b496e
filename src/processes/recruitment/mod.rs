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
pub use effort::of_forms;
pub use selection::{abroad_probability, selection, vulnerability};

use effort::{Effort, PLACES_A_YEAR, SELECTION, place_of};

use super::{CommuneContext, HomeRatios};
use crate::pathways::Pathway;
use crate::population::{Commune, Form, NetworkType, person_flag};
use crate::quantities::{HazardRatio, MonthlyRate, Share};
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
    /// `K` by form and network type, over the selection.
    selection: Box<[[[f32; SELECTION]; 4]; 5]>,
    /// What a mean entrant brings to a commune.
    entrant: Box<Effort>,
}

impl Recruitment {
    /// The tables of recruitment; `mix` holds the shares of entrants by sector and network type.
    pub fn new(params: Params, mix: &[[f32; 4]; 5]) -> Self {
        let mut selection = Box::new([[[0.0; SELECTION]; 4]; 5]);
        let mut entrant = Box::new(Effort::NONE);
        for form in Form::ALL {
            for network in NetworkType::ALL {
                let table = &mut selection[form as usize][network as usize];
                for (entry, value) in table.iter_mut().enumerate().take(18 * PLACES_A_YEAR) {
                    let (years, flags) = ((entry / PLACES_A_YEAR) as u32, (entry % PLACES_A_YEAR) as u16);
                    *value = self::selection(&params, form, network, years, flags) as f32;
                }
                entrant.add(form, mix[form as usize][network as usize], table);
            }
        }
        Self { params, selection, entrant }
    }

    /// Vulnerability of a person of reference home, by age in whole years and flags.
    pub fn vulnerability(&self, years: u32, flags: u16) -> f64 {
        vulnerability(&self.params, years, flags)
    }

    /// Effort of a mean entrant on a person with this code.
    pub fn of_entrant(&self, code: u16) -> f32 {
        self.entrant.total()[place_of(code)]
    }

    /// Ratios of recruitment by circumstances of the home.
    pub fn home_ratios(&self) -> &HomeRatios {
        &self.params.home
    }

    /// The pull of the recruiters who are at work in a commune this month.
    pub fn pull<'a>(&'a self, commune: &Commune, recruiters: &[LocalRecruiter]) -> LocalEffort<'a> {
        let mut effort = Effort::NONE;
        for recruiter in recruiters {
            let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
            effort.add(recruiter.form, recruiter.effort, selection);
        }
        let contact = self.params.contact.get() as f32 / commune.children.max(1) as f32;
        LocalEffort { effort, entrant: &self.entrant, contact }
    }

    /// Ratio of a child who is away or has survived trafficking lately, in a home with these reach bits.
    pub fn ratio_of_state(&self, here: &CommuneContext<'_>, flags: u16, reach: u16) -> f32 {
        let p = &self.params;
        let mut ratio = 1.0;
        if flags & person_flag::AWAY != 0 {
            ratio *= here.pathways.ratio(Pathway::RecruitmentAway, reach);
        }
        if flags & person_flag::RECENT_SURVIVOR != 0 {
            ratio *= p.survivor.get() as f32 * here.pathways.ratio(Pathway::Retrafficking, reach);
            if flags & person_flag::SUPPORTED != 0 {
                ratio *= p.survivor_supported.get() as f32 * here.pathways.capacities.support_effect as f32;
            }
        }
        ratio
    }
}

/// What recruiters exert on the children of a commune in a month.
#[derive(Debug)]
pub struct LocalEffort<'a> {
    effort: Effort,
    entrant: &'a Effort,
    /// Hazard of a child of reference circumstances for each unit of effort.
    pub contact: f32,
}

impl LocalEffort<'_> {
    /// Effort on a person with this code.
    #[inline(always)]
    pub fn on(&self, code: u16) -> f32 {
        self.effort.total()[place_of(code)]
    }

    /// The efforts where no lever moves a form.
    pub fn unmoved(&self) -> LeveredEffort {
        LeveredEffort { forms: None, on: *self.effort.total(), of_entrant: *self.entrant.total() }
    }

    /// The efforts where levers move the forms by these ratios.
    pub fn moved(&self, forms: [f32; 5]) -> LeveredEffort {
        LeveredEffort {
            on: self.effort.moved(&forms),
            of_entrant: self.entrant.moved(&forms),
            forms: Some(forms),
        }
    }
}

/// Efforts in homes whose levers move the forms alike: a table for a few sets of ratios, for every person would add up five forms twice.
#[derive(Debug, Clone)]
pub struct LeveredEffort {
    /// The levers' ratios; none where nothing moves the forms.
    pub forms: Option<[f32; 5]>,
    on: [f32; SELECTION],
    of_entrant: [f32; SELECTION],
}

impl LeveredEffort {
    /// Effort on a person with this code.
    #[inline(always)]
    pub fn on(&self, code: u16) -> f32 {
        self.on[place_of(code)]
    }

    /// The same for the effort of a mean entrant.
    #[inline(always)]
    pub fn of_entrant(&self, code: u16) -> f32 {
        self.of_entrant[place_of(code)]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::population::person_code;

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

    /// Effort 2 of a stranger on sexual exploitation among 4 children: 0.5 / 4 = 0.125 for each unit, and on a girl of 16
    /// away, of whom strangers gain 2: 2 x 2 x 0.8 x 2 = 6.4. Nobody there: a mean entrant's pull all the same.
    #[test]
    fn pull_is_shared_among_the_children_and_falls_on_those_selected() {
        let recruitment = Recruitment::new(params(), &[[0.05; 4]; 5]);
        let stranger = LocalRecruiter {
            key: 1,
            form: Form::Sexual,
            network: NetworkType::Other,
            effort: 2.0,
            capacity: 1,
        };
        let mut commune = Commune::empty(0, 0, 0.5);
        commune.children = 4;
        let girl = person_code(16, person_flag::FEMALE | person_flag::AWAY);
        let pull = recruitment.pull(&commune, &[stranger]);
        assert_eq!(pull.contact, 0.125);
        assert!((pull.on(girl) - 6.4).abs() < 1e-6);
        let of_nobody = recruitment.pull(&commune, &[]);
        assert_eq!(of_nobody.on(girl), 0.0);
        assert!(pull.unmoved().of_entrant(girl) > 0.0, "an entrant's effort does not hang on who is there");
        assert_eq!(of_nobody.unmoved().of_entrant(girl), recruitment.of_entrant(girl));
        assert_eq!(pull.unmoved().of_entrant(girl), recruitment.of_entrant(girl));
    }

    /// Survivors 3, supported ones half of it; levers: 0.5 on children away, 0.25 on survivors, 0.8 by support.
    #[test]
    fn who_is_away_or_a_survivor_has_the_ratios_of_levers_and_support() {
        use crate::pathways::ProvincePathways;
        use crate::population::testing::province;
        use person_flag::{AWAY, RECENT_SURVIVOR, SUPPORTED};
        let recruitment = Recruitment::new(params(), &[[0.05; 4]; 5]);
        assert_eq!((recruitment.vulnerability(16, 0), recruitment.vulnerability(18, 0)), (2.0, 0.0));
        let province = province("01", crate::population::Region::RedRiverDelta, 1.0, 0);
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::RecruitmentAway, 0.5);
        pathways.multiply(0, Pathway::Retrafficking, 0.25);
        pathways.capacities.support_effect = 0.8;
        let here = CommuneContext::by_hand(&province, &pathways);
        for (flags, reach, expected) in [
            (0, 1, 1.0),
            (SUPPORTED, 1, 1.0),
            (AWAY, 1, 0.5),
            (AWAY, 0, 1.0),
            (RECENT_SURVIVOR, 1, 0.75),
            (RECENT_SURVIVOR, 0, 3.0),
            (RECENT_SURVIVOR | SUPPORTED, 1, 0.3),
            (RECENT_SURVIVOR | AWAY, 1, 0.375),
        ] {
            let found = recruitment.ratio_of_state(&here, flags, reach);
            assert!((found - expected).abs() < 1e-6, "{flags:b} {reach}: {found}");
        }
    }

    #[test]
    fn the_ratios_of_the_home_are_those_of_the_parameters() {
        let home = HomeRatios { poverty: HazardRatio::new(3.0).unwrap(), ..HomeRatios::default() };
        let recruitment = Recruitment::new(Params { home: home.clone(), ..params() }, &[[0.05; 4]; 5]);
        assert_eq!(*recruitment.home_ratios(), home);
    }
}
