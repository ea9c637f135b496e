//! How large a population becomes, known before it is made.

use super::Params;
use super::fit::{Fit, FittedProvince};
use super::layout::{RemotenessLayout, commune_count};
use crate::population::{Commune, Homes, People, ProvinceRecord};

/// Share of a mean province's simulated families that a small province has at least: all of it
/// costs 4 % more work.
const LEAST_OF_MEAN: f64 = 0.6;

/// What a run keeps of a province.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptCommunes {
    /// Real households.
    pub households: f64,
    /// Communes of the whole province.
    pub real_communes: usize,
    /// Communes kept: the same share of every province's, and at least one.
    pub communes: usize,
    /// Homes in them, one a family and at least one a commune.
    pub homes: usize,
    /// Share of a kept commune's families that these homes are.
    pub sampled: f64,
}

/// How much of each province is kept: `scale` of its families, in communes of which
/// `commune_sample` of the families are kept. A province of few families keeps more of them, up to
/// as many as [`LEAST_OF_MEAN`] of a mean province keeps, and more from each of its communes.
#[derive(Debug, Clone, Copy)]
pub(super) struct SamplingPlan<'a> {
    params: &'a Params,
    scale: f64,
    mean_households: f64,
}

impl<'a> SamplingPlan<'a> {
    pub(super) fn new(records: &[ProvinceRecord], params: &'a Params, scale: f64) -> Self {
        let all: f64 = records.iter().map(|record| households(record, params)).sum();
        Self { params, scale, mean_households: all / records.len().max(1) as f64 }
    }

    pub(super) fn of(&self, record: &ProvinceRecord, fitted: &FittedProvince) -> KeptCommunes {
        let households = households(record, self.params);
        let FittedProvince { families, .. } = *fitted;
        let real_communes = commune_count(households, self.params);
        let of_commune = self.params.commune_sample.get().max(1e-6);
        let share_of_communes = (self.scale / of_commune).min(1.0);
        let communes = ((real_communes as f64 * share_of_communes).round() as usize).clamp(1, real_communes);
        let families_there = families * communes as f64 / real_communes as f64;
        let raised = self.scale * (LEAST_OF_MEAN * self.mean_households / households).max(1.0);
        let wanted = (families * raised).clamp(families_there * of_commune, families_there);
        let homes = wanted.round().max(communes as f64) as usize;
        let sampled = (homes as f64 / families_there).min(1.0);
        KeptCommunes { households, real_communes, communes, homes, sampled }
    }
}

/// Real families with a member under 25 in a province.
pub(super) fn families(record: &ProvinceRecord, layout: &RemotenessLayout, params: &Params) -> f64 {
    (record.children_under_15 / layout.expected_under_15(params)).min(households(record, params))
}

fn households(record: &ProvinceRecord, params: &Params) -> f64 {
    record.households.unwrap_or(record.population / params.persons_per_household.get())
}

/// The size of a population: communes and homes exactly, people as expected.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Communes.
    pub communes: usize,
    /// Homes.
    pub homes: usize,
    /// Rows of people, with the places of those who are not yet born or have left.
    pub people: f64,
}

impl Size {
    /// Of what these rows, with their gaps filled, become at a scale by their fit.
    pub fn expected(records: &[ProvinceRecord], fit: &Fit, params: &Params, scale: f64) -> Self {
        let plan = SamplingPlan::new(records, params, scale);
        records.iter().zip(&fit.provinces).fold(Self::default(), |sum, (record, fitted)| {
            let KeptCommunes { communes, homes, .. } = plan.of(record, fitted);
            Self {
                communes: sum.communes + communes,
                homes: sum.homes + homes,
                people: sum.people + homes as f64 * fitted.layout.expected_children(params),
            }
        })
    }

    /// Bytes of its columns.
    pub fn bytes(&self) -> f64 {
        self.communes as f64 * size_of::<Commune>() as f64
            + self.homes as f64 * Homes::BYTES_EACH as f64
            + self.people * People::BYTES_EACH as f64
    }
}
