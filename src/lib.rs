//! Lachan.
pub mod quantities;
pub mod random;

pub mod population;

pub mod pathways;

pub mod observation;

pub mod export;
