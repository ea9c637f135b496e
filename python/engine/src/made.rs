//! Results: their tables in memory, and the files that the command line writes.

use crate::table::Table;
use crate::trouble::Trouble;
use lachan::config::Effective;
use lachan::experiments::compare::{Arm, ComparisonRequest};
use lachan::experiments::ensemble::Ensemble;
use lachan::observation::RunResults;
use lachan::population::Country;
use lachan::results::{
    Findings, Manifest, OutputFile, Runs, annotated, desk, ensemble_file, manifest_of_comparison,
    manifest_of_run, scenario_files, tables_of_comparison, tables_of_runs, write_results,
};
use lachan::simulation::CountryData;
use lachan::store::checkpoints::{RunFingerprint, Store};
use lachan::store::directory::Belonging;
use pyo3::prelude::*;
use std::path::PathBuf;

/// A run that came to its end, and what it was made from.
pub struct MadeRun {
    /// The scenario.
    pub arm: Arm,
    /// The data of the country.
    pub ground: CountryData,
    /// The points that its replicates ran with.
    pub ensemble: Option<Ensemble>,
    /// The provinces, for their names.
    pub country: Country,
    /// By replicate.
    pub runs: Vec<RunResults>,
    /// What is said beside it.
    pub said: Vec<String>,
}

/// A comparison that came to its end, and what it was made from.
pub struct MadeComparison {
    /// The scenarios, the reference first.
    pub arms: Vec<Arm>,
    /// The data of the country.
    pub ground: CountryData,
    /// What was asked for beside them.
    pub request: ComparisonRequest,
    /// The provinces, for their names.
    pub country: Country,
    /// By scenario and replicate, one behind the other.
    pub runs: Vec<RunResults>,
    /// Replicates that were run.
    pub replicates: u32,
    /// What was found.
    pub findings: Findings,
    /// What a reader must know beside the numbers.
    pub notes: Vec<String>,
    /// What is said beside it.
    pub said: Vec<String>,
}

/// What is written beside the tables.
struct Frame {
    config: String,
    manifest: Manifest,
    belonging: Belonging,
}

impl MadeRun {
    fn files(&self) -> Vec<OutputFile<'_>> {
        let mut files = tables_of_runs(Runs { country: &self.country, all: &self.runs });
        files.extend(self.ensemble.as_ref().map(ensemble_file));
        files
    }

    fn frame(&self) -> Result<Frame, Trouble> {
        let Self { arm, ground, .. } = self;
        let points = self.ensemble.as_ref();
        Ok(Frame {
            config: annotated(&arm.config, points),
            manifest: manifest_of_run(arm, ground, points)?,
            belonging: RunFingerprint::of(&arm.config, points.map(Ensemble::text)).belonging(),
        })
    }
}

impl MadeComparison {
    fn resolved(&self) -> Vec<Effective> {
        self.arms.iter().map(|arm| arm.as_run(self.replicates)).collect()
    }

    fn points(&self) -> Option<&Ensemble> {
        self.request.ensemble.as_ref().map(|(points, _)| points)
    }

    fn files(&self) -> Vec<OutputFile<'_>> {
        let own = Runs { country: &self.country, all: &self.runs };
        let mut files = tables_of_comparison(own, &self.findings);
        files.extend(scenario_files(&self.resolved()));
        files.extend(self.points().map(ensemble_file));
        files
    }

    fn frame(&self) -> Frame {
        let (resolved, words) = (self.resolved(), self.request.words());
        let named = resolved.len();
        let mut manifest = manifest_of_comparison(&resolved, named, &words, &self.ground, self.replicates);
        let belonging = self.request.belonging(&self.arms);
        manifest.notes.clone_from(&self.notes);
        manifest.belongs_to(&belonging);
        manifest.ensemble = self.points().map(Ensemble::hash);
        Frame { config: annotated(&resolved[0], self.points()), manifest, belonging }
    }
}

enum Kind {
    Run(Box<MadeRun>),
    Comparison(Box<MadeComparison>),
}

/// Results of a run or of a comparison.
#[pyclass(frozen, module = "lachan._engine")]
pub struct Made(Kind);

impl Made {
    /// Those of a run.
    pub fn of_run(run: MadeRun) -> Self {
        Self(Kind::Run(Box::new(run)))
    }

    /// Those of a comparison.
    pub fn of_comparison(comparison: MadeComparison) -> Self {
        Self(Kind::Comparison(Box::new(comparison)))
    }

    fn files(&self) -> Vec<OutputFile<'_>> {
        match &self.0 {
            Kind::Run(run) => run.files(),
            Kind::Comparison(comparison) => comparison.files(),
        }
    }

    fn frame(&self) -> Result<Frame, Trouble> {
        match &self.0 {
            Kind::Run(run) => run.frame(),
            Kind::Comparison(comparison) => Ok(comparison.frame()),
        }
    }
}

#[pymethods]
impl Made {
    /// Names of the tables, in the order in which they are written.
    fn names(&self) -> Vec<&'static str> {
        self.files().iter().filter_map(|file| Some(file.schema?.name)).collect()
    }

    /// A table; none where there is none of that name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Option<Table>> {
        py.detach(|| {
            let own = |file: &OutputFile<'_>| file.schema.is_some_and(|schema| schema.name == name);
            self.files().iter().find(|file| own(file)).map(Table::of).transpose()
        })
    }

    /// Writes the files that the command line writes.
    fn save(&self, py: Python<'_>, directory: PathBuf, replace: bool) -> PyResult<()> {
        let written = py.detach(|| {
            let frame = self.frame()?;
            let mut desk = desk::claim(&directory, &frame.belonging, replace)?;
            write_results(desk.place(), &self.files(), &frame.config, frame.manifest)?;
            if let Kind::Run(_) = self.0 {
                Store::discard(desk.place())?;
            }
            Ok::<_, Trouble>(desk.finish()?)
        });
        Ok(written?)
    }

    /// What made the results, as JSON.
    fn manifest(&self) -> PyResult<String> {
        let mut text = Vec::new();
        self.frame()?.manifest.write(&mut text)?;
        Ok(String::from_utf8(text)?)
    }

    /// What was said beside the results: levers that cannot act, records that were damaged.
    fn said(&self) -> Vec<String> {
        match &self.0 {
            Kind::Run(run) => run.said.clone(),
            Kind::Comparison(comparison) => comparison.said.clone(),
        }
    }
}
