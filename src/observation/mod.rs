//! What can be seen of a run: the truth, the survey, the register, services, human security, costs
//! and the fit.
//!
//! This room reads the population and writes nothing into it, except that [`empty_logs`] empties
//! the yearly logs once they are counted. Everything is counted in integers by province and
//! [`Cell`](crate::population::Cell); weights enter only when provinces are added up, in the order
//! of their codes, so that no result depends on threads. Small numbers are suppressed by one rule,
//! [`is_suppressed`].

mod clusters;
mod costs;
mod counts;
mod definition;
mod elsewhere;
mod estimate;
mod fit;
mod human_security;
mod indicators;
mod measure;
mod month;
mod ranks;
mod reliability;
mod results;
mod strata;
mod survey;
mod tally;

#[cfg(test)]
pub(crate) mod small_world;
#[cfg(test)]
mod tests;

pub use clusters::StandardError;
pub use costs::{CostRow, tabulate_costs, total_cost};
pub use counts::{CountKind, CountSource, EnforcementStep, RegisterSlice, ServiceCount};
pub use definition::{Better, MeasureDef, MeasureKind};
pub use elsewhere::{CountsElsewhere, PlaceSource};
pub use estimate::{Estimate, LEAST_AGENTS, LEAST_RUNS, UNCERTAIN_ABOVE, is_suppressed};
pub use fit::{FitReading, FitRow, PatternVerdict, faults_of_target, fit_table, verdicts};
pub use human_security::{Dimension, SecurityRow, SecuritySums};
pub use indicators::{IndicatorRow, indicator_rows};
pub use measure::Measure;
pub use month::{MonthRow, MonthTally, ProvinceMonth, ServiceYear};
pub use ranks::rank_ranges;
pub use reliability::{MapReliability, map_reliability};
pub use results::{ObservedWorld, Recorded, Recorder, RegisterRow, RunResults, ServiceLoad, ServiceRow};
pub use strata::{Group, Stratum};
pub use survey::{
    LinearisedShare, Params as SurveyParams, SurveyResult, SurveyedCluster, expected_share, linearised_share,
    student_probability, student_quantile, take_survey,
};
pub use tally::{CellTable, ProvinceTally, YearCounts, YearTally, count_year, empty_logs};

/// The sentence that stands in every file that shows results.
pub const NOTICE: &str = "modelled, not observed";
