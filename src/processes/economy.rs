//! Household economy: consumption, shocks and debt.
//!
//! `log c = permanent + a + season + ln(1 + cash / (g c))`, with the transitory part `a' =
//! persistence * a + drift + innovation - drop of this month's shock`. The innovation's variance is
//! `sd^2 (1 - persistence^2)` less the variance of the shocks, and the drift is their mean, so that in
//! normal times the stationary transitory part has mean 0 and standard deviation `sd` whatever the
//! shocks (held on a whole world by `tests/world.rs`). Shocks: illness and loss of income meet homes one by one;
//! harvest failures and disasters meet all farm homes of a province, in the storm season from July
//! to November (M17: a dry year precedes child sex trafficking; I27: shocks push children to work).
//! Homes remember a shock for twelve months on average. Debt is counted in months of income: what
//! is missing below need is borrowed, a surplus repays a share (H20: over 40 % of farm households
//! were short of credit). A home is in debt while it owes a month's income or more.
//!
//! Consumption `c` is relative to the country's mean of the time, which is `g` times that of 2016 at
//! constant prices ([`Condition::Consumption`]). The poverty lines are those of 2016, so they lie at
//! `line - ln g`, and an amount of cash is worth the less the larger `g`. A home's shocks come
//! [`Condition::JobLoss`] times as often as in a normal month, those of farms
//! [`Condition::Disaster`] times.

use super::{CommuneContext, HomeDraws, MEMORY_MONTHS, Scratch, with_widest_simd};
use crate::pathways::{Condition, Pathways, ProvincePathways, Provision};
use crate::population::{Commune, Debt, Homes, LogConsumption, home_flag, keys};
use crate::quantities::{LogUnits, Month, Share};
use crate::random::{Draws, Stream, normal_quantile};
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
    /// Probability a month that a home meets an illness or loses income.
    pub home_shock_probability: Share,
    /// Probability that a province's farms meet a harvest failure or disaster, in a month of the
    /// storm season.
    pub province_shock_probability: Share,
    /// Fall of log consumption with a shock.
    pub shock_drop: LogUnits,
    /// Need above the poverty line below which a home borrows, log units.
    pub need_above_line: LogUnits,
    /// Share of debt repaid a month by a home above need.
    pub repayment: Share,
}

/// Debt, in months of income, from which on a home counts as indebted.
const IN_DEBT_FROM: f32 = 1.0;

/// Levels of the innovation of income.
const LEVELS: usize = 4096;

/// The economy with its tables.
#[derive(Debug, Clone)]
pub struct Economy {
    params: Params,
    /// Normal quantiles at 4,096 levels, in units of the innovation's standard deviation.
    innovations: Box<[f32; LEVELS]>,
    drift: f32,
    farm_drift: f32,
    log_reference: f64,
}

/// Months of the storm season.
const STORM_MONTHS: f64 = 5.0;

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

/// Debt after a month, in months of income: what is missing below need is borrowed, above it a
/// share is repaid.
pub fn next_debt(debt: f32, above_need: f32, repayment: f32) -> f32 {
    if above_need < 0.0 { debt - above_need } else { debt * (1.0 - repayment) }
}

impl Economy {
    /// The tables of the economy; `log_reference` is the log of the national mean consumption in
    /// thousand dong.
    pub fn new(params: Params, log_reference: f64) -> Self {
        let sd = params.transitory_sd.get();
        let (drop, home_shock) = (params.shock_drop.get(), params.home_shock_probability.get());
        let on_farms = STORM_MONTHS / 12.0 * params.province_shock_probability.get();
        let of_shocks = home_shock * (1.0 - home_shock) * drop * drop;
        let variance = sd * sd * (1.0 - params.persistence.get().powi(2)) - of_shocks;
        let innovation_sd = variance.max(0.0).sqrt();
        let level = |i: usize| innovation_sd * normal_quantile((i as f64 + 0.5) / LEVELS as f64);
        let innovations = Box::new(std::array::from_fn(|i| level(i) as f32));
        Self {
            innovations,
            drift: (home_shock * drop) as f32,
            farm_drift: ((home_shock + on_farms) * drop) as f32,
            log_reference,
            params,
        }
    }

    /// The provinces whose farms meet a harvest failure or disaster this month.
    pub fn province_shocks(&self, pathways: &Pathways, draws: &Draws) -> Vec<bool> {
        let (month, standing) = (pathways.month, self.params.province_shock_probability.get());
        let hit = |(row, province): (usize, &ProvincePathways)| {
            let probability = standing * province.times.of(Condition::Disaster);
            storm_season(month)
                && draws.happens(Stream::ProvinceShock, keys::province(row as u8), month, probability)
        };
        pathways.provinces.iter().enumerate().map(hit).collect()
    }

