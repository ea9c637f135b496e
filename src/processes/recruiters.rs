//! Recruiters: the adaptive adversary of every lever.
//!
//! After the communes' month is joined, each recruiter learns, may be arrested, lie low, leave, or move; new ones enter.
//!
//! * Learning: `yield' = yield + learning * (cases - yield)` at the recruiter's province; risk likewise from the arrests
//!   made in the province per recruiter, so word of arrests spreads.
//! * Arrest: `1 - exp(-arrest * police * (1 + spotlight * identified victims relative to the country))`.
//! * Lying low: a recruiter who learns a risk above `caution * standing risk` becomes dormant with a fixed probability, and
//!   returns with another.
//! * Leaving: hazard `turnover`, doubled for those whose yield lies below half the country's mean.
//! * Entry: Poisson with mean `turnover * target * (profit of the province / country)^elasticity`, where the target is
//!   the standing number per child; so the stock settles near the target, follows profit, and is zero when
//!   `per_100k` is zero.
//! * Moving: with probability `1 - inertia`, to the own or an adjacent province by a soft-max of
//!   `(learned yield - risk weight * learned risk) / temperature`, then to one of its communes at random.
//!
//! Sources: X02, X08 (agents and displacement), I36 (enforcement), M15 (age of traffickers, hence turnover);
//! elasticities are assumed (I40: not found).

use super::recruitment::{ByForm, LocalRecruiter, share_out};
use crate::pathways::Pathways;
use crate::population::{
    Commune, Country, Form, NetworkType, ProvinceServices, RecruiterStatus, Recruiters, keys,
};
use crate::quantities::{
    Count, HazardRatio, Month, MonthlyRate, PerHundredThousand, Ratio, Share, event_probability,
};
use crate::random::{Draws, Stream, normal_quantile, unit_from_word};
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
    /// Share of entrants who recruit among friends and acquaintances; the rest are strangers and agencies.
    pub friend: Share,
    /// Standard deviation of log effort.
    pub effort_spread: Ratio,
    /// Most cases a month.
    pub capacity: Count,
    /// Hazard of giving up.
    pub turnover: MonthlyRate,
    /// Elasticity of entry to profit.
    pub entry_elasticity: Ratio,
    /// Hazard of arrest at standing police effort.
    pub arrest: MonthlyRate,
    /// Rise of the hazard of arrest with identified victims relative to the country.
    pub spotlight: Ratio,
    /// Weight of the last month in what is learnt.
    pub learning: Share,
    /// Learned risk, relative to the standing one, above which a recruiter may lie low.
    pub caution: HazardRatio,
    /// Probability a month that a cautious recruiter lies low.
    pub lies_low: Share,
    /// Probability a month that a dormant one returns.
    pub returns: Share,
    /// Probability of staying in place in a month.
    pub inertia: Share,
    /// Cases a month that one arrest a month outweighs.
    pub risk_weight: Ratio,
    /// Temperature of the soft-max, cases a month.
    pub temperature: Ratio,
}

/// What all recruiters hear of a province.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ProvinceNews {
    /// Recruiters there.
    pub recruiters: u32,
    /// Cases of the month.
    pub cases: u32,
    /// Arrests of the month.
    pub arrests: u32,
}

/// Probability of arrest in a month.
pub fn arrest_probability(p: &Params, police: f64, identified_ratio: f64) -> f64 {
    event_probability(p.arrest.get() * police * (1.0 + p.spotlight.get() * identified_ratio))
}

/// Mean number of entrants to a province in a month.
pub fn entry_mean(p: &Params, children: f64, profit_ratio: f64) -> f64 {
    let target = p.per_100k.get() * children / 1e5;
    (p.turnover.get() + p.arrest.get())
        * target
        * libm::pow(profit_ratio.clamp(0.1, 10.0), p.entry_elasticity.get())
}

/// Weights of a soft-max over places of a yield and a risk.
pub fn softmax_weights(p: &Params, places: impl Iterator<Item = (f32, f32)>) -> Vec<f32> {
    let values: Vec<f64> = places
        .map(|(gain, risk)| {
            (f64::from(gain) - p.risk_weight.get() * f64::from(risk)) / p.temperature.get().max(1e-6)
        })
        .collect();
    let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| libm::exp(value - best) as f32).collect()
}

