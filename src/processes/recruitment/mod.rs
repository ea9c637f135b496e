//! Recruitment: recruiters' effort meets children.
//!
//! In each commune every active recruiter `r` has an effort `e_r`, a sector (form `f`) and a
//! network type `n`. The monthly hazard of child `i` is a sum of competing hazards, one a
//! recruiter,
//!
//! `h_i = contact / N * V_i * sum_r e_r * K(f_r, n_r, i) * L(f_r, i)`
//!
//! with `N` the commune's children (effort is shared among them; recruiters are counted per child,
//! so a larger commune is no safer), `V_i` the child's vulnerability (out of school, away from
//! home, online, and the circumstances of the home), `K` how sector and network type select by age,
//! sex and being away, and `L` the levers. One spell clock runs down by the sum; when it runs out
//! one recruiter is chosen in proportion to its term, among those with capacity left this month. If
//! none has capacity left the approach fails and a new spell begins. Who is away from home in the
//! country meets the recruiters of where he or she is (`elsewhere.rs`); who is abroad was recruited
//! from home, by the commune's. With the effort of a mean
//! entrant in the place of `e_r`, the same sum over the commune's children is its *prospect*: the
//! cases a month that a mean entrant could expect, whether a recruiter is there or not. Nothing
//! about the manner of recruiting is represented.
//!
//! Sources: C14 and M18 (own migration), X11 and M03 (out of school, violence at home), C10
//! (wealth), C11 and M13 (minorities), M07 (network types), M17 (shocks, through debt and
//! migration), I38-I39 (renewed trafficking).

mod case;
mod effort;
mod elsewhere;
mod selection;

pub use case::{Approached, Held, begin_episode, share_out};
pub use effort::{MOVING_FORMS, of_forms};
pub use elsewhere::{Comers, Destination, Destinations, NOWHERE, Surroundings};
pub use selection::{abroad_probability, selection, vulnerability};

use effort::{Effort, PLACES_A_YEAR, SELECTION, over_children, place_of};

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
    /// Ratio of strangers and agencies for children who are away; family recruiters lose by it what
    /// strangers gain.
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
    /// Sector.
    pub form: Form,
    /// Network type.
    pub network: NetworkType,
    /// Effort relative to the mean recruiter.
    pub effort: f32,
    /// Most cases this month.
    pub capacity: u8,
}

impl LocalRecruiter {
    /// Most cases this month among the people of whom the share `sampled` is simulated: the
    /// capacity's share, but one at least.
    pub fn capacity_among(&self, sampled: f64) -> u8 {
        if self.capacity == 0 { 0 } else { ((f64::from(self.capacity) * sampled).round() as u8).max(1) }
    }
}

/// Shares of entrants by sector and network type.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct EntrantMix {
    by_form: [[f32; 4]; 5],
}

impl EntrantMix {
    /// Share of a sector and network type.
    pub fn share(&self, form: Form, network: NetworkType) -> f32 {
        self.by_form[form as usize][network as usize]
    }

    /// The same, to be set.
    pub fn share_mut(&mut self, form: Form, network: NetworkType) -> &mut f32 {
        &mut self.by_form[form as usize][network as usize]
    }

    /// Of each sector and network type as many.
    #[cfg(test)]
    pub(super) fn even() -> Self {
        Self { by_form: [[0.05; 4]; 5] }
    }
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
    pub fn new(params: Params, mix: &EntrantMix) -> Self {
        let mut selection = Box::new([[[0.0; SELECTION]; 4]; 5]);
        let mut entrant = Box::new(Effort::NONE);
        for form in Form::ALL {
            for network in NetworkType::ALL {
                let table = &mut selection[form as usize][network as usize];
                for (entry, value) in table.iter_mut().enumerate().take(18 * PLACES_A_YEAR) {
                    let (years, flags) = ((entry / PLACES_A_YEAR) as u32, (entry % PLACES_A_YEAR) as u16);
                    *value = self::selection(&params, form, network, years, flags) as f32;
                }
                entrant.add(form, mix.share(form, network), table);
            }
        }
        Self { params, selection, entrant }
    }

