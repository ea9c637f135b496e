//! A regression without a form: what is expected of outputs, given some inputs.
//!
//! The inputs, each with mean 0 and variance 1, are laid out as features: straight lines, and bells
//! around places among the draws (at the quantiles of a single input). Their coefficients have one
//! normal prior, so the fit is the mean of a Gaussian process of that rank with a known rest (ridge
//! regression). How strong the prior is, and how wide the bells, is what makes the outputs likeliest
//! (marginal likelihood, coefficients and mean integrated out: Rasmussen and Williams 2006, sections
//! 2.2 and 5.4). A constant input tells nothing and is left out.

use nalgebra::{DMatrix, DVector, SVD};

/// Bells along a single input.
const BELLS: usize = 10;
/// Bells in more than one dimension, at most.
const MOST_BELLS: usize = 40;
/// Widths of bells that are tried, in standard deviations of one input.
const WIDTHS: [f64; 3] = [0.5, 1.0, 2.0];
/// Strengths of the prior that are tried: from a fit that follows every output to one that follows
/// none, relative to the strongest feature.
const RIDGES: usize = 49;

/// Inputs laid out to be fitted to outputs.
#[derive(Debug, Clone)]
pub struct Smoother {
    draws: usize,
    /// The layouts that are tried.
    layouts: Vec<Layout>,
}

/// A set of features: their left singular vectors and the squares of their singular values.
#[derive(Debug, Clone)]
struct Layout {
    directions: DMatrix<f64>,
    strengths: Vec<f64>,
}

/// A fit that was chosen: which layout, and how strong the prior.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    layout: usize,
    ridge: f64,
}

impl Smoother {
    /// Lays out some inputs, each with a value a draw.
    pub fn new(inputs: &[&[f64]]) -> Self {
        let draws = inputs.first().map_or(0, |input| input.len());
        let lines: Vec<Vec<f64>> = inputs.iter().filter_map(|input| standardised(input)).collect();
        let mut layouts = Vec::new();
        if !lines.is_empty() && draws > 2 {
            layouts.push(Layout::of(draws, features(&lines, None)));
            layouts.extend(WIDTHS.map(|width| Layout::of(draws, features(&lines, Some(width)))));
        }
        Self { draws, layouts }
    }

    /// The expected output of each draw given its inputs.
    pub fn fit(&self, outputs: &[f64]) -> Vec<f64> {
        self.fit_with(outputs, self.choose(outputs))
    }

    /// The likeliest fit; none where the inputs or the outputs do not vary.
    pub(super) fn choose(&self, outputs: &[f64]) -> Option<Chosen> {
        let centred = centred(outputs);
        let total = centred.norm_squared();
        let level = outputs.iter().fold(0.0_f64, |level, output| level.max(output.abs()));
        if total <= (1e-12 * level).powi(2) * outputs.len() as f64 {
            return None;
        }
        let mut best: Option<(f64, Chosen)> = None;
        for (place, layout) in self.layouts.iter().enumerate() {
            let along = layout.directions.tr_mul(&centred);
            let rest = (total - along.norm_squared()).max(0.0);
            let strongest = layout.strengths.iter().copied().fold(0.0, f64::max);
            for step in 0..RIDGES {
                let ridge = strongest * libm::pow(10.0, step as f64 / 4.0 - 10.0);
                let likelihood = layout.log_likelihood(&along, rest, ridge, self.draws);
                if best.is_none_or(|(known, _)| likelihood > known) {
                    best = Some((likelihood, Chosen { layout: place, ridge }));
                }
            }
        }
        best.map(|(_, chosen)| chosen)
    }

    /// The fit of a layout and a prior.
    pub(super) fn fit_with(&self, outputs: &[f64], chosen: Option<Chosen>) -> Vec<f64> {
        let mean = outputs.iter().sum::<f64>() / outputs.len().max(1) as f64;
        let Some(Chosen { layout, ridge }) = chosen else { return vec![mean; outputs.len()] };
        let layout = &self.layouts[layout];
        let mut along = layout.directions.tr_mul(&centred(outputs));
        for (along, strength) in along.iter_mut().zip(&layout.strengths) {
            *along *= strength / (strength + ridge);
        }
        (&layout.directions * along).iter().map(|fitted| mean + fitted).collect()
    }
}

impl Layout {
    fn of(draws: usize, features: Vec<Vec<f64>>) -> Self {
        let columns: Vec<DVector<f64>> = features.iter().map(|feature| centred(feature)).collect();
        let matrix = DMatrix::from_fn(draws, columns.len(), |row, column| columns[column][row]);
        let split = SVD::new(matrix, true, false);
        let directions = split.u.unwrap_or_else(|| DMatrix::zeros(draws, 0));
        let greatest = split.singular_values.iter().copied().fold(0.0, f64::max);
        // A direction of rounding alone belongs to no feature.
        let kept: Vec<usize> = (0..directions.ncols())
            .filter(|&place| split.singular_values[place] > 1e-10 * greatest)
            .collect();
        let strengths = kept.iter().map(|&place| split.singular_values[place].powi(2)).collect();
        Self { directions: directions.select_columns(&kept), strengths }
    }

