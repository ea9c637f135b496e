//! A calibration: what is known of each factor against what was thought before, and how the
//! calibrated model fits.

use super::output::StudyOutputs;
use crate::report::figures::bands::{BandRow, Bands};
use crate::report::figures::ranges::{self, RangeRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::calibration::{IdentifiedLine, PosteriorFitLine};

/// How many factors are better known than before, and how well the patterns are met.
pub fn sentence(outputs: &StudyOutputs<'_>) -> String {
    let all = &outputs.results.identified;
    let known = all.iter().filter(|line| line.identified).count().to_string();
    let met =
        outputs.results.posterior_fit.iter().filter(|line| line.share_in_band >= 0.5).count().to_string();
    outputs.words.fill(
        Phrase::PosteriorHead,
        &[
            ("known", &known),
            ("all", &all.len().to_string()),
            ("met", &met),
            ("patterns", &outputs.results.posterior_fit.len().to_string()),
        ],
    )
}

/// The factors: posterior against prior.
pub fn factors(outputs: &StudyOutputs<'_>) -> Section {
    let words = outputs.words;
    let mut section = Section {
        id: "posterior",
        title: words.phrase(Phrase::PosteriorTitle),
        lead: vec![words.phrase(Phrase::PosteriorLead)],
        ..Section::default()
    };
    let rows: Vec<RangeRow> = outputs.results.identified.iter().map(|line| row(outputs, line)).collect();
    for (at, half) in rows.chunks(rows.len().div_ceil(2).max(1)).enumerate() {
        let told: Vec<&str> = half.iter().map(|row| row.told.as_str()).collect();
        let svg = ranges::draw(&format!("posterior-{at}"), &section.title, &told.join("; "), half);
        section.figures.push(Figure { svg, caption: String::new(), scenario: None });
    }
    section.tables.push(factor_table(outputs));
    section
}

/// The range before: the factor's own, or that of the points where the study's files name none.
fn before(outputs: &StudyOutputs<'_>, line: &IdentifiedLine) -> (f64, f64) {
    let named = outputs.results.ranges.get(&line.factor).copied();
    let (low, high) = named.unwrap_or((line.low_5_percent, line.high_95_percent));
    (low.min(line.low_5_percent), high.max(line.high_95_percent))
}

fn row(outputs: &StudyOutputs<'_>, line: &IdentifiedLine) -> RangeRow {
    let words = outputs.words;
    let after = (line.low_5_percent, line.high_95_percent);
    let before = before(outputs, line);
    let note = words.estimate(Quantity::Plain, line.median, Some(after));
    let known = words.phrase(if line.identified { Phrase::KnownBetter } else { Phrase::KnownAsBefore });
    let [low, high] = [before.0, before.1].map(|end| words.significant(end, 4));
    let gaps = [("low", low.as_str()), ("high", high.as_str())];
    let told = format!("{}: {note}; {}; {known}", line.factor, words.fill(Phrase::PriorRange, &gaps));
    RangeRow {
        label: line.factor.clone(),
        note,
        before,
        after,
        middle: line.median,
        known: line.identified,
        told,
    }
}

fn factor_table(outputs: &StudyOutputs<'_>) -> Table {
    let words = outputs.words;
    let mut columns = [Phrase::Factor, Phrase::Known].map(|title| texts(words.phrase(title))).to_vec();
    let plain =
        [Phrase::Median, Phrase::PosteriorLow, Phrase::PosteriorHigh, Phrase::PriorLow, Phrase::PriorHigh];
    columns.extend(plain.map(|title| numbers(words, &words.phrase(title), Quantity::Plain)));
    columns.push(numbers(words, &words.phrase(Phrase::Shrinkage), Quantity::Percent));
    let mut table = Table::new(words, "identified", words.phrase(Phrase::PosteriorTitle), columns);
    for line in &outputs.results.identified {
        let known = if line.identified { Phrase::KnownBetter } else { Phrase::KnownAsBefore };
        let (low, high) = before(outputs, line);
        let mut cells = vec![TableCell::text(&line.factor), TableCell::text(words.phrase(known))];
        let values = [line.median, line.low_5_percent, line.high_95_percent, low, high, line.shrinkage];
        cells.extend(values.map(|value| TableCell::Number(Some(value))));
        table.push(cells);
    }
    table
}

/// The fit of the calibrated model to every pattern.
pub fn fit(outputs: &StudyOutputs<'_>) -> Section {
    let words = outputs.words;
    let title = words.phrase(Phrase::PosteriorFitTitle);
    let mut section = Section {
        id: "fit",
        title: title.clone(),
        lead: vec![words.phrase(Phrase::PosteriorFitLead)],
        ..Section::default()
    };
    let patterns: Vec<BandRow> =
        outputs.results.posterior_fit.iter().map(|line| pattern(outputs, line)).collect();
    for (at, half) in patterns.chunks(patterns.len().div_ceil(2).max(1)).enumerate() {
        let told: Vec<&str> = half.iter().map(|pattern| pattern.told.as_str()).collect();
        let bands =
            Bands { id: &format!("fit-{at}"), title: &title, description: &told.join("; "), patterns: half };
        section.figures.push(Figure { svg: bands.draw(), caption: String::new(), scenario: None });
    }
    section.tables.push(fit_table(outputs));
    section
}

fn pattern(outputs: &StudyOutputs<'_>, line: &PosteriorFitLine) -> BandRow {
    let words = outputs.words;
    let quantity = outputs.quantity(&line.id);
    let ends = (line.simulated_5_percent, line.simulated_95_percent);
    let note = words.estimate(quantity, line.simulated_mean, Some(ends));
    let inside = line.low.is_none_or(|low| line.simulated_mean >= low)
        && line.high.is_none_or(|high| line.simulated_mean <= high);
    let label = outputs.name(&line.id);
    let share = words.value(Quantity::Percent, line.share_in_band);
    let told = format!("{label}: {note}; {}", words.fill(Phrase::ShareInBand, &[("share", &share)]));
    let simulated = Some((line.simulated_mean, ends));
    BandRow { label, note, target: None, band: (line.low, line.high), simulated, inside, told }
}

fn fit_table(outputs: &StudyOutputs<'_>) -> Table {
    let words = outputs.words;
    let mut columns = vec![texts("id")];
    columns.extend([Phrase::Pattern, Phrase::Role, Phrase::Unit].map(|title| texts(words.phrase(title))));
    let own = [Phrase::Low, Phrase::High, Phrase::Simulated, Phrase::PosteriorLow, Phrase::PosteriorHigh];
    columns.extend(own.map(|title| numbers(words, &words.phrase(title), Quantity::Plain)));
    columns.push(numbers(words, &words.phrase(Phrase::InBandShare), Quantity::Percent));
    let mut table = Table::new(words, "posterior_fit", words.phrase(Phrase::PosteriorFitTitle), columns);
    for line in &outputs.results.posterior_fit {
        let quantity = outputs.quantity(&line.id);
        let mut cells = vec![
            TableCell::text(&line.id),
            TableCell::text(outputs.name(&line.id)),
            TableCell::text(words.role(&line.role)),
            TableCell::text(quantity.unit(words)),
        ];
        let values = [
            line.low,
            line.high,
            Some(line.simulated_mean),
            Some(line.simulated_5_percent),
            Some(line.simulated_95_percent),
        ];
        cells.extend(values.map(|value| TableCell::Own(quantity, value, None)));
        cells.push(TableCell::Number(Some(line.share_in_band)));
        table.push(cells);
    }
    table
}
