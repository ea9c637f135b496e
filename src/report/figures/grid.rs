//! A grid of coloured cells: a row for each place, a column for each dimension.

use super::bins::Bins;
use super::svg::{Anchor, Svg, short};
use std::collections::BTreeMap;

/// A row of the grid.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// What it is.
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
        // One path for all cells of a class: a grid of hundreds of cells stays small.
        let mut cells: BTreeMap<String, String> = BTreeMap::new();
        for (row, of_row) in self.rows.iter().enumerate() {
            for (at, value) in of_row.values.iter().enumerate() {
                let class = value.map_or_else(|| "x".to_owned(), |value| self.bins.class(value));
                let (x, y) = (LABELS + column * at as f64, top + ROW * row as f64);
                let (width, height) = (short(column - 1.0), short(ROW - 1.0));
                let cell = format!("M{} {}h{width}v{height}h-{width}z", short(x), short(y));
                cells.entry(class).or_default().push_str(&cell);
            }
        }
        for (class, way) in &cells {
            svg.path(&format!("p {class}"), way);
        }
        for (row, of_row) in self.rows.iter().enumerate() {
            let y = top + ROW * row as f64;
            svg.open("", &of_row.told);
            svg.text("a", (LABELS - 6.0, y + 12.5), Anchor::End, &of_row.label);
            svg.rectangle("o", (0.0, y), (WIDTH - 2.0, ROW - 1.0));
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
