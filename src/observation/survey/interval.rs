//! The 95 % interval of an estimated share.

use super::student::quantile;

/// Wilson's interval with Student's `t` and the effective sample size `p (1 - p) / V`, which stays
/// within [0, 1] and does not collapse when nobody or everybody reported. Without any variance to
/// go by, the effective size is the number of respondents.
pub fn confidence(share: f64, variance: f64, respondents: u32, degrees: u32) -> (f64, f64) {
    if degrees == 0 {
        return (0.0, 1.0);
    }
    let t = quantile(0.975, degrees);
    let effective = if variance > 0.0 { share * (1.0 - share) / variance } else { f64::from(respondents) };
    let shrink = 1.0 + t * t / effective;
    let centre = (share + t * t / (2.0 * effective)) / shrink;
    let reach =
        t / shrink * (share * (1.0 - share) / effective + t * t / (4.0 * effective * effective)).sqrt();
    let low = if share > 0.0 { (centre - reach).max(0.0) } else { 0.0 };
    let high = if share < 1.0 { (centre + reach).min(1.0) } else { 1.0 };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::confidence;

    /// 10 of 100 with very many degrees of freedom: Wilson's interval is 5.52 % to 17.44 %.
    #[test]
    fn a_simple_sample_has_the_interval_of_wilson() {
        let (low, high) = confidence(0.1, 0.1 * 0.9 / 100.0, 100, 100_000);
        assert!((low - 0.055_229).abs() < 1e-5 && (high - 0.174_366).abs() < 1e-5, "{low} {high}");
    }

    /// 10 % at twice the variance of a simple sample of 100: the interval of 5 of 50, 4.35 % to
    /// 21.36 %.
    #[test]
    fn a_design_effect_of_two_halves_the_sample() {
        let (low, high) = confidence(0.1, 2.0 * 0.1 * 0.9 / 100.0, 100, 100_000);
        assert!((low - 0.043_476).abs() < 1e-5 && (high - 0.213_602).abs() < 1e-5, "{low} {high}");
    }

    /// With t = 2.030108 at 35 degrees the other end lies `t^2 / (100 + t^2)` = 3.9582 % away.
    #[test]
    fn everybody_reporting_mirrors_nobody() {
        let (nobody, everybody) = (confidence(0.0, 0.0, 100, 35), confidence(1.0, 0.0, 100, 35));
        assert_eq!((nobody.0, everybody.1), (0.0, 1.0));
        assert!((nobody.1 - 0.039_582).abs() < 1e-5, "{}", nobody.1);
        assert!((everybody.0 + nobody.1 - 1.0).abs() < 1e-12, "{}", everybody.0);
    }

    #[test]
    fn nobody_reporting_still_leaves_an_upper_end() {
        let (low, high) = confidence(0.0, 0.0, 100, 35);
        assert_eq!(low, 0.0);
        assert!(high > 0.02 && high < 0.06, "{high}");
        assert_eq!(confidence(0.2, 0.0, 1, 0), (0.0, 1.0));
    }
}
