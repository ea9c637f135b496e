//! A posterior ensemble: points that agree with the observed patterns, for runs that show what
//! calibration leaves open.
//!
//! Replicate `r` runs with the values of point `r`, whatever the scenario: scenarios stay paired,
//! and replicates differ in parameters as well as in chance. The points are few and even, a sample
//! in which none counts more than another.

use super::Contradiction;
use super::compare::Arm;
use crate::config::table::read_source;
use crate::config::{Code, Effective, Fault, Faults, NumberTable, Place, Source, pack_source};
use crate::pack::{self, Pack, PackFile};
use crate::simulation::{CountryData, configuration};
use std::path::Path;
use std::sync::Arc;

/// The room whose parameters make the country; they must be the same in every replicate of a run.
const COUNTRY: &str = "synthesis.";

/// Replicates where none are asked for.
const REPLICATES: u32 = 10;

/// Points of a posterior, each with a value of every named parameter.
#[derive(Debug, Clone)]
pub struct Ensemble {
    names: Vec<String>,
    points: Vec<Vec<f64>>,
    source: Arc<Source>,
}

impl Ensemble {
    /// Reads the ensemble of a file, or that of this process's pack, and checks it against a configuration's
    /// parameters.
    ///
    /// # Errors
    /// Every fault of the file with its place: what is no table of numbers, an unknown parameter, a
    /// value that the parameter cannot take.
    pub fn read(path: Option<&Path>, base: &Effective) -> Result<Self, Faults> {
        match path {
            Some(path) => Self::of(read_source(path)?, base),
            None => Self::of(of_pack(pack::current())?, base),
        }
    }

    /// Checks the text of an ensemble against a configuration's parameters.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn of(source: Arc<Source>, base: &Effective) -> Result<Self, Faults> {
        let mut faults = Faults::new();
        let table = NumberTable::parse(&source)?;
        for (column, name) in table.names().iter().enumerate() {
            let place = table.name_place(column);
            let Some(parameter) = base.book.get(name) else {
                faults.push(unknown(name, place, base));
                continue;
            };
            if name.starts_with(COUNTRY) {
                faults.push(
                    Fault::new(
                        Code::Refused,
                        format!("`{name}` makes the country, which all replicates share"),
                    )
                    .at(place, "cannot differ between points")
                    .help("set it for the whole run with --set, and leave the column out"),
                );
            }
            table.out_of_bounds(column, parameter).for_each(|fault| faults.push(fault));
        }
        let (names, points) = (table.names().to_vec(), table.rows().to_vec());
        faults.or(Self { names, points, source })
    }

    /// Whether it has a value of a parameter at every point.
    pub fn holds(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// Number of points.
    pub fn len(&self) -> u32 {
        self.points.len() as u32
    }

    /// Whether there is no point; never so, since a file without points is refused.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The text that was read, as it is kept beside the results.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// BLAKE3 of that text, in hexadecimal.
    pub fn hash(&self) -> String {
        blake3::hash(self.text().as_bytes()).to_hex().to_string()
    }

    /// Every parameter that the ensemble moves and a layer above the baseline has moved too, at its
    /// place: which should hold?
    pub fn contradictions(&self, config: &Effective, baseline: &Effective) -> Faults {
        let value = |of: &Effective, name: &str| of.book.get(name).map(|parameter| parameter.value);
        let moved = |name: &&String| value(config, name) != value(baseline, name);
        let fault = |name: &String| {
            let message =
                format!("`{}` sets `{name}`, which --ensemble sets anew in every replicate", config.name);
            let help = format!(
                "take the line away, run without --ensemble, or give --ensemble=FILE a copy of ensemble.csv without the \
                 column {name}, which then stays as it is set"
            );
            config.fault_at(Code::FactorTwice, name, message, help)
        };
        self.names.iter().filter(moved).map(fault).collect()
    }

    /// Refuses a scenario or a setting that moves what the ensemble moves.
    ///
    /// # Errors
    /// Every such setting at its place.
    pub fn refuse_contradiction(&self, config: &Effective) -> Result<(), Faults> {
        self.contradictions(config, &configuration::<&str>(None, None, &[])?).or(())
    }

    /// How many replicates run with it: those asked for, at most one a point. `configured` are those
    /// of the configuration.
    ///
    /// # Errors
    /// More than there are points.
    pub fn replicates(&self, asked: Option<u32>, configured: u32) -> Result<u32, Contradiction> {
        let configured = Some(configured).filter(|configured| *configured > 1);
        match asked.or(configured) {
            None => Ok(self.len().min(REPLICATES)),
            Some(asked) if asked <= self.len() => Ok(asked),
            Some(asked) => Err(Contradiction {
                message: format!(
                    "{asked} replicates are asked for, and the ensemble has {} points, one for each",
                    self.len()
                ),
                help: format!("ask for at most --replicates {}", self.len()),
            }),
        }
    }

    /// A scenario as a replicate runs it.
    ///
    /// # Errors
    /// Values that the model refuses together.
    ///
    /// # Panics
    /// If there are fewer points than replicates.
    pub fn arm(&self, arm: &Arm, ground: &CountryData, replicate: u32) -> Result<Arm, Faults> {
        let values = || self.names.iter().zip(&self.points[replicate as usize]);
        arm.changed(ground, |config| {
            values().try_for_each(|(name, &value)| config.book.set_value(name, value))
        })
    }
}

