//! The channels by which levers act, each of which can be taken from one month into another: what
//! an effect is split over.
//!
//! A channel is one thing that levers write: the ratio of a pathway, a provision, a setting of
//! services and law, or what strengthens all ratios together. A month of two programmes is mixed
//! here and nowhere else, so that no lever knows that an effect will be split.

use super::{Pathway, ProvincePathways, Provision, Setting};

/// One thing that levers write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// The ratio of a pathway in reached homes. That of referral goes with the setting of its name.
    Ratio(Pathway),
    /// What is given to reached homes.
    Provision(Provision),
    /// A setting of services and law.
    Setting(Setting),
    /// What raises all ratios together in reached homes.
    Integration,
}

/// What a channel moves first: what the parts of an effect are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mediator {
    /// Care and violence at home.
    Violence,
    /// What a home can spend.
    Consumption,
    /// Leaving school, staying, and coming back.
    Schooling,
    /// Child work.
    Work,
    /// Marriage before 18.
    Marriage,
    /// Leaving home for work.
    Migration,
    /// Unsafe exposure online.
    OnlineExposure,
    /// The recruiting itself, whatever the home is like.
    Recruitment,
    /// Arrests of recruiters.
    Arrests,
    /// Who is identified, and whom the law counts.
    Register,
    /// Referral, casework and the way back of survivors.
    Service,
    /// Whom levers reach, and how they strengthen each other.
    Delivery,
}

impl Mediator {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Violence,
        Self::Consumption,
        Self::Schooling,
        Self::Work,
        Self::Marriage,
        Self::Migration,
        Self::OnlineExposure,
        Self::Recruitment,
        Self::Arrests,
        Self::Register,
        Self::Service,
        Self::Delivery,
    ];

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Consumption => "consumption",
            Self::Schooling => "schooling",
            Self::Work => "work",
            Self::Marriage => "marriage",
            Self::Migration => "migration",
            Self::OnlineExposure => "online_exposure",
            Self::Recruitment => "recruitment",
            Self::Arrests => "arrests",
            Self::Register => "register",
            Self::Service => "service",
            Self::Delivery => "delivery",
        }
    }
}

impl Channel {
    /// All channels, those of one mediator together.
    pub const ALL: [Self; 26] = [
        Self::Ratio(Pathway::Violence),
        Self::Provision(Provision::Parenting),
        Self::Provision(Provision::Cash),
        Self::Ratio(Pathway::Dropout),
        Self::Ratio(Pathway::SchoolReturn),
        Self::Ratio(Pathway::WorkStart),
        Self::Ratio(Pathway::Marriage),
        Self::Ratio(Pathway::Migration),
        Self::Ratio(Pathway::OnlineExposure),
        Self::Ratio(Pathway::RecruitmentAway),
        Self::Ratio(Pathway::RecruitmentMarriage),
        Self::Ratio(Pathway::RecruitmentAdoption),
        Self::Ratio(Pathway::RecruitmentCourier),
        Self::Setting(Setting::Border),
        Self::Setting(Setting::Police),
        Self::Setting(Setting::Identification),
        Self::Setting(Setting::ChildAge),
        Self::Setting(Setting::Awareness),
        Self::Ratio(Pathway::Referral),
        Self::Setting(Setting::ExtraCaseworkers),
        Self::Setting(Setting::Caseload),
        Self::Setting(Setting::SupportEffect),
        Self::Ratio(Pathway::Retrafficking),
        Self::Ratio(Pathway::SurvivorSchoolReturn),
        Self::Setting(Setting::Targeting),
        Self::Integration,
    ];

    /// Name in files, the one by which a lever says that it moves it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ratio(pathway) => pathway.name(),
            Self::Provision(provision) => provision.name(),
            Self::Setting(setting) => setting.name(),
            Self::Integration => "integration",
        }
    }

    /// What it moves first.
    pub const fn mediator(self) -> Mediator {
        match self {
            Self::Ratio(pathway) => match pathway {
                Pathway::Violence => Mediator::Violence,
                Pathway::Dropout | Pathway::SchoolReturn => Mediator::Schooling,
                Pathway::WorkStart => Mediator::Work,
                Pathway::Marriage => Mediator::Marriage,
                Pathway::Migration => Mediator::Migration,
                Pathway::OnlineExposure => Mediator::OnlineExposure,
                Pathway::RecruitmentAway
                | Pathway::RecruitmentMarriage
                | Pathway::RecruitmentAdoption
                | Pathway::RecruitmentCourier => Mediator::Recruitment,
                Pathway::Retrafficking | Pathway::SurvivorSchoolReturn | Pathway::Referral => {
                    Mediator::Service
                }
            },
            Self::Provision(Provision::Parenting) => Mediator::Violence,
            Self::Provision(Provision::Cash) => Mediator::Consumption,
            Self::Setting(setting) => match setting {
                Setting::Border => Mediator::Recruitment,
                Setting::Police => Mediator::Arrests,
                Setting::Identification | Setting::ChildAge | Setting::Awareness => Mediator::Register,
                Setting::ExtraCaseworkers | Setting::Caseload | Setting::SupportEffect => Mediator::Service,
                Setting::Targeting => Mediator::Delivery,
            },
            Self::Integration => Mediator::Delivery,
        }
    }
}

