//! Paired comparison of scenarios with a reference.
//!
//! Every replicate is one history of chance. The scenarios of a replicate share the state after
//! warm-up and, because chance is addressed by child and month, every draw: a child whom no lever
//! touches meets the same fate in each of them. What is reported is therefore the mean over
//! replicates of the *difference* within a replicate, with an interval from the spread of these
//! differences, and the factor by which pairing lowered their variance.
//!
//! * `arm`: the scenarios, and which of them share a warm-up. `draws`: parameters drawn from their
//!   intervals.
//! * `replicate`: how the scenarios of one replicate are lived; `live_or_kept`: from the store where
//!   they are there. `comparison`: the runs; `known`: what of them was there before; `cache`: what of them serves the next comparison. `paired`: the
//!   statistics of a difference, `ratio` of a ratio. `variance`: their parts.
//! * `request`: what is asked for beside the scenarios; `replicates`: how many replicates it takes.
//! * `pairing`: what scenarios must have in common. `acting`: whether one does anything. `support`:
//!   on what evidence they differ. `words`: what is said beside the numbers.
//! * `described`: what each scenario is.
//! * `contrasts`, `effects`, `equity`, `displacement`: what is read from the runs. `why`: an effect
//!   split over the channels of its levers. `decision`: which
//!   scenario is best and what knowing more would be worth.

mod acting;
mod arm;
mod cache;
mod comparison;
mod contrasts;
mod decision;
mod described;
mod displacement;
mod draws;
mod effects;
mod equity;
mod known;
mod live_or_kept;
mod paired;
mod pairing;
mod ratio;
mod replicate;
pub mod replicates;
mod request;
mod support;
mod variance;
mod why;
mod words;

pub use crate::pathways::Mediator;
pub use crate::places::Unit;
pub use acting::{acts, idle_levers, not_yet_begun};
pub use arm::{Arm, warm_up_groups};
pub use cache::{ComparisonCache, Pair};
pub use comparison::{Comparison, RunFault, RunScope, STRATA, run_replicates};
pub use contrasts::{Contrast, Source, UnitContrast, contrasts, unit_contrasts};
pub use decision::{Decision, DecisionRow, InformationKind, InformationRow};
pub use described::{LeverRow, ScenarioRow, described};
pub use displacement::{DisplacementRow, Zone, displacement};
pub use draws::draw;
pub use effects::{Effect, EffectRow, assumed_share, effects};
pub use equity::{EquityRow, NoShare, equity};
pub use known::{Known, Part};
pub use live_or_kept::{LiveOrKept, warmed_up};
pub use paired::{FEW, Paired, paired, replicates_needed};
pub use pairing::unpaired;
pub use replicate::{Replicate, WarmedUp};
pub use replicates::Precision;
pub use request::{
    ComparisonRequest, assumed_shares, joined, refuse_beside_ensemble, refuse_certain, refuse_same_names,
};
pub use support::{Support, differing_levers, numbers_of_lever, support};
pub use variance::{UncertaintySource, VarianceParts};
pub use why::{Averted, EffectPart, FORMS, PartMean, PartRow, Split, Way, Why};
pub use words::{NOTHING_ACTS, notes};