/// What is learnt from a month: `old + learning * (seen - old)`.
pub fn learn(old: f32, seen: f32, learning: f32) -> f32 {
    old + learning * (seen - old)
}

/// A Poisson count with this mean by inversion of a unit number (means up to 700).
pub fn poisson(mean: f64, unit: f64) -> u32 {
    let (mut count, mut term) = (0, libm::exp(-mean));
    let mut below = term;
    while unit > below && count < 10_000 {
        count += 1;
        term *= mean / f64::from(count);
        below += term;
    }
    count
}

/// The recruiters at work in each commune, in the order of entry, and where each commune's list begins.
pub fn by_commune(recruiters: &Recruiters, communes: usize) -> (Vec<LocalRecruiter>, Vec<usize>) {
    let mut order: Vec<usize> =
        (0..recruiters.len()).filter(|&row| recruiters.status[row] == RecruiterStatus::Active).collect();
    order.sort_by_key(|&row| (recruiters.commune[row], row));
    let local = order
        .iter()
        .map(|&row| LocalRecruiter {
            row: row as u32,
            form: recruiters.form[row],
            network: recruiters.network[row],
            effort: recruiters.effort[row],
            capacity: recruiters.capacity[row],
        })
        .collect();
    let starts = (0..=communes)
        .map(|commune| order.partition_point(|&row| (recruiters.commune[row] as usize) < commune))
        .collect();
    (local, starts)
}

/// The first recruiters: the standing number of each province, at work. They entered in the month before `month`.
pub fn first_recruiters(
    params: &Params,
    country: &Country,
    communes: &[Commune],
    draws: &Draws,
    month: Month,
) -> Recruiters {
    let month = month.plus(-1);
    let mut recruiters = Recruiters::none(country.provinces.len());
    for (row, province) in country.provinces.iter().enumerate() {
        let children: u32 = communes[province.communes.clone()].iter().map(|commune| commune.children).sum();
        let mean = params.per_100k.get() * f64::from(children) / 1e5;
        let count = mean as u32
            + u32::from(draws.happens(
                Stream::RecruiterEntry,
                keys::province(row as u8),
                month,
                mean.fract(),
            ));
        for _ in 0..count {
            enter(params, &mut recruiters, country, row as u8, (0.0, 0.0), draws, month);
        }
    }
    recruiters
}

/// A month of the recruiters, after the communes' cases are known.
pub fn step(
    params: &Params,
    recruiters: &mut Recruiters,
    communes: &[Commune],
    country: &Country,
    services: &[ProvinceServices],
    pathways: &Pathways,
    draws: &Draws,
) -> Vec<ProvinceNews> {
    let month = pathways.month;
    count_cases(recruiters, communes, month);
    let mut news = vec![ProvinceNews::default(); country.provinces.len()];
    for row in 0..recruiters.len() {
        let of = &mut news[usize::from(recruiters.province[row])];
        of.recruiters += 1;
        of.cases += u32::from(recruiters.cases[row]);
    }
    arrest_and_leave(params, recruiters, services, pathways, draws, &mut news);
    let mean_yield = ratio(news.iter().map(|of| of.cases).sum(), news.iter().map(|of| of.recruiters).sum());
    let risk: Vec<f32> = news.iter().map(|of| ratio(of.arrests, of.recruiters)).collect();
    learn_and_lie_low(params, recruiters, &risk, draws, month);
    enter_all(params, recruiters, communes, country, &news, mean_yield, draws, month);
    move_all(params, recruiters, country, draws, month);
    news
}

fn count_cases(recruiters: &mut Recruiters, communes: &[Commune], month: Month) {
    recruiters.cases.fill(0);
    for commune in communes {
        for case in commune.cases.iter().rev().take_while(|case| case.month == month) {
            let cases = &mut recruiters.cases[case.recruiter as usize];
            *cases = cases.saturating_add(1);
        }
    }
}

