//! Designs: which points of the space of parameters a study runs.
//!
//! | design | answers | a stopped study is |
//! |---|---|---|
//! | [`full_grid`] | every combination of a few levels | spread over the whole grid |
//! | [`list`] | the points of a CSV text | the first of the list |
//! | [`latin_hypercube`] | many factors, any number of points | balanced in each factor |
//! | [`sobol`] | many factors, integration and emulation | a smaller Sobol sample |
//! | [`one_at_a_time`] | each factor's ends around a base | the first factors, complete |
//! | [`morris`] | which factors matter at all | fewer trajectories, spread as far as they go |
//! | [`saltelli`] | shares of variance (Sobol indices) | a smaller Saltelli sample |
//!
//! Every design is a pure function of its arguments: the same seed gives the same bytes on any machine. Points come in the
//! order in which they should run; [`Point::index`] names a point of a design for good, whatever the order.

mod factor;
mod fault;
mod grid;
mod latin_hypercube;
mod list;
mod morris;
mod one_at_a_time;
mod owen;
mod point;
mod saltelli;
mod sobol;

pub use factor::{Factor, Scale};
pub use fault::DesignFault;
pub use grid::full_grid;
pub use latin_hypercube::latin_hypercube;
pub use list::{List, ListFault, list};
pub use morris::{Morris, Step, Trajectory, morris};
pub use one_at_a_time::one_at_a_time;
pub use point::Point;
pub use saltelli::saltelli;
pub use sobol::{MOST_DIMENSIONS, sobol};

/// The most points of one design; a larger one is a slip of the pen rather than a study.
pub const MOST_POINTS: usize = 1_000_000;
