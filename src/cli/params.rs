//! `lachan params`: every name that can be set, every parameter with its source.

use super::request::RequestArguments;
use super::{Failure, terminal};

/// One line a setting, then one line a parameter: name, value, range, unit, source, evidence grade.
pub fn params(arguments: &RequestArguments) -> Result<(), Failure> {
    // What cannot be run, such as a province that there is not, is said as for a run.
    let (config, _, _) = arguments.plan()?;
    for (name, setting) in config.book.settings() {
        terminal::say(&format!("{name} = {} (setting)", setting.text()));
    }
    for p in config.book.parameters() {
        terminal::say(&format!(
            "{} = {} [{}, {}] {} ({}; {})",
            p.name,
            p.value,
            p.low,
            p.high,
            p.unit.text(),
            p.source,
            p.evidence.word()
        ));
    }
    Ok(())
}
