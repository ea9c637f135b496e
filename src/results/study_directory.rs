//! Reading the directory of a study: its points, its numbers, and what a sensitivity study or a
//! calibration says of them.

use super::calibration::{IdentifiedLine, PosteriorFitLine};
use super::directory::{Reader, load};
use super::manifest::{self, ManifestRead};
use super::parameters::{self, ParameterRead};
use super::required;
use super::rows::ResultFile;
use super::study::{NumberLine, PointLine, SensitivityLine};
use crate::config::{Code, Fault, Faults};
use crate::experiments::study;
use crate::store::directory::Kind;
use std::collections::BTreeMap;
use std::path::Path;

/// A study as it was read.
#[derive(Debug)]
pub struct StudyResults {
    /// Where from.
    pub manifest: ManifestRead,
    /// Name of the study.
    pub name: String,
    /// Names of the factors.
    pub factors: Vec<String>,
    /// The range of each factor, from the study's file or from the parameter's own.
    pub ranges: BTreeMap<String, (f64, f64)>,
    /// The points: number, and values in the order of the factors.
    pub points: Vec<(u32, Vec<f64>)>,
    /// Every number of every run.
    pub numbers: Vec<NumberLine>,
    /// Indices of sensitivity; empty in a sweep.
    pub sensitivity: Vec<SensitivityLine>,
    /// What a calibration learnt of each factor; empty without one.
    pub identified: Vec<IdentifiedLine>,
    /// The fit of a calibration's own runs; empty without one.
    pub posterior_fit: Vec<PosteriorFitLine>,
    /// BLAKE3 of all that was read, in hexadecimal.
    pub hash: String,
}

/// Whether the manifest of a directory is that of a study, or names the points of one.
pub fn is_study(directory: &Path) -> bool {
    let name = directory.join("manifest.json").display().to_string();
    let manifest = load(directory, "manifest.json").and_then(|text| manifest::read(&name, &text));
    manifest.is_ok_and(|manifest| {
        manifest.kind == Some(Kind::Study) || manifest.files.contains_key(&required::file::<PointLine>())
    })
}

/// Reads the directory of a study.
///
/// # Errors
/// The faults of all files, at most one a file; their exit code is 65.
pub fn read_study(directory: &Path) -> Result<StudyResults, Faults> {
    let text = load(directory, "manifest.json")?;
    let manifest = manifest::read(&directory.join("manifest.json").display().to_string(), &text)?;
    let mut reader = Reader::new(directory, &manifest, &text);
    let study = reader.table("study.toml", |file, _| Declared::read(file));
    let kind = study.as_ref().map_or(study::Kind::Sweep, |study| study.kind);
    reader.must_have(&required::of_study(&manifest, kind));
    let points = reader.table("points.csv", |file, _| points(file));
    let numbers = reader.lines();
    let parameters = reader.table("effective_config.toml", |file, _| parameters::read(file.name, file.text));
    let sensitivity = reader.lines_if(kind == study::Kind::Sensitivity);
    let identified = reader.lines_if(kind == study::Kind::Calibration);
    let posterior_fit = reader.lines_if(kind == study::Kind::Calibration);
    let hash = reader.finish()?;
    let (factors, points) = points.unwrap_or_default();
    let (name, declared) = study.map(|study| (study.name, study.ranges)).unwrap_or_default();
    let parameters = parameters.map(|(parameters, _)| parameters).unwrap_or_default();
    let ranges = ranges(&factors, &declared, &parameters);
    Ok(StudyResults {
        name,
        factors,
        ranges,
        points,
        numbers,
        sensitivity,
        identified,
        posterior_fit,
        hash,
        manifest,
    })
}

/// What the page shows of a study's file.
#[derive(Debug)]
struct Declared {
    name: String,
    kind: study::Kind,
    ranges: BTreeMap<String, (f64, f64)>,
}

