//! The page of a study: what a sweep, a sensitivity study or a calibration found, from its files.

mod means;
mod output;
mod posterior;
mod ranking;

use super::document::{Document, Extent};
use super::view::{Section, Table, TableCell, texts};
use super::words::{Phrase, Words};
use super::{Options, PageError};
use crate::results::StudyResults;
use output::StudyOutputs;

/// The page of a study as HTML: the same results and options give the same bytes.
///
/// # Errors
/// A template at fault.
pub fn study_page(results: &StudyResults, options: Options) -> Result<String, PageError> {
    let words = Words { language: options.language };
    let outputs = StudyOutputs::new(results, words);
    let calibrated = !results.identified.is_empty();
    let ranked = !results.sensitivity.is_empty();
    let mut sections = Vec::new();
    let mut headline = Vec::new();
    if calibrated {
        headline.push(posterior::sentence(&outputs));
        sections.extend([posterior::factors(&outputs), posterior::fit(&outputs)]);
    }
    if ranked {
        headline.extend(ranking::sentence(&outputs));
        sections.push(ranking::section(&outputs));
    }
    // A sweep is read point by point; the many points of a sample are read by what they say of the
    // factors.
    if !calibrated && !ranked {
        headline.push(means::sentence(&outputs));
        sections.push(means::section(&outputs, &mut headline));
    }
    sections.push(provenance(&outputs));
    let document = Document {
        words,
        scripts: options.scripts,
        title: words.fill(Phrase::StudyTitle, &[("name", &results.name)]),
        headline,
        replicates: counted(&outputs),
        sections,
        choices: Vec::new(),
        chosen: 0,
        definitions: String::new(),
        nonce: &results.hash[..24],
    };
    document.render(Extent::Page)
}

/// How much was run.
fn counted(outputs: &StudyOutputs<'_>) -> String {
    let manifest = &outputs.results.manifest;
    outputs.words.fill(
        Phrase::StudyCounts,
        &[
            ("points", &outputs.results.points.len().to_string()),
            ("factors", &outputs.results.factors.len().to_string()),
            ("replicates", &manifest.replicates.to_string()),
            ("seed", &manifest.seed.to_string()),
        ],
    )
}

fn provenance(outputs: &StudyOutputs<'_>) -> Section {
    let words = outputs.words;
    let manifest = &outputs.results.manifest;
    let columns = [Phrase::Name, Phrase::Value].map(|title| texts(words.phrase(title))).to_vec();
    let mut table = Table::new(words, "provenance", words.phrase(Phrase::ProvenanceTitle), columns);
    let rows = [
        (words.phrase(Phrase::Command), manifest.command.clone()),
        (words.phrase(Phrase::Version), format!("lachan {}", manifest.version)),
        (words.phrase(Phrase::ConfigHash), manifest.config_hash.clone()),
    ];
    let files = manifest.inputs.iter().chain(&manifest.files);
    let files = files.map(|(name, hash)| (name.clone(), format!("BLAKE3 {hash}")));
    for (name, value) in rows.into_iter().chain(files) {
        table.push(vec![TableCell::text(name), TableCell::text(value)]);
    }
    Section {
        id: "provenance",
        title: words.phrase(Phrase::ProvenanceTitle),
        lead: vec![words.phrase(Phrase::ProvenanceLead)],
        tables: vec![table],
        ..Section::default()
    }
}
