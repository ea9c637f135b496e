//! Columns of factors: as many as a study has, each of its own kind.

use crate::experiments::study::{Axis, Study};
use crate::results::{Kind, decimal};

/// Name and kind of a column that a schema does not know.
pub type WideColumn = (String, Kind);

/// A column for each factor.
pub fn factor_columns(study: &Study) -> Vec<WideColumn> {
    study.spec.factors.iter().map(|axis| (axis.name.clone(), kind(axis))).collect()
}

/// A value of a factor as its column holds it; it can be put in again.
pub fn factor_cell(axis: &Axis, value: f64) -> String {
    let shown = axis.shown(value);
    if kind(axis) == Kind::Number { decimal(shown) } else { shown }
}

fn kind(axis: &Axis) -> Kind {
    match &axis.choices {
        Some(choices) if choices.iter().all(|choice| matches!(&*choice.shown, "true" | "false")) => {
            Kind::Flag
        }
        Some(choices) if choices.iter().any(|choice| choice.number.is_none()) => Kind::Text,
        _ if axis.whole => Kind::Whole,
        _ => Kind::Number,
    }
}
