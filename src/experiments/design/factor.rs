//! What a study varies.

use super::DesignFault;
use std::collections::BTreeSet;

/// How a factor's values are spread between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps are equal differences.
    Linear,
    /// Equal steps are equal ratios, for rates and ratios known only to an order of magnitude.
    Log,
}

/// A parameter or setting that a study varies, by its dotted name.
///
/// Points hold values as the model uses them: a whole number is chosen here and nowhere else. Of
/// listed values a point holds the place in the list, from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    name: String,
    domain: Domain,
}

/// What a factor can be.
#[derive(Debug, Clone, PartialEq)]
enum Domain {
    /// Any number between two ends.
    Range { low: f64, high: f64, scale: Scale },
    /// Any whole number between two ends.
    Whole { low: f64, high: f64, scale: Scale },
    /// One of some numbers.
    Numbers(Vec<f64>),
    /// One of so many things that have no order.
    Things(usize),
}

impl Factor {
    /// A factor that takes any number between two ends, in the parameter's own unit.
    ///
    /// # Errors
    /// If the ends are not finite or not in order, or if a logarithmic factor is not positive.
    pub fn new(name: &str, low: f64, high: f64, scale: Scale) -> Result<Self, DesignFault> {
        check_ends(name, low, high, scale)?;
        Ok(Self { name: name.to_owned(), domain: Domain::Range { low, high, scale } })
    }

    /// A factor that takes whole numbers alone; each is equally likely on the linear scale, its
    /// ends too.
    ///
    /// # Errors
    /// As [`new`](Self::new), or if an end is no whole number.
    pub fn whole(name: &str, low: f64, high: f64, scale: Scale) -> Result<Self, DesignFault> {
        check_ends(name, low, high, scale)?;
        if low.fract() != 0.0 || high.fract() != 0.0 {
            return Err(DesignFault::Ends { name: name.to_owned(), low, high });
        }
        Ok(Self { name: name.to_owned(), domain: Domain::Whole { low, high, scale } })
    }

    /// A factor that takes one of some numbers, each equally likely.
    ///
    /// # Errors
    /// If there are fewer than two.
    pub fn numbers(name: &str, numbers: &[f64]) -> Result<Self, DesignFault> {
        check_choices(name, numbers.len())?;
        Ok(Self { name: name.to_owned(), domain: Domain::Numbers(numbers.to_vec()) })
    }

    /// A factor that takes one of so many things, each equally likely: words, months, lists of
    /// provinces.
    ///
    /// # Errors
    /// If there are fewer than two.
    pub fn things(name: &str, count: usize) -> Result<Self, DesignFault> {
        check_choices(name, count)?;
        Ok(Self { name: name.to_owned(), domain: Domain::Things(count) })
    }

    /// The dotted name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many values it can take, where they can be counted.
    pub fn count(&self) -> Option<usize> {
        match &self.domain {
            Domain::Range { .. } => None,
            Domain::Whole { low, high, .. } => Some((high - low) as usize + 1),
            Domain::Numbers(numbers) => Some(numbers.len()),
            Domain::Things(count) => Some(*count),
        }
    }

    /// The two ends, or every listed value.
    pub(super) fn ends(&self) -> Vec<f64> {
        match &self.domain {
            Domain::Range { low, high, .. } | Domain::Whole { low, high, .. } => vec![*low, *high],
            Domain::Numbers(numbers) => (0..numbers.len()).map(|place| place as f64).collect(),
            Domain::Things(count) => (0..*count).map(|place| place as f64).collect(),
        }
    }

    /// The value at a place in the unit interval. 0 is the low end and 1 the high end; values that
    /// can be counted have a part of the interval each.
    pub fn value_at(&self, unit: f64) -> f64 {
        let place = |count: usize| (unit * count as f64).floor().clamp(0.0, (count - 1) as f64);
        match &self.domain {
            // Rounding must not carry a value past a bound that the model checks.
            Domain::Range { low, high, scale } => between(*low, *high, *scale, unit).clamp(*low, *high),
            Domain::Whole { low, high, scale: Scale::Linear } => low + place((high - low) as usize + 1),
            Domain::Whole { low, high, scale: Scale::Log } => {
                libm::round(between(low - 0.5, high + 0.5, Scale::Log, unit)).clamp(*low, *high)
            }
            Domain::Numbers(numbers) => place(numbers.len()),
            Domain::Things(count) => place(*count),
        }
    }

    /// The place of a value in the unit interval: the middle of its part where values can be
    /// counted. Outside the interval for a value beyond the ends.
    pub fn unit_of(&self, value: f64) -> f64 {
        match &self.domain {
            Domain::Range { low, high, scale } => place_between(*low, *high, *scale, value),
            Domain::Whole { low, high, scale } => place_between(low - 0.5, high + 0.5, *scale, value),
            Domain::Numbers(numbers) => (value + 0.5) / numbers.len() as f64,
            Domain::Things(count) => (value + 0.5) / *count as f64,
        }
    }

    /// A step from one value to another as a signed share of the way between the ends; between
    /// things that have no order every step is 1.
    pub fn step(&self, from: f64, to: f64) -> f64 {
        match &self.domain {
            Domain::Range { low, high, scale } | Domain::Whole { low, high, scale } => {
                place_between(*low, *high, *scale, to) - place_between(*low, *high, *scale, from)
            }
            Domain::Numbers(numbers) => {
                let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
                let greatest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                (numbers[to as usize] - numbers[from as usize]) / (greatest - least)
            }
            Domain::Things(_) => f64::from(from != to),
        }
    }
}