impl ProvincePathways {
    /// Takes what levers have written to a channel in another month in the place of its own.
    pub fn take(&mut self, channel: Channel, from: &Self) {
        match channel {
            Channel::Ratio(pathway) => {
                let place = pathway as usize;
                self.ratios[place].clone_from(&from.ratios[place]);
                self.multiplying[place] = from.multiplying[place];
                if pathway == Pathway::Referral {
                    self.capacities.referral = from.capacities.referral;
                }
            }
            Channel::Provision(provision) => {
                self.provisions[provision as usize].clone_from(&from.provisions[provision as usize]);
            }
            Channel::Setting(setting) => self.capacities.take(setting, &from.capacities),
            Channel::Integration => self.synergy = from.synergy,
        }
    }

    /// The slots of the levers that act through a channel in the homes that they reach, as bits.
    pub fn acting_through(&self, channel: Channel) -> u16 {
        match channel {
            Channel::Ratio(pathway) => self.multiplying[pathway as usize],
            Channel::Provision(provision) => {
                self.provisions[provision as usize].iter().fold(0, |bits, (bit, _)| bits | bit)
            }
            Channel::Setting(_) => 0,
            Channel::Integration => self.synergy.map_or(0, |(bit, _)| bit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathways::ServiceAndLawSettings;
    use std::collections::BTreeSet;

    /// A month in which every channel is written.
    fn full() -> ProvincePathways {
        let mut full = ProvincePathways::default();
        for pathway in Pathway::ALL {
            full.multiply(pathway as usize, pathway, 0.5);
        }
        full.provide(1, Provision::Parenting, 0.25);
        full.provide(2, Provision::Cash, 100.0);
        full.integrate(3, 0.5);
        full.capacities = ServiceAndLawSettings {
            extra_caseworkers: 1.0,
            caseload: 2.0,
            support_effect: 3.0,
            identification: 4.0,
            referral: 5.0,
            police: 6.0,
            border: 7.0,
            child_age: 8,
            awareness: 0.5,
            targeting: 0.25,
        };
        full
    }

    #[test]
    fn every_pathway_stands_among_the_channels_once_and_names_are_unique() {
        let names: BTreeSet<&str> = Channel::ALL.into_iter().map(Channel::name).collect();
        assert_eq!(names.len(), Channel::ALL.len());
        for pathway in Pathway::ALL {
            assert!(Channel::ALL.contains(&Channel::Ratio(pathway)), "{pathway:?}");
        }
        let mut of_channels: Vec<Mediator> = Channel::ALL.into_iter().map(Channel::mediator).collect();
        of_channels.dedup();
        assert_eq!(of_channels, Mediator::ALL, "channels of one mediator stand together, in its order");
    }

    /// Channel after channel makes one month the other, and none is taken in vain: no write of a
    /// lever is in two channels or in none.
    #[test]
    fn all_channels_together_are_the_whole_month() {
        let full = full();
        let mut taken = ProvincePathways::default();
        for channel in Channel::ALL {
            assert_ne!(taken, full, "{channel:?} is taken in vain");
            let before = taken.clone();
            taken.take(channel, &full);
            assert_ne!(taken, before, "{channel:?} changes nothing");
        }
        assert_eq!(taken, full);
        let idle = ProvincePathways::default();
        Channel::ALL.into_iter().for_each(|channel| taken.take(channel, &idle));
        assert_eq!(taken, idle);
    }

    #[test]
    fn levers_that_act_through_a_channel_are_known_by_their_slots() {
        let full = full();
        assert_eq!(full.acting_through(Channel::Ratio(Pathway::Dropout)), 1 << Pathway::Dropout as u16);
        assert_eq!(full.acting_through(Channel::Provision(Provision::Cash)), 1 << 2);
        assert_eq!(full.acting_through(Channel::Integration), 1 << 3);
        assert_eq!(full.acting_through(Channel::Setting(Setting::Police)), 0);
    }
}
