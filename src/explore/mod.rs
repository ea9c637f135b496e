//! The page to explore: an analyst lays levers on a timeline, runs, and sees what they change
//! against the baseline.
//!
//! A small server on this machine alone. Its page asks nobody else for anything, and it answers no
//! other page: [`guard`]. What is asked for goes through the same doors as on the command line, so
//! faults and numbers are the same ones.
//!
//! * [`draft`]: a scenario as the page has it, and as the file that `--scenario` takes.
//!   [`saved_scenarios`]: the directory of saved ones. [`scenario_builder`]: from a draft to a
//!   checked comparison.
//! * [`job`], [`queue`], [`worker`]: runs in the background, one at a time, each can be stopped.
//!   [`outcome`]: what one found.
//! * `connections`: who is answered how long; `scratch`: the folder of their files.
//! * `catalogue`: what there is to choose from. `words`: the phrases. `handlers`: the answers,
//!   `app`: their addresses.

mod app;
mod assets;
mod catalogue;
mod connections;
pub mod draft;
mod fault_words;
pub mod guard;
mod handlers;
pub mod job;
pub mod outcome;
pub mod queue;
pub mod saved_scenarios;
pub mod scenario_builder;
mod scratch;
mod words;
pub mod worker;

use crate::simulation::{CountryData, Plan};
use crate::store::lived::LivedStore;
use app::App;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// How to serve.
#[derive(Debug)]
pub struct ServerOptions {
    /// Port on this machine; 0 takes a free one.
    pub port: u16,
    /// Where drafts become comparisons.
    pub bench: scenario_builder::ScenarioBuilder,
    /// Directory of saved scenarios; none if nothing is to be saved.
    pub directory: Option<PathBuf>,
    /// Asked before a comparison begins.
    pub has_room: HasRoom,
    /// Where runs and states after warm-up are kept; none if they are lived again next time.
    pub store: Option<LivedStore>,
}

/// Whether the machine has room for so many worlds of a plan more; why not, in words.
pub type HasRoom = fn(&Plan, &CountryData, usize) -> Result<(), String>;

/// Why the page could not be served.
#[derive(Debug, thiserror::Error)]
pub enum ExploreFault {
    /// The port cannot be had.
    #[error("port {port} of this machine cannot be used: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system reported.
        source: std::io::Error,
    },
    /// The baseline or the tables are at fault.
    #[error("{0}")]
    ScenarioBuilder(#[from] scenario_builder::BuilderFault),
    /// The server broke.
    #[error("the server stopped: {0}")]
    Server(std::io::Error),
}

/// Waits until the user, or the system, wants the program to end.
#[cfg(unix)]
async fn end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hang_up = signal(SignalKind::hangup())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
        _ = hang_up.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Serves until the interrupt key, or a signal by which the system ends programs; `ready` is told
/// the address. Jobs are stopped before it returns.
///
/// # Errors
/// A port that is taken, or a fault of the machine.
pub fn serve(options: ServerOptions, ready: impl FnOnce(&str)) -> Result<(), ExploreFault> {
    let port = options.port;
    let unusable = |source| ExploreFault::Port { port, source };
    let listener =
        std::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).map_err(unusable)?;
    listener.set_nonblocking(true).map_err(unusable)?;
    let port = listener.local_addr().map_err(unusable)?.port();
    let app = Arc::new(App::new(port, options.bench, options.directory));
    let jobs = Arc::clone(&app.queue);
    let scratch = scratch::ScratchFolder::new().map_err(ExploreFault::Server)?;
    let folder = scratch.path().to_owned();
    let worker =
        std::thread::spawn(move || worker::work(&jobs, options.has_room, options.store.as_ref(), &folder));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let served = runtime.and_then(|runtime| {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            ready(&format!("http://127.0.0.1:{port}/"));
            // Open streams of progress would hold a graceful end up for ever: the sockets go with
            // the runtime.
            tokio::select! {
                served = connections::answer(listener, app::router(Arc::clone(&app))) => served,
                ended = end() => ended,
            }
        })
    });
    app.queue.close();
    // A worker that broke has nothing left to stop.
    let _ = worker.join();
    served.map_err(ExploreFault::Server)
}
