//! Calibration: which values of the factors agree with the observed patterns.
//!
//! The model is stochastic and slow, so its runs teach an emulator for each pattern, and the
//! emulators are asked instead (history matching and a posterior,
//! [`posterior`](crate::experiments::posterior)). Runs come in waves: the first covers the whole
//! ranges; each later one covers evenly what the emulators so far leave possible, where better
//! emulators are needed. At the end points of the posterior are run themselves, so that the fit is
//! the model's and not an emulator's.
//!
//! Points of all waves are numbered through. Each wave follows from the records before it by pure
//! arithmetic and is then kept, so a calibration that was killed finds its points again, and a
//! cluster can run a wave in shards.
//!
//! * `patterns`: what is fitted, what is held out. `fit`: emulators from runs. `waves`: where the
//!   next points lie; `opened`: and where they are kept.
//! * `report`: what was learnt. `recovery`: whether known values are found again.

mod fit;
mod opened;
mod patterns;
mod recovery;
mod report;
mod waves;

pub use fit::{Emulators, emulators};
pub use opened::Opened;
pub use patterns::{Pattern, Role, patterns};
pub use recovery::{Recovered, recover, truths};
pub use report::{FitOfPosterior, Learnt, fit_of_posterior, learnt, overlay};
pub use waves::{Sampled, first_wave, next_wave, places, posterior};

/// Why a calibration cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum CalibrationFault {
    /// No pattern is left to fit.
    #[error("no pattern is left to calibrate against; hold out fewer")]
    NoPatterns,
    /// Too few points at which every pattern can be read: in a small world some have no cases to
    /// take a share of.
    #[error(
        "{complete} of {points} points have a number for every pattern, and {needed} are needed; {worst} lacks most often, \
         at {without} of them"
    )]
    FewComplete {
        /// All points that ran.
        points: usize,
        /// Those with every pattern.
        complete: usize,
        /// How many are needed.
        needed: usize,
        /// The pattern that is missing at most points.
        worst: &'static str,
        /// At how many.
        without: usize,
    },
    /// A design of known values.
    #[error("{0}")]
    Design(#[from] crate::experiments::design::DesignFault),
    /// The emulators or the posterior.
    #[error("{0}")]
    Posterior(#[from] crate::experiments::posterior::PosteriorFault),
}
