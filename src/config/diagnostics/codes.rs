//! The one list of fault codes: stable names that a user can search for and a script can match.
//!
//! A code is never reused for another meaning; a fault that can no longer happen keeps its line
//! here.

macro_rules! codes {
    ($($name:ident = $text:literal, $meaning:literal;)+) => {
        /// What kind of fault was found; printed as `error[CFG003]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $text, "`: ", $meaning)] $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The stable text of the code, such as `CFG003`.
            pub fn text(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// What the code means, in one line.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => $meaning,)+ }
            }
        }
    };
}

codes! {
    Syntax = "CFG001", "the text is not valid TOML";
    DuplicateKey = "CFG002", "a key or a table is given twice";
    UnknownKey = "CFG003", "a key or a table that the model does not know";
    MissingKey = "CFG004", "a required key is missing";
    WrongType = "CFG005", "a value of another type than the key takes";
    OutOfBounds = "CFG006", "a number outside the bounds of its unit or setting";
    TooLarge = "CFG007", "a number too large to be held";
    NotFinite = "CFG008", "nan or inf where a finite number is needed";
    Percent = "CFG009", "a percentage where a fraction from 0 to 1 is needed";
    SumNotOne = "CFG010", "shares of one total that do not add up to 1";
    RangeOrder = "CFG011", "low, value and high are not in ascending order";
    UnknownUnit = "CFG012", "a unit that is not on the list of units";
    UnknownEvidence = "CFG013", "an evidence grade that is not on the list of grades";
    UnknownWord = "CFG014", "a word that is not among those the setting takes";
    NewerSchema = "CFG015", "the file was written for another schema version";
    UnknownScenario = "CFG016", "a scenario that does not exist";
    ScenarioCycle = "CFG017", "scenarios that extend each other in a circle";
    BadName = "CFG018", "a scenario name with characters that are not allowed";
    NameTwice = "CFG019", "two scenarios with one name, or names that differ only by case";
    PathMissing = "CFG020", "a path that does not exist";
    PathDirectory = "CFG021", "a directory where a file is needed";
    PathSpecial = "CFG022", "a pipe, device or socket where a regular file is needed";
    PathUnreadable = "CFG023", "a file that cannot be read";
    PathOutside = "CFG024", "a path inside a file that leads out of the project";
    FileTooLarge = "CFG025", "a file above the size limit";
    TooDeep = "CFG026", "tables or arrays nested above the depth limit";
    NotUtf8 = "CFG027", "a file that is not UTF-8 text";
    NulByte = "CFG028", "a NUL byte in a text file";
    SetArgument = "CFG029", "a --set argument that is not of the form key=value";
    UnitDiffers = "CFG030", "an override in another unit than the parameter's";
    BadMonth = "CFG031", "a text that is not a month such as 2017-01";
    LeverTiming = "CFG032", "a lever that starts after the horizon or stops before it starts";
    UnknownPlace = "CFG033", "a province or region that does not exist";
    Refused = "CFG034", "a combination of values that the model cannot run";
    FactorTwice = "CFG035", "a parameter that is varied twice, or varied and set";
    DesignRefused = "CFG036", "a design that cannot be made, or with more points than a study can mean";
    AmbiguousPlace = "CFG037", "a name or code that means different ground before and after July 2025";
    NeverActs = "CFG040", "a lever that cannot act: too late, nowhere, for nobody or not at all";
    Unpaired = "CFG041", "scenarios to be compared that differ in chance, size, time or country";

    TableHeader = "CSV001", "a header line that is missing or lacks, repeats or renames a column";
    TableFields = "CSV002", "a row with too few or too many fields";
    TableSeparator = "CSV003", "a file that is not separated by commas";
    TableNumber = "CSV004", "a field that is not a plain decimal number";
    TableEmpty = "CSV005", "an empty field where a value is needed";
    TableBounds = "CSV006", "a number outside the bounds of its column";
    TableRule = "CSV007", "two fields of a row that contradict each other";
    TableMissingRow = "CSV008", "a province or region without a row";
    TableRepeatedRow = "CSV009", "a province, region or pair with two rows";
    TableUnknownKey = "CSV010", "a code or name that is not on the list";
    TableVintage = "CSV011", "provinces of another administrative division than the 63 of 2008-2025";
    TableQuote = "CSV012", "a quote that is never closed";
    TableLine = "CSV013", "a line above the length limit";
    TableText = "CSV014", "a table that cannot be read as UTF-8 text";
    ResultMissing = "CSV015", "a result file that is not there";
    ResultUnreadable = "CSV016", "a manifest or configuration of results that cannot be read";
    ResultChanged = "CSV017", "a result file that is not the one its manifest names";

    PackIncomplete = "PCK001", "a pack without a file that it cannot be without";
    PackRefused = "PCK002", "a pack, or a file of one, that says what cannot be";
    PackOutline = "PCK003", "an outline of a province that cannot be drawn";
}

impl Code {
    /// Whether the fault lies in a data table or a pack rather than in a configuration.
    pub fn is_data(self) -> bool {
        self.text().starts_with("CSV") || self.text().starts_with("PCK")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_code_is_used_twice() {
        let texts: BTreeSet<_> = Code::ALL.iter().map(|code| code.text()).collect();
        assert_eq!(texts.len(), Code::ALL.len());
    }
}
