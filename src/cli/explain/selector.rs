//! Which number is meant: `cases,2021,province=11`.

use crate::cli::Failure;
use crate::config::nearest;
use crate::observation::{Measure, Stratum};
use crate::places::Gazetteer;

/// A number of a directory of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The indicator.
    pub measure: Measure,
    /// The year; none for the last one.
    pub year: Option<i32>,
    /// By what the people are parted.
    pub stratum: Stratum,
    /// The group, as files name it.
    pub group: String,
    /// The scenario; none for all.
    pub scenario: Option<String>,
}

impl Selector {
    /// Reads the words between commas: the indicator first, then in any order a year, a group such as
    /// `province=Cao Bằng`, `sex=female` or `wealth_fifth=1_poorest`, and `scenario=NAME`.
    ///
    /// # Errors
    /// A word that is none of these, with the name that is meant.
    pub fn read(text: &str, places: &Gazetteer) -> Result<Self, Failure> {
        let mut words = text.split(',').map(str::trim);
        let measure = measure(words.next().unwrap_or_default())?;
        let mut read =
            Self { measure, year: None, stratum: Stratum::National, group: "all".to_owned(), scenario: None };
        for word in words {
            match word.split_once('=') {
                Some((key, value)) => read.select(key.trim(), value.trim(), places)?,
                None if word.len() == 4 && word.parse::<i32>().is_ok() => read.year = word.parse().ok(),
                None => {
                    return Err(usage(
                        format!("`{word}` is no year and no group"),
                        "write a year such as 2021, or a group such as province=11",
                    ));
                }
            }
        }
        Ok(read)
    }

    fn select(&mut self, key: &str, value: &str, places: &Gazetteer) -> Result<(), Failure> {
        if key == "scenario" {
            self.scenario = Some(value.to_owned());
            return Ok(());
        }
        let names = || Stratum::ALL.iter().map(|stratum| stratum.name());
        let Some(stratum) = Stratum::ALL.into_iter().find(|stratum| stratum.name() == key) else {
            let near = nearest(key, names().chain(["scenario"]));
            return Err(usage(format!("people are not parted by `{key}`"), &meant(near, names())));
        };
        if self.stratum != Stratum::National {
            return Err(usage(
                "two groups are given".to_owned(),
                "crossed groups have a name of their own, such as sex_x_wealth_fifth=female:1_poorest",
            ));
        }
        let refused = |refusal: crate::places::Refusal| usage(refusal.message, &refusal.help);
        self.group = match stratum {
            Stratum::Province | Stratum::PlaceOfExploitation => {
                match places.ground(value).map_err(refused)?.as_slice() {
                    [row] => places.provinces()[*row].code.clone(),
                    rows => {
                        let names: Vec<&str> =
                            rows.iter().map(|&row| &*places.provinces()[row].name_vi).collect();
                        return Err(usage(
                            format!("`{value}` is made of several provinces"),
                            &format!("name one of them: {}", names.join(", ")),
                        ));
                    }
                }
            }
            Stratum::Region => places.region(value).map_err(refused)?.to_owned(),
            _ => value.to_owned(),
        };
        self.stratum = stratum;
        Ok(())
    }

    /// A word of those that are known, or what is meant by another.
    ///
    /// # Errors
    /// A word that is not known.
    pub fn known<'a>(what: &str, word: &str, known: &[&'a str]) -> Result<&'a str, Failure> {
        known.iter().copied().find(|name| *name == word).ok_or_else(|| {
            let near = nearest(word, known.iter().copied());
            usage(format!("the results have no {what} `{word}`"), &meant(near, known.iter().copied()))
        })
    }
}

fn measure(word: &str) -> Result<Measure, Failure> {
    let names = || Measure::ALL.iter().map(|measure| measure.name());
    Measure::from_name(word).ok_or_else(|| {
        usage(format!("there is no indicator `{word}`"), &meant(nearest(word, names()), names()))
    })
}

fn meant<'a>(near: Option<&str>, known: impl Iterator<Item = &'a str>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("choose one of {}", known.collect::<Vec<_>>().join(", ")),
    }
}

fn usage(message: String, help: &str) -> Failure {
    Failure::Usage { message, help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Tables, data};

    fn read(text: &str) -> Result<Selector, String> {
        let places = data::read(&Tables::built_in()).unwrap().places;
        Selector::read(text, &places).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_province_goes_by_code_or_name() {
        let wanted = Selector {
            measure: Measure::Cases,
            year: Some(2021),
            stratum: Stratum::Province,
            group: "11".to_owned(),
            scenario: None,
        };
        for text in
            ["cases,2021,province=11", "cases, province=Điện Biên , 2021", "cases,2021,province=dien bien"]
        {
            assert_eq!(read(text), Ok(wanted.clone()), "{text}");
        }
        let all = read("cases").unwrap();
        assert_eq!((all.stratum, &*all.group, all.year), (Stratum::National, "all", None));
        let mekong = read("cases,region=mekong_delta,scenario=baseline").unwrap();
        assert_eq!((mekong.stratum, mekong.scenario.as_deref()), (Stratum::Region, Some("baseline")));
    }

    #[test]
    fn mistyped_names_get_the_one_that_is_meant() {
        for (text, help) in [
            ("casse", "did you mean `cases`?"),
            ("cases,provinse=11", "did you mean `province`?"),
            ("cases,province=Dien Bine", "Điện Biên"),
            ("cases,20x1", "write a year"),
            ("cases,sex=female,province=11", "sex_x_wealth_fifth"),
            ("cases,province=2025:Lâm Đồng", "name one of them"),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.contains(help), "{text}: {said}");
        }
    }
}