fn arrest_and_leave(
    params: &Params,
    recruiters: &mut Recruiters,
    services: &[ProvinceServices],
    pathways: &Pathways,
    draws: &Draws,
    news: &mut [ProvinceNews],
) {
    let national =
        services.iter().map(|of| f64::from(of.identified_rate)).sum::<f64>() / services.len().max(1) as f64;
    let arrest: Vec<f64> = services
        .iter()
        .zip(&pathways.provinces)
        .map(|(of, pathways)| {
            let identified = if national > 0.0 { f64::from(of.identified_rate) / national } else { 0.0 };
            arrest_probability(params, pathways.capacities.police, identified)
        })
        .collect();
    let mean = ratio(news.iter().map(|of| of.cases).sum(), news.iter().map(|of| of.recruiters).sum());
    let provinces = recruiters.provinces();
    let stays: Vec<bool> = (0..recruiters.len())
        .map(|row| {
            let province = usize::from(recruiters.province[row]);
            let block = draws.block(Stream::RecruiterStatus, recruiters.key[row], pathways.month);
            if unit_from_word(block[0]) < arrest[province] {
                news[province].arrests += 1;
                return false;
            }
            let poor_yield = recruiters.yield_memory[row * provinces + province] < 0.5 * mean;
            let turnover = params.turnover.get() * if poor_yield { 2.0 } else { 1.0 };
            unit_from_word(block[1]) >= event_probability(turnover)
        })
        .collect();
    recruiters.retain(&stays);
}

fn learn_and_lie_low(
    params: &Params,
    recruiters: &mut Recruiters,
    risk: &[f32],
    draws: &Draws,
    month: Month,
) {
    let learning = params.learning.get() as f32;
    let alarm = (params.caution.get() * params.arrest.get()) as f32;
    for row in 0..recruiters.len() {
        let province = usize::from(recruiters.province[row]);
        let cases = f32::from(recruiters.cases[row]);
        let active = recruiters.status[row] == RecruiterStatus::Active;
        let (yields, risks) = recruiters.memory_mut(row);
        if active {
            yields[province] = learn(yields[province], cases, learning);
        }
        risks[province] = learn(risks[province], risk[province], learning);
        let alarmed = risks[province] > alarm;
        let unit = unit_from_word(draws.block(Stream::RecruiterStatus, recruiters.key[row], month)[2]);
        recruiters.status[row] = match active {
            true if alarmed && unit < params.lies_low.get() => RecruiterStatus::Dormant,
            true => RecruiterStatus::Active,
            false if unit < params.returns.get() => RecruiterStatus::Active,
            false => RecruiterStatus::Dormant,
        };
    }
}

#[allow(clippy::too_many_arguments)]
fn enter_all(
    params: &Params,
    recruiters: &mut Recruiters,
    communes: &[Commune],
    country: &Country,
    news: &[ProvinceNews],
    mean_yield: f32,
    draws: &Draws,
    month: Month,
) {
    for (row, province) in country.provinces.iter().enumerate() {
        let children: u32 = communes[province.communes.clone()].iter().map(|commune| commune.children).sum();
        let own = ratio(news[row].cases, news[row].recruiters);
        let profit = if mean_yield > 0.0 && news[row].recruiters >= 5 { own / mean_yield } else { 1.0 };
        let mean = entry_mean(params, f64::from(children), f64::from(profit));
        let unit = draws.uniform(Stream::RecruiterEntry, keys::province(row as u8), month);
        let risk = ratio(news[row].arrests, news[row].recruiters);
        for _ in 0..poisson(mean, unit) {
            enter(params, recruiters, country, row as u8, (own.max(mean_yield), risk), draws, month);
        }
    }
}

