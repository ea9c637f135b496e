//! Why a command failed, and the exit code that says so to scripts.

use crate::config::Faults;
use crate::export::WriteError;
use crate::simulation::{GroundFault, UnknownRegion};
use std::path::PathBuf;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration or a table has faults.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// The data tables cannot be used.
    #[error("error: {0}")]
    Region(#[from] UnknownRegion),
    /// Arguments that contradict each other.
    #[error("error: {message}\nhelp: {help}")]
    Usage {
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// The output directory cannot be used.
    #[error("error: the output directory {} cannot be used: {source}\nhelp: choose another with --out", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A result file could not be written.
    #[error("error: {0}\nhelp: the files written before it are whole; there is no manifest.json")]
    Write(#[from] WriteError),
    /// The page could not be written.
    #[error("error: {0}\nhelp: nothing was written; an older page stays as it was")]
    Page(WriteError),
    /// The page could not be made.
    #[error("error: {0}")]
    PageMaking(#[from] crate::report::PageError),
    /// The threads asked for could not be started.
    #[error("error: {0}\nhelp: ask for fewer with --threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl From<GroundFault> for Failure {
    fn from(fault: GroundFault) -> Self {
        match fault {
            GroundFault::Faults(faults) => Self::Faults(faults),
            GroundFault::Region(region) => Self::Region(region),
        }
    }
}

impl Failure {
    /// 2 configuration, 65 data, 70 a fault of the program, 71 machine, 73 output directory, 74 write failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Faults(faults) => faults.exit_code(),
            Self::Usage { .. } => 2,
            Self::Region(_) => 65,
            Self::PageMaking(_) => 70,
            Self::Threads(_) => 71,
            Self::Directory { .. } => 73,
            Self::Write(_) | Self::Page(_) => 74,
        }
    }
}
