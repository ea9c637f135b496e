//! `effective_config.toml`: every parameter with what is known about it.

use crate::config::{Code, Evidence, Fault};

/// A parameter as it was used.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterRead {
    /// Dotted name.
    pub name: String,
    /// Value.
    pub value: f64,
    /// Plausible range.
    pub range: (f64, f64),
    /// Unit.
    pub unit: String,
    /// Source.
    pub source: String,
    /// How well it is known.
    pub evidence: Evidence,
}

/// Reads the parameters in the order of their names, and the setting `population.scale`; other
/// settings are passed over.
///
/// # Errors
/// Text that is no TOML, with its line; an evidence grade that is none.
pub fn read(name: &str, text: &str) -> Result<(Vec<ParameterRead>, Option<f64>), Fault> {
    let root: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        Fault::new(Code::ResultUnreadable, format!("the configuration cannot be read: {}", error.message()))
            .in_file(format!("{name}:{line}"))
            .help("the file was cut or changed: make the results again")
    })?;
    let mut found = Vec::new();
    gather(name, &root, "", &mut found)?;
    let scale = root.get("population").and_then(|population| population.get("scale"));
    Ok((found, scale.and_then(toml::Value::as_float)))
}

fn gather(
    file: &str,
    table: &toml::Table,
    prefix: &str,
    found: &mut Vec<ParameterRead>,
) -> Result<(), Fault> {
    for (key, value) in table {
        let toml::Value::Table(inner) = value else { continue };
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        let number = |key: &str| match inner.get(key) {
            Some(toml::Value::Float(number)) => Some(*number),
            Some(toml::Value::Integer(number)) => Some(*number as f64),
            _ => None,
        };
        let text = |key: &str| inner.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let (Some(value), Some(low), Some(high)) = (number("value"), number("low"), number("high")) else {
            gather(file, inner, &name, found)?;
            continue;
        };
        let evidence = Evidence::parse(&text("evidence")).ok_or_else(|| {
            Fault::new(Code::ResultUnreadable, format!("`{name}` has no known evidence grade"))
                .in_file(file)
                .expected(Evidence::ALL.map(Evidence::word).join(", "))
        })?;
        let (unit, source) = (text("unit"), text("source"));
        found.push(ParameterRead { name, value, range: (low, high), unit, source, evidence });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_found_at_any_depth_and_settings_are_passed_over() {
        let text = "a = 1\n[s]\nx = { value = 2, low = 1.5, high = 3, unit = \"share\", source = \"H1\", evidence = \
                    \"assumed\" }\n[s.t]\ny = { value = 0.5, low = 0, high = 1, unit = \"share\", source = \"\", \
                    evidence = \"measured\" }\nz = 4\n";
        let (found, scale) = read("e.toml", text).unwrap();
        assert_eq!(scale, None);
        let seen: Vec<_> = found.iter().map(|p| (p.name.as_str(), p.value, p.range, p.evidence)).collect();
        assert_eq!(
            seen,
            [("s.t.y", 0.5, (0.0, 1.0), Evidence::Measured), ("s.x", 2.0, (1.5, 3.0), Evidence::Assumed)]
        );
        assert_eq!(read("e.toml", "a = 1\nb = [").unwrap_err().file.as_deref(), Some("e.toml:2"));
    }
}
