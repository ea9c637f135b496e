//! The program; see [`lachan::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    lachan::cli::main()
}
