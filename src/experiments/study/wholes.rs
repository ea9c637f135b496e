//! Parts of one whole among the factors: shares of who recruits, shares of sectors.
//!
//! Where a whole leaves a rest, the parts that are varied share what the others do not take. Where
//! its parts must add up to 1, those that are not varied keep their proportions and take what is
//! left; they are set with every point and shown beside it.

use super::space::Simplex;
use super::{Axis, Design};
use crate::config::share_totals::{TOLERANCE, wholes};
use crate::config::{Code, Effective, Fault, Faults, Place};

/// A whole of which a study varies parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// The table that the parts stand in.
    section: String,
    /// Places of the factors that are parts.
    members: Vec<usize>,
    /// Parts that follow: names, and values where nothing is varied.
    rest: Vec<(String, f64)>,
    /// What the members may add up to.
    most: f64,
    /// Whether the members must add up to that, being all of a whole that leaves no rest.
    exact: bool,
}

/// The wholes of which some factors are parts.
pub(super) fn of(axes: &[Axis], base: &Effective) -> Vec<Parts> {
    let mut found = Vec::new();
    for whole in wholes(&base.book) {
        let place = |name: &str| axes.iter().position(|axis| axis.name == name);
        let members: Vec<usize> = whole.parts.iter().filter_map(|(name, _)| place(name)).collect();
        if members.is_empty() {
            continue;
        }
        let others: Vec<(String, f64)> =
            whole.parts.into_iter().filter(|(name, _)| place(name).is_none()).collect();
        let fixed: f64 = others.iter().map(|(_, share)| share).sum();
        found.push(match whole.leaves_rest {
            true => {
                Parts { section: whole.section, members, rest: Vec::new(), most: 1.0 - fixed, exact: false }
            }
            false => {
                Parts { section: whole.section, members, exact: others.is_empty(), rest: others, most: 1.0 }
            }
        });
    }
    found
}

/// What is wrong with the ranges of parts, before any point is made.
pub(super) fn check(parts: &[Parts], axes: &[Axis], design: Design, places: &[Place]) -> Faults {
    let mut faults = Faults::new();
    for own in parts.iter().filter(|_| design != Design::List) {
        let Some(&last) = own.members.last() else { continue };
        if own.exact {
            let message = format!("the shares in `{}` add up to 1, so one of them follows", own.section);
            faults.push(
                Fault::new(Code::SumNotOne, message)
                    .at(places[last].clone(), "all of them are varied")
                    .help("leave out the factor that shall follow from the others"),
            );
            continue;
        }
        let lows: f64 = own.members.iter().map(|&member| axes[member].low).sum();
        for &member in own.members.iter().filter(|&&member| axes[member].choices.is_none()) {
            let axis = &axes[member];
            let reached = lows - axis.low + axis.high;
            if reached > own.most + TOLERANCE {
                let (name, high, most) = (&axis.name, axis.high, own.most - lows + axis.low);
                let message = format!("`{name}` cannot be {high}: its whole leaves {most:.4} at most");
                faults.push(
                    Fault::new(Code::SumNotOne, message)
                        .at(places[member].clone(), "a part of one whole")
                        .expected(format!("parts in `{}` that add up to 1 at most", own.section))
                        .help("lower `high`, or the other parts"),
                );
            } else if axis.log && is_sample(design) {
                faults.push(
                    Fault::new(Code::DesignRefused, format!("`{}` is a part of one whole", axis.name))
                        .at(places[member].clone(), "cannot have `scale = \"log\"`")
                        .help("delete the scale: parts are drawn evenly from what the whole allows"),
                );
            }
        }
    }
    faults
}

/// Whether the design chooses values itself, and so can share a whole out.
pub(super) const fn is_sample(design: Design) -> bool {
    matches!(design, Design::LatinHypercube(_) | Design::Sobol(_) | Design::Morris(_) | Design::Saltelli(_))
}

/// How a sample shares the wholes out. Listed values are not shared out: their points are checked.
pub(super) fn simplices(parts: &[Parts], axes: &[Axis], design: Design) -> Vec<Simplex> {
    let ranges = |own: &Parts| own.members.iter().all(|&member| axes[member].choices.is_none());
    let simplex = |own: &Parts| {
        let end = |end: fn(&Axis) -> f64| own.members.iter().map(|&member| end(&axes[member])).collect();
        Simplex {
            members: own.members.clone(),
            low: end(|axis| axis.low),
            high: end(|axis| axis.high),
            most: own.most,
        }
    };
    parts.iter().filter(|own| is_sample(design) && ranges(own)).map(simplex).collect()
}

impl Parts {
    /// The names of the parts that follow from those that are varied.
    pub fn following(&self) -> impl Iterator<Item = &str> {
        self.rest.iter().map(|(name, _)| name.as_str())
    }

    /// The place of the first factor that is a part.
    pub(super) fn first_member(&self) -> Option<usize> {
        self.members.first().copied()
    }

    /// The values of the parts that follow.
    pub fn follow(&self, axes: &[Axis], values: &[f64]) -> Vec<f64> {
        let left = (self.most - self.sum(axes, values)).max(0.0);
        let before: f64 = self.rest.iter().map(|(_, share)| share).sum();
        if (left - before).abs() < 1e-12 {
            return self.rest.iter().map(|(_, share)| *share).collect();
        }
        let even = 1.0 / self.rest.len() as f64;
        let share = |share: f64| if before > 0.0 { share / before } else { even };
        self.rest.iter().map(|(_, own)| left * share(*own)).collect()
    }

    /// Why a point cannot be: its parts add up to more than there is.
    pub(super) fn excess(&self, axes: &[Axis], values: &[f64]) -> Option<String> {
        let sum = self.sum(axes, values);
        if sum - self.most <= TOLERANCE && (!self.exact || self.most - sum <= TOLERANCE) {
            return None;
        }
        let part = |&member: &usize| format!("{} {}", axes[member].name, axes[member].shown(values[member]));
        let parts: Vec<String> = self.members.iter().map(part).collect();
        let most = (self.most * 1e9).round() / 1e9;
        let bound = if self.exact { format!("not {most}") } else { format!("more than {most}") };
        Some(format!("{} add up to {}, {bound}", parts.join(" + "), (sum * 1e9).round() / 1e9))
    }

    fn sum(&self, axes: &[Axis], values: &[f64]) -> f64 {
        let value = |member: usize| {
            let listed =
                axes[member].choices.as_ref().and_then(|choices| choices[values[member] as usize].number);
            listed.unwrap_or(values[member])
        };
        self.members.iter().map(|&member| value(member)).sum()
    }
}
