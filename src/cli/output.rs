//! The output directory of a command, and whether other results may go from it.

use super::Failure;
use super::command_line;
use crate::results::DeskFault;
use std::path::{Path, PathBuf};

pub use crate::results::desk::{Desk, beside, claim, enter, join, prepare};

/// Whether other results may go.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct Replace {
    /// Puts the new results in the place of others that stand in the output directory, in one step
    /// when they are whole. Files that no command wrote stay.
    #[arg(long)]
    pub replace: bool,
}

impl From<DeskFault> for Failure {
    fn from(fault: DeskFault) -> Self {
        match fault {
            DeskFault::Unusable { path, source } => Self::Directory { path, source },
            DeskFault::Occupied { ref path, .. } => Self::Occupied {
                replacing: command_line::with_replace(),
                elsewhere: command_line::with_out(&free_name(path)),
                fault,
            },
            DeskFault::Held { .. } => Self::Held(fault),
            DeskFault::Strange { .. } => Self::Strange(fault),
        }
    }
}

/// A directory beside this one that is not there yet.
fn free_name(directory: &Path) -> PathBuf {
    let name = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let named = |number: u32| directory.with_file_name(format!("{name}-{number}"));
    (2..).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(2))
}
