//! The project's own commands, so that one tool on the desk and in CI does the same things in the same order.
//!
//! `cargo x run` and `cargo x test` are all that anyone needs on the first day. Nothing of the product may
//! depend on this crate, and nothing here may know a rule of the zone.
#![expect(clippy::print_stdout, reason = "a command-line tool: its output is what it is for")]

mod architecture;
mod bench;
mod hooks;
mod mission;
mod process;
mod run;
mod step;
mod suite;
mod tidy;
mod tools;
mod web;

use std::process::ExitCode;

use process::{Problem, Workspace};

const USAGE: &str = "\
cargo x run [-- ARGUMENTS…]    build what is needed, start the server with a demo zone and the console
cargo x test [--quick]         everything that CI runs; --quick is the inner loop
             [--keep-going]    do not stop at the first failure
             [--step NAME]…    only these steps (names as in --list)
             [--list]          name the steps and stop
cargo x check                  everything short of tests: format, tidy, architecture, lints, types
cargo x tidy                   words, shapes and files that no lint knows
cargo x bench [NAMES…]         measure a release build beside its peers; --quick for a first look
cargo x mission                write the table of the mission that README opens with
cargo x bless                  accept snapshots; write the API description and the console's client anew";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let workspace = Workspace::of_this_build();
    let outcome = match command.as_str() {
        "run" => run::run(&workspace, &rest),
        "test" => suite::test(&workspace, &rest),
        "check" => suite::check(&workspace),
        "tidy" => tidy::tidy(&workspace),
        "architecture" => architecture::architecture(&workspace),
        "bench" => bench::bench(&workspace, &rest),
        "bless" => run::bless(&workspace),
        "mission" => mission::write(&workspace),
        "hook" => hooks::hook(&workspace, &rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        unknown => Err(Problem::Failed(format!("no command is called '{unknown}'\n\n{USAGE}"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let message = problem.into_message();
            if !message.is_empty() {
                eprintln!("{message}");
            }
            ExitCode::FAILURE
        }
    }
}
