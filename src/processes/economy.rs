//! Household economy: consumption, shocks and debt.
//!
//! `log c = permanent + a + season + ln(1 + cash / c)`, with the transitory part
//! `a' = persistence * a + drift + innovation - drop of this month's shock`. The innovation's variance is
//! `sd^2 (1 - persistence^2)` less the variance of the shocks, and the drift is their mean, so that the stationary
//! transitory part has mean 0 and standard deviation `sd` whatever the shocks (held on a whole world by `tests/world.rs`).
//! Shocks: illness and loss of a job meet homes one by one, harvest failures and disasters whole provinces, of
//! which they reach a share of homes (M17: a dry year precedes child sex trafficking; I27: shocks push children to
//! work). Debt is counted in months of income: a shortfall below need is borrowed, illness costs are borrowed
//! (H20: over 40 % of farm households were short of credit), a surplus repays.

use super::{Here, Scratch};
use crate::pathways::Provision;
use crate::population::{Commune, Country, Debt, LogConsumption, Region, home_flag, keys};
use crate::quantities::{LogUnits, Month, Months, Ratio, Share};
use crate::random::{Draws, Stream, normal_quantile, unit_from_word};
use serde::Deserialize;

/// Parameters of the household economy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Persistence of transitory log consumption from month to month.
    pub persistence: Share,
    /// Standard deviation of transitory log consumption.
    pub transitory_sd: LogUnits,
    /// Fall of farm homes' consumption in the three lean months of the year.
    pub lean_season_drop: LogUnits,
    /// Probability of an illness shock a month.
    pub illness_probability: Share,
    /// Fall of log consumption with illness.
    pub illness_drop: LogUnits,
    /// Debt taken up with illness.
    pub illness_debt: Months,
    /// Probability of losing a job a month (homes that do not farm).
    pub job_loss_probability: Share,
    /// Fall of log consumption with loss of a job.
    pub job_loss_drop: LogUnits,
    /// Probability that a province's harvest fails in a month.
    pub harvest_failure_probability: Share,
    /// Probability of a disaster in a province in a month of the storm season.
    pub disaster_probability: Share,
    /// Ratio of that probability on the central coast.
    pub disaster_coast_ratio: Ratio,
    /// Share of homes that a province-wide shock reaches.
    pub province_shock_reach: Share,
    /// Fall of log consumption with a province-wide shock.
    pub province_shock_drop: LogUnits,
    /// Months for which a home's behaviour remembers a shock, on average.
    pub shock_memory: Months,
    /// Need above the poverty line below which a home borrows, log units.
    pub need_above_line: LogUnits,
    /// Months of income borrowed for each log unit of shortfall and month.
    pub borrowing: Ratio,
    /// Share of debt repaid a month by a home above need.
    pub repayment: Share,
    /// Debt beyond which a home counts as indebted.
    pub debt_threshold: Months,
}

/// A province-wide shock of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProvinceShock {
    /// The harvest failed: meets farm homes.
    pub harvest: bool,
    /// A flood or storm: meets any home.
    pub disaster: bool,
}

/// The economy with its tables.
#[derive(Debug, Clone)]
pub struct Economy {
    params: Params,
    /// Normal quantiles at 4,096 levels, in units of the innovation's standard deviation.
    innovations: Box<[f32]>,
    drift: f32,
    farm_drift: f32,
    log_reference: f64,
}

/// Months of the storm season (July to November).
fn storm_season(month: Month) -> bool {
    (6..=10).contains(&month.of_year())
}

/// Months of the lean season before the main harvests (March, April and September).
fn lean_season(month: Month) -> bool {
    [2, 3, 8].contains(&month.of_year())
}

/// Seasonal part of a farm home's log consumption; it averages to zero over the year.
pub fn season(month: Month, drop: f32) -> f32 {
    if lean_season(month) { -drop } else { drop / 3.0 }
}

/// The next transitory part: `persistence * a + drift + innovation - drop`.
pub fn next_transitory(a: f32, persistence: f32, drift: f32, innovation: f32, drop: f32) -> f32 {
    persistence * a + drift + innovation - drop
}

/// Debt after a month, in months of income: borrowing below need, repayment above it.
pub fn next_debt(debt: f32, above_need: f32, borrowing: f32, repayment: f32, bill: f32) -> f32 {
    let flow = if above_need < 0.0 { borrowing * -above_need } else { -repayment * debt };
    (debt + flow + bill).max(0.0)
}

impl Economy {
    /// The tables of the economy; `log_reference` is the log of the national mean consumption in thousand dong.
    pub fn new(params: Params, log_reference: f64) -> Self {
        let sd = params.transitory_sd.get();
        let (own_mean, own_square) = params.mean_and_square_of_shocks(false);
        let (farm_mean, _) = params.mean_and_square_of_shocks(true);
        let variance = sd * sd * (1.0 - params.persistence.get().powi(2)) - own_square;
        let innovation_sd = variance.max(0.0).sqrt();
        let levels = 4096;
        let innovations = (0..levels)
            .map(|i| (innovation_sd * normal_quantile((f64::from(i) + 0.5) / 4096.0)) as f32)
            .collect();
        Self { innovations, drift: own_mean as f32, farm_drift: farm_mean as f32, log_reference, params }
    }

