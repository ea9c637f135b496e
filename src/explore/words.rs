//! The phrases of the page to explore by id; those of results are the report's. Their texts stand
//! in `locales/explore.en.ftl` and `locales/explore.vi.ftl`.

use crate::language::texts::phrases;
use crate::language::{Language, Texts};
use std::collections::BTreeMap;
use std::sync::LazyLock;

phrases! {
    Title, Notice, MadeUp, Lead, OtherLanguage, ScenarioTitle, Base, BuiltIn, Saved, Name, NameHint,
    Description, Edit, LeversTitle, LeverChoice, Add, Change, Remove, InBase, NoneInBase,
    Coverage, Start, Stop, Endless, Ramp, Places, PlaceAll, PlaceBorder, PlacePoor, PlaceList,
    PlaceOther, Assumes, AssumesNote, Timeline, TimelineNote, TimelineBar, RunTitle, Replicates,
    Seed, ScaleNote, Run, Cancel, Save, SavedAs, ShowFile, FileNote, Waiting, Running, Writing,
    Done, Cancelled, Failed, Lost, ResultsTitle, NoResult, ResultOf, Provinces63, Provinces34,
    Division, Report, Files, NeedsScript,
}

const FILES: [&str; 2] = [include_str!("locales/explore.en.ftl"), include_str!("locales/explore.vi.ftl")];

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::new([&[FILES[0]], &[FILES[1]]]));

/// Gaps that the page fills by itself, in its script.
const GAPS: [&str; 13] = [
    "coverage", "done", "file", "first", "grades", "last", "lever", "name", "number", "scale", "start",
    "stop", "total",
];

/// A phrase without gaps.
pub fn text(language: Language, phrase: Phrase) -> String {
    TEXTS.text(language, phrase.id(), None, &[]).unwrap_or_default().into_owned()
}

/// All phrases by id. A gap stays as it is, in braces, for the page's script to fill.
pub fn all(language: Language) -> BTreeMap<&'static str, String> {
    let braced = GAPS.map(|gap| format!("{{{gap}}}"));
    let gaps: Vec<(&str, &str)> = GAPS.iter().zip(&braced).map(|(gap, text)| (*gap, text.as_str())).collect();
    let text =
        |phrase: &Phrase| TEXTS.text(language, phrase.id(), None, &gaps).unwrap_or_default().into_owned();
    Phrase::ALL.iter().map(|phrase| (phrase.id(), text(phrase))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::texts::check::{alike, complete, messages};

    #[test]
    fn every_phrase_is_in_both_languages_with_the_same_gaps_and_none_is_left_over() {
        alike(FILES[0], FILES[1]);
        complete(Phrase::ALL.iter().map(|phrase| phrase.id()), FILES[0]);
    }

    #[test]
    fn every_gap_is_left_to_the_script() {
        for (gaps, _) in messages(FILES[0]).values() {
            assert!(gaps.iter().all(|gap| GAPS.contains(&gap.as_str())), "{gaps:?}");
        }
        assert!(all(Language::Vietnamese)["TimelineBar"].contains("{coverage}%"));
    }
}
