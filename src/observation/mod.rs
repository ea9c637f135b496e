//! What is measured of a world. Read only, but for the yearly logs that a tally empties.

mod tally;

pub use tally::{Measure, YearTally};
