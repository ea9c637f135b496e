//! One factor at a time.

use super::{DesignFault, Factor, Point, factor};

/// The base, then each factor at its low and at its high end with the others at the base: point 0 is the base, `2 i + 1` and
/// `2 i + 2` are the ends of factor `i`. `base` has one value a factor, in its own unit; it need not lie between the ends.
///
/// # Errors
/// If there is no factor, or the base does not match the factors.
pub fn one_at_a_time(factors: &[Factor], base: &[f64]) -> Result<Vec<Point>, DesignFault> {
    factor::check(factors)?;
    if base.len() != factors.len() {
        return Err(DesignFault::OneEach { what: "base values", found: base.len(), factors: factors.len() });
    }
    if let Some((factor, &value)) = factors.iter().zip(base).find(|(_, value)| !value.is_finite()) {
        return Err(DesignFault::Base { name: factor.name().to_owned(), value });
    }
    let mut points = vec![Point { index: 0, values: base.to_vec() }];
    for (column, factor) in factors.iter().enumerate() {
        for unit in [0.0, 1.0] {
            let mut values = base.to_vec();
            values[column] = factor.value_at(unit);
            points.push(Point { index: points.len(), values });
        }
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    #[test]
    fn two_factors_by_hand() {
        let factors = [
            Factor::new("a", 1.0, 3.0, Scale::Linear).unwrap(),
            Factor::new("b", 0.1, 10.0, Scale::Log).unwrap(),
        ];
        let points = one_at_a_time(&factors, &[2.0, 1.0]).unwrap();
        let values: Vec<_> =
            points.iter().map(|point| (point.index, point.values[0], point.values[1])).collect();
        assert_eq!(values, [(0, 2.0, 1.0), (1, 1.0, 1.0), (2, 3.0, 1.0), (3, 2.0, 0.1), (4, 2.0, 10.0)]);
    }

    #[test]
    fn a_base_that_does_not_match_is_refused() {
        let factors = [Factor::new("a", 1.0, 3.0, Scale::Linear).unwrap()];
        assert!(matches!(one_at_a_time(&factors, &[]), Err(DesignFault::OneEach { found: 0, .. })));
        assert!(matches!(one_at_a_time(&factors, &[f64::NAN]), Err(DesignFault::Base { .. })));
    }
}
