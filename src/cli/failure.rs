//! Why a command failed, and the exit code that says so to scripts.

use super::interrupt;
use crate::config::Faults;
use crate::experiments::Contradiction;
use crate::experiments::memory::TooLarge;
use crate::experiments::study::{FailedTask, LedgerFault, Stopped, TaskFault};
use crate::quantities::counted;
use crate::results::{DeskFault, WriteError};
use crate::simulation::{Halted, NotFinite};
use crate::store::RESULTS_VERSION;
use crate::store::checkpoints::CheckpointFault;
use crate::store::lived::StoreFault;
use std::path::PathBuf;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration or a table has faults.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// A pack has faults.
    #[error("{0}")]
    Pack(Faults),
    /// Arguments that contradict each other.
    #[error("error: {message}\nhelp: {help}")]
    Usage {
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// The output directory cannot be used.
    #[error("error: the output directory {} cannot be used: {source}\nhelp: choose another with --out", path.display())]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What the system reported.
        source: std::io::Error,
    },
    /// A directory of scenarios, or a store, cannot be used.
    #[error("error: the directory {} cannot be used: {source}\nhelp: name another directory", path.display())]
    Folder {
        /// The directory.
        path: PathBuf,
        /// What the system reported.
        source: std::io::Error,
    },
    /// The output directory holds something else.
    #[error(
        "error: {fault}\nhelp: to put the new results in its place: {replacing}\n      to keep both: {elsewhere}"
    )]
    Occupied {
        /// What it holds.
        fault: DeskFault,
        /// The command that replaces it.
        replacing: String,
        /// The command that keeps both.
        elsewhere: String,
    },
    /// The output directory holds a file that a result would replace.
    #[error("error: {0}\nhelp: move it away, or choose another directory with --out")]
    Strange(DeskFault),
    /// Results are not what they were, or not what their command makes.
    #[error(
        "error: {} is not as it was made: {}, listed above\n\
         help: do not use it; make the results again, or ask whoever gave them to you",
        path.display(), counted(*count, "fault")
    )]
    Altered {
        /// The directory.
        path: PathBuf,
        /// How many faults.
        count: usize,
    },
    /// Results of another version, which this program cannot make again.
    #[error(
        "error: {} has results of version {found} ({program}), and this program makes version {RESULTS_VERSION}: its files have the \
         hashes that the manifest names, and nothing was made again\n\
         help: verify it with the program that made it, whose sources its manifest names; --hashes-only ends with 0 here",
        path.display()
    )]
    OtherVersion {
        /// The directory.
        path: PathBuf,
        /// The version of its results.
        found: String,
        /// The program that made them.
        program: String,
    },
    /// A result file could not be written.
    #[error("error: {0}\nhelp: the files written before it are whole; there is no manifest.json")]
    Write(#[from] WriteError),
    /// Standard output took not all of the words.
    #[error(
        "error: standard output took not all that was printed: {0}\nhelp: files of results, where there are any, are whole"
    )]
    Output(String),
    /// Nobody reads standard output any more.
    #[error("the reader of standard output is gone")]
    ClosedPipe,
    /// The page could not be written.
    #[error("error: {0}\nhelp: nothing was written; an older page stays as it was")]
    Page(WriteError),
    /// The page could not be made.
    #[error("error: {0}")]
    PageMaking(#[from] crate::report::PageError),
    /// The records of a study cannot be used or kept.
    #[error("error: {fault}\nhelp: {}", ledger_help(fault))]
    Ledger {
        /// The fault that was found.
        #[from]
        fault: LedgerFault,
    },
    /// Another process writes into the output directory.
    #[error("error: {0}\nhelp: wait for it, or choose another directory with --out")]
    Held(DeskFault),
    /// Tasks of a study that failed: point, replicate and why. All others are done and written.
    #[error("error: {} failed{}\nhelp: the same command tries them again", counted(failed.len(), "task"), listed(failed))]
    Tasks {
        /// The tasks.
        failed: Vec<FailedTask>,
    },
    /// The page to explore cannot be served.
    #[error("error: {0}\nhelp: choose another port with --port, or --port 0 for a free one")]
    Server(crate::explore::ExploreFault),
    /// Shards of a study that ended with an error; the engine has said which.
    #[error("error: some shards failed\nhelp: the same command runs those that are missing")]
    Shards,
    /// The machine has not the memory.
    #[error(
        "error: {0}\nhelp: choose a smaller --scale, fewer --threads or fewer replicates, or a machine with more memory"
    )]
    Memory(#[from] TooLarge),
    /// What is kept of a run cannot be used or written.
    #[error("error: {fault}\nhelp: {}", checkpoint_help(fault))]
    Checkpoint {
        /// The fault that was found.
        #[from]
        fault: CheckpointFault,
    },
    /// An unfinished run stands in the output directory.
    #[error(
        "error: {} holds an unfinished run\nhelp: `lachan resume {}` goes on with it; --discard begins anew, without it",
        path.display(), path.display()
    )]
    Unfinished {
        /// The directory.
        path: PathBuf,
    },
    /// The user ended the command.
    #[error("interrupted: {how_to_go_on}")]
    Interrupted {
        /// What is kept, and how to go on.
        how_to_go_on: String,
    },
    /// The state of a run is no longer one that the model can have.
    #[error("error: {fault}\nhelp: check the parameters that were set; `lachan params` prints the ranges")]
    NotFinite {
        /// Which number, where and when.
        #[from]
        fault: NotFinite,
    },
    /// The program cannot hear of signals.
    #[error("error: Ctrl-C cannot be caught: {0}\nhelp: this is a fault of the system")]
    Signals(std::io::Error),
    /// The threads asked for could not be started.
    #[error("error: {0}\nhelp: ask for fewer with --threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl From<Contradiction> for Failure {
    fn from(found: Contradiction) -> Self {
        Self::Usage { message: found.message, help: found.help }
    }
}

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::Unusable { path, source } => Self::Folder { path, source },
            StoreFault::Limit { ref help, .. } => {
                Self::Usage { message: fault.to_string(), help: help.clone() }
            }
        }
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Ledger(fault) => Self::Ledger { fault },
            Stopped::Threads(error) => Self::Threads(error),
            Stopped::Asked => {
                Self::Interrupted { how_to_go_on: "the same command goes on with what is missing".to_owned() }
            }
        }
    }
}

