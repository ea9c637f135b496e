//! Family: caregiver migration, violence in the home, parenting and supervision.
//!
//! * A caregiver leaves with probability `leave * out-migration index` a month and returns with probability `return`
//!   (H15, H23: no official statistics on left-behind children).
//! * Each home has a fixed temper `t` (a standard logistic number). There is violent discipline while
//!   `eta > t`, with log odds
//!   `eta = logit(base) + poverty - parenting * gain + ln(odds ratio of levers and casework)`,
//!   and physical violence while `eta - gap > t`, `gap` being the distance of the two prevalences' log odds
//!   (H08, H09: any violent discipline 68-74 %, physical 43.1 %; H31: poorest against richest, odds ratio 1.58).
//!   A fixed temper against a moving threshold makes every protective lever monotone home by home.
//! * Parenting gain `g` is what a programme teaches and fades without it:
//!   `g' = max(taught, (1 - fading) * g)`.
//! * Supervision is weak while `fixed trait + gain` lies below a cut (I03). An absent caregiver acts on recruitment by a ratio
//!   of its own (X11).

use super::{Here, Scratch};
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
    /// Prevalence of violent discipline in a home without the circumstances below.
    pub violent_discipline: Share,
    /// Prevalence of physical violence in such a home.
    pub physical_violence: Share,
    /// Odds ratio of violence in poor homes.
    pub violence_poverty: OddsRatio,
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
pub struct Family {
    params: Params,
    base: f32,
    physical_gap: f32,
    poverty: f32,
    casework: f32,
    weak_below: f32,
}

/// Log odds of violent discipline: `base` plus the log odds ratios of what is true of the home.
pub fn violence_log_odds(base: f32, circumstances: &[(bool, f32)]) -> f32 {
    base + circumstances.iter().filter(|(on, _)| *on).map(|(_, log_ratio)| log_ratio).sum::<f32>()
}

/// Parenting gain after a month in which `taught` was on offer.
pub fn next_gain(gain: f32, taught: f32, fading: f32) -> f32 {
    taught.max(gain * (1.0 - fading))
}

impl Family {
    /// The thresholds of family life.
    pub fn new(params: Params) -> Self {
        let log = |ratio: OddsRatio| libm::log(ratio.get()) as f32;
        Self {
            base: params.violent_discipline.logit() as f32,
            physical_gap: (params.violent_discipline.logit() - params.physical_violence.logit()) as f32,
            poverty: log(params.violence_poverty),
            casework: log(params.violence_casework),
            weak_below: normal_quantile(params.weak_supervision.get()) as f32,
            params,
        }
    }

    /// A month of family life.
    pub fn step(&self, commune: &mut Commune, here: &Here<'_>, scratch: &Scratch) {
        let p = &self.params;
        let leaves = p.caregiver_leaves.get() as f32 * here.province.out_migration_index;
        let (returns, fading) = (p.caregiver_returns.get() as f32, p.parenting_fading.get() as f32);
        let homes = &mut commune.homes;
        for home in 0..homes.len() {
            let flags = homes.flags[home];
            let is = |flag: u16| flags & flag != 0;
            let unit = scratch.words[home].caregiver();
            let absent = if is(home_flag::CAREGIVER_ABSENT) { unit >= returns } else { unit < leaves };

            let reach = homes.reach[home];
            let taught = here.pathways.amount(Provision::Parenting, reach);
            let gain = next_gain(homes.parenting_gain[home].get(), taught, fading);
            homes.parenting_gain[home] = StandardScore::new(gain);

            let of_levers = match here.pathways.ratio(Pathway::Violence, reach) {
                1.0 => 0.0,
                ratio => libm::logf(ratio),
            };
            let log_odds = violence_log_odds(
                self.base,
                &[
                    (is(home_flag::POOR), self.poverty),
                    (is(home_flag::CASE_MANAGED), self.casework),
                    (true, of_levers - p.violence_parenting.get() as f32 * gain),
                ],
            );
            let temper = homes.temper[home].get();
            let supervision = homes.supervision[home].get() + gain;
            homes.assign(home, home_flag::CAREGIVER_ABSENT, absent);
            homes.assign(home, home_flag::VIOLENT_DISCIPLINE, log_odds > temper);
            homes.assign(home, home_flag::VIOLENT, log_odds - self.physical_gap > temper);
            homes.assign(home, home_flag::WEAK_SUPERVISION, supervision < self.weak_below);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_odds_add_what_is_true() {
        assert_eq!(violence_log_odds(0.5, &[(true, 0.25), (false, 9.0), (true, -1.0)]), -0.25);
    }

    #[test]
    fn gain_is_what_is_taught_and_fades_without_it() {
        assert_eq!(next_gain(0.2, 0.6, 0.1), 0.6);
        assert!((next_gain(0.4, 0.0, 0.1) - 0.36).abs() < 1e-6);
        assert!((next_gain(0.4, 0.3, 0.1) - 0.36).abs() < 1e-6, "fades no faster than without a programme");
    }
}
