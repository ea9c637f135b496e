//! What a comparison is asked for beside its scenarios, and what its results depend on.

use super::replicates::{StoppingRule, Variation};
use super::{Arm, Comparison, Effect, Split, UncertaintySource, assumed_share};
use crate::config::Effective;
use crate::experiments::Contradiction;
use crate::experiments::ensemble::Ensemble;
use crate::simulation::CountryData;
use crate::store::Fingerprint;
use crate::store::directory::{Belonging, Kind};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct ComparisonRequest {
    /// What replicates differ in.
    pub design: UncertaintySource,
    /// Replicates to begin with, and how far to go on adding them.
    pub patience: StoppingRule,
    /// The ensemble of that design, with the number of its points that are used.
    pub ensemble: Option<(Ensemble, u32)>,
    /// Money to be spent best, million dong.
    pub budget: Option<f64>,
    /// Whether effects are split over the channels of their levers.
    pub why: bool,
    /// What the protection of a child is worth, million dong, where the decision between the
    /// scenarios is asked for.
    pub value_of_a_child: Option<f64>,
}

impl ComparisonRequest {
    /// What the replicates differ in.
    pub fn variation(&self) -> Variation<'_> {
        Variation {
            design: self.design,
            ensemble: self.ensemble.as_ref().map(|(points, used)| (points, *used)),
        }
    }

    /// The scenarios, and beside each one without what is merely assumed of its levers, where
    /// parameters are in question.
    pub fn with_bare(&self, arms: &[Arm]) -> Vec<Arm> {
        let drawn = arms.iter().filter(|_| self.design.draws());
        let bare: Vec<Arm> = drawn.map(Arm::without_assumed).collect();
        arms.iter().cloned().chain(bare).collect()
    }

    /// The worlds by which the effects of the scenarios are split, where that is asked for.
    pub fn split(&self, arms: &[Arm], ground: &CountryData) -> Split {
        if self.why { Split::of(arms, ground, self.design) } else { Split::default() }
    }

    /// Everything that the results depend on, with the number of replicates that will run: asked
    /// for again from the directory, it is the same request.
    pub fn belonging(&self, arms: &[Arm]) -> Belonging {
        let replicates = self.ensemble.as_ref().map_or(self.patience.replicates, |(_, used)| *used);
        let mut header = Fingerprint::of_program();
        for (place, arm) in arms.iter().enumerate() {
            let role = if place == 0 { "reference".to_owned() } else { format!("scenario.{place}") };
            header.add_config(&role, &arm.as_run(replicates));
        }
        let mut add = |key: &str, value: String| header.keys.insert(format!("compare.{key}"), value);
        add("parameters", format!("{:?}", self.design));
        if let Some((points, used)) = &self.ensemble {
            add("ensemble.blake3", points.hash());
            add("points", used.to_string());
        }
        if let Some(precision) = self.patience.precision {
            add("precision", format!("{precision:?}"));
            add("at_most", self.patience.at_most.to_string());
        }
        if let Some(budget) = self.budget {
            add("budget", budget.to_string());
        }
        if let Some(worth) = self.value_of_a_child {
            add("value_of_a_child", worth.to_string());
        }
        if self.why {
            add("why", self.why.to_string());
        }
        Belonging { kind: Kind::Compare, header }
    }

    /// The words by which a command line asks for the same of scenarios that stand in files.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        match self.design {
            UncertaintySource::All | UncertaintySource::Joint => {
                words.push("--uncertainty all".to_owned());
            }
            UncertaintySource::Levers => words.push("--uncertainty levers".to_owned()),
            UncertaintySource::Chance | UncertaintySource::Ensemble => {}
        }
        words.extend(self.ensemble.as_ref().map(|_| "--ensemble=ensemble.csv".to_owned()));
        words.extend(self.why.then(|| "--why".to_owned()));
        words
    }
}

/// What replicates differ in by two wishes: what is drawn from its ranges, and an ensemble. Both
/// together are one joint uncertainty, where all is drawn that the ensemble does not hold.
///
/// # Errors
/// An ensemble beside drawn lever strengths alone: there is no such design.
pub fn joined(drawn: UncertaintySource, ensemble: bool) -> Result<UncertaintySource, Contradiction> {
    match (ensemble, drawn) {
        (false, drawn) => Ok(drawn),
        (true, UncertaintySource::Chance) => Ok(UncertaintySource::Ensemble),
        (true, UncertaintySource::All) => Ok(UncertaintySource::Joint),
        (true, _) => Err(Contradiction {
            message: "--ensemble and --uncertainty levers each say what replicates differ in".to_owned(),
            help: "write --uncertainty all, which draws what the ensemble does not hold, or leave one out"
                .to_owned(),
        }),
    }
}

/// Refuses to weigh what is not known where nothing is varied.
///
/// # Errors
/// A design of chance alone.
pub fn refuse_certain(design: UncertaintySource) -> Result<(), Contradiction> {
    if design != UncertaintySource::Chance {
        return Ok(());
    }
    Err(Contradiction {
        message: "--voi asks what knowing more is worth, and no parameter is uncertain".to_owned(),
        help: "add --ensemble, --uncertainty all, or both".to_owned(),
    })
}

/// Refuses two wishes that each say what replicates differ in.
///
/// # Errors
/// The ensemble stands beside one that was given.
pub fn refuse_beside_ensemble(others: &[(&str, bool)]) -> Result<(), Contradiction> {
    match others.iter().find(|(_, given)| *given) {
        None => Ok(()),
        Some((option, _)) => Err(Contradiction {
            message: format!("--ensemble and {option} each say what replicates differ in"),
            help: "use one of them".to_owned(),
        }),
    }
}

/// Refuses two scenarios of one name: results are kept by name. `given` is what each was named by.
///
/// # Errors
/// The first of them.
pub fn refuse_same_names(given: &[String], configs: &[Effective]) -> Result<(), Contradiction> {
    for (place, config) in configs.iter().enumerate() {
        let Some(known) = configs[..place].iter().position(|known| known.name == config.name) else {
            continue;
        };
        let name = &config.name;
        let role = if known == 0 { "is the reference" } else { "is compared already" };
        let message = if given[place] == *name && given[known] == *name {
            format!("`{name}` {role}")
        } else {
            format!("{} is named `{name}`, and so is {}, which {role}", given[place], given[known])
        };
        let help = "name each scenario once; a file's name = \"...\" tells it from others".to_owned();
        return Err(Contradiction { message, help });
    }
    Ok(())
}

/// The share of each effect that rests on assumed numbers, where arms without them stand behind the
/// scenarios.
pub fn assumed_shares(comparison: &Comparison, scenarios: usize) -> Vec<Option<f64>> {
    if comparison.runs.len() == scenarios {
        return Vec::new();
    }
    let of_effect = |effect: Effect| {
        let bare = |arm: usize| (scenarios, scenarios + arm);
        (1..scenarios).map(move |arm| assumed_share(comparison, arm, bare(arm), effect))
    };
    Effect::ALL.into_iter().flat_map(of_effect).collect()
}
