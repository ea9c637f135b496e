//! `why.csv` and `why_means.csv`: the effect of a scenario, split over the channels by which its
//! levers act.

use super::Findings;
use super::cell::words;
use super::schema::{amount, exact, table, text, value, whole};
use crate::experiments::compare::{EffectPart, Mediator};

words!(EffectPart, Mediator);

table! {
    "why";
    /// The effect of a scenario in every replicate, split over the channels by which its levers act:
    /// the parts of a replicate add up to its whole to the last digit.
    pub struct WhyLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// The part: a channel by which levers act, what stands outside the levers, what these do
        /// together beyond their sum (interaction), or the effect itself (whole).
        part: EffectPart = text().key(),
        /// What the channel moves first; empty where the part is no channel.
        mediator: Option<Mediator> = text(),
        /// Children protected through the part over all simulated years, to an eighth.
        effect: f64 = exact("children"),
        /// Cases of children averted through the part over all simulated years, to an eighth.
        cases_averted: f64 = exact("cases"),
        /// Months in exploitation averted through the part over all simulated years, to an eighth.
        person_months_averted: f64 = exact("person-months"),
    }
}

/// The parts of every effect, replicate by replicate.
pub fn why(findings: &Findings) -> impl Iterator<Item = WhyLine> {
    findings.why.rows.iter().map(|row| WhyLine {
        scenario: findings.scenario(row.arm),
        reference: findings.reference(),
        replicate: row.replicate,
        part: row.part,
        mediator: row.part.mediator(),
        effect: row.averted.children,
        cases_averted: row.averted.cases,
        person_months_averted: row.averted.person_months,
    })
}

table! {
    "why_means";
    /// The parts of the effect of a scenario over the replicates, with the kinds of cases that were
    /// averted through each.
    pub struct WhyMeanLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Name of the reference.
        reference: String = text(),
        /// The part: a channel by which levers act, what stands outside the levers, what these do
        /// together beyond their sum (interaction), or the effect itself (whole).
        part: EffectPart = text().key(),
        /// What the channel moves first; empty where the part is no channel.
        mediator: Option<Mediator> = text(),
        /// Mean of the children protected through the part over all simulated years.
        effect: f64 = amount("children"),
        /// Lower end of its 95 % interval.
        low: Option<f64> = amount("children"),
        /// Upper end of its 95 % interval.
        high: Option<f64> = amount("children"),
        /// The part over the whole; empty where the whole may be 0.
        share: Option<f64> = value("share"),
        /// Mean of the cases of children averted through the part over all simulated years.
        cases_averted: f64 = amount("cases"),
        /// Of these, forced labour.
        forced_labour: Option<f64> = amount("cases").may_be_suppressed(),
        /// Of these, courier and other illegal tasks.
        courier: Option<f64> = amount("cases").may_be_suppressed(),
        /// Of these, sexual exploitation.
        sexual: Option<f64> = amount("cases").may_be_suppressed(),
        /// Of these, forced or sold marriage.
        marriage: Option<f64> = amount("cases").may_be_suppressed(),
        /// Of these, illegal adoption.
        adoption: Option<f64> = amount("cases").may_be_suppressed(),
        /// Whether a kind of case is hidden because it rests on too few simulated persons.
        suppressed: bool = super::schema::flag(),
        /// What the 95 % interval of the row holds, and how few replicates it comes from.
        interval_holds: String = text(),
    }
}

/// The parts of every effect over the replicates.
pub fn why_means(findings: &Findings) -> impl Iterator<Item = WhyMeanLine> {
    findings.why.means.iter().map(|row| {
        let [forced_labour, courier, sexual, marriage, adoption] = row.by_form;
        let interval = row.children.interval;
        WhyMeanLine {
            scenario: findings.scenario(row.arm),
            reference: findings.reference(),
            part: row.part,
            mediator: row.part.mediator(),
            effect: row.children.difference,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            share: row.share,
            cases_averted: row.cases.difference,
            forced_labour,
            courier,
            sexual,
            marriage,
            adoption,
            suppressed: row.by_form.contains(&None),
            interval_holds: findings.holds(row.arm, row.children.replicates),
        }
    })
}
