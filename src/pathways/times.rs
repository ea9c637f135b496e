//! The times: what a month is like for every home, whatever levers do.
//!
//! Poverty falls, children go to school for longer, borders close, police records are many in one
//! year and few in another. A condition is a number against a reference (1 there), so that a world
//! in which all are 1 is one without a history. Which number holds when and where is the table
//! `history.csv`; processes read a condition and never learn the year.

/// What differs between months and provinces for all who live there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Condition {
    /// Hazard ratio of starting child work, against 2018 (H01).
    WorkStart,
    /// Hazard ratio of leaving school, against 2020 (H25).
    Dropout,
    /// Hazard ratio of returning to school.
    SchoolReturn,
    /// Hazard ratio of leaving home for work, against the mean of 2010-14.
    Migration,
    /// Odds ratio of unsafe exposure online, against 2020 (M19).
    OnlineExposure,
    /// Ratio of the probability that a home loses income, against a normal month.
    JobLoss,
    /// Ratio of the probability that farms of a province meet a harvest failure or disaster.
    Disaster,
    /// Mean consumption at constant prices, against 2016, the year of the poverty lines.
    Consumption,
    /// Hazard ratio of identification of victims, against the mean of 2011-18 (O38).
    Identification,
    /// Further hazard ratio of identification of victims across a border, against 2011-18 (O27).
    IdentificationAbroad,
    /// Hazard ratio of taking a child over the border, against open borders.
    Border,
    /// Hazard ratio of identification of victims in an emergency, against a normal month.
    Detection,
    /// Further hazard ratio of arrest of recruiters, beyond what comes to light of their victims,
    /// against the mean of 2011-18 (O15, O16).
    Arrest,
}

impl Condition {
    /// All conditions, in the order of their numbers.
    pub const ALL: [Self; 13] = [
        Self::WorkStart,
        Self::Dropout,
        Self::SchoolReturn,
        Self::Migration,
        Self::OnlineExposure,
        Self::JobLoss,
        Self::Disaster,
        Self::Consumption,
        Self::Identification,
        Self::IdentificationAbroad,
        Self::Border,
        Self::Detection,
        Self::Arrest,
    ];

    /// Whether it is an event, which passes, and not a course that goes on.
    pub const fn is_event(self) -> bool {
        matches!(self, Self::JobLoss | Self::Disaster | Self::Border | Self::Detection)
    }

    /// Name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WorkStart => "work_start",
            Self::Dropout => "dropout",
            Self::SchoolReturn => "school_return",
            Self::Migration => "migration",
            Self::OnlineExposure => "online_exposure",
            Self::JobLoss => "job_loss",
            Self::Disaster => "disaster",
            Self::Consumption => "consumption",
            Self::Identification => "identification",
            Self::IdentificationAbroad => "identification_abroad",
            Self::Border => "border",
            Self::Detection => "detection",
            Self::Arrest => "arrest",
        }
    }
}

/// The conditions of a month in a province.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Times([f64; Condition::ALL.len()]);

impl Times {
    /// A month in which every condition is that of its reference.
    pub const REFERENCE: Self = Self([1.0; Condition::ALL.len()]);

    /// The number of a condition.
    #[inline]
    pub const fn of(&self, condition: Condition) -> f64 {
        self.0[condition as usize]
    }

    /// The poverty line of 2016 (log units against the mean consumption of that year) against the
    /// mean consumption of the month.
    #[inline]
    pub fn poverty_line(&self, of_2016: f32) -> f32 {
        of_2016 - libm::log(self.of(Condition::Consumption)) as f32
    }

    /// Gives a condition another number.
    pub fn set(&mut self, condition: Condition, to: f64) {
        self.0[condition as usize] = to;
    }
}

impl Default for Times {
    fn default() -> Self {
        Self::REFERENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_conditions_agree_with_their_order() {
        for (number, condition) in Condition::ALL.into_iter().enumerate() {
            assert_eq!(condition as usize, number);
        }
    }

    #[test]
    fn a_condition_is_that_of_its_reference_until_it_is_moved() {
        let mut times = Times::REFERENCE;
        times.set(Condition::Border, 0.25);
        assert_eq!(Condition::ALL.map(|of| times.of(of)).iter().sum::<f64>(), 12.25);
    }

    /// Where the country consumes twice what it did in 2016, the line lies ln 2 lower against its mean.
    #[test]
    fn the_poverty_line_falls_as_the_country_grows() {
        let mut times = Times::REFERENCE;
        assert_eq!(times.poverty_line(-1.0), -1.0);
        times.set(Condition::Consumption, 2.0);
        assert!((times.poverty_line(-1.0) + 1.0 + std::f32::consts::LN_2).abs() < 1e-6);
    }
}
