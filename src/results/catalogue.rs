//! The list of all tables.

use super::calibration::{
    CorrelationLine, EmulatorLine, IdentifiedLine, PosteriorFitLine, PosteriorLine, RecoveryLine,
};
use super::study::{NumberLine, PointContrastLine, PointLine, RunLine, SensitivityLine};
use super::{
    AllocationLine, ContrastLine, CostLine, DecisionLine, DisplacementLine, EffectLine, EquityLine, FitLine,
    IndicatorLine, IndicatorMeanLine, InformationLine, Line, MonthLine, NationalCostLine,
    NationalServiceLine, PACK_FILE, ProvinceLine, RegisterLine, ScenarioLine, Schema, SecurityLine,
    ServiceLine, SurveyLine, UncertaintyLine, WhyLine, WhyMeanLine, package, workbook,
};
use std::sync::LazyLock;

macro_rules! tables {
    ($($line:ident),+ $(,)?) => {
        /// Every table that a command writes.
        pub const TABLES: &[Schema] = &[$($line::SCHEMA),+];

        #[cfg(test)]
        pub mod tests {
            use super::super::{Line, ResultFile, Schema, read_table, write_table};
            use super::*;
            use crate::config::Fault;

            /// Reads a table and writes it again.
            type Again = fn(&str) -> Result<String, Fault>;

            /// Every table with what reads it and writes it again.
            pub const AGAIN: &[(Schema, Again)] = &[$(($line::SCHEMA, again::<$line>)),+];

            fn again<L: Line>(text: &str) -> Result<String, Fault> {
                let lines: Vec<L> = read_table(ResultFile { name: L::SCHEMA.name, text })?;
                let mut bytes = Vec::new();
                write_table(lines, &mut bytes).expect("memory takes all bytes");
                Ok(String::from_utf8(bytes).expect("cells are text"))
            }
        }
    };
}

tables!(
    IndicatorLine,
    IndicatorMeanLine,
    ScenarioLine,
    ContrastLine,
    EffectLine,
    EquityLine,
    DisplacementLine,
    UncertaintyLine,
    WhyLine,
    WhyMeanLine,
    DecisionLine,
    InformationLine,
    AllocationLine,
    FitLine,
    MonthLine,
    ProvinceLine,
    SurveyLine,
    RegisterLine,
    ServiceLine,
    NationalServiceLine,
    SecurityLine,
    CostLine,
    NationalCostLine,
    PointLine,
    NumberLine,
    PointContrastLine,
    RunLine,
    SensitivityLine,
    PosteriorLine,
    IdentifiedLine,
    CorrelationLine,
    EmulatorLine,
    PosteriorFitLine,
    RecoveryLine,
);

/// Files of results beside the tables.
const OTHERS: [&str; 11] = [
    "bench.json",
    "bench.svg",
    "calibrated.toml",
    package::FILE,
    "effective_config.toml",
    "ensemble.csv",
    "manifest.json",
    PACK_FILE,
    "study.json",
    "study.toml",
    workbook::FILE,
];

/// The names of all files of results that commands write into their directories, beside the report
/// and the folder of scenarios.
/// A directory that belongs to no command and holds one of these is not written into.
pub fn files() -> &'static [&'static str] {
    static FILES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let tables = TABLES.iter().map(|table| &*format!("{}.csv", table.name).leak());
        tables.chain(OTHERS).collect()
    });
    &FILES
}
