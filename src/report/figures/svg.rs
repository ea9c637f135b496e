//! Writing SVG: elements by their geometry, text always escaped, numbers short.

use crate::report::escape::escape;
use std::fmt::Write;

/// Where a text stands relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It starts there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A figure under way.
#[derive(Debug)]
pub struct Svg {
    text: String,
}

impl Svg {
    /// A figure of that size in its own units, with a title and a description for those who do not
    /// see it. `id` is unique on the page and made by this program.
    pub fn new(id: &str, size: (f64, f64), title: &str, description: &str) -> Self {
        let (width, height) = (short(size.0), short(size.1));
        let (title, description) = (escape(title), escape(description));
        let text = format!(
            "<svg role=\"img\" aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {width} {height}\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>"
        );
        Self { text }
    }

    /// A line.
    pub fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let [x, y, to_x, to_y] = [from.0, from.1, to.0, to.1].map(short);
        let way = if x == to_x {
            format!("M{x} {y}V{to_y}")
        } else if y == to_y {
            format!("M{x} {y}H{to_x}")
        } else {
            format!("M{x} {y}L{to_x} {to_y}")
        };
        self.path(class, &way);
    }

    /// A path.
    pub fn path(&mut self, class: &str, way: &str) {
        let _ = write!(self.text, "<path class=\"{class}\" d=\"{way}\"/>");
    }

    /// A rectangle.
    pub fn rectangle(&mut self, class: &str, corner: (f64, f64), size: (f64, f64)) {
        let way = format!(
            "M{} {}h{}v{}h{}z",
            short(corner.0),
            short(corner.1),
            short(size.0),
            short(size.1),
            short(-size.0)
        );
        self.path(class, &way);
    }

    /// A text.
    pub fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, text: &str) {
        if text.is_empty() {
            return;
        }
        // Texts of class `a`, those of axes, are the most: they are what a text without a class
        // looks like.
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => "m",
            Anchor::End => "e",
        };
        let classes = match (class, anchor) {
            ("a", "") => String::new(),
            ("a", anchor) => format!(" class=\"{anchor}\""),
            (class, "") => format!(" class=\"{class}\""),
            (class, anchor) => format!(" class=\"{class} {anchor}\""),
        };
        let (x, y) = (short(at.0), short(at.1));
        let _ = write!(self.text, "<text{classes} x=\"{x}\" y=\"{y}\">{}</text>", escape(text));
    }

    /// A text that is read from below upwards.
    pub fn turned(&mut self, class: &str, at: (f64, f64), text: &str) {
        let (x, y) = (short(at.0), short(at.1));
        let text = escape(text);
        let _ = write!(
            self.text,
            "<text class=\"{class}\" transform=\"translate({x} {y})rotate(-90)\">{text}</text>"
        );
    }

    /// A shape defined elsewhere on the page, with what a reader is told who points at it.
    pub fn shape(&mut self, class: &str, id: &str, told: &str) {
        let _ = write!(self.text, "<use class=\"{class}\" href=\"#{id}\"");
        self.text.push_str(&if told.is_empty() {
            "/>".to_owned()
        } else {
            format!(">{}</use>", title(told))
        });
    }

    /// Opens a group with what a reader is told who points at it. [`close`](Self::close) must
    /// follow.
    pub fn open(&mut self, class: &str, told: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(self.text, "<g{class}>{}", title(told));
    }

    /// Opens a group whose units are smaller: `scale` of one unit of the figure.
    pub fn open_scaled(&mut self, scale: f64) {
        let _ = write!(self.text, "<g transform=\"scale({})\">", scale);
    }

    /// Closes a group.
    pub fn close(&mut self) {
        self.text.push_str("</g>");
    }

    /// The figure.
    pub fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

/// A figure without what its marks tell, and without the groups that only held it. A title of a
/// mark has no attributes, the figure's own has; text inside is escaped and cannot hold a tag.
pub fn without_tips(svg: &str) -> String {
    let mut plain = String::with_capacity(svg.len());
    let mut kept_groups = Vec::new();
    let mut parts = svg.split('<');
    plain.push_str(parts.next().unwrap_or_default());
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let kept = match part {
            "g>" if parts.peek().is_some_and(|next| next.starts_with("title>")) => {
                kept_groups.push(false);
                false
            }
            part if part.starts_with("g>") || part.starts_with("g ") => {
                kept_groups.push(true);
                true
            }
            part if part.starts_with("/g>") => kept_groups.pop().unwrap_or(true),
            part if part.starts_with("title>") => {
                parts.next();
                false
            }
            _ => true,
        };
        if kept {
            plain.push('<');
            plain.push_str(part);
        }
    }
    plain
}

fn title(told: &str) -> String {
    if told.is_empty() { String::new() } else { format!("<title>{}</title>", escape(told)) }
}

/// The way along some points: the first where it lies, each other as a step from the one before, with
/// no sign more than it takes. Steps lie between rounded places, so that roundings do not add up.
pub fn along(points: &[(f64, f64)]) -> String {
    let rounded = |at: f64| (10.0 * at).round() / 10.0;
    let places: Vec<(f64, f64)> = points.iter().map(|&(x, y)| (rounded(x), rounded(y))).collect();
    let mut way = places.first().map_or_else(String::new, |(x, y)| format!("M{} {}", short(*x), short(*y)));
    for (step, pair) in places.windows(2).enumerate() {
        if step == 0 {
            way.push('l');
        }
        for number in [pair[1].0 - pair[0].0, pair[1].1 - pair[0].1] {
            let text = short(number);
            // A minus parts numbers as well as a blank does.
            if !way.ends_with('l') && !text.starts_with('-') {
                way.push(' ');
            }
            way.push_str(&text);
        }
    }
    way
}

/// A coordinate with one decimal at most.
pub fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of a third of 0.1 are 0 or 0.1, and the way ends where it should.
    #[test]
    fn a_way_goes_step_by_step_to_the_last_point() {
        assert_eq!(along(&[(66.0, 40.94), (144.5, 39.9), (223.04, 39.9)]), "M66 40.9l78.5-1 78.5 0");
        let thirds: Vec<(f64, f64)> = (0..4).map(|step| (f64::from(step) / 30.0, 1.0)).collect();
        assert_eq!(along(&thirds), "M0 1l0 0 0.1 0 0 0");
        assert_eq!(along(&[]), "");
    }

    #[test]
    fn texts_of_a_figure_are_escaped() {
        let mut svg = Svg::new("f", (10.0, 20.5), "</title><b>", "a & b");
        svg.text("l", (1.0, 2.25), Anchor::End, "<i>");
        svg.open("", "\"told\"");
        svg.close();
        assert_eq!(
            svg.finish(),
            "<svg role=\"img\" aria-labelledby=\"f-t f-d\" viewBox=\"0 0 10 20.5\"><title id=\"f-t\">&lt;/title&gt;&lt;b&gt;</title><desc id=\"f-d\">a &amp; b</desc><text class=\"l e\" x=\"1\" y=\"2.2\">&lt;i&gt;</text><g><title>&quot;told&quot;</title></g></svg>"
        );
        let plain = without_tips(
            "<svg><title id=\"t\">a</title><g transform=\"s\"><g><title>b</title><path/></g><use><title>c</title></use></g></svg>",
        );
        assert_eq!(plain, "<svg><title id=\"t\">a</title><g transform=\"s\"><path/><use></use></g></svg>");
    }
}
