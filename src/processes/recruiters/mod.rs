//! Recruiters: the adaptive adversary of every lever.
//!
//! After the communes' month is joined, each recruiter may be arrested, give up, learn, lie low, or
//! move; new ones enter. Everything a recruiter answers to is of the own province or of memory, and
//! is compared with standing values, never with other provinces: a lever in one province is felt in
//! another only by way of recruiters who move there.
//!
//! * Prospect `q` of a province: the cases a month that a mean entrant could expect in one of its
//!   communes and of those who are there from elsewhere ([`super::recruitment`]), an expectation, so
//!   that few recruiters (a small scale) bring no noise into what follows.
//! * Entry: Poisson with mean `(turnover + arrest) * target * (q / standing yield)^elasticity`,
//!   where the target is the standing number per child; it is zero when `per_100k` is zero.
//! * Giving up: hazard `turnover * 2 s / (s + y)`, with `s` the standing yield and `y` the
//!   recruiter's learned one: `turnover` at the standing yield, twice that without any. Where a
//!   lever lowers yields, fewer enter and more leave.
//! * Arrest of those at work: `1 - exp(-arrest * times * police * v^elasticity)`, with `times` what the
//!   police did in those years beyond what follows ([`Condition::Arrest`]) and `v` the visibility of
//!   victims: the hazard of identification that those in exploitation in the province face over what
//!   they would face in reference times without levers and awareness (O18: suspects and victims come to light
//!   together, 4,731 and 7,147 in 2011-18). Of those arrested a share is prosecuted, of those
//!   prosecuted a share convicted (O31, O32); both are counted and change nothing.
//! * Learning: `memory' = memory + (seen - memory) / 12`, of the cases that one could expect
//!   (effort on everybody there, open as they are) and of the hazard of arrest where one is; what
//!   is believed of places not yet seen is what was heard on entry.
//! * Lying low for a month: with odds `caution * learned risk`.
//! * Moving: with probability `1 - inertia`, to the own or an adjacent province by a soft-max of
//!   `learned yield / standing yield - caution * learned risk`, then to one of its communes at
//!   random.
//!
//! Sources: X02, X08 (agents and displacement), I36 (enforcement), M15 (age of traffickers, hence
//! turnover); elasticities are assumed (I40: not found).

mod entry;
mod moves;
mod stay;

pub use entry::{entry_mean, first_recruiters, mix, poisson};
pub use moves::softmax_weights;
pub use stay::{arrest_probability, give_up_rate, lies_low_probability};

use super::recruitment::{Comers, LocalRecruiter, Recruitment};
use crate::pathways::{Condition, Pathways};
use crate::population::{Commune, Country, Form, RecruiterStatus, Recruiters};
use crate::quantities::{Count, MonthlyRate, PerHundredThousand, Ratio, Share};
use crate::random::Draws;
use serde::Deserialize;

/// Parameters of the recruiters.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// Standing number for each 100,000 children.
    pub per_100k: PerHundredThousand,
    /// Share of entrants by sector.
    pub sector: ByForm<Share>,
    /// Share of entrants who recruit in the family.
    pub family: Share,
    /// Share of entrants who recruit as partners.
    pub partner: Share,
    /// Share of entrants who recruit among friends and acquaintances; the rest are strangers and
    /// agencies.
    pub friend: Share,
    /// Standard deviation of log effort.
    pub effort_spread: Ratio,
    /// Most cases a month.
    pub capacity: Count,
    /// Hazard of giving up at the standing yield.
    pub turnover: MonthlyRate,
    /// Cases a month at which recruiters are as many as `per_100k` says.
    pub standing_yield: MonthlyRate,
    /// Elasticity of entry to the prospect.
    pub entry_elasticity: Ratio,
    /// Hazard of arrest at standing police effort and visibility of victims.
    pub arrest: MonthlyRate,
    /// Elasticity of arrests to the visibility of victims.
    pub arrest_elasticity: Ratio,
    /// Share of those arrested who are prosecuted.
    pub prosecuted: Share,
    /// Share of those prosecuted who are convicted.
    pub convicted: Share,
    /// What a monthly probability of arrest weighs: standing yields when choosing a place, odds of
    /// lying low.
    pub caution: Ratio,
    /// Probability of staying in place in a month.
    pub inertia: Share,
}

