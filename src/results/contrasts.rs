//! `contrasts.csv`: paired differences of scenarios from their reference.

use super::Findings;
use super::cell::words;
use super::number::as_shown;
use super::schema::{amount, flag, table, text, value, whole};
use crate::experiments::compare::{self, Source};
use crate::observation::{Measure, Stratum};
use crate::population::Country;
use std::borrow::Cow;

/// Name in files of the stratum of units of July 2025, which go by their official codes.
pub const UNIT: &str = "unit_2025";

/// Over which time a difference is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// One calendar year.
    Year,
    /// The mean over all simulated years.
    AllYears,
}

impl Span {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Year, Self::AllYears];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::AllYears => "all_years",
        }
    }
}

words!(Span);

table! {
    "contrasts";
    /// Paired differences of each scenario from the reference, by year and over all years,
    /// indicator, stratum and group.
    pub struct ContrastLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// Whether the row is of one year or the mean over all simulated years.
        period: Span = text().key(),
        /// Calendar year; empty where the row is over all years.
        year: Option<i32> = whole("").key(),
        /// Who sees the number.
        source: Source = text().key(),
        /// Name of the indicator.
        indicator: Measure = text().key(),
        /// By what the people are parted.
        stratum: String = text().key(),
        /// Group of the stratum; a province goes by its code, a unit of July 2025 by its official
        /// one.
        group: String = text().key(),
        /// Name of the province or unit; empty for other groups.
        name: String = text(),
        /// Mean of the reference over the replicates.
        reference_value: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Mean of the scenario over the replicates.
        scenario_value: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Scenario less reference.
        difference: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Lower end of the 95 % interval of the difference.
        low: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Upper end of the 95 % interval of the difference.
        high: Option<f64> = amount("as the indicator").may_be_suppressed(),
        /// Probability that the scenario is better for children than the reference.
        p_better: Option<f64> = value("probability").may_be_suppressed(),
        /// Variance of the difference between independent runs over that of paired ones.
        variance_ratio: Option<f64> = value("ratio").may_be_suppressed(),
        /// What the 95 % intervals of the row hold, and how few replicates they come from.
        interval_holds: String = text(),
        /// Replicates behind the row.
        replicates: u32 = whole("replicates"),
        /// Whether the row is suppressed because it rests on too few simulated persons.
        suppressed: bool = flag(),
    }
}

/// All contrasts, and those of the units of July 2025.
pub fn contrasts<'a>(
    country: &'a Country,
    findings: &'a Findings,
) -> impl Iterator<Item = ContrastLine> + 'a {
    let own = findings.contrasts.iter().map(|row| {
        let stratum = row.group.stratum;
        let name = match stratum {
            Stratum::Province | Stratum::PlaceOfExploitation => {
                country.provinces[usize::from(row.group.index)].record.name_vi.as_str()
            }
            _ => "",
        };
        let place = Place { stratum: stratum.name(), group: row.group.label(country), name };
        line(findings, place, row)
    });
    let of_units = findings.of_units.iter().map(|unit| {
        let place = Place { stratum: UNIT, group: unit.code.as_str().into(), name: &unit.name };
        line(findings, place, &unit.contrast)
    });
    own.chain(of_units)
}

/// Of whom a contrast is.
struct Place<'a> {
    stratum: &'static str,
    group: Cow<'a, str>,
    name: &'a str,
}

fn line(findings: &Findings, place: Place<'_>, row: &compare::Contrast) -> ContrastLine {
    let shown = row.paired.filter(|_| !row.suppressed);
    let measured = |number: Option<f64>| as_shown(row.measure, number);
    let interval = shown.and_then(|paired| findings.interval(row.arm, &paired));
    let replicates = row.paired.map_or(0, |paired| paired.replicates);
    ContrastLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        period: if row.year.is_some() { Span::Year } else { Span::AllYears },
        year: row.year,
        source: row.source,
        indicator: row.measure,
        stratum: place.stratum.to_owned(),
        group: place.group.into_owned(),
        name: place.name.to_owned(),
        reference_value: measured(shown.map(|paired| paired.reference)),
        scenario_value: measured(shown.map(|paired| paired.scenario)),
        difference: measured(shown.map(|paired| paired.difference)),
        low: measured(interval.map(|(low, _)| low)),
        high: measured(interval.map(|(_, high)| high)),
        p_better: shown.and_then(|paired| paired.p_better),
        variance_ratio: shown.and_then(|paired| paired.variance_ratio),
        interval_holds: findings.holds(row.arm, replicates),
        replicates: replicates as u32,
        suppressed: row.suppressed,
    }
}

/// When a contrast holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A calendar year.
    Year(i32),
    /// All simulated years.
    All,
}

impl ContrastLine {
    /// When it holds.
    pub fn when(&self) -> Period {
        self.year.map_or(Period::All, Period::Year)
    }

    /// Ends of the 95 % interval of the difference.
    pub fn interval(&self) -> Option<(f64, f64)> {
        self.low.zip(self.high)
    }
}
