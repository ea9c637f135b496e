//! Dot plots: a row for each thing compared, a mark for each value, a line for its interval.

use super::marks::{class, mark};
use super::scale::AxisScale;
use super::svg::{Anchor, Svg, short};

/// A value of a row.
#[derive(Debug, Clone)]
pub struct Dot {
    /// Series, which gives colour and shape.
    pub series: usize,
    /// Value, in the units of the axis.
    pub value: f64,
    /// Ends of its interval.
    pub interval: Option<(f64, f64)>,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A row.
#[derive(Debug, Clone)]
pub enum DotRow {
    /// A heading between rows.
    Heading(String),
    /// Values of one thing.
    Values {
        /// Label of the row, in the language of the page.
        label: String,
        /// What stands at the right end of its label.
        note: String,
        /// The values; none where there are none to show.
        dots: Vec<Dot>,
    },
}

/// A dot plot.
pub struct DotPlot<'a> {
    /// Unique id on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The rows from top to bottom.
    pub rows: Vec<DotRow>,
    /// Whether each value hangs on a line from zero.
    pub stems: bool,
    /// Whether values that span orders of magnitude may stand on a logarithmic axis.
    pub logarithmic: bool,
    /// Writes the marks of the axis.
    pub ticks: &'a dyn Fn(&[f64]) -> Vec<String>,
    /// What the left and right sides of zero mean.
    pub sides: Option<(&'a str, &'a str)>,
}

const WIDTH: f64 = 400.0;
const MARGIN: f64 = 12.0;
const ROW: f64 = 40.0;
const LANES: f64 = 16.0;
const LANE: f64 = 9.0;
const HEADING: f64 = 30.0;
/// Height of a row's label, above its marks.
const LABEL: f64 = 19.0;
/// Height of a second line, for a note that has no room beside its label.
const LINE: f64 = 15.0;
/// Letters that a label and its note surely have room for on one line.
const LETTERS: usize = 54;

impl DotRow {
    /// Height of what is written above the marks.
    fn written(&self) -> f64 {
        match self {
            Self::Values { label, note, .. }
                if label.chars().count() + note.chars().count() + 2 > LETTERS && !note.is_empty() =>
            {
                LABEL + LINE
            }
            _ => LABEL,
        }
    }

    /// All numbers that the axis must hold.
    fn ends(&self) -> Vec<f64> {
        let Self::Values { dots, .. } = self else { return Vec::new() };
        let ends = |dot: &Dot| {
            let (low, high) = dot.interval.unwrap_or((dot.value, dot.value));
            [dot.value, low, high]
        };
        dots.iter().flat_map(ends).collect()
    }
}

