//! The report: one self-contained page from a directory of results, which opens offline, prints and mails.
//!
//! [`page`] is a pure function of what [`read`](crate::results::read) has read. Figures are SVG; a small script adds tips, sorting and
//! the choice of a scenario, and the page is whole without it. Text enters markup in two places only: the templates, which escape by
//! themselves, and [`escape`], through which the figures go. A policy in the page forbids all requests and every script but its own.

pub mod areas;
mod context;
pub mod escape;
pub mod figures;
pub mod geometry;
mod lever_text;
pub mod pool;
mod sections;
mod view;
mod words;

pub use areas::Division;
pub use context::PROVINCE_MEASURES;
pub use lever_text::{evidence_line, lever_text};
#[cfg(test)]
pub(crate) use words::catalogue::check;
pub(crate) use words::catalogue::phrases;
pub use words::{Catalogue, DONG_PER_DOLLAR, Language, Words, money};

use crate::config::CountryTables;
use crate::results::Results;
use context::Context;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use view::Section;
use words::Phrase;

/// How the page shall be.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Its language.
    pub language: Language,
    /// The provinces it shows.
    pub division: Division,
    /// Whether it has its script and the downloads of its tables; without them it is small enough to mail.
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

/// A scenario that can be chosen on the page.
#[derive(Debug, serde::Serialize)]
struct Choice {
    place: usize,
    name: String,
}

/// The page as HTML: the same results and options give the same bytes.
///
/// # Errors
/// A template at fault.
pub fn page(results: &Results, country: &CountryTables, options: Options) -> Result<String, PageError> {
    made(results, country, options, Extent::Page)
}

/// What an analyst looks at who tries out a scenario, as a part of another page that has the style sheet [`STYLE`]: the headline and
/// the parts from the differences to who bears the risk.
///
/// # Errors
/// As [`page`].
pub fn excerpt(results: &Results, country: &CountryTables, options: Options) -> Result<String, PageError> {
    made(results, country, options, Extent::Excerpt)
}

/// The style sheet of the page and of its parts.
pub const STYLE: &str = include_str!("templates/style.css");

/// How much of the page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it.
    Page,
    /// A part, to stand on another page.
    Excerpt,
}

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
    if options.scripts {
        for table in sections.iter_mut().flat_map(|section| &mut section.tables) {
            table.with_csv()?;
        }
    } else {
        // What is mailed or printed is not pointed at; the tables say the same.
        for figure in sections.iter_mut().flat_map(|section| &mut section.figures) {
            figure.svg = figures::without_tips(&figure.svg);
        }
    }
    render(&found, &sections, &figures::map::definitions(&shapes), extent)
}

fn render(
    found: &Context<'_>,
    sections: &[Section],
    definitions: &str,
    extent: Extent,
) -> Result<String, PageError> {
    let words = found.words;
    let phrase = |phrase| words.phrase(phrase);
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", include_str!("templates/page.html"))?;
    environment.add_template("excerpt", include_str!("templates/excerpt.html"))?;
    environment.add_template("sections", include_str!("templates/sections.html"))?;
    let template = match extent {
        Extent::Page => "page",
        Extent::Excerpt => "excerpt",
    };
    let headline = sections::sentences(found);
    let best = found.main().and_then(|main| sections::best(found, main));
    let chosen = best.map_or(found.reference, |(contrast, _)| found.place(&contrast.scenario));
    let scenarios: Vec<Choice> =
        found.scenarios().into_iter().map(|place| Choice { place, name: found.name(place) }).collect();
    let nonce = nonce(found);
    let script = if found.scripts { include_str!("templates/page.js") } else { "" };
    Ok(environment.get_template(template)?.render(context! {
        lang => words.language.tag(),
        version => env!("CARGO_PKG_VERSION"),
        style => STYLE,
        replicates => replicates(found),
        words => context! {
            title => phrase(Phrase::Title),
            notice => phrase(Phrase::Notice),
            short_form => if found.scripts { String::new() } else { phrase(Phrase::ShortForm) },
            notice_long => phrase(Phrase::NoticeLong),
            contents => phrase(Phrase::Contents),
            show_scenario => phrase(Phrase::ShowScenario),
            all_scenarios => phrase(Phrase::AllScenarios),
            sort_hint => phrase(Phrase::SortHint),
            download => phrase(Phrase::DownloadCsv),
        },
        nonce,
        script,
        headline,
        sections => Value::from(Serde(sections)),
        scenarios => Value::from(Serde(&scenarios)),
        chosen,
        definitions,
    })?)
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

/// What lets this page's own style and script run, and nothing that a name in the results might bring: it depends on all that was read,
/// so no text in a file can hold it.
fn nonce<'a>(found: &Context<'a>) -> &'a str {
    &found.results.hash[..24]
}