impl From<TaskFault> for Failure {
    fn from(fault: TaskFault) -> Self {
        match fault {
            TaskFault::Faults(faults) => faults.into(),
            TaskFault::Halted(halted) => Self::halted(halted, "nothing of this run was kept"),
        }
    }
}

const fn checkpoint_help(fault: &CheckpointFault) -> &'static str {
    match fault {
        CheckpointFault::None { .. } => "`lachan run` begins one",
        CheckpointFault::Unreadable { .. } => "`lachan run --discard` begins anew",
        CheckpointFault::Foreign { .. } => {
            "undo the change, or begin anew with `lachan run --discard`; --threads and --checkpoint-every may change freely"
        }
        CheckpointFault::Write { .. } | CheckpointFault::Io { .. } => {
            "free the disk or mend its rights; then `lachan resume` goes on from what was kept"
        }
    }
}

const fn ledger_help(fault: &LedgerFault) -> &'static str {
    match fault {
        LedgerFault::Foreign { .. } => {
            "choose another directory with --out, or undo the change to go on with this one"
        }
        LedgerFault::Fingerprint { .. } => "move the file away to begin again",
        LedgerFault::Io { .. } => {
            "free the disk or mend its rights; then the same command goes on where it stopped"
        }
    }
}

/// Whether there is no more room, which is another matter than a directory that cannot be used at
/// all.
fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | FileTooLarge | QuotaExceeded)
}

/// The first failed tasks in a line each.
fn listed(failed: &[FailedTask]) -> String {
    const SHOWN: usize = 20;
    let line = |FailedTask { task, why }: &FailedTask| {
        let why = why.lines().next().unwrap_or_default();
        format!("\n  point {}, replicate {}: {why}", task.point, task.replicate)
    };
    let mut text: String = failed.iter().take(SHOWN).map(line).collect();
    if failed.len() > SHOWN {
        text.push_str(&format!("\n  ... and {} more, in runs.csv", failed.len() - SHOWN));
    }
    text
}

impl Failure {
    /// A run that ended early, with a word on how to go on with it.
    pub fn halted(halted: Halted, how_to_go_on: impl Into<String>) -> Self {
        match halted {
            Halted::Stopped => Self::Interrupted { how_to_go_on: how_to_go_on.into() },
            Halted::NotFinite(fault) => Self::NotFinite { fault },
        }
    }

    /// 1 failed tasks, 2 configuration, 65 data (results that were altered among them), 69 results of
    /// another version, 70 a fault of the program, 71 machine, 73 output
    /// directory, 74 write failed, 130 interrupted, 141 standard output was closed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Faults(faults) => faults.exit_code(),
            Self::Tasks { .. } | Self::Shards => 1,
            Self::Usage { .. }
            | Self::Unfinished { .. }
            | Self::Checkpoint { fault: CheckpointFault::None { .. } | CheckpointFault::Foreign { .. } } => 2,
            Self::Altered { .. }
            | Self::Pack(_)
            | Self::Ledger { fault: LedgerFault::Fingerprint { .. } }
            | Self::Checkpoint { fault: CheckpointFault::Unreadable { .. } } => 65,
            Self::OtherVersion { .. } => 69,
            Self::PageMaking(_) | Self::NotFinite { .. } => 70,
            Self::Memory(_) | Self::Threads(_) | Self::Server(_) | Self::Signals(_) => 71,
            Self::Directory { source, .. } if is_full(source) => 74,
            Self::Directory { .. }
            | Self::Folder { .. }
            | Self::Held(_)
            | Self::Occupied { .. }
            | Self::Strange(_)
            | Self::Ledger { fault: LedgerFault::Foreign { .. } } => 73,
            Self::ClosedPipe => 141,
            Self::Write(_)
            | Self::Output(_)
            | Self::Page(_)
            | Self::Ledger { fault: LedgerFault::Io { .. } }
            | Self::Checkpoint { fault: CheckpointFault::Write { .. } | CheckpointFault::Io { .. } } => 74,
            Self::Interrupted { .. } => interrupt::EXIT_CODE,
        }
    }
}
