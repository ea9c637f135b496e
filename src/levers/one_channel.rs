//! The levers of a scenario in all that they do through one channel, and those of its reference in
//! everything else: what a part of an effect is lived on.
//!
//! Both sets of levers write their month, and the channel is taken from the scenario's
//! ([`ProvincePathways::take`]). A lever that reaches other homes in the scenario than in the
//! reference then has two reaches in one month: the homes in which the channel acts are the
//! scenario's, those in which its other channels act the reference's. It stands in a second slot
//! for the first of these, with the same fixed propensities, so that of two coverages the larger
//! still reaches a superset of the homes of the smaller. Slots of levers that reach no home, and
//! the one that no lever has, are free for that.

use super::reach::accuracy;
use super::{LeverProvince, Levers, Planned, REGISTRY, Scope, aim, write};
use crate::pathways::{Channel, Pathways, ProvincePathways, SLOTS, Setting};
use crate::quantities::Month;

/// Levers of a scenario through one channel, of its reference through all others.
#[derive(Debug, Clone)]
pub struct OneChannel {
    reference: Levers,
    scenario: Levers,
    channel: Channel,
    /// The slot of each lever of the scenario.
    slots: [usize; SLOTS],
}

impl OneChannel {
    /// The levers of two configurations, mixed at a channel.
    pub fn new(reference: Levers, scenario: Levers, channel: Channel) -> Self {
        let mut free = free_slots();
        let slots = std::array::from_fn(|slot| {
            let pair = reference.planned.get(slot).zip(scenario.planned.get(slot));
            let apart = |(own, other): (&Planned, &Planned)| {
                own.about.scope != Scope::Services
                    && own.about.moves.contains(&channel.name())
                    && !own.plan.reaches_like(&other.plan)
            };
            // A test over the registry holds that there are enough of them for every channel.
            if pair.is_some_and(apart) { free.next().unwrap_or(slot) } else { slot }
        });
        Self { reference, scenario, channel, slots }
    }

    /// What they do in a month of these times. `country` has every province once.
    pub fn acting(&self, of_times: Pathways, country: &[LeverProvince]) -> Pathways {
        let mut pathways = of_times;
        for province in country {
            self.act(pathways.month, province, &mut pathways.provinces[province.row]);
        }
        pathways
    }

    fn act(&self, month: Month, province: &LeverProvince, to: &mut ProvincePathways) {
        let mut of_scenario = to.clone();
        let own = write(&self.reference, month, province, to, |slot| slot);
        let through = write(&self.scenario, month, province, &mut of_scenario, |slot| self.slots[slot]);
        to.take(self.channel, &of_scenario);
        let standing = match self.channel {
            Channel::Setting(Setting::Targeting) => &self.scenario,
            _ => &self.reference,
        }
        .standing_targeting;
        let accuracy = accuracy(standing.get(), to.capacities.targeting);
        aim(&own, province, accuracy, to);
        let acting = to.acting_through(self.channel);
        let through: Vec<_> =
            through.into_iter().filter(|(_, here, _)| acting >> here.slot & 1 == 1).collect();
        aim(&through, province, accuracy, to);
        for (lever, &slot) in self.slots.iter().enumerate().filter(|(_, slot)| acting >> **slot & 1 == 1) {
            to.propensities_of[slot] = lever as u8;
        }
    }
}

