//! From runs to a posterior: what observed patterns say about the parameters.
//!
//! The way: run a space-filling design with a few replicates a point; fit an [`Emulator`] to each
//! pattern and look at its [`LeaveOneOut`] errors; rule out what no pattern allows ([`history
//! matching`](implausibilities)), and if little is left, run more points there; [`sample`] the
//! posterior under the emulators' [`log_likelihood`]; then say what was learnt ([`marginals`],
//! [`correlations`]) and prove on synthetic data that the machinery can be trusted ([`rank_of`],
//! [`uniformity`]). [`weights`] gives a check without any emulator: the posterior over the points
//! that were run.
//!
//! Parameters are places in the unit cube, with a uniform prior; [`Factor`](super::design::Factor)
//! turns them into values. A list of lists has one inner list a point.

mod diagnostics;
mod dummies;
mod emulator;
mod fault;
mod implausibility;
mod joint;
mod kernel;
mod leave_one_out;
mod likelihood;
mod moments;
mod process;
mod ranks;
mod resample;
mod sampler;
mod search;
mod target;
mod trend;
mod weights;

#[cfg(test)]
mod tests;

pub use diagnostics::{Marginal, PRIOR_DEVIATION, correlations, marginals};
pub use dummies::{Lessons, null_threshold};
pub use emulator::{Emulator, fewest_points, fit_all};
pub use fault::PosteriorFault;
pub use implausibility::{implausibilities, implausibility, nth_greatest};
pub use joint::RunData;
pub use leave_one_out::LeaveOneOut;
pub use likelihood::log_likelihood;
pub use process::Prediction;
pub use ranks::{rank_of, uniformity};
pub use resample::{effective_size, resample};
pub use sampler::{Posterior, Sampler, Stage, sample};
pub use target::ObservedTarget;
pub use weights::weights;