/// The value at a share of the way.
fn between(low: f64, high: f64, scale: Scale, unit: f64) -> f64 {
    match scale {
        Scale::Linear => low + unit * (high - low),
        Scale::Log => low * libm::exp(unit * libm::log(high / low)),
    }
}

/// The share of the way at which a value lies.
fn place_between(low: f64, high: f64, scale: Scale, value: f64) -> f64 {
    match scale {
        Scale::Linear => (value - low) / (high - low),
        Scale::Log => libm::log(value / low) / libm::log(high / low),
    }
}

fn check_ends(name: &str, low: f64, high: f64, scale: Scale) -> Result<(), DesignFault> {
    if !(low.is_finite() && high.is_finite() && low < high) {
        return Err(DesignFault::Ends { name: name.to_owned(), low, high });
    }
    if scale == Scale::Log && low <= 0.0 {
        return Err(DesignFault::LogOfNothing { name: name.to_owned(), low });
    }
    Ok(())
}

fn check_choices(name: &str, levels: usize) -> Result<(), DesignFault> {
    if levels < 2 { Err(DesignFault::FewLevels { name: name.to_owned(), levels }) } else { Ok(()) }
}

/// Refuses an empty list of factors, and two factors of one name.
pub(super) fn check(factors: &[Factor]) -> Result<(), DesignFault> {
    if factors.is_empty() {
        return Err(DesignFault::NoFactors);
    }
    let mut names = BTreeSet::new();
    for factor in factors {
        if !names.insert(factor.name()) {
            return Err(DesignFault::NameTwice { name: factor.name.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_a_mean_or_a_geometric_mean() {
        let linear = Factor::new("a", 1.0, 4.0, Scale::Linear).unwrap();
        let log = Factor::new("a", 1.0, 4.0, Scale::Log).unwrap();
        assert_eq!(linear.value_at(0.5), 2.5);
        assert!((log.value_at(0.5) - 2.0).abs() < 1e-15);
    }

    #[test]
    fn ends_are_met_exactly_and_places_come_back() {
        for scale in [Scale::Linear, Scale::Log] {
            let factor = Factor::new("a", 0.3, 0.7, scale).unwrap();
            assert_eq!((factor.value_at(0.0), factor.value_at(1.0)), (0.3, 0.7));
            for unit in [0.0, 0.1, 0.77, 1.0] {
                assert!((factor.unit_of(factor.value_at(unit)) - unit).abs() < 1e-14);
            }
        }
    }

    /// 6,000 even places over 3 to 8: each whole number a thousand times, and back to a place of
    /// its own.
    #[test]
    fn every_whole_number_is_equally_likely_and_comes_back() {
        let factor = Factor::whole("a", 3.0, 8.0, Scale::Linear).unwrap();
        let mut times = [0; 9];
        (0..6_000).for_each(|place| times[factor.value_at((f64::from(place) + 0.5) / 6e3) as usize] += 1);
        assert_eq!(times, [0, 0, 0, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
        for log in [Scale::Linear, Scale::Log] {
            let factor = Factor::whole("a", 3.0, 8.0, log).unwrap();
            assert_eq!((factor.value_at(0.0), factor.value_at(1.0)), (3.0, 8.0));
            assert!(
                (3..=8).all(|value| factor.value_at(factor.unit_of(f64::from(value))) == f64::from(value))
            );
        }
    }

    #[test]
    fn of_listed_values_the_place_is_held() {
        let numbers = Factor::numbers("a", &[0.0, 0.3, 1.0]).unwrap();
        assert_eq!([0.0, 0.4, 1.0].map(|unit| numbers.value_at(unit)), [0.0, 1.0, 2.0]);
        assert_eq!((numbers.step(2.0, 1.0), numbers.count()), (-0.7, Some(3)));
        let things = Factor::things("a", 3).unwrap();
        assert_eq!((things.step(2.0, 0.0), things.step(1.0, 1.0)), (1.0, 0.0));
        assert_eq!((0..3).map(|place| things.value_at(things.unit_of(f64::from(place)))).sum::<f64>(), 3.0);
    }

    #[test]
    fn a_step_is_a_share_of_the_way_between_the_ends() {
        let whole = Factor::whole("years", 1.0, 2.0, Scale::Linear).unwrap();
        assert_eq!(whole.step(1.0, 2.0), 1.0);
        let log = Factor::new("a", 1.0, 100.0, Scale::Log).unwrap();
        assert!((log.step(100.0, 10.0) + 0.5).abs() < 1e-15);
    }

    #[test]
    fn impossible_factors_are_refused() {
        let ends =
            |low, high| matches!(Factor::new("a", low, high, Scale::Linear), Err(DesignFault::Ends { .. }));
        assert!(matches!(Factor::whole("a", 1.5, 3.0, Scale::Linear), Err(DesignFault::Ends { .. })));
        assert!(matches!(Factor::things("a", 1), Err(DesignFault::FewLevels { levels: 1, .. })));
        assert!(ends(1.0, 1.0) && ends(2.0, 1.0) && ends(f64::NAN, 1.0) && ends(0.0, f64::INFINITY));
        let log = Factor::new("a", 0.0, 1.0, Scale::Log);
        assert!(matches!(log, Err(DesignFault::LogOfNothing { .. })));
        let twice = vec![Factor::new("a", 0.0, 1.0, Scale::Linear).unwrap(); 2];
        assert_eq!(check(&twice), Err(DesignFault::NameTwice { name: "a".into() }));
        assert_eq!(check(&[]), Err(DesignFault::NoFactors));
    }
}
