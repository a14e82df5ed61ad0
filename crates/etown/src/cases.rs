//! Cases: a rule, an input and what is expected of it, as a jurist writes them. A case is computed by the functions and
//! commands that decide in a zone, and compared exactly. Nothing here may look at a case's id.

mod approvals;
mod calendar;
mod chain;
mod compare;
mod consumption;
mod file;
mod input;
mod investment;
mod land;
mod programme;
mod quotients;
mod rules;
mod sequences;
mod talent;
mod technology;
#[cfg(test)]
mod tests;
mod treasury;
mod weighbridge;

use serde::Serialize;
use serde_json::Value;

pub(crate) use file::read;

/// One case as written.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) rule: String,
    pub(crate) title: Option<String>,
    pub(crate) input: Value,
    /// Absent when the writer asks what comes out.
    pub(crate) expected: Option<Value>,
    /// How far numbers may differ, as decimal text; absent means not at all.
    pub(crate) tolerance: Option<String>,
}

/// What a rule made of an input, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Computed {
    pub(crate) result: Value,
    /// One sentence for each step, in order.
    pub(crate) steps: Vec<String>,
}

/// How a case came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(crate) enum Outcome {
    Passed,
    Failed {
        /// One line for each difference.
        differences: Vec<String>,
    },
    /// Nothing was expected: the result is the answer.
    Computed,
    Skipped {
        reason: String,
    },
}

/// A case with its outcome.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judged {
    pub(crate) id: String,
    pub(crate) rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(crate) computed: Option<Computed>,
}

/// Computes a case and compares it with what it expects.
pub(crate) fn judge(case: &Case) -> Judged {
    let (outcome, computed) = match rules::find(&case.rule) {
        None => (Outcome::Skipped { reason: format!("the rule {} is not yet known", case.rule) }, None),
        Some(compute) => match compute(&case.input) {
            Err(reason) => (Outcome::Failed { differences: vec![reason] }, None),
            Ok(computed) => (compared(case, &computed), Some(computed)),
        },
    };
    Judged { id: case.id.clone(), rule: case.rule.clone(), title: case.title.clone(), outcome, computed }
}

fn compared(case: &Case, computed: &Computed) -> Outcome {
    let Some(expected) = &case.expected else { return Outcome::Computed };
    match compare::differences(expected, &computed.result, case.tolerance.as_deref()) {
        Ok(differences) if differences.is_empty() => Outcome::Passed,
        Ok(differences) => Outcome::Failed { differences },
        Err(reason) => Outcome::Failed { differences: vec![reason] },
    }
}
