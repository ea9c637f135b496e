//! The fit: each pattern's band as a grey bar, its target as a tick and the simulated value as a
//! mark, inside or outside.

use super::scale::AxisScale;
use super::svg::{Anchor, Svg, short};

/// A pattern, in any unit: each row has its own axis, on which the bands stand at one place.
#[derive(Debug, Clone)]
pub struct BandRow {
    /// Label of the row, in the language of the page.
    pub label: String,
    /// What stands at the right end of its label.
    pub note: String,
    /// Published value.
    pub target: Option<f64>,
    /// Lower and upper end of the band; one side may be open.
    pub band: (Option<f64>, Option<f64>),
    /// Simulated value and the ends of the interval around it.
    pub simulated: Option<(f64, (f64, f64))>,
    /// Whether it lies in the band.
    pub inside: bool,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A figure of patterns.
#[derive(Debug)]
pub struct Bands<'a> {
    /// Unique id on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The patterns.
    pub patterns: &'a [BandRow],
}

const WIDTH: f64 = 400.0;
const MARGIN: f64 = 10.0;
const ROW: f64 = 36.0;
/// Height of each further line of a label.
const LINE: f64 = 16.0;
/// Letters that a line surely has room for.
const LETTERS: usize = 58;

impl Bands<'_> {
    /// The figure.
    pub fn draw(&self) -> String {
        let rows: Vec<Vec<String>> = self.patterns.iter().map(lines).collect();
        let height = |lines: &Vec<String>| ROW + LINE * (lines.len() as f64 - 1.0);
        let whole = rows.iter().map(height).sum::<f64>() + 6.0;
        let mut svg = Svg::new(self.id, (WIDTH, whole), self.title, self.description);
        // Axes, bands and targets of all rows are one path each: a page of many patterns stays small.
        let tops: Vec<f64> = rows
            .iter()
            .scan(0.0, |next, lines| Some(std::mem::replace(next, *next + height(lines))))
            .collect();
        let axis = |(top, lines): (&f64, &Vec<String>)| top + LINE * (lines.len() as f64 - 1.0) + 25.0;
        let axes: Vec<f64> = tops.iter().zip(&rows).map(axis).collect();
        let of_rows = |part: fn(&BandRow, f64) -> String| -> String {
            self.patterns.iter().zip(&axes).map(|(pattern, &y)| part(pattern, y)).collect()
        };
        for (class, part) in [("g", axis_of as fn(&BandRow, f64) -> String), ("y", band_of), ("z", target_of)]
        {
            svg.path(class, &of_rows(part));
        }
        for (((lines, pattern), top), y) in rows.iter().zip(self.patterns).zip(tops).zip(axes) {
            svg.open("", &pattern.told);
            for (at, line) in lines.iter().enumerate() {
                svg.text("l", (MARGIN, top + 14.0 + LINE * at as f64), Anchor::Start, line);
            }
            svg.text("a", (WIDTH - MARGIN, y - 11.0), Anchor::End, &pattern.note);
            draw_simulated(&mut svg, pattern, y);
            svg.close();
        }
        svg.finish()
    }
}

