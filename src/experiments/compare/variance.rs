//! Parts of the variance of a difference: chance, lever strengths, links.
//!
//! Where parameters are drawn, replicates are nested: every draw of the links holds two draws of
//! the lever strengths, every one of these two histories of chance. The expected mean squares of a
//! balanced nested design then part the variance (Searle, Casella & McCulloch, Variance Components,
//! 1992, section 3.6): within pairs of histories it is chance's; the variance between the means of
//! what is nested, less what chance and the finer draws put into it, belongs to the draw. A part
//! that comes out negative is 0.

use super::paired::{mean, variance};

/// What the replicates of a comparison differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UncertaintySource {
    /// Chance alone.
    Chance,
    /// Lever strengths, each draw with two histories of chance.
    Levers,
    /// Chance, and the parameters that a posterior ensemble moves: every replicate has a point of
    /// its own.
    Ensemble,
    /// The same, and beside the point of the ensemble a draw of lever strengths and of the links that
    /// the ensemble does not hold: every replicate has all of its own.
    Joint,
    /// Links between mediators and trafficking, each draw with two draws of lever strengths of two
    /// histories each.
    All,
}

/// The parts of a variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceParts {
    /// Of a single history.
    pub chance: f64,
    /// Of the lever strengths.
    pub levers: f64,
    /// Of the links.
    pub links: f64,
    /// Of the mean over all replicates, as an estimate of the mean over chance and draws.
    pub of_the_mean: f64,
    /// Degrees of freedom of that.
    pub degrees: u32,
}

impl UncertaintySource {
    /// Replicates in a block that cannot be cut.
    pub const fn block(self) -> u32 {
        match self {
            Self::Chance | Self::Ensemble | Self::Joint => 1,
            Self::Levers => 2,
            Self::All => 4,
        }
    }

    /// Number of the draw of lever strengths that a replicate uses, where any.
    pub const fn lever_draw(self, replicate: u32) -> Option<u32> {
        match self {
            Self::Chance | Self::Ensemble => None,
            Self::Levers | Self::All => Some(replicate / 2),
            Self::Joint => Some(replicate),
        }
    }

    /// Number of the draw of links that a replicate uses, where any.
    pub const fn link_draw(self, replicate: u32) -> Option<u32> {
        match self {
            Self::Chance | Self::Ensemble | Self::Levers => None,
            Self::All => Some(replicate / 4),
            Self::Joint => Some(replicate),
        }
    }

    /// Whether every replicate has parameters of its own, so that chance and parameters move it
    /// together.
    pub const fn by_point(self) -> bool {
        matches!(self, Self::Ensemble | Self::Joint)
    }

    /// Whether numbers are drawn from their ranges.
    pub const fn draws(self) -> bool {
        matches!(self, Self::Levers | Self::All | Self::Joint)
    }

    /// The parts of the variance of some numbers, one a replicate; none of fewer than two blocks.
    pub fn parts(self, numbers: &[f64]) -> Option<VarianceParts> {
        let blocks = means(numbers, self.block() as usize);
        if blocks.len() < 2 {
            return None;
        }
        let of_the_mean = variance(&blocks) / blocks.len() as f64;
        let (mut chance, mut levers, mut links) = (variance(numbers), 0.0, 0.0);
        if self.block() > 1 {
            let pairs = means(numbers, 2);
            chance = within(numbers, 2);
            match self {
                Self::All => {
                    let between_pairs = within(&pairs, 2);
                    levers = (between_pairs - chance / 2.0).max(0.0);
                    links = (variance(&blocks) - between_pairs / 2.0).max(0.0);
                }
                Self::Chance | Self::Ensemble | Self::Joint | Self::Levers => {
                    levers = (variance(&pairs) - chance / 2.0).max(0.0)
                }
            }
        }
        Some(VarianceParts { chance, levers, links, of_the_mean, degrees: blocks.len() as u32 - 1 })
    }
}

/// Means of whole groups of `size`.
fn means(numbers: &[f64], size: usize) -> Vec<f64> {
    numbers.chunks_exact(size).map(mean).collect()
}

/// Mean of the variances within whole groups of `size`.
fn within(numbers: &[f64], size: usize) -> f64 {
    let variances: Vec<f64> = numbers.chunks_exact(size).map(variance).collect();
    if variances.is_empty() { 0.0 } else { mean(&variances) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{normal_quantile, philox4x32_10, unit_from_word};

    /// Pairs (1, 3), (5, 7): variance within is 2; means 2 and 6 have variance 8, less 2/2 is 7.
    #[test]
    fn two_draws_of_two_histories_by_hand() {
        let parts = UncertaintySource::Levers.parts(&[1.0, 3.0, 5.0, 7.0]).unwrap();
        assert_eq!((parts.chance, parts.levers, parts.links), (2.0, 7.0, 0.0));
        assert_eq!((parts.of_the_mean, parts.degrees), (4.0, 1));
    }

    /// Blocks ((0,2),(4,6)) and ((10,12),(14,16)): chance 2; pair means 1, 5, 11, 15, between them
    /// 8, less 1 is 7; block means 3 and 13, variance 50, less 8/2 is 46.
    #[test]
    fn nested_draws_by_hand() {
        let parts = UncertaintySource::All.parts(&[0.0, 2.0, 4.0, 6.0, 10.0, 12.0, 14.0, 16.0]).unwrap();
        assert_eq!((parts.chance, parts.levers, parts.links), (2.0, 7.0, 46.0));
        assert_eq!(UncertaintySource::All.parts(&[0.0, 1.0, 2.0, 3.0]), None);
    }

    /// 4,000 draws of links (variance 4) with two of levers (1) of two histories (0.25): standard
    /// errors of the parts are near 0.11, 0.03 and 0.004; the bounds are four of them.
    #[test]
    fn known_parts_are_recovered() {
        let normal =
            |n: u32, of: u32| normal_quantile(unit_from_word(philox4x32_10([n, of, 0, 0], [7, 7])[0]));
        let numbers: Vec<f64> =
            (0..16_000).map(|r| 2.0 * normal(r / 4, 0) + normal(r / 2, 1) + 0.5 * normal(r, 2)).collect();
        let parts = UncertaintySource::All.parts(&numbers).unwrap();
        assert!((parts.links - 4.0).abs() < 0.44, "{parts:?}");
        assert!((parts.levers - 1.0).abs() < 0.12, "{parts:?}");
        assert!((parts.chance - 0.25).abs() < 0.016, "{parts:?}");
    }
}