    /// Vulnerability of a person of reference home, by age in whole years and flags.
    pub fn vulnerability(&self, years: u32, flags: u16) -> f64 {
        vulnerability(&self.params, years, flags)
    }

    /// Ratios of recruitment by circumstances of the home.
    pub fn home_ratios(&self) -> &HomeRatios {
        &self.params.home
    }

    /// The pull of the recruiters who are at work in a commune this month.
    ///
    /// Of the commune's children the share `sampled` is simulated; the effort is shared among all
    /// of them.
    pub fn pull(&self, commune: &Commune, recruiters: &[LocalRecruiter], sampled: f64) -> LocalEffort {
        let mut effort = Effort::NONE;
        for recruiter in recruiters {
            let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
            effort.add(recruiter.form, recruiter.effort, selection);
        }
        let contact = (self.params.contact.get() * sampled) as f32 / commune.children.max(1) as f32;
        LocalEffort { effort, contact }
    }

    /// Cases a month that a recruiter here could expect: its effort on everybody as open as they
    /// are. Of the commune's people the share `sampled` has been met.
    pub fn expected_of(&self, recruiter: &LocalRecruiter, met: &[LeveredEffort], sampled: f64) -> f32 {
        let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
        let of_one = |met: &LeveredEffort| {
            let ratio = met.forms.map_or(1.0, |forms| forms[recruiter.form as usize]);
            ratio * met.openness_to(selection)
        };
        let cases = recruiter.effort * met.iter().map(of_one).sum::<f32>() / sampled as f32;
        cases.min(f32::from(recruiter.capacity))
    }

    /// The same for a mean entrant, without a bound.
    pub fn expected_of_entrant(&self, met: &[LeveredEffort], sampled: f64) -> f32 {
        let of_one = |met: &LeveredEffort| match &met.forms {
            None => met.openness_to(self.entrant.total()),
            Some(forms) => met.openness_to(&self.entrant.moved(forms)),
        };
        met.iter().map(of_one).sum::<f32>() / sampled as f32
    }

    /// Ratio of a child who is away or has survived trafficking lately, in a home with these reach
    /// bits.
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
pub struct LocalEffort {
    effort: Effort,
    /// Hazard of a child of reference circumstances for each unit of effort.
    pub contact: f32,
}

impl LocalEffort {
    /// The efforts where no lever moves a form.
    pub fn unmoved(&self) -> LeveredEffort {
        LeveredEffort { forms: None, on: *self.effort.total(), open: [0.0; SELECTION] }
    }

    /// The efforts where levers move the forms by these ratios.
    pub fn moved(&self, forms: [f32; 5]) -> LeveredEffort {
        LeveredEffort { on: self.effort.moved(&forms), forms: Some(forms), open: [0.0; SELECTION] }
    }
}

/// Efforts in homes whose levers move the forms alike, and how open the people are whom they meet:
/// a table for a few sets of ratios, for every person would add up five forms.
#[derive(Debug, Clone)]
pub struct LeveredEffort {
    /// The levers' ratios; none where nothing moves the forms.
    pub forms: Option<[f32; 5]>,
    on: [f32; SELECTION],
    /// Hazards for each unit of effort, summed over the people met so far at each place of the
    /// selection.
    open: [f32; SELECTION],
}

impl LeveredEffort {
    /// The hazard of a person with this code who is open by so much to each unit of effort.
    #[inline(always)]
    pub fn meet(&mut self, code: u16, open: f32) -> f32 {
        let place = place_of(code);
        self.open[place] += open;
        open * self.on[place]
    }

