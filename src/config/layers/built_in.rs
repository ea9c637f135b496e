//! The baseline that is compiled in.

/// Names and texts of the files of the baseline of Viet Nam: the model's parameters, then the
/// levers'.
pub const BASELINE: [(&str, &str); 2] = [
    ("configs/viet_nam/baseline.toml", include_str!("../../../configs/viet_nam/baseline.toml")),
    ("configs/viet_nam/levers.toml", include_str!("../../../configs/viet_nam/levers.toml")),
];
