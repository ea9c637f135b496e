//! A sensitivity study: which factors move each number, with intervals.

use super::output::StudyOutputs;
use crate::report::figures::dots::{Dot, DotPlot, DotRow};
use crate::report::view::{Figure, Section, Table, TableCell, numbers, texts};
use crate::report::words::{Phrase, Quantity};
use crate::results::study::SensitivityLine;

/// Factors in a ranking; the table has all.
const TOP: usize = 12;
/// Numbers whose ranking is drawn; the table has all.
const DRAWN: usize = 6;

/// The indices that rank factors, best first: a study draws the first that it has.
const RANKS: [&str; 5] = ["sobol_total", "sobol_first", "morris_mean_absolute", "pawn_median", "change"];

/// The index by which the study ranks; none where it has none of a single factor.
fn rank<'a>(outputs: &StudyOutputs<'a>) -> Option<&'a str> {
    let lines = &outputs.results.sensitivity;
    RANKS
        .into_iter()
        .find_map(|rank| lines.iter().find(|line| line.index == rank))
        .map(|line| line.index.as_str())
}

/// The lines of an index for one number, largest first.
fn ranked<'a>(outputs: &StudyOutputs<'a>, index: &str, of: &SensitivityLine) -> Vec<&'a SensitivityLine> {
    let mut lines: Vec<&SensitivityLine> = outputs
        .results
        .sensitivity
        .iter()
        .filter(|line| {
            line.index == index
                && line.factor != "all"
                && line.estimate.is_some()
                && line.scenario == of.scenario
                && line.indicator == of.indicator
                && line.period == of.period
        })
        .collect();
    lines.sort_by(|one, other| value(other).abs().total_cmp(&value(one).abs()));
    lines
}

/// The first number of the study, and the factors that move it most.
pub fn sentence(outputs: &StudyOutputs<'_>) -> Option<String> {
    let words = outputs.words;
    let index = rank(outputs)?;
    let first = outputs.results.sensitivity.iter().find(|line| line.index == index)?;
    let lines = ranked(outputs, index, first);
    let named: Vec<String> = lines.iter().take(3).map(|line| told(outputs, line)).collect();
    let gaps = [
        ("measure", outputs.name(&first.indicator)),
        ("index", words.index_name(index).to_owned()),
        ("factors", named.join("; ")),
    ];
    Some(words.fill(Phrase::RankingHead, &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str()))))
}

/// Which factors move each number, by the indices of the design.
pub fn section(outputs: &StudyOutputs<'_>) -> Section {
    let words = outputs.words;
    let mut section = Section {
        id: "ranking",
        title: words.phrase(Phrase::RankingTitle),
        lead: vec![words.phrase(Phrase::RankingLead)],
        ..Section::default()
    };
    if let Some(index) = rank(outputs) {
        for (at, line) in drawn(outputs, index).into_iter().enumerate() {
            section.figures.push(tornado(outputs, at, index, line));
        }
    }
    let all = outputs.results.sensitivity.len();
    let doubted = outputs.results.sensitivity.iter().filter(|line| !line.reliable).count();
    if doubted > 0 {
        let gaps = [("doubted", &*doubted.to_string()), ("all", &all.to_string())];
        section.notes.push(words.fill(Phrase::DoubtedNote, &gaps));
    }
    section.tables.push(table(outputs));
    section
}

/// A factor, with the value that it takes where the line is about one.
fn named(line: &SensitivityLine) -> String {
    match &line.at {
        Some(at) => format!("{} = {at}", line.factor),
        None => line.factor.clone(),
    }
}

/// A line of each number whose ranking is drawn: the measures of the last year or, where the study
/// keeps none, the patterns.
fn drawn<'a>(outputs: &StudyOutputs<'a>, index: &str) -> Vec<&'a SensitivityLine> {
    let mut found: Vec<&SensitivityLine> = Vec::new();
    for line in outputs.results.sensitivity.iter().filter(|line| line.index == index) {
        let known = found.iter().any(|one| {
            one.scenario == line.scenario && one.indicator == line.indicator && one.period == line.period
        });
        if !known && line.period != "mean_of_years" {
            found.push(line);
        }
    }
    if found.iter().any(|line| line.period == "last_year") {
        found.retain(|line| line.period == "last_year");
    }
    found.truncate(DRAWN);
    found
}

