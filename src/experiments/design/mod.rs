//! Designs: which points of the space of parameters a study runs.
//!
//! | design | answers | a stopped study is |
//! |---|---|---|
//! | [`full_grid`] | every combination of a few levels | spread over the whole grid |
//! | [`latin_hypercube`] | many factors, any number of points | balanced in each factor |
//! | [`sobol`] | many factors, integration and emulation | a smaller Sobol sample |
//! | [`one_at_a_time`] | each factor's ends around a base | the first factors, complete |
//! | [`morris`] | which factors matter at all | fewer trajectories, their levels balanced |
//! | [`saltelli`] | shares of variance (Sobol indices) | a smaller Saltelli sample |
//!
//! Every design is a pure function of its arguments: the same seed gives the same bytes on any
//! machine. Points come in the order in which they should run; [`Point::index`] names a point of a
//! design for good, whatever the order.

mod directions;
mod factor;
mod fault;
mod grid;
mod latin_hypercube;
mod morris;
mod one_at_a_time;
mod owen;
mod point;
mod saltelli;
mod sobol;

pub use directions::MOST_DIMENSIONS;
pub use factor::{Factor, Scale};
pub use fault::DesignFault;
pub use grid::full_grid;
pub use latin_hypercube::latin_hypercube;
pub use morris::{Morris, Trajectory, TrajectoryStep, morris};
pub use one_at_a_time::{OneAtATime, one_at_a_time};
pub use point::Point;
pub use saltelli::saltelli;
pub use sobol::sobol;

/// The most points of one design; a larger one is a slip of the pen rather than a study.
pub const MOST_POINTS: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// Stored studies name their points by design and index, so these bytes must never change.
    #[test]
    fn designs_of_a_seed_are_the_same_for_good() {
        let factors = [
            Factor::new("a", 0.0, 1.0, Scale::Linear).unwrap(),
            Factor::new("b", 0.01, 10.0, Scale::Log).unwrap(),
            Factor::new("c", -1.0, 1.0, Scale::Linear).unwrap(),
        ];
        let designs = [
            sobol(&factors, 100, 7).unwrap(),
            latin_hypercube(&factors, 100, 7).unwrap(),
            morris(&factors, 10, 4, 7).unwrap().points,
            saltelli(&factors, 20, 7).unwrap(),
            full_grid(&factors, &[3, 4, 5]).unwrap(),
            one_at_a_time(&factors, &[0.5, 1.0, 0.0]).unwrap().points,
        ];
        let hash = |points: Vec<Point>| {
            let mut hasher = blake3::Hasher::new();
            for point in points {
                hasher.update(&(point.index as u64).to_le_bytes());
                for value in point.values {
                    hasher.update(&value.to_bits().to_le_bytes());
                }
            }
            hasher.finalize().to_hex()[..16].to_owned()
        };
        let known = [
            "0625fbffe881e745",
            "7f487ec87a00d14c",
            "a20207bd026d3373",
            "925ce1b7daabd6b9",
            "a661b1b27c3a96cc",
            "abe60fce1e191a77",
        ];
        assert_eq!(designs.map(hash), known);
    }
}
