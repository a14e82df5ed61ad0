//! `etown case`: computes case files.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use crate::cases::{self, Judged, Outcome};
use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Case files: an object with a list `cases`, a bare list, or a single case.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only the cases with these ids, separated by commas.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Shows for every case how its result came about.
    #[arg(long)]
    steps: bool,
    /// Prints the result as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    cases: Vec<Judged>,
    passed: usize,
    failed: usize,
    computed: usize,
    skipped: usize,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    let mut selected = Vec::new();
    for file in &arguments.files {
        selected.extend(cases::read(file)?.cases);
    }
    if let Some(unknown) = arguments.only.iter().find(|id| selected.iter().all(|case| &case.id != *id)) {
        return Err(Problem::usage(format!("--only {unknown}: no file has a case of this id")));
    }
    selected.retain(|case| arguments.only.is_empty() || arguments.only.contains(&case.id));
    let judged: Vec<Judged> = selected.iter().map(cases::judge).collect();
    let count = |is: fn(&Outcome) -> bool| judged.iter().filter(|case| is(&case.outcome)).count();
    let report = Report {
        passed: count(|outcome| matches!(outcome, Outcome::Passed)),
        failed: count(|outcome| matches!(outcome, Outcome::Failed { .. })),
        computed: count(|outcome| matches!(outcome, Outcome::Computed)),
        skipped: count(|outcome| matches!(outcome, Outcome::Skipped { .. })),
        cases: judged,
    };
    output::print(Form::of(arguments.json), &report, &text(&report, arguments.steps))?;
    let is_negative = report.failed > 0;
    Ok(if is_negative { ExitCode::from(Exit::Negative.number()) } else { ExitCode::SUCCESS })
}

fn text(report: &Report, with_steps: bool) -> String {
    let mut text = String::new();
    for case in &report.cases {
        add_case(&mut text, case, with_steps);
    }
    let _ = write!(text, "{} passed, {} failed", report.passed, report.failed);
    for (count, word) in [(report.computed, "computed"), (report.skipped, "skipped")] {
        if count > 0 {
            let _ = write!(text, ", {count} {word}");
        }
    }
    text
}

fn add_case(text: &mut String, case: &Judged, with_steps: bool) {
    let (word, lines) = match &case.outcome {
        Outcome::Passed => ("passed", Vec::new()),
        Outcome::Failed { differences } => ("FAILED", differences.clone()),
        Outcome::Computed => ("result", Vec::new()),
        Outcome::Skipped { reason } => ("skipped", vec![reason.clone()]),
    };
    let _ = writeln!(text, "{word:8} {:8} {}", case.id, case.title.as_deref().unwrap_or(&case.rule));
    for line in lines {
        let _ = writeln!(text, "           {line}");
    }
    let Some(computed) = &case.computed else { return };
    // Whoever expects nothing asks for the result, and a failure is read beside its steps.
    if with_steps || !matches!(case.outcome, Outcome::Passed) {
        for step in &computed.steps {
            let _ = writeln!(text, "           - {step}");
        }
    }
    if case.outcome == Outcome::Computed {
        let json = serde_json::to_string_pretty(&computed.result).unwrap_or_default();
        for line in json.lines() {
            let _ = writeln!(text, "           {line}");
        }
    }
}
