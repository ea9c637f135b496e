//! Work in the model's threads while Python's own thread hears of Ctrl-C and shows progress.

use crate::trouble::Trouble;
use lachan::experiments::memory;
use lachan::experiments::parallel::{most_threads, processors};
use pyo3::prelude::*;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// How long Python's thread sleeps between two looks at its signals, at most.
const BEAT: Duration = Duration::from_millis(30);

/// Months that are lived and to be lived, and whether all shall end.
#[derive(Debug, Default)]
pub struct Watch {
    done: AtomicU32,
    all: AtomicU32,
    is_stopped: AtomicBool,
}

impl Watch {
    /// So many months more are to be lived.
    pub fn expect(&self, months: u32) {
        self.all.fetch_add(months, Ordering::Relaxed);
    }

    /// A month was lived; whether to go on.
    pub fn tick(&self) -> ControlFlow<()> {
        self.done.fetch_add(1, Ordering::Relaxed);
        match self.is_stopped.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    fn seen(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }
}

/// Does some work on threads of its own, of which none is left behind, without the lock of the
/// interpreter. `progress` is called with the months that are done and all of them. What it raises,
/// and Ctrl-C, end the work after the month that it is in.
pub fn watched<T: Send>(
    py: Python<'_>,
    threads: Option<u16>,
    progress: Option<Py<PyAny>>,
    work: impl FnOnce(&Watch) -> Result<T, Trouble> + Send,
) -> PyResult<T> {
    let threads = threads.map_or_else(processors, |asked| usize::from(asked.max(1)).min(most_threads()));
    memory::has_room_for_threads(threads).map_err(Trouble::from)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Trouble::from)?;
    let watch = Watch::default();
    let show = |py: Python<'_>, last: &mut (u32, u32)| {
        let seen = watch.seen();
        if seen != *last && seen.1 > 0 {
            *last = seen;
            if let Some(progress) = &progress {
                progress.call1(py, seen)?;
            }
        }
        Ok(())
    };
    let (found, raised) = py.detach(|| {
        std::thread::scope(|scope| {
            let (sender, receiver) = channel();
            scope.spawn(|| {
                let found = pool.install(|| work(&watch));
                // Nobody stops listening before it hears.
                let _ = sender.send(found);
                drop(sender);
            });
            let mut raised: Option<PyErr> = None;
            let mut last = (0, 0);
            let found = loop {
                let heard = receiver.recv_timeout(BEAT);
                if raised.is_none() {
                    let looked = Python::attach(|py| py.check_signals().and_then(|()| show(py, &mut last)));
                    raised = looked.err();
                    watch.is_stopped.store(raised.is_some(), Ordering::Relaxed);
                }
                match heard {
                    Ok(found) => break Some(found),
                    // The thread broke, and the scope says so.
                    Err(RecvTimeoutError::Disconnected) => break None,
                    Err(RecvTimeoutError::Timeout) => {}
                }
            };
            (found, raised)
        })
    });
    match (raised, found) {
        (Some(raised), _) => Err(raised),
        (None, Some(found)) => Ok(found?),
        (None, None) => Err(Trouble::usage("the run broke", "report it with what was asked for").into()),
    }
}
