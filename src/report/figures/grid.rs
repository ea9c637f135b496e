//! A grid of coloured cells: a row for each place, a column for each dimension.

use super::bins::Bins;
use super::svg::{Anchor, Svg, short};
use std::collections::BTreeMap;

/// A row of the grid.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// Label of the row, in the language of the page.
    pub label: String,
    /// Values by column; none where hidden.
    pub values: Vec<Option<f64>>,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A grid.
pub struct Grid<'a> {
    /// Unique id on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// Names of the columns.
    pub columns: &'a [&'a str],
    /// The rows.
    pub rows: &'a [GridRow],
    /// Classes of the values.
    pub bins: &'a Bins,
    /// Writes a class by its ends.
    pub range: &'a dyn Fn(Option<f64>, Option<f64>) -> String,
}

const LABELS: f64 = 132.0;
const WIDTH: f64 = 400.0;
const ROW: f64 = 17.0;
const LEGEND: f64 = 46.0;
const HEAD: f64 = 74.0;

impl Grid<'_> {
    /// The figure.
    pub fn draw(&self) -> String {
        let top = LEGEND + HEAD;
        let height = top + ROW * self.rows.len() as f64 + 6.0;
        let column = (WIDTH - LABELS - 2.0) / self.columns.len().max(1) as f64;
        let mut svg = Svg::new(self.id, (WIDTH, height), self.title, self.description);
        self.legend(&mut svg);
        for (at, name) in self.columns.iter().enumerate() {
            let x = LABELS + column * (at as f64 + 0.5);
            svg.turned("a", (x + 4.0, top - 6.0), name);
        }
        // One path for all cells of a class, and one box for cells of a class below each other: a
        // grid of hundreds of cells stays small.
        let mut cells: BTreeMap<String, String> = BTreeMap::new();
        let class = |row: &GridRow, at: usize| {
            row.values[at].map_or_else(|| "x".to_owned(), |value| self.bins.class(value))
        };
        for at in 0..self.columns.len() {
            let x = short((LABELS + column * at as f64).round());
            let width = short((column - 1.0).round());
            let mut first = 0;
            for run in self.rows.chunk_by(|a, b| class(a, at) == class(b, at)) {
                let (y, height) = (short(top + ROW * first as f64), short(ROW * run.len() as f64));
                let cell = format!("M{x} {y}h{width}v{height}h-{width}z");
                cells.entry(class(&run[0], at)).or_default().push_str(&cell);
                first += run.len();
            }
        }
        for (class, way) in &cells {
            svg.path(&format!("p {class}"), way);
        }
        let between = (1..self.rows.len())
            .map(|row| format!("M{LABELS} {}h{}", short(top + ROW * row as f64), WIDTH - LABELS));
        svg.path("w", &between.collect::<String>());
        for (row, of_row) in self.rows.iter().enumerate() {
            let y = top + ROW * row as f64;
            if of_row.told.is_empty() {
                svg.text("a", (LABELS - 6.0, y + 12.5), Anchor::End, &of_row.label);
                continue;
            }
            svg.open("", &of_row.told);
            svg.text("a", (LABELS - 6.0, y + 12.5), Anchor::End, &of_row.label);
            svg.rectangle("o", (0.0, y), (WIDTH - 2.0, ROW));
            svg.close();
        }
        svg.finish()
    }

    fn legend(&self, svg: &mut Svg) {
        let classes = self.bins.classes();
        let width = (WIDTH - 8.0) / classes.len() as f64;
        for (at, (class, low, high)) in classes.iter().enumerate() {
            let x = 4.0 + width * at as f64;
            svg.rectangle(&format!("p {class}"), (x, 4.0), (width - 2.0, 12.0));
            svg.text("a", (x + width / 2.0, 32.0), Anchor::Middle, &(self.range)(*low, *high));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_class_below_each_other_are_one_box() {
        let row = |values: [Option<f64>; 2]| GridRow {
            label: "r".into(),
            values: values.to_vec(),
            told: String::new(),
        };
        let rows = [row([Some(0.1), Some(0.1)]), row([Some(0.1), Some(0.9)]), row([None, Some(0.9)])];
        let grid = Grid {
            id: "g",
            title: "t",
            description: "d",
            columns: &["a", "b"],
            rows: &rows,
            bins: &Bins::unit(),
            range: &|_, _| String::new(),
        };
        let svg = grid.draw();
        assert!(svg.contains("M132 120h132v34h-132z"), "{svg}");
        assert!(svg.contains("<path class=\"p x\" d=\"M132 154h132v17h-132z\"/>"), "{svg}");
        assert!(svg.contains("M265 137h132v34h-132z"), "{svg}");
    }
}
