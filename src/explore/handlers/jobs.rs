//! Jobs: taken, watched, stopped, looked at.

use super::asked::{Asked, Spoken};
use super::{Refused, View, aside};
use crate::explore::app::App;
use crate::explore::draft::Draft;
use crate::explore::fault_words::{Phrase, said};
use crate::explore::job::Job;
use crate::explore::outcome::JobOutcome;
use crate::explore::scenario_builder::Trial;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// Moments between two reports of progress.
const PACE: Duration = Duration::from_millis(100);

/// What is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    draft: Draft,
    trial: Trial,
}

/// A job that was taken.
#[derive(Debug, Serialize)]
pub struct Taken {
    id: u64,
    /// What in the scenario never acts, in words.
    warnings: Vec<String>,
}

/// Takes a job: 400 with every fault of the scenario, 429 where too many wait.
pub async fn submit(
    State(app): State<Arc<App>>,
    Spoken(language): Spoken,
    Asked(Order { draft, trial }): Asked<Order>,
) -> Result<(StatusCode, Json<Taken>), Refused> {
    aside(move || {
        let ready = app.bench.ready(&draft, trial, &app.shelf)?;
        let mut warnings = ready.warnings();
        if ready.is_the_baseline() {
            warnings.push(said(language, Phrase::SameAsBaseline, &[]));
        }
        let id = app.queue.submit(ready)?.id;
        Ok((StatusCode::ACCEPTED, Json(Taken { id, warnings })))
    })
    .await?
}

/// How far it is, until it is over.
pub async fn events(
    State(app): State<Arc<App>>,
    Path(id): Path<u64>,
) -> Result<Sse<impl Stream<Item = Result<Event, axum::Error>>>, Refused> {
    let mut news = find(&app, id)?.watch();
    let (send, receive) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            // Only the newest counts: what comes faster than the pace is passed over.
            let progress = news.borrow_and_update().clone();
            let over = progress.is_last();
            let gone = send.send(Event::default().json_data(progress)).await.is_err();
            if over || gone || news.changed().await.is_err() {
                break;
            }
            tokio::time::sleep(PACE).await;
        }
    });
    Ok(Sse::new(ReceiverStream::new(receive)).keep_alive(KeepAlive::default()))
}

/// Stops it.
pub async fn cancel(State(app): State<Arc<App>>, Path(id): Path<u64>) -> Result<StatusCode, Refused> {
    app.queue.cancel(&*find(&app, id)?);
    Ok(StatusCode::ACCEPTED)
}

/// What it found, as a part of the page.
pub async fn result(
    State(app): State<Arc<App>>,
    Path(id): Path<u64>,
    Query(view): Query<View>,
) -> Result<Html<String>, Refused> {
    let outcome = found(&app, id)?;
    aside(move || outcome.excerpt(view.options())).await?.map(Html).map_err(Refused::broken)
}

/// The whole report, to be saved: it opens by itself.
pub async fn report(
    State(app): State<Arc<App>>,
    Path(id): Path<u64>,
    Query(view): Query<View>,
) -> Result<impl IntoResponse, Refused> {
    let outcome = found(&app, id)?;
    let page = aside(move || outcome.report(view.options())).await?.map_err(Refused::broken)?;
    let kind = (CONTENT_TYPE, "text/html; charset=utf-8".to_owned());
    Ok(([kind, saved_as("report.html")], page))
}

/// The names of its files.
pub async fn files(State(app): State<Arc<App>>, Path(id): Path<u64>) -> Result<Json<Vec<String>>, Refused> {
    Ok(Json(found(&app, id)?.files().map(str::to_owned).collect()))
}

/// One of its files.
pub async fn file(
    State(app): State<Arc<App>>,
    Path((id, name)): Path<(u64, String)>,
) -> Result<impl IntoResponse, Refused> {
    let outcome = found(&app, id)?;
    let bytes = outcome.file(&name).ok_or_else(|| Refused::nothing(Phrase::NoFile))?;
    let kind = (CONTENT_TYPE, "text/plain; charset=utf-8".to_owned());
    let own = name.rsplit('/').next().unwrap_or_default();
    Ok(([kind, saved_as(own)], bytes))
}

fn saved_as(name: &str) -> (axum::http::HeaderName, String) {
    (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
}

fn find(app: &App, id: u64) -> Result<Arc<Job>, Refused> {
    app.queue.find(id).ok_or_else(|| Refused::nothing(Phrase::NoRun))
}

fn found(app: &App, id: u64) -> Result<Arc<JobOutcome>, Refused> {
    find(app, id)?.outcome().ok_or_else(|| Refused::of(StatusCode::CONFLICT, Phrase::NoResultYet, &[]))
}
