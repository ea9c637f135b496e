//! `lachan places`: what provinces, units and regions are called in scenarios.

use super::table::{Cell, Table};
use super::{Failure, terminal};
use crate::config::{CountryTables, Tables, data};
use crate::levers::places::Where;
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
    let country = data::read(&Tables::current())?;
    if arguments.texts.is_empty() {
        list(&country);
        return Ok(());
    }
    let mut table = Table::new("places", &["text", "code", "name", "written"].map(|name| (name, name)));
    let mut lines = Vec::new();
    for text in &arguments.texts {
        let places = &country.places;
        let rows = Where::read(text, places)
            .map_err(|fault| Failure::Usage { message: fault.message, help: fault.help })?
            .rows(&country.provinces);
        let written: Vec<String> = rows.iter().map(|&row| places.written(Division::Provinces, row)).collect();
        for (&row, written) in rows.iter().zip(&written) {
            let own = &places.provinces()[row];
            table.row([text, &own.code, &own.name_vi, written].map(|text| text.as_str().into()));
        }
        lines.push(format!("{text} = {}", written.join(", ")));
    }
    terminal::show_as(&[&table], || lines.join("\n"));
    Ok(())
}

fn list(country: &CountryTables) {
    let places = &country.places;
    let mut provinces =
        Table::new("provinces", &["code", "name", "written", "region"].map(|name| (name, name)));
    let mut units =
        Table::new("units_2025", &["code", "name", "written", "provinces"].map(|name| (name, name)));
    let (count, of) = (places.provinces().len(), places.units().len());
    // A country without a second division has no year in which it changed.
    let [years, since] =
        if count == of { ["", ""] } else { [" of August 2008 to June 2025", " since July 2025"] };
    let mut lines = vec![format!("The {count} provinces{years}: code, how to write it, region")];
    for (row, own) in country.provinces.iter().enumerate() {
        let written = places.written(Division::Provinces, row);
        lines.push(format!("  {}  {written}  region:{}", own.code, own.region.name()));
        provinces.row([&*own.code, &*own.name_vi, &*written, own.region.name()].map(Cell::from));
    }
    lines.push(format!("\nThe {of} units{since}: code, how to write it, the provinces it is made of"));
    for (at, unit) in places.units().iter().enumerate() {
        let of = |row: &usize| &places.provinces()[*row];
        let names: Vec<&str> = unit.provinces.iter().map(|row| &*of(row).name_vi).collect();
        let codes: Vec<&str> = unit.provinces.iter().map(|row| &*of(row).code).collect();
        let made_of = if names.len() > 1 { names.join(", ") } else { "unchanged".to_owned() };
        let written = places.written(Division::Units, at);
        lines.push(format!("  {}  {written}  {made_of}", unit.code));
        units.row([(&*unit.code).into(), (&*unit.name).into(), written.into(), Cell::of(codes, made_of)]);
    }
    lines.push("\nCodes of two digits may stand for names, led by 2008: or 2025: as these are. docs/places.md says more.".to_owned());
    terminal::show_as(&[&provinces, &units], || lines.join("\n"));
}
