//! Functions whose indices are known in closed form.

use crate::experiments::design::{Factor, Scale};
use std::f64::consts::PI;

/// First-order indices of [`ishigami`]; its variance is 49/8 + 0.1 pi^4 / 5 + 0.01 pi^8 / 18 + 1/2
/// = 13.8446.
pub const ISHIGAMI_FIRST: [f64; 3] = [0.313_905, 0.442_411, 0.0];
/// Total indices of [`ishigami`].
pub const ISHIGAMI_TOTAL: [f64; 3] = [0.557_589, 0.442_411, 0.243_684];

/// Ishigami and Homma 1990 with a = 7 and b = 0.1, over the unit cube; further coordinates have no
/// effect.
pub fn ishigami(unit: &[f64]) -> f64 {
    let [x, y, z] = [0, 1, 2].map(|axis| PI * (2.0 * unit[axis] - 1.0));
    let (sine, other) = (libm::sin(x), libm::sin(y));
    sine + 7.0 * other * other + 0.1 * z * z * z * z * sine
}

/// Weights of the g-function: 0 matters most.
pub const G_WEIGHTS: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];

/// The g-function of Sobol: the product of (|4 x - 2| + a) / (1 + a).
pub fn g_function(unit: &[f64]) -> f64 {
    unit.iter().zip(G_WEIGHTS).map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a)).product()
}

/// Each term has mean 1 and variance 1 / (3 (1 + a)^2).
fn g_term(factor: usize) -> f64 {
    1.0 / (3.0 * (1.0 + G_WEIGHTS[factor]) * (1.0 + G_WEIGHTS[factor]))
}

fn g_variance() -> f64 {
    (0..G_WEIGHTS.len()).map(|factor| 1.0 + g_term(factor)).product::<f64>() - 1.0
}

/// Closed form: V_i / V.
pub fn g_first_order(factor: usize) -> f64 {
    g_term(factor) / g_variance()
}

/// Closed form: V_i times the product of 1 + V_j over the other factors, over V.
pub fn g_total(factor: usize) -> f64 {
    let others = (0..G_WEIGHTS.len()).filter(|&other| other != factor);
    g_term(factor) * others.map(|other| 1.0 + g_term(other)).product::<f64>() / g_variance()
}

/// Factors over the unit interval.
pub fn unit_factors(names: &[&str]) -> Vec<Factor> {
    names.iter().map(|name| Factor::new(name, 0.0, 1.0, Scale::Linear).unwrap()).collect()
}
