//! Scenarios: what there is, what a base holds, and the saved ones.

use super::asked::Asked;
use super::{Refused, View, aside};
use crate::explore::app::App;
use crate::explore::catalogue::{self, Catalogue};
use crate::explore::draft::{Draft, from_file};
use crate::explore::fault_words::Phrase;
use crate::explore::scenario_builder::LeverOfBase;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;

/// Everything there is to choose from.
pub async fn catalogue(
    State(app): State<Arc<App>>,
    Query(view): Query<View>,
) -> Result<Json<Catalogue>, Refused> {
    let made = aside(move || catalogue::catalogue(&app.bench, &app.shelf, view.language())).await?;
    Ok(Json(made.map_err(Refused::broken)?))
}

/// A base.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    base: String,
}

/// The levers of a base.
pub async fn levers(
    State(app): State<Arc<App>>,
    Query(Base { base }): Query<Base>,
) -> Result<Json<Vec<LeverOfBase>>, Refused> {
    Ok(Json(aside(move || app.bench.levers(&base, &app.shelf)).await??))
}

/// The file of a draft, not saved.
pub async fn file(State(app): State<Arc<App>>, Asked(draft): Asked<Draft>) -> Result<String, Refused> {
    Ok(aside(move || app.bench.file(&draft, &app.shelf)).await??)
}

/// Saves a draft, if it has no fault.
pub async fn save(
    State(app): State<Arc<App>>,
    Asked(draft): Asked<Draft>,
) -> Result<(StatusCode, String), Refused> {
    aside(move || {
        let text = app.bench.file(&draft, &app.shelf)?;
        app.shelf.save(&draft.name, &text)?;
        Ok((StatusCode::CREATED, format!("{}.toml", draft.name)))
    })
    .await?
}

/// The draft of a saved scenario; 409 where the file says more than the page can show.
pub async fn open(State(app): State<Arc<App>>, Path(file): Path<String>) -> Result<Json<Draft>, Refused> {
    aside(move || {
        let files = app.shelf.files();
        let found = files.iter().find(|(name, _)| *name == file);
        let (_, text) = found.ok_or_else(|| Refused::nothing(Phrase::NoScenario))?;
        let effective = app.bench.resolve(&files, Some(&file), &[])?;
        let extends = text
            .parse::<toml::Table>()
            .ok()
            .and_then(|file| file.get("extends").and_then(toml::Value::as_str).map(str::to_owned));
        let base = app.bench.resolve(&files, extends.as_deref(), &[])?;
        from_file(text, &effective, &base)
            .map(Json)
            .ok_or_else(|| Refused::of(StatusCode::CONFLICT, Phrase::MoreThanShown, &[("file", &file)]))
    })
    .await?
}
