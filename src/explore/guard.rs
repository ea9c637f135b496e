//! Who is answered: this machine's own page, and nobody else's.
//!
//! A page of another site can make a browser call a local address, by its number or through a name
//! that it points here. The `Host` shows the name that was asked for and the `Origin` the page that
//! asks; both must be this server. JSON is demanded of what changes anything, because a form of
//! another site cannot send it.

use super::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The policy of every answer: nothing from elsewhere, no script in the page's text.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Blocked {
    /// It asks for another name.
    #[error("This page answers to http://127.0.0.1 and http://localhost with its own port only.")]
    Host,
    /// Another page sent it.
    #[error("Only this server's own page may change anything here.")]
    Origin,
    /// It is no JSON.
    #[error("Send JSON (Content-Type: application/json).")]
    Type,
}

impl Blocked {
    const fn status(self) -> StatusCode {
        match self {
            Self::Host | Self::Origin => StatusCode::FORBIDDEN,
            Self::Type => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }
}

/// Lets a request through, or refuses it; either way the answer has the headers.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut answer = match check(request.method(), request.headers(), app.port) {
        Ok(()) => next.run(request).await,
        Err(refusal) => (refusal.status(), format!("{refusal}\n")).into_response(),
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Whether a request comes from this server's own page.
///
/// # Errors
/// Why it does not.
pub fn check(method: &Method, headers: &HeaderMap, port: u16) -> Result<(), Blocked> {
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if !text(header::HOST).is_some_and(|host| own.iter().any(|own| own == host)) {
        return Err(Blocked::Host);
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let origin = text(header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
    if !origin.is_some_and(|origin| own.iter().any(|own| own == origin)) {
        return Err(Blocked::Origin);
    }
    let json = text(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    if json { Ok(()) } else { Err(Blocked::Type) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(method: Method, headers: &[(HeaderName, &'static str)]) -> Result<(), Blocked> {
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        check(&method, &headers, 8017)
    }

    #[test]
    fn other_names_ports_and_none_are_refused() {
        let host = |host| checked(Method::GET, &[(header::HOST, host)]);
        assert_eq!((host("127.0.0.1:8017"), host("localhost:8017")), (Ok(()), Ok(())));
        for other in ["evil.example:8017", "127.0.0.1:80", "localhost", "127.0.0.1:8017.evil.example", ""] {
            assert_eq!(host(other), Err(Blocked::Host), "{other}");
        }
        assert_eq!(checked(Method::GET, &[]), Err(Blocked::Host));
    }

    #[test]
    fn what_changes_something_needs_the_own_page_and_json() {
        let post = |origin, kind| {
            let host = (header::HOST, "localhost:8017");
            checked(Method::POST, &[host, (header::ORIGIN, origin), (header::CONTENT_TYPE, kind)])
        };
        assert_eq!(post("http://localhost:8017", "application/json; charset=utf-8"), Ok(()));
        assert_eq!(post("http://127.0.0.1:8017", "application/json"), Ok(()));
        for other in ["http://evil.example", "null", "https://localhost:8017", "http://localhost:8018"] {
            assert_eq!(post(other, "application/json"), Err(Blocked::Origin), "{other}");
        }
        assert_eq!(post("http://localhost:8017", "text/plain"), Err(Blocked::Type));
        let bare = checked(Method::POST, &[(header::HOST, "localhost:8017")]);
        assert_eq!(bare, Err(Blocked::Origin), "a browser always says who sends");
    }
}
