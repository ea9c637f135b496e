//! Reach: which levers reach which homes.
//!
//! Each home has one fixed propensity for each lever, uniform on (0, 1). A lever reaches it while
//! the home belongs to the lever's target and the propensity lies below the threshold of the home's
//! risk class. A rising threshold therefore reaches a superset of homes, and an unmoved one reaches
//! the same homes month after month. Homes are looked at anew whenever a threshold moves, and each
//! January and July, when children have grown into or out of a target group.
//!
//! A growing lever moves its thresholds every month. Until it has grown, the highest eight bits of
//! the homes' propensities for it are remembered ([`Propensities`]). They decide for all homes but
//! one in 256, whose propensity is drawn again.

use super::{CommuneContext, HomeDraws, Scratch, with_widest_simd};
use crate::pathways::{Reach, SLOTS, TargetGroup};
use crate::population::{Commune, Propensities};
use crate::quantities::Month;
use crate::random::{Stream, unit_from_word};

/// Homes at risk are those in the two poorest fifths.
const AT_RISK: u8 = TargetGroup::Poor.bit();

/// Levers whose propensities are drawn as one block.
const BLOCK: usize = 4;

/// Homes that are looked at together, where few of many are undecided.
const TOGETHER: usize = 32;

/// Sets the reach bits of every home of a commune; `before` are last month's rules.
pub fn step(
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    before: &[Option<Reach>; SLOTS],
    scratch: &mut Scratch,
) {
    let now = &here.pathways.reach;
    let ended = slots(|slot| now[slot].is_none() && before[slot].is_some());
    if ended != 0 {
        commune.homes.reach.iter_mut().for_each(|bits| *bits &= !ended);
    }
    let moved = slots(|slot| now[slot].is_some() && now[slot] != before[slot]);
    let look_anew = here.month.of_year().is_multiple_of(6);
    let to_look = if look_anew { slots(|slot| now[slot].is_some()) } else { moved };
    let rules = || {
        (0..).zip(now).filter_map(|(slot, reach)| Some((slot, reach.filter(|_| to_look >> slot & 1 == 1)?)))
    };
    let mut known = std::mem::take(&mut commune.homes.propensities);
    if to_look != 0 {
        recall(&mut known, to_look, commune, here, &mut scratch.home_draws);
        scratch.groups.find(commune, here.month, rules().map(|(_, reach)| reach.target));
        for (slot, reach) in rules() {
            reach_homes(commune, here, slot, &reach, known.of(slot), scratch.groups.of_homes());
        }
    }
    known.keep(moved);
    commune.homes.propensities = known;
}

/// The slots of which something is true, as bits.
fn slots(of: impl Fn(usize) -> bool) -> u16 {
    (0..SLOTS).map(|slot| u16::from(of(slot)) << slot).sum()
}

/// Draws what is not remembered of the homes' propensities for the levers in some slots.
fn recall(
    known: &mut Propensities,
    slots: u16,
    commune: &Commune,
    here: &CommuneContext<'_>,
    words: &mut HomeDraws,
) {
    known.renew(&commune.homes.generation, |home, block| {
        let slots = block * BLOCK..(block + 1) * BLOCK;
        if slots.clone().all(|slot| lever_of(here, slot) == slot) {
            return words_of_block(commune, here, home, block);
        }
        std::array::from_fn(|place| propensity(commune, here, home, slots.start + place))
    });
    for block in 0..SLOTS / BLOCK {
        let missing = |slot: &usize| {
            slots >> slot & 1 == 1 && lever_of(here, *slot) / BLOCK == block && !known.remembers(*slot)
        };
        let missing: Vec<usize> = (0..SLOTS).filter(missing).collect();
        if !missing.is_empty() {
            let drawn = words.propensities(commune, here, block as u32);
            for slot in missing {
                let of_lever = &drawn[lever_of(here, slot) % BLOCK];
                known.remember(slot, of_lever, &commune.homes.generation);
            }
        }
    }
}

/// Sets the bit of the lever in a slot; `propensities` are the highest eight bits of each home's.
fn reach_homes(
    commune: &mut Commune,
    here: &CommuneContext<'_>,
    slot: usize,
    reach: &Reach,
    propensities: &[u8],
    groups: &[u8],
) {
    let [at_risk, others] = [reach.at_risk, reach.others].map(surely_below);
    let rule = Rule { at_risk, others, target: reach.target.bit(), bit: 1 << slot };
    let (bits, mut undecided) = (&mut commune.homes.reach, Vec::new());
    with_widest_simd(
        #[inline(always)]
        || rule.decide(bits, propensities, groups, &mut undecided),
    );
    for home in undecided {
        let threshold = if groups[home] & AT_RISK != 0 { reach.at_risk } else { reach.others };
        if is_below(propensity(commune, here, home, slot), threshold) {
            commune.homes.reach[home] |= rule.bit;
        }
    }
}

