//! Lachan.
pub mod quantities;
pub mod random;

pub mod population;

pub mod levers;
pub mod pathways;
pub mod processes;
