//! One sentence of the mission with what answers it.

use serde_json::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// All that its users would expect.
    Whole,
    /// One legal act from request to receipt; depth is named as lacking.
    Thin,
    Missing,
}

#[derive(Debug)]
pub(super) struct Row {
    /// The sentence of the zone's public plan, in our words.
    pub(super) plan: String,
    pub(super) pages: Vec<String>,
    pub(super) operations: Vec<String>,
    pub(super) cases: Vec<String>,
    pub(super) tests: Vec<String>,
    pub(super) state: State,
    /// What is not there yet.
    pub(super) lacks: String,
}

impl Row {
    pub(super) fn of(value: &Value) -> Result<Self, String> {
        let text = |field: &str| {
            let text = value[field].as_str().map(str::to_owned);
            text.ok_or_else(|| format!("'{field}' is not a text in {value}"))
        };
        let texts = |field: &str| {
            let texts = value[field].as_array().and_then(|texts| {
                texts.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
            });
            texts.ok_or_else(|| format!("'{field}' is not a list of texts in {value}"))
        };
        let state = match text("state")?.as_str() {
            "whole" => State::Whole,
            "thin" => State::Thin,
            "missing" => State::Missing,
            other => return Err(format!("'{other}' is no state: whole, thin, missing")),
        };
        Ok(Self {
            plan: text("plan")?,
            pages: texts("pages")?,
            operations: texts("operations")?,
            cases: texts("cases")?,
            tests: texts("tests")?,
            state,
            lacks: text("lacks")?,
        })
    }

    /// What of the row does not go with its state.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        let is_met_anywhere = !(self.pages.is_empty() || self.operations.is_empty() || self.tests.is_empty());
        let has_nothing = self.pages.is_empty() && self.operations.is_empty() && self.tests.is_empty();
        match self.state {
            State::Whole if !self.lacks.is_empty() => Some("what is whole lacks nothing"),
            State::Thin if self.lacks.is_empty() => Some("what is thin says what it lacks"),
            State::Whole | State::Thin if !is_met_anywhere => {
                Some("it wants a page, an operation and a test")
            }
            State::Missing if !has_nothing => Some("what is there is not missing"),
            State::Whole | State::Thin | State::Missing => None,
        }
    }

    pub(super) fn line(&self) -> String {
        let state = match self.state {
            State::Whole => "**whole**".to_owned(),
            State::Thin => format!("thin; lacks {}", self.lacks),
            State::Missing => format!("**missing**: {}", self.lacks),
        };
        format!(
            "| {} | {} | {} | {} | {} | {state} |",
            self.plan,
            quoted(&self.pages),
            quoted(&self.operations),
            linked(&self.cases, |_, rule| rule.to_owned()),
            linked(&self.tests, |file, _| file.rsplit('/').next().unwrap_or(file).to_owned()),
        )
    }
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join("<br>")
}

/// Links to files, shown by a short name.
fn linked(places: &[String], name: impl Fn(&str, &str) -> String) -> String {
    let link = |place: &String| {
        let (file, what) = place.split_once(": ").unwrap_or((place, ""));
        format!("[{}]({file} \"{what}\")", name(file, what))
    };
    places.iter().map(link).collect::<Vec<_>>().join("<br>")
}
