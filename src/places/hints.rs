//! What to say of a text that means no place, or two.

use super::gazetteer::{Division, Gazetteer, NameKind, Unit};
use super::normalise::{normalise_district, normalise_name};

/// Why a text cannot stand for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether it means different ground before and after July 2025; otherwise it means none.
    pub ambiguous: bool,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl Refusal {
    fn unknown(message: String, help: impl Into<String>) -> Self {
        Self { ambiguous: false, message, help: help.into() }
    }
}

/// What can be written, for texts that resemble nothing.
fn anything(places: &Gazetteer) -> String {
    let (provinces, units) = (places.provinces.len(), places.units.len());
    let units = match units == provinces {
        true => String::new(),
        false => format!(" or of the {units} units of July 2025"),
    };
    format!(
        "give a name or code of one of the {provinces} provinces{units}, all, border, \
         region:NAME or poverty_above:0.10; `lachan places` lists them"
    )
}

/// The four digits before a colon, and what follows.
pub(super) fn year(text: &str) -> Option<(&str, &str)> {
    let (year, rest) = text.split_once(':')?;
    let year = year.trim();
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some((year, rest.trim()))
}

pub(super) fn no_such_year(year: &str, rest: &str) -> Refusal {
    Refusal::unknown(
        format!("`{year}:` names no division of the country"),
        format!(
            "write \"2008:{rest}\" for the 63 provinces of 2008 to June 2025, or \"2025:{rest}\" for the 34 units since"
        ),
    )
}

/// A name or code that both divisions have for different ground.
pub(super) fn ambiguous(places: &Gazetteer, text: &str, row: usize, at: usize) -> Refusal {
    let (province, unit) = (&places.provinces[row], &places.units[at]);
    let (before, after) = match province.code == text {
        true => (format!("2008:{text}"), format!("2025:{text}")),
        false => (format!("2008:{}", province.name_vi), format!("2025:{}", unit.name)),
    };
    let meaning = match province.name_vi == unit.name {
        true => format!("the province {} until June 2025, and a larger unit since", unit.name),
        false => format!("{} until June 2025, and {} since", province.name_vi, unit.name),
    };
    Refusal {
        ambiguous: true,
        message: format!("`{text}` means two places: {meaning}"),
        help: format!(
            "write \"{before}\" for the province {}, or \"{after}\" for the unit {}",
            province.name_vi,
            described(places, unit)
        ),
    }
}

/// A place that is not in the division that is asked for.
pub(super) fn not_in(places: &Gazetteer, division: Division, text: &str) -> Refusal {
    let message = match division {
        Division::Provinces => {
            format!("there is no province `{text}` among the {} of 2008 to June 2025", places.provinces.len())
        }
        Division::Units => {
            format!("there is no unit `{text}` among the {} since July 2025", places.units.len())
        }
    };
    match (division, places.find(Division::Provinces, text)) {
        (Division::Units, Some(row)) => {
            let unit = places.units.iter().position(|unit| unit.provinces.contains(&row)).unwrap_or_default();
            let own = places.written(Division::Provinces, row);
            let whole = format!("2025:{}", places.units[unit].name);
            let help = format!(
                "{} is a part of {}: write \"{own}\" for it alone, or \"{whole}\" for the unit",
                places.provinces[row].name_vi,
                described(places, &places.units[unit])
            );
            Refusal::unknown(message, help)
        }
        _ => Refusal::unknown(message, meant(places, text)),
    }
}

/// A text that no division knows.
pub(super) fn unknown(places: &Gazetteer, text: &str) -> Refusal {
    Refusal::unknown(format!("there is no province `{}`", short(text)), meant(places, text))
}

/// A name that is none of the six regions and none of another division either.
pub(super) fn no_region(places: &Gazetteer, text: &str) -> Refusal {
    let regions = places.others.iter().filter(|other| other.kind == NameKind::Region);
    let mut known: Vec<&str> = regions.clone().map(|other| other.means.as_str()).collect();
    known.dedup();
    let key = normalise_name(text);
    let near = nearest(&key, regions.map(|other| (normalise_name(&other.text), other.means.as_str())));
    let help = match near.first() {
        Some(means) => format!("did you mean \"region:{means}\"?"),
        None => format!("the regions are {}", known.join(", ")),
    };
    Refusal::unknown(
        format!("there is no region `{}`: the regions are {}", short(text), known.join(", ")),
        help,
    )
}

/// A region of another division into regions.
pub(super) fn other_region(places: &Gazetteer, text: &str) -> Option<Refusal> {
    let mut others = places.others.iter().filter(|other| other.kind == NameKind::OtherRegion);
    let found = others.find(|other| same_region(&other.text, text))?;
    Some(Refusal::unknown(
        format!("`{text}` is no region of the six in which the model counts, but of another division"),
        format!(
            "write \"region:{}\" for the region of 2008 to 2024 that is nearest, or name the provinces",
            found.means
        ),
    ))
}

/// Whether two names of regions are the same; "vùng" and "region" do not matter.
pub(super) fn same_region(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let name = normalise_name(name);
        let name = name.strip_prefix("vung").unwrap_or(&name);
        name.strip_suffix("region").unwrap_or(name).to_owned()
    };
    bare(one) == bare(other)
}