/// Slots in which no lever reaches a home.
fn free_slots() -> impl Iterator<Item = usize> {
    let of_no_home = |slot: &usize| REGISTRY.get(*slot).is_none_or(|of| of.about.scope == Scope::Services);
    (0..SLOTS).filter(of_no_home)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::testing::{levers_with, province};
    use crate::levers::{acting, slot_of};
    use crate::pathways::{Pathway, Provision};
    use crate::quantities::Share;

    const LATE: Month = Month(36);

    /// The shipped levers with other coverages.
    fn levers(coverages: &[(&str, f64)]) -> Levers {
        let mut levers = levers_with(&[]);
        for &(name, coverage) in coverages {
            let plan = &mut levers.planned[slot_of(name).unwrap()].plan;
            (plan.coverage, plan.provinces) =
                (Share::new(coverage).unwrap(), vec![crate::levers::places::Where::All]);
        }
        levers
    }

    fn month(levers: &Levers) -> ProvincePathways {
        acting(levers, Pathways::idle(1, LATE), &[province("11")]).provinces.remove(0)
    }

    fn through(reference: &Levers, scenario: &Levers, channel: Channel) -> ProvincePathways {
        let mixed = OneChannel::new(reference.clone(), scenario.clone(), channel);
        mixed.acting(Pathways::idle(1, LATE), &[province("11")]).provinces.remove(0)
    }

    #[test]
    fn there_is_a_free_slot_for_every_lever_that_reaches_homes_through_a_channel() {
        for channel in Channel::ALL {
            let levers = REGISTRY
                .iter()
                .filter(|of| of.about.scope != Scope::Services && of.about.moves.contains(&channel.name()));
            assert!(levers.count() <= free_slots().count(), "{}", channel.name());
        }
    }

    #[test]
    fn a_scenario_that_is_its_reference_changes_nothing_through_any_channel() {
        let same = levers(&[("cash_transfer", 0.3)]);
        for channel in Channel::ALL {
            assert_eq!(through(&same, &same, channel), month(&same), "{}", channel.name());
        }
    }

    /// Cash at 0.05 in the reference and 0.5 in the scenario, through dropout alone: work and the
    /// cash itself stay with the homes of the reference, dropout falls in those of the scenario.
    #[test]
    fn each_channel_acts_in_the_homes_of_its_own_levers() {
        let [few, many] = [0.05, 0.5].map(|coverage| levers(&[("cash_transfer", coverage)]));
        let slot = slot_of("cash_transfer").unwrap();
        let mixed = through(&few, &many, Channel::Ratio(Pathway::Dropout));
        let second = mixed.propensities_of.iter().position(|&of| usize::from(of) == slot);
        let second =
            (slot + 1..SLOTS).find(|&own| usize::from(mixed.propensities_of[own]) == slot).or(second);
        let second = second.unwrap();
        assert_ne!(second, slot);
        let share = |slot: usize| mixed.reach[slot].unwrap().others;
        assert_eq!([share(slot), share(second)], [0.05, 0.5]);
        let [first, second] = [slot, second].map(|slot| 1_u16 << slot);
        let ratio = |pathway| [first, second].map(|reach| mixed.ratio(pathway, reach));
        assert_eq!(ratio(Pathway::WorkStart), [month(&few).ratio(Pathway::WorkStart, first), 1.0]);
        assert_eq!(ratio(Pathway::Dropout), [1.0, month(&many).ratio(Pathway::Dropout, first)]);
        assert_eq!([first, second].map(|reach| mixed.amount(Provision::Cash, reach) > 0.0), [true, false]);
    }

    /// Levers without an end are taken away: through one channel, what they did through it is gone
    /// and the rest stands.
    #[test]
    fn what_a_scenario_takes_away_goes_channel_by_channel() {
        let [with, without] = [0.3, 0.0].map(|coverage| levers(&[("cash_transfer", coverage)]));
        let mixed = through(&with, &without, Channel::Provision(Provision::Cash));
        let home = 1 << slot_of("cash_transfer").unwrap();
        assert_eq!(mixed.amount(Provision::Cash, home), month(&without).amount(Provision::Cash, home));
        assert_eq!(
            mixed.ratio(Pathway::WorkStart, home),
            month(&with).ratio(Pathway::WorkStart, home),
            "the rest stands"
        );
    }

    #[test]
    fn a_lever_that_differs_in_strength_alone_keeps_its_slot() {
        let reference = levers(&[]);
        let stronger = levers_with(&[("levers", "cash_transfer", "work_start = 0.1")]);
        for channel in [Channel::Ratio(Pathway::WorkStart), Channel::Ratio(Pathway::Dropout)] {
            let mixed = through(&reference, &stronger, channel);
            assert_eq!(mixed.propensities_of, ProvincePathways::default().propensities_of);
            assert_eq!(mixed.reach, month(&reference).reach);
        }
    }

    /// Better data aim the levers of the reference better, through targeting alone.
    #[test]
    fn targeting_moves_the_reach_of_the_reference() {
        let aimed = |coverage: f64| {
            let mut levers = levers(&[("data_and_monitoring", coverage), ("parenting_programme", 0.3)]);
            levers.planned[0].plan.targeted = true;
            levers
        };
        let (blind, seeing) = (aimed(0.0), aimed(1.0));
        let mixed = through(&blind, &seeing, Channel::Setting(Setting::Targeting));
        assert_eq!(mixed.reach[0], month(&seeing).reach[0]);
        assert_ne!(mixed.reach[0], month(&blind).reach[0]);
        let other = through(&blind, &seeing, Channel::Setting(Setting::Identification));
        assert_eq!(other.reach[0], month(&blind).reach[0]);
    }
}
