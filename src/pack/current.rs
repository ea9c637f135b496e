//! The pack that this process uses: chosen once, before anything is read of one.
//!
//! A process works on one country from beginning to end, and what is said of its levers, facts and
//! places is the same everywhere. So the choice is made once and holds; whoever needs two packs side
//! by side, such as a comparison of packs, passes them.

use super::{Pack, built_in};
use std::sync::OnceLock;

static CURRENT: OnceLock<Pack> = OnceLock::new();

/// Another pack is in use already.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this process uses the pack {name} already, and a process uses one pack alone")]
pub struct AnotherInUse {
    /// Name of the pack in use.
    pub name: String,
}

/// The pack that this process uses; from the first call on it stays the one that is compiled in,
/// unless another was [settled](settle) before.
pub fn current() -> &'static Pack {
    CURRENT.get_or_init(|| built_in().clone())
}

/// Has this process use a pack.
///
/// # Errors
/// If it uses another one already.
pub fn settle(pack: Pack) -> Result<(), AnotherInUse> {
    let hash = pack.hash().to_owned();
    let used = CURRENT.get_or_init(|| pack);
    match used.hash() == hash {
        true => Ok(()),
        false => Err(AnotherInUse { name: used.about().name.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::PackFile;
    use std::collections::BTreeMap;

    #[test]
    fn a_process_uses_one_pack_alone() {
        assert!(current().is_built_in());
        assert_eq!(settle(built_in().clone()), Ok(()));
        let texts = BTreeMap::from([(PackFile::About, "other".into())]);
        let other = Pack::new(built_in().about().clone(), "", texts);
        assert_eq!(settle(other), Err(AnotherInUse { name: "viet_nam".to_owned() }));
        assert!(current().is_built_in());
    }
}
