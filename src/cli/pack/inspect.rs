//! Every fault of a pack: each file is read by the room that uses it.

use crate::config::{Faults, Tables, data, each_target, evidence_file, pack_source};
use crate::experiments::ensemble::Ensemble;
use crate::observation::faults_of_target;
use crate::pack::{Pack, PackFile};
use crate::report::geometry::outline_faults;
use crate::simulation::{CountryData, Plan, configuration_of};
use std::collections::BTreeSet;

/// The faults of all files, in the order of the files. What a file at fault would tell of another is
/// not guessed: levers are held to places only where the tables of places are sound.
pub fn faults(pack: &Pack) -> Faults {
    // The content of the pack that is compiled in is held to all of this by tests.
    if pack.is_built_in() {
        return Faults::new();
    }
    let mut faults = Faults::new();
    let mut keep = |found: Faults| faults.append(found);
    let tables = Tables::of(pack);
    let country = data::read(&tables).map_err(&mut keep).ok();
    let config = configuration_of::<&str>(pack, None, None, &[]).map_err(&mut keep).ok();
    if let (Some(config), Some(_)) = (&config, &country) {
        let ground = config.section("synthesis").and_then(|rules| CountryData::read(&tables, &rules));
        let _ = ground.and_then(|ground| Plan::read(config, &ground)).map_err(&mut keep);
    }
    let file = |file| pack_source(pack, file);
    let evidence = match file(PackFile::Evidence).map(|source| evidence_file::check(&source)) {
        None => Some(BTreeSet::new()),
        Some(read) => read.map_err(&mut keep).ok(),
    };
    if let Some(targets) = file(PackFile::Targets) {
        let mut seen = BTreeSet::new();
        // Facts at fault have their own faults; whoever cites them has none for it.
        let known = |id: &str| evidence.as_ref().is_none_or(|known| known.contains(id));
        let read = |table| match faults_of_target(table, &mut seen, &known) {
            found if found.is_empty() => Ok(()),
            found => Err(found),
        };
        let _ = each_target(&targets, read).map_err(&mut keep);
    }
    if let (Some(points), Some(config)) = (file(PackFile::Ensemble), &config) {
        let _ = Ensemble::of(points, config).map_err(&mut keep);
    }
    if let (Some(outlines), Some(country)) = (file(PackFile::Outlines), &country) {
        let codes: Vec<String> = country.provinces.iter().map(|province| province.code.clone()).collect();
        keep(outline_faults(&outlines, &codes));
    }
    faults
}