/// One value for each form of exploitation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByForm<T> {
    /// Forced labour.
    pub labour: T,
    /// Courier and illegal tasks.
    pub courier: T,
    /// Sexual exploitation.
    pub sexual: T,
    /// Forced or sold marriage.
    pub marriage: T,
    /// Illegal adoption.
    pub adoption: T,
}

impl<T: Copy> ByForm<T> {
    /// The value of a form.
    pub fn of(&self, form: Form) -> T {
        match form {
            Form::Labour => self.labour,
            Form::Courier => self.courier,
            Form::Sexual => self.sexual,
            Form::Marriage => self.marriage,
            Form::Adoption => self.adoption,
        }
    }
}

/// What a province offers recruiters this month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProvinceOutlook {
    /// Children under 18 of the communes, simulated or not.
    pub children: f64,
    /// Cases a month that a mean entrant could expect.
    pub prospect: f32,
    /// Probability of arrest.
    pub risk: f32,
}

impl Params {
    /// The standing yield as a divisor.
    fn yield_unit(&self) -> f64 {
        self.standing_yield.get().max(1e-6)
    }
}

/// Rows of the recruiters at work, commune by commune, each in the order of entry.
fn at_work(recruiters: &Recruiters) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..recruiters.len()).filter(|&row| recruiters.status[row] == RecruiterStatus::Active).collect();
    order.sort_by_key(|&row| (recruiters.commune[row], row));
    order
}

/// The recruiters at work, commune by commune.
#[derive(Debug, Clone, Default)]
pub struct RecruitersAtWork {
    all: Vec<LocalRecruiter>,
    /// Where each commune's list begins, and where the last one ends.
    starts: Vec<usize>,
}

impl RecruitersAtWork {
    /// Those in a commune, in the order of entry.
    pub fn in_commune(&self, commune: usize) -> &[LocalRecruiter] {
        self.in_communes(commune..commune + 1)
    }

    /// Those in some communes that follow one another, commune by commune.
    pub fn in_communes(&self, communes: std::ops::Range<usize>) -> &[LocalRecruiter] {
        &self.all[self.starts[communes.start]..self.starts[communes.end]]
    }
}

/// The recruiters at work in each of so many communes.
pub fn by_commune(recruiters: &Recruiters, communes: usize) -> RecruitersAtWork {
    let order = at_work(recruiters);
    let all = order
        .iter()
        .map(|&row| LocalRecruiter {
            form: recruiters.form[row],
            network: recruiters.network[row],
            effort: recruiters.effort[row],
            capacity: recruiters.capacity[row],
        })
        .collect();
    let starts = (0..=communes)
        .map(|commune| order.partition_point(|&row| (recruiters.commune[row] as usize) < commune))
        .collect();
    RecruitersAtWork { all, starts }
}

/// A month of the recruiters, after the communes' cases are known.
pub fn step(
    (params, recruitment): (&Params, &Recruitment),
    recruiters: &mut Recruiters,
    communes: &[&Commune],
    country: &Country,
    pathways: &Pathways,
    draws: &Draws,
) {
    let month = pathways.month;
    let comers = Comers::of_provinces(country, communes, pathways);
    let seen = seen_of_comers(country, communes);
    let grounds: Vec<ProvinceOutlook> = country
        .provinces
        .iter()
        .zip(&pathways.provinces)
        .zip(comers.iter().zip(seen))
        .map(|((province, acting), (comers, seen))| {
            let own = &communes[province.communes.clone()];
            let of_comers = OfComers { prospect: recruitment.expected_of_comers(comers), seen };
            let effort = acting.capacities.police * acting.times.of(Condition::Arrest);
            ground(params, own, province.sampled, effort, of_comers)
        })
        .collect();
    let yields: Vec<_> = comers.iter().map(|comers| recruitment.yields_of_comers(comers)).collect();
    stay::take_yields(recruiters, communes, &yields);
    stay::arrest_and_give_up(params, recruiters, &grounds, draws, month);
    stay::learn_and_lie_low(params, recruiters, &grounds, draws, month);
    entry::enter_all(params, recruiters, country, &grounds, draws, month);
    moves::move_all(params, recruiters, country, draws, month);
}

