//! Marks of scenarios: a colour and a shape each, so that neither colour nor shape alone carries
//! the meaning.
//!
//! Colours: Okabe and Ito 2008 (safe for the common kinds of colour blindness), in classes `s0` to
//! `s7` of the style sheet; the first, black, is the reference.

use super::svg::{Svg, along, short};

/// Number of colours and shapes; further scenarios begin again.
pub const SERIES: usize = 8;

/// Draws the mark of a series around a point.
pub fn mark(svg: &mut Svg, series: usize, at: (f64, f64), size: f64) {
    let corners: &[(f64, f64)] = match series % SERIES {
        // A disc; the others are polygons around the point.
        0 => &[],
        1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        2 => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
        3 => &[(0.0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        4 => &[(0.0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
        5 => &[(-0.6, -1.1), (0.6, -1.1), (1.2, 0.0), (0.6, 1.1), (-0.6, 1.1), (-1.2, 0.0)],
        6 => &[(1.2, 0.0), (-0.85, 1.15), (-0.85, -1.15)],
        _ => &[(-1.2, 0.0), (0.85, 1.15), (0.85, -1.15)],
    };
    let (x, y) = at;
    let way = if corners.is_empty() {
        // One arc, all round but for a tenth of a pixel at the top.
        format!("M{} {}a{size} {size} 0 1 0 .1 0z", short(x - 0.05), short(y - size))
    } else {
        let corner = |&(right, down): &(f64, f64)| (x + right * size, y + down * size);
        format!("{}z", along(&corners.iter().map(corner).collect::<Vec<_>>()))
    };
    svg.path(&class("k", series), &way);
}

/// The class of a series, with the kind of thing it colours: `k` mark, `n` line, `b` band, `f`
/// frame of a mark.
pub fn class(kind: &str, series: usize) -> String {
    format!("{kind} s{}", series % SERIES)
}

/// The legend of some series: a line for each.
pub fn legend(id: &str, title: &str, names: &[(usize, String)]) -> String {
    use super::svg::Anchor;
    let height = 22.0 * names.len() as f64 + 6.0;
    let list: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let mut svg = Svg::new(id, (400.0, height), title, &list.join(", "));
    for (row, (series, name)) in names.iter().enumerate() {
        let y = 14.0 + 22.0 * row as f64;
        svg.line(&class("n", *series), (2.0, y), (30.0, y));
        mark(&mut svg, *series, (16.0, y), 5.0);
        svg.text("l", (40.0, y + 4.5), Anchor::Start, name);
    }
    svg.finish()
}
