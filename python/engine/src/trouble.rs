//! Why something failed: the words of the command line, as an exception of Python.

use lachan::config::{Fault, Faults};
use lachan::experiments::Contradiction;
use lachan::experiments::compare::RunFault;
use lachan::experiments::memory::TooLarge;
use lachan::results::{DeskFault, WriteError};
use lachan::simulation::Halted;
use lachan::store::checkpoints::CheckpointFault;
use lachan::store::lived::StoreFault;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

/// What went wrong. It becomes an exception of `lachan.errors` at the border to Python.
#[derive(Debug)]
pub struct Trouble {
    /// Name of the class.
    class: &'static str,
    /// The text of the command line.
    text: String,
    help: Option<String>,
    /// Those of a configuration or a table, where it is one.
    faults: Vec<Fault>,
}

impl Trouble {
    fn new(class: &'static str, message: &str, help: &str) -> Self {
        let text = format!("error: {message}\nhelp: {help}");
        Self { class, text, help: Some(help.to_owned()), faults: Vec::new() }
    }

    /// What was asked for cannot be had.
    pub fn usage(message: &str, help: &str) -> Self {
        Self::new("ConfigError", message, help)
    }

    fn raised(self, py: Python<'_>) -> PyResult<PyErr> {
        let faults = PyList::empty(py);
        for fault in &self.faults {
            let parts = PyDict::new(py);
            parts.set_item("code", fault.code.text())?;
            parts.set_item("message", &fault.message)?;
            parts.set_item("place", place(fault))?;
            parts.set_item("expected", fault.expected.as_deref())?;
            parts.set_item("help", fault.help.as_deref())?;
            faults.append(parts)?;
        }
        let class = py.import("lachan.errors")?.getattr(self.class)?;
        Ok(PyErr::from_value(class.call1((self.text, self.help, faults))?))
    }
}

/// Where a fault is: file, line and column.
fn place(fault: &Fault) -> Option<String> {
    let Some((place, _)) = &fault.place else { return fault.file.clone() };
    let (line, column) = place.source.position(place.span.start);
    Some(format!("{}:{line}:{column}", place.source.name()))
}

impl From<Trouble> for PyErr {
    fn from(trouble: Trouble) -> Self {
        Python::attach(|py| trouble.raised(py).unwrap_or_else(|error| error))
    }
}

impl From<Faults> for Trouble {
    fn from(faults: Faults) -> Self {
        let help = faults.iter().find_map(|fault| fault.help.clone());
        Self { class: "ConfigError", text: faults.to_string(), help, faults: faults.into_iter().collect() }
    }
}

impl From<Contradiction> for Trouble {
    fn from(found: Contradiction) -> Self {
        Self::usage(&found.message, &found.help)
    }
}

impl From<TooLarge> for Trouble {
    fn from(fault: TooLarge) -> Self {
        let help = "choose a smaller scale or fewer threads, or a machine with more memory";
        Self::new("MachineError", &fault.to_string(), help)
    }
}

impl From<rayon::ThreadPoolBuildError> for Trouble {
    fn from(fault: rayon::ThreadPoolBuildError) -> Self {
        Self::new("MachineError", &fault.to_string(), "ask for fewer threads")
    }
}

impl From<RunFault> for Trouble {
    fn from(fault: RunFault) -> Self {
        match fault {
            RunFault::Faults(faults) => faults.into(),
            RunFault::Threads(fault) => fault.into(),
            RunFault::Empty => Self::usage("there is nothing to compare", "name a scenario"),
            RunFault::Halted(Halted::Stopped) => {
                Self::new("RunError", "the run was stopped", "the same call goes on with what is kept")
            }
            RunFault::Halted(Halted::NotFinite(fault)) => Self::new(
                "RunError",
                &fault.to_string(),
                "check the parameters that were set; `lachan.parameters()` has the ranges",
            ),
        }
    }
}

impl From<StoreFault> for Trouble {
    fn from(fault: StoreFault) -> Self {
        match &fault {
            StoreFault::Unusable { .. } => {
                Self::new("SaveError", &fault.to_string(), "name another directory as the store")
            }
            StoreFault::Limit { help, .. } => Self::usage(&fault.to_string(), help),
        }
    }
}

impl From<DeskFault> for Trouble {
    fn from(fault: DeskFault) -> Self {
        let help = match &fault {
            DeskFault::Unusable { .. } => "choose another directory",
            DeskFault::Held { .. } => "wait for it, or choose another directory",
            DeskFault::Occupied { .. } => "save(directory, replace=True) puts these in its place",
            DeskFault::Strange { .. } => "move it away, or choose another directory",
        };
        Self::new("SaveError", &fault.to_string(), help)
    }
}

impl From<WriteError> for Trouble {
    fn from(fault: WriteError) -> Self {
        let help = "the files written before it are whole; there is no manifest.json";
        Self::new("SaveError", &fault.to_string(), help)
    }
}

impl From<CheckpointFault> for Trouble {
    fn from(fault: CheckpointFault) -> Self {
        Self::new("SaveError", &fault.to_string(), "choose another directory")
    }
}
