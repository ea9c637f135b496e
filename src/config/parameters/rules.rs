//! What a plain setting may be, beyond its type: a word from a list, a number in bounds, a month.

use crate::pathways::TargetGroup;

/// The rule for one setting. The caller of [`resolve`](crate::config::layers::resolve::resolve)
/// names one for each setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Anything of the type that the baseline gives.
    Any,
    /// One of these words; for an array, each element.
    Words(&'static [&'static str]),
    /// A whole number from the first to the second, both included.
    Whole(i64, i64),
    /// A number from the first to the second, both included.
    Number(f64, f64),
    /// A number above 0 and at most this.
    Positive(f64),
    /// A month such as `2017-01`.
    Month,
    /// A month such as `2017-01` or `month 1`, the first of the run, or `none`.
    MonthOrNone,
}

/// The rules of the settings that every model file has.
///
/// A caller with settings of its own asks this for the rest.
pub fn standard(name: &str) -> Rule {
    match name {
        "simulation.seed" => Rule::Whole(0, i64::MAX),
        "simulation.years" => Rule::Whole(1, 200),
        "simulation.start_year" => Rule::Whole(1900, 2200),
        "simulation.warm_up_months" => Rule::Whole(0, 2400),
        "simulation.past" => Rule::Words(&["recorded", "constant"]),
        "simulation.fitted_until" => Rule::Whole(1900, 2200),
        "simulation.history_values" => Rule::Words(&["best", "drawn"]),
        "simulation.replicates" => Rule::Whole(1, 100_000),
        "population.scale" => Rule::Positive(1.0),
        _ => lever(name),
    }
}

fn lever(name: &str) -> Rule {
    if !name.starts_with("levers.") {
        return Rule::Any;
    }
    match name.rsplit('.').next() {
        Some("start" | "stop") => Rule::MonthOrNone,
        Some("ramp_months") => Rule::Whole(0, 1200),
        Some("target") => Rule::Words(&TargetGroup::NAMES),
        _ => Rule::Any,
    }
}