/// How to mend a text that no place has for its name.
fn meant(places: &Gazetteer, text: &str) -> String {
    let key = normalise_name(text);
    if let [digit] = text.as_bytes()
        && digit.is_ascii_digit()
        && let Some(hint) = suggest_code(places, &format!("0{text}"))
    {
        return format!("codes have two digits: did you mean {hint}?");
    }
    if text.contains([',', ';']) {
        let parts: Vec<&str> =
            text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let known = |part: &&str| Division::ALL.iter().any(|&division| places.find(division, part).is_some());
        if parts.iter().any(known) {
            let list: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
            return format!("write each place as a text of its own: [{}]", list.join(", "));
        }
    }
    let of_kind = |kind: NameKind| places.others.iter().filter(move |other| other.kind == kind);
    if let Some(region) = of_kind(NameKind::Region).find(|other| same_region(&other.text, text)) {
        return format!("it is a region: write \"region:{}\"", region.means);
    }
    if let Some(refusal) = other_region(places, text) {
        return refusal.help;
    }
    for rule in ["all", "border"] {
        if key == rule {
            return format!("did you mean \"{rule}\"?");
        }
    }
    if let Some(former) = of_kind(NameKind::Former).find(|other| normalise_name(&other.text) == key) {
        let whole = places.by_code(&former.means).map(|row| places.written(Division::Provinces, row));
        return format!(
            "it was gone by August 2008, as a part of {0}: write \"{0}\"",
            whole.unwrap_or_default()
        );
    }
    let district = normalise_district(text);
    let mut holding: Vec<String> = of_kind(NameKind::District)
        .filter(|other| normalise_district(&other.text) == district)
        .filter_map(|other| places.by_code(&other.means))
        .map(|row| format!("\"{}\"", places.written(Division::Provinces, row)))
        .collect();
    holding.dedup();
    if !holding.is_empty() {
        return format!(
            "it is a district, and levers work in whole provinces: write the province it is in, {}",
            holding.join(" or ")
        );
    }
    if text.contains(':') {
        return match text.split_once(':').map(|(rule, _)| normalise_name(rule)).as_deref() {
            Some("region" | "povertyabove") => {
                "it stands for several provinces: name one of them (`lachan places` lists what it holds)"
                    .to_owned()
            }
            _ => "a colon follows region, poverty_above, 2008 or 2025 alone".to_owned(),
        };
    }
    let hints: Vec<String> =
        near(places, text).into_iter().filter_map(|name| suggest(places, name)).collect();
    match hints.is_empty() {
        true => anything(places),
        false => format!("did you mean {}?", hints.join(" or ")),
    }
}

/// Folded names that resemble a text.
pub(super) fn near<'a>(places: &'a Gazetteer, text: &str) -> Vec<&'a str> {
    let key: String = normalise_name(text).chars().take(100).collect();
    let names = || places.by_name.iter().flat_map(|names| names.keys()).map(String::as_str);
    // Codes of ISO 3166-2 resemble each other and nothing else.
    let mut found = match key.starts_with("vn") && key.len() <= 4 {
        true => Vec::new(),
        false => nearest(&key, names().map(|name| (name.to_owned(), name))),
    };
    if found.is_empty() && key.len() >= 3 {
        found = names().filter(|name| name.contains(&key)).collect();
    }
    found.sort_unstable();
    found.dedup();
    if found.len() > 3 { Vec::new() } else { found }
}

/// The values of the keys that are nearest, if they are near enough to be a likely meaning.
fn nearest<T>(wanted: &str, candidates: impl Iterator<Item = (String, T)>) -> Vec<T> {
    let mut best = (usize::MAX, Vec::new());
    for (key, value) in candidates {
        let distance = strsim::damerau_levenshtein(wanted, &key);
        let length = wanted.chars().count().max(key.chars().count());
        if distance * 3 > length.max(3) || distance > best.0 {
            continue;
        }
        if distance < best.0 {
            best = (distance, Vec::new());
        }
        best.1.push(value);
    }
    best.1
}

/// A name or code as it can be written, or as the two that it may mean.
fn suggest(places: &Gazetteer, text: &str) -> Option<String> {
    let [row, at] = Division::ALL.map(|division| places.find(division, text));
    let province = |row: usize| format!("\"{}\"", places.written(Division::Provinces, row));
    let unit = |at: usize| format!("\"{}\"", places.written(Division::Units, at));
    match (row, at) {
        (Some(row), Some(at)) if places.units[at].provinces != [row] => {
            Some(format!("{} or {}", province(row), unit(at)))
        }
        (Some(row), _) => Some(format!("{} (code {})", province(row), places.provinces[row].code)),
        (None, Some(at)) => Some(format!("{} (code {})", unit(at), places.units[at].code)),
        (None, None) => None,
    }
}

/// A code as it can be written, with the place or the two that it may mean.
fn suggest_code(places: &Gazetteer, code: &str) -> Option<String> {
    let [row, at] = Division::ALL.map(|division| places.find(division, code));
    match (row, at) {
        (Some(row), Some(at)) if places.units[at].provinces != [row] => Some(format!(
            "\"2008:{code}\" ({}) or \"2025:{code}\" ({})",
            places.provinces[row].name_vi, places.units[at].name
        )),
        (Some(row), _) => Some(format!("\"{code}\" ({})", places.provinces[row].name_vi)),
        _ => None,
    }
}

/// A unit with what it is made of.
fn described(places: &Gazetteer, unit: &Unit) -> String {
    let names: Vec<&str> = unit.provinces.iter().map(|&row| places.provinces[row].name_vi.as_str()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{}, made of {} and {last}", unit.name, rest.join(", "))
        }
        _ => unit.name.clone(),
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
