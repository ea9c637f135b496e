//! `lachan params`: every name that can be set, every parameter with its source.

use super::request::RequestArguments;
use super::table::{Cell, Table};
use super::wrap::hanging;
use super::{Failure, terminal};

/// One line a setting, then one line a parameter: name, value, range, unit, source, evidence grade.
pub fn params(arguments: &RequestArguments) -> Result<(), Failure> {
    // What cannot be run, such as a province that there is not, is said as for a run.
    let (config, _, _) = arguments.plan()?;
    let mut settings = Table::new("settings", &[("name", "name"), ("value", "value")]);
    for (name, setting) in config.book.settings() {
        settings.row([name.into(), setting.text().into()]);
    }
    let columns = ["name", "value", "low", "high", "unit", "source", "evidence"];
    let mut parameters = Table::new("parameters", &columns.map(|name| (name, name)));
    for p in config.book.parameters() {
        let [value, low, high] =
            [p.value, p.low, p.high].map(|number| Cell::number(Some(number), |number| number.to_string()));
        let words = [p.unit.text(), &*p.source, p.evidence.word()].map(Cell::from);
        parameters.row([p.name.as_str().into(), value, low, high].into_iter().chain(words));
    }
    terminal::show_as(&[&settings, &parameters], || {
        let settings =
            config.book.settings().map(|(name, setting)| format!("{name} = {} (setting)", setting.text()));
        let parameters = config.book.parameters().map(|p| {
            format!(
                "{} = {} [{}, {}] {} ({}; {})",
                p.name,
                p.value,
                p.low,
                p.high,
                p.unit.text(),
                p.source,
                p.evidence.word()
            )
        });
        let lines = settings.chain(parameters).collect::<Vec<_>>().join("\n");
        hanging(&lines, terminal::width(), 4)
    });
    Ok(())
}
