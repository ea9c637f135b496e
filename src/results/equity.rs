//! `equity.csv`: who benefits of a scenario.

use super::Findings;
use super::schema::{amount, table, text, value};
use crate::experiments::compare::NoShare;
use crate::observation::Stratum;
use crate::population::Country;

table! {
    "equity";
    /// Who benefits: children protected by group, and each group's share of all.
    pub struct EquityLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// By what the people are parted.
        stratum: Stratum = text().key(),
        /// Group of the stratum.
        group: String = text().key(),
        /// Children protected over all simulated years.
        children_protected: f64 = amount("children"),
        /// Lower end of its 95 % interval.
        protected_low: Option<f64> = amount("children"),
        /// Upper end of its 95 % interval.
        protected_high: Option<f64> = amount("children"),
        /// The group's share (0 to 1) of all children protected; empty where there is none to
        /// share.
        share: Option<f64> = value("share"),
        /// Lower end of the share's 95 % interval.
        low: Option<f64> = value("share"),
        /// Upper end of the share's 95 % interval.
        high: Option<f64> = value("share"),
        /// Why there is no share; empty where there is one.
        note: String = text(),
        /// What the 95 % intervals of the row hold, and how few replicates they come from.
        interval_holds: String = text(),
    }
}

/// The benefit of every scenario by group.
pub fn equity<'a>(country: &'a Country, findings: &'a Findings) -> impl Iterator<Item = EquityLine> + 'a {
    findings.equity.iter().map(move |row| EquityLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        stratum: row.group.stratum,
        group: row.group.label(country).into_owned(),
        children_protected: row.protected.difference,
        protected_low: findings.interval(row.arm, &row.protected).map(|(low, _)| low),
        protected_high: findings.interval(row.arm, &row.protected).map(|(_, high)| high),
        share: row.share.ok(),
        low: row.interval.map(|(low, _)| low),
        high: row.interval.map(|(_, high)| high),
        note: row.share.err().map(NoShare::words).unwrap_or_default().to_owned(),
        interval_holds: findings.holds(row.arm, row.protected.replicates),
    })
}
