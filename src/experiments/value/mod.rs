//! What a decision is worth, and what knowing more before it would be: pure functions of numbers.
//!
//! A decision is between *acts*; `benefits[act][draw]` is the net benefit of an act in a draw of all
//! that is not known, in one unit of money. The act that is best on the mean is taken. Whoever knew
//! more would at times take another, and what that gains on the mean is the value of the
//! information: of knowing all ([`perfect`], EVPI), some parameters ([`Smoother`] and [`partial`],
//! EVPPI), or the outcome of a study that is drawn beside each draw (EVSI: the outcome takes the
//! place of the parameters). After Strong, Oakley and Brennan, Medical Decision Making 2014
//! (doi:10.1177/0272989X13505910) and, for studies, Strong et al. 2015
//! (doi:10.1177/0272989X15575286): the expected benefit of each act given some parameters is what a
//! regression of the benefits on these parameters gives.
//!
//! What lies within chance: a greatest mean of noisy numbers is too great. A value is therefore held
//! against the *floor*, the same estimate with the draws in another order, in which the parameters
//! tell nothing.

mod decision;
mod information;
mod smoother;

#[cfg(test)]
mod tests;

pub use decision::{Choice, choices};
pub use information::{Information, Worth, partial, perfect};
pub use smoother::Smoother;