impl Declared {
    fn read(file: ResultFile<'_>) -> Result<Self, Fault> {
        let table: toml::Table = file.text.parse().map_err(|error: toml::de::Error| {
            Fault::new(Code::ResultUnreadable, format!("the study cannot be read: {}", error.message()))
                .in_file(file.name)
                .help("make the results again")
        })?;
        let word = |key: &str| table.get("study").and_then(|study| study.get(key)?.as_str());
        let name = word("name").unwrap_or_default().to_owned();
        let Some(kind) = word("kind").and_then(study::Kind::of_word) else {
            return Err(Fault::new(Code::ResultUnreadable, "the study does not say of what kind it is")
                .in_file(file.name)
                .help("the file was cut or changed: make the results again"));
        };
        let number = |factor: &toml::Value, key: &str| {
            let value = factor.get(key)?;
            value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
        };
        let factors = table.get("factor").and_then(toml::Value::as_array).into_iter().flatten();
        let ranges = factors.filter_map(|factor| {
            let name = factor.get("name")?.as_str()?.to_owned();
            Some((name, (number(factor, "low")?, number(factor, "high")?)))
        });
        Ok(Self { name, kind, ranges: ranges.collect() })
    }
}

fn ranges(
    factors: &[String],
    declared: &BTreeMap<String, (f64, f64)>,
    parameters: &[ParameterRead],
) -> BTreeMap<String, (f64, f64)> {
    let own = |name: &String| parameters.iter().find(|known| known.name == *name).map(|known| known.range);
    let range = |name: &String| declared.get(name).copied().or_else(|| own(name));
    factors.iter().filter_map(|name| Some((name.clone(), range(name)?))).collect()
}

/// Names of factors, and the points with their values.
type Points = (Vec<String>, Vec<(u32, Vec<f64>)>);

/// Reads `points.csv`, whose columns are the study's factors.
fn points(file: ResultFile<'_>) -> Result<Points, Fault> {
    let fault = |line: usize, message: String| {
        Fault::new(Code::TableText, message)
            .in_file(format!("{}:{line}", file.name))
            .help("the file was cut or changed: make the results again")
    };
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let header = reader.headers().map_err(|error| fault(1, error.to_string()))?.clone();
    // What is neither the point's number nor the notice, nor says how the point came about, is a
    // factor: those have dotted names.
    let dotted = (0..header.len()).filter(|at| header[*at].contains('.'));
    let Some(point) = header.iter().position(|name| name == "point") else {
        return Err(fault(1, "the header lacks point".to_owned()));
    };
    let records = reader
        .records()
        .enumerate()
        .map(|(at, record)| record.map_err(|error| fault(at + 2, error.to_string())));
    let records: Vec<csv::StringRecord> = records.collect::<Result<_, _>>()?;
    // A column of words alone (months, lists of provinces) has no place on an axis.
    let is_number = |at: &usize| records.iter().any(|record| record[*at].parse::<f64>().is_ok());
    let places: Vec<usize> = dotted.filter(is_number).collect();
    let factors = places.iter().map(|at| header[*at].to_owned()).collect();
    let mut found = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let values: Result<Vec<f64>, _> = places.iter().map(|place| record[*place].parse()).collect();
        match (record[point].parse(), values) {
            (Ok(point), Ok(values)) => found.push((point, values)),
            _ => return Err(fault(at + 2, format!("line {} holds what is no number", at + 2))),
        }
    }
    Ok((factors, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_by_the_names_of_their_factors() {
        let text = "point,recruitment.contact,levers.cash_transfer.coverage,basis\n0,0.1,0,\"modelled, not observed\"\n";
        let (factors, found) = points(ResultFile { name: "points.csv", text }).unwrap();
        assert_eq!(factors, ["recruitment.contact", "levers.cash_transfer.coverage"]);
        assert_eq!(found, [(0, vec![0.1, 0.0])]);
        let fault =
            points(ResultFile { name: "points.csv", text: "point,a.b,basis\n0,1,n\n1,x,n\n" }).unwrap_err();
        assert_eq!(fault.file.as_deref(), Some("points.csv:3"));
    }

    #[test]
    fn a_factor_without_a_range_in_the_study_has_its_own() {
        let text = "[study]\nname = \"one\"\nkind = \"sweep\"\n[[factor]]\nname = \"a.b\"\nlow = 1\nhigh = 2.5\n[[factor]]\nname = \"c.d\"\n";
        let declared = Declared::read(ResultFile { name: "study.toml", text }).unwrap();
        assert_eq!((declared.name.as_str(), declared.ranges["a.b"]), ("one", (1.0, 2.5)));
        assert_eq!(declared.ranges.len(), 1);
    }
}