/// What those who are in a province from elsewhere add to it.
#[derive(Debug, Clone, Copy, Default)]
struct OfComers {
    /// Cases a month that a mean entrant could expect of them.
    prospect: f32,
    /// What those in exploitation face of identification, and what they would without levers and
    /// awareness; in persons of the province's weight.
    seen: [f32; 2],
}

/// What those in exploitation away from home face in each province, commune by commune.
fn seen_of_comers(country: &Country, communes: &[&Commune]) -> Vec<[f32; 2]> {
    let mut found = vec![[0.0; 2]; country.provinces.len()];
    for commune in communes {
        let weight = country.provinces[usize::from(commune.province)].weight;
        for seen in &commune.elsewhere.seen {
            let there = usize::from(seen.province);
            let relative = (weight / country.provinces[there].weight) as f32;
            found[there][0] += relative * seen.faced;
            found[there][1] += relative * seen.standing;
        }
    }
    found
}

/// What a province's communes, and those who are there from elsewhere, offer under a police effort.
fn ground(
    params: &Params,
    communes: &[&Commune],
    sampled: f64,
    police: f64,
    comers: OfComers,
) -> ProvinceOutlook {
    let of = |part: fn(&Commune) -> f32| communes.iter().map(|commune| part(commune)).sum::<f32>();
    let faced = of(|c| c.identification_faced) + comers.seen[0];
    let standing = of(|c| c.identification_standing) + comers.seen[1];
    let visibility = if standing > 0.0 { f64::from(faced / standing) } else { 1.0 };
    ProvinceOutlook {
        children: f64::from(communes.iter().map(|commune| commune.children).sum::<u32>()) / sampled,
        prospect: of(|c| c.prospect) / communes.len().max(1) as f32 + comers.prospect,
        risk: arrest_probability(params, police, visibility) as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn params() -> Params {
        let share = |s| Share::new(s).unwrap();
        let rate = |r| MonthlyRate::new(r).unwrap();
        let ratio = |r| Ratio::new(r).unwrap();
        Params {
            per_100k: PerHundredThousand::new(100.0).unwrap(),
            sector: ByForm {
                labour: share(0.5),
                courier: share(0.2),
                sexual: share(0.1),
                marriage: share(0.1),
                adoption: share(0.1),
            },
            family: share(0.4),
            partner: share(0.2),
            friend: share(0.1),
            effort_spread: ratio(0.5),
            capacity: Count::new(2.0).unwrap(),
            turnover: rate(0.02),
            standing_yield: rate(0.25),
            entry_elasticity: ratio(0.5),
            arrest: rate(0.005),
            arrest_elasticity: ratio(1.0),
            prosecuted: share(0.6),
            convicted: share(0.98),
            caution: ratio(20.0),
            inertia: share(0.95),
        }
    }

    /// Two communes: prospects 0.2 and 0.4; victims face 3 where they would face 2, under twice the
    /// police: 3 x the arrests.
    #[test]
    fn the_ground_of_a_province_by_hand() {
        let mut communes = [Commune::empty(0, 0, 0.0), Commune::empty(0, 1, 0.0)];
        (communes[0].prospect, communes[1].prospect) = (0.2, 0.4);
        (communes[0].children, communes[1].children) = (10, 30);
        (communes[1].identification_faced, communes[1].identification_standing) = (3.0, 2.0);
        let found = ground(&params(), &communes.iter().collect::<Vec<_>>(), 0.5, 2.0, OfComers::default());
        assert_eq!(found.children, 80.0, "40 of them are simulated");
        assert!((found.prospect - 0.3).abs() < 1e-6);
        assert!((f64::from(found.risk) - (1.0 - libm::exp(-0.015))).abs() < 1e-8);
        communes[1].identification_standing = 0.0;
        let unseen = ground(&params(), &communes.iter().collect::<Vec<_>>(), 1.0, 1.0, OfComers::default());
        assert!(
            (f64::from(unseen.risk) - (1.0 - libm::exp(-0.005))).abs() < 1e-8,
            "without victims, standing"
        );
        let comers = OfComers { prospect: 0.5, seen: [4.0, 2.0] };
        let with = ground(&params(), &communes.iter().collect::<Vec<_>>(), 1.0, 1.0, comers);
        assert!((with.prospect - 0.8).abs() < 1e-6);
        assert!((f64::from(with.risk) - (1.0 - libm::exp(-0.0175))).abs() < 1e-8, "7 where 2 stand");
    }
}
