//! `register.csv`: victims recorded in the country, by border, age class and form, in real persons.

use super::Runs;
use super::cell::words;
use super::schema::{amount, table, text, whole};
use crate::population::{Form, REGISTER_AGES};

/// Whether a case went over a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// It did not.
    Internal,
    /// It did.
    CrossBorder,
}

impl Border {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Internal, Self::CrossBorder];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::CrossBorder => "cross_border",
        }
    }
}

words!(Border, Form);

table! {
    "register";
    /// Victims recorded in the country by year, border, age class and form, in real persons.
    pub struct RegisterLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Calendar year.
        year: i32 = whole("").key(),
        /// Whether the case went over a border.
        border: Border = text().key(),
        /// Age class when the case was recorded.
        age_class: String = text().key(),
        /// Form of exploitation.
        form: Form = text().key(),
        /// Victims counted.
        counted: f64 = amount("persons a year"),
        /// Sum of the probabilities that victims faced of being recorded: the steadier of the two.
        expected: f64 = amount("persons a year"),
        /// Simulated victims behind the count.
        agents: u64 = whole("simulated persons"),
    }
}

/// The register of every run.
pub fn register<'a>(runs: Runs<'a>) -> impl Iterator<Item = RegisterLine> + 'a {
    runs.rows(|run| &run.register).map(|(run, row)| RegisterLine {
        scenario: run.scenario.clone(),
        replicate: run.replicate,
        year: row.year,
        border: if row.cross_border { Border::CrossBorder } else { Border::Internal },
        age_class: REGISTER_AGES[usize::from(row.age_class)].to_owned(),
        form: Form::ALL[usize::from(row.form)],
        counted: row.counted,
        expected: row.expected,
        agents: row.agents,
    })
}
