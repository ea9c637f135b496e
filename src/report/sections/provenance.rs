//! Where the results come from, and how to make them again.

use crate::pack;
use crate::report::context::Context;
use crate::report::view::{Section, Table, TableCell, texts};
use crate::report::words::Phrase;

/// What it takes to make the results again.
pub fn section(context: &Context<'_>) -> Section {
    let words = context.words;
    let manifest = &context.results.manifest;
    let columns = vec![texts(words.phrase(Phrase::Name)), texts(words.phrase(Phrase::Value))];
    let mut table = Table::new(words, "provenance", words.phrase(Phrase::ProvenanceTitle), columns);
    let mut say = |name: String, value: String| {
        table.push(vec![TableCell::text(name), TableCell::text(value)]);
    };
    say(words.phrase(Phrase::Command), manifest.command.clone());
    say(words.phrase(Phrase::Version), format!("lachan {}", manifest.version));
    let pack = pack::current();
    if !pack.is_built_in() {
        let about = pack.about();
        let told = format!("{} {}. {}. {}", about.name, about.version, about.sources, about.licence);
        say(words.phrase(Phrase::PackOf), told);
    }
    say(words.phrase(Phrase::Seed), manifest.seed.to_string());
    say(words.phrase(Phrase::Replicates), manifest.replicates.to_string());
    say(words.phrase(Phrase::ConfigHash), manifest.config_hash.clone());
    for gap in &manifest.gap_rules {
        let count = gap.provinces.len().to_string();
        let gaps = [("rule", gap.rule.as_str()), ("column", &gap.column), ("count", &count)];
        say(words.phrase(Phrase::GapRules), words.fill(Phrase::GapRule, &gaps));
    }
    if context.scripts {
        for (name, hash) in manifest.inputs.iter().chain(&manifest.files) {
            say(name.clone(), format!("BLAKE3 {hash}"));
        }
    } else {
        say("BLAKE3".to_owned(), "manifest.json".to_owned());
    }
    let mut notes = vec![words.phrase(Phrase::Colours)];
    // The outlines of another pack are of other makers, whom its licence names.
    if pack.is_built_in() {
        notes.insert(0, words.phrase(Phrase::Boundaries));
    }
    Section {
        id: "provenance",
        title: words.phrase(Phrase::ProvenanceTitle),
        lead: vec![words.phrase(Phrase::ProvenanceLead)],
        notes,
        tables: vec![table],
        ..Section::default()
    }
}
