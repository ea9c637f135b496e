//! The tables of a study, one file each.

mod contrasts;
mod factors;
mod numbers;
mod points;
mod runs;
mod sensitivity;

pub use contrasts::{PointContrastLine, point_contrasts};
pub use factors::{WideColumn, factor_cell, factor_columns};
pub use numbers::{NumberLine, numbers};
pub use points::{PointLine, point_columns, points};
pub use runs::{RunLine, runs};
pub use sensitivity::{SensitivityLine, sensitivity};
