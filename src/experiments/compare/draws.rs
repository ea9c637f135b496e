//! Parameters drawn from their intervals, the same draw for every scenario of a replicate.
//!
//! *Lever strengths* are the numbers of the levers' tables except coverage, which is a choice and
//! not a fact. *Links* are the hazard and odds ratios and the elasticities by which the processes
//! tie risk conditions to each other and to trafficking, except those that calibration moves. A
//! parameter of value `v` in `[low, high]` is drawn from the triangular distribution with its mode
//! at `v`: the table gives a best value and a range, and nothing more is known of most of them.
//!
//! The share `u` that is drawn belongs to the parameter's name and the number of the draw, so a
//! scenario that moves a strength is drawn at the same quantile as the reference.

use super::{Arm, UncertaintySource};
use crate::config::units::UnitKind;
use crate::config::{Evidence, Faults, Parameter};
use crate::experiments::ensemble::Ensemble;
use crate::quantities::{Month, triangular_quantile};
use crate::random::{Draws, Stream};
use crate::simulation::CountryData;

/// The arms as a replicate of a design sees them. Where it has a point of an ensemble, the numbers
/// that the ensemble holds are those of the point, with its correlations, and are not drawn.
///
/// # Errors
/// A configuration that the model refuses with the drawn numbers.
pub fn draw(
    arms: &[Arm],
    ground: &CountryData,
    design: UncertaintySource,
    ensemble: Option<&Ensemble>,
    replicate: u32,
) -> Result<Vec<Arm>, Faults> {
    let (levers, links) = (design.lever_draw(replicate), design.link_draw(replicate));
    let drawn = |arm: &Arm| {
        let at_point = ensemble.map(|ensemble| ensemble.arm(arm, ground, replicate)).transpose()?;
        let arm = at_point.as_ref().unwrap_or(arm);
        let number = |parameter: &Parameter| match () {
            () if ensemble.is_some_and(|ensemble| ensemble.holds(&parameter.name)) => None,
            () if is_strength(parameter) => levers,
            () if is_link(parameter) => links,
            () => None,
        };
        let draws = Draws::new(arm.plan.horizon.seed, 0);
        let change = |parameter: &Parameter| {
            number(parameter).map(|draw| triangular(parameter, unit(&draws, &parameter.name, draw)))
        };
        let drawn = changed(arm, ground, change)?;
        if arm.bare { without_assumed(&drawn, ground) } else { Ok(drawn) }
    };
    arms.iter().map(drawn).collect()
}

/// The arm without what is merely assumed of its levers: ratios of that grade become 1, amounts 0.
/// What the effect of the arm loses by it rests on assumption.
fn without_assumed(arm: &Arm, ground: &CountryData) -> Result<Arm, Faults> {
    changed(arm, ground, |parameter| {
        let assumed = parameter.evidence == Evidence::Assumed && is_strength(parameter);
        let key = parameter.name.rsplit('.').next().unwrap_or_default();
        if !assumed || QUALIFIERS.contains(&key) {
            return None;
        }
        match parameter.unit.kind() {
            UnitKind::HazardRatio | UnitKind::OddsRatio | UnitKind::Ratio => Some(1.0),
            UnitKind::Share | UnitKind::StandardDeviations | UnitKind::Money | UnitKind::LogUnits => {
                Some(0.0)
            }
            _ => None,
        }
    })
}

/// Numbers that have no neutral value: they say how much of a trial's effect holds, how it is
/// delivered and what it costs.
const QUALIFIERS: [&str; 6] = [
    "drop_out",
    "habits_while_attending",
    "standing_targeting",
    "unit_cost",
    "fixed_cost",
    "incentive_worth",
];

fn changed(arm: &Arm, ground: &CountryData, new: impl Fn(&Parameter) -> Option<f64>) -> Result<Arm, Faults> {
    if arm.config.book.parameters().all(|parameter| new(parameter).is_none()) {
        return Ok(arm.clone());
    }
    arm.changed(ground, |config| {
        let changes: Vec<(String, f64)> = config
            .book
            .parameters()
            .filter_map(|parameter| new(parameter).map(|value| (parameter.name.clone(), value)))
            .collect();
        changes.into_iter().try_for_each(|(name, value)| config.book.set_value(&name, value))
    })
}

fn is_strength(parameter: &Parameter) -> bool {
    parameter.name.starts_with("levers.") && !parameter.name.ends_with(".coverage")
}

fn is_link(parameter: &Parameter) -> bool {
    let ratio = matches!(parameter.unit.kind(), UnitKind::HazardRatio | UnitKind::OddsRatio);
    let elasticity = parameter.name.contains(".home.");
    (ratio || elasticity)
        && !parameter.name.starts_with("levers.")
        && parameter.evidence != Evidence::Calibrated
}

/// The share in (0, 1) that belongs to a parameter in a draw.
fn unit(draws: &Draws, name: &str, draw: u32) -> f64 {
    let hash = blake3::hash(name.as_bytes());
    let key = hash.as_bytes().iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte));
    draws.uniform(Stream::ParameterDraw, key, Month(draw as i32))
}

