//! `points.csv`: what each point of a study is for, and the values of every factor there.

use super::factors::{WideColumn, factor_cell, factor_columns};
use crate::experiments::study::{Parts, Roles, Study};
use crate::results::schema::{table, whole};
use crate::results::{Kind, decimal};

table! {
    "points";
    /// What each point is for in its design, and the values of every factor there as they were
    /// used: a column for each, in its own unit.
    pub struct PointLine {
        /// Number of the point, from 0.
        point: u32 = whole("").key(),
    }
}

/// Names of the columns behind the number: what the point is for, the factors, and parts of a whole
/// that follow from them.
pub fn point_columns(study: &Study, roles: &Roles) -> Vec<WideColumn> {
    let counted = |name: &str| matches!(name, "row" | "trajectory" | "step");
    let roles = roles.columns.iter().map(|name| {
        let kind = if counted(name) { Kind::Whole } else { Kind::Text };
        ((*name).to_owned(), kind)
    });
    let following = study.parts.iter().flat_map(Parts::following);
    let following = following.map(|name| (name.to_owned(), Kind::Number));
    roles.chain(factor_columns(study)).chain(following).collect()
}

/// All points with these columns.
pub fn points<'a>(
    study: &'a Study,
    points: &'a [(usize, &'a [f64])],
    roles: &'a Roles,
) -> impl Iterator<Item = (PointLine, Vec<String>)> + 'a {
    points.iter().map(|(point, values)| {
        let mut cells = roles.cells(*point);
        cells.extend(study.spec.factors.iter().zip(*values).map(|(axis, &value)| factor_cell(axis, value)));
        cells.extend(study.following(values).into_iter().map(|(_, value)| decimal(value.to_string())));
        (PointLine { point: *point as u32 }, cells)
    })
}