    /// A month of every home's economy; leaves this month's log consumption in the scratch.
    pub fn step(
        &self,
        commune: &mut Commune,
        here: &CommuneContext<'_>,
        farms_hit: bool,
        scratch: &mut Scratch,
    ) {
        let (homes, words) = (&mut commune.homes, &scratch.home_draws);
        let of_times = here.pathways.times.of(Condition::JobLoss);
        let home_shock = (self.params.home_shock_probability.get() * of_times) as f32;
        scratch.consumption.resize(homes.len(), 0.0);
        scratch.falls.resize(homes.len(), 0.0);
        with_widest_simd(
            #[inline(always)]
            || {
                self.shocks(homes, (home_shock, farms_hit), words, &mut scratch.falls);
                self.innovate(words, &mut scratch.innovations);
                self.transit(homes, &scratch.innovations, &scratch.falls);
                self.consume(homes, here.month, &mut scratch.consumption);
            },
        );
        if !here.pathways.gives_nothing(Provision::Cash) {
            self.hand_out_cash(commune, here, scratch);
        }
        with_widest_simd(
            #[inline(always)]
            || self.borrow_and_repay(commune, here, &scratch.consumption),
        );
    }

    /// Shocks of the month and the memory of them; leaves in `falls` by how much each home's log
    /// consumption falls. A home meets one of its own with this probability; all farms may.
    #[inline(always)]
    fn shocks(
        &self,
        homes: &mut Homes,
        (probability, farms_hit): (f32, bool),
        words: &HomeDraws,
        falls: &mut [f32],
    ) {
        let drop = self.params.shock_drop.get() as f32;
        let chance = words.shock().zip(words.forgetting());
        for ((flags, fall), (shock, forgetting)) in homes.flags.iter_mut().zip(falls).zip(chance) {
            let farm = *flags & home_flag::FARM != 0;
            let (home_shock, farm_shock) = (shock < probability, farm & farms_hit);
            let remembers = (*flags & home_flag::SHOCKED != 0) & (forgetting >= 1.0 / MEMORY_MONTHS);
            *flags = home_flag::when(*flags, home_flag::SHOCKED, home_shock | farm_shock | remembers);
            *fall = drop * (f32::from(home_shock) + f32::from(farm_shock));
        }
    }

    /// The month's innovations of income. A loop of its own, for reads from a table do not run side
    /// by side with the rest.
    #[inline(always)]
    fn innovate(&self, words: &HomeDraws, innovations: &mut Vec<f32>) {
        innovations.clear();
        innovations.extend(words.innovation().map(|level| self.innovations[level]));
    }

    /// The transitory part's next value, from the innovations and the falls.
    #[inline(always)]
    fn transit(&self, homes: &mut Homes, innovations: &[f32], falls: &[f32]) {
        let persistence = self.params.persistence.get() as f32;
        let columns = homes.transitory.iter_mut().zip(&homes.flags).zip(innovations).zip(falls);
        for (((transitory, flags), &innovation), &fall) in columns {
            let drift = if flags & home_flag::FARM != 0 { self.farm_drift } else { self.drift };
            let next = next_transitory(transitory.get(), persistence, drift, innovation, fall);
            *transitory = LogConsumption::new(next);
        }
    }

    /// Log consumption before any cash support.
    #[inline(always)]
    fn consume(&self, homes: &Homes, month: Month, consumption: &mut [f32]) {
        let lean = season(month, self.params.lean_season_drop.get() as f32);
        let columns = homes.permanent.iter().zip(&homes.transitory).zip(&homes.flags).zip(consumption);
        for (((permanent, transitory), flags), consumption) in columns {
            let season = if flags & home_flag::FARM != 0 { lean } else { 0.0 };
            *consumption = permanent.get() + transitory.get() + season;
        }
    }

    /// Adds what the levers' cash adds to log consumption.
    fn hand_out_cash(&self, commune: &Commune, here: &CommuneContext<'_>, scratch: &mut Scratch) {
        let (homes, Scratch { consumption, provided, cash_gains, .. }) = (&commune.homes, scratch);
        with_widest_simd(
            #[inline(always)]
            || here.pathways.amounts(Provision::Cash, &homes.reach, provided),
        );
        let growth = here.pathways.times.of(Condition::Consumption) as f32;
        let given = consumption.iter_mut().zip(&*provided).enumerate().filter(|(_, (_, cash))| **cash != 0.0);
        for (home, (consumption, &cash)) in given {
            let cash = cash / growth;
            let level = homes.permanent[home].steps() + homes.transitory[home].steps();
            let on_farm = homes.has(home, home_flag::FARM);
            *consumption += cash_gains.get_or_insert_with((here.month, cash), (level, on_farm), || {
                self.cash_gain(*consumption, cash)
            });
        }
    }