impl DotPlot<'_> {
    /// The figure.
    pub fn draw(&self) -> String {
        let ends: Vec<f64> = self.rows.iter().flat_map(DotRow::ends).collect();
        let scale = AxisScale::of(&ends, self.logarithmic, (MARGIN, WIDTH - MARGIN));
        let top = if self.sides.is_some() { 20.0 } else { 4.0 };
        let bottom = top + self.rows.iter().map(height).sum::<f64>();
        let mut svg = Svg::new(self.id, (WIDTH, bottom + 24.0), self.title, self.description);
        let ticks = scale.ticks();
        for (tick, text) in ticks.iter().zip((self.ticks)(&ticks)) {
            let x = scale.place(*tick);
            svg.path(if *tick == 0.0 { "z" } else { "g" }, &self.behind(x, top));
            let anchor = match x {
                x if x < MARGIN + 20.0 => Anchor::Start,
                x if x > WIDTH - MARGIN - 20.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            let x = match anchor {
                Anchor::Start => x - 4.0,
                Anchor::Middle => x,
                Anchor::End => x + 4.0,
            };
            svg.text("a", (x, bottom + 16.0), anchor, &text);
        }
        if let Some((left, right)) = self.sides {
            svg.text("a", (MARGIN, 13.0), Anchor::Start, left);
            svg.text("a", (WIDTH - MARGIN, 13.0), Anchor::End, right);
        }
        let mut y = top;
        for row in &self.rows {
            self.row(&mut svg, &scale, row, y);
            y += height(row);
        }
        svg.finish()
    }

    /// A line across all rows at a place of the axis, open where a row has its label: no text is
    /// crossed.
    fn behind(&self, x: f64, top: f64) -> String {
        let mut way = String::new();
        let mut y = top;
        for row in &self.rows {
            let end = y + height(row);
            if matches!(row, DotRow::Values { .. }) {
                way += &format!("M{} {}V{}", short(x), short(y + row.written()), short(end));
            }
            y = end;
        }
        way
    }

    fn row(&self, svg: &mut Svg, scale: &AxisScale, row: &DotRow, top: f64) {
        match row {
            DotRow::Heading(text) => svg.text("h", (MARGIN, top + 22.0), Anchor::Start, text),
            DotRow::Values { label, note, dots } => {
                svg.text("l", (MARGIN, top + 14.0), Anchor::Start, label);
                svg.text("a", (WIDTH - MARGIN, top + row.written() - 5.0), Anchor::End, note);
                let lanes = height(row) - row.written() + LABEL - ROW + LANES;
                let middle = top + row.written() + lanes / 2.0;
                let step = if dots.len() > 2 { LANE } else { 7.0 };
                for (lane, dot) in dots.iter().enumerate() {
                    // Values of one row stand in lanes of their own, so that none hides another.
                    let y = middle + (lane as f64 - (dots.len() as f64 - 1.0) / 2.0) * step;
                    svg.open("", &dot.told);
                    if self.stems {
                        svg.line(&class("n", dot.series), (scale.held(0.0), y), (scale.place(dot.value), y));
                    }
                    if let Some((low, high)) = dot.interval {
                        svg.line(&class("n", dot.series), (scale.place(low), y), (scale.place(high), y));
                    }
                    mark(svg, dot.series, (scale.place(dot.value), y), 4.5);
                    svg.close();
                }
            }
        }
    }
}

fn height(row: &DotRow) -> f64 {
    match row {
        DotRow::Heading(_) => HEADING,
        // More than two lanes need more room than a row has.
        DotRow::Values { dots, .. } => {
            ROW.max(ROW - LANES + LANE * dots.len() as f64) + row.written() - LABEL
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_without_room_beside_its_label_has_a_line_of_its_own() {
        let row = |note: &str| DotRow::Values {
            label: "Chương trình làm cha mẹ tích cực".into(),
            note: note.into(),
            dots: Vec::new(),
        };
        assert_eq!((row("8.135").written(), height(&row("8.135"))), (LABEL, ROW));
        let long = row("8.135 · 12 trên 13 số liệu là giả định");
        assert_eq!((long.written(), height(&long)), (LABEL + LINE, ROW + LINE));
    }

    #[test]
    fn a_value_stands_between_the_ends_of_its_interval() {
        let dot = Dot { series: 1, value: -2.0, interval: Some((-4.0, 0.0)), told: "told <b>".into() };
        let row = DotRow::Values { label: "one".into(), note: String::new(), dots: vec![dot] };
        let plot = DotPlot {
            id: "d",
            title: "t",
            description: "d",
            rows: vec![row],
            stems: false,
            logarithmic: false,
            ticks: &|ticks| ticks.iter().map(f64::to_string).collect(),
            sides: None,
        };
        let svg = plot.draw();
        // The axis runs from -4 to 0 over 12 to 388: -2 is at 200.
        assert!(svg.contains("<path class=\"n s1\" d=\"M12 31H388\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"k s1\" d=\"M196 27l"), "{svg}");
        assert!(svg.contains("<title>told &lt;b&gt;</title>"));
        // The line at zero is open where the label stands.
        assert!(svg.contains("<path class=\"z\" d=\"M388 23V44\"/>"), "{svg}");
    }
}
