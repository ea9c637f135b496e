//! Stable identities, which address all chance.
//!
//! A place is (province, commune, home); a family is a generation at a place; a person is a slot of
//! a family. Adding a home to a commune therefore changes no other home's draws.

/// Slot number that stands for the home itself.
const HOME_SLOT: u64 = 0xFF;

/// Identity of a family at a place: its chance is its own, whoever lived there before.
#[inline]
pub fn home(province: u8, commune: u16, home: u16, generation: u8) -> u64 {
    person(province, commune, home, generation, HOME_SLOT as u8)
}

/// The high word of the identities of a commune's families; the low words are [`home_low`].
#[inline(always)]
pub fn home_high(province: u8, commune: u16) -> u32 {
    u32::from(province) << 16 | u32::from(commune)
}

/// The low word of the identity of a family.
#[inline(always)]
pub fn home_low(home: u16, generation: u8) -> u32 {
    u32::from(home) << 16 | u32::from(generation) << 8 | HOME_SLOT as u32
}

/// Identity of a place, the same for every family that lives there.
#[inline]
pub fn place(province: u8, commune: u16, home: u16) -> u64 {
    u64::from(province) << 48 | u64::from(commune) << 32 | u64::from(home) << 16 | 1 << 56
}

/// Identity of a child or young person.
#[inline]
pub fn person(province: u8, commune: u16, home: u16, generation: u8, slot: u8) -> u64 {
    u64::from(province) << 48
        | u64::from(commune) << 32
        | u64::from(home) << 16
        | u64::from(generation) << 8
        | u64::from(slot)
}

/// Identity of a commune.
#[inline]
pub fn commune(province: u8, commune: u16) -> u64 {
    2 << 56 | u64::from(province) << 48 | u64::from(commune) << 32
}

/// Identity of a province.
#[inline]
pub fn province(province: u8) -> u64 {
    3 << 56 | u64::from(province) << 48
}

/// Identity of a recruiter: the province of entry and a running number there.
#[inline]
pub fn recruiter(entry_province: u8, serial: u32) -> u64 {
    4 << 56 | u64::from(entry_province) << 48 | u64::from(serial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_of_a_family_are_its_key() {
        let key = u64::from(home_high(62, 1000)) << 32 | u64::from(home_low(65_535, 7));
        assert_eq!(key, home(62, 1000, 65_535, 7));
    }

    /// 3 x 5 x 7 x 3 families with four people each, with their places, communes and provinces: all
    /// apart.
    #[test]
    fn no_two_agents_share_a_key() {
        let mut seen = BTreeSet::new();
        let mut expected = 0;
        let mut add = |key| {
            seen.insert(key);
            expected += 1;
        };
        for p in [0u8, 1, 62] {
            add(province(p));
            for c in [0u16, 1, 255, 256, 1000] {
                add(commune(p, c));
                for h in [0u16, 1, 255, 256, 2499, 4095, 65535] {
                    add(place(p, c, h));
                    for g in 0..3 {
                        add(home(p, c, h, g));
                        (0..4).for_each(|s| add(person(p, c, h, g, s)));
                    }
                }
            }
            [0, 1, 65_536, u32::MAX].into_iter().for_each(|s| add(recruiter(p, s)));
        }
        assert_eq!(seen.len(), expected);
    }
}
