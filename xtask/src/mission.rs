//! The table that README opens with: what the zone set out to do, and where the program does it.
//!
//! It is written from `docs/mission.json`. What a row points at must be there: the page among the console's routes, the
//! operation in the description of the interface, the rule in its file of cases, the test in its file.

use std::fs;

use crate::process::{Problem, Workspace};

mod row;

use row::{Row, State};

const SOURCE: &str = "docs/mission.json";
const README: &str = "README.md";
const BEGIN: &str = "<!-- mission: written from docs/mission.json by `cargo x mission` -->";
const END: &str = "<!-- mission: end -->";
const INTERFACE: &str = "web/openapi.json";
const ROUTES: &str = "web/src/routes";

/// Checks that the table is the one of today and that each row leads somewhere.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Problem> {
    let rows = rows(workspace)?;
    let mut findings = evidence_missing(&rows, &Repository::read(workspace)?);
    let readme = read(workspace, README)?;
    if with_table(&readme, &table(&rows))? != readme {
        findings.push(format!(
            "{README}: the table of the mission is not the one of {SOURCE}; run `cargo x bless`"
        ));
    }
    if findings.is_empty() {
        println!("   {} sentences of the mission lead to what they name", rows.len());
        return Ok(());
    }
    Err(Problem::Failed(findings.join("\n")))
}

/// Writes the table into README.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Problem> {
    let readme = with_table(&read(workspace, README)?, &table(&rows(workspace)?))?;
    fs::write(workspace.path(README), readme)
        .map_err(|error| Problem::Failed(format!("{README} cannot be written: {error}")))
}

/// Finds the text of a file by its path.
type Texts = Box<dyn Fn(&str) -> Option<String>>;

/// What rows may point at.
struct Repository {
    routes: String,
    interface: serde_json::Value,
    texts: Texts,
}

impl Repository {
    fn read(workspace: &Workspace) -> Result<Self, Problem> {
        let mut routes = String::new();
        let folder = workspace.path(ROUTES);
        let entries = fs::read_dir(&folder)
            .map_err(|error| Problem::Failed(format!("{ROUTES} cannot be read: {error}")))?;
        for entry in entries.filter_map(Result::ok) {
            routes.push_str(&fs::read_to_string(entry.path()).unwrap_or_default());
        }
        let interface = serde_json::from_str(&read(workspace, INTERFACE)?)
            .map_err(|error| Problem::Failed(format!("{INTERFACE}: {error}")))?;
        let root = workspace.root().to_path_buf();
        Ok(Self { routes, interface, texts: Box::new(move |path| fs::read_to_string(root.join(path)).ok()) })
    }

    fn has_page(&self, page: &str) -> bool {
        self.routes.contains(&format!("path: '{page}'"))
    }

    fn has_operation(&self, operation: &str) -> bool {
        operation.split_once(' ').is_some_and(|(method, path)| {
            self.interface["paths"][format!("/api/v1{path}")][method.to_ascii_lowercase()].is_object()
        })
    }

    /// A file of cases, then a rule that it has a case of.
    fn has_case(&self, place: &str) -> bool {
        let Some((file, rule)) = place.split_once(": ") else { return false };
        let Some(text) = (self.texts)(file) else { return false };
        let parsed: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        parsed["cases"].as_array().is_some_and(|cases| cases.iter().any(|case| case["rule"] == rule))
    }

    /// A file of tests, then the name of one.
    fn has_test(&self, place: &str) -> bool {
        let Some((file, name)) = place.split_once(": ") else { return false };
        (self.texts)(file).is_some_and(|text| {
            text.contains(&format!("fn {name}(")) || text.contains(&format!("test('{name}'"))
        })
    }
}

fn evidence_missing(rows: &[Row], repository: &Repository) -> Vec<String> {
    let mut findings = Vec::new();
    for row in rows {
        let mut absent = |kind: &str, places: &[String], is_there: &dyn Fn(&str) -> bool| {
            let absent = places.iter().filter(|place| !is_there(place));
            findings.extend(absent.map(|place| format!("{SOURCE}: \"{}\": no {kind} {place}", row.plan)));
        };
        absent("page", &row.pages, &|page| repository.has_page(page));
        absent("operation", &row.operations, &|operation| repository.has_operation(operation));
        absent("case", &row.cases, &|place| repository.has_case(place));
        absent("test", &row.tests, &|place| repository.has_test(place));
        findings.extend(row.contradiction().map(|what| format!("{SOURCE}: \"{}\": {what}", row.plan)));
    }
    findings
}

