//! How far the provinces of a map can be told apart: their ranks, with what makes them unsure, and
//! at which scale and number of replicates a map may be read.

use super::map_values::{level, province};
use crate::observation::{LEAST_RUNS, Measure};
use crate::report::areas::Area;
use crate::report::context::Context;
use crate::report::view::{Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::ProvinceRead;

/// Scale times replicates below which regions can be read and provinces cannot, and from which
/// classes of colour can be: `docs/provinces.md` has the measurements.
const REGIONS_ALONE: f64 = 0.005;
const CLASSES: f64 = 0.02;

/// Whether provinces stand on the page that were merged into units. Of these no file has an error,
/// and ranks are among all provinces, so that none of what is here would be of the page's units.
pub fn merged(context: &Context<'_>) -> bool {
    context.areas.iter().any(|area| area.members.len() > 1)
}

/// What to say of how far a map of provinces can be read; nothing of merged units.
pub fn notes(context: &Context<'_>, measure: Measure) -> Vec<String> {
    let words = context.words;
    if merged(context) {
        return vec![words.phrase(Phrase::MapMergedErrors)];
    }
    let known: Vec<&ProvinceRead> =
        context.areas.iter().filter_map(|area| province(context, context.reference, area)).collect();
    let mut variations: Vec<f64> =
        known.iter().filter_map(|province| province.variations.get(&measure).copied()).collect();
    variations.sort_by(f64::total_cmp);
    let shown = known.iter().filter(|own| own.values.contains_key(&measure));
    let readable = shown.clone().filter(|own| !own.uncertain.contains(&measure)).count();
    let unknown = shown.count() - variations.len();
    if known.is_empty() {
        return Vec::new();
    }
    let of_known = |place: Option<&f64>| {
        place.map_or_else(|| words.phrase(Phrase::NotAvailable), |variation| words.decimal(*variation, 2))
    };
    let replicates = context.results.manifest.replicates;
    let scale = context.results.scale.unwrap_or(0.0);
    let gaps = [
        ("scale", words.significant(scale, 3)),
        ("replicates", replicates.to_string()),
        ("median", of_known(variations.get(variations.len() / 2))),
        ("worst", of_known(variations.last())),
        ("unknown", unknown.to_string()),
        ("unreadable", (known.len() - readable).to_string()),
        ("all", known.len().to_string()),
    ];
    let mut notes =
        vec![words.fill(Phrase::MapReadable, &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str())))];
    let seen = scale * f64::from(replicates);
    notes.push(words.phrase(match () {
        () if seen < REGIONS_ALONE => Phrase::MapRegionsAlone,
        () if seen < CLASSES => Phrase::MapSmall,
        () => Phrase::MapByClasses,
    }));
    notes
}

/// What the intervals of provinces hold: from so many replicates on that their spread is the error,
/// all that the replicates differ in.
pub fn held(context: &Context<'_>) -> Phrase {
    let drawn = context.results.manifest.ensemble.is_some() || !context.results.uncertainty.is_empty();
    let of_replicates = context.results.manifest.replicates as usize >= LEAST_RUNS;
    if drawn && of_replicates { Phrase::MapHoldsParameters } else { Phrase::MapHoldsChance }
}

/// What is told of a province beside its number: that it is uncertain, and, among provinces alone,
/// its ranks.
pub fn told(context: &Context<'_>, scenario: usize, measure: Measure, area: &Area) -> String {
    let Some(own) = province(context, scenario, area) else { return String::new() };
    let mut told = String::new();
    if own.uncertain.contains(&measure) {
        told.push_str(&format!(", {}", context.words.phrase(Phrase::MapUncertain)));
    }
    if let Some((from, to)) = own.ranks.get(&measure).filter(|_| !merged(context)) {
        let gaps = [("from", &*from.to_string()), ("to", &*to.to_string())];
        told.push_str(&format!(", {}", context.words.fill(Phrase::RankTold, &gaps)));
    }
    told
}

/// The provinces of the reference, the highest number first; none where they were merged.
pub fn table(context: &Context<'_>, measure: Measure) -> Option<Table> {
    let words = context.words;
    if merged(context) {
        return None;
    }
    let quantity = Quantity::of(measure);
    let mut known: Vec<(&Area, &ProvinceRead, f64)> = context
        .areas
        .iter()
        .filter_map(|area| {
            let value = level(context, context.reference, measure, area).number()?.value;
            Some((area, province(context, context.reference, area)?, value))
        })
        .collect();
    known.sort_by(|one, other| other.2.total_cmp(&one.2));
    let mut columns = vec![texts(words.phrase(Phrase::Province)), texts(words.phrase(Phrase::MapUncertain))];
    columns.push(numbers(words, words.measure(measure), quantity));
    columns.extend([Phrase::Low, Phrase::High].map(|title| numbers(words, &words.phrase(title), quantity)));
    columns.extend(
        [Phrase::CoefficientOfVariation, Phrase::RankFrom, Phrase::RankTo]
            .map(|title| numbers(words, &words.phrase(title), Quantity::Plain)),
    );
    let year = context.results.last_year.to_string();
    let gaps = [("scenario", &*context.name(context.reference)), ("year", &*year)];
    let mut table = Table::new(words, "province_ranks", words.fill(Phrase::RanksTitle, &gaps), columns);
    for (area, own, value) in known {
        let (low, high) = own.intervals.get(&measure).copied().unzip();
        let (from, to) = own.ranks.get(&measure).copied().unzip();
        let uncertain = if own.uncertain.contains(&measure) { Phrase::Yes } else { Phrase::No };
        let mut row = vec![TableCell::text(&area.name), TableCell::text(words.phrase(uncertain))];
        row.extend([Some(value), low, high, own.variations.get(&measure).copied()].map(TableCell::Number));
        // A rank is counted, not measured: it has no digits behind a point.
        let of_rank =
            |rank: Option<u32>| rank.map_or(TableCell::Number(None), |rank| TableCell::Whole(rank.into()));
        row.extend([from, to].map(of_rank));
        table.push(row);
    }
    (!table.rows.is_empty()).then_some(table)
}
