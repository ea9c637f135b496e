//! The only joint between levers and processes: named multipliers and capacities, made anew each
//! month.
//!
//! A lever never touches people: it says, province by province, whom it reaches, by which ratio it
//! changes a named pathway in the homes it reaches, and which capacities it adds. A process reads
//! the pathway it needs and never learns which lever moved it. Beside the levers stand
//! [`Times`]: what the month is like for everybody.

mod channel;
mod pathway;
mod settings;
mod target;
mod times;

pub use channel::{Channel, Mediator};
pub use pathway::{Pathway, Provision};
pub use settings::{ServiceAndLawSettings, Setting};
pub use target::{Reach, TargetGroup};
pub use times::{Condition, Times};

use crate::quantities::Month;

/// Most levers that can be at work at once; one bit each in a home's `reach`.
pub const SLOTS: usize = 16;

/// The ratio of one pathway for every set of reach bits, as a product of two tables: one for the
/// lower eight bits, one for the upper. A look-up, because homes ask for it month by month.
#[derive(Debug, Clone, PartialEq)]
struct ByReach {
    lower: [f32; 256],
    upper: [f32; 256],
}

impl Default for ByReach {
    fn default() -> Self {
        Self { lower: [1.0; 256], upper: [1.0; 256] }
    }
}

impl ByReach {
    fn multiply(&mut self, slot: usize, ratio: f32) {
        let half = if slot < 8 { &mut self.lower } else { &mut self.upper };
        let without = 1 << (slot % 8);
        // Sets without the lever and sets with it take turns.
        for pair in half.chunks_exact_mut(2 * without) {
            pair[without..].iter_mut().for_each(|product| *product *= ratio);
        }
    }

    #[inline(always)]
    fn ratio(&self, reach: u16) -> f32 {
        self.lower[usize::from(reach & 0xFF)] * self.upper[usize::from(reach >> 8)]
    }
}

/// What the times and the levers do in one province this month.
#[derive(Debug, Clone, PartialEq)]
pub struct ProvincePathways {
    /// What the month is like for everybody.
    pub times: Times,
    /// Whom each lever reaches; `None` where it is not at work.
    pub reach: [Option<Reach>; SLOTS],
    /// By slot, the lever whose fixed propensities decide which homes it reaches: its own, but
    /// where a lever stands in a second slot with another reach.
    pub propensities_of: [u8; SLOTS],
    /// Capacities.
    pub capacities: ServiceAndLawSettings,
    ratios: [Option<Box<ByReach>>; Pathway::ALL.len()],
    /// Slots of the levers that multiply each pathway, as bits.
    multiplying: [u16; Pathway::ALL.len()],
    provisions: [Vec<(u16, f32)>; 2],
    synergy: Option<(u16, f32)>,
}

impl Default for ProvincePathways {
    fn default() -> Self {
        Self {
            times: Times::REFERENCE,
            reach: [None; SLOTS],
            propensities_of: std::array::from_fn(|slot| slot as u8),
            capacities: ServiceAndLawSettings::BASELINE,
            ratios: Default::default(),
            multiplying: Default::default(),
            provisions: Default::default(),
            synergy: None,
        }
    }
}

impl ProvincePathways {
    /// A month of these times, on which no lever acts yet. What the times do to services and law
    /// stands among their settings, where levers multiply it.
    pub fn of_times(times: Times) -> Self {
        let standing = ServiceAndLawSettings::BASELINE;
        let capacities = ServiceAndLawSettings {
            identification: standing.identification
                * times.of(Condition::Identification)
                * times.of(Condition::Detection),
            border: standing.border * times.of(Condition::Border),
            ..standing
        };
        Self { times, capacities, ..Self::default() }
    }

    /// Multiplies a pathway by `ratio` in the homes that the lever in `slot` reaches.
    pub fn multiply(&mut self, slot: usize, pathway: Pathway, ratio: f64) {
        if ratio != 1.0 {
            self.ratios[pathway as usize].get_or_insert_default().multiply(slot, ratio as f32);
            self.multiplying[pathway as usize] |= 1 << slot;
        }
    }

