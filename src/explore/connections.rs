//! Connections: each has so much time to say what it wants, so that half-sent requests do not pile
//! up.

use super::app::MOST_BYTES;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::time::Duration;
use tokio::net::TcpListener;

/// Time for the head of a request, and once more for its body. Pages of this server send both at
/// once.
const PATIENCE: Duration = Duration::from_secs(10);

/// Time until the next try where the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers whoever connects, until it is dropped.
///
/// # Errors
/// None: what fails in one connection ends that connection.
pub async fn answer(listener: TcpListener, router: Router) -> io::Result<()> {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            let _ = connection.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Takes the body of a request whole before anybody looks at it, and gives up on one that does not
/// come.
pub async fn whole(request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, to_bytes(body, MOST_BYTES)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(head, Body::from(bytes))).await,
        Ok(Err(_)) => {
            (StatusCode::PAYLOAD_TOO_LARGE, "This is more than a page of this server sends.").into_response()
        }
        Err(_) => (StatusCode::REQUEST_TIMEOUT, "The request did not come to its end.").into_response(),
    }
}
