//! What the program prints on standard output: text for people, or one JSON document for programs. Nothing else in this
//! crate writes there. A closed pipe is no fault.

use std::io::{self, Write};

use serde::Serialize;

use crate::problem::Problem;

/// Which form a result takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
}

impl Form {
    pub(crate) const fn of(is_json: bool) -> Self {
        if is_json { Self::Json } else { Self::Text }
    }
}

/// Prints a result once it is complete.
pub(crate) fn print(form: Form, result: &(impl Serialize + ?Sized), text: &str) -> Result<(), Problem> {
    match form {
        Form::Text => write_line(text),
        Form::Json => {
            let json = serde_json::to_string_pretty(result)
                .map_err(|error| Problem::fault("writing the result as JSON", error))?;
            write_line(&json)
        }
    }
}

/// Prints one line, or several that belong together.
pub(crate) fn write_line(text: &str) -> Result<(), Problem> {
    let mut output = io::stdout().lock();
    match output
        .write_all(text.as_bytes())
        .and_then(|()| output.write_all(b"\n"))
        .and_then(|()| output.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::fault("writing to standard output", error))
        }
        _ => Ok(()),
    }
}

/// Writes one line for people on standard error.
pub(crate) fn tell(text: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
