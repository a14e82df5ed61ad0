//! What an import came to, for people and for programs.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use etown_documents::Language;
use etown_documents::lists::Finding;
use etown_values::BookId;
use serde_json::{Value, json};

use super::check::Checked;
use super::work::{RefusedList, Tally};
use crate::output::{self, Form};
use crate::problem::{Exit, Problem};

/// Refused lists and findings that a person is told; `--json` tells more.
const TOLD_MAX: usize = 20;

/// What is known of an import beside its tally.
pub(super) struct Facts<'a> {
    pub(super) path: &'a Path,
    pub(super) checked: &'a Checked,
    pub(super) book: BookId,
    pub(super) took: Duration,
    pub(super) is_approved: bool,
}

/// Tells what hinders the file from being read; nothing was sent.
pub(super) fn print_unreadable(form: Form, path: &Path, checked: &Checked) -> Result<ExitCode, Problem> {
    let found = u64::try_from(checked.findings.len()).unwrap_or(u64::MAX) + checked.findings_left_out;
    let mut text = String::new();
    for finding in checked.findings.iter().take(TOLD_MAX) {
        let _ = writeln!(text, "{finding}");
    }
    let _ = write!(text, "{found} findings in {}; nothing was sent", path.display());
    let result = json!({
        "file": path.display().to_string(),
        "digest": checked.digest,
        "lists": checked.lists,
        "lines": checked.lines,
        "spoilt_lists": checked.spoilt_lists,
        "findings": checked.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "findings_left_out": checked.findings_left_out,
    });
    output::print(form, &result, &text)?;
    let first = checked.findings.first().map(ToString::to_string).unwrap_or_default();
    output::tell(&format!(
        "etown: {}: {found} findings, nothing was sent; the first: {first}",
        path.display()
    ));
    Ok(ExitCode::from(Exit::Usage.number()))
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "code": finding.code.as_str(),
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "found": finding.found,
        "advice": finding.code.advice(Language::English),
        "advice_chinese": finding.code.advice(Language::Chinese),
    })
}

/// Tells that a file is in order.
pub(super) fn print_checked(form: Form, path: &Path, checked: &Checked) -> Result<(), Problem> {
    let result = json!({
        "file": path.display().to_string(),
        "digest": checked.digest,
        "lists": checked.lists,
        "lines": checked.lines,
        "findings": [],
    });
    let text = format!(
        "{}: {} lists with {} lines, all readable; nothing was sent",
        path.display(),
        checked.lists,
        checked.lines
    );
    output::print(form, &result, &text)
}

/// Tells what became of every list.
pub(super) fn print_imported(form: Form, facts: &Facts<'_>, tally: &Tally) -> Result<(), Problem> {
    let milliseconds = u64::try_from(facts.took.as_millis()).unwrap_or(u64::MAX).max(1);
    let seconds = format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000);
    let rate = tally.lines.saturating_mul(1_000) / milliseconds;
    let stage = if facts.is_approved { "approved" } else { "submitted" };
    let result = json!({
        "file": facts.path.display().to_string(),
        "digest": facts.checked.digest,
        "book": facts.book,
        "reached": stage,
        "lists": tally.lists,
        "lines": tally.lines,
        "lists_that_were_there": tally.repeated_lists,
        "refused_lists": tally.refused_lists,
        "refused": tally.refused.iter().map(refused_json).collect::<Vec<_>>(),
        "seconds": seconds,
        "lines_per_second": rate,
    });
    let mut text = String::new();
    for list in tally.refused.iter().take(TOLD_MAX) {
        let RefusedList { reference, row, step, refusal } = list;
        let name = step.name();
        let _ = writeln!(text, "row {row}, list {reference}, {name}: {}; {}", refusal.message, step.advice());
    }
    let _ = write!(
        text,
        "{} of {} lists {stage} with {} lines, {} refused; {} were there already\n{seconds} s, {rate} lines/s",
        tally.lists, facts.checked.lists, tally.lines, tally.refused_lists, tally.repeated_lists,
    );
    output::print(form, &result, &text)
}

fn refused_json(list: &RefusedList) -> Value {
    json!({
        "list": list.reference,
        "row": list.row,
        "step": list.step,
        "code": list.refusal.code,
        "message": list.refusal.message,
        "field": list.refusal.field,
        "advice": list.step.advice(),
    })
}