/// In which unit an index is shown: an elementary effect is a difference of its number, a share of
/// the variance is pure, and a variance has the square of the number's unit, as the files have it.
fn quantity(outputs: &StudyOutputs<'_>, line: &SensitivityLine) -> Quantity {
    if line.index.starts_with("morris") || line.index == "change" {
        outputs.quantity(&line.indicator).difference()
    } else if line.index.starts_with("variance") {
        Quantity::In("square of the unit in the files")
    } else {
        Quantity::Plain
    }
}

/// The estimate; 0 where there is none, which [`ranked`] leaves out.
fn value(line: &SensitivityLine) -> f64 {
    line.estimate.unwrap_or(0.0)
}

fn told(outputs: &StudyOutputs<'_>, line: &SensitivityLine) -> String {
    let estimate = outputs.words.estimate(quantity(outputs, line), value(line), line.interval());
    let doubt = if line.reliable {
        String::new()
    } else {
        format!(", {}", outputs.words.phrase(Phrase::NotReliable))
    };
    format!("{}: {estimate}{doubt}", named(line))
}

fn tornado(outputs: &StudyOutputs<'_>, at: usize, index: &str, of: &SensitivityLine) -> Figure {
    let words = outputs.words;
    let lines = ranked(outputs, index, of);
    let unit = quantity(outputs, of);
    let rows = lines.iter().take(TOP).map(|line| {
        let note = words.value(unit, value(line));
        let dot = Dot { series: 5, value: value(line), interval: line.interval(), told: told(outputs, line) };
        DotRow::Values { label: named(line), note, dots: vec![dot] }
    });
    let gaps = [
        ("measure", outputs.name(&of.indicator)),
        ("period", outputs.period(&of.period).to_owned()),
        ("scenario", words.scenario(&of.scenario).to_owned()),
        ("index", unit.heading(words, words.index_name(index))),
    ];
    let title = words.fill(Phrase::RankingPanel, &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str())));
    let told: Vec<String> = lines.iter().take(TOP).map(|line| told(outputs, line)).collect();
    let plot = DotPlot {
        id: &format!("ranking-{at}"),
        title: &title,
        description: &told.join("; "),
        rows: rows.collect(),
        stems: true,
        logarithmic: false,
        ticks: &|ticks| words.ticks(unit, ticks),
        sides: None,
    };
    Figure { svg: plot.draw(), caption: title.clone(), scenario: None }
}

fn table(outputs: &StudyOutputs<'_>) -> Table {
    let words = outputs.words;
    let titles = [
        Phrase::Factor,
        Phrase::Index,
        Phrase::Measure,
        Phrase::Unit,
        Phrase::Year,
        Phrase::Scenario,
        Phrase::Reliable,
    ];
    let mut columns = titles.map(|title| texts(words.phrase(title))).to_vec();
    let headings = [Phrase::Value, Phrase::Low, Phrase::High];
    columns.extend(headings.map(|title| numbers(words, &words.phrase(title), Quantity::Plain)));
    let mut table = Table::new(words, "sensitivity", words.phrase(Phrase::RankingTable), columns);
    for line in &outputs.results.sensitivity {
        let unit = quantity(outputs, line);
        let factor = if line.factor == "all" { words.phrase(Phrase::AllFactors) } else { named(line) };
        let reliable = words.phrase(if line.reliable { Phrase::Yes } else { Phrase::No });
        let mut row = vec![
            TableCell::text(factor),
            TableCell::text(words.index_name(&line.index)),
            TableCell::text(outputs.name(&line.indicator)),
            TableCell::text(unit.unit(words)),
            TableCell::text(outputs.period(&line.period)),
            TableCell::text(words.scenario(&line.scenario)),
            TableCell::text(reliable),
        ];
        let (low, high) = line.interval().unzip();
        row.extend([line.estimate, low, high].map(|value| TableCell::Own(unit, value, None)));
        table.push(row);
    }
    table
}
