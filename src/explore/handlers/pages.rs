//! The page and its files.

use super::{Refused, View};
use crate::explore::app::App;
use crate::explore::assets;
use crate::explore::fault_words::Phrase;
use crate::explore::words;
use crate::pack;
use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use minijinja::{AutoEscape, Environment, context};
use std::sync::Arc;

/// The page.
pub async fn page(State(app): State<Arc<App>>, Query(view): Query<View>) -> Result<Html<String>, Refused> {
    let language = view.language();
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let page = environment.template_from_named_str("explore", include_str!("../assets/page.html")).and_then(
        |template| {
            template.render(context! {
                lang => language.tag(),
                words => words::all(language),
                made_up => pack::current().about().made_up,
                can_save => app.shelf.can_save(),
                version => env!("CARGO_PKG_VERSION"),
            })
        },
    );
    page.map(Html).map_err(Refused::broken)
}

/// A file of the page.
pub async fn asset(Path(name): Path<String>) -> Result<impl IntoResponse, Refused> {
    let (kind, text) = assets::asset(&name).ok_or_else(|| Refused::nothing(Phrase::NoFile))?;
    Ok(([(CONTENT_TYPE, kind)], text))
}
