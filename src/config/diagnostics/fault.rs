//! A fault: what is wrong, where, what was expected and how to mend it.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use super::codes::Code;
use super::render;
use super::source::Source;

/// A stretch of a source text, in bytes.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text it lies in.
    pub source: Arc<Source>,
    /// Bytes from the start of the text.
    pub span: Range<usize>,
}

impl Place {
    /// The stretch `span` of `source`.
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        Self { source: Arc::clone(source), span }
    }
}

/// One fault. It holds its parts in a box, so that results which may be a fault stay small.
#[derive(Clone, Debug)]
pub struct Fault(Box<FaultParts>);

/// Everything that the message of a fault shows.
#[derive(Clone, Debug)]
pub struct FaultParts {
    /// The stable code.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The name of the file when no stretch of its text can be shown.
    pub file: Option<String>,
    /// The text that is underlined, with the words beside the underline.
    pub place: Option<(Place, String)>,
    /// Further places that belong to the fault, such as the first of two equal keys.
    pub also: Vec<(Place, String)>,
    /// What would have been accepted.
    pub expected: Option<String>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Deref for Fault {
    type Target = FaultParts;

    fn deref(&self) -> &FaultParts {
        &self.0
    }
}

impl Fault {
    /// A fault without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(FaultParts {
            code,
            message: message.into(),
            file: None,
            place: None,
            also: Vec::new(),
            expected: None,
            help: None,
        }))
    }

    /// Gives the fault another code.
    pub fn coded(mut self, code: Code) -> Self {
        self.0.code = code;
        self
    }

    /// Says which file is meant when there is no text to show.
    pub fn in_file(mut self, name: impl Into<String>) -> Self {
        self.0.file = Some(name.into());
        self
    }

    /// Underlines `place` and writes `label` beside it.
    pub fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.0.place = Some((place, label.into()));
        self
    }

    /// Marks a further place.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.0.also.push((place, label.into()));
        self
    }

    /// Says what would have been accepted.
    pub fn expected(mut self, text: impl Into<String>) -> Self {
        self.0.expected = Some(text.into());
        self
    }

    /// Says how to mend it.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.0.help = Some(text.into());
        self
    }

    /// The message of something that is no fault but should be known.
    pub fn warning(&self) -> String {
        render::warning(self)
    }

    /// The same in one line: what is wrong, and where.
    pub fn line(&self) -> String {
        match &self.place {
            Some((place, _)) => {
                let (line, column) = place.source.position(place.span.start);
                format!("{} ({}:{line}:{column})", self.message, place.source.name())
            }
            None => self.message.clone(),
        }
    }

    /// Says how to mend it if there is something to say.
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.0.help = text.or(self.0.help);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render::plain(self))
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { list: vec![fault], more: 0 }
    }
}

/// All faults found, in the order of the layers and of their lines.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    /// How many more were found and not kept.
    more: usize,
}

impl Faults {
    /// No fault yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, fault: Fault) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.list.push(fault);
        }
    }

    /// Whether no more faults are kept; a reader may stop looking.
    pub fn is_full(&self) -> bool {
        self.list.len() >= KEPT
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Faults) {
        self.more += other.more;
        other.list.into_iter().for_each(|fault| self.push(fault));
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The faults in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.list.iter()
    }

    /// `value` if nothing was found.
    ///
    /// # Errors
    /// The faults, if there are any.
    pub fn or<T>(self, value: T) -> Result<T, Faults> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The exit code of the program: 65 when only data tables are at fault, 2 otherwise.
    pub fn exit_code(&self) -> u8 {
        if !self.is_empty() && self.list.iter().all(|fault| fault.code.is_data()) { 65 } else { 2 }
    }

    /// The message with terminal colours.
    pub fn coloured(&self) -> String {
        self.joined(render::coloured)
    }

    fn joined(&self, one: fn(&Fault) -> String) -> String {
        let mut text = String::new();
        for fault in self.list.iter().take(SHOWN) {
            text.push_str(&one(fault));
            text.push_str("\n\n");
        }
        let count = self.list.len() + self.more;
        if count > SHOWN {
            text.push_str(&format!("... and {} more\n\n", count - SHOWN));
        }
        text.push_str(&match count {
            1 => "1 fault found; nothing was run and nothing was written".to_owned(),
            count => format!("{count} faults found; nothing was run and nothing was written"),
        });
        text
    }
}

/// The most faults that are kept.
const KEPT: usize = 1000;

/// The most faults that one message shows in full.
const SHOWN: usize = 100;

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined(render::plain))
    }
}

impl std::error::Error for Faults {}

impl FromIterator<Fault> for Faults {
    fn from_iter<I: IntoIterator<Item = Fault>>(faults: I) -> Self {
        let mut all = Self::new();
        faults.into_iter().for_each(|fault| all.push(fault));
        all
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
