//! Why a design cannot be made.

use super::{MOST_DIMENSIONS, MOST_POINTS};

/// A design that cannot be made: what is wrong, and what to write instead.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DesignFault {
    /// No factor was given.
    #[error("a design needs at least one factor")]
    NoFactors,
    /// Two factors of one name.
    #[error("factor `{name}` stands twice; give each name once")]
    NameTwice {
        /// The name.
        name: String,
    },
    /// Ends that are not finite or not in order.
    #[error("factor `{name}` runs from {low} to {high}; the low end must be finite and below the high end")]
    Ends {
        /// The factor's name.
        name: String,
        /// The low end as given.
        low: f64,
        /// The high end as given.
        high: f64,
    },
    /// A logarithmic factor that reaches zero or below.
    #[error("factor `{name}` begins at {low}; a logarithmic factor must be above 0, or use the linear scale")]
    LogOfNothing {
        /// The factor's name.
        name: String,
        /// The low end as given.
        low: f64,
    },
    /// No point, trajectory or sample was asked for.
    #[error("a design needs at least one point")]
    NoPoints,
    /// More points than a study can mean.
    #[error("{asked} points are asked for; a design has at most {MOST_POINTS}")]
    TooManyPoints {
        /// The number asked for, as a product of its parts where it has parts.
        asked: String,
    },
    /// More dimensions than the Sobol sequence has good directions for.
    #[error(
        "{asked} dimensions are asked for; the Sobol sequence has at most {MOST_DIMENSIONS} \
         (a Saltelli design uses two a factor): take fewer factors, or a Latin hypercube"
    )]
    TooManyDimensions {
        /// The number asked for.
        asked: usize,
    },
    /// A list of values that does not match the factors.
    #[error("{found} {what} are given for {factors} factors; give one a factor")]
    OneEach {
        /// What is given.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many factors there are.
        factors: usize,
    },
    /// A factor with fewer than two values.
    #[error("factor `{name}` has {levels} levels; it needs at least 2")]
    FewLevels {
        /// The factor's name.
        name: String,
        /// The number of levels as given.
        levels: usize,
    },
    /// More levels of a grid than a factor has values, or levels that round to the same value.
    #[error("factor `{name}` has {values} values in all, too few for {levels} levels that differ")]
    LevelsAlike {
        /// The factor's name.
        name: String,
        /// The number of levels as given.
        levels: usize,
        /// How many values there are.
        values: usize,
    },
    /// Morris levels that are not an even number of at least two.
    #[error(
        "{levels} levels are asked for; Morris trajectories need an even number of at least 2, such as 4"
    )]
    OddLevels {
        /// The number of levels as given.
        levels: usize,
    },
    /// A base value that is not a finite number.
    #[error("the base of factor `{name}` is {value}; it must be finite")]
    Base {
        /// The factor's name.
        name: String,
        /// The value as given.
        value: f64,
    },
}

/// Refuses a number of points that is zero or beyond [`MOST_POINTS`].
pub(super) fn check_count(
    count: Option<usize>,
    asked: impl FnOnce() -> String,
) -> Result<usize, DesignFault> {
    match count {
        Some(0) => Err(DesignFault::NoPoints),
        Some(count) if count <= MOST_POINTS => Ok(count),
        _ => Err(DesignFault::TooManyPoints { asked: asked() }),
    }
}
