//! Charts in the terminal: a row for each value, a dot on a common axis, a line for its interval.

use crate::experiments::compare::Source;
use crate::observation::{Group, Measure, NOTICE, RunResults};
use crate::results::Findings;
use std::collections::BTreeMap;

/// Columns where the width of the terminal is not known.
const WIDTH: usize = 80;

/// Fewest columns of the axis; a narrower terminal wraps.
const NARROWEST: usize = 20;

/// A row of a chart.
#[derive(Debug, Clone, PartialEq)]
struct ChartRow {
    label: String,
    value: f64,
    /// Ends of its interval or band.
    ends: Option<(f64, f64)>,
}

/// Prevalence year by year: the mean of the replicates, and how far they reach.
pub fn of_run(runs: &[RunResults], width: Option<usize>) -> String {
    let mut years: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    let rows = runs.iter().flat_map(|run| &run.indicators);
    for row in rows.filter(|row| row.measure == Measure::PrevalenceLifetime && row.group == Group::NATIONAL) {
        years.entry(row.year).or_default().extend(row.estimate.value.map(|value| 100.0 * value));
    }
    let marks: Vec<ChartRow> = years
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(year, values)| {
            let ends = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
                (low.min(value), high.max(value))
            });
            ChartRow {
                label: year.to_string(),
                value: values.iter().sum::<f64>() / values.len() as f64,
                ends: (values.len() > 1).then_some(ends),
            }
        })
        .collect();
    let title = format!("Ever trafficked before 18, ages 12-24, %: mean and reach of replicates ({NOTICE})");
    chart(&title, &marks, false, width)
}

/// Differences of prevalence in the last year, with their intervals.
pub fn of_comparison(findings: &Findings, width: Option<usize>) -> String {
    let prevalence = |arm: usize| {
        let row = findings.contrasts.iter().rfind(|row| {
            row.arm == arm
                && row.measure == Measure::PrevalenceLifetime
                && row.source == Source::Truth
                && row.group == Group::NATIONAL
                && row.year.is_some()
        })?;
        let paired = row.paired?;
        let ends = paired.interval.map(|(low, high)| (100.0 * low, 100.0 * high));
        Some(ChartRow { label: findings.names[arm].clone(), value: 100.0 * paired.difference, ends })
    };
    let marks: Vec<ChartRow> = (1..findings.names.len()).filter_map(prevalence).collect();
    let title = format!(
        "Ever trafficked before 18, ages 12-24: difference from {}, percentage points ({NOTICE})",
        findings.names[0]
    );
    chart(&title, &marks, true, width)
}

/// The chart; with `zero` the axis holds zero, and a line stands there.
fn chart(title: &str, marks: &[ChartRow], zero: bool, width: Option<usize>) -> String {
    let labels = marks.iter().map(|mark| mark.label.chars().count()).max().unwrap_or(0);
    let columns = width.unwrap_or(WIDTH).saturating_sub(labels + 13).max(NARROWEST);
    let of_mark = |mark: &ChartRow| {
        let (low, high) = mark.ends.unwrap_or((mark.value, mark.value));
        [mark.value, low, high]
    };
    let all = marks.iter().flat_map(of_mark).chain(zero.then_some(0.0));
    let (low, high) =
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    if marks.is_empty() {
        return title.to_owned();
    }
    let span = if high > low { high - low } else { 1.0 };
    let column = |value: f64| (((value - low) / span) * (columns - 1) as f64).round() as usize;
    let mut lines = vec![title.to_owned()];
    for mark in marks {
        let mut row = vec![' '; columns];
        if zero {
            row[column(0.0)] = '│';
        }
        if let Some((low, high)) = mark.ends {
            row[column(low)..=column(high)].fill('─');
            row[column(low)] = '├';
            row[column(high)] = '┤';
        }
        row[column(mark.value)] = '●';
        let row: String = row.into_iter().collect();
        let number = if zero { format!("{:+.3}", mark.value) } else { format!("{:.3}", mark.value) };
        lines.push(format!("{:>labels$} {row} {number}", mark.label));
    }
    let ends = [format!("{low:.3}"), format!("{high:.3}")];
    let gap = columns.saturating_sub(ends[0].len() + ends[1].len());
    lines.push(format!("{:>labels$} {}{}{}", "", ends[0], " ".repeat(gap), ends[1]));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(label: &str, value: f64, ends: Option<(f64, f64)>) -> ChartRow {
        ChartRow { label: label.into(), value, ends }
    }

    #[test]
    fn dots_and_ends_stand_where_the_axis_says() {
        let marks = [mark("one", -4.0, Some((-5.0, -3.0))), mark("three", 0.0, None)];
        // 38 columns, less 5 of labels and 13 of room, leave the 20 columns from -5 to 0: one for
        // each 5/19.
        let text = chart("t", &marks, true, Some(38));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "t");
        assert_eq!(lines[1], "  one ├───●───┤          │ -4.000");
        assert_eq!(lines[2], "three                    ● +0.000");
        assert_eq!(lines[3], "      -5.000         0.000");
    }

    #[test]
    fn levels_have_no_sign_and_one_value_is_no_fault() {
        let text = chart("t", &[mark("2017", 5.25, None)], false, None);
        assert!(text.contains("● ") && text.contains(" 5.250") && !text.contains('+'), "{text}");
        assert_eq!(chart("t", &[], true, None), "t");
    }

    proptest::proptest! {
        #[test]
        fn no_row_is_wider_than_the_terminal(values in proptest::collection::vec(-1e3..1e3f64, 1..8), width in 45usize..200) {
            let marks: Vec<ChartRow> = values.iter().map(|&value| mark("scenario", value, Some((value - 1.0, value + 2.0)))).collect();
            for line in chart("t", &marks, true, Some(width)).lines() {
                proptest::prop_assert!(line.chars().count() <= width, "{line}");
            }
        }
    }
}
