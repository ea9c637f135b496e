//! `lachan pack`: the data of a country as a directory that somebody else can write; and which pack
//! a command uses.

mod build;
mod check;
mod choose;
mod diff;
mod flat;
mod inspect;
mod new;

pub use choose::{MadeFrom, choose};

use super::Failure;
use crate::config::{PackRead, read_pack};
use crate::pack::{Pack, built_in};
use std::path::{Path, PathBuf};

/// What stands for the pack that is compiled in, where a pack is named.
const BUILT_IN: &str = "built-in";

/// What to do with a pack.
#[derive(Debug, clap::Subcommand)]
pub enum PackCommand {
    /// Writes a whole pack to begin with: a copy of the one in use, which is Viet Nam without --pack.
    New {
        /// Directory that is not there yet.
        directory: PathBuf,
    },
    /// Says every fault of every file of a pack, at its place; exit code 65 where there is one.
    Check {
        /// Directory of the pack, its file, or `built-in`.
        #[arg(value_name = "PACK")]
        place: PathBuf,
    },
    /// Says what differs between two packs: values, rows and files.
    Diff {
        /// Directory of a pack, its file, or `built-in`.
        before: PathBuf,
        /// The other one.
        after: PathBuf,
    },
    /// Writes a pack as one file, to mail or keep: the same bytes for the same pack.
    Build {
        /// Directory of the pack, or `built-in`.
        #[arg(value_name = "PACK")]
        place: PathBuf,
        /// The file.
        #[arg(short, long)]
        output: PathBuf,
    },
}

/// Carries out a step.
pub fn pack(step: &PackCommand) -> Result<(), Failure> {
    match step {
        PackCommand::New { directory } => new::new(directory),
        PackCommand::Check { place } => check::check(place),
        PackCommand::Diff { before, after } => diff::diff(before, after),
        PackCommand::Build { place, output } => build::build(place, output),
    }
}

/// The pack of a name or path; what stands in its files is not looked at.
fn read(place: &Path) -> Result<PackRead, Failure> {
    if place == Path::new(BUILT_IN) {
        return Ok(PackRead { pack: built_in().clone(), unread: Vec::new() });
    }
    read_pack(place).map_err(Failure::Pack)
}

/// A pack that is sound in all its files.
fn sound(place: &Path) -> Result<Pack, Failure> {
    sound_of(read(place)?.pack)
}

/// The pack, if it is sound.
fn sound_of(pack: Pack) -> Result<Pack, Failure> {
    let faults = inspect::faults(&pack);
    match faults.is_empty() {
        true => Ok(pack),
        false => Err(Failure::Pack(faults)),
    }
}
