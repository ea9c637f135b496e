//! Which pack a command uses: the one of `--pack`, the one that its results were made from, or the one
//! that is compiled in.

use super::BUILT_IN;
use crate::cli::{Failure, terminal};
use crate::config::Faults;
use crate::pack::{Pack, PackFile, built_in, settle};
use crate::results::held_pack;
use std::path::{Path, PathBuf};

/// What a command reads that was made from a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeFrom {
    /// A directory of results, whose manifest names their pack.
    Results(PathBuf),
    /// An unfinished run, whose pack is at the first of these places that there is.
    Unfinished(Vec<PathBuf>),
}

/// Chooses the pack of this process, before anything is read of one. Without results that were made
/// from one, it is that of `--pack` or the one that is compiled in.
pub fn choose(asked: Option<&Path>, made_from: Option<&MadeFrom>) -> Result<(), Failure> {
    let asked = asked.map(named).transpose()?;
    let of_results = made_from.map(of_results).transpose()?;
    let pack = match (asked, of_results) {
        (Some(asked), Some(own)) if asked.hash() != own.hash() => {
            return Err(Failure::Usage {
                message: format!(
                    "these results were made from another pack, {}, than the one of --pack, {}",
                    own.about().name,
                    asked.about().name
                ),
                help: "leave --pack out: results know their pack".to_owned(),
            });
        }
        (Some(pack), _) | (None, Some(pack)) => pack,
        (None, None) => return Ok(()),
    };
    if pack.about().made_up {
        let (name, title) = (&pack.about().name, &pack.about().title);
        terminal::warn(&format!(
            "the country is made up: {title} (pack {name}); nothing here is about a real place"
        ));
    }
    settle(pack).map_err(|fault| Failure::Usage {
        message: fault.to_string(),
        help: "start the program anew for another pack".to_owned(),
    })
}

fn named(place: &Path) -> Result<Pack, Failure> {
    let found = super::read(place)?;
    if place != Path::new(BUILT_IN) {
        // A name that was misspelt would pass for a file that is not there.
        let gone = PackFile::ALL.into_iter().any(|file| found.pack.text(file).is_none());
        for name in found.unread.iter().filter(|_| gone) {
            terminal::warn(&format!("{name} is no file of a pack, and nobody reads it"));
        }
    }
    super::sound_of(found.pack)
}

/// The pack that results were made from: kept beside them, or compiled in.
fn of_results(made_from: &MadeFrom) -> Result<Pack, Failure> {
    let place = match made_from {
        MadeFrom::Results(directory) => held_pack(directory).map_err(Faults::from)?,
        MadeFrom::Unfinished(places) => {
            let is_file = |place: &&PathBuf| place.symlink_metadata().is_ok_and(|found| found.is_file());
            places.iter().find(is_file).cloned()
        }
    };
    place.map_or_else(|| Ok(built_in().clone()), |place| super::sound(&place))
}
