//! Marks of scenarios: a colour and a shape each, so that neither colour nor shape alone carries the meaning.
//!
//! Colours: Okabe and Ito 2008 (safe for the common kinds of colour blindness), in classes `s0` to `s7` of the style sheet; the first,
//! black, is the reference.

use super::svg::{Svg, short};

/// Number of colours and shapes; further scenarios begin again.
pub const SERIES: usize = 8;

/// Draws the mark of a series around a point.
pub fn mark(svg: &mut Svg, series: usize, at: (f64, f64), size: f64) {
    let (x, y) = at;
    let p = |dx: f64, dy: f64| format!("{} {}", short(x + dx * size), short(y + dy * size));
    let way = match series % SERIES {
        0 => format!(
            "M{}a{s} {s} 0 1 0 {d} 0a{s} {s} 0 1 0 -{d} 0z",
            p(-1.0, 0.0),
            s = short(size),
            d = short(2.0 * size)
        ),
        1 => format!("M{}L{}L{}L{}z", p(-0.9, -0.9), p(0.9, -0.9), p(0.9, 0.9), p(-0.9, 0.9)),
        2 => format!("M{}L{}L{}L{}z", p(0.0, -1.25), p(1.25, 0.0), p(0.0, 1.25), p(-1.25, 0.0)),
        3 => format!("M{}L{}L{}z", p(0.0, -1.2), p(1.15, 0.85), p(-1.15, 0.85)),
        4 => format!("M{}L{}L{}z", p(0.0, 1.2), p(1.15, -0.85), p(-1.15, -0.85)),
        5 => format!(
            "M{}L{}L{}L{}L{}L{}z",
            p(-0.6, -1.1),
            p(0.6, -1.1),
            p(1.2, 0.0),
            p(0.6, 1.1),
            p(-0.6, 1.1),
            p(-1.2, 0.0)
        ),
        6 => format!("M{}L{}L{}z", p(1.2, 0.0), p(-0.85, 1.15), p(-0.85, -1.15)),
        _ => format!("M{}L{}L{}z", p(-1.2, 0.0), p(0.85, 1.15), p(0.85, -1.15)),
    };
    svg.path(&class("k", series), &way);
}

/// The class of a series, with the kind of thing it colours: `k` mark, `n` line, `b` band, `f` frame of a mark.
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