fn table(rows: &[Row]) -> String {
    let mut lines = vec![
        "| what the zone set out to do | page | API | cases | test | state |".to_owned(),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    lines.extend(rows.iter().map(Row::line));
    let count = |state: State| rows.iter().filter(|row| row.state == state).count();
    lines.push(String::new());
    lines.push(format!(
        "Of {} sentences {} are whole, {} thin (the way through is there; what is named still lacks) and {} missing.",
        rows.len(),
        count(State::Whole),
        count(State::Thin),
        count(State::Missing),
    ));
    lines.join("\n")
}

fn with_table(readme: &str, table: &str) -> Result<String, Problem> {
    let parts = readme.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let Some((before, after)) = parts else {
        return Err(Problem::Failed(format!("{README} lacks the lines '{BEGIN}' and '{END}'")));
    };
    Ok(format!("{before}{BEGIN}\n\n{table}\n\n{END}{after}"))
}

fn rows(workspace: &Workspace) -> Result<Vec<Row>, Problem> {
    let parsed: serde_json::Value = serde_json::from_str(&read(workspace, SOURCE)?)
        .map_err(|error| Problem::Failed(format!("{SOURCE}: {error}")))?;
    let rows = parsed.as_array().ok_or_else(|| Problem::Failed(format!("{SOURCE} is not a list")))?;
    rows.iter().map(|row| Row::of(row).map_err(|what| Problem::Failed(format!("{SOURCE}: {what}")))).collect()
}

fn read(workspace: &Workspace, path: &str) -> Result<String, Problem> {
    fs::read_to_string(workspace.path(path))
        .map_err(|error| Problem::Failed(format!("{path} cannot be read: {error}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn repository() -> Repository {
        Repository {
            routes: "createRoute({ path: '/land', component })".to_owned(),
            interface: json!({"paths": {"/api/v1/land/parcels": {"post": {}}}}),
            texts: Box::new(|path| match path {
                "cases.json" => Some(json!({"cases": [{"rule": "land.idle"}]}).to_string()),
                "land.rs" => Some("fn a_parcel_is_split() {".to_owned()),
                _ => None,
            }),
        }
    }

    fn row(change: impl FnOnce(&mut serde_json::Value)) -> Row {
        let mut row = json!({
            "plan": "Lead land", "pages": ["/land"], "operations": ["POST /land/parcels"],
            "cases": ["cases.json: land.idle"], "tests": ["land.rs: a_parcel_is_split"],
            "state": "thin", "lacks": "the end of the term",
        });
        change(&mut row);
        Row::of(&row).expect("a row")
    }

    #[test]
    fn a_row_whose_evidence_is_there_has_no_finding() {
        assert_eq!(evidence_missing(&[row(|_| ())], &repository()), Vec::<String>::new());
    }

    #[test]
    fn what_a_row_points_at_and_is_not_there_is_named() {
        for (field, place) in [
            ("pages", "/lan"),
            ("operations", "GET /land/parcels"),
            ("operations", "POST /land"),
            ("cases", "cases.json: land.split"),
            ("cases", "other.json: land.idle"),
            ("tests", "land.rs: a_parcel"),
            ("tests", "sea.rs: a_parcel_is_split"),
        ] {
            let found = evidence_missing(&[row(|row| row[field] = json!([place]))], &repository());
            assert_eq!(found.len(), 1, "{field} {place}");
            assert!(found[0].contains(place), "{found:?}");
        }
    }

    #[test]
    fn a_state_that_its_row_contradicts_is_named() {
        for (state, lacks, places) in [
            ("whole", "something", json!(["/land"])),
            ("whole", "", json!([])),
            ("thin", "", json!(["/land"])),
            ("missing", "all of it", json!(["/land"])),
        ] {
            let row = row(|row| {
                row["state"] = json!(state);
                row["lacks"] = json!(lacks);
                row["pages"] = places;
            });
            assert_eq!(evidence_missing(&[row], &repository()).len(), 1, "{state}");
        }
    }

    #[test]
    fn the_table_takes_the_place_of_the_one_before() {
        let readme = format!("# Name\n\n{BEGIN}\nold\n{END}\nrest\n");
        let written = with_table(&readme, "new").expect("both lines are there");
        assert_eq!(written, format!("# Name\n\n{BEGIN}\n\nnew\n\n{END}\nrest\n"));
        assert_eq!(with_table(&written, "new").expect("both lines are there"), written);
        assert!(with_table("# Name\n", "new").is_err());
    }
}
