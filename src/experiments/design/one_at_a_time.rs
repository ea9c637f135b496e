//! One factor at a time.

use super::{DesignFault, Factor, Point, factor};

/// A base, and points that differ from it in one factor each.
#[derive(Debug, Clone, PartialEq)]
pub struct OneAtATime {
    /// The base, then the changes factor by factor.
    pub points: Vec<Point>,
    /// Which factor each point changes; none for the base.
    pub changed: Vec<Option<usize>>,
}

/// The base, then each factor at its low and at its high end, or at each of its listed values, with
/// the others at the base. `base` has one value a factor, in its own unit; it need not lie between
/// the ends. A value that is the base's own is left out.
///
/// # Errors
/// If there is no factor, or the base does not match the factors.
pub fn one_at_a_time(factors: &[Factor], base: &[f64]) -> Result<OneAtATime, DesignFault> {
    factor::check(factors)?;
    if base.len() != factors.len() {
        return Err(DesignFault::OneEach { what: "base values", found: base.len(), factors: factors.len() });
    }
    if let Some((factor, &value)) = factors.iter().zip(base).find(|(_, value)| !value.is_finite()) {
        return Err(DesignFault::Base { name: factor.name().to_owned(), value });
    }
    let mut points = vec![Point { index: 0, values: base.to_vec() }];
    let mut changed = vec![None];
    for (column, factor) in factors.iter().enumerate() {
        for value in factor.ends().into_iter().filter(|value| *value != base[column]) {
            let mut values = base.to_vec();
            values[column] = value;
            points.push(Point { index: points.len(), values });
            changed.push(Some(column));
        }
    }
    Ok(OneAtATime { points, changed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::design::Scale;

    #[test]
    fn three_factors_by_hand() {
        let factors = [
            Factor::new("a", 1.0, 3.0, Scale::Linear).unwrap(),
            Factor::new("b", 0.1, 10.0, Scale::Log).unwrap(),
            Factor::things("c", 3).unwrap(),
        ];
        let OneAtATime { points, changed } = one_at_a_time(&factors, &[2.0, 10.0, 0.0]).unwrap();
        let values: Vec<_> = points.iter().map(|point| (point.index, point.values.clone())).collect();
        let expected = [
            vec![2.0, 10.0, 0.0],
            vec![1.0, 10.0, 0.0],
            vec![3.0, 10.0, 0.0],
            vec![2.0, 0.1, 0.0],
            vec![2.0, 10.0, 1.0],
            vec![2.0, 10.0, 2.0],
        ];
        assert_eq!(values, expected.into_iter().enumerate().collect::<Vec<_>>());
        assert_eq!(changed, [None, Some(0), Some(0), Some(1), Some(2), Some(2)]);
    }

    #[test]
    fn a_base_that_does_not_match_is_refused() {
        let factors = [Factor::new("a", 1.0, 3.0, Scale::Linear).unwrap()];
        assert!(matches!(one_at_a_time(&factors, &[]), Err(DesignFault::OneEach { found: 0, .. })));
        assert!(matches!(one_at_a_time(&factors, &[f64::NAN]), Err(DesignFault::Base { .. })));
    }
}