/// The quantile `u` of a parameter's triangle.
fn triangular(parameter: &Parameter, u: f64) -> f64 {
    triangular_quantile(parameter.low, parameter.value, parameter.high, u)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Effective;
    use crate::simulation::configuration;

    fn arms(names: &[&str]) -> (Vec<Arm>, CountryData) {
        let none: [&str; 0] = [];
        let configs: Vec<Effective> =
            names.iter().map(|name| configuration(Some(name), None, &none).unwrap()).collect();
        let ground = CountryData::of(&configs[0]).unwrap();
        (configs.into_iter().map(|config| Arm::read(config, &ground).unwrap()).collect(), ground)
    }

    fn value(arm: &Arm, name: &str) -> f64 {
        arm.config.book.get(name).unwrap().value
    }

    #[test]
    fn quantiles_of_the_triangle_by_hand() {
        let (arms, _) = arms(&["baseline"]);
        let mut parameter = arms[0].config.book.parameters().next().unwrap().clone();
        (parameter.low, parameter.value, parameter.high) = (0.0, 1.0, 4.0);
        // A quarter lies below the mode; below it F(x) = x^2 / 4, above it 1 - (4 - x)^2 / 12.
        assert_eq!(triangular(&parameter, 0.25), 1.0);
        assert!((triangular(&parameter, 0.0625) - 0.5).abs() < 1e-12);
        assert!((triangular(&parameter, 1.0 - 1.0 / 12.0) - 3.0).abs() < 1e-12);
        (parameter.low, parameter.high) = (1.0, 1.0);
        assert_eq!(triangular(&parameter, 0.9), 1.0);
    }

    #[test]
    fn scenarios_share_their_draws_and_coverage_is_never_drawn() {
        let (arms, ground) = arms(&["baseline", "parenting_programme"]);
        let one = draw(&arms, &ground, UncertaintySource::All, None, 5).unwrap();
        let same_draw = draw(&arms, &ground, UncertaintySource::All, None, 4).unwrap();
        let other = draw(&arms, &ground, UncertaintySource::All, None, 6).unwrap();
        let (strength, link, level) =
            ("levers.parenting_programme.habits_violence", "recruitment.home.debt", "recruitment.contact");
        for name in [strength, link] {
            assert_eq!(value(&one[0], name), value(&one[1], name), "{name}");
            assert_eq!(value(&one[0], name), value(&same_draw[0], name), "{name}");
        }
        assert_ne!(value(&one[0], strength), value(&other[0], strength));
        assert_eq!(value(&one[0], link), value(&other[0], link), "links hold for a block of four");
        assert_ne!(value(&one[0], link), value(&arms[0], link));
        for name in [level, "levers.parenting_programme.coverage"] {
            assert_eq!(value(&one[1], name), value(&arms[1], name), "{name}");
        }
        let levers_alone = draw(&arms, &ground, UncertaintySource::Levers, None, 5).unwrap();
        assert_eq!(value(&levers_alone[0], link), value(&arms[0], link));
    }

    /// With an ensemble, what it holds is its point's, a link among it; strengths and the other links
    /// are drawn anew in every replicate, for all scenarios alike.
    #[test]
    fn what_the_ensemble_holds_is_not_drawn_again() {
        let (arms, ground) = arms(&["baseline", "parenting_programme"]);
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("points.csv");
        std::fs::write(&file, "recruitment.contact,recruitment.home.debt\n0.3,0.11\n0.5,0.12\n").unwrap();
        let ensemble = Ensemble::read(Some(&file), &arms[0].config).unwrap();
        let at =
            |replicate| draw(&arms, &ground, UncertaintySource::Joint, Some(&ensemble), replicate).unwrap();
        let [first, second] = [at(0), at(1)];
        for (drawn, contact, debt) in [(&first, 0.3, 0.11), (&second, 0.5, 0.12)] {
            for arm in drawn {
                assert_eq!(value(arm, "recruitment.contact"), contact);
                assert_eq!(value(arm, "recruitment.home.debt"), debt);
            }
        }
        let link = arms[0]
            .config
            .book
            .parameters()
            .find(|own| is_link(own) && own.name != "recruitment.home.debt" && own.low < own.high)
            .unwrap();
        for name in
            ["levers.parenting_programme.habits_violence", "levers.cash_transfer.unit_cost", &link.name]
        {
            assert_ne!(value(&first[0], name), value(&second[0], name), "{name}");
            assert_eq!(value(&first[0], name), value(&first[1], name), "{name}");
        }
        let alone = draw(&arms, &ground, UncertaintySource::Ensemble, Some(&ensemble), 1).unwrap();
        assert_eq!(value(&alone[0], &link.name), value(&arms[0], &link.name));
        assert_eq!(value(&alone[0], "recruitment.contact"), 0.5);
    }

    #[test]
    fn what_is_assumed_becomes_neutral_and_what_was_measured_stays() {
        let (arms, ground) = arms(&["child_protection_programme"]);
        let bare =
            &draw(&[arms[0].without_assumed()], &ground, UncertaintySource::Chance, None, 0).unwrap()[0];
        assert_eq!(value(bare, "levers.law_enforcement.police"), 1.0);
        assert_eq!(value(bare, "levers.parenting_programme.body_savings"), 0.0);
        for name in ["levers.cash_transfer.work_start", "levers.parenting_programme.drop_out"] {
            assert_eq!(value(bare, name), value(&arms[0], name), "{name}");
        }
    }
}
