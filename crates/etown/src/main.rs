//! The E-Town program: flags and wiring. Rules, storage and HTTP live in the libraries; this crate starts them and tells
//! people what came of it.

mod backups;
mod bench;
mod cases;
mod client;
mod commands;
mod connection;
mod data;
mod demo;
mod nomenclature;
mod output;
mod problem;
mod progress;
mod shipped;
mod signals;
mod simulate;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;
use crate::problem::Exit;

/// The operating platform of a free-trade zone.
#[derive(Parser)]
#[command(name = "etown", version, about, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let program = match Program::try_parse() {
        Ok(program) => program,
        Err(error) => return usage(&error),
    };
    match program.command.run() {
        Ok(code) => code,
        Err(problem) => {
            output::tell(&format!("etown: {problem}"));
            problem.exit_code()
        }
    }
}

/// Prints help where it was asked for; a mistake is told on one line.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Help and version; nobody is left to tell when the output is closed.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let said = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let said: Vec<&str> = said.filter(|line| !line.is_empty()).collect();
    let said = said.join(" ");
    let said = said.strip_prefix("error: ").unwrap_or(&said);
    output::tell(&format!("etown: {said} (`etown help` tells more)"));
    ExitCode::from(Exit::Usage.number())
}
