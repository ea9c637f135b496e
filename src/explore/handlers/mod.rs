//! The answers: each a few lines over the rest of the room. Faults are plain text, which the page
//! shows as text.

pub mod asked;
pub mod jobs;
pub mod pages;
pub mod scenarios;

use super::fault_words::{Phrase, said};
use super::queue::{QueueFull, WAITING};
use super::saved_scenarios::SaveFault;
use super::scenario_builder::{BuilderFault, REPLICATES};
use crate::config::Faults;
use crate::language::Language;
use crate::places::Division;
use crate::report::Options;
use asked::Spoken;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// A phrase with what fills its gaps, in a language.
type Gapped<'a> = (Phrase, Vec<(&'a str, String)>, Language);

/// A fault as an answer.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    message: String,
    /// The same in Vietnamese, where there are words for it.
    vietnamese: Option<String>,
}

/// What an answer says to a Vietnamese page instead of its own text.
#[derive(Debug, Clone)]
struct InVietnamese(String);

impl Refused {
    fn new(status: StatusCode, message: impl ToString) -> Self {
        Self { status, message: message.to_string(), vietnamese: None }
    }

    /// The same in words of both languages.
    fn said<'a>(status: StatusCode, gapped: impl Fn(Language) -> Gapped<'a>) -> Self {
        let [message, vietnamese] = [Language::English, Language::Vietnamese].map(|language| {
            let (phrase, gaps, language) = gapped(language);
            let gaps: Vec<(&str, &str)> = gaps.iter().map(|(gap, text)| (*gap, text.as_str())).collect();
            said(language, phrase, &gaps)
        });
        Self { status, message, vietnamese: Some(vietnamese) }
    }

    /// The same with gaps that are filled alike.
    fn of(status: StatusCode, phrase: Phrase, gaps: &[(&'static str, &str)]) -> Self {
        let gaps: Vec<(&str, String)> = gaps.iter().map(|(gap, text)| (*gap, (*text).to_owned())).collect();
        Self::said(status, |language| (phrase, gaps.clone(), language))
    }

    /// What is asked for is not there.
    fn nothing(phrase: Phrase) -> Self {
        Self::of(StatusCode::NOT_FOUND, phrase, &[])
    }

    /// The program is at fault.
    fn broken(message: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut answer = (self.status, self.message).into_response();
        if let Some(text) = self.vietnamese {
            answer.extensions_mut().insert(InVietnamese(text));
        }
        answer
    }
}

/// Puts what is said in Vietnamese in the place of an answer's own text, for a Vietnamese page.
pub async fn in_its_language(Spoken(language): Spoken, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    match (language, answer.extensions_mut().remove::<InVietnamese>()) {
        (Language::Vietnamese, Some(InVietnamese(text))) => (answer.status(), text).into_response(),
        _ => answer,
    }
}

impl From<Faults> for Refused {
    fn from(faults: Faults) -> Self {
        Self::new(StatusCode::BAD_REQUEST, faults)
    }
}

impl From<BuilderFault> for Refused {
    fn from(fault: BuilderFault) -> Self {
        match fault {
            BuilderFault::Name(fault) => fault.into(),
            BuilderFault::Replicates(found) => {
                let [found, least, most] =
                    [found, *REPLICATES.start(), *REPLICATES.end()].map(|number| number.to_string());
                let gaps = [("found", &*found), ("least", &*least), ("most", &*most)];
                Self::of(StatusCode::BAD_REQUEST, Phrase::ReplicatesOutside, &gaps)
            }
            BuilderFault::Faults(_) | BuilderFault::Text(_) => Self::new(StatusCode::BAD_REQUEST, fault),
        }
    }
}

impl From<SaveFault> for Refused {
    fn from(fault: SaveFault) -> Self {
        match &fault {
            SaveFault::NoDirectory => Self::of(StatusCode::CONFLICT, Phrase::NoDirectory, &[]),
            SaveFault::BuiltIn(name) => {
                Self::of(StatusCode::BAD_REQUEST, Phrase::NameTaken, &[("name", name)])
            }
            SaveFault::Name(_) => Self::new(StatusCode::BAD_REQUEST, fault),
            SaveFault::Write(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, fault),
        }
    }
}

impl From<QueueFull> for Refused {
    fn from(_: QueueFull) -> Self {
        Self::of(StatusCode::TOO_MANY_REQUESTS, Phrase::QueueFull, &[("number", &WAITING.to_string())])
    }
}

/// In which language, and for which provinces.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    #[serde(default)]
    lang: Lang,
    #[serde(default)]
    provinces: ProvinceSet,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
enum Lang {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "vi")]
    Vietnamese,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
enum ProvinceSet {
    #[default]
    #[serde(rename = "63")]
    Provinces63,
    #[serde(rename = "34")]
    Units34,
}

impl View {
    /// The language.
    const fn language(self) -> Language {
        match self.lang {
            Lang::English => Language::English,
            Lang::Vietnamese => Language::Vietnamese,
        }
    }

    /// How the report shall be.
    const fn options(self) -> Options {
        let division = match self.provinces {
            ProvinceSet::Provinces63 => Division::Provinces,
            ProvinceSet::Units34 => Division::Units,
        };
        Options { language: self.language(), division, scripts: true }
    }
}

/// Work that takes a moment, beside the thread that answers.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work).await.map_err(Refused::broken)
}
