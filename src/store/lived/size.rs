//! Sizes as people write them.

/// Bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

/// Units with their bytes, the smallest first.
const UNITS: [(&str, f64); 4] = [("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12)];

impl std::str::FromStr for Size {
    type Err = String;

    /// `500MB`, `8 GB`, or bytes.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = (&text[..digits], text[digits..].trim());
        let of_unit = UNITS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit)).map(|(_, bytes)| *bytes);
        let bytes = if unit.is_empty() || unit.eq_ignore_ascii_case("B") { Some(1.0) } else { of_unit };
        let found = number.parse::<f64>().ok().zip(bytes).map(|(number, bytes)| number * bytes);
        let fits = found.filter(|bytes| *bytes < 1e18);
        fits.map(|bytes| Self(bytes as u64)).ok_or_else(|| "write a size such as 500MB or 8GB".to_owned())
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.0 as f64;
        match UNITS.iter().rev().find(|(_, unit)| bytes >= *unit) {
            Some((name, unit)) => write!(out, "{:.1} {name}", bytes / unit),
            None => write!(out, "{} B", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them_and_shown_so() {
        for (text, bytes, shown) in [
            ("8 GB", 8_000_000_000, "8.0 GB"),
            ("1.5mb", 1_500_000, "1.5 MB"),
            ("999", 999, "999 B"),
            ("0", 0, "0 B"),
            ("12kB", 12_000, "12.0 kB"),
        ] {
            let size: Size = text.parse().unwrap();
            assert_eq!((size.0, size.to_string().as_str()), (bytes, shown), "{text}");
        }
        for wrong in ["", "GB", "-1GB", "8 XB", "1e3", "..", "99999999999TB"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}
