//! Experiments: several runs that are made and read together.
//!
//! * [`compare`]: scenarios against a reference, paired replicate by replicate.
//! * [`parallel`]: how replicates use threads.

pub mod compare;
pub mod parallel;
