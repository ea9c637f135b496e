//! Why there is no posterior.

/// A step to a posterior that cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PosteriorFault {
    /// Lists that should match do not.
    #[error("{found} {what} are given, {expected} are needed")]
    Lengths {
        /// What is given.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many are needed.
        expected: usize,
    },
    /// Fewer points than an emulator needs.
    #[error(
        "{found} points are too few for an emulator of {dimensions} parameters; at least {needed} are needed"
    )]
    TooFewPoints {
        /// How many there are.
        found: usize,
        /// The number of parameters.
        dimensions: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A number that is not finite, or a variance below zero.
    #[error("{what} of point {point} is {value}; leave out points without a result")]
    Unusable {
        /// What kind of number.
        what: &'static str,
        /// The point.
        point: usize,
        /// The number.
        value: f64,
    },
    /// A covariance that rounding has made singular.
    #[error("the covariance of the points is singular; are two points of the design the same?")]
    Singular,
    /// A target that cannot be read.
    #[error(
        "a target from {low} to {high} that covers {coverage}, with a model variance of {model_variance}, cannot be \
         read: the band must be finite and in order, its coverage between 0 and 1, the variance 0 or more"
    )]
    ObservedTarget {
        /// The lower end as given.
        low: f64,
        /// The upper end as given.
        high: f64,
        /// The coverage as given.
        coverage: f64,
        /// The model's variance as given.
        model_variance: f64,
    },
    /// No point of the prior has any likelihood.
    #[error("no point of the prior is possible: every likelihood is zero")]
    NothingPossible,
    /// Settings with which nothing can be sampled.
    #[error("a sampler needs at least 2 particles and 1 move; {particles} and {moves} are given")]
    Sampler {
        /// The number of particles.
        particles: usize,
        /// The number of moves.
        moves: usize,
    },
}

/// Refuses a list whose length is not the expected one.
pub(super) fn check_length(what: &'static str, found: usize, expected: usize) -> Result<(), PosteriorFault> {
    if found == expected { Ok(()) } else { Err(PosteriorFault::Lengths { what, found, expected }) }
}