    /// Hazards summed over the people met, under an effort that selects so.
    fn openness_to(&self, selection: &[f32; SELECTION]) -> f32 {
        over_children(&self.open, selection)
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

    /// Effort 2 of a stranger on sexual exploitation among 4 children: 0.5 / 4 = 0.125 for each
    /// unit, and on a girl of 16 away, of whom strangers gain 2: 2 x 2 x 0.8 x 2 = 6.4. Nobody
    /// there: a mean entrant's pull all the same.
    #[test]
    fn pull_is_shared_among_the_children_and_falls_on_those_selected() {
        let recruitment = Recruitment::new(params(), &EntrantMix::even());
        let stranger =
            LocalRecruiter { form: Form::Sexual, network: NetworkType::Other, effort: 2.0, capacity: 1 };
        let mut commune = Commune::empty(0, 0, 0.5);
        commune.children = 4;
        let girl = person_code(16, person_flag::FEMALE | person_flag::AWAY);
        let pull = recruitment.pull(&commune, &[stranger], 1.0);
        assert_eq!(pull.contact, 0.125);
        assert_eq!(recruitment.pull(&commune, &[], 0.1).contact, 0.0125, "4 of 40 children are simulated");
        let mut met = pull.unmoved();
        assert!((met.meet(girl, 1.0) - 6.4).abs() < 1e-6);
        let mut of_nobody = recruitment.pull(&commune, &[], 1.0).unmoved();
        assert_eq!(of_nobody.meet(girl, 1.0), 0.0);
        let of_entrant = recruitment.expected_of_entrant(&[of_nobody], 1.0);
        assert!(of_entrant > 0.0, "an entrant's effort does not hang on who is there");
        assert_eq!(recruitment.expected_of_entrant(&[met], 1.0), of_entrant);
    }

    /// The girl above, open by 0.125: 0.8 cases for the stranger of effort 2. Of twice as many
    /// people the same; half where levers halve the form; eight times as many people are simulated
    /// by one in eight, and nobody takes more than two cases.
    #[test]
    fn a_recruiter_expects_what_its_effort_would_bring_of_all_the_people_there() {
        let recruitment = Recruitment::new(params(), &EntrantMix::even());
        let stranger =
            LocalRecruiter { form: Form::Sexual, network: NetworkType::Other, effort: 2.0, capacity: 2 };
        let mut commune = Commune::empty(0, 0, 0.5);
        commune.children = 4;
        let pull = recruitment.pull(&commune, &[stranger], 1.0);
        let girl = person_code(16, person_flag::FEMALE | person_flag::AWAY);
        let met = |mut effort: LeveredEffort| {
            effort.meet(girl, 0.125);
            recruitment.expected_of(&stranger, &[effort], 1.0)
        };
        assert!((met(pull.unmoved()) - 0.8).abs() < 1e-6);
        assert!((met(pull.moved([0.5; 5])) - 0.4).abs() < 1e-6);
        let mut some = pull.unmoved();
        some.meet(girl, 0.125);
        assert!((recruitment.expected_of(&stranger, &[some.clone()], 0.5) - 1.6).abs() < 1e-6);
        assert_eq!(recruitment.expected_of(&stranger, &[some], 0.125), 2.0);
        assert_eq!([1.0, 0.5, 0.1].map(|sampled| stranger.capacity_among(sampled)), [2, 1, 1]);
    }

    /// Survivors 3, supported ones half of it; levers: 0.5 on children away, 0.25 on survivors, 0.8
    /// by support.
    #[test]
    fn who_is_away_or_a_survivor_has_the_ratios_of_levers_and_support() {
        use crate::pathways::ProvincePathways;
        use crate::population::testing::province;
        use person_flag::{AWAY, RECENT_SURVIVOR, SUPPORTED};
        let recruitment = Recruitment::new(params(), &EntrantMix::even());
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
        let recruitment = Recruitment::new(Params { home: home.clone(), ..params() }, &EntrantMix::even());
        assert_eq!(*recruitment.home_ratios(), home);
    }
}
