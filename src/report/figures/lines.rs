//! Lines over time, with bands and with points that carry intervals.

use super::marks::{class, mark};
use super::scale::AxisScale;
use super::svg::{Anchor, Svg, along};

/// A line.
#[derive(Debug, Clone)]
pub struct Curve {
    /// Series, which gives colour, dashes and the shape of the mark at the last point.
    pub series: usize,
    /// Time and value.
    pub points: Vec<(f64, f64)>,
    /// Time, low and high of the band; empty without one.
    pub band: Vec<(f64, f64, f64)>,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A point with an interval that stands by itself, such as a survey.
#[derive(Debug, Clone)]
pub struct Lone {
    /// Series.
    pub series: usize,
    /// Time.
    pub time: f64,
    /// Value.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A plot over time.
pub struct LinePlot<'a> {
    /// Unique id on the page.
    pub id: &'a str,
    /// Title, also written above the plot.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The lines.
    pub lines: Vec<Curve>,
    /// Points by themselves.
    pub lone: Vec<Lone>,
    /// Places of the axis across that are labelled, ascending; the axis reaches at least from the
    /// first to the last.
    pub across: Vec<(f64, String)>,
    /// The time up to which anything is known, and what is said of the time after it; drawn where it
    /// lies on the axis.
    pub known_until: Option<(f64, String)>,
    /// Writes the marks of the axis.
    pub ticks: &'a dyn Fn(&[f64]) -> Vec<String>,
}

const SIZE: (f64, f64) = (400.0, 232.0);
const LEFT: f64 = 58.0;
const RIGHT: f64 = 388.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 204.0;
/// Letters of a title that a line surely has room for.
const LETTERS: usize = 48;

impl LinePlot<'_> {
    /// The figure.
    pub fn draw(&self) -> String {
        let of_lines = self.lines.iter().flat_map(|line| {
            let ends = line.band.iter().flat_map(|(_, low, high)| [*low, *high]);
            line.points.iter().map(|(_, value)| *value).chain(ends).collect::<Vec<_>>()
        });
        let of_lone = self.lone.iter().flat_map(|lone| {
            let (low, high) = lone.interval.unwrap_or((lone.value, lone.value));
            [lone.value, low, high]
        });
        let up = AxisScale::around(of_lines.chain(of_lone), true, (BOTTOM, TOP));
        let times = self.lines.iter().flat_map(|line| line.points.iter().map(|(time, _)| *time));
        let times: Vec<f64> = times.chain(self.lone.iter().map(|lone| lone.time)).collect();
        let times: Vec<f64> = times.into_iter().chain(self.across.iter().map(|(place, _)| *place)).collect();
        let first = times.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let last = times.iter().copied().reduce(f64::max).unwrap_or(1.0);
        let last = if first == last { first + 1.0 } else { last };
        let across = AxisScale::new((first, last), (LEFT + 8.0, RIGHT - 8.0));
        let mut svg = Svg::new(self.id, SIZE, self.title, self.description);
        match self.title.rsplit_once(" (") {
            // A title that has no room on one line has its unit below.
            Some((name, unit)) if self.title.chars().count() > LETTERS => {
                svg.text("h", (4.0, 11.0), Anchor::Start, name);
                svg.text("a", (4.0, 25.0), Anchor::Start, &format!("({unit}"));
            }
            _ => svg.text("h", (4.0, 16.0), Anchor::Start, self.title),
        }
        self.axes(&mut svg, &across, &up);
        self.end_of_knowledge(&mut svg, &across, (first, last));
        self.lines.iter().for_each(|line| draw_line(&mut svg, &across, &up, line));
        for lone in &self.lone {
            svg.open("", &lone.told);
            let x = across.place(lone.time);
            if let Some((low, high)) = lone.interval {
                svg.line(&class("n", lone.series), (x, up.place(low)), (x, up.place(high)));
            }
            mark(&mut svg, lone.series, (x, up.place(lone.value)), 4.5);
            svg.close();
        }
        svg.finish()
    }

