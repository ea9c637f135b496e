//! `lachan explain`: how a number of a directory of results came about. Everything it says stands in
//! the files, which are held to their hashes, or in the program; where neither knows, it says so.

mod number;
mod selector;
mod standing;

use super::{Failure, terminal};
use crate::config::{Tables, data};
use crate::observation::{MeasureDef, MeasureKind, NOTICE};
use crate::results::{is_study, read};
use number::Number;
use selector::Selector;
use std::path::PathBuf;

/// Which number of which results.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Directory of results of `run` or `compare`.
    pub(super) directory: PathBuf,
    /// The number: an indicator, then with commas a year (else the last), a group such as
    /// `province=11`, `sex=female` or `region=mekong_delta` (else the country), and in a comparison
    /// `scenario=NAME` (else all): `cases,2021,province=11`.
    number: String,
    /// Directory of a sensitivity study, which says on which parameters the indicator depends.
    #[arg(long, value_name = "DIR")]
    sensitivity: Option<PathBuf>,
}

/// Prints how a number came about.
pub fn explain(arguments: &Arguments) -> Result<(), Failure> {
    let directory = &arguments.directory;
    let country = data::read(&Tables::current())?;
    let selector = Selector::read(&arguments.number, &country.places)?;
    if is_study(directory) {
        return Err(Failure::Usage {
            message: format!("{} holds a study, whose numbers are many runs", directory.display()),
            help: "its runs.csv has the command of every run; explain the number of one of these".to_owned(),
        });
    }
    let results = read(directory)?;
    let numbers = Number::read(directory, &results, &selector)?;
    let info = selector.measure.info();
    let year = numbers.first().map_or(0, |number| number.year);
    let group = match country.places.by_code(&selector.group) {
        Some(row) if selector.stratum.name() == "province" => {
            format!("province {} {}", selector.group, country.places.provinces()[row].name_vi)
        }
        _ => format!("{} {}", selector.stratum.name(), selector.group),
    };
    terminal::say(&format!(
        "{NOTICE}: {} in {year}, {group}.\n{}\nUnit: {}. {}",
        selector.measure.name(),
        selector.measure.meaning().split_whitespace().collect::<Vec<_>>().join(" "),
        info.unit,
        formula(&info)
    ));
    number::show(&numbers, &info);
    number::show_survey(&results, &selector, year);
    number::show_contrasts(&results, &selector, year);
    terminal::say(&number::kept(&results));
    terminal::say(number::suppression(&info));
    standing::show_evidence(&results, &info);
    standing::show_sensitivity(arguments.sensitivity.as_deref(), &selector)?;
    standing::show_assumed(&results);
    Ok(())
}

/// How the value follows from what is counted.
fn formula(info: &MeasureDef) -> String {
    let per = if info.per == 1.0 { String::new() } else { format!("{} times ", info.per) };
    match info.kind {
        MeasureKind::Share | MeasureKind::Mean => format!("Value: {per}numerator / denominator."),
        MeasureKind::Rate => format!("Value: {per}numerator / denominator, events a person."),
        MeasureKind::Count => {
            "Value: the numerator; the denominator is the population in which it was counted.".to_owned()
        }
    }
}
