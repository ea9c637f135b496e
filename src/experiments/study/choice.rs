//! A listed value of a factor: a number, true or false, a word, a month, a list of provinces.

use crate::config::{Leaf, Setting};
use serde::Serialize;

/// One of the values that a factor lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Choice {
    /// As it stands in TOML, which is how it is set.
    pub toml: String,
    /// As tables show it: a word without its quotes.
    pub shown: String,
    /// The number, if it is one.
    pub number: Option<f64>,
}

impl Choice {
    /// The value of a parameter or setting.
    pub(super) fn of(leaf: &Leaf) -> Self {
        match leaf {
            Leaf::Parameter(parameter) => Self::of_number(parameter.value),
            Leaf::Setting(Setting::Whole(number)) => Self::of_number(*number as f64),
            Leaf::Setting(Setting::Number(number)) => Self::of_number(*number),
            Leaf::Setting(setting) => {
                let toml = setting.text();
                let shown = if let Setting::Text(word) = setting { word.clone() } else { toml.clone() };
                Self { toml, shown, number: None }
            }
        }
    }

    fn of_number(number: f64) -> Self {
        Self { toml: number.to_string(), shown: number.to_string(), number: Some(number) }
    }
}
