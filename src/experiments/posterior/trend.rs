//! The polynomial that an emulator's process varies around.

/// The terms of the polynomial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trend {
    /// A constant.
    Constant,
    /// And the parameters.
    Linear,
    /// And their squares.
    Squares,
    /// And their products.
    Quadratic,
}

impl Trend {
    /// The trends that leave three quarters of the points to the process and the noise. With more
    /// terms, a fit costs more than their runs and predicts no better: the process finds products
    /// by itself.
    pub(super) fn affordable(points: usize, dimensions: usize) -> Vec<Self> {
        let all = [Self::Linear, Self::Squares, Self::Quadratic].into_iter();
        let found: Vec<Self> = all.filter(|trend| 4 * trend.terms(dimensions) <= points).collect();
        if found.is_empty() { vec![Self::Constant] } else { found }
    }

    /// The number of terms.
    pub(super) fn terms(self, dimensions: usize) -> usize {
        match self {
            Self::Constant => 1,
            Self::Linear => 1 + dimensions,
            Self::Squares => 1 + 2 * dimensions,
            Self::Quadratic => 1 + 2 * dimensions + dimensions * dimensions.saturating_sub(1) / 2,
        }
    }

    /// The terms at a place in the unit cube, in coordinates from -1 to 1 so that they are of one
    /// size.
    pub(super) fn at(self, place: &[f64]) -> Vec<f64> {
        let x: Vec<f64> = place.iter().map(|unit| 2.0 * unit - 1.0).collect();
        let mut terms = vec![1.0];
        if self != Self::Constant {
            terms.extend(&x);
        }
        if matches!(self, Self::Squares | Self::Quadratic) {
            terms.extend(x.iter().map(|x| x * x));
        }
        if self == Self::Quadratic {
            terms.extend((0..x.len()).flat_map(|i| x[..i].iter().map(|y| y * x[i]).collect::<Vec<_>>()));
        }
        terms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_by_hand() {
        assert_eq!(Trend::Quadratic.at(&[1.0, 0.75]), [1.0, 1.0, 0.5, 1.0, 0.25, 0.5]);
        for trend in [Trend::Constant, Trend::Linear, Trend::Squares, Trend::Quadratic] {
            assert_eq!(trend.at(&[0.1; 5]).len(), trend.terms(5));
        }
    }

    #[test]
    fn more_points_afford_more_terms() {
        let richest = [15, 16, 28, 40].map(|points| Trend::affordable(points, 3).pop().unwrap());
        assert_eq!(richest, [Trend::Constant, Trend::Linear, Trend::Squares, Trend::Quadratic]);
    }
}