    /// Debt and poverty that follow from a month's consumption.
    #[inline(always)]
    fn borrow_and_repay(&self, commune: &mut Commune, here: &CommuneContext<'_>, consumption: &[f32]) {
        let line = here.pathways.times.poverty_line(here.province.poverty_line);
        let need = line + self.params.need_above_line.get() as f32;
        let repayment = self.params.repayment.get() as f32;
        let homes = &mut commune.homes;
        for ((flags, debt), &consumption) in homes.flags.iter_mut().zip(&mut homes.debt).zip(consumption) {
            let next = next_debt(debt.get(), consumption - need, repayment);
            *debt = Debt::new(next);
            *flags = home_flag::when(*flags, home_flag::POOR, consumption < line);
            *flags = home_flag::when(*flags, home_flag::INDEBTED, next >= IN_DEBT_FROM);
        }
    }

    /// What cash (thousand dong a person and month, as much as it is against consumption of 2016) adds
    /// to log consumption.
    fn cash_gain(&self, log_consumption: f32, cash: f32) -> f32 {
        let level = libm::exp(f64::from(log_consumption) + self.log_reference);
        libm::log1p(f64::from(cash) / level) as f32
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

    /// A shock of 0.2 in 1 % of months, and on farms in 1.2 % of the five storm months: 0.002 and
    /// 0.003 a month on average. What the shocks bring of variance (0.01 * 0.99 * 0.04 = 0.000396)
    /// the innovation leaves out of 0.04 * (1 - 0.25) = 0.03.
    #[test]
    fn drift_and_innovation_make_up_for_shocks_by_hand() {
        let (share, log) = (|s| Share::new(s).unwrap(), |l| LogUnits::new(l).unwrap());
        let params = Params {
            persistence: share(0.5),
            transitory_sd: log(0.2),
            lean_season_drop: log(0.0),
            home_shock_probability: share(0.01),
            province_shock_probability: share(0.012),
            shock_drop: log(0.2),
            need_above_line: log(0.3),
            repayment: share(0.1),
        };
        let economy = Economy::new(params, 0.0);
        assert!((economy.drift - 0.002).abs() < 1e-8 && (economy.farm_drift - 0.003).abs() < 1e-8);
        let n = economy.innovations.len() as f32;
        let variance = economy.innovations.iter().map(|x| x * x).sum::<f32>() / n;
        assert!((variance - 0.029_604).abs() < 1e-4, "{variance}");
    }

    #[test]
    fn debt_by_hand() {
        assert_eq!(next_debt(1.0, -0.5, 0.1), 1.5, "borrows what is missing");
        assert_eq!(next_debt(2.0, 0.3, 0.1), 1.8, "repays a tenth");
    }

    /// A hundred thousand dong in a home that has a thousand: ln 1.1; where the country consumes twice
    /// as much, and with it the home, ln 1.05.
    #[test]
    fn cash_is_worth_less_against_the_consumption_of_a_richer_country() {
        use crate::pathways::{ProvincePathways, Times};
        use crate::population::Region;
        use crate::population::testing::{add_home, commune, province};
        let (mut commune, province) = (commune(0, 0), province("01", Region::RedRiverDelta, 1.0, 0));
        add_home(&mut commune, 2, 0, 0.0, 0.0, &[]);
        commune.homes.reach[0] = 1;
        let (share, log) = (|s| Share::new(s).unwrap(), |l| LogUnits::new(l).unwrap());
        let params = Params {
            persistence: share(0.5),
            transitory_sd: log(0.2),
            lean_season_drop: log(0.0),
            home_shock_probability: share(0.0),
            province_shock_probability: share(0.0),
            shock_drop: log(0.2),
            need_above_line: log(0.3),
            repayment: share(0.1),
        };
        let economy = Economy::new(params, libm::log(1000.0));
        for (growth, gain) in [(1.0, 1.1), (2.0, 1.05)] {
            let mut times = Times::REFERENCE;
            times.set(Condition::Consumption, growth);
            let mut pathways = ProvincePathways::of_times(times);
            pathways.provide(0, Provision::Cash, 100.0);
            let here = CommuneContext::by_hand(&province, &pathways);
            let mut scratch = Scratch { consumption: vec![0.0], ..Scratch::default() };
            economy.hand_out_cash(&commune, &here, &mut scratch);
            let found = f64::from(scratch.consumption[0]);
            assert!((found - libm::log(gain)).abs() < 1e-6, "{growth}: {found}");
        }
    }
}