    /// Province-wide shocks of a month.
    pub fn province_shocks(&self, country: &Country, draws: &Draws, month: Month) -> Vec<ProvinceShock> {
        let p = &self.params;
        country
            .provinces
            .iter()
            .enumerate()
            .map(|(row, province)| {
                let word = draws.block(Stream::ProvinceShock, keys::province(row as u8), month);
                let ratio = if province.record.region == Region::CentralCoast {
                    p.disaster_coast_ratio.get()
                } else {
                    1.0
                };
                ProvinceShock {
                    harvest: unit_from_word(word[0]) < p.harvest_failure_probability.get(),
                    disaster: storm_season(month)
                        && unit_from_word(word[1]) < p.disaster_probability.get() * ratio,
                }
            })
            .collect()
    }

    /// A month of every home's economy; leaves this month's log consumption in the scratch.
    pub fn step(&self, commune: &mut Commune, here: &Here<'_>, shock: ProvinceShock, scratch: &mut Scratch) {
        let p = &self.params;
        let (persistence, reach) = (p.persistence.get() as f32, p.province_shock_reach.get() as f32);
        let illness = p.illness_probability.get() as f32;
        let job_loss = illness + p.job_loss_probability.get() as f32;
        let forgetting = 1.0 / p.shock_memory.get().max(1.0) as f32;
        let line = here.province.poverty_line;
        let need = line + p.need_above_line.get() as f32;
        let lean = season(here.month, p.lean_season_drop.get() as f32);
        let homes = &mut commune.homes;
        for home in 0..homes.len() {
            let words = scratch.words[home];
            let farm = homes.has(home, home_flag::FARM);
            let own = words.shock();
            let (mut drop, mut bill) = (0.0, 0.0);
            if own < illness {
                (drop, bill) = (p.illness_drop.get() as f32, p.illness_debt.get() as f32);
            } else if own < job_loss && !farm {
                drop = p.job_loss_drop.get() as f32;
            }
            if (shock.disaster || (shock.harvest && farm)) && words.shock_reach() < reach {
                drop += p.province_shock_drop.get() as f32;
            }
            if drop > 0.0 {
                homes.assign(home, home_flag::SHOCKED, true);
            } else if words.forgetting() < forgetting {
                homes.assign(home, home_flag::SHOCKED, false);
            }
            let innovation = self.innovations[(words.innovation() >> 20) as usize];
            let drift = if farm { self.farm_drift } else { self.drift };
            let transitory =
                next_transitory(homes.transitory[home].get(), persistence, drift, innovation, drop);
            homes.transitory[home] = LogConsumption::new(transitory);

            let mut consumption = homes.permanent[home].get() + transitory + if farm { lean } else { 0.0 };
            if !here.pathways.gives_nothing(Provision::Cash) {
                let cash = here.pathways.amount(Provision::Cash, homes.reach[home]);
                consumption += self.cash_gain(consumption, cash);
            }
            scratch.consumption[home] = consumption;
            let debt = next_debt(
                homes.debt[home].get(),
                consumption - need,
                p.borrowing.get() as f32,
                p.repayment.get() as f32,
                bill,
            );
            homes.debt[home] = Debt::new(debt);
            homes.assign(home, home_flag::POOR, consumption < line);
            homes.assign(home, home_flag::INDEBTED, debt >= p.debt_threshold.get() as f32);
        }
    }

    /// What cash (thousand dong a person and month) adds to log consumption.
    fn cash_gain(&self, log_consumption: f32, cash: f32) -> f32 {
        if cash == 0.0 {
            return 0.0;
        }
        let level = libm::exp(f64::from(log_consumption) + self.log_reference);
        libm::log1p(f64::from(cash) / level) as f32
    }
}

impl Params {
    /// Mean of a month's drop, and the variance it brings to the transitory part in units of an innovation, for
    /// a home that farms or not.
    fn mean_and_square_of_shocks(&self, farm: bool) -> (f64, f64) {
        let season = 5.0 / 12.0 * self.disaster_probability.get();
        let province = (season + if farm { self.harvest_failure_probability.get() } else { 0.0 })
            * self.province_shock_reach.get();
        let job = if farm { 0.0 } else { self.job_loss_probability.get() };
        let shocks = [
            (self.illness_probability.get(), self.illness_drop.get()),
            (job, self.job_loss_drop.get()),
            (province, self.province_shock_drop.get()),
        ];
        (
            shocks.iter().map(|(p, drop)| p * drop).sum(),
            shocks.iter().map(|(p, d)| p * (1.0 - p) * d * d).sum(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_season_averages_to_nothing() {
        let sum: f32 = (0..12).map(|m| season(Month(m), 0.12)).sum();
        assert!(sum.abs() < 1e-6);
    }

    #[test]
    fn debt_by_hand() {
        assert_eq!(next_debt(1.0, -0.5, 0.4, 0.1, 0.0), 1.2, "borrows 0.4 x 0.5");
        assert_eq!(next_debt(2.0, 0.3, 0.4, 0.1, 0.0), 1.8, "repays a tenth");
        assert_eq!(next_debt(0.0, 0.3, 0.4, 0.1, 1.5), 1.5, "an illness bill");
    }
}
