//! What every section needs: the results, the words, the areas, and which scenario the others are
//! held against.

use super::areas::Area;
use super::pool::{self, PooledNumber};
use super::words::{Phrase, Words};
use crate::config::evidence_rows;
use crate::observation::{Measure, Stratum};
use crate::quantities::Month;
use crate::results::{ContrastLine, Key, Period, Reading, Results, Source};
use std::collections::BTreeMap;

/// Measures of `provinces.csv` that the page shows, the map's first.
pub const PROVINCE_MEASURES: [Measure; 6] = [
    Measure::PrevalenceLifetime,
    Measure::Incidence,
    Measure::ChildLabour,
    Measure::AttendanceUpper,
    Measure::MarriedBefore18,
    Measure::Poverty,
];

/// Measures by which scenarios are told apart, best first. Prevalence comes first: it is what
/// surveys measure, what the calibration fits and what the level at the head of a run says; flows,
/// which move sooner, stand in for it.
const CONTRASTED: [Measure; 4] =
    [Measure::PrevalenceLifetime, Measure::PrevalenceChildren, Measure::Incidence, Measure::Cases];

/// What every section needs.
#[derive(Debug)]
pub struct Context<'a> {
    /// The results.
    pub results: &'a Results,
    /// The words.
    pub words: Words,
    /// The areas.
    pub areas: Vec<Area>,
    /// Whether the page has its script.
    pub scripts: bool,
    /// Place of the reference scenario.
    pub reference: usize,
    /// Years of the results.
    pub years: Vec<i32>,
}

/// What stands at the points of a line over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Points {
    /// Years, each at its number.
    Years,
    /// Months, each at its middle.
    Months,
}

/// The contrast that the page puts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Main {
    /// Its measure.
    pub measure: Measure,
    /// Its period.
    pub period: Period,
}

impl<'a> Context<'a> {
    /// The context of some results.
    pub fn new(results: &'a Results, words: Words, areas: Vec<Area>, scripts: bool) -> Self {
        let place = |name: &str| results.scenarios.iter().position(|known| known == name);
        let named = results.contrasts.first().and_then(|contrast| place(&contrast.reference));
        let baseline = place("baseline");
        let reference = named.or(baseline).unwrap_or(0);
        Self { results, words, areas, scripts, reference, years: results.indicators.years() }
    }

    /// The time up to which anything is known of the months that are simulated, and what is said of
    /// those after it.
    pub fn known_until(&self, points: Points) -> Option<(f64, String)> {
        let ends: Month = self.results.manifest.history_ends.as_ref()?.parse().ok()?;
        let next = ends.plus(1);
        let end = f64::from(next.year()) + f64::from(next.of_year()) / 12.0;
        let place = match points {
            // A year is drawn at its number, so the last known one and the next lie around this.
            Points::Years => end - 0.5,
            Points::Months => end,
        };
        let year = next.year().to_string();
        Some((place, self.words.fill(Phrase::AssumedFrom, &[("year", &year)])))
    }

    /// The place of a scenario by its name in the files.
    pub fn place(&self, name: &str) -> usize {
        self.results.scenarios.iter().position(|known| known == name).unwrap_or(self.reference)
    }

    /// Whether a scenario has this name in the files.
    pub fn is(&self, scenario: usize, name: &str) -> bool {
        self.results.scenarios.get(scenario).is_some_and(|known| known == name)
    }

    /// All scenarios, the reference first.
    pub fn scenarios(&self) -> Vec<usize> {
        let others = (0..self.results.scenarios.len()).filter(|at| *at != self.reference);
        std::iter::once(self.reference).chain(others).collect()
    }

    /// The place of a scenario in [`scenarios`](Self::scenarios), which gives its colour and shape.
    pub fn series(&self, scenario: usize) -> usize {
        match scenario.cmp(&self.reference) {
            std::cmp::Ordering::Less => scenario + 1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => scenario,
        }
    }

    /// Name of a scenario.
    pub fn name(&self, scenario: usize) -> String {
        self.words.scenario(self.results.scenarios.get(scenario).map_or("", String::as_str)).to_owned()
    }

    /// First and last year.
    pub fn span(&self) -> (i32, i32) {
        (*self.years.first().unwrap_or(&0), *self.years.last().unwrap_or(&0))
    }

    /// Name of a period.
    pub fn period(&self, period: Period) -> String {
        match period {
            Period::Year(year) => year.to_string(),
            Period::All => {
                let (first, last) = self.span();
                self.span_text(first, last)
            }
        }
    }

