//! Pattern search (Hooke and Jeeves 1961, doi:10.1145/321062.321069): needs no derivative, bears a
//! function that fails at places, and takes the same path on every machine.

/// The place of the least value found from a start, within bounds, and that value. Steps begin at
/// `step` and are halved, while nothing is gained, down to `precision`.
pub(super) fn least(
    start: &[f64],
    bounds: &[(f64, f64)],
    (step, precision): (f64, f64),
    value: impl Fn(&[f64]) -> f64,
) -> (Vec<f64>, f64) {
    let mut best = start.to_vec();
    let mut least = value(&best);
    let mut step = step;
    while step >= precision {
        let (probed, found) = probe(&best, least, step, bounds, &value);
        if found >= least {
            step *= 0.5;
            continue;
        }
        // A direction that has paid is tried once more, and probed from there.
        let beyond: Vec<f64> = probed
            .iter()
            .zip(&best)
            .zip(bounds)
            .map(|((new, old), b)| (2.0 * new - old).clamp(b.0, b.1))
            .collect();
        let (leapt, after) = probe(&beyond, value(&beyond), step, bounds, &value);
        (best, least) = if after < found { (leapt, after) } else { (probed, found) };
    }
    (best, least)
}

/// The best of a step up or down, one coordinate after the other.
fn probe(
    from: &[f64],
    at_start: f64,
    step: f64,
    bounds: &[(f64, f64)],
    value: &impl Fn(&[f64]) -> f64,
) -> (Vec<f64>, f64) {
    let (mut best, mut least) = (from.to_vec(), at_start);
    for (coordinate, &(low, high)) in bounds.iter().enumerate() {
        let here = best[coordinate];
        for there in [here + step, here - step] {
            best[coordinate] = there.clamp(low, high);
            let found = value(&best);
            if found < least {
                least = found;
                break;
            }
            best[coordinate] = here;
        }
    }
    (best, least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_narrow_valley_is_found() {
        let rosenbrock = |x: &[f64]| {
            let bend = x[1] - x[0] * x[0];
            100.0 * bend * bend + (1.0 - x[0]) * (1.0 - x[0])
        };
        let (place, value) = least(&[-1.2, 1.0], &[(-5.0, 5.0); 2], (0.5, 1e-7), rosenbrock);
        assert!((place[0] - 1.0).abs() < 1e-3 && value < 1e-6, "{place:?} {value}");
    }

    #[test]
    fn bounds_hold_and_failing_places_are_borne() {
        let (place, _) = least(&[0.5], &[(0.0, 1.0)], (0.3, 1e-6), |x| -x[0]);
        assert_eq!(place, [1.0]);
        let (place, _) =
            least(&[0.5], &[(0.0, 1.0)], (0.3, 1e-6), |x| if x[0] > 0.7 { f64::INFINITY } else { -x[0] });
        assert!((place[0] - 0.7).abs() < 1e-5);
    }
}
