//! A small plot: speed by number of threads, beside what perfect scaling would give.

use super::measure::Measured;

/// Size of the picture and margins of its axes, in pixels.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 60.0;
const BOTTOM: f64 = 44.0;
const TOP: f64 = 40.0;

/// The plot as SVG.
pub fn draw(measured: &Measured) -> String {
    let rows = &measured.by_threads;
    let (first, per_thread) = rows
        .first()
        .map_or((1.0, 0.0), |row| (row.threads as f64, row.person_months_per_second / row.threads as f64));
    let ideal = |threads: usize| per_thread * threads as f64;
    let most =
        rows.iter().map(|row| row.person_months_per_second.max(ideal(row.threads))).fold(1.0, f64::max);
    let wide = (WIDTH - LEFT - 20.0) / rows.len().max(1) as f64;
    let x = |place: usize| LEFT + wide * (place as f64 + 0.5);
    let y = |rate: f64| HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * rate / most;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n\
         <title>Speed of the month by number of threads</title>\n\
         <text x=\"{LEFT}\" y=\"20\">Million person-months a second, all processes on (line: {first} thread x n)</text>\n\
         <line x1=\"{LEFT}\" x2=\"{}\" y1=\"{}\" y2=\"{}\" stroke=\"#555\"/>\n",
        WIDTH - 20.0,
        y(0.0),
        y(0.0)
    );
    for (place, row) in rows.iter().enumerate() {
        let (middle, top) = (x(place), y(row.person_months_per_second));
        svg.push_str(&format!(
            "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"#0072b2\"/>\n\
             <text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{:.0}</text>\n\
             <text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\n",
            middle - 0.3 * wide,
            0.6 * wide,
            y(0.0) - top,
            top - 5.0,
            row.person_months_per_second / 1e6,
            y(0.0) + 16.0,
            row.threads
        ));
    }
    let line: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| format!("{:.1},{:.1}", x(place), y(ideal(row.threads))))
        .collect();
    svg.push_str(&format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#d55e00\" stroke-dasharray=\"4 3\"/>\n\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">threads</text>\n</svg>\n",
        line.join(" "),
        0.5 * (LEFT + WIDTH),
        HEIGHT - 8.0
    ));
    svg
}
