//! The tables of a study, one file each.

mod numbers;
mod points;
mod runs;
mod sensitivity;

pub use numbers::{NumberLine, numbers};
pub use points::{PointLine, points};
pub use runs::{RunLine, runs};
pub use sensitivity::{SensitivityLine, sensitivity};
