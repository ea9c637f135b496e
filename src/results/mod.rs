//! Files of results: written from results as pure functions, so that the same results give the same
//! bytes, and read back.
//!
//! Every table is CSV that `pandas.read_csv` reads as it stands: one header, plain decimal numbers
//! without exponents, an empty cell where there is no number or where it is suppressed (then
//! flagged). The last column, `basis`, says in each row that it is modelled, not observed. A number
//! that need not be whole always has a decimal point, so that a reader which guesses from the first
//! rows guesses right. `datapackage.json` says of every column what it holds. Each file is written
//! beside its place and renamed; the manifest comes last, so that a directory with a manifest is
//! whole.
//!
//! # A new column
//!
//! A table is one file of this room. It holds a struct whose fields are the columns, and the
//! function that fills it from results:
//!
//! 1. Add the field to the struct where the column shall stand: its doc comment is the meaning in
//!    English; behind `=` stand the kind of number with its unit and the meaning in Vietnamese.
//!    `.key()` marks what tells rows apart, `.may_be_suppressed()` numbers that small groups hide.
//! 2. The compiler now names the function that has to fill it; it is in the same file.
//!
//! Header, cells, reading, the round trip in the tests, `datapackage.json`, the workbook and the
//! Python reader follow from the field. A new table is a new file of this room with its two lines
//! here (`mod`, `pub use`), a line in the catalogue, and one where the command lists its files
//! (`outputs.rs`). Renew the golden hashes with `LACHAN_RENEW_GOLDEN=1 cargo test --release --test
//! integration golden::`.

mod catalogue;
mod cell;
mod differences;
mod directory;
mod file;
mod findings;
mod gathered;
mod held;
mod held_pack;
mod manifest;
mod number;
mod outputs;
mod package;
mod parameters;
mod provenance;
mod required;
mod rows;
mod scenario_files;
mod scenario_names;
mod scenarios;
mod schema;
mod sheet;
mod shell;
mod study_directory;
mod workbook;

mod allocation;
mod contrasts;
mod cost_effectiveness;
mod costs;
mod decision;
mod displacement;
mod equity;
mod fit;
mod human_security;
mod indicators;
mod monthly;
mod provinces;
mod register;
mod services;
mod survey;
mod uncertainty;
mod value_of_information;
mod why;

pub mod calibration;
pub mod desk;
pub mod study;

#[cfg(test)]
mod tests;

pub use allocation::{AllocationLine, allocation};
pub use catalogue::{TABLES, files};
pub use cell::{Cell, Kind, Misfit, RowReader, one_of, unguarded};
pub use contrasts::{ContrastLine, Period, Span, UNIT, contrasts};
pub use cost_effectiveness::{EffectLine, cost_effectiveness};
pub use costs::{CostLine, NationalCostLine, costs, national_costs};
pub use decision::{DecisionLine, decision};
pub use desk::DeskFault;
pub use differences::{Difference, Differences, differences};
pub use directory::{Results, lines_of, read};
pub use displacement::{DisplacementLine, displacement};
pub use equity::{EquityLine, equity};
pub use file::{WriteError, write_file};
pub use findings::Findings;
pub use fit::{FitLine, fit};
pub use gathered::{Key, ProvinceRead, Reading, Registered, SecurityKey};
pub use held::{FileFault, Held, bytes_of, hold};
pub use held_pack::held_pack;
pub use human_security::{SecurityLine, human_security};
pub use indicators::{IndicatorLine, IndicatorMeanLine, indicator_means, indicators, national_indicators};
pub use manifest::{GapUse, Manifest, ManifestRead, hash_of};
pub use monthly::{MonthLine, monthly};
pub use number::{decimal, plain};
pub use outputs::{OutputFile, PACK_FILE, Runs, tables_of_comparison, tables_of_runs, write_results};
pub use package::package_of_schemas;
pub use parameters::ParameterRead;
pub use provenance::{annotated, ensemble_file, manifest_of_comparison, manifest_of_run, of_country};
pub use provinces::{ProvinceLine, provinces};
pub use register::{Border, RegisterLine, register};
pub use rows::{ResultFile, read_table};
pub use scenario_files::{SCENARIOS, scenario_file, scenario_files};
pub use scenarios::{ScenarioLine, scenarios};
pub use schema::{Column, Line, Schema};
pub use services::{NationalServiceLine, ServiceLine, national_services, services};
pub use sheet::{Sheet, write_table};
pub use shell::{quoted, words};
pub use study_directory::{StudyResults, is_study, read_study};
pub use survey::{SurveyLine, survey};
pub use uncertainty::{Part, UncertaintyLine, uncertainty};
pub use value_of_information::{InformationLine, value_of_information};
pub use why::{WhyLine, WhyMeanLine, why, why_means};
pub use workbook::{FILE as WORKBOOK, workbook, workbook_of};

pub use crate::experiments::compare::{Effect, EffectPart, Mediator, Source};