    /// Gives an amount to the homes that the lever in `slot` reaches.
    pub fn provide(&mut self, slot: usize, provision: Provision, amount: f64) {
        if amount != 0.0 {
            self.provisions[provision as usize].push((1 << slot, amount as f32));
        }
    }

    /// In homes that the lever in `slot` reaches, all ratios are raised to the power `1 + gain`.
    pub fn integrate(&mut self, slot: usize, gain: f64) {
        self.synergy = Some((1 << slot, gain as f32));
    }

    /// The ratio of a pathway in a home with these reach bits.
    #[inline]
    pub fn ratio(&self, pathway: Pathway, reach: u16) -> f32 {
        let ratio = match &self.ratios[pathway as usize] {
            Some(acting) if reach != 0 => acting.ratio(reach),
            _ => return 1.0,
        };
        match self.synergy {
            Some((bit, gain)) if reach & bit != 0 => libm::powf(ratio, 1.0 + gain),
            _ => ratio,
        }
    }

    /// The levers on which the ratio of a pathway depends, as bits: homes alike in these have the
    /// same.
    pub fn acting_on(&self, pathway: Pathway) -> u16 {
        match (self.multiplying[pathway as usize], self.synergy) {
            (0, _) | (_, None) => self.multiplying[pathway as usize],
            (multiplying, Some((integrating, _))) => multiplying | integrating,
        }
    }

    /// A number that the ratio of a pathway exceeds in no home, whatever reaches it.
    pub fn highest_ratio(&self, pathway: Pathway) -> f32 {
        let Some(acting) = &self.ratios[pathway as usize] else { return 1.0 };
        let highest = |half: &[f32]| half.iter().copied().fold(1.0, f32::max);
        let highest = highest(&acting.lower) * highest(&acting.upper);
        // Above the last digits in which a power may be out of order.
        self.synergy.map_or(highest, |(_, gain)| libm::powf(highest, 1.0 + gain) * 1.0001)
    }

    /// The amount of a provision in a home with these reach bits.
    pub fn amount(&self, provision: Provision, reach: u16) -> f32 {
        let mut amounts = Vec::new();
        self.amounts(provision, &[reach], &mut amounts);
        amounts[0]
    }

    /// The amounts of a provision in homes with these reach bits.
    #[inline(always)]
    pub fn amounts(&self, provision: Provision, reaches: &[u16], amounts: &mut Vec<f32>) {
        amounts.clear();
        amounts.resize(reaches.len(), 0.0);
        for &(giving, amount) in &self.provisions[provision as usize] {
            for (sum, reach) in amounts.iter_mut().zip(reaches) {
                *sum += if reach & giving != 0 { amount } else { 0.0 };
            }
        }
    }

    /// Whether a commune's month is the same on both. What services and recruiters alone read of
    /// the capacities may differ.
    pub fn same_in_communes(&self, other: &Self) -> bool {
        let Self { times, reach, propensities_of, capacities, ratios, multiplying, provisions, synergy } =
            self;
        *times == other.times
            && *reach == other.reach
            && *propensities_of == other.propensities_of
            && capacities.same_in_communes(&other.capacities)
            && *synergy == other.synergy
            && *multiplying == other.multiplying
            && *provisions == other.provisions
            && *ratios == other.ratios
    }

    /// Whether people who are here from elsewhere find the same on both. What moves their hazards
    /// is of their homes; here they meet the law, identification and the border.
    pub fn same_for_comers(&self, other: &Self) -> bool {
        self.capacities.same_for_comers(&other.capacities)
    }

    /// Whether no lever moves this pathway here.
    #[inline]
    pub fn is_idle(&self, pathway: Pathway) -> bool {
        self.ratios[pathway as usize].is_none()
    }

    /// Whether no lever moves any pathway here.
    #[inline]
    pub fn all_idle(&self) -> bool {
        self.ratios.iter().all(Option::is_none)
    }

    /// Whether no lever gives this provision here.
    #[inline]
    pub fn gives_nothing(&self, provision: Provision) -> bool {
        self.provisions[provision as usize].is_empty()
    }
}

/// What the times and the levers do in all provinces this month.
#[derive(Debug, Clone, PartialEq)]
pub struct Pathways {
    /// Month they hold for.
    pub month: Month,
    /// By province row.
    pub provinces: Vec<ProvincePathways>,
}

