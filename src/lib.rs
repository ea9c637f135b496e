//! Lachan.
pub mod quantities;
pub mod random;

pub mod population;
