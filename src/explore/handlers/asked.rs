//! What the page sends, read so that a field that cannot be taken is told by the name that the page
//! gives it.

use super::Refused;
use crate::explore::fault_words::Phrase as FaultPhrase;
use crate::explore::words::{self, Phrase};
use crate::language::Language;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use std::convert::Infallible;

/// A body of JSON.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Asked<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let mut json = serde_json::Deserializer::from_slice(&body);
        let read = serde_path_to_error::deserialize(&mut json);
        read.map(Self)
            .map_err(|fault| unread(&fault.path().to_string(), &fault.inner().to_string()).into_response())
    }
}

/// The language of the page that asks; its script says it.
#[derive(Debug, Clone, Copy)]
pub struct Spoken(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Spoken {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let asked = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let vietnamese = asked.is_some_and(|languages| languages.starts_with("vi"));
        Ok(Self(if vietnamese { Language::Vietnamese } else { Language::English }))
    }
}

/// A refusal of what stands at a path such as `trial.seed`.
fn unread(path: &str, fault: &str) -> Refused {
    let field = match path.rsplit('.').next().unwrap_or_default() {
        "seed" => Some((Phrase::Seed, FaultPhrase::FieldNumber)),
        "replicates" => Some((Phrase::Replicates, FaultPhrase::FieldNumber)),
        "ramp_months" => Some((Phrase::Ramp, FaultPhrase::FieldNumber)),
        "coverage" => Some((Phrase::Coverage, FaultPhrase::FieldShare)),
        _ => None,
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let Some((field, phrase)) = field else {
        return Refused::said(status, |language| {
            (FaultPhrase::Unreadable, vec![("fault", fault.to_owned())], language)
        });
    };
    // As serde says it: "invalid value: integer `-1`, expected u64".
    let found = fault.split('`').nth(1);
    Refused::said(status, |language| {
        let mut gaps = vec![("field", words::text(language, field))];
        gaps.extend(found.map(|found| ("found", found.to_owned())));
        (if found.is_some() { phrase } else { FaultPhrase::FieldEmpty }, gaps, language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::scenario_builder::Trial;

    fn fault(text: &str) -> [String; 2] {
        let mut json = serde_json::Deserializer::from_str(text);
        let read: Result<Trial, _> = serde_path_to_error::deserialize(&mut json);
        let fault = read.unwrap_err();
        let refused = unread(&fault.path().to_string(), &fault.inner().to_string());
        [refused.message, refused.vietnamese.unwrap()]
    }

    #[test]
    fn a_field_that_cannot_be_taken_is_told_by_its_name_on_the_page() {
        for (text, english, vietnamese) in [
            (r#"{"seed": -1, "replicates": 2}"#, "Seed: -1 cannot be taken", "(seed): không nhận được -1;"),
            (r#"{"seed": 1.5, "replicates": 2}"#, "Seed: 1.5 cannot", "1.5"),
            (r#"{"seed": 1e30, "replicates": 2}"#, "Seed: 1e+30 cannot", "1e+30"),
            (r#"{"seed": null, "replicates": 2}"#, "Seed: nothing is written", "chưa ghi gì"),
            (r#"{"seed": 1, "replicates": -2}"#, "Replicates: -2 cannot", "Số lần lặp: không nhận được -2"),
            (r#"{"seed": 1, "more": 2}"#, "The request cannot be read", "tải lại trang"),
        ] {
            let [own, other] = fault(text);
            assert!(own.starts_with(english), "{own}");
            assert!(other.contains(vietnamese) && !other.contains("cannot"), "{other}");
        }
    }
}