impl Pathways {
    /// Whom the levers reach, by province.
    pub fn reach(&self) -> Vec<[Option<Reach>; SLOTS]> {
        self.provinces.iter().map(|province| province.reach).collect()
    }

    /// A month of these times, by province, on which no lever acts.
    pub fn of_times(times: &[Times], month: Month) -> Self {
        Self { month, provinces: times.iter().map(|&times| ProvincePathways::of_times(times)).collect() }
    }

    /// Pathways on which no lever acts, in a month like that of every reference.
    pub fn idle(provinces: usize, month: Month) -> Self {
        Self::of_times(&vec![Times::REFERENCE; provinces], month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_multiply_and_provisions_add_in_reached_homes_only() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::Dropout, 0.5);
        pathways.multiply(3, Pathway::Dropout, 0.8);
        pathways.multiply(9, Pathway::Dropout, 0.5);
        pathways.provide(1, Provision::Cash, 100.0);
        pathways.provide(2, Provision::Cash, 50.0);
        assert_eq!(pathways.ratio(Pathway::Dropout, 0), 1.0);
        assert_eq!(pathways.ratio(Pathway::Dropout, 0b0001), 0.5);
        assert!((pathways.ratio(Pathway::Dropout, 0b1001) - 0.4).abs() < 1e-6);
        assert!((pathways.ratio(Pathway::Dropout, 1 << 9 | 0b1001) - 0.2).abs() < 1e-6);
        assert_eq!(pathways.ratio(Pathway::Marriage, 0b1111), 1.0);
        assert_eq!(pathways.amount(Provision::Cash, 0b0110), 150.0);
    }

    /// Two levers move dropout, a third integrates them, and two more do something else.
    #[test]
    fn homes_alike_in_the_levers_that_act_on_a_pathway_have_the_same_ratio() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(1, Pathway::Dropout, 0.5);
        pathways.multiply(9, Pathway::Dropout, 0.7);
        pathways.multiply(4, Pathway::Migration, 0.9);
        pathways.multiply(6, Pathway::Marriage, 1.0);
        assert_eq!(pathways.acting_on(Pathway::Dropout), 1 << 1 | 1 << 9);
        pathways.integrate(14, 0.2);
        let acting = pathways.acting_on(Pathway::Dropout);
        assert_eq!(acting, 1 << 1 | 1 << 9 | 1 << 14);
        assert_eq!([Pathway::Marriage, Pathway::Referral].map(|of| pathways.acting_on(of)), [0, 0]);
        for reach in 0..=u16::MAX {
            let of = |reach| pathways.ratio(Pathway::Dropout, reach).to_bits();
            assert_eq!(of(reach), of(reach & acting), "{reach:b}");
        }
    }

    #[test]
    fn no_home_has_more_than_the_highest_ratio() {
        let mut pathways = ProvincePathways::default();
        assert_eq!(pathways.highest_ratio(Pathway::Referral), 1.0);
        pathways.multiply(1, Pathway::Referral, 1.5);
        pathways.multiply(2, Pathway::Referral, 0.7);
        pathways.multiply(9, Pathway::Referral, 2.0);
        assert_eq!(pathways.highest_ratio(Pathway::Referral), 3.0);
        pathways.integrate(5, 0.2);
        let of_all = (0..=u16::MAX).map(|reach| pathways.ratio(Pathway::Referral, reach)).fold(0.0, f32::max);
        assert!((of_all - libm::powf(3.0, 1.2)).abs() < 1e-5, "{of_all}");
        let highest = pathways.highest_ratio(Pathway::Referral);
        assert!(highest >= of_all && highest < 1.001 * of_all, "{highest}");
    }

    #[test]
    fn integration_strengthens_what_acts_together() {
        let mut pathways = ProvincePathways::default();
        pathways.multiply(0, Pathway::Violence, 0.5);
        pathways.integrate(5, 0.2);
        assert_eq!(pathways.ratio(Pathway::Violence, 0b00_0001), 0.5);
        assert!((pathways.ratio(Pathway::Violence, 0b10_0001) - libm::powf(0.5, 1.2)).abs() < 1e-6);
    }
}