    /// The logarithm of how likely the outputs are, but for a constant. `along` are the outputs along
    /// the directions, `rest` the squared length of what is left of them.
    fn log_likelihood(&self, along: &DVector<f64>, rest: f64, ridge: f64, draws: usize) -> f64 {
        let degrees = draws as f64 - 1.0;
        let beyond = degrees - self.strengths.len() as f64;
        let mut misfit = rest / ridge;
        let mut determinant = beyond.max(0.0) * libm::log(ridge);
        for (along, strength) in along.iter().zip(&self.strengths) {
            misfit += along * along / (strength + ridge);
            determinant += libm::log(strength + ridge);
        }
        -0.5 * (degrees * libm::log((misfit / degrees).max(f64::MIN_POSITIVE)) + determinant)
    }
}

/// Straight lines, and bells of a width if there are to be any.
fn features(lines: &[Vec<f64>], width: Option<f64>) -> Vec<Vec<f64>> {
    let of_each = (lines.len() as f64).sqrt();
    let mut features: Vec<Vec<f64>> =
        lines.iter().map(|line| line.iter().map(|value| value / of_each).collect()).collect();
    let Some(width) = width else { return features };
    let draws = lines[0].len();
    let centres: Vec<Vec<f64>> = match lines {
        [only] => {
            let mut sorted = only.clone();
            sorted.sort_by(f64::total_cmp);
            let bells = BELLS.min(draws);
            (0..bells).map(|bell| vec![sorted[(2 * bell + 1) * draws / (2 * bells)]]).collect()
        }
        _ => {
            let bells = MOST_BELLS.min(draws);
            let row = |bell: usize| lines.iter().map(|line| line[bell * draws / bells]).collect();
            (0..bells).map(row).collect()
        }
    };
    let height = 1.0 / (centres.len() as f64).sqrt();
    let squared_width = width * width * lines.len() as f64;
    for centre in &centres {
        let bell = |draw: usize| {
            let from = lines.iter().zip(centre).map(|(line, centre)| (line[draw] - centre).powi(2));
            height * libm::exp(-0.5 * from.sum::<f64>() / squared_width)
        };
        features.push((0..draws).map(bell).collect());
    }
    features
}

/// With mean 0 and variance 1; none where it does not vary.
fn standardised(input: &[f64]) -> Option<Vec<f64>> {
    let centred = centred(input);
    let deviation = (centred.norm_squared() / input.len().max(1) as f64).sqrt();
    let level = input.iter().fold(0.0_f64, |level, value| level.max(value.abs()));
    (deviation > 1e-12 * level).then(|| centred.iter().map(|value| value / deviation).collect())
}

fn centred(numbers: &[f64]) -> DVector<f64> {
    let mean = numbers.iter().sum::<f64>() / numbers.len().max(1) as f64;
    DVector::from_iterator(numbers.len(), numbers.iter().map(|number| number - mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(count: usize) -> Vec<f64> {
        (0..count).map(|place| place as f64 / count as f64).collect()
    }

    fn worst(one: &[f64], other: &[f64]) -> f64 {
        one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn a_straight_line_and_a_wave_are_found_again() {
        let x = grid(200);
        let line: Vec<f64> = x.iter().map(|x| 3.0 - 2.0 * x).collect();
        assert!(worst(&Smoother::new(&[&x]).fit(&line), &line) < 1e-6);
        let wave: Vec<f64> = x.iter().map(|x| libm::sin(6.0 * x)).collect();
        assert!(worst(&Smoother::new(&[&x]).fit(&wave), &wave) < 1e-3);
    }

    /// An alternating noise of 1 around a line of slope 4: the line is left.
    #[test]
    fn noise_is_smoothed_away() {
        let x = grid(200);
        let noise = |place: usize| if place.is_multiple_of(2) { 1.0 } else { -1.0 };
        let noisy: Vec<f64> = x.iter().enumerate().map(|(at, x)| 4.0 * x + noise(at)).collect();
        let line: Vec<f64> = x.iter().map(|x| 4.0 * x).collect();
        assert!(worst(&Smoother::new(&[&x]).fit(&noisy), &line) < 0.15);
    }

    #[test]
    fn of_inputs_that_do_not_vary_the_mean_is_expected() {
        assert_eq!(Smoother::new(&[&[5.0; 4]]).fit(&[1.0, 2.0, 3.0, 6.0]), [3.0; 4]);
        assert_eq!(Smoother::new(&[]).fit(&[1.0, 3.0]), [2.0; 2]);
        let x = grid(4);
        assert_eq!(Smoother::new(&[&x]).fit(&[7.0; 4]), [7.0; 4]);
    }

    #[test]
    fn more_inputs_than_draws_are_taken() {
        let inputs: Vec<Vec<f64>> =
            (0..60).map(|input| (0..20).map(|draw| ((draw * 7 + input * 3) % 11) as f64).collect()).collect();
        let of: Vec<&[f64]> = inputs.iter().map(Vec::as_slice).collect();
        let outputs: Vec<f64> = inputs[0].iter().map(|value| 2.0 * value).collect();
        let fitted = Smoother::new(&of).fit(&outputs);
        assert!(fitted.iter().all(|value| value.is_finite()));
        assert!(worst(&fitted, &outputs) < 1.0);
    }
}