/// Whom a lever reaches, by groups and the highest eight bits of propensities.
#[derive(Debug, Clone, Copy)]
struct Rule {
    /// Propensities of homes at risk that lie below the threshold for certain: those below this.
    at_risk: u16,
    /// The same of other homes.
    others: u16,
    /// Bit of the target among the groups.
    target: u8,
    /// Bit of the lever.
    bit: u16,
}

impl Rule {
    /// Sets the bit of every home, and lists those that eight bits do not decide. The rule comes by
    /// value, so that no store of a bit can change it and homes are decided side by side.
    #[inline(always)]
    fn decide(self, bits: &mut [u16], propensities: &[u8], groups: &[u8], undecided: &mut Vec<usize>) {
        for ((bits, &propensity), &groups) in bits.iter_mut().zip(propensities).zip(groups) {
            let reached = (u16::from(propensity) < self.below(groups)) & (groups & self.target != 0);
            *bits = *bits & !self.bit | if reached { self.bit } else { 0 };
        }
        let together = propensities.chunks(TOGETHER).zip(groups.chunks(TOGETHER));
        for ((propensities, groups), first) in together.zip((0..).step_by(TOGETHER)) {
            let homes = || propensities.iter().zip(groups);
            if homes().fold(false, |any, (&propensity, &groups)| any | self.leaves_open(propensity, groups)) {
                let found = (first..).zip(homes());
                let found = found.filter(|(_, (own, groups))| self.leaves_open(**own, **groups));
                undecided.extend(found.map(|(home, _)| home));
            }
        }
    }

    #[inline(always)]
    fn below(self, groups: u8) -> u16 {
        if groups & AT_RISK != 0 { self.at_risk } else { self.others }
    }

    #[inline(always)]
    fn leaves_open(self, propensity: u8, groups: u8) -> bool {
        (u16::from(propensity) == self.below(groups)) & (groups & self.target != 0)
    }
}

/// How many values of the highest eight bits of a propensity lie below a threshold whatever the
/// other bits are. The next value may, the ones beyond it never do.
fn surely_below(threshold: f32) -> u16 {
    ((256.0 * threshold).ceil() - 1.0).clamp(0.0, 256.0) as u16
}

/// Whether a propensity lies below a threshold.
fn is_below(propensity: u32, threshold: f32) -> bool {
    (unit_from_word(propensity) as f32) < threshold
}

/// The lever whose propensities decide in a slot.
fn lever_of(here: &CommuneContext<'_>, slot: usize) -> usize {
    usize::from(here.pathways.propensities_of[slot])
}

/// A home's fixed random word for the lever in a slot.
fn propensity(commune: &Commune, here: &CommuneContext<'_>, home: usize, slot: usize) -> u32 {
    let lever = lever_of(here, slot);
    words_of_block(commune, here, home, lever / BLOCK)[lever % BLOCK]
}

