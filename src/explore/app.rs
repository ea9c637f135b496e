//! What the handlers share, and the addresses they answer.

use super::connections::whole;
use super::guard::guard;
use super::handlers::{in_its_language, jobs, pages, scenarios};
use super::queue::Queue;
use super::saved_scenarios::SavedScenarios;
use super::scenario_builder::ScenarioBuilder;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use std::path::PathBuf;
use std::sync::Arc;

/// Bytes of a request: a draft with every lever and province has some 20 kB.
pub const MOST_BYTES: usize = 256 << 10;

/// What the handlers share.
#[derive(Debug)]
pub struct App {
    /// The port, for the guard.
    pub port: u16,
    /// From drafts to comparisons.
    pub bench: ScenarioBuilder,
    /// Saved scenarios.
    pub shelf: SavedScenarios,
    /// The jobs.
    pub queue: Arc<Queue>,
}

impl App {
    /// Without jobs yet.
    pub fn new(port: u16, bench: ScenarioBuilder, directory: Option<PathBuf>) -> Self {
        Self { port, bench, shelf: SavedScenarios::new(directory), queue: Arc::default() }
    }
}

/// The addresses.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(pages::page))
        .route("/assets/{name}", get(pages::asset))
        .route("/api/catalogue", get(scenarios::catalogue))
        .route("/api/levers", get(scenarios::levers))
        .route("/api/scenarios", post(scenarios::save))
        .route("/api/scenarios/{file}", get(scenarios::open))
        .route("/api/file", post(scenarios::file))
        .route("/api/jobs", post(jobs::submit))
        .route("/api/jobs/{id}/events", get(jobs::events))
        .route("/api/jobs/{id}/cancel", post(jobs::cancel))
        .route("/api/jobs/{id}/result", get(jobs::result))
        .route("/api/jobs/{id}/report.html", get(jobs::report))
        .route("/api/jobs/{id}/files", get(jobs::files))
        .route("/api/jobs/{id}/files/{*name}", get(jobs::file))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn(in_its_language))
        .layer(from_fn(whole))
        .layer(from_fn_with_state(Arc::clone(&app), guard))
        .with_state(app)
}
