//! The triangular distribution, by which a number in a range is drawn.

/// The quantile `u` of the triangular distribution on `[low, high]` with its mode at `mode`. A mode
/// outside the range widens it.
pub fn triangular_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let (low, high) = (low.min(mode), high.max(mode));
    if high <= low {
        return mode;
    }
    let below = (mode - low) / (high - low);
    let drawn = if u < below {
        low + (u * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
    };
    drawn.clamp(low, high)
}
