//! The built program, run to its end.

use std::process::Command;

/// What a run of the program came to.
pub(crate) struct Finished {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program of this build, without settings of the desk it runs on.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etown"));
    for variable in [
        "ETOWN_SERVER",
        "ETOWN_TOKEN",
        "ETOWN_PASSWORD",
        "ETOWN_NEW_PASSWORD",
        "ETOWN_APPROVER_TOKEN",
        "ETOWN_APPROVER_PASSWORD",
        "RUST_LOG",
    ] {
        command.env_remove(variable);
    }
    command
}

/// Runs a prepared command and waits for its end.
pub(crate) fn finished(command: &mut Command) -> Finished {
    let output = command.output().expect("the program starts");
    Finished {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
