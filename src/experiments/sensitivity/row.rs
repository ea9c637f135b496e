//! What a sensitivity analysis puts out.

use super::BootstrapEstimate;

/// A measure of how much a result depends on a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Index {
    /// Mean elementary effect: change of the output over the whole range of the factor, with its
    /// sign.
    MorrisMean,
    /// Mean absolute elementary effect; ranks factors even where effects of both signs cancel.
    MorrisMeanAbsolute,
    /// Standard deviation of elementary effects: interaction or curvature.
    MorrisSpread,
    /// First-order Sobol index: share of variance that fixing the factor would remove on average.
    SobolFirst,
    /// Total Sobol index: share of variance that would remain if all other factors were fixed.
    SobolTotal,
    /// Median over slices of the factor of the distance between the output's conditional and whole
    /// distribution.
    PawnMedian,
    /// Greatest of these distances.
    PawnMaximum,
}

impl Index {
    /// The name in tidy tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MorrisMean => "morris_mean",
            Self::MorrisMeanAbsolute => "morris_mean_absolute",
            Self::MorrisSpread => "morris_spread",
            Self::SobolFirst => "sobol_first",
            Self::SobolTotal => "sobol_total",
            Self::PawnMedian => "pawn_median",
            Self::PawnMaximum => "pawn_maximum",
        }
    }
}

/// An index of a factor.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    /// The dotted name of the factor.
    pub factor: String,
    /// Which index.
    pub index: Index,
    /// The index and its interval.
    pub estimate: BootstrapEstimate,
}

/// Rows from estimates that stand factor by factor, each with the same indices in the same order.
pub(super) fn rows(names: &[&str], indices: &[Index], estimates: Vec<BootstrapEstimate>) -> Vec<IndexRow> {
    debug_assert_eq!(estimates.len(), names.len() * indices.len());
    let cells = names.iter().flat_map(|name| indices.iter().map(move |&index| (*name, index)));
    cells
        .zip(estimates)
        .map(|((name, index), estimate)| IndexRow { factor: name.to_owned(), index, estimate })
        .collect()
}
