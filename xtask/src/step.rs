//! Named steps: each is timed, counted and named in the summary, so that nothing is silently left out.
//!
//! A step that cannot run is *missing* and counts as failed; a step after the first failure is *not run*.

use std::time::{Duration, Instant};

use crate::process::{Problem, Workspace};

/// One thing that is checked.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// The lists this step belongs to, besides the full one.
    pub(crate) shorter_lists: &'static [ShorterList],
    pub(crate) action: fn(&Workspace) -> Result<(), Problem>,
}

/// A part of the full list that is run on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShorterList {
    /// `cargo x check`
    Check,
    /// `cargo x test --quick`
    Quick,
}

/// What to do with the steps after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AfterFailure {
    Stop,
    Continue,
}

struct Report {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

enum Outcome {
    Passed,
    Problem(Problem),
    NotRun,
}

/// Runs the steps in order and prints a summary whose last line is `N passed, N failed`.
pub(crate) fn run_steps(
    workspace: &Workspace,
    steps: &[&Step],
    after_failure: AfterFailure,
) -> Result<(), Problem> {
    let began = Instant::now();
    let mut reports: Vec<Report> = Vec::new();
    for step in steps {
        let failed =
            reports.iter().any(|report| matches!(report.outcome, Outcome::Problem(Problem::Failed(_))));
        if failed && after_failure == AfterFailure::Stop {
            reports.push(Report { name: step.name, outcome: Outcome::NotRun, took: Duration::ZERO });
            continue;
        }
        println!("\n== {}", step.name);
        let step_began = Instant::now();
        let outcome = match (step.action)(workspace) {
            Ok(()) => Outcome::Passed,
            Err(problem) => {
                let (Problem::Failed(message) | Problem::Missing(message)) = &problem;
                println!("{message}");
                Outcome::Problem(problem)
            }
        };
        reports.push(Report { name: step.name, outcome, took: step_began.elapsed() });
    }
    println!("\n{}", summary(&reports, began.elapsed()));
    let is_clean = reports.iter().all(|report| matches!(report.outcome, Outcome::Passed));
    // The reasons stand in the summary; its last line stays the last line.
    if is_clean { Ok(()) } else { Err(Problem::Failed(String::new())) }
}

fn summary(reports: &[Report], took: Duration) -> String {
    let mut lines: Vec<String> = Vec::new();
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for report in reports {
        let (word, reason) = match &report.outcome {
            Outcome::Passed => {
                passed += 1;
                ("passed", "")
            }
            Outcome::Problem(Problem::Failed(message)) => {
                failed += 1;
                ("FAILED", first_line(message))
            }
            Outcome::Problem(Problem::Missing(message)) => {
                failed += 1;
                ("MISSING", first_line(message))
            }
            Outcome::NotRun => ("not run", ""),
        };
        let line = format!("   {word:8} {:22} {:7.1} s  {reason}", report.name, report.took.as_secs_f64());
        lines.push(line.trim_end().to_owned());
    }
    lines.push(format!("   {} steps in {:.1} s", reports.len(), took.as_secs_f64()));
    for report in reports {
        if let Outcome::Problem(Problem::Failed(message) | Problem::Missing(message)) = &report.outcome {
            let details = message.lines().skip(1).map(|line| format!("   {}: {line}", report.name));
            lines.extend(details);
        }
    }
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &'static str, outcome: Outcome) -> Report {
        Report { name, outcome, took: Duration::from_millis(1500) }
    }

    #[test]
    fn the_last_line_counts_what_passed_and_what_failed() {
        let reports = [report("format", Outcome::Passed), report("tidy", Outcome::Passed)];
        assert_eq!(summary(&reports, Duration::ZERO).lines().last(), Some("2 passed, 0 failed"));
    }

    #[test]
    fn a_missing_step_is_named_and_counts_as_failed() {
        let reports = [
            report("format", Outcome::Passed),
            report("journeys", Outcome::Problem(Problem::Missing("no such folder".into()))),
        ];
        let text = summary(&reports, Duration::ZERO);
        assert!(text.contains("MISSING  journeys"), "{text}");
        assert!(text.contains("no such folder"), "{text}");
        assert_eq!(text.lines().last(), Some("1 passed, 1 failed"));
    }

    #[test]
    fn what_a_failed_step_says_stands_below_the_table() {
        let message = "`journeys` ended with 1\nfailed: a list is drafted\n1 failed";
        let reports = [
            report("journeys", Outcome::Problem(Problem::Failed(message.into()))),
            report("tidy", Outcome::NotRun),
        ];
        let text = summary(&reports, Duration::ZERO);
        let last: Vec<&str> = text.lines().rev().take(3).collect();
        assert_eq!(
            last,
            ["0 passed, 1 failed", "   journeys: 1 failed", "   journeys: failed: a list is drafted"]
        );
    }

    #[test]
    fn a_step_after_the_first_failure_is_shown_as_not_run() {
        let reports = [
            report("format", Outcome::Problem(Problem::Failed("differs".into()))),
            report("tidy", Outcome::NotRun),
        ];
        let text = summary(&reports, Duration::ZERO);
        assert!(text.contains("not run  tidy"), "{text}");
        assert_eq!(text.lines().last(), Some("0 passed, 1 failed"));
    }
}
