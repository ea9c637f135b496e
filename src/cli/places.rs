//! `lachan places`: what provinces, units and regions are called in scenarios.

use super::{Failure, terminal};
use crate::config::{CountryTables, Tables, data};
use crate::places::Division;

/// Which places.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Places as in a scenario, such as `2025:Lâm Đồng`; without any, all provinces, units and
    /// regions.
    #[arg(value_name = "PLACE")]
    texts: Vec<String>,
}

/// Lists both divisions, or says which provinces each text means.
pub fn places(arguments: &Arguments) -> Result<(), Failure> {
    let country = data::read(&Tables::built_in())?;
    if arguments.texts.is_empty() {
        terminal::say(&list(&country));
        return Ok(());
    }
    for text in &arguments.texts {
        let rows = country
            .places
            .ground(text)
            .map_err(|refusal| Failure::Usage { message: refusal.message, help: refusal.help })?;
        let written = |row| country.places.written(Division::Provinces, row);
        terminal::say(&format!("{text} = {}", rows.into_iter().map(written).collect::<Vec<_>>().join(", ")));
    }
    Ok(())
}

fn list(country: &CountryTables) -> String {
    let places = &country.places;
    let mut lines =
        vec!["The 63 provinces of August 2008 to June 2025: code, how to write it, region".to_owned()];
    for (row, own) in country.provinces.iter().enumerate() {
        lines.push(format!(
            "  {}  {}  region:{}",
            own.code,
            places.written(Division::Provinces, row),
            own.region.name()
        ));
    }
    lines.push(
        "\nThe 34 units since July 2025: code, how to write it, the provinces it is made of".to_owned(),
    );
    for (at, unit) in places.units().iter().enumerate() {
        let names: Vec<&str> = unit.provinces.iter().map(|&row| &*places.provinces()[row].name_vi).collect();
        let made_of = if names.len() > 1 { names.join(", ") } else { "unchanged".to_owned() };
        lines.push(format!("  {}  {}  {made_of}", unit.code, places.written(Division::Units, at)));
    }
    lines.push("\nCodes of two digits may stand for names, led by 2008: or 2025: as these are. docs/places.md says more.".to_owned());
    lines.join("\n")
}
