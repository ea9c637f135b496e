//! The engine of Lachan as the module `lachan._engine` of Python.
//!
//! It asks the model for runs and comparisons as the command line does, and hands their tables over
//! as Arrow. What Python users see is the package `lachan` beside this crate, which is written in
//! Python over the few names here.
//!
//! * `asked`: a scenario with settings, and its configuration. `lives`: runs in the model's threads.
//!   `watched`: while they run, Python hears of Ctrl-C and of progress.
//! * `run`, `compare`: the two questions. `made`: their results, in memory and as files.
//!   `table`: a table as Arrow.
//! * `lists`: what can be named. `trouble`: why something failed, as an exception.

mod asked;
mod compare;
mod lists;
mod lives;
mod made;
mod run;
mod table;
mod trouble;
mod watched;

use pyo3::prelude::*;

/// The engine; `lachan` is the package to use.
#[pymodule]
mod _engine {
    #[pymodule_export]
    use super::asked::Asked;
    #[pymodule_export]
    use super::compare::compare;
    #[pymodule_export]
    use super::lists::{indicators, levers, parameters, provinces, scenarios};
    #[pymodule_export]
    use super::made::Made;
    #[pymodule_export]
    use super::run::run;
    #[pymodule_export]
    use super::table::Table;
    use pyo3::prelude::*;
    use std::ffi::OsString;
    use std::path::PathBuf;

    /// Carries out a command line, of words behind the program of that path; the exit code.
    #[pyfunction]
    fn main(py: Python<'_>, program: PathBuf, words: Vec<OsString>) -> u8 {
        py.detach(|| lachan::cli::main_with(program, words))
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
