//! What a plain setting may be, beyond its type: a word from a list, a number in bounds, a month.

/// The rule for one setting. The caller of [`resolve`](crate::config::layers::resolve::resolve) names one for each setting.
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
    /// A month such as `2017-01`, or `none`.
    MonthOrNone,
}

/// The rules of the settings that every model file has.
///
/// A caller with settings of its own asks this for the rest.
pub fn standard(name: &str) -> Rule {
    match name {
        "simulation.seed" => Rule::Whole(0, i64::MAX),
        "simulation.years" => Rule::Whole(1, 200),
        "simulation.months" => Rule::Whole(1, 2400),
        "simulation.start_year" => Rule::Whole(1900, 2200),
        "simulation.warm_up_months" => Rule::Whole(0, 2400),
        "simulation.warm_up_years" => Rule::Whole(0, 200),
        "simulation.replicates" => Rule::Whole(1, 100_000),
        "simulation.threads" => Rule::Whole(1, 4096),
        "population.scale" => Rule::Positive(1.0),
        "population.households" => Rule::Whole(1, 1_000_000_000),
        _ => lever(name),
    }
}

fn lever(name: &str) -> Rule {
    if !name.starts_with("levers.") {
        return Rule::Any;
    }
    match name.rsplit('.').next() {
        Some("start" | "stop") => Rule::MonthOrNone,
        Some("ramp_months" | "fade_months" | "duration_months") => Rule::Whole(0, 1200),
        Some("target") => Rule::Words(&TARGETS),
        _ => Rule::Any,
    }
}

/// The groups of homes that a lever can be meant for.
pub const TARGETS: [&str; 7] = ["all", "poor", "minority", "young_children", "adolescents", "girls", "rural"];

/// Year and month (1 to 12) of a text such as `2017-01`.
pub fn parse_month(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.split_once('-')?;
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((year.parse().ok()?, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_four_and_two_digits() {
        assert_eq!(parse_month("2017-01"), Some((2017, 1)));
        for text in ["2017-1", "2017-13", "2017-00", "17-01", "2017", "none", "+017-01", "2017-01-01"] {
            assert_eq!(parse_month(text), None, "{text}");
        }
    }
}
