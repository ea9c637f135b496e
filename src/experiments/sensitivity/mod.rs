//! Sensitivity: which factors a result depends on, and how much of its spread is chance.
//!
//! [`morris`] screens many factors with few runs; [`sobol`] shares out the variance; [`pawn`] is a
//! second opinion on the whole distribution of a result from any sample; [`chance`] separates the
//! spread between points from the spread between replicates of a point. All are pure functions of
//! outputs, and all intervals come from a [`Bootstrap`] with a seed.

mod bootstrap;
pub mod chance;
mod fault;
mod morris;
mod pawn;
mod row;
mod sobol;

#[cfg(test)]
mod test_functions;

pub use bootstrap::{Bootstrap, BootstrapEstimate, quantile};
pub use fault::SensitivityFault;
pub use morris::morris;
pub use pawn::{Pawn, pawn};
pub use row::{Index, IndexRow};
pub use sobol::sobol;
