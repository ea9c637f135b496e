//! The sentence at the head: the contrast with its interval, or the level where nothing is
//! compared.

use crate::observation::{Measure, Stratum, fit_table};
use crate::report::context::{Context, Main};
use crate::report::words::{Phrase, Quantity};
use crate::results::{ContrastLine, Effect};

/// The sentence, and what belongs beside it.
pub fn sentences(context: &Context<'_>) -> Vec<String> {
    let mut said = vec![];
    match context.main() {
        Some(main) => said.extend(contrast(context, main)),
        None => said.extend(level(context)),
    }
    let (held, all) = super::fit::held(context);
    let [held, all] = [held, all].map(|number| number.to_string());
    said.push(context.words.fill(Phrase::HeadFit, &[("held", &held), ("all", &all)]));
    let all = context.results.parameters.len();
    let assumed = crate::config::Evidence::Assumed;
    let assumed = context.results.parameters.iter().filter(|known| known.evidence == assumed).count();
    let [assumed, all] = [assumed, all].map(|number| number.to_string());
    said.push(context.words.fill(Phrase::HeadAssumed, &[("assumed", &assumed), ("all", &all)]));
    said
}

fn level(context: &Context<'_>) -> Option<String> {
    let words = context.words;
    let reference = context.name(context.reference);
    let year = context.results.last_year;
    let measure = Measure::PrevalenceLifetime;
    let pooled = context.number(context.reference, measure, Stratum::National, year, "all").number()?;
    let own = Standing { value: pooled.value, interval: pooled.interval, when: year.to_string() };
    let level = if own.interval.is_some() { own } else { of_fit(context).unwrap_or(own) };
    let Standing { value, interval, when } = level;
    let value = words.value(Quantity::Percent, value);
    Some(match interval {
        Some(interval) => words.fill(
            Phrase::HeadLevel,
            &[
                ("value", &value),
                ("reference", &reference),
                ("year", &when),
                ("interval", &words.interval(Quantity::Percent, interval)),
            ],
        ),
        None => words
            .fill(Phrase::HeadLevelBare, &[("value", &value), ("reference", &reference), ("year", &when)]),
    })
}

/// How high a measure stands.
struct Standing {
    value: f64,
    interval: Option<(f64, f64)>,
    /// Its year or years, in words.
    when: String,
}

/// Value, interval and period of the first pattern of the fit: the mean of the years in which it was
/// observed, with the error between communes.
fn of_fit(context: &Context<'_>) -> Option<Standing> {
    let row = context
        .results
        .fit
        .iter()
        .find(|row| row.id == "T1" && context.is(context.reference, &row.scenario))?;
    let (value, error) = (row.simulated?, row.standard_error?);
    let half = 1.96 * error;
    let interval = Some((value - half, value + half));
    let (first, last) = context.span();
    let observed = fit_table([]).into_iter().find(|row| row.id == "T1")?.years.unwrap_or([first, last]);
    let overlap = (first.max(observed[0]), last.min(observed[1]));
    // A world without a history has it in any year.
    let (first, last) = if overlap.0 <= overlap.1 { overlap } else { (first, last) };
    Some(Standing { value, interval, when: context.span_text(first, last) })
}

fn contrast(context: &Context<'_>, main: Main) -> Vec<String> {
    let words = context.words;
    let Some((best, certain)) = best(context, main) else { return Vec::new() };
    let (Some(difference), Some(interval)) = (best.difference, best.interval()) else { return Vec::new() };
    let quantity = Quantity::of(main.measure);
    let levels = best.reference_value.zip(best.scenario_value);
    // Levels and difference with as many decimals as it takes for them to agree.
    let decimals = levels.map(|(one, other)| words.agreeing(quantity, one, other, difference));
    let level = |value: Option<f64>| match (value, decimals) {
        (Some(value), Some(decimals)) => words.with_unit(quantity, words.bare_to(quantity, value, decimals)),
        (value, _) => value.map_or_else(String::new, |value| words.value(quantity, value)),
    };
    let shown = |value: f64| match decimals {
        Some(decimals) => words.bare_to(quantity.difference(), value, decimals),
        None => words.bare(quantity.difference(), value),
    };
    let with_unit = |bare: String| words.with_unit(quantity.difference(), bare);
    let ends = format!("{} {} {}", shown(interval.0), words.phrase(Phrase::To), with_unit(shown(interval.1)));
    let phrase = if certain { Phrase::HeadContrast } else { Phrase::HeadNoContrast };
    let reference = context.name(context.place(&best.reference));
    let mut said = vec![words.fill(
        phrase,
        &[
            ("scenario", &context.name(context.place(&best.scenario))),
            ("reference", &reference),
            ("measure", words.measure(main.measure)),
            ("when", &context.when(main.period)),
            ("value", &level(best.scenario_value)),
            ("reference_value", &level(best.reference_value)),
            ("difference", &with_unit(shown(difference))),
            ("interval", &ends),
        ],
    )];
    if let Some(probability) = best.p_better {
        let probability = super::probability(context, probability);
        said.push(
            words.fill(Phrase::HeadBetter, &[("reference", &reference), ("probability", &probability)]),
        );
    }
    said.push(words.phrase(super::scenarios::held(context)));
    said.extend(cost(context, &best.scenario));
    said
}

/// The scenario with the largest reduction among those whose interval lies below zero, or, where
/// there is none, among all.
pub fn best<'a>(context: &Context<'a>, main: Main) -> Option<(&'a ContrastLine, bool)> {
    let certain = |contrast: &ContrastLine| contrast.interval().is_some_and(|(_, high)| high < 0.0);
    let least = |a: &&ContrastLine, b: &&ContrastLine| {
        let of = |contrast: &ContrastLine| contrast.difference.unwrap_or(f64::INFINITY);
        of(a).total_cmp(&of(b))
    };
    let all = || context.contrasts(main.measure, main.period, "national");
    let surely = all().filter(|contrast| certain(contrast)).min_by(least);
    surely.map(|best| (best, true)).or_else(|| all().min_by(least).map(|best| (best, false)))
}

fn cost(context: &Context<'_>, scenario: &str) -> Option<String> {
    let words = context.words;
    let found = context.results.cost_effectiveness.iter().find(|row| {
        row.scenario == scenario
            && context.is(context.reference, &row.reference)
            && row.effect == Effect::ChildrenProtected
    })?;
    let gaps = [
        ("averted", words.bare(Quantity::Count, found.averted)),
        ("interval", words.interval(Quantity::Count, found.averted_interval()?)),
        ("cost", words.money(found.cost_per_unit_thousand_vnd?)),
    ];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(gap, text)| (*gap, text.as_str())).collect();
    Some(words.fill(Phrase::HeadCost, &gaps))
}
