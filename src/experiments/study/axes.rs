//! Factors as declared, checked against the parameters they name.

use super::{Axis, Choice, Design, uses};
use crate::config::rules::{self, Rule};
use crate::config::{
    Code, Effective, Fault, Faults, Node, Place, Setting, Source, TableReader, Value, try_node,
};
use crate::simulation::survey_bounds;
use std::ops::Range;
use std::sync::Arc;

/// Parameters that the model cuts down to whole numbers: a study chooses them whole, so that what
/// it writes down is what was run.
const WHOLE: [&str; 4] =
    ["recruiters.capacity", "casework.case_months", "survey.communes", "survey.respondents_per_commune"];

/// Levels of a grid where a factor does not say.
const LEVELS: usize = 3;

/// A factor of a study file with its places.
#[derive(Debug)]
pub(super) struct Factor<'a> {
    pub(super) name: String,
    pub(super) place: Place,
    low: Option<f64>,
    high: Option<f64>,
    log: bool,
    levels: Option<usize>,
    values: Option<Vec<&'a Node>>,
    ends: [Place; 2],
    listed: Place,
}

/// The tables [[factor]] of a file.
pub(super) fn read<'a>(
    tables: &[(&'a Node, Place)],
    design: Design,
    source: &'a Arc<Source>,
    faults: &mut Faults,
) -> Vec<Factor<'a>> {
    let mut factors = Vec::new();
    for (node, heading) in tables {
        let heading = heading_of(&node.span, source, heading);
        let Value::Table(table) = &node.value else {
            faults.push(
                Fault::new(Code::WrongType, format!("a factor is a table, not {}", node.value.type_name()))
                    .at(Place::new(source, node.span.clone()), "no table")
                    .help("write `[[factor]]`, and below it `name = \"recruiters.per_100k\"`"),
            );
            continue;
        };
        if design == Design::List {
            faults.push(
                Fault::new(Code::UnknownKey, "a factor does nothing here: the list has the values")
                    .at(heading, "not used by the design \"list\"")
                    .help("delete the factor, or choose another design"),
            );
            continue;
        }
        let mut keys = TableReader::new("[[factor]]", table, heading, source);
        let name = keys.text("name");
        if !keys.has("name") {
            keys.missing("name", "name = \"recruiters.per_100k\"");
        }
        let (low, high) = (keys.number("low"), keys.number("high"));
        let log = keys.word("scale", &[("linear", false), ("log", true)]).unwrap_or(false);
        let levels = keys.whole("levels", 2, 1_000_000).map(|levels| levels as usize);
        let values = keys.list("values", Ok);
        uses::check_factor(&mut keys, design);
        let place = keys.place("name");
        let (ends, listed) = (["low", "high"].map(|end| keys.place(end)), keys.place("values"));
        faults.append(keys.finish());
        if let Some(name) = name {
            factors.push(Factor { name, place, low, high, log, levels, values, ends, listed });
        }
    }
    factors
}

/// An array of tables may be known by the span of its contents only.
fn heading_of(span: &Range<usize>, source: &Arc<Source>, otherwise: &Place) -> Place {
    let text = source.text();
    let line = text[span.start.min(text.len())..].lines().next().unwrap_or_default();
    if line.trim_start().starts_with("[[") {
        return Place::new(source, span.start..span.start + line.len());
    }
    otherwise.clone()
}

