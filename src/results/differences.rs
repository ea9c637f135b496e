//! Where two files of results differ: which cell of a table, which key of a document, which line.

use super::catalogue::TABLES;
use csv::StringRecord;
use serde_json::Value;
use std::collections::BTreeMap;

/// A place at which a file is another than the one that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub file: String,
    /// Line of the file, from 1; none where it has no lines.
    pub line: Option<u64>,
    /// Number of the row of a table, from 1 below the header.
    pub row: Option<u64>,
    /// What tells the row from others: `year=2021, code=11`.
    pub key: String,
    /// The column, or the key of a document; empty where it is the whole row, line or file.
    pub column: String,
    /// What was found; none where it is missing.
    pub found: Option<String>,
    /// What was made again; none where nothing was.
    pub made: Option<String>,
}

/// The first differences of a file, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// The first ones.
    pub first: Vec<Difference>,
    /// All of them.
    pub count: usize,
}

/// Differences of a file that are kept with their place.
const KEPT: usize = 100;

impl Differences {
    fn add(&mut self, difference: Difference) {
        self.count += 1;
        if self.first.len() < KEPT {
            self.first.push(difference);
        }
    }

    /// Leaves out the differences of some keys of a document.
    pub fn without(&mut self, keys: &[&str]) {
        let before = self.first.len();
        self.first.retain(|difference| !keys.contains(&&*difference.column));
        self.count -= before - self.first.len();
    }
}

/// Compares what was found with what was made again.
pub fn differences(file: &str, found: &[u8], made: &[u8]) -> Differences {
    let mut all = Differences::default();
    if found == made {
        return all;
    }
    let texts = std::str::from_utf8(found).ok().zip(std::str::from_utf8(made).ok());
    match texts {
        Some((found, made)) if file.ends_with(".csv") => tables(file, found, made, &mut all),
        Some((found, made)) if file.ends_with(".json") => documents(file, found, made, &mut all),
        Some((found, made)) => lines(file, found, made, &mut all),
        None => {}
    }
    if all.count == 0 {
        let at = found.iter().zip(made).take_while(|(one, other)| one == other).count();
        let bytes = |bytes: &[u8]| Some(format!("{} bytes, others from byte {at} on", bytes.len()));
        all.add(Difference { found: bytes(found), made: bytes(made), ..whole(file) });
    }
    all
}

fn whole(file: &str) -> Difference {
    Difference {
        file: file.to_owned(),
        line: None,
        row: None,
        key: String::new(),
        column: String::new(),
        found: None,
        made: None,
    }
}

/// A table as it was read.
struct Rows {
    header: StringRecord,
    rows: Vec<StringRecord>,
}

impl Rows {
    fn read(text: &str) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().ok()?.clone();
        let rows = reader.into_records().collect::<Result<_, _>>().ok()?;
        Some(Self { header, rows })
    }

    /// The cells that tell a row from others, each with its column.
    fn key<'a>(&'a self, columns: &[usize], row: &'a StringRecord) -> Vec<(&'a str, &'a str)> {
        columns.iter().filter_map(|&at| Some((self.header.get(at)?, row.get(at)?))).collect()
    }
}

fn tables(file: &str, found: &str, made: &str, all: &mut Differences) {
    let Some((found_rows, made_rows)) = Rows::read(found).zip(Rows::read(made)) else {
        return lines(file, found, made, all);
    };
    let (found, made) = (found_rows, made_rows);
    let place = |row: Option<(usize, &StringRecord)>| {
        let line = row.and_then(|(_, record)| record.position()).map(csv::Position::line);
        Difference { line, row: row.map(|(at, _)| at as u64 + 1), ..whole(file) }
    };
    if found.header != made.header {
        let header = |rows: &Rows| Some(rows.header.iter().collect::<Vec<_>>().join(","));
        all.add(Difference { line: Some(1), found: header(&found), made: header(&made), ..whole(file) });
        return;
    }
    let keys = key_columns(file, &made.header);
    let told = |key: &[(&str, &str)]| {
        key.iter().map(|(column, cell)| format!("{column}={cell}")).collect::<Vec<_>>().join(", ")
    };
    if found.rows.len() == made.rows.len() {
        for (at, (own, again)) in found.rows.iter().zip(&made.rows).enumerate() {
            for column in 0..own.len().max(again.len()) {
                if own.get(column) != again.get(column) {
                    let cell = |row: &StringRecord| row.get(column).map(str::to_owned);
                    all.add(Difference {
                        key: told(&made.key(&keys, again)),
                        column: made.header.get(column).unwrap_or_default().to_owned(),
                        found: cell(own),
                        made: cell(again),
                        ..place(Some((at, own)))
                    });
                }
            }
        }
        return;
    }
    let text = |row: &StringRecord| Some(row.iter().collect::<Vec<_>>().join(","));
    let mut missing: BTreeMap<Vec<(&str, &str)>, &StringRecord> =
        made.rows.iter().map(|row| (made.key(&keys, row), row)).collect();
    for (at, own) in found.rows.iter().enumerate() {
        let key = found.key(&keys, own);
        match missing.remove(&key) {
            Some(again) if again == own => {}
            again => all.add(Difference {
                key: told(&key),
                found: text(own),
                made: again.and_then(text),
                ..place(Some((at, own)))
            }),
        }
    }
    for (key, again) in missing {
        all.add(Difference { key: told(&key), made: text(again), ..place(None) });
    }
}

