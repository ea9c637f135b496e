//! `points.csv`: the values of every factor at every point of a study.

use crate::results::schema::{table, whole};

table! {
    "points", "Giá trị của mọi yếu tố tại mỗi điểm";
    /// The values of every factor at every point: a column for each factor, in its own unit.
    pub struct PointLine {
        /// Number of the point, from 0.
        point: u32 = whole("", "Số thứ tự điểm, từ 0").key(),
    }
}

/// All points with their values.
pub fn points<'a>(points: &'a [(usize, &'a [f64])]) -> impl Iterator<Item = (PointLine, Vec<f64>)> + 'a {
    points.iter().map(|(point, values)| (PointLine { point: *point as u32 }, values.to_vec()))
}
