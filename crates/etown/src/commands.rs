//! The commands of the program, one file each.

mod audit;
mod backup;
mod bench;
mod case;
mod demo;
mod exit_codes;
mod import;
mod init;
mod rebuild;
mod recover;
mod restore;
mod serve;
mod simulate;
mod token;
mod user;
mod verify;

use std::process::ExitCode;

use clap::Subcommand;

use crate::problem::Problem;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Runs a zone: HTTP API, console, scheduler.
    Serve(serve::Arguments),
    /// Makes a data directory with a demo zone in it.
    Demo(demo::Arguments),
    /// Makes a data directory with a new zone and its first administrator.
    Init(init::Arguments),
    /// Computes cases and compares them with what they expect.
    Case(case::Arguments),
    /// Verifies a receipt offline against a trust file.
    Verify(verify::Arguments),
    /// Checks everything in a stopped data directory.
    Audit(audit::Arguments),
    /// Makes state and query database anew from the journal of a stopped data directory.
    Rebuild(rebuild::Arguments),
    /// Copies the journal of a stopped data directory; a running zone makes backups itself.
    Backup(backup::Arguments),
    /// Makes a data directory from a backup.
    Restore(restore::Arguments),
    /// Goes on after a loss: a new journal that names what is lost.
    Recover(recover::Arguments),
    /// Imports reference data.
    Import(import::Arguments),
    /// Measures this machine.
    Bench(bench::Arguments),
    /// Hunts for lost goods: histories drawn from seeds, with failures at the edges.
    Simulate(simulate::Arguments),
    /// Adds users and sets passwords.
    User(user::Arguments),
    /// Makes and takes back access tokens.
    Token(token::Arguments),
    /// Tells what each exit code means.
    #[command(long_about = exit_codes::TEXT)]
    ExitCodes(exit_codes::Arguments),
}

impl Command {
    pub(crate) fn run(self) -> Result<ExitCode, Problem> {
        match self {
            Self::Serve(arguments) => serve::run(&arguments),
            Self::Demo(arguments) => demo::run(&arguments),
            Self::Init(arguments) => init::run(arguments),
            Self::Case(arguments) => case::run(&arguments),
            Self::Verify(arguments) => verify::run(&arguments),
            Self::Audit(arguments) => audit::run(&arguments),
            Self::Rebuild(arguments) => rebuild::run(&arguments),
            Self::Backup(arguments) => backup::run(&arguments),
            Self::Restore(arguments) => restore::run(&arguments),
            Self::Recover(arguments) => recover::run(&arguments),
            Self::Import(arguments) => import::run(&arguments),
            Self::Bench(arguments) => bench::run(&arguments),
            Self::Simulate(arguments) => simulate::run(&arguments),
            Self::User(arguments) => user::run(&arguments),
            Self::Token(arguments) => token::run(&arguments),
            Self::ExitCodes(arguments) => exit_codes::run(&arguments),
        }
    }
}
