//! The program, as tests start it: without the store of whoever runs them.

/// The program, for whoever waits for its output.
pub fn lachan() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("lachan").unwrap();
    command.env("LACHAN_STORE", "");
    command
}

/// The program as a process, to be sent signals.
pub fn lachan_process() -> std::process::Command {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("lachan"));
    command.env("LACHAN_STORE", "");
    command
}