/// Places of the columns that tell the rows of a table apart; the first one where no table of that
/// name is known.
fn key_columns(file: &str, header: &StringRecord) -> Vec<usize> {
    let name = file.trim_end_matches(".csv");
    let schema = TABLES.iter().find(|table| table.name == name);
    let columns = schema.into_iter().flat_map(|table| table.columns).filter(|column| column.key);
    let places: Vec<usize> =
        columns.filter_map(|column| header.iter().position(|name| name == column.name)).collect();
    if places.is_empty() { vec![0] } else { places }
}

fn documents(file: &str, found: &str, made: &str, all: &mut Differences) {
    let read = |text: &str| serde_json::from_str::<Value>(text).ok();
    let Some((found_value, made_value)) = read(found).zip(read(made)) else {
        return lines(file, found, made, all);
    };
    let (mut own, mut again) = (BTreeMap::new(), BTreeMap::new());
    flatten("", &found_value, &mut own);
    flatten("", &made_value, &mut again);
    let mut names: Vec<&String> = own.keys().chain(again.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (found, made) = (own.get(name).cloned(), again.get(name).cloned());
        if found != made {
            all.add(Difference { column: name.clone(), found, made, ..whole(file) });
        }
    }
}

/// Every value of a document by its dotted path.
fn flatten(prefix: &str, value: &Value, values: &mut BTreeMap<String, String>) {
    let name = |key: &str| if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            fields.iter().for_each(|(key, value)| flatten(&name(key), value, values));
        }
        Value::Array(list) if !list.is_empty() => {
            list.iter().enumerate().for_each(|(at, value)| flatten(&name(&at.to_string()), value, values));
        }
        Value::String(text) => drop(values.insert(prefix.to_owned(), text.clone())),
        other => drop(values.insert(prefix.to_owned(), other.to_string())),
    }
}

fn lines(file: &str, found: &str, made: &str, all: &mut Differences) {
    let (mut own, mut again) = (found.lines(), made.lines());
    for line in 1.. {
        let (found, made) = (own.next(), again.next());
        if found.is_none() && made.is_none() {
            return;
        }
        if found != made {
            let [found, made] = [found, made].map(|text| text.map(str::to_owned));
            all.add(Difference { line: Some(line), found, made, ..whole(file) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "scenario,year,code,value,basis\nbaseline,2021,01,1.5,b\nbaseline,2021,11,2.5,b\n";

    #[test]
    fn an_altered_digit_is_named_with_row_key_and_column() {
        let altered = TABLE.replace("2.5", "2.6");
        let found = differences("provinces.csv", altered.as_bytes(), TABLE.as_bytes());
        let wanted = Difference {
            file: "provinces.csv".to_owned(),
            line: Some(3),
            row: Some(2),
            key: "scenario=baseline, year=2021, code=11".to_owned(),
            column: "value".to_owned(),
            found: Some("2.6".to_owned()),
            made: Some("2.5".to_owned()),
        };
        assert_eq!(found, Differences { first: vec![wanted], count: 1 });
        assert_eq!(differences("provinces.csv", TABLE.as_bytes(), TABLE.as_bytes()).count, 0);
    }

    #[test]
    fn a_row_that_is_missing_or_too_many_is_found_by_its_key() {
        let fewer = TABLE.replace("baseline,2021,01,1.5,b\n", "");
        let found = differences("provinces.csv", fewer.as_bytes(), TABLE.as_bytes()).first;
        assert_eq!(
            (found.len(), &*found[0].key, &found[0].found),
            (1, "scenario=baseline, year=2021, code=01", &None)
        );
        let found = differences("provinces.csv", TABLE.as_bytes(), fewer.as_bytes()).first;
        assert_eq!((found.len(), found[0].row, &found[0].made), (1, Some(1), &None));
    }

    #[test]
    fn documents_texts_and_bytes_are_told_by_key_line_and_byte() {
        let found = differences("a.json", br#"{"a": {"b": [1, 2]}}"#, br#"{"a": {"b": [1, 3]}}"#).first;
        assert_eq!((found.len(), &*found[0].column, found[0].found.as_deref()), (1, "a.b.1", Some("2")));
        let found = differences("a.toml", b"a = 1\nb = 2\n", b"a = 1\nb = 3\n").first;
        assert_eq!((found.len(), found[0].line, found[0].made.as_deref()), (1, Some(2), Some("b = 3")));
        // What reads alike and is written otherwise is not the same file.
        assert_eq!(differences("a.json", b"{}", b"{ }").count, 1);
        assert_eq!(differences("a.xlsx", b"\xff\x01", b"\xff\x02").count, 1);
        assert_eq!(differences("provinces.csv", TABLE.trim_end().as_bytes(), TABLE.as_bytes()).count, 1);
    }
}
