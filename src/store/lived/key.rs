//! Addresses of records.

use crate::config::Effective;
use crate::observation::Stratum;
use crate::simulation::{CountryData, warm_up_reads};
use crate::store::{RESULTS_VERSION, SOURCES};

/// The address of a record: BLAKE3 of all that decides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// Of the results of one run. The configuration is the one that is run, with drawn parameters;
    /// neither its name nor how many replicates there are counts.
    pub fn of_run(config: &Effective, ground: &CountryData, replicate: u32, strata: &[Stratum]) -> Self {
        Self::of("run", &deciding(config), ground, replicate, &names_of(strata))
    }

    /// Of the results of a run in a world between two configurations, mixed in a way of that name.
    pub fn of_run_between(
        config: &Effective,
        other: &Effective,
        way: &str,
        ground: &CountryData,
        replicate: u32,
        strata: &[Stratum],
    ) -> Self {
        let mixed = format!("{} {} {way}", deciding(config), deciding(other));
        Self::of("run between", &mixed, ground, replicate, &names_of(strata))
    }

    /// Of the state after the warm-up of a replicate.
    pub fn of_warm_up(config: &Effective, ground: &CountryData, replicate: u32) -> Self {
        Self::of("warm-up", &config.hash_of(warm_up_reads), ground, replicate, "")
    }

    fn of(what: &str, config: &str, ground: &CountryData, replicate: u32, strata: &str) -> Self {
        let (version, replicate) = (RESULTS_VERSION.to_string(), replicate.to_string());
        let data = ground.hashes.iter().flat_map(|(table, hash)| [table.as_str(), hash.as_str()]);
        let mut hasher = blake3::Hasher::new();
        for part in [what, SOURCES, &version, config, &replicate, strata].into_iter().chain(data) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        Self(hasher.finalize().to_hex().to_string())
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a file is named like a key.
    pub(super) fn names(file: &str) -> bool {
        file.len() == 64 && file.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }

    #[cfg(test)]
    pub(super) fn example(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()).to_hex().to_string())
    }
}

/// The hash of all of a configuration that decides a run.
fn deciding(config: &Effective) -> String {
    config.hash_of(|name| name != "simulation.replicates")
}

fn names_of(strata: &[Stratum]) -> String {
    strata.iter().map(|stratum| stratum.name()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Setting, baseline_with};
    use crate::simulation::{Plan, UNINTERRUPTED, warm_up, write_world};

    fn keys(config: &Effective, ground: &CountryData) -> [Key; 2] {
        [Key::of_run(config, ground, 0, &[Stratum::National]), Key::of_warm_up(config, ground, 0)]
    }

    /// Every key of the configuration by itself, moved: the key of a run sees all but the number of
    /// replicates, that of a warm-up all that it reads.
    #[test]
    fn every_key_of_the_configuration_that_counts_changes_the_address_and_no_other_does() {
        let base = baseline_with::<&str>(&[]).unwrap();
        let ground = CountryData::of(&base).unwrap();
        let before = keys(&base, &ground);
        for name in base.book.names() {
            let mut config = base.clone();
            match config.book.get(name).map(|parameter| parameter.value) {
                // The nearest number above: no digit is lost on the way to the address.
                Some(value) => drop(config.book.set_value(name, value.next_up())),
                None => match config.book.setting(name) {
                    Some(Setting::Whole(number)) => config.book.set_whole(name, number + 1),
                    _ => continue,
                },
            }
            if config.text_of(name) == base.text_of(name) {
                continue;
            }
            let [run, state] = keys(&config, &ground);
            assert_eq!(run != before[0], name != "simulation.replicates", "{name}");
            assert_eq!(state != before[1], warm_up_reads(name), "{name}");
        }
    }

    #[test]
    fn name_does_not_count_and_replicate_and_strata_do() {
        let base = baseline_with::<&str>(&[]).unwrap();
        let ground = CountryData::of(&base).unwrap();
        let mut named = base.clone();
        named.name = "another".to_owned();
        assert_eq!(keys(&base, &ground), keys(&named, &ground));
        let run = |replicate, strata: &[Stratum]| Key::of_run(&base, &ground, replicate, strata);
        let national = run(0, &[Stratum::National]);
        assert_ne!(national, run(1, &[Stratum::National]));
        assert_ne!(national, run(0, &[Stratum::National, Stratum::Sex]));
        assert_ne!(Key::of_warm_up(&base, &ground, 0), Key::of_warm_up(&base, &ground, 1));
    }

    /// What the address of a warm-up leaves out, all of it changed at once: not a byte of the state
    /// moves.
    #[test]
    fn what_a_warm_up_does_not_read_does_not_change_a_byte_of_its_state() {
        let small = [
            "population.scale=0.0002",
            "simulation.warm_up_months=14",
            "synthesis.commune_households=60",
            "recruiters.per_100k=2000",
        ];
        let state = |more: &[&str]| {
            let (plan, ground) = Plan::of_baseline(&[&small[..], more].concat()).unwrap();
            let (_, world) = warm_up(&plan, &ground, 1, UNINTERRUPTED).unwrap();
            let mut bytes = Vec::new();
            write_world(&world, &mut bytes).unwrap();
            bytes
        };
        let base = baseline_with(&small).unwrap();
        let ground = CountryData::of(&base).unwrap();
        let mut moved = base.clone();
        let ignored: Vec<String> =
            base.book.names().filter(|name| !warm_up_reads(name)).map(str::to_owned).collect();
        for name in &ignored {
            if let Some(parameter) = base.book.get(name) {
                let _ =
                    moved.book.set_value(name, parameter.value + 0.01 * (parameter.high - parameter.value));
            }
        }
        moved.book.set_whole("simulation.years", 3);
        moved.book.set_whole("simulation.replicates", 9);
        assert!(ignored.len() > 50 && keys(&base, &ground)[0] != keys(&moved, &ground)[0]);
        let plan = Plan::read(&moved, &ground).unwrap();
        let (_, world) = warm_up(&plan, &ground, 1, UNINTERRUPTED).unwrap();
        let mut bytes = Vec::new();
        write_world(&world, &mut bytes).unwrap();
        assert!(bytes == state(&[]), "the state differs");
        assert!(bytes != state(&["recruiters.per_100k=3000"]));
    }
}
