//! Experiments: several runs that are made and read together.
//!
//! * [`compare`]: scenarios against a reference, paired replicate by replicate.
//! * [`budget`]: the best use of a budget over levers and provinces.
//! * [`claims`]: what the model says of data that are not published yet.
//! * [`design`]: which points of the space of parameters to run; [`sensitivity`]: which parameters
//!   matter; [`posterior`]: which values fit; [`value`]: what a decision and knowing more are worth.
//!   All four are pure functions of numbers.
//! * [`study`]: many points, run, kept, cut into shards and merged.
//! * [`ensemble`]: replicates that differ in parameters as calibration leaves them.
//! * [`parallel`]: how replicates use threads. [`memory`]: whether the machine has room for them.

pub mod budget;
pub mod claims;
pub mod compare;
mod contradiction;
pub mod design;
pub mod ensemble;
pub mod memory;
pub mod parallel;
pub mod posterior;
pub mod sensitivity;
pub mod study;
pub mod value;

pub use contradiction::Contradiction;
