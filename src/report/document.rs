//! A page as it is written: what its parts have made goes into the templates.

use super::view::Section;
use super::words::{Phrase, Words};
use super::{PageError, STYLE, figures};
use crate::language::Language;
use crate::pack;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};

/// How much of the page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Page,
    /// A part, to stand on another page.
    Excerpt,
}

/// A scenario that can be chosen on the page.
#[derive(Debug, serde::Serialize)]
pub struct ScenarioChoice {
    /// Its place, as figures name it.
    pub place: usize,
    /// Its name.
    pub name: String,
}

/// Everything that a page says.
pub struct Document<'a> {
    /// Its language.
    pub words: Words,
    /// Whether it has its script and its downloads.
    pub scripts: bool,
    /// Title.
    pub title: String,
    /// The sentence at its head, and what belongs beside it.
    pub headline: Vec<String>,
    /// How much was simulated.
    pub replicates: String,
    /// Its parts.
    pub sections: Vec<Section>,
    /// Scenarios to choose from.
    pub choices: Vec<ScenarioChoice>,
    /// The one that is chosen at first.
    pub chosen: usize,
    /// Outlines of maps.
    pub definitions: String,
    /// What lets this page's own style and script run, and nothing that a name in the results might
    /// bring: it depends on all that was read, so no text in a file can hold it.
    pub nonce: &'a str,
}

/// That the country is invented, where it is.
fn made_up(words: Words) -> String {
    let about = pack::current().about();
    let title = match words.language {
        Language::English => &about.title,
        Language::Vietnamese => &about.title_vi,
    };
    if about.made_up { words.fill(Phrase::MadeUp, &[("title", title)]) } else { String::new() }
}

impl Document<'_> {
    /// The page as HTML.
    ///
    /// # Errors
    /// A template at fault.
    pub fn render(mut self, extent: Extent) -> Result<String, PageError> {
        if self.scripts {
            for table in self.sections.iter_mut().flat_map(|section| &mut section.tables) {
                table.with_csv()?;
            }
        } else {
            // What is mailed or printed is not pointed at; the tables say the same.
            for figure in self.sections.iter_mut().flat_map(|section| &mut section.figures) {
                figure.svg = figures::without_tips(&figure.svg);
            }
        }
        let phrase = |phrase| self.words.phrase(phrase);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("page", include_str!("templates/page.html"))?;
        environment.add_template("excerpt", include_str!("templates/excerpt.html"))?;
        environment.add_template("sections", include_str!("templates/sections.html"))?;
        let template = match extent {
            Extent::Page => "page",
            Extent::Excerpt => "excerpt",
        };
        Ok(environment.get_template(template)?.render(context! {
            lang => self.words.language.tag(),
            version => env!("CARGO_PKG_VERSION"),
            style => STYLE,
            title => self.title,
            replicates => self.replicates,
            words => context! {
                notice => phrase(Phrase::Notice),
                made_up => made_up(self.words),
                short_form => if self.scripts { String::new() } else { phrase(Phrase::ShortForm) },
                notice_long => phrase(Phrase::NoticeLong),
                contents => phrase(Phrase::Contents),
                show_scenario => phrase(Phrase::ShowScenario),
                all_scenarios => phrase(Phrase::AllScenarios),
                sort_hint => phrase(Phrase::SortHint),
                download => phrase(Phrase::DownloadCsv),
            },
            nonce => self.nonce,
            script => if self.scripts { include_str!("templates/page.js") } else { "" },
            headline => self.headline,
            sections => Value::from(Serde(&self.sections)),
            scenarios => Value::from(Serde(&self.choices)),
            chosen => self.chosen,
            definitions => self.definitions,
        })?)
    }
}
