//! Family: caregiver migration, violence in the home, parenting and supervision.
//!
//! * A caregiver leaves with probability `leave * out-migration index` a month and returns with
//!   probability `return` (H15, H23: no official statistics on left-behind children).
//! * Each home has a fixed temper `t` (a standard logistic number). There is violent discipline
//!   while `eta > t`, with log odds `eta = logit(base) - consumption * log c - parenting * gain +
//!   ln(odds ratio of levers and casework)`, and physical violence while `eta - gap > t`, `gap`
//!   being the distance of the two prevalences' log odds (H08, H09: any violent discipline 68-74 %,
//!   physical 43.1 %). `c` is the home's consumption against the country's mean: poorest against
//!   richest fifth, the odds ratio of physical punishment is 1.58 (H31), and fifths differ all the
//!   way and not at the poverty line alone. A fixed temper against a moving threshold makes every
//!   protective lever monotone home by home.
//! * Parenting gain `g` is what a programme teaches and fades without it:
//!   `g' = max(taught, (1 - fading) * g)`.
//! * Supervision is weak while `fixed trait + gain` lies below a cut (I03). An absent caregiver
//!   acts on recruitment by a ratio of its own (X11).

use super::{CommuneContext, Scratch, with_widest_simd};
use crate::pathways::{Pathway, Provision};
use crate::population::{Commune, StandardScore, home_flag};
use crate::quantities::{LogUnits, OddsRatio, Share};
use crate::random::normal_quantile;
use serde::Deserialize;

/// Parameters of family life.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Probability a month that a caregiver leaves for work, at the country's mean out-migration.
    pub caregiver_leaves: Share,
    /// Probability a month that an absent caregiver returns.
    pub caregiver_returns: Share,
    /// Prevalence of violent discipline in a home that consumes the country's mean, without the
    /// circumstances below.
    pub violent_discipline: Share,
    /// Prevalence of physical violence in such a home.
    pub physical_violence: Share,
    /// Fall of the log odds of violence for each log unit of consumption.
    pub violence_consumption: LogUnits,
    /// Fall of the log odds of violence for each standard deviation of parenting gained.
    pub violence_parenting: LogUnits,
    /// Odds ratio of violence while a caseworker holds the home's case open.
    pub violence_casework: OddsRatio,
    /// Share of the gained parenting quality lost in a month without a programme.
    pub parenting_fading: Share,
    /// Share of homes with weak supervision.
    pub weak_supervision: Share,
}

/// Family life with its thresholds.
#[derive(Debug, Clone)]
pub struct FamilyLife {
    params: Params,
    base: f32,
    physical_gap: f32,
    consumption: f32,
    casework: f32,
    parenting: f32,
    fading: f32,
    weak_below: f32,
}

/// Parenting gain after a month in which `taught` was on offer.
pub fn next_gain(gain: f32, taught: f32, fading: f32) -> f32 {
    taught.max(gain * (1.0 - fading))
}

impl FamilyLife {
    /// The thresholds of family life.
    pub fn new(params: Params) -> Self {
        let log = |ratio: OddsRatio| libm::log(ratio.get()) as f32;
        Self {
            base: params.violent_discipline.logit() as f32,
            physical_gap: (params.violent_discipline.logit() - params.physical_violence.logit()) as f32,
            consumption: params.violence_consumption.get() as f32,
            casework: log(params.violence_casework),
            parenting: params.violence_parenting.get() as f32,
            fading: params.parenting_fading.get() as f32,
            weak_below: normal_quantile(params.weak_supervision.get()) as f32,
            params,
        }
    }

    /// Log odds of violent discipline in a home of this log consumption with these flags, to which
    /// levers add and from which parenting takes.
    #[inline(always)]
    pub fn violence_log_odds(&self, log_consumption: f32, flags: u16, of_levers: f32, gain: f32) -> f32 {
        let when = |flag: u16, log_ratio: f32| if flags & flag != 0 { log_ratio } else { 0.0 };
        self.base - self.consumption * log_consumption
            + when(home_flag::CASE_MANAGED, self.casework)
            + of_levers
            - self.parenting * gain
    }

    /// A month of family life.
    pub fn step(&self, commune: &mut Commune, here: &CommuneContext<'_>, scratch: &mut Scratch) {
        with_widest_simd(
            #[inline(always)]
            || teach(commune, here, self.fading, &mut scratch.provided),
        );
        levers_on_violence(commune, here, scratch);
        with_widest_simd(
            #[inline(always)]
            || self.live(commune, here, scratch),
        );
    }

