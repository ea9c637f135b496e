//! The parts of the page, each a pure function of the results: what is said, drawn and tabulated.

mod assumptions;
mod compared;
mod equity;
pub mod fit;
mod headline;
mod map;
mod map_values;
mod provenance;
mod province_ranks;
mod scenarios;
mod security;
mod seen;
mod series;
mod services;
mod uncertainty;
mod why;

pub use headline::{best, sentences};
pub use map::shape;

use super::context::Context;
use super::view::Section;
use super::words::Quantity;

/// All parts in their order on the page.
pub fn all(context: &Context<'_>) -> Vec<Section> {
    let mut sections = Vec::from_iter(scenarios::section(context));
    sections.extend(why::section(context));
    sections.extend([
        map::section(context),
        series::section(context),
        seen::section(context),
        equity::section(context),
        services::section(context),
        security::section(context),
        fit::section(context),
    ]);
    sections.extend(uncertainty::section(context));
    sections.extend([assumptions::section(context), provenance::section(context)]);
    sections
}

/// The scenarios that are drawn one by one, the reference first: all of them, or, on a page without
/// its script that shall be small enough to mail, the reference and the scenario of the headline.
fn drawn(context: &Context<'_>) -> Vec<usize> {
    if context.scripts {
        return context.scenarios();
    }
    let best = context
        .main()
        .and_then(|main| best(context, main))
        .map(|(contrast, _)| context.place(&contrast.scenario));
    std::iter::once(context.reference).chain(best).collect()
}

/// A probability that rests on a finite number of replicates: never quite 0 or 100 %.
fn probability(context: &Context<'_>, p: f64) -> String {
    let words = context.words;
    let percent = |sign: &str, p: f64| {
        let bare = words.bare_to(Quantity::Percent, p, 0);
        format!("{sign}{}", words.with_unit(Quantity::Percent, bare))
    };
    match p {
        p if p > 0.99 => percent("> ", 0.99),
        p if p < 0.01 => percent("< ", 0.01),
        p => percent("", p),
    }
}
