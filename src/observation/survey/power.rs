//! How many people a survey must ask.

use crate::random::normal_quantile;

/// Respondents needed in each of two independent surveys so that a change of the share from `before` to `after` is
/// found with probability `power` by a two-sided test at 5 %:
/// `n = deff (z_{0.975} sqrt(2 m (1 - m)) + z_power sqrt(p1 (1 - p1) + p2 (1 - p2)))^2 / (p1 - p2)^2`, with `m` the
/// mean of the shares (Fleiss, Levin and Paik 2003, section 4.2).
///
/// None where there is no change, or where a number lies outside its bounds (shares within [0, 1], `design_effect`
/// above 0, `power` between 0 and 1).
pub fn sample_size_to_detect(before: f64, after: f64, design_effect: f64, power: f64) -> Option<u64> {
    let shares = 0.0..=1.0;
    let sound = shares.contains(&before) && shares.contains(&after) && before != after;
    if !sound || design_effect.is_nan() || design_effect <= 0.0 || !(power > 0.0 && power < 1.0) {
        return None;
    }
    let spread = |p: f64| p * (1.0 - p);
    let mean = 0.5 * (before + after);
    let needed = normal_quantile(0.975) * (2.0 * spread(mean)).sqrt()
        + normal_quantile(power).max(-normal_quantile(0.975)) * (spread(before) + spread(after)).sqrt();
    let size = design_effect * needed * needed / ((before - after) * (before - after));
    size.is_finite().then(|| (size.ceil() as u64).max(1))
}

#[cfg(test)]
mod tests {
    use super::sample_size_to_detect;

    /// 5.6 % to 4.0 % at 80 %: z = 1.95996, 0.84162; m = 0.048; 1.95996 x 0.302311 + 0.84162 x 0.302099 = 0.846768;
    /// squared over 0.016^2 = 2800.84.
    #[test]
    fn a_size_worked_by_hand() {
        assert_eq!(sample_size_to_detect(0.056, 0.040, 1.0, 0.8), Some(2801));
        assert_eq!(sample_size_to_detect(0.040, 0.056, 1.0, 0.8), Some(2801));
        assert_eq!(sample_size_to_detect(0.056, 0.040, 3.0, 0.8), Some(8403));
    }

    #[test]
    fn no_change_and_impossible_numbers_have_no_size() {
        for (before, after, effect, power) in [
            (0.1, 0.1, 1.0, 0.8),
            (1.1, 0.1, 1.0, 0.8),
            (1.05, 0.5, 1.0, 0.8),
            (0.5, 1.05, 1.0, 0.8),
            (0.1, 0.2, 0.0, 0.8),
            (0.1, 0.2, 1.0, 0.0),
            (0.1, 0.2, 1.0, 1.0),
        ] {
            let size = sample_size_to_detect(before, after, effect, power);
            assert_eq!(size, None, "{before} {after} {effect} {power}");
        }
    }
}
