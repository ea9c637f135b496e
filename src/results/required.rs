//! Which files each kind of result must have: a page made without one of them would leave out in
//! silence what it says.

use super::calibration::{CorrelationLine, EmulatorLine, IdentifiedLine, PosteriorFitLine, PosteriorLine};
use super::manifest::ManifestRead;
use super::study::{NumberLine, PointContrastLine, PointLine, RunLine, SensitivityLine};
use super::{
    ContrastLine, CostLine, DisplacementLine, EffectLine, EquityLine, FitLine, IndicatorLine,
    IndicatorMeanLine, Line, MonthLine, NationalCostLine, NationalServiceLine, ProvinceLine, RegisterLine,
    ScenarioLine, SecurityLine, ServiceLine, SurveyLine, package, scenario_file,
};
use crate::config::check_name;
use crate::experiments::study;
use crate::store::directory::Kind;

/// Whether a manifest is that of a comparison. One that names no kind of command is told by its
/// scenarios: a run has one.
pub fn is_comparison(manifest: &ManifestRead) -> bool {
    manifest.kind == Some(Kind::Compare) || manifest.scenarios.len() > 1
}

/// The files of a run or of a comparison.
pub fn of_runs(manifest: &ManifestRead) -> Vec<String> {
    let mut files = vec![package::FILE.to_owned(), "effective_config.toml".to_owned()];
    files.extend(
        [
            file::<IndicatorLine>,
            file::<FitLine>,
            file::<MonthLine>,
            file::<ProvinceLine>,
            file::<SurveyLine>,
            file::<RegisterLine>,
            file::<ServiceLine>,
            file::<NationalServiceLine>,
            file::<SecurityLine>,
            file::<CostLine>,
            file::<NationalCostLine>,
        ]
        .map(|name| name()),
    );
    if is_comparison(manifest) {
        files.extend(
            [
                file::<IndicatorMeanLine>,
                file::<ScenarioLine>,
                file::<ContrastLine>,
                file::<EffectLine>,
                file::<EquityLine>,
                file::<DisplacementLine>,
            ]
            .map(|name| name()),
        );
        // By the names of scenarios, not by what a manifest calls its files: no path leads out of
        // the directory.
        let named = manifest.scenarios.iter().filter(|scenario| check_name(scenario).is_ok());
        // Another kind that names scenarios is refused for what it lacks already.
        let named = named.filter(|_| manifest.kind == Some(Kind::Compare));
        files.extend(named.map(|scenario| scenario_file(scenario)));
    }
    files
}

/// The files of a study of a kind.
pub fn of_study(manifest: &ManifestRead, kind: study::Kind) -> Vec<String> {
    let mut files =
        ["study.toml", "study.json", "effective_config.toml", package::FILE].map(str::to_owned).to_vec();
    files.extend([file::<PointLine>, file::<NumberLine>, file::<RunLine>].map(|name| name()));
    match kind {
        study::Kind::Sweep | study::Kind::Sensitivity => {
            let compared = manifest.scenarios.len() > 1;
            files.extend(compared.then(file::<PointContrastLine>));
        }
        study::Kind::Calibration => {
            files.extend(["ensemble.csv", "calibrated.toml"].map(str::to_owned));
            files.extend(
                [
                    file::<PosteriorLine>,
                    file::<IdentifiedLine>,
                    file::<CorrelationLine>,
                    file::<EmulatorLine>,
                    file::<PosteriorFitLine>,
                ]
                .map(|name| name()),
            );
        }
    }
    files.extend((kind == study::Kind::Sensitivity).then(file::<SensitivityLine>));
    files
}

/// The file of a table.
pub fn file<L: Line>() -> String {
    format!("{}.csv", L::SCHEMA.name)
}