/// A label broken into lines between words; the last leaves room for the note beside it.
fn lines(pattern: &BandRow) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in pattern.label.split(' ') {
        let line = lines.last_mut().expect("a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > LETTERS {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let last = lines.last().map_or(0, |line| line.chars().count());
    if last + pattern.note.chars().count() + 2 > LETTERS {
        lines.push(String::new());
    }
    lines
}

/// The axis of a row.
fn axis_of(_: &BandRow, y: f64) -> String {
    format!("M{} {}H{}", short(MARGIN), short(y), short(WIDTH - MARGIN))
}

/// Its band.
fn band_of(pattern: &BandRow, y: f64) -> String {
    let scale = scale_of(pattern);
    let left = pattern.band.0.map_or(MARGIN, |low| scale.place(low));
    let right = pattern.band.1.map_or(WIDTH - MARGIN, |high| scale.place(high));
    let wide = short(right - left);
    format!("M{} {}h{wide}v10h-{wide}z", short(left), short(y - 5.0))
}

/// The tick at its target, where there is one.
fn target_of(pattern: &BandRow, y: f64) -> String {
    let tick = |target| format!("M{} {}v14", short(scale_of(pattern).held(target)), short(y - 7.0));
    pattern.target.map(tick).unwrap_or_default()
}

fn scale_of(pattern: &BandRow) -> AxisScale {
    let (low, high) = ends(pattern);
    AxisScale::new((low - (high - low), high + (high - low)), (MARGIN, WIDTH - MARGIN))
}

/// The simulated value and its interval.
fn draw_simulated(svg: &mut Svg, pattern: &BandRow, y: f64) {
    let scale = scale_of(pattern);
    let Some((value, (low, high))) = pattern.simulated else { return };
    let series = if pattern.inside { 5 } else { 6 };
    let error = (scale.held(low), scale.held(high));
    svg.line(&super::marks::class("n", series), (error.0, y), (error.1, y));
    let x = scale.held(value);
    if pattern.inside {
        // Inside an open band, what lies beyond the sheet stands at its end.
        super::marks::mark(svg, 0, (x, y), 4.5);
    } else {
        // A cross: what lies outside is seen without its colour.
        let arm = 5.0;
        let way = format!(
            "M{} {}L{} {}M{} {}L{} {}",
            short(x - arm),
            short(y - arm),
            short(x + arm),
            short(y + arm),
            short(x - arm),
            short(y + arm),
            short(x + arm),
            short(y - arm)
        );
        svg.path("c", &way);
    }
}

/// The ends of the band's place on the axis; an open side is put as far from the other as the
/// target or the other's size tells.
fn ends(pattern: &BandRow) -> (f64, f64) {
    match pattern.band {
        (Some(low), Some(high)) if high > low => (low, high),
        (Some(low), _) => (low, low + low.abs().max(1e-9)),
        (None, Some(high)) => (high - high.abs().max(1e-9), high),
        (None, None) => (0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(band: (Option<f64>, Option<f64>), value: f64, inside: bool) -> String {
        let pattern = BandRow {
            label: "p".into(),
            note: String::new(),
            target: None,
            band,
            simulated: Some((value, (value, value))),
            inside,
            told: String::new(),
        };
        Bands { id: "b", title: "t", description: "d", patterns: &[pattern] }.draw()
    }

    #[test]
    fn a_long_label_is_broken_and_never_cut() {
        let label = "ever trafficked before 18, people aged 12-24, remote border provinces over the nation";
        let pattern = |label: &str| BandRow {
            label: label.into(),
            note: "12.6 % · B".into(),
            target: None,
            band: (None, None),
            simulated: None,
            inside: true,
            told: String::new(),
        };
        let broken = lines(&pattern(label));
        assert_eq!(broken.join(" "), label);
        assert!(broken.len() == 2 && broken.iter().all(|line| line.chars().count() <= LETTERS), "{broken:?}");
        assert_eq!(lines(&pattern("short")).len(), 1);
    }

    #[test]
    fn a_value_outside_is_a_cross_and_stays_on_the_sheet() {
        assert!(draw((Some(1.0), Some(2.0)), 1.5, true).contains("class=\"k s0\""));
        let outside = draw((Some(1.0), Some(2.0)), 100.0, false);
        assert!(outside.contains("class=\"c\" d=\"M385 20L395 30"), "{outside}");
        // An open band reaches the end of the row: it begins at the second third, 136.7, and ends
        // at 390.
        assert!(draw((Some(1.0), None), 1.5, true).contains("M136.7 20h253.3"));
        // A value inside an open band is no cross, however far along it lies.
        let far = draw((Some(1.0), None), 100.0, true);
        assert!(far.contains("class=\"k s0\"") && !far.contains("class=\"c\""), "{far}");
    }
}