/// Every factor with its values, in the order of the file.
///
/// # Errors
/// Unknown names, names given twice, and values that the model does not take.
pub(super) fn check(factors: &[Factor<'_>], design: Design, base: &Effective) -> Result<Vec<Axis>, Faults> {
    let mut faults = Faults::new();
    let mut axes: Vec<Axis> = Vec::new();
    for (at, factor) in factors.iter().enumerate() {
        if let Some(first) = factors[..at].iter().find(|first| first.name == factor.name) {
            faults.push(
                Fault::new(Code::FactorTwice, format!("`{}` is varied by two factors", factor.name))
                    .at(factor.place.clone(), "named again here")
                    .also(first.place.clone(), "first named here")
                    .help("delete one of the two"),
            );
            continue;
        }
        match axis(factor, design, base) {
            Ok(axis) => axes.push(axis),
            Err(found) => faults.append(found),
        }
    }
    faults.or(axes)
}

fn axis(factor: &Factor<'_>, design: Design, base: &Effective) -> Result<Axis, Faults> {
    let name = &factor.name;
    check_name(name, &factor.place, base)?;
    if let Some(nodes) = &factor.values {
        return listed(factor, nodes, design, base);
    }
    let (own, whole) = match (base.book.get(name), base.book.setting(name)) {
        (Some(parameter), _) => (Some((parameter.low, parameter.high)), WHOLE.contains(&name.as_str())),
        (None, Some(Setting::Whole(_))) => (None, true),
        (None, Some(Setting::Number(_))) => (None, false),
        (None, Some(Setting::Flag(_))) => return Ok(flags(name, base, design)),
        (None, other) => {
            let now = other.map(Setting::text).unwrap_or_default();
            return Err(Fault::new(Code::MissingKey, format!("`{name}` is no number and has no range"))
                .at(factor.place.clone(), format!("is {now}"))
                .help("list what it shall be: `values = [...]`")
                .into());
        }
    };
    let low = factor.low.or(own.map(|(low, _)| low));
    let high = factor.high.or(own.map(|(_, high)| high));
    let (Some(low), Some(high)) = (low, high) else {
        return Err(Fault::new(
            Code::MissingKey,
            format!("`{name}` is a setting and has no range of its own"),
        )
        .at(factor.place.clone(), "needs low and high")
        .help("write `low = ...` and `high = ...`, or `values = [...]`")
        .into());
    };
    let mut faults = Faults::new();
    for (end, place) in [low, high].into_iter().zip(&factor.ends) {
        if let Some(fault) = outside(name, end, whole, base) {
            faults.push(fault.at(place.clone(), "out of bounds"));
        }
    }
    if low >= high {
        faults.push(
            Fault::new(Code::RangeOrder, format!("`{name}` runs from {low} to {high}"))
                .at(factor.ends[0].clone(), "not in order")
                .also(factor.place.clone(), "of this factor")
                .help("the low end must lie below the high end; a single value is set with `set`"),
        );
    } else if factor.log && low <= 0.0 {
        faults.push(
            Fault::new(Code::RangeOrder, format!("`{name}` begins at {low} on a logarithmic scale"))
                .at(factor.ends[0].clone(), "not above 0")
                .help("choose a low end above 0, or `scale = \"linear\"`"),
        );
    }
    let all = if whole { (high - low) as usize + 1 } else { usize::MAX };
    let levels = factor.levels.unwrap_or(LEVELS.min(all).max(2));
    faults.or(Axis { name: name.clone(), low, high, log: factor.log, levels, choices: None, whole })
}

/// Refuses what is no parameter, and what a study fixes itself.
///
/// # Errors
/// A fault at the place of the name.
pub(super) fn check_name(name: &str, place: &Place, base: &Effective) -> Result<(), Fault> {
    let fixed = |what: &str, help: &str| {
        Err(Fault::new(Code::DesignRefused, format!("`{name}` cannot be varied: {what}"))
            .at(place.clone(), "no factor")
            .help(help))
    };
    match name {
        "simulation.seed" | "simulation.replicates" => fixed(
            "every study sets it for its own runs",
            "write `replicates = 10` in [study]: replicates of a point differ in nothing but chance",
        ),
        "simulation.threads" => {
            fixed("it changes no result", "leave it out, and choose threads with --threads")
        }
        _ if base.book.get(name).is_none() && base.book.setting(name).is_none() => {
            let near = base.book.nearest(name).map(|near| format!("did you mean `{near}`?"));
            Err(Fault::new(Code::UnknownKey, format!("unknown parameter `{name}`"))
                .at(place.clone(), "the model has no such parameter")
                .help("`lachan params` and `lachan levers` print every name")
                .maybe_help(near))
        }
        _ => Ok(()),
    }
}

/// A fault without a place where the model does not take a number.
pub(super) fn outside(name: &str, value: f64, whole: bool, base: &Effective) -> Option<Fault> {
    let fault = |expected: String| {
        Fault::new(Code::OutOfBounds, format!("`{name}` cannot be {value}"))
            .expected(expected)
            .help("choose a number that the model can take")
    };
    if let Some(parameter) = base.book.get(name)
        && !parameter.unit.allows(value)
    {
        return Some(fault(parameter.unit.bounds_text()));
    }
    if let Some((low, high)) = survey_bounds(name).filter(|(low, high)| !(*low..=*high).contains(&value)) {
        return Some(fault(format!("a number from {low} to {high}")));
    }
    if whole && value.fract() != 0.0 {
        return Some(fault("a whole number".to_owned()));
    }
    match rules::standard(name) {
        Rule::Whole(low, high) if value < low as f64 || value > high as f64 => {
            Some(fault(format!("a whole number from {low} to {high}")))
        }
        Rule::Number(low, high) if !(low..=high).contains(&value) => {
            Some(fault(format!("a number from {low} to {high}")))
        }
        Rule::Positive(high) if value <= 0.0 || value > high => {
            Some(fault(format!("a number above 0 and at most {high}")))
        }
        _ => None,
    }
}

/// Whether the model takes whole numbers alone.
pub(super) fn is_whole(name: &str, base: &Effective) -> bool {
    WHOLE.contains(&name) || matches!(base.book.setting(name), Some(Setting::Whole(_)))
}

fn listed(factor: &Factor<'_>, nodes: &[&Node], design: Design, base: &Effective) -> Result<Axis, Faults> {
    let (name, source) = (&factor.name, &factor.place.source);
    let mut faults = Faults::new();
    let mut choices: Vec<(Choice, Place)> = Vec::new();
    for node in nodes {
        let place = Place::new(source, node.span.clone());
        let leaf = match try_node(base, name, factor.place.clone(), node, source) {
            Ok(leaf) => leaf,
            Err(found) => {
                faults.append(found);
                continue;
            }
        };
        let choice = Choice::of(&leaf);
        if let Some(fault) =
            choice.number.and_then(|number| outside(name, number, is_whole(name, base), base))
        {
            faults.push(fault.at(place, "out of bounds"));
        } else if let Some((_, first)) = choices.iter().find(|(known, _)| known.toml == choice.toml) {
            faults.push(
                Fault::new(Code::RangeOrder, format!("`{name}` has the value {} twice", choice.shown))
                    .at(place, "listed again here")
                    .also(first.clone(), "first listed here")
                    .help("list each value once; more runs of a value are `replicates` in [study]"),
            );
        } else {
            choices.push((choice, place));
        }
    }
    if faults.is_empty() && choices.len() < 2 {
        faults.push(
            Fault::new(Code::RangeOrder, format!("`{name}` has a single value"))
                .at(factor.listed.clone(), "one value")
                .help("list two values or more, or set the value with `set`"),
        );
    }
    let choices = choices.into_iter().map(|(choice, _)| choice).collect();
    faults.or(of_choices(name, choices, base, design))
}

/// True and false, which need no list.
fn flags(name: &str, base: &Effective, design: Design) -> Axis {
    let choices =
        [false, true].map(|flag| Choice::of(&crate::config::Leaf::Setting(Setting::Flag(flag)))).to_vec();
    of_choices(name, choices, base, design)
}

/// A factor of listed values. One factor at a time begins at the configuration's own value, so that
/// is then one of them.
pub(super) fn of_choices(name: &str, mut choices: Vec<Choice>, base: &Effective, design: Design) -> Axis {
    if design == Design::OneAtATime
        && let Some(own) = own_choice(name, base)
        && !choices.iter().any(|choice| choice.toml == own.toml)
    {
        choices.insert(0, own);
    }
    let numbers: Option<Vec<f64>> = choices.iter().map(|choice| choice.number).collect();
    let numbers = numbers.unwrap_or_else(|| (0..choices.len()).map(|place| place as f64).collect());
    Axis {
        name: name.to_owned(),
        low: numbers.iter().copied().fold(f64::INFINITY, f64::min),
        high: numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        log: false,
        levels: choices.len(),
        choices: Some(choices),
        whole: is_whole(name, base),
    }
}

/// The configuration's own value.
pub(super) fn own_choice(name: &str, base: &Effective) -> Option<Choice> {
    use crate::config::Leaf;
    let parameter = base.book.get(name).map(|parameter| Leaf::Parameter(parameter.clone()));
    let setting = || base.book.setting(name).map(|setting| Leaf::Setting(setting.clone()));
    parameter.or_else(setting).map(|leaf| Choice::of(&leaf))
}
