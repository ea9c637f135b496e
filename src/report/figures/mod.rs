//! Figures: pure functions of plain data to SVG text. Colours are classes of the page's style
//! sheet, so a figure says what a mark is and not how it looks.

pub mod bands;
pub mod bins;
pub mod dots;
pub mod grid;
pub mod lines;
pub mod map;
pub mod marks;
pub mod ranges;
pub mod scale;
pub mod shares;
mod svg;

pub use svg::without_tips;
