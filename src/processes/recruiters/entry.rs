//! Entry of recruiters.

use super::{Params, ProvinceOutlook};
use crate::population::{
    Belief, Commune, Country, Form, Memory, NetworkType, RecruiterStatus, Recruiters, keys,
};
use crate::processes::recruitment::{EntrantMix, share_out};
use crate::quantities::{Month, event_probability};
use crate::random::{Draws, Stream, normal_quantile, unit_from_word};

/// Mean number of entrants to a province in a month.
pub fn entry_mean(p: &Params, children: f64, prospect: f64) -> f64 {
    let target = p.per_100k.get() * children / 1e5;
    (p.turnover.get() + p.arrest.get())
        * target
        * libm::pow(prospect / p.yield_unit(), p.entry_elasticity.get())
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

fn sectors(p: &Params) -> [f32; 5] {
    Form::ALL.map(|form| p.sector.of(form).get() as f32)
}

fn networks(p: &Params) -> [f32; 4] {
    let rest = 1.0 - p.family.get() - p.partner.get() - p.friend.get();
    [p.family.get(), p.partner.get(), p.friend.get(), rest.max(0.0)].map(|share| share as f32)
}

/// Infants have no partners: who enters for illegal adoption is then a stranger or agency.
fn network_in(form: Form, network: NetworkType) -> NetworkType {
    if form == Form::Adoption && network == NetworkType::Partner { NetworkType::Other } else { network }
}

/// Shares of entrants by sector and network type.
pub fn mix(p: &Params) -> EntrantMix {
    let mut mix = EntrantMix::default();
    let (sectors, networks) = (sectors(p), networks(p));
    let all = sectors.iter().sum::<f32>() * networks.iter().sum::<f32>();
    for form in Form::ALL {
        for network in NetworkType::ALL {
            *mix.share_mut(form, network_in(form, network)) +=
                sectors[form as usize] * networks[network as usize] / all;
        }
    }
    mix
}

/// The first recruiters: the standing number for all children of each province's communes,
/// simulated or not, at work. They entered in the month before `month`.
pub fn first_recruiters(
    params: &Params,
    country: &Country,
    communes: &[Commune],
    draws: &Draws,
    month: Month,
) -> Recruiters {
    let month = month.plus(-1);
    let heard = Belief {
        gain: params.standing_yield.get() as f32,
        risk: event_probability(params.arrest.get()) as f32,
    };
    let mut recruiters = Recruiters::none(country.provinces.len());
    for (row, province) in country.provinces.iter().enumerate() {
        let children: u32 = communes[province.communes.clone()].iter().map(|commune| commune.children).sum();
        let mean = params.per_100k.get() * f64::from(children) / province.sampled / 1e5;
        let key = keys::province(row as u8);
        let one_more = draws.happens(Stream::RecruiterEntry, key, month, mean.fract());
        for _ in 0..mean as u32 + u32::from(one_more) {
            enter(params, &mut recruiters, country, row as u8, heard, draws, month);
        }
    }
    recruiters
}

/// The entrants of a month, province by province.
pub(super) fn enter_all(
    params: &Params,
    recruiters: &mut Recruiters,
    country: &Country,
    grounds: &[ProvinceOutlook],
    draws: &Draws,
    month: Month,
) {
    for (row, ground) in grounds.iter().enumerate() {
        let mean = entry_mean(params, ground.children, f64::from(ground.prospect));
        let unit = draws.uniform(Stream::RecruiterEntry, keys::province(row as u8), month);
        for _ in 0..poisson(mean, unit) {
            let heard = Belief { gain: ground.prospect, risk: ground.risk };
            enter(params, recruiters, country, row as u8, heard, draws, month);
        }
    }
}

/// One recruiter enters a province; what is heard there of yield and risk is believed of every
/// place.
fn enter(
    params: &Params,
    recruiters: &mut Recruiters,
    country: &Country,
    province: u8,
    heard: Belief,
    draws: &Draws,
    month: Month,
) {
    let key = recruiters.next_key(province);
    let block = draws.block(Stream::RecruiterTraits, key, Month(0));
    let spread = params.effort_spread.get();
    let normal = normal_quantile(unit_from_word(block[2]));
    let form = Form::ALL[pick(sectors(params), block[0])];
    recruiters.key.push(key);
    recruiters.province.push(province);
    recruiters.commune.push(place_in(country, province, key, draws, month, 0));
    recruiters.form.push(form);
    recruiters.network.push(network_in(form, NetworkType::ALL[pick(networks(params), block[1])]));
    recruiters.effort.push(libm::exp(spread * normal - 0.5 * spread * spread) as f32);
    recruiters.capacity.push(params.capacity.get().clamp(0.0, 255.0) as u8);
    recruiters.status.push(RecruiterStatus::Active);
    recruiters.expected.push(0.0);
    recruiters.memory.push(Memory::new(heard));
}

/// A commune of a province at random; `move_number` is 0 on entry and 1 for a move, which can fall
/// in the same month.
pub(super) fn place_in(
    country: &Country,
    province: u8,
    key: u64,
    draws: &Draws,
    month: Month,
    move_number: u32,
) -> u32 {
    let communes = &country.provinces[usize::from(province)].communes;
    let word = draws.indexed_block(Stream::RecruiterPlace, key, month, move_number)[0];
    (communes.start + ((u64::from(word) * communes.len() as u64) >> 32) as usize) as u32
}

fn pick<const N: usize>(shares: [f32; N], word: u32) -> usize {
    share_out(&shares, unit_from_word(word)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::params;
    use super::*;

    /// 200,000 children, 100 per 100,000, turnover and arrest 0.025: 5 entrants at the standing
    /// yield of 0.25; elasticity 1/2.
    #[test]
    fn entry_by_hand() {
        let p = params();
        for (prospect, expected) in [(0.25, 5.0), (1.0, 10.0), (0.0625, 2.5), (0.0, 0.0)] {
            assert!((entry_mean(&p, 200_000.0, prospect) - expected).abs() < 1e-9, "{prospect}");
        }
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

    #[test]
    fn the_mix_is_of_all_entrants_and_infants_have_no_partners() {
        let mix = mix(&params());
        let all =
            Form::ALL.into_iter().flat_map(|form| NetworkType::ALL.map(|network| mix.share(form, network)));
        assert!((all.sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((mix.share(Form::Labour, NetworkType::Family) - 0.2).abs() < 1e-6);
        assert_eq!(mix.share(Form::Adoption, NetworkType::Partner), 0.0);
        // a tenth of entrants, of whom 30 % strangers and 20 % who would be partners
        assert!((mix.share(Form::Adoption, NetworkType::Other) - 0.05).abs() < 1e-6);
    }
}
