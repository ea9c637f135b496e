//! The fit table: what the model gives beside what was observed. The only reader of targets.

use comfy_table::Table;
use lachan::observation::{Measure, YearTally};
use serde::Deserialize;

/// How the survey of 2019 would see the truth.
#[derive(Debug, Deserialize)]
pub struct Survey {
    disclosure: f64,
    false_positive: f64,
}

impl Survey {
    fn sees(&self, truth: f64) -> f64 {
        truth * self.disclosure + (1.0 - truth) * self.false_positive
    }
}

/// A row of the fit table, in the unit of its target.
#[derive(Debug)]
pub struct Row {
    pub id: &'static str,
    pub pattern: &'static str,
    pub target: f64,
    pub low: f64,
    pub high: f64,
    pub simulated: f64,
    pub grade: &'static str,
}

impl Row {
    pub fn in_band(&self) -> bool {
        (self.low..=self.high).contains(&self.simulated)
    }
}

/// The rows, from the mean over the years simulated.
pub fn table(years: &[YearTally], survey: &Survey) -> Vec<Row> {
    let sum = |f: &dyn Fn(&YearTally) -> f64| years.iter().map(f).sum::<f64>();
    let share = |measure: Measure| {
        let (n, d) = (sum(&|y| y.parts(measure).0), sum(&|y| y.parts(measure).1));
        if d > 0.0 { n / d } else { 0.0 }
    };
    let ratio = |a: Measure, b: Measure| if share(b) > 0.0 { share(a) / share(b) } else { 0.0 };
    let percent = |measure| 100.0 * share(measure);
    let count = years.len().max(1) as f64;
    let under_16 = sum(&|y| y.identified_under_16);
    let cross = sum(&|y| y.identified_cross_border);
    let row = |id, pattern, target, low, high, simulated, grade| Row {
        id,
        pattern,
        target,
        low,
        high,
        simulated,
        grade,
    };
    use Measure::*;
    vec![
        row("T1", "trafficking before 18, people 12-24, truth (%)", 5.6, 4.3, 6.9, percent(Prevalence), "B"),
        row(
            "T1s",
            "the same as the survey would see it (%)",
            5.6,
            4.3,
            6.9,
            100.0 * survey.sees(share(Prevalence)),
            "B",
        ),
        row("T2", "boys : girls", 1.5, 1.0, 1.7, ratio(PrevalenceBoys, PrevalenceGirls), "C"),
        row("T3", "poorest : richest fifth", 5.0, 3.0, 8.0, ratio(PrevalencePoorest, PrevalenceRichest), "B"),
        row("T4", "internal share of cases (%)", 92.3, 88.0, 96.0, 100.0 - percent(CasesCrossBorder), "B"),
        row("T4b", "cross-border prevalence (%)", 0.4, 0.2, 0.6, percent(PrevalenceCrossBorder), "B"),
        row("T5", "survivors who ever got support (%)", 7.0, 0.0, 10.0, percent(Supported), "B"),
        row("T6", "identified under 16 a year, expected", 112.0, 80.0, 150.0, under_16 / count, "B"),
        row(
            "T7",
            "cross-border share of identified (%)",
            85.0,
            70.0,
            90.0,
            if under_16 > 0.0 { 100.0 * cross / under_16 } else { 0.0 },
            "B",
        ),
        row("T8", "child labour 5-17 (%)", 5.3, 4.5, 6.5, percent(ChildLabour), "B"),
        row("T9a", "attendance primary (%)", 98.2, 97.2, 99.2, percent(AttendancePrimary), "A"),
        row("T9b", "attendance lower secondary (%)", 93.0, 91.0, 95.0, percent(AttendanceLower), "A"),
        row("T9c", "attendance upper secondary (%)", 78.1, 75.1, 81.1, percent(AttendanceUpper), "A"),
        row("T9d", "the same, poorest fifth (%)", 51.2, 44.0, 58.0, percent(AttendanceUpperPoorest), "B"),
        row("T9e", "the same, richest fifth (%)", 94.5, 91.0, 98.0, percent(AttendanceUpperRichest), "B"),
        row("T10", "violent discipline 1-14 (%)", 71.0, 68.0, 74.0, percent(ViolentDiscipline), "A"),
        row("T11a", "girls married before 18 (%)", 11.0, 9.0, 13.0, percent(MarriedBefore18), "B"),
        row(
            "T11b",
            "the same, ethnic minorities (%)",
            26.6,
            22.0,
            31.0,
            percent(MarriedBefore18Minority),
            "B",
        ),
        row("T12a", "minority : Kinh", 1.5, 1.0, 10.0, ratio(PrevalenceMinority, PrevalenceKinh), "B"),
        row("T13a", "recruiter in the family (%)", 41.0, 31.0, 51.0, percent(CasesFamily), "A"),
        row("T13b", "partner (%)", 14.0, 7.0, 21.0, percent(CasesPartner), "A"),
        row("T13c", "friend (%)", 11.0, 5.0, 20.0, percent(CasesFriend), "A"),
        row("T14", "begins with own migration (%)", 60.0, 50.0, 100.0, percent(CasesOwnMigration), "B"),
    ]
}

/// The table as text.
pub fn text(rows: &[Row]) -> String {
    let mut table = Table::new();
    table.set_header(["id", "pattern", "target", "band", "simulated", "in band", "grade"]);
    for row in rows {
        table.add_row([
            row.id.to_owned(),
            row.pattern.to_owned(),
            format!("{}", row.target),
            format!("{}-{}", row.low, row.high),
            format!("{:.2}", row.simulated),
            if row.in_band() { "yes" } else { "NO" }.to_owned(),
            row.grade.to_owned(),
        ]);
    }
    table.to_string()
}