    /// Years in words, from the first to the last.
    pub fn span_text(&self, first: i32, last: i32) -> String {
        let [first, last] = [first.to_string(), last.to_string()];
        self.words.fill(Phrase::WholePeriod, &[("first", &first), ("last", &last)])
    }

    /// A period within a sentence.
    pub fn when(&self, period: Period) -> String {
        let period_name = self.period(period);
        let phrase = match period {
            Period::Year(_) => Phrase::InYear,
            Period::All => Phrase::InPeriod,
        };
        self.words.fill(phrase, &[("when", &period_name)])
    }

    /// The replicates' readings of a number.
    pub fn readings(
        &self,
        scenario: usize,
        measure: Measure,
        stratum: Stratum,
        year: i32,
        group: &str,
    ) -> Option<&'a BTreeMap<u32, Reading>> {
        self.results.indicators.of(Key { scenario, measure, stratum, year }, group)
    }

    /// A number over replicates.
    pub fn number(
        &self,
        scenario: usize,
        measure: Measure,
        stratum: Stratum,
        year: i32,
        group: &str,
    ) -> PooledNumber {
        let readings = self.readings(scenario, measure, stratum, year, group);
        readings.map_or(PooledNumber::None, |readings| pool::pool(&measure.info(), readings))
    }

    /// How many numbers of the levers by which a scenario differs are assumed, of how many, as the
    /// files have them. None where it changes no lever.
    pub fn assumed(&self, scenario: usize) -> Option<(u32, u32)> {
        let own =
            self.results.cost_effectiveness.iter().find(|row| {
                self.place(&row.scenario) == scenario && self.is(self.reference, &row.reference)
            })?;
        (own.numbers > 0).then_some((own.numbers_assumed, own.numbers))
    }

    /// What a number of a study or an effect of a comparison is, by its name in files: a measure,
    /// an effect, or a pattern of the fit.
    pub fn output(&self, name: &str) -> String {
        let effects = [
            ("children_protected", Phrase::ChildrenProtected),
            ("person_months_averted", Phrase::PersonMonthsAverted),
        ];
        match effects.into_iter().find(|(known, _)| *known == name) {
            Some((_, phrase)) => self.words.phrase(phrase),
            None => self.words.output(name).to_owned(),
        }
    }

    /// The contrasts of a measure in a stratum and period, as the truth has them.
    pub fn contrasts(
        &self,
        measure: Measure,
        period: Period,
        stratum: &str,
    ) -> impl Iterator<Item = &'a ContrastLine> {
        self.results.contrasts.iter().filter(move |contrast| {
            contrast.source == Source::Truth
                && contrast.indicator == measure
                && contrast.when() == period
                && contrast.stratum == stratum
                && self.is(self.reference, &contrast.reference)
        })
    }

    /// The contrast that the page puts first; none without a comparison. One with an interval goes
    /// before one without.
    pub fn main(&self) -> Option<Main> {
        let last = Period::Year(self.results.last_year);
        let mains: Vec<Main> = CONTRASTED
            .into_iter()
            .flat_map(|measure| {
                // Prevalence adds up what has happened so far: its last year says most. A flow is
                // steadier over all years.
                let stock = matches!(measure, Measure::PrevalenceLifetime | Measure::PrevalenceChildren);
                let periods = if stock { [last, Period::All] } else { [Period::All, last] };
                periods.map(|period| Main { measure, period })
            })
            .collect();
        let national = |main: &Main| self.contrasts(main.measure, main.period, "national");
        let sure = |main: &&Main| national(main).any(|contrast| contrast.interval().is_some());
        let there = |main: &&Main| national(main).next().is_some();
        mains.iter().find(sure).or_else(|| mains.iter().find(there)).copied()
    }

    /// Evidence behind a measure: its best grade and its rows; none for measures that answer to no
    /// row.
    pub fn evidence(&self, measure: Measure) -> Option<String> {
        let rows = measure.info().evidence;
        let grade = rows.split_whitespace().filter_map(grade_of).min()?;
        Some(self.words.fill(Phrase::Evidence, &[("grade", grade), ("rows", rows)]))
    }
}

/// Grade of a row of the evidence table: its last field.
fn grade_of(id: &str) -> Option<&'static str> {
    evidence_rows().iter().find(|row| row.id == id).map(|row| row.grade.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_of_every_shown_measure_has_a_grade() {
        for measure in PROVINCE_MEASURES {
            for id in measure.info().evidence.split_whitespace() {
                assert!(grade_of(id).is_some_and(|grade| ["A", "B", "C", "D"].contains(&grade)), "{id}");
            }
        }
    }
}
