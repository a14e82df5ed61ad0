//! Reading case files: an object with a list `cases`, a bare list, or a single case.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::Case;
use crate::problem::Problem;

/// The cases of one file, in its order.
pub(crate) struct CaseFile {
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
struct WrittenCase {
    #[serde(default)]
    id: Option<String>,
    rule: String,
    title: Option<String>,
    input: Value,
    expected: Option<Value>,
    tolerance: Option<Value>,
}

/// Reads a case file. What is not a case is a usage problem that names the place.
pub(crate) fn read(path: &Path) -> Result<CaseFile, Problem> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Problem::fault(format_args!("reading {}", path.display()), error))?;
    parse(&text).map_err(|reason| Problem::usage(format!("{}: {reason}", path.display())))
}

pub(super) fn parse(text: &str) -> Result<CaseFile, String> {
    let written: Value = serde_json::from_str(text).map_err(|error| format!("not a JSON file: {error}"))?;
    let list = match written {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("cases") {
            Some(Value::Array(list)) => list,
            Some(_) => return Err("'cases' is not a list".to_owned()),
            None => vec![Value::Object(object)],
        },
        _ => return Err("neither an object with a list 'cases' nor a list of cases".to_owned()),
    };
    let cases = list.into_iter().enumerate().map(|(index, value)| case(index, value));
    Ok(CaseFile { cases: cases.collect::<Result<_, _>>()? })
}

fn case(index: usize, value: Value) -> Result<Case, String> {
    let written: WrittenCase =
        serde_json::from_value(value).map_err(|error| format!("case {} of the file: {error}", index + 1))?;
    let id = written.id.unwrap_or_else(|| format!("#{}", index + 1));
    let tolerance = match written.tolerance {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) => Some(text),
        Some(Value::Number(number)) => Some(number.to_string()),
        Some(_) => return Err(format!("case {id}: 'tolerance' is neither a number nor a decimal text")),
    };
    Ok(Case {
        id,
        rule: written.rule,
        title: written.title,
        input: written.input,
        expected: written.expected,
        tolerance,
    })
}
