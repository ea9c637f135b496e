//! Synthetic families for every province from its published row.
//!
//! Each province is laid out along an axis of **remoteness** `r` from 0 (centre) to 1. A home's
//! place on the axis decides its residence (urban while `r` is below the urban share) and the
//! chance that it is an ethnic-minority home, `logit m(r) = a + b z(r)`, with `z` the normal
//! quantile and `a` solved so that the children's share is that of the province's pupils (minority
//! homes have more children, so fewer homes make it).
//!
//! Communes are slices of the axis, as many as the real province has. A run keeps the same share of
//! them in every province (`sample.rs`), at least one of each, and of each kept commune a sample of
//! its families (`size.rs`), but *all* its recruiters: a neighbourhood is neither more mixed nor
//! smaller in a small run than in a whole one, and its children meet the same recruiters in the
//! same doses. Many communes with some of their families say more of a province than few with all:
//! at 100 recruiters per 100,000 children a whole commune has two or three, and their number is
//! most of the chance in a small province's figure. The shares of homes hold in expectation over
//! seeds, with the errors of a sample of communes; poverty lines, fifths and the share of the two
//! poorest ones are those of the whole axis, whichever communes are kept.
//!
//! Families hold fixed numbers of places for children, born a fixed spacing apart; 25 years after
//! its last birth a family is followed by another at the same place. Ages 0-24 are therefore
//! uniform and stay so.

mod consumption;
mod families;
mod fit;
mod layout;
mod root;
mod rules;
mod sample;
mod size;

pub use consumption::ConsumptionModel;
pub use families::{be_born, settle};
pub use fit::Fit;
pub use rules::{GapRule, apply_gap_rules};
pub use size::Size;

use super::{Commune, Country, LogConsumption, Province, ProvinceRecord};
use crate::quantities::{Count, LogUnits, Month, Months, Ratio, Share, StandardDeviations};
use crate::random::Draws;
use families::Plot;
use fit::FittedProvince;
use rayon::prelude::*;
use serde::Deserialize;
use size::{KeptCommunes, SamplingPlan};
use std::sync::Arc;

/// The largest commune, in households: rows of a commune's people are counted in 16 bits, a home
/// has up to four, and a commune that makes up for another is half as large again.
pub const MOST_COMMUNE_HOUSEHOLDS: f64 = 10_000.0;

/// Parameters of the synthetic population.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Persons a household, for provinces whose households are not published.
    pub persons_per_household: Count,
    /// Households of a whole commune.
    pub commune_households: Count,
    /// Share of a kept commune's families that are simulated, at least; all its recruiters are.
    pub commune_sample: Share,
    /// Mean number of children of a completed Kinh family (1 to 4).
    pub children_kinh: Ratio,
    /// Mean number of children of a completed ethnic-minority family (1 to 4).
    pub children_minority: Ratio,
    /// Shortest time between births.
    pub birth_spacing_shortest: Months,
    /// Longest time between births.
    pub birth_spacing_longest: Months,
    /// Share of girls among births.
    pub girls_at_birth: Share,
    /// Clustering of ethnic-minority homes along the axis of remoteness, the `b` above.
    pub minority_clustering: StandardDeviations,
    /// Minority share of provinces grouped as "other" in the pupil table.
    pub minority_share_of_other_provinces: Share,
    /// Smallest poverty rate of a province, for cells that are empty or zero.
    pub smallest_poverty_rate: Share,
    /// Log consumption of ethnic-minority homes against others, all else equal.
    pub minority_consumption_gap: LogUnits,
    /// Log consumption of urban homes against rural ones.
    pub urban_consumption_gap: LogUnits,
    /// Log consumption of the remotest against the most central home.
    pub remoteness_consumption_gap: LogUnits,
    /// Log consumption of homes whose caregiver lacks lower secondary schooling.
    pub low_education_consumption_gap: LogUnits,
    /// Share of Kinh caregivers without lower secondary schooling.
    pub low_education_kinh: Share,
    /// Share of ethnic-minority caregivers without lower secondary schooling.
    pub low_education_minority: Share,
    /// Share of farm homes among rural ones, per unit of farming's share in income.
    pub farm_homes_per_income_share: Ratio,
}

/// The synthetic population of the country.
#[derive(Debug, Clone)]
pub struct Synthesis {
    /// Provinces with weights, lines and neighbours.
    pub country: Country,
    /// How consumption is drawn in each province; needed whenever a new family settles.
    pub consumption: Vec<ConsumptionModel>,
    /// Communes, province by province.
    pub communes: Vec<Commune>,
}

