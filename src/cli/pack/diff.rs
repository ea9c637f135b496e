//! `lachan pack diff`.

use super::flat::flat;
use crate::cli::table::{Cell, Table};
use crate::cli::{Failure, terminal};
use crate::pack::PackFile;
use crate::quantities::counted;
use std::collections::BTreeSet;
use std::path::Path;

/// Letters of a value that are shown; programs get all of it.
const SHOWN: usize = 60;

/// Says what differs between two packs, file by file. What stands in the files need not be sound.
pub fn diff(before: &Path, after: &Path) -> Result<(), Failure> {
    let (before, after) = (super::read(before)?.pack, super::read(after)?.pack);
    let columns = ["file", "place", "before", "after"].map(|name| (name, name));
    let mut table = Table::new("differences", &columns);
    let mut count = 0;
    for file in PackFile::ALL {
        let texts = [&before, &after].map(|pack| pack.text(file));
        if texts[0] == texts[1] {
            continue;
        }
        let [old, new] = texts.map(|text| text.map(|text| flat(file, text)).unwrap_or_default());
        let whole = match texts {
            [Some(_), None] => Some("the file is gone"),
            [None, Some(_)] => Some("the file is new"),
            _ => None,
        };
        let told_before = count;
        if let Some(what) = whole {
            table.row([file.name().into(), what.into(), Cell::from(None::<&str>), Cell::from(None::<&str>)]);
            count += 1;
            continue;
        }
        let places: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for place in places {
            let [was, is] = [old.get(place), new.get(place)];
            // Of a row that is new or gone, its fields need not be told one by one.
            let row = place.rsplit_once(", ").map(|(row, _)| row.to_owned());
            let told = row.is_some_and(|row| old.contains_key(&row) != new.contains_key(&row));
            if was != is && !told {
                table.row([file.name().into(), place.as_str().into(), cell(was), cell(is)]);
                count += 1;
            }
        }
        if count == told_before {
            table.row([
                file.name().into(),
                "comments, order or blanks alone".into(),
                Cell::from(None::<&str>),
                Cell::from(None::<&str>),
            ]);
            count += 1;
        }
    }
    match count {
        0 => terminal::show_as(&[&table], || "Both packs hold the same.".to_owned()),
        _ => {
            terminal::show(&table);
            terminal::say(&format!("{} in all", counted(count, "difference")));
        }
    }
    Ok(())
}

fn cell(value: Option<&String>) -> Cell {
    let Some(value) = value else { return Cell::from(None::<&str>) };
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('\u{2026}');
    }
    Cell::of(value.as_str(), shown)
}
