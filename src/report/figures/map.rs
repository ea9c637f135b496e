//! Maps of the areas, coloured by class, hatched where a difference may be nothing, grey where a
//! number is hidden.

use super::bins::Bins;
use super::svg::{Anchor, Svg};
use crate::report::geometry::{HEIGHT, UNITS, WIDTH};

/// An area of a map.
#[derive(Debug, Clone)]
pub struct MapArea {
    /// Id of its outline on the page.
    pub shape: String,
    /// Value; none where it is hidden or missing.
    pub value: Option<f64>,
    /// Whether it is hatched.
    pub hatched: bool,
    /// What a reader is told who points at it.
    pub told: String,
}

/// A map.
pub struct Map<'a> {
    /// Unique id on the page.
    pub id: &'a str,
    /// Title.
    pub title: &'a str,
    /// Description.
    pub description: &'a str,
    /// The areas.
    pub areas: &'a [MapArea],
    /// Classes of the values.
    pub bins: &'a Bins,
    /// Writes a class by its ends.
    pub range: &'a dyn Fn(Option<f64>, Option<f64>) -> String,
    /// Text of the legend for areas without a number.
    pub hidden: &'a str,
    /// Text of the legend for hatched areas; none if the map has none.
    pub hatched: Option<&'a str>,
}

/// Left edge of the legend, which stands in the sea.
const LEGEND: f64 = 236.0;
const LEGEND_TOP: f64 = 96.0;

impl Map<'_> {
    /// The figure.
    pub fn draw(&self) -> String {
        let mut svg = Svg::new(self.id, (400.0, HEIGHT.max(WIDTH)), self.title, self.description);
        svg.open_scaled(1.0 / UNITS);
        for area in self.areas {
            let class = area.value.map_or_else(|| "x".to_owned(), |value| self.bins.class(value));
            svg.shape(&class, &area.shape, &area.told);
        }
        for area in self.areas.iter().filter(|area| area.hatched && area.value.is_some()) {
            svg.shape("t", &area.shape, "");
        }
        svg.close();
        let mut y = LEGEND_TOP;
        let mut entry = |svg: &mut Svg, classes: [&str; 2], text: &str| {
            for class in classes.into_iter().filter(|class| !class.is_empty()) {
                svg.rectangle(&format!("p {class}"), (LEGEND, y), (18.0, 15.0));
            }
            svg.text("a", (LEGEND + 25.0, y + 12.0), Anchor::Start, text);
            y += 20.0;
        };
        for (class, low, high) in self.bins.classes().iter().rev() {
            entry(&mut svg, [class, ""], &(self.range)(*low, *high));
        }
        if self.areas.iter().any(|area| area.value.is_none()) {
            entry(&mut svg, ["x", ""], self.hidden);
        }
        if let Some(hatched) = self.hatched {
            entry(&mut svg, ["w", "t"], hatched);
        }
        svg.finish()
    }
}

/// The outlines and the hatching that maps refer to; stands once on the page.
pub fn definitions(shapes: &[(String, String)]) -> String {
    let mut text = String::from(
        "<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs><pattern id=\"hatch\" width=\"22\" height=\"22\" \
         patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"hs\" d=\"M0 0h7v22H0z\"/></pattern>\
         <pattern id=\"hatch-small\" width=\"4.4\" height=\"4.4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path class=\"hs\" d=\"M0 0h1.4v4.4H0z\"/></pattern>",
    );
    for (id, path) in shapes {
        text.push_str(&format!("<path id=\"{id}\" d=\"{path}\"/>"));
    }
    text + "</defs></svg>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_areas_are_grey_and_never_hatched() {
        let area = |shape: &str, value, hatched| MapArea {
            shape: shape.into(),
            value,
            hatched,
            told: format!("{shape} & more"),
        };
        let areas = [area("a1", Some(-5.0), true), area("a2", None, true), area("a3", Some(5.0), false)];
        let map = Map {
            id: "m",
            title: "t",
            description: "d",
            areas: &areas,
            bins: &Bins::differences(&[-5.0, 5.0]),
            range: &|_, _| String::new(),
            hidden: "hidden",
            hatched: Some("hatched"),
        };
        let svg = map.draw();
        assert!(svg.contains("<use class=\"d1\" href=\"#a1\"><title>a1 &amp; more</title></use>"), "{svg}");
        assert!(svg.contains("<use class=\"x\" href=\"#a2\">"), "{svg}");
        assert_eq!(svg.matches("<use class=\"t\" ").count(), 1);
        assert!(svg.contains("<use class=\"t\" href=\"#a1\"/>"));
    }
}
