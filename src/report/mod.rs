//! The report: one self-contained page from a directory of results, which opens offline, prints and
//! mails.
//!
//! [`page`] is a pure function of what [`read`](crate::results::read) has read. Figures are SVG; a
//! small script adds tips, sorting and the choice of a scenario, and the page is whole without it.
//! Text enters markup in two places only: the templates, which escape by themselves, and
//! [`escape`], through which the figures go. A policy in the page forbids all requests and every
//! script but its own.

pub mod areas;
mod context;
mod document;
pub mod escape;
pub mod figures;
pub mod geometry;
mod lever_text;
pub mod pool;
mod sections;
mod study;
mod view;
mod words;

pub use context::PROVINCE_MEASURES;
pub use lever_text::{evidence_line, lever_text};
pub use study::study_page;
pub use words::{DONG_PER_DOLLAR, Words, money};

use crate::config::CountryTables;
use crate::language::Language;
use crate::places::Division;
use crate::results::Results;
use context::Context;
use document::{Document, Extent, ScenarioChoice};
use words::Phrase;

/// How the page shall be.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Its language.
    pub language: Language,
    /// The provinces it shows.
    pub division: Division,
    /// Whether it has its script and the downloads of its tables; without them it is small enough
    /// to mail.
    pub scripts: bool,
}

/// A page that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A template at fault.
    #[error("the page cannot be made: {0}")]
    Template(#[from] minijinja::Error),
    /// A table that could not be written into the page.
    #[error("the page cannot be made: {0}")]
    Table(#[from] std::io::Error),
}

/// The page as HTML: the same results and options give the same bytes.
///
/// # Errors
/// A template at fault.
pub fn page(results: &Results, country: &CountryTables, options: Options) -> Result<String, PageError> {
    made(results, country, options, Extent::Page)
}

/// What an analyst looks at who tries out a scenario, as a part of another page that has the style
/// sheet [`STYLE`]: the headline and the parts from the differences to who bears the risk.
///
/// # Errors
/// As [`page`].
pub fn excerpt(results: &Results, country: &CountryTables, options: Options) -> Result<String, PageError> {
    made(results, country, options, Extent::Excerpt)
}

/// The style sheet of the page and of its parts.
pub const STYLE: &str = include_str!("templates/style.css");

/// The parts of an excerpt.
const EXCERPT: [&str; 4] = ["scenarios", "provinces", "series", "equity"];

fn made(
    results: &Results,
    country: &CountryTables,
    options: Options,
    extent: Extent,
) -> Result<String, PageError> {
    let words = Words { language: options.language };
    let areas = areas::areas(country, options.division);
    let shapes: Vec<(String, String)> = areas
        .iter()
        .map(|area| sections::shape(&area.key))
        .zip(geometry::paths(&areas, if options.scripts { geometry::FINE } else { geometry::COARSE }))
        .collect();
    let found = Context::new(results, words, areas, options.scripts);
    let mut sections = sections::all(&found);
    if extent == Extent::Excerpt {
        sections.retain(|section| EXCERPT.contains(&section.id));
    }
    let best = found.main().and_then(|main| sections::best(&found, main));
    let chosen = best.map_or(found.reference, |(contrast, _)| found.place(&contrast.scenario));
    let choices =
        found.scenarios().into_iter().map(|place| ScenarioChoice { place, name: found.name(place) });
    let document = Document {
        words,
        scripts: options.scripts,
        title: words.phrase(Phrase::Title),
        headline: sections::sentences(&found),
        replicates: replicates(&found),
        sections,
        choices: choices.collect(),
        chosen,
        definitions: figures::map::definitions(&shapes),
        nonce: &results.hash[..24],
    };
    document.render(extent)
}

fn replicates(found: &Context<'_>) -> String {
    let manifest = &found.results.manifest;
    let scale = found.results.scale.filter(|scale| *scale > 0.0);
    found.words.fill(
        Phrase::ReplicatesNote,
        &[
            ("replicates", &manifest.replicates.to_string()),
            ("seed", &manifest.seed.to_string()),
            ("scale", &scale.map_or_else(|| "?".to_owned(), |scale| found.words.decimal(1.0 / scale, 0))),
        ],
    )
}