/// The ensemble of a pack.
fn of_pack(pack: &Pack) -> Result<Arc<Source>, Fault> {
    pack_source(pack, PackFile::Ensemble).ok_or_else(|| {
        let message = format!("the pack {} has no ensemble.csv", pack.about().name);
        Fault::new(Code::PackIncomplete, message)
            .in_file(pack.shown(PackFile::Ensemble))
            .expected("points of a posterior, as `lachan calibrate` writes them")
            .help("run without --ensemble, or give a file: --ensemble=FILE")
    })
}

fn unknown(name: &str, place: Place, base: &Effective) -> Fault {
    if base.book.setting(name).is_some() {
        return Fault::new(Code::WrongType, format!("`{name}` is a setting, not a parameter"))
            .at(place, "cannot differ between points")
            .help("set it for the whole run with --set, and leave the column out");
    }
    let near = base.book.nearest(name).map(|near| format!("did you mean `{near}`?"));
    Fault::new(Code::UnknownKey, format!("unknown parameter `{name}`"))
        .at(place, "the model has no such parameter")
        .help("`lachan params` prints every name")
        .maybe_help(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::baseline_with;
    use crate::experiments::study::arm;

    fn base() -> Effective {
        baseline_with::<&str>(&[]).unwrap()
    }

    fn read(text: &str) -> Result<Ensemble, Faults> {
        Ensemble::of(Source::new("points.csv", text), &base())
    }

    #[test]
    fn a_replicate_has_the_values_of_its_point_and_nothing_else_moves() {
        let ensemble = read("recruitment.contact,recruitment.away\n0.3,12\n\n0.5,9\n").unwrap();
        let (own, ground) = arm(base()).unwrap();
        let value = |arm: &Arm, name: &str| arm.config.book.get(name).unwrap().value;
        let found = ensemble.arm(&own, &ground, 1).unwrap();
        assert_eq!([value(&found, "recruitment.contact"), value(&found, "recruitment.away")], [0.5, 9.0]);
        let differing = own.config.book.names().filter(|name| {
            own.config.book.get(name).map(|p| p.value) != found.config.book.get(name).map(|p| p.value)
        });
        assert_eq!(differing.count(), 2);
        assert_eq!(found.plan.parameters.recruitment.contact.get(), 0.5);
    }

    /// All faults of a file at once, each at its line and column.
    #[test]
    fn faults_are_shown_at_their_fields() {
        let text = "recruitment.contact, recruitment.awy,synthesis.girls_at_birth,simulation.seed\n0.3,12,0.5,1\n\n-1,9,0.4,1\n";
        let said = read(text).unwrap_err().to_string();
        for part in [
            "points.csv:1:22",
            "did you mean `recruitment.away`?",
            "points.csv:4:1",
            "`recruitment.contact` cannot be -1",
            "points.csv:1:38",
            "which all replicates share",
            "`simulation.seed` is a setting",
        ] {
            assert!(said.contains(part), "{part} is not in\n{said}");
        }
    }

    /// The shipped points stand around the baseline, which has the posterior's medians: of every
    /// parameter between a quarter and three quarters lie above its value (about five standard
    /// errors either way of a half).
    #[test]
    fn the_shipped_ensemble_surrounds_the_baseline() {
        let base = base();
        let shipped = Ensemble::read(None, &base).unwrap();
        assert_eq!(shipped.len(), 110);
        for (column, name) in shipped.names.iter().enumerate() {
            let own = base.book.get(name).unwrap();
            let above = shipped.points.iter().filter(|point| point[column] > own.value).count();
            assert!((28..=82).contains(&above), "{name}: {above} of 110 lie above {}", own.value);
            assert!(
                shipped.points.iter().all(|point| (own.low..=own.high).contains(&point[column])),
                "{name}"
            );
        }
    }
}
