//! The country and its provinces, as the model keeps them.

use super::ProvinceRecord;

/// A province in the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Province {
    /// The published row.
    pub record: ProvinceRecord,
    /// Real households, by the table or by the rule for the empty column.
    pub households: f64,
    /// Real families with a member under 25.
    pub families: f64,
    /// Poverty line, log consumption relative to the national reference.
    pub poverty_line: f32,
    /// Out-migration relative to the national mean.
    pub out_migration_index: f32,
    /// Provinces that touch this one, by row.
    pub neighbours: Vec<u8>,
    /// Communes of the whole province: each is a slice of this part of the axis of remoteness. A
    /// run keeps some of them, and of their homes the share [`sampled`](Self::sampled).
    pub real_communes: usize,
    /// Rows of the kept communes in the country's list.
    pub communes: std::ops::Range<usize>,
    /// Real families for each simulated one.
    pub weight: f64,
    /// Share of a kept commune's real families that are simulated. Its recruiters are all there.
    pub sampled: f64,
    /// Share of its homes in the two poorest fifths of the country, expected over the whole axis.
    pub poorest_two_fifths_share: f64,
}

/// The country's table of provinces and its reference values.
#[derive(Debug, Clone, PartialEq)]
pub struct Country {
    /// Provinces in the order of their codes.
    pub provinces: Vec<Province>,
    /// Log of the national mean consumption, thousand dong a month; log consumption is relative to
    /// it.
    pub log_reference: f64,
    /// Log consumption that parts the national wealth fifths.
    pub fifth_cuts: [f32; 4],
}

impl Country {
    /// Wealth fifth (0 poorest to 4 richest) of a permanent log consumption.
    pub fn fifth_of(&self, permanent: f32) -> usize {
        self.fifth_cuts.iter().filter(|&&cut| permanent >= cut).count()
    }
}
