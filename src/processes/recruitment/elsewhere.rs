//! Recruitment of those who are away from home in the country, by the recruiters of where they are.
//!
//! A person who is away in a province is in no known commune of it, and meets all recruiters at
//! work there alike:
//!
//! `h_i = contact / N * V_i * sum_r e_r * K(f_r, n_r, i) * L(f_r, i)`
//!
//! as in the commune at home, with the sum over the province's recruiters and `N` the children of
//! its communes. Each child is counted in one `N`, that of the home: what a province's recruiters
//! spend on comers its own leavers do not claim, and `N` hangs on births alone, so that a lever in
//! one province reaches another by way of recruiters only. `V` and `L` are those of the home, whose
//! programmes go along with the person; `K` is strangers' and the family's on who is away.
//!
//! Recruiters count comers in what they expect, and entrants in their prospect ([`Comers`]): every
//! simulated person stands for as many real ones as at home, of whom the kept communes of the
//! province have their part, `weight / (weight there * share simulated there)`.
//!
//! A recruiter's capacity bounds the cases of a commune's own people in a month; cases of comers,
//! which begin in many communes at once, are not held to it. With Poisson counts at the standing
//! yield (0.37 a month), a capacity of 2 and the spread of efforts, 3 % of cases would be beyond the
//! bound (1 % at 0.2 and 7 % at 0.6 a month). What recruiters expect is bounded all the same.

use super::effort::{Effort, OF_CHILDREN, SELECTION, place_of};
use super::{LocalRecruiter, Recruitment, of_forms};
use crate::pathways::{Pathways, ProvincePathways};
use crate::population::{Commune, Country, Form, NetworkType, Province};
use crate::processes::recruiters::RecruitersAtWork;
use std::sync::OnceLock;

/// What last month left in a province for those who come from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surroundings {
    /// Children of its kept communes, simulated or not.
    pub children: f64,
    /// Mean awareness of its communes.
    pub awareness: f32,
}

impl Surroundings {
    /// Those of each province.
    pub fn of_provinces<'a>(country: &Country, mut communes: impl Iterator<Item = &'a Commune>) -> Vec<Self> {
        let of_province = |province: &Province| {
            let own = communes.by_ref().take(province.communes.len());
            let (children, awareness) = own.fold((0, 0.0), |(children, awareness), commune| {
                (children + commune.children, awareness + commune.awareness)
            });
            Self {
                children: f64::from(children) / province.sampled,
                awareness: awareness / province.communes.len().max(1) as f32,
            }
        };
        country.provinces.iter().map(of_province).collect()
    }
}

/// A province as it meets those who come from elsewhere.
#[derive(Debug)]
pub struct Destination<'a> {
    /// What levers do there.
    pub pathways: &'a ProvincePathways,
    /// The recruiters at work there.
    pub recruiters: &'a [LocalRecruiter],
    /// What last month left there.
    pub surroundings: Surroundings,
    /// Their efforts, made when somebody meets them.
    effort: OnceLock<Box<Effort>>,
}

/// All provinces as they meet those who come from elsewhere.
#[derive(Debug, Default)]
pub struct Destinations<'a>(Vec<Destination<'a>>);

/// No province is known, as in communes made by hand: who is elsewhere meets nobody.
pub static NOWHERE: Destinations<'static> = Destinations(Vec::new());

impl Destination<'_> {
    /// What a unit of effort is worth there against a home commune of so many children: effort is
    /// shared among the children of either.
    #[inline]
    pub fn share_of_effort(&self, children_at_home: f64) -> f32 {
        (children_at_home / self.surroundings.children.max(1.0)) as f32
    }
}

impl<'a> Destinations<'a> {
    /// The provinces of a month.
    pub fn new(
        country: &Country,
        at_work: &'a RecruitersAtWork,
        surroundings: &[Surroundings],
        pathways: &'a Pathways,
    ) -> Self {
        let provinces = country.provinces.iter().zip(surroundings).zip(&pathways.provinces);
        let of_province = |((province, &surroundings), pathways): ((&Province, _), _)| {
            let recruiters = at_work.in_communes(province.communes.clone());
            Destination { pathways, recruiters, surroundings, effort: OnceLock::new() }
        };
        Self(provinces.map(of_province).collect())
    }

    /// A province by its row; none where no province is known.
    #[inline]
    pub fn of(&self, province: u8) -> Option<&Destination<'a>> {
        self.0.get(usize::from(province))
    }
}

impl Recruitment {
    /// The place in the selection of a person with this code, and the efforts there on him or her;
    /// `forms` are the ratios of the levers that reach the home, where any acts.
    pub fn effort_elsewhere(&self, there: &Destination<'_>, code: u16, forms: Option<[f32; 5]>) -> (u8, f32) {
        let effort = there.effort.get_or_init(|| {
            let mut effort = Box::new(Effort::NONE);
            for recruiter in there.recruiters {
                let selection = &self.selection[recruiter.form as usize][recruiter.network as usize];
                effort.add(recruiter.form, recruiter.effort, selection);
            }
            effort
        });
        let place = place_of(code);
        let on = match forms {
            None => effort.total()[place],
            Some(forms) => effort.moved_at(place, &forms),
        };
        (place as u8, on)
    }

    /// Cases a month that a mean entrant could expect of a province's comers.
    pub fn expected_of_comers(&self, comers: &Comers) -> f32 {
        let of_form = |form: Form| comers.under(form, self.entrant.of_form(form));
        Form::ALL.into_iter().map(of_form).sum()
    }

    /// The same for each unit of a recruiter's effort, by form and network type.
    pub fn yields_of_comers(&self, comers: &Comers) -> [[f32; 4]; 5] {
        Form::ALL.map(|form| {
            NetworkType::ALL
                .map(|network| comers.under(form, &self.selection[form as usize][network as usize]))
        })
    }
}

/// How open a province's comers are to each unit of effort, by form (levers differ by form) and
/// place of the selection, summed over the real children that the kept communes' recruiters share.
#[derive(Debug, Clone, PartialEq)]
pub struct Comers(Option<Box<[[f32; SELECTION]; 5]>>);

impl Comers {
    /// The comers of each province in a month that the communes have lived: commune by commune in
    /// their order.
    pub fn of_provinces(country: &Country, communes: &[&Commune], pathways: &Pathways) -> Vec<Self> {
        let mut found = vec![Self(None); country.provinces.len()];
        for commune in communes {
            let row = usize::from(commune.province);
            let (weight, acting) = (country.provinces[row].weight, &pathways.provinces[row]);
            for met in &commune.elsewhere.met {
                let there = &country.provinces[usize::from(met.province)];
                let open = met.open * (weight / (there.weight * there.sampled)) as f32;
                let reached = commune.homes.reach[commune.home_of(usize::from(met.person))];
                let forms = if reached == 0 { [1.0; 5] } else { of_forms(acting, reached) };
                let table =
                    found[usize::from(met.province)].0.get_or_insert_with(|| Box::new([[0.0; SELECTION]; 5]));
                for (of_form, ratio) in table.iter_mut().zip(forms) {
                    of_form[usize::from(met.selected_at)] += open * ratio;
                }
            }
        }
        found
    }

    /// Hazards under an effort in a form that selects so.
    fn under(&self, form: Form, selection: &[f32; SELECTION]) -> f32 {
        let Some(table) = &self.0 else { return 0.0 };
        let places = table[form as usize][..OF_CHILDREN].iter().zip(selection);
        places.map(|(open, k)| open * k).sum()
    }
}
