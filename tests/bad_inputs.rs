//! Bad input: every refusal must say what is wrong, where, what was expected and how to mend it.
//!
//! The folder beside this file holds the wrong configurations and, as snapshots, their messages.
//! Tests are numbered by the row of this list: `row_NN` types a command of the program in a user's
//! folder (`commands.rs`, `good.rs`), `rNN` asks the library.
//!
//! | row | input | `row_NN` | `rNN` |
//! |---|---|---|---|
//! | 1 | a value, a bracket or quotes are missing | run | configuration |
//! | 2 | a key, table or field given twice | check | configuration |
//! | 3 | an unknown or misplaced key | run | configuration |
//! | 4 | a required key is missing | study | configuration |
//! | 5 | a value of the wrong type | check | configuration |
//! | 6 | a negative count | run | configuration |
//! | 7 | a number too large to be held | run | configuration |
//! | 8 | a probability outside 0 to 1 | run | configuration |
//! | 9 | nan, inf, also on the command line | run | configuration |
//! | 10 | shares of a total that do not add up to 1 (no table of the shipped model has such shares) | | configuration |
//! | 11 | a percentage where a share is meant | run | configuration |
//! | 12 | a range that is reversed or empty | sweep | configuration, `tests/study.rs` |
//! | 13 | a sweep of 10^12 points | sweep | `tests/study.rs` |
//! | 14 | a sweep over no known parameter | sweep | `tests/study.rs` |
//! | 15 | a parameter in two axes | sweep | `tests/study.rs` |
//! | 16 | an unknown lever, field or word | check | configuration |
//! | 17 | a lever after the horizon, or that ends before it starts | run | configuration |
//! | 18 | a province that does not exist | compare | configuration |
//! | 19 | two scenarios with one name, or names that differ by case | study, compare | configuration |
//! | 20 | scenarios that extend each other | run | configuration |
//! | 21 | a scenario name that is a path, a device, or too long | run, study | configuration |
//! | 22 | a horizon of 0 or of a million | run | configuration |
//! | 23 | a population larger than memory | run | `tests/run.rs` |
//! | 24 | a comparison without a seed (it says which it took) | compare | |
//! | 25 | a newer schema | run | configuration |
//! | 26 | UTF-16, a NUL, no UTF-8 | run | files |
//! | 27 | a gibibyte; 20,000 levels | check | files |
//! | 28 | a path to nothing, a directory, a pipe, out of the project | run, check, study | files |
//! | 29 | a header that is missing, misspelt or empty | study, run | tables |
//! | 30 | rows with too few or too many fields | study | tables |
//! | 31 | semicolons, tabs, decimal commas | run, compare | tables |
//! | 32 | fields that are no numbers | study | tables |
//! | 33 | a province missing or given twice (the tables are compiled in) | | tables |
//! | 34 | units of July 2025 among the 63 provinces (compiled in) | | tables |
//! | 35 | values that contradict each other or their unit | study | tables |
//! | 36 | a byte-order mark, CRLF, no last newline: accepted | run, study | layering, tables |
//! | 37 | a quote never closed; a line of 100 MiB | run | files, tables |
//! | 38 | a province that borders itself, a pair twice (compiled in; the model reads no flows) | | tables |
//! | 39 | a target that does not exist, or none left (targets are compiled in) | study | `posterior/target.rs` |
//! | 40 | words of the command line that contradict or mean nothing | run, compare, report, explore | configuration |
//!
//! What must work: `good.rs`.

#[path = "bad_inputs/desk.rs"]
mod desk;
#[path = "bad_inputs/support.rs"]
mod support;

#[path = "bad_inputs/commands.rs"]
mod commands;
#[path = "bad_inputs/configuration.rs"]
mod configuration;
#[path = "bad_inputs/files.rs"]
mod files;
#[path = "bad_inputs/good.rs"]
mod good;
#[path = "bad_inputs/layering.rs"]
mod layering;
#[path = "bad_inputs/properties.rs"]
mod properties;
#[path = "bad_inputs/tables.rs"]
mod tables;
