//! Ranges: what was thought of a number before, and what is known after, each row on its own axis.

use super::scale::AxisScale;
use super::svg::{Anchor, Svg};

/// A number before and after.
#[derive(Debug, Clone)]
pub struct RangeRow {
    /// Label of the row, in the language of the page.
    pub label: String,
    /// What stands at the right end of its label.
    pub note: String,
    /// The range before, which is the whole axis.
    pub before: (f64, f64),
    /// The interval after.
    pub after: (f64, f64),
    /// The middle after.
    pub middle: f64,
    /// Whether it is better known than before.
    pub known: bool,
    /// What a reader is told who points at it.
    pub told: String,
}

const WIDTH: f64 = 400.0;
const MARGIN: f64 = 10.0;
const ROW: f64 = 40.0;

/// The figure.
pub fn draw(id: &str, title: &str, description: &str, rows: &[RangeRow]) -> String {
    let mut svg = Svg::new(id, (WIDTH, ROW * rows.len() as f64 + 6.0), title, description);
    for (at, row) in rows.iter().enumerate() {
        let top = ROW * at as f64;
        let scale = AxisScale::new(row.before, (MARGIN, WIDTH - MARGIN));
        svg.open("", &row.told);
        svg.text("l", (MARGIN, top + 14.0), Anchor::Start, &row.label);
        svg.text("a", (WIDTH - MARGIN, top + 14.0), Anchor::End, &row.note);
        svg.rectangle("y", (MARGIN, top + 21.0), (WIDTH - 2.0 * MARGIN, 12.0));
        let (low, high) = (scale.held(row.after.0), scale.held(row.after.1));
        let series = if row.known { 5 } else { 7 };
        svg.rectangle(&super::marks::class("k", series), (low, top + 24.0), (high - low, 6.0));
        let middle = scale.held(row.middle);
        svg.line("z", (middle, top + 20.0), (middle, top + 34.0));
        svg.close();
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_lies_within_what_was_thought() {
        let row = RangeRow {
            label: "a".into(),
            note: String::new(),
            before: (0.0, 1.0),
            after: (0.25, 0.5),
            middle: 0.4,
            known: true,
            told: "told".into(),
        };
        let svg = draw("r", "t", "d", &[row]);
        // The axis runs over 10 to 390: a quarter is at 105, a half at 200, 0.4 at 162.
        assert!(svg.contains("M10 21h380v12") && svg.contains("M105 24h95v6") && svg.contains("M162 20V34"));
    }
}