/// A home's fixed random words for the levers of a block.
fn words_of_block(commune: &Commune, here: &CommuneContext<'_>, home: usize, block: usize) -> [u32; BLOCK] {
    here.draws.indexed_block(Stream::LeverReach, commune.home_key(home), Month(0), block as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathways::ProvincePathways;
    use crate::population::testing::{NOW, add_home, province};
    use crate::population::{Region, home_flag, person_flag};

    /// Three hundred homes of all fifths, ethnicities and residences, with children of all ages.
    fn commune() -> Commune {
        let mut commune = Commune::empty(3, 9, 0.5);
        for home in 0..300 {
            let flags = [0, home_flag::MINORITY, home_flag::URBAN][home % 3];
            let age = (7 * home as i32) % 310 - 5;
            let members = [(age, 0), (age - 30, person_flag::FEMALE)];
            add_home(&mut commune, home % 5, flags, 0.0, 0.0, &members);
        }
        commune
    }

    /// Whether a home belongs to a target, by its words.
    fn belongs(commune: &Commune, month: Month, home: usize, target: TargetGroup) -> bool {
        let homes = &commune.homes;
        let child = |from: i32, to: i32, flags: u16| {
            homes.members(home).any(|person| {
                (from * 12..to * 12).contains(&commune.people.age(person, month))
                    && commune.people.flags[person] & flags == flags
            })
        };
        match target {
            TargetGroup::All => true,
            TargetGroup::Poor => homes.fifth(home) < 2,
            TargetGroup::Minority => homes.has(home, home_flag::MINORITY),
            TargetGroup::YoungChildren => child(0, 9, 0),
            TargetGroup::Adolescents => child(10, 18, 0),
            TargetGroup::Girls => child(10, 18, person_flag::FEMALE),
            TargetGroup::Rural => !homes.has(home, home_flag::URBAN),
        }
    }

    /// The bit of a lever in every home, one by one.
    fn expected(commune: &Commune, here: &CommuneContext<'_>, slot: usize, reach: &Reach) -> Vec<bool> {
        let reached = |home: usize| {
            let threshold = if commune.homes.fifth(home) < 2 { reach.at_risk } else { reach.others };
            is_below(propensity(commune, here, home, slot), threshold)
                && belongs(commune, here.month, home, reach.target)
        };
        (0..commune.homes.len()).map(reached).collect()
    }

    /// A lever for each target grows by steps of its own over twenty months, two stand still, one
    /// ends; in between families are followed by others, whom no lever reaches until it is looked
    /// at again.
    #[test]
    fn while_levers_grow_each_reaches_the_homes_of_its_target_below_its_thresholds() {
        let (mut commune, province) = (commune(), province("04", Region::RedRiverDelta, 1.0, 0));
        let (mut scratch, mut before) = (Scratch::default(), [None; SLOTS]);
        for step_of_time in 0..20_i32 {
            let mut pathways = ProvincePathways::default();
            for (slot, target) in TargetGroup::ALL.into_iter().enumerate() {
                let share = (step_of_time + 1) as f32 * 0.007 * (slot + 1) as f32;
                pathways.reach[slot] = Some(Reach { target, at_risk: share, others: share * 0.6 });
            }
            for (slot, share) in [(8, 1.0), (13, 0.3)] {
                pathways.reach[slot] =
                    Some(Reach { target: TargetGroup::Adolescents, at_risk: share, others: share });
            }
            pathways.reach[15] = (step_of_time < 9).then_some(pathways.reach[3].unwrap());
            let month = NOW.plus(step_of_time);
            let here = CommuneContext { month, ..CommuneContext::by_hand(&province, &pathways) };
            let renewed = 17 * step_of_time as usize % 300;
            commune.homes.generation[renewed] += 1;
            commune.homes.reach[renewed] = 0;
            let standing = commune.homes.reach.clone();
            step(&mut commune, &here, &before, &mut scratch);
            for (slot, before) in before.iter().enumerate() {
                let bits: Vec<bool> = commune.homes.reach.iter().map(|bits| bits >> slot & 1 == 1).collect();
                let looked = month.of_year().is_multiple_of(6) || pathways.reach[slot] != *before;
                let stood = || standing.iter().map(|bits| bits >> slot & 1 == 1).collect();
                let by_hand = match &pathways.reach[slot] {
                    None => vec![false; 300],
                    Some(reach) if looked => expected(&commune, &here, slot, reach),
                    Some(_) => stood(),
                };
                assert_eq!(bits, by_hand, "month {step_of_time}, lever {slot}");
            }
            before = pathways.reach;
        }
        let growing = |slot: usize| commune.homes.propensities.remembers(slot);
        assert!(growing(0) && !growing(8) && !growing(15), "only levers that grow are remembered");
    }

    /// A lever in a second slot reaches there the homes that it would reach in its own.
    #[test]
    fn a_lever_reaches_the_same_homes_in_a_second_slot() {
        let (mut commune, province) = (commune(), province("04", Region::RedRiverDelta, 1.0, 0));
        let mut scratch = Scratch::default();
        let mut before = [None; SLOTS];
        for share in [0.1, 0.2, 0.3] {
            let mut pathways = ProvincePathways::default();
            let reach = Reach { target: TargetGroup::Rural, at_risk: share, others: share / 2.0 };
            (pathways.reach[6], pathways.reach[15], pathways.reach[13]) =
                (Some(reach), Some(reach), Some(reach));
            pathways.propensities_of[15] = 6;
            commune.homes.generation[0] += 1;
            let here = CommuneContext::by_hand(&province, &pathways);
            step(&mut commune, &here, &before, &mut scratch);
            before = pathways.reach;
            let bits = |slot: usize| commune.homes.reach.iter().map(move |bits| bits >> slot & 1);
            assert!(bits(6).eq(bits(15)) && bits(6).sum::<u16>() > 0);
            assert!(!bits(6).eq(bits(13)), "another lever reaches others");
        }
    }

    /// No value of the lower 24 bits moves a propensity over a threshold but at one value of the
    /// highest eight.
    #[test]
    fn eight_bits_decide_but_at_the_threshold() {
        let near = |share: f32| [share.next_down(), share, share.next_up()];
        let shares = (0..=256).map(|part| part as f32 / 256.0).flat_map(near);
        for threshold in shares.chain([-1.0, 1e-9, 0.1, 0.3, 0.7, 2.0, f32::NAN]) {
            let below = surely_below(threshold);
            for byte in 0..256_u16 {
                let words = [u32::from(byte) << 24, u32::from(byte) << 24 | 0xFF_FFFF];
                match byte.cmp(&below) {
                    std::cmp::Ordering::Less => assert!(words.iter().all(|&word| is_below(word, threshold))),
                    std::cmp::Ordering::Equal => {}
                    std::cmp::Ordering::Greater => {
                        assert!(!words.iter().any(|&word| is_below(word, threshold)), "{threshold} {byte}");
                    }
                }
            }
        }
    }
}
