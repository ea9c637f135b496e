//! The baseline of a pack.

use crate::pack::{Pack, PackFile};
use std::borrow::Cow;

/// Names and texts of the files of a pack's baseline: the model's parameters, then the levers'.
pub fn baseline_of(pack: &Pack) -> [(String, Cow<'_, str>); 2] {
    [(pack.shown(PackFile::Baseline), pack.baseline()), (pack.shown(PackFile::Levers), pack.levers())]
}
