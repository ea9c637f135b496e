//! Bars of parts that make up a whole.

use super::svg::{Anchor, Svg};

/// A bar of a whole.
pub struct Bar {
    /// Its label.
    pub label: String,
    /// Its parts from left to right.
    pub parts: Vec<BarPart>,
}

/// A part of a bar.
pub struct BarPart {
    /// Number of its colour.
    pub series: usize,
    /// Its share of the whole.
    pub share: f64,
    /// What a reader is told of it.
    pub told: String,
}

/// Draws bars below each other, and a legend of the parts.
pub fn draw(id: &str, title: &str, description: &str, legend: &[(usize, &str)], bars: &[Bar]) -> String {
    let (width, row) = (400.0, 40.0);
    let top = 8.0 + 18.0 * legend.len() as f64;
    let mut svg = Svg::new(id, (width, top + row * bars.len() as f64 + 4.0), title, description);
    for (at, (series, name)) in legend.iter().enumerate() {
        let y = 4.0 + 18.0 * at as f64;
        svg.rectangle(&super::marks::class("k", *series), (10.0, y), (14.0, 12.0));
        svg.text("a", (30.0, y + 10.0), Anchor::Start, name);
    }
    for (at, Bar { label, parts }) in bars.iter().enumerate() {
        let y = top + row * at as f64;
        svg.text("l", (10.0, y + 14.0), Anchor::Start, label);
        let whole: f64 = parts.iter().map(|part| part.share).sum();
        let mut x = 10.0;
        for BarPart { series, share, told } in parts {
            let length = if whole > 0.0 { share / whole * (width - 20.0) } else { 0.0 };
            svg.open("", told);
            svg.rectangle(&super::marks::class("k", *series), (x, y + 19.0), (length, 14.0));
            svg.close();
            x += length;
        }
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_over_the_whole_width() {
        let part = |series, share| BarPart { series, share, told: "a".to_owned() };
        let bar = Bar { label: "bar".to_owned(), parts: vec![part(1, 0.25), part(2, 0.75)] };
        let svg = draw("s", "t", "d", &[(1, "one")], &[bar]);
        assert!(svg.contains("M10 45h95v14") && svg.contains("M105 45h285v14"), "{svg}");
    }
}
