//! `monthly.csv`: the country month by month, in real persons.

use super::Runs;
use super::schema::{amount, table, text, whole};
use crate::population::Form;
use crate::quantities::Month;

table! {
    "monthly";
    /// The country month by month, in real persons. Cases are those of children that began in the
    /// month; by form and border they add up to all.
    pub struct MonthLine {
        /// Name of the scenario.
        scenario: String = text().key(),
        /// Number of the replicate, from 0.
        replicate: u32 = whole("").key(),
        /// Month.
        month: Month = text().key(),
        /// Children.
        children: f64 = amount("persons"),
        /// Cases.
        cases: f64 = amount("cases"),
        /// Cases over a border.
        cases_cross_border: f64 = amount("cases"),
        /// Cases of forced labour inside the country.
        cases_labour_internal: f64 = amount("cases"),
        /// Cases of forced labour over a border.
        cases_labour_cross_border: f64 = amount("cases"),
        /// Cases of couriers and other illegal tasks inside the country.
        cases_courier_internal: f64 = amount("cases"),
        /// Cases of couriers and other illegal tasks over a border.
        cases_courier_cross_border: f64 = amount("cases"),
        /// Cases of sexual exploitation inside the country.
        cases_sexual_internal: f64 = amount("cases"),
        /// Cases of sexual exploitation over a border.
        cases_sexual_cross_border: f64 = amount("cases"),
        /// Cases of forced or sold marriage inside the country.
        cases_marriage_internal: f64 = amount("cases"),
        /// Cases of forced or sold marriage over a border.
        cases_marriage_cross_border: f64 = amount("cases"),
        /// Cases of illegal adoption of infants inside the country.
        cases_adoption_internal: f64 = amount("cases"),
        /// Cases of illegal adoption of infants over a border.
        cases_adoption_cross_border: f64 = amount("cases"),
        /// Persons in exploitation at the end of the month.
        in_exploitation: f64 = amount("persons"),
        /// Victims recorded in the month.
        identified: f64 = amount("persons"),
        /// Sum of the probabilities that victims faced in the month of being recorded.
        identified_expected: f64 = amount("persons"),
        /// Referrals received by services in the month.
        services_referred: f64 = amount("referrals"),
        /// Cases that services opened in the month.
        services_opened: f64 = amount("cases"),
        /// Referrals dropped unserved in the month.
        services_unmet: f64 = amount("referrals"),
        /// Recruiters at work at the end of the month.
        recruiters_active: f64 = amount("persons"),
    }
}

/// The months of every run.
pub fn monthly<'a>(runs: Runs<'a>) -> impl Iterator<Item = MonthLine> + 'a {
    runs.rows(|run| &run.months).map(|(run, row)| {
        let internal = |form: Form| row.cases[form as usize][0];
        let abroad = |form: Form| row.cases[form as usize][1];
        let over_border: f64 = row.cases.iter().map(|cases| cases[1]).sum();
        MonthLine {
            scenario: run.scenario.clone(),
            replicate: run.replicate,
            month: row.month,
            children: row.children,
            cases: row.cases.iter().map(|cases| cases[0]).sum::<f64>() + over_border,
            cases_cross_border: over_border,
            cases_labour_internal: internal(Form::Labour),
            cases_labour_cross_border: abroad(Form::Labour),
            cases_courier_internal: internal(Form::Courier),
            cases_courier_cross_border: abroad(Form::Courier),
            cases_sexual_internal: internal(Form::Sexual),
            cases_sexual_cross_border: abroad(Form::Sexual),
            cases_marriage_internal: internal(Form::Marriage),
            cases_marriage_cross_border: abroad(Form::Marriage),
            cases_adoption_internal: internal(Form::Adoption),
            cases_adoption_cross_border: abroad(Form::Adoption),
            in_exploitation: row.held,
            identified: row.identified,
            identified_expected: row.identified_expected,
            services_referred: row.referred,
            services_opened: row.opened,
            services_unmet: row.unmet,
            recruiters_active: row.recruiters,
        }
    })
}