/// One recruiter enters a province, with what is heard there of yield and risk.
fn enter(
    params: &Params,
    recruiters: &mut Recruiters,
    country: &Country,
    province: u8,
    heard: (f32, f32),
    draws: &Draws,
    month: Month,
) {
    let key = recruiters.next_key(province);
    let block = draws.block(Stream::RecruiterTraits, key, Month(0));
    let spread = params.effort_spread.get();
    let normal = normal_quantile(unit_from_word(block[2]));
    let shares = [
        params.sector.labour,
        params.sector.courier,
        params.sector.sexual,
        params.sector.marriage,
        params.sector.adoption,
    ];
    let form = Form::ALL[pick(shares.map(|share| share.get() as f32), block[0])];
    let rest = 1.0 - params.family.get() - params.partner.get() - params.friend.get();
    let networks = [params.family.get(), params.partner.get(), params.friend.get(), rest.max(0.0)];
    let network = NetworkType::ALL[pick(networks.map(|share| share as f32), block[1])];
    recruiters.key.push(key);
    recruiters.province.push(province);
    recruiters.commune.push(place_in(country, province, key, draws, month, 0));
    recruiters.form.push(form);
    // Infants have no partners: who enters for illegal adoption is then a stranger or agency.
    recruiters.network.push(if form == Form::Adoption && network == NetworkType::Partner {
        NetworkType::Other
    } else {
        network
    });
    recruiters.effort.push(libm::exp(spread * normal - 0.5 * spread * spread) as f32);
    recruiters.capacity.push(params.capacity.get().clamp(0.0, 255.0) as u8);
    recruiters.status.push(RecruiterStatus::Active);
    recruiters.cases.push(0);
    let provinces = recruiters.provinces();
    recruiters.yield_memory.extend(std::iter::repeat_n(heard.0, provinces));
    recruiters.risk_memory.extend(std::iter::repeat_n(heard.1, provinces));
}

fn move_all(params: &Params, recruiters: &mut Recruiters, country: &Country, draws: &Draws, month: Month) {
    for row in 0..recruiters.len() {
        let block = draws.block(Stream::RecruiterMove, recruiters.key[row], month);
        if unit_from_word(block[0]) < params.inertia.get() {
            continue;
        }
        let here = recruiters.province[row];
        let places: Vec<u8> = std::iter::once(here)
            .chain(country.provinces[usize::from(here)].neighbours.iter().copied())
            .collect();
        let (yields, risks) = recruiters.memory_mut(row);
        let weights = softmax_weights(
            params,
            places.iter().map(|&place| (yields[usize::from(place)], risks[usize::from(place)])),
        );
        if let Some(chosen) = share_out(&weights, unit_from_word(block[1])) {
            let key = recruiters.key[row];
            recruiters.province[row] = places[chosen];
            recruiters.commune[row] = place_in(country, places[chosen], key, draws, month, 1);
        }
    }
}

/// A commune of a province at random; `move_number` is 0 on entry and 1 for a move, which can fall in the same month.
fn place_in(country: &Country, province: u8, key: u64, draws: &Draws, month: Month, move_number: u32) -> u32 {
    let communes = &country.provinces[usize::from(province)].communes;
    let word = draws.indexed_block(Stream::RecruiterPlace, key, month, move_number)[0];
    (communes.start + ((u64::from(word) * communes.len() as u64) >> 32) as usize) as u32
}

fn pick<const N: usize>(shares: [f32; N], word: u32) -> usize {
    share_out(&shares, unit_from_word(word)).unwrap_or(0)
}

fn ratio(events: u32, of: u32) -> f32 {
    if of == 0 { 0.0 } else { events as f32 / of as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learning_moves_part_of_the_way() {
        assert_eq!(learn(0.2, 1.0, 0.25), 0.4);
        assert_eq!(learn(0.2, 0.2, 0.25), 0.2);
    }

    /// exp(-2) = 0.1353, then 0.4060, 0.6767: units on either side of the steps.
    #[test]
    fn poisson_inverts_its_distribution() {
        assert_eq!([0.13, 0.14, 0.40, 0.41, 0.67, 0.68].map(|unit| poisson(2.0, unit)), [0, 1, 1, 2, 2, 3]);
        assert_eq!(poisson(0.0, 0.999), 0);
    }

    #[test]
    fn shares_pick_by_proportion() {
        assert_eq!(pick([0.25, 0.75], (0.24 * 4_294_967_296.0) as u32), 0);
        assert_eq!(pick([0.25, 0.75], (0.26 * 4_294_967_296.0) as u32), 1);
    }
}