/// What the population is made from.
#[derive(Debug)]
pub struct Recipe<'a> {
    /// Published rows, in the order of their codes, gaps filled by [`apply_gap_rules`].
    pub records: &'a [ProvinceRecord],
    /// Pairs of touching provinces, by row.
    pub adjacency: &'a [(u8, u8)],
    /// Share of each province's families that is simulated, in at least one commune; small
    /// provinces keep more.
    pub scale: f64,
    /// Month in which the population is set up.
    pub start: Month,
    /// Standard deviation of transitory log consumption.
    pub transitory_sd: f64,
}

/// Makes the population.
pub fn synthesise(recipe: &Recipe<'_>, params: &Params, draws: &Draws) -> Synthesis {
    let (country, plots, fit) = lay_out(recipe, params, draws);
    let populate = |plot: Plot| {
        let FittedProvince { layout, consumption, .. } = &fit.provinces[plot.row];
        families::populate(&country, plot, layout, consumption, params, recipe, draws)
    };
    let communes: Vec<Commune> = plots.into_par_iter().map(populate).collect();
    let consumption = fit.provinces.iter().map(|fitted| fitted.consumption.clone()).collect();
    Synthesis { country, consumption, communes }
}

/// The country of the same population, without anybody in it: its provinces, their weights and
/// lines.
pub fn country(recipe: &Recipe<'_>, params: &Params, draws: &Draws) -> Country {
    lay_out(recipe, params, draws).0
}

/// The country, and where its homes shall stand.
fn lay_out(recipe: &Recipe<'_>, params: &Params, draws: &Draws) -> (Country, Vec<Plot>, Arc<Fit>) {
    let fit = Fit::of(recipe.records, params, recipe.transitory_sd);
    let mut first = 0;
    let mut provinces = Vec::with_capacity(recipe.records.len());
    let mean_out = population_mean(recipe.records, |record| record.out_migration);
    let offsets = sample::offsets(recipe.records, draws);
    let mut plots = Vec::new();
    let plan = SamplingPlan::new(recipe.records, params, recipe.scale);
    for (row, (record, fitted)) in recipe.records.iter().zip(&fit.provinces).enumerate() {
        let KeptCommunes { households, real_communes, communes: kept, homes: simulated, sampled } =
            plan.of(record, fitted);
        let numbers = sample::kept_communes(real_communes, kept, offsets[row]);
        let homes = homes_of(simulated, kept);
        plots.extend(numbers.into_iter().zip(homes).map(|(number, homes)| Plot { row, number, homes }));
        provinces.push(Province {
            households,
            families: fitted.families,
            poverty_line: fitted.poverty_line as f32,
            out_migration_index: (record.out_migration / mean_out) as f32,
            neighbours: neighbours(row, recipe.adjacency),
            real_communes,
            communes: first..first + kept,
            weight: fitted.families / simulated as f64,
            sampled,
            poorest_two_fifths_share: fitted.poorest_two_fifths_share,
            record: record.clone(),
        });
        first += kept;
    }
    let country = Country { provinces, log_reference: fit.log_reference, fifth_cuts: fit.fifth_cuts };
    (country, plots, fit)
}

/// Homes shared out among communes as evenly as whole numbers allow.
fn homes_of(homes: usize, communes: usize) -> impl Iterator<Item = usize> {
    (0..communes).map(move |place| homes * (place + 1) / communes - homes * place / communes)
}

fn log_mean_income(records: &[ProvinceRecord]) -> f64 {
    libm::log(population_mean(records, |record| record.income_kvnd))
}

fn population_mean(records: &[ProvinceRecord], value: impl Fn(&ProvinceRecord) -> f64) -> f64 {
    let total: f64 = records.iter().map(|record| record.population).sum();
    records.iter().map(|record| record.population * value(record)).sum::<f64>() / total
}

fn neighbours(row: usize, adjacency: &[(u8, u8)]) -> Vec<u8> {
    let mut found: Vec<u8> = adjacency
        .iter()
        .filter_map(|&(a, b)| match row {
            _ if usize::from(a) == row => Some(b),
            _ if usize::from(b) == row => Some(a),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

impl LogConsumption {
    /// The normal number of a random word, as log consumption.
    pub(crate) fn normal(word: u32, mean: f64, sd: f64) -> Self {
        Self::new((mean + sd * crate::random::normal_quantile(crate::random::unit_from_word(word))) as f32)
    }
}