    /// A line where knowledge ends, with a word on its wider side.
    fn end_of_knowledge(&self, svg: &mut Svg, across: &AxisScale, (first, last): (f64, f64)) {
        let Some((until, text)) = self.known_until.as_ref().filter(|(until, _)| *until < last) else {
            return;
        };
        let x = across.place(until.max(first));
        svg.line("f", (x, TOP), (x, BOTTOM));
        let right = x < (LEFT + RIGHT) / 2.0;
        let (place, anchor) = if right { (x + 5.0, Anchor::Start) } else { (x - 5.0, Anchor::End) };
        svg.text("a", (place, TOP + 10.0), anchor, text);
    }

    fn axes(&self, svg: &mut Svg, across: &AxisScale, up: &AxisScale) {
        let ticks = up.ticks();
        for (tick, text) in ticks.iter().zip((self.ticks)(&ticks)) {
            let y = up.place(*tick);
            svg.line(if *tick == 0.0 { "z" } else { "g" }, (LEFT, y), (RIGHT, y));
            svg.text("a", (LEFT - 6.0, y + 4.0), Anchor::End, &text);
        }
        for (place, text) in &self.across {
            svg.text("a", (across.place(*place), BOTTOM + 18.0), Anchor::Middle, text);
        }
    }
}

/// Labels of an axis of years, at most seven.
pub fn years((first, last): (i32, i32)) -> Vec<(f64, String)> {
    let every = (last - first) / 6 + 1;
    let labelled = (first..=last).filter(|year| (year - first) % every == 0);
    labelled.map(|year| (f64::from(year), year.to_string())).collect()
}

fn draw_line(svg: &mut Svg, across: &AxisScale, up: &AxisScale, line: &Curve) {
    let at = |time: f64, value: f64| (across.place(time), up.place(value));
    svg.open("", &line.told);
    if !line.band.is_empty() {
        let there = line.band.iter().map(|(time, _, high)| at(*time, *high));
        let back = line.band.iter().rev().map(|(time, low, _)| at(*time, *low));
        let around: Vec<(f64, f64)> = there.chain(back).collect();
        svg.path(&class("b", line.series), &format!("{}z", along(&around)));
    }
    let way: Vec<(f64, f64)> = line.points.iter().map(|(time, value)| at(*time, *value)).collect();
    if !way.is_empty() {
        svg.path(&class("n", line.series), &along(&way));
    }
    if let Some((time, value)) = line.points.last() {
        mark(svg, line.series, (across.place(*time), up.place(*value)), 4.0);
    }
    svg.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_encloses_its_line() {
        let line = Curve {
            series: 0,
            points: vec![(2017.0, 2.0), (2018.0, 4.0)],
            band: vec![(2017.0, 1.0, 3.0), (2018.0, 3.0, 4.0)],
            told: String::new(),
        };
        let plot = LinePlot {
            id: "l",
            title: "t",
            description: "d",
            lines: vec![line],
            lone: Vec::new(),
            across: years((2017, 2018)),
            known_until: Some((2017.5, "assumed".to_owned())),
            ticks: &|ticks| ticks.iter().map(f64::to_string).collect(),
        };
        let svg = plot.draw();
        assert!(svg.contains("<path class=\"f\" d=\"M223 30V204\"/>"), "halfway between 66 and 380: {svg}");
        let known = LinePlot { known_until: Some((2018.0, "assumed".to_owned())), ..plot };
        assert!(!known.draw().contains("assumed"), "nothing is drawn beyond the axis");
        // Values 0 to 4 run from 204 up to 30: 43.5 units each.
        assert!(svg.contains("<path class=\"n s0\" d=\"M66 117l314-87\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"b s0\" d=\"M66 73.5l314-43.5 0 43.5-314 87z\"/>"), "{svg}");
    }
}
