//! The output directory of a command: tried before any work, held against every other process, and
//! of one command alone.

use super::{SCENARIOS, files};
use crate::disk::{self, Lock, sweep};
use crate::store::directory::{
    Belonging, Found, Kind, Other, Replacing, forget, look, mend, staging, stranger,
};
use std::io;
use std::path::{Path, PathBuf};

/// Why a directory cannot be written into.
#[derive(Debug, thiserror::Error)]
pub enum DeskFault {
    /// The system refuses.
    #[error("the output directory {} cannot be used: {source}", path.display())]
    Unusable {
        /// The directory.
        path: PathBuf,
        /// What the system reported.
        source: io::Error,
    },
    /// Another process writes into it.
    #[error("{} is in use{}", path.display(), holder.map(|pid| format!(" by process {pid}")).unwrap_or_default())]
    Held {
        /// The directory.
        path: PathBuf,
        /// The other process, where it is known.
        holder: Option<u32>,
    },
    /// It holds something else.
    #[error("{} holds {}{}", path.display(), other.what, indented(&other.differences))]
    Occupied {
        /// The directory.
        path: PathBuf,
        /// What it holds.
        other: Other,
    },
    /// It holds a file that a result would replace.
    #[error("{} holds {name}, which a result would replace and which no command has left there", path.display())]
    Strange {
        /// The directory.
        path: PathBuf,
        /// The file.
        name: &'static str,
    },
}

/// The first of some lines, below a sentence.
fn indented(lines: &[String]) -> String {
    const SHOWN: usize = 8;
    let mut text: String = lines.iter().take(SHOWN).map(|line| format!("\n  {line}")).collect();
    if lines.len() > SHOWN {
        text.push_str(&format!("\n  and {} more", lines.len() - SHOWN));
    }
    text
}

/// The directory of a command that holds it alone.
#[derive(Debug)]
pub struct Desk {
    target: PathBuf,
    replacing: Option<Replacing>,
    /// Of the directory itself.
    lock: Lock,
}

impl Desk {
    /// Where the command works: the directory itself, or one beside it until the results are whole.
    pub fn place(&self) -> &Path {
        self.replacing.as_ref().map_or(&self.target, Replacing::place)
    }

    /// The directory of the results once they are whole.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The results are whole: they take the place of the old ones, if they were made beside them.
    ///
    /// # Errors
    /// [`DeskFault`] says why it cannot be written into.
    pub fn finish(&mut self) -> Result<(), DeskFault> {
        let Some(replacing) = self.replacing.take() else { return Ok(()) };
        self.lock = replacing.finish().map_err(|source| unusable(&self.target, source))?;
        // What an earlier writer that was killed left beside the target has come along.
        sweep(&self.target).map_err(|source| unusable(&self.target, source))
    }
}

/// Makes the output directory, and tries it, before any work is done.
///
/// # Errors
/// [`DeskFault`] says why it cannot be written into.
pub fn prepare(directory: &Path) -> Result<(), DeskFault> {
    std::fs::create_dir_all(directory)
        .and_then(|()| tempfile::NamedTempFile::new_in(directory))
        .map(drop)
        .map_err(|source| unusable(directory, source))
}

/// The same, and keeps every other process out while the desk is held. What killed writers left
/// half-written goes.
///
/// # Errors
/// [`DeskFault`] says why it cannot be written into.
pub fn enter(directory: &Path) -> Result<Desk, DeskFault> {
    let wrong = |source| unusable(directory, source);
    if !directory.exists() {
        mend(directory, files()).map_err(wrong)?;
    }
    prepare(directory)?;
    let lock = match Lock::take(directory).map_err(wrong)? {
        Ok(lock) => lock,
        Err(holder) => return Err(DeskFault::Held { path: directory.to_owned(), holder }),
    };
    mend(directory, files()).and_then(|()| sweep(directory)).map_err(wrong)?;
    Ok(Desk { target: directory.to_owned(), replacing: None, lock })
}

