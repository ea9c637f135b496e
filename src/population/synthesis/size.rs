//! How large a population becomes, known before it is made.

use super::Params;
use super::layout::{RemotenessLayout, commune_count};
use crate::population::{Commune, Homes, People, ProvinceRecord};
use rayon::prelude::*;

/// What a run keeps of a province.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeptCommunes {
    /// Real households.
    pub households: f64,
    /// Real families with a member under 25.
    pub families: f64,
    /// Communes of the whole province.
    pub real_communes: usize,
    /// Communes kept: the share asked for, and at least one.
    pub communes: usize,
    /// Homes in them, one a family and at least one a commune.
    pub homes: usize,
}

impl KeptCommunes {
    pub(super) fn of(
        record: &ProvinceRecord,
        layout: &RemotenessLayout,
        params: &Params,
        scale: f64,
    ) -> Self {
        let households = record.households.unwrap_or(record.population / params.persons_per_household.get());
        let families = (record.children_under_15 / layout.expected_under_15(params)).min(households);
        let real_communes = commune_count(households, params);
        let communes = ((real_communes as f64 * scale).round() as usize).clamp(1, real_communes);
        let homes = (families * communes as f64 / real_communes as f64).round().max(communes as f64) as usize;
        Self { households, families, real_communes, communes, homes }
    }
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
    /// Of what these rows, with their gaps filled, become at a scale.
    pub fn expected(records: &[ProvinceRecord], params: &Params, scale: f64) -> Self {
        let layouts: Vec<RemotenessLayout> =
            records.par_iter().map(|record| RemotenessLayout::new(record, params)).collect();
        records.iter().zip(&layouts).fold(Self::default(), |sum, (record, layout)| {
            let KeptCommunes { communes, homes, .. } = KeptCommunes::of(record, layout, params, scale);
            Self {
                communes: sum.communes + communes,
                homes: sum.homes + homes,
                people: sum.people + homes as f64 * layout.expected_children(params),
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
