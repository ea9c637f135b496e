//! Classes of values for maps and grids.
//!
//! Levels: viridis (van der Walt and Smith), classes `q0` (least) to `q5`. Differences: PuOr of
//! ColorBrewer 2, classes `d0` to `d6` with `d3` around zero. Both keep their order for
//! colour-blind eyes and in grey print.

use super::scale::step;

/// Number of classes of levels.
pub const LEVELS: usize = 6;
/// Number of classes of differences.
pub const DIFFERENCES: usize = 7;

/// Edges between classes, ascending.
#[derive(Debug, Clone, PartialEq)]
pub struct Bins {
    edges: Vec<f64>,
    /// Letter of the classes in the style sheet.
    letter: char,
}

impl Bins {
    /// Classes of levels that hold about as many values each, between round numbers.
    pub fn levels(values: &[f64]) -> Self {
        let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        sorted.sort_by(f64::total_cmp);
        let mut edges: Vec<f64> = (1..LEVELS)
            .filter_map(|at| sorted.get(at * sorted.len() / LEVELS).copied())
            .map(two_digits)
            .collect();
        edges.dedup();
        // An edge at or below the least value would part off a class that no value is in.
        edges.retain(|edge| sorted.first().is_some_and(|least| edge > least));
        Self { edges, letter: 'q' }
    }

    /// Classes of an index from 0 to 1, always the same, so that pages can be compared.
    pub fn unit() -> Self {
        Self { edges: vec![0.5, 0.6, 0.7, 0.8, 0.9], letter: 'q' }
    }

    /// Classes of differences, alike on both sides of zero.
    pub fn differences(values: &[f64]) -> Self {
        let largest = values.iter().map(|value| value.abs()).fold(0.0, f64::max);
        let width = step(if largest > 0.0 { largest / 3.5 } else { 1.0 });
        let half = DIFFERENCES as f64 / 2.0 - 1.0;
        Self { edges: (0..DIFFERENCES - 1).map(|at| width * (at as f64 - half)).collect(), letter: 'd' }
    }

    /// The class of a value in the style sheet.
    pub fn class(&self, value: f64) -> String {
        self.name(self.edges.iter().filter(|edge| value >= **edge).count())
    }

    /// Each class with its ends; the outer ends are open.
    pub fn classes(&self) -> Vec<(String, Option<f64>, Option<f64>)> {
        (0..=self.edges.len())
            .map(|at| {
                let low = at.checked_sub(1).map(|at| self.edges[at]);
                (self.name(at), low, self.edges.get(at).copied())
            })
            .collect()
    }

    fn name(&self, at: usize) -> String {
        format!("{}{at}", self.letter)
    }
}

/// The number of two significant digits that is nearest: read back from its text, so that it equals
/// the same number in a file.
fn two_digits(value: f64) -> f64 {
    crate::results::plain(value, 2).parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_hold_about_as_many_values_each() {
        let values: Vec<f64> = (1..=60).map(|at| f64::from(at) / 100.0).collect();
        let bins = Bins::levels(&values);
        let mut counts = [0; LEVELS];
        for value in &values {
            counts[bins.class(*value)[1..].parse::<usize>().unwrap()] += 1;
        }
        assert_eq!(counts, [10; LEVELS]);
        assert_eq!(Bins::levels(&[0.5, 0.5, 0.5]).classes().len(), 1);
        assert_eq!(Bins::levels(&[0.0, 0.0, 0.0, 0.2]).class(0.0), "q0");
        assert_eq!(Bins::levels(&[]).classes(), [("q0".to_owned(), None, None)]);
    }

    #[test]
    fn differences_are_alike_on_both_sides_of_zero() {
        let bins = Bins::differences(&[-6.0, 2.0]);
        assert_eq!(bins.class(0.0), "d3");
        assert_eq!((bins.class(-6.0).as_str(), bins.class(6.0).as_str()), ("d0", "d6"));
        let edges: Vec<f64> = bins.classes().iter().filter_map(|(_, _, high)| *high).collect();
        assert_eq!(edges, [-5.0, -3.0, -1.0, 1.0, 3.0, 5.0]);
    }
}