    /// Caregivers leave and return; violence and supervision follow from what is true of the home.
    #[inline(always)]
    fn live(&self, commune: &mut Commune, here: &CommuneContext<'_>, scratch: &Scratch) {
        let leaves = self.params.caregiver_leaves.get() as f32 * here.province.out_migration_index;
        let returns = self.params.caregiver_returns.get() as f32;
        let homes = &mut commune.homes;
        let traits = homes.temper.iter().zip(&homes.supervision).zip(&homes.parenting_gain);
        let changing = scratch.home_draws.caregiver().zip(&scratch.of_levers).zip(&scratch.consumption);
        let columns = homes.flags.iter_mut().zip(traits).zip(changing);
        for ((flags, ((temper, supervision), gain)), ((unit, &of_levers), &consumption)) in columns {
            let (temper, gain) = (temper.get(), gain.get());
            let absent = *flags & home_flag::CAREGIVER_ABSENT != 0;
            let log_odds = self.violence_log_odds(consumption, *flags, of_levers, gain);
            let set = home_flag::when;
            *flags = set(
                *flags,
                home_flag::CAREGIVER_ABSENT,
                if absent { unit >= returns } else { unit < leaves },
            );
            *flags = set(*flags, home_flag::VIOLENT_DISCIPLINE, log_odds > temper);
            *flags = set(*flags, home_flag::VIOLENT, log_odds - self.physical_gap > temper);
            *flags = set(*flags, home_flag::WEAK_SUPERVISION, supervision.get() + gain < self.weak_below);
        }
    }
}

/// What programmes teach, and what fades of it.
#[inline(always)]
fn teach(commune: &mut Commune, here: &CommuneContext<'_>, fading: f32, taught: &mut Vec<f32>) {
    let homes = &mut commune.homes;
    here.pathways.amounts(Provision::Parenting, &homes.reach, taught);
    for (gain, &taught) in homes.parenting_gain.iter_mut().zip(&*taught) {
        *gain = StandardScore::new(next_gain(gain.get(), taught, fading));
    }
}

/// Fills the log odds ratio of violence by levers, home by home.
fn levers_on_violence(commune: &Commune, here: &CommuneContext<'_>, scratch: &mut Scratch) {
    let Scratch { of_levers, on_violence, .. } = scratch;
    of_levers.clear();
    let acting = here.pathways.acting_on(Pathway::Violence);
    if acting == 0 {
        of_levers.resize(commune.homes.len(), 0.0);
        return;
    }
    on_violence.begin(here.month, commune.province);
    of_levers.extend(commune.homes.reach.iter().map(|reach| {
        let alike = reach & acting;
        *on_violence.get_or_insert_with(alike, || match here.pathways.ratio(Pathway::Violence, alike) {
            1.0 => 0.0,
            ratio => libm::logf(ratio),
        })
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A home that consumes e times the mean has half a log unit less, an open case halves the odds,
    /// parenting takes 0.4 log units a standard deviation.
    #[test]
    fn log_odds_add_what_is_true() {
        let (share, odds) = (|s| Share::new(s).unwrap(), |r| OddsRatio::new(r).unwrap());
        let family = FamilyLife::new(Params {
            caregiver_leaves: share(0.1),
            caregiver_returns: share(0.1),
            violent_discipline: share(0.5),
            physical_violence: share(0.4),
            violence_consumption: LogUnits::new(0.5).unwrap(),
            violence_casework: odds(0.5),
            violence_parenting: LogUnits::new(0.4).unwrap(),
            parenting_fading: share(0.1),
            weak_supervision: share(0.2),
        });
        let of = |log_c, flags, levers, gain| family.violence_log_odds(log_c, flags, levers, gain);
        let close = |a: f32, b: f32| assert!((a - b).abs() < 1e-6, "{a} {b}");
        close(of(0.0, home_flag::POOR, 0.0, 0.0), 0.0);
        close(of(1.0, 0, 0.0, 0.0), -0.5);
        close(of(-2.0, home_flag::CASE_MANAGED, 0.25, 0.5), 1.0 - std::f32::consts::LN_2 + 0.25 - 0.2);
    }

    #[test]
    fn gain_is_what_is_taught_and_fades_without_it() {
        assert_eq!(next_gain(0.2, 0.6, 0.1), 0.6);
        assert!((next_gain(0.4, 0.0, 0.1) - 0.36).abs() < 1e-6);
        assert!((next_gain(0.4, 0.3, 0.1) - 0.36).abs() < 1e-6, "fades no faster than without a programme");
    }
}
