//! `lachan pack check`.

use super::inspect;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::config::{Faults, PackRead};
use crate::pack::PackFile;
use std::path::Path;

/// Says what a pack holds, or all its faults.
pub fn check(place: &Path) -> Result<(), Failure> {
    let PackRead { pack, unread } = super::read(place)?;
    for name in &unread {
        terminal::warn(&format!("{name} is no file of a pack, and nobody reads it"));
    }
    let faults: Faults = inspect::faults(&pack);
    if !faults.is_empty() {
        return Err(Failure::Pack(faults));
    }
    let mut table = Table::new("files", &[("file", "file"), ("bytes", "bytes"), ("without", "")]);
    let mut lines = Vec::new();
    for file in PackFile::ALL {
        let bytes = pack.text(file).map(|text| text.len() as u64);
        let rule = file.without().filter(|_| bytes.is_none());
        table.row([file.name().into(), bytes.into(), rule.map(Cell::from).into()]);
        lines.extend(rule.map(|rule| format!("  without {}: {rule}", file.name())));
    }
    let about = pack.about();
    let made_up = if about.made_up { ", made up" } else { "" };
    let same = if pack.is_built_in() { " (the content that is compiled in)" } else { "" };
    lines.insert(
        0,
        format!("{} {}{made_up}: no faults\n  BLAKE3 {}{same}", about.name, about.version, pack.hash()),
    );
    terminal::show_as(&[&table], || lines.join("\n"));
    Ok(())
}
