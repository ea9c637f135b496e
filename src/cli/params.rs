//! `lachan params`: every parameter with its source.

use super::request::RequestArguments;
use super::{Failure, terminal};

/// One line a parameter: name, value, range, unit, source, evidence grade.
pub fn params(arguments: &RequestArguments) -> Result<(), Failure> {
    for p in arguments.resolve()?.book.parameters() {
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
