//! The answers: each a few lines over the rest of the room. Faults are plain text, which the page
//! shows as text.

pub mod jobs;
pub mod pages;
pub mod scenarios;

use super::queue::QueueFull;
use super::saved_scenarios::SaveFault;
use super::scenario_builder::BuilderFault;
use crate::config::Faults;
use crate::language::Language;
use crate::places::Division;
use crate::report::Options;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// A fault as an answer.
#[derive(Debug)]
pub struct Refused {
    status: StatusCode,
    message: String,
}

impl Refused {
    fn new(status: StatusCode, message: impl ToString) -> Self {
        Self { status, message: message.to_string() }
    }

    /// What is asked for is not there.
    fn nothing(message: impl ToString) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// The program is at fault.
    fn broken(message: impl ToString) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.status, self.message).into_response()
    }
}

impl From<Faults> for Refused {
    fn from(faults: Faults) -> Self {
        Self::new(StatusCode::BAD_REQUEST, faults)
    }
}

impl From<BuilderFault> for Refused {
    fn from(fault: BuilderFault) -> Self {
        Self::new(StatusCode::BAD_REQUEST, fault)
    }
}

impl From<SaveFault> for Refused {
    fn from(fault: SaveFault) -> Self {
        let status = match fault {
            SaveFault::Write(_) => StatusCode::INTERNAL_SERVER_ERROR,
            SaveFault::NoDirectory => StatusCode::CONFLICT,
            SaveFault::Name(_) | SaveFault::BuiltIn(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, fault)
    }
}

impl From<QueueFull> for Refused {
    fn from(full: QueueFull) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, full)
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