/// The same for a command that may write there, or may replace what stands there.
///
/// # Errors
/// [`DeskFault`] says why it cannot be written into.
pub fn claim(directory: &Path, belonging: &Belonging, replace: bool) -> Result<Desk, DeskFault> {
    enter(directory)?.settle(belonging, replace)
}

/// The same for one of many processes that work on one thing side by side.
///
/// It gives the directory to work in: beside the one that was named where other results are to be
/// replaced.
///
/// # Errors
/// [`DeskFault`] says why it cannot be written into.
pub fn join(directory: &Path, belonging: &Belonging, replace: bool) -> Result<PathBuf, DeskFault> {
    let wrong = |source| unusable(directory, source);
    prepare(directory)?;
    match look(directory, belonging).map_err(wrong)? {
        Found::Part | Found::Other(_) if replace => {
            let beside = staging(directory).map_err(wrong)?;
            disk::folder(&beside).map_err(wrong)?;
            return match look(&beside, belonging).map_err(wrong)? {
                Found::Other(other) => Err(occupied(&beside, other)),
                Found::Nothing | Found::Same | Found::Part => {
                    belonging.write(&beside).map_err(wrong)?;
                    Ok(beside)
                }
            };
        }
        Found::Other(other) => return Err(occupied(directory, other)),
        Found::Nothing => spare_strangers(directory, belonging)?,
        Found::Same | Found::Part => {}
    }
    belonging.write(directory).map_err(wrong)?;
    Ok(directory.to_owned())
}

impl Desk {
    /// Refuses a directory of other results, or begins beside it.
    ///
    /// # Errors
    /// [`DeskFault`] says why it cannot be written into.
    pub fn settle(mut self, belonging: &Belonging, replace: bool) -> Result<Self, DeskFault> {
        let wrong = |source| unusable(&self.target, source);
        match look(&self.target, belonging).map_err(wrong)? {
            // Results that the new ones hold stay until those are whole.
            Found::Part => {
                self.replacing = Some(Replacing::begin(&self.target, belonging, files()).map_err(wrong)?);
            }
            Found::Other(_) if replace => {
                self.replacing = Some(Replacing::begin(&self.target, belonging, files()).map_err(wrong)?);
            }
            Found::Other(other) => return Err(occupied(&self.target, other)),
            Found::Nothing => {
                forget(&self.target, files()).map_err(wrong)?;
                spare_strangers(&self.target, belonging)?;
                belonging.write(&self.target).map_err(wrong)?;
            }
            Found::Same => belonging.write(&self.target).map_err(wrong)?,
        }
        Ok(self)
    }

    /// Goes on beside the directory, where a command that replaces its results was interrupted.
    ///
    /// # Errors
    /// [`DeskFault`] says why it cannot be written into.
    pub fn go_on_beside(mut self) -> Result<Self, DeskFault> {
        let opened = Replacing::open(&self.target, files());
        self.replacing = Some(opened.map_err(|source| unusable(&self.target, source))?);
        Ok(self)
    }
}

/// The directory in which results are made that shall replace those of another; none where it
/// cannot be.
pub fn beside(directory: &Path) -> Option<PathBuf> {
    staging(directory).ok()
}

/// Refuses a directory of somebody's own with something under the name of a result, which would be
/// written over: a comparison has a folder of scenarios as well.
fn spare_strangers(directory: &Path, belonging: &Belonging) -> Result<(), DeskFault> {
    let folder: &[&str] = if belonging.kind == Kind::Compare { &[SCENARIOS] } else { &[] };
    match stranger(directory, files()).or_else(|| stranger(directory, folder)) {
        None => Ok(()),
        Some(name) => Err(DeskFault::Strange { path: directory.to_owned(), name }),
    }
}

fn occupied(directory: &Path, other: Other) -> DeskFault {
    DeskFault::Occupied { path: directory.to_owned(), other }
}

fn unusable(directory: &Path, source: io::Error) -> DeskFault {
    DeskFault::Unusable { path: directory.to_owned(), source }
}
