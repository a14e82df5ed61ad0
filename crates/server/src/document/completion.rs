//! Completes the document: the problems that each operation may answer with, the headers of answers, and which fields
//! of outputs are always there.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{Components, ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder};

/// Statuses of problems, each with what a client should do about it.
const PROBLEMS: &[(u16, &str)] = &[
    (400, "The request cannot be read as documented."),
    (401, "Nobody is signed in, or the proof is not in force."),
    (403, "The caller may not do this."),
    (404, "There is no such thing, or the caller may not know of it."),
    (
        409,
        "The thing is in another state, a limit stands against it, or the key was used for another command.",
    ),
    (412, "The object has changed since it was read."),
    (413, "The body is too large."),
    (415, "The body is of another type than this path takes."),
    (422, "The content breaks a rule."),
    (428, "If-Match is missing."),
    (429, "Too many failed attempts."),
    (431, "The header fields are too large."),
    (500, "A fault; the reference names it to the operator."),
    (503, "Busy, behind or stopping; try again after the seconds in Retry-After."),
];

pub(super) fn complete(document: &mut OpenApi) {
    name_paths(document);
    let inputs = inputs(document);
    let components = document.components.get_or_insert_default();
    refer_to_rows(components);
    require_outputs(components, &inputs);
    for (status, description) in PROBLEMS {
        components.responses.insert(problem_name(*status), RefOr::T(problem(*status, description)));
    }
    for item in document.paths.paths.values_mut() {
        let reads = [item.get.as_mut()].into_iter().flatten().map(|operation| (operation, Effect::Reads));
        let changes = [item.post.as_mut(), item.put.as_mut(), item.delete.as_mut()]
            .into_iter()
            .flatten()
            .map(|operation| (operation, Effect::Changes));
        for (operation, effect) in reads.chain(changes).collect::<Vec<_>>() {
            complete_operation(operation, effect);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Reads,
    Changes,
}

fn complete_operation(operation: &mut Operation, effect: Effect) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && refers_to_answer(&response.content)
        {
            let header = |kind: Type, text: &str| {
                let schema = ObjectBuilder::new().schema_type(SchemaType::Type(kind)).build();
                RefOr::T(HeaderBuilder::new().schema(Some(schema)).description(Some(text)).build())
            };
            response.headers.insert("Location".to_owned(), header(Type::String, "Where to look next."));
            response
                .headers
                .insert("E-Town-Position".to_owned(), header(Type::Integer, "The entry's position."));
        }
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            "It is done.".clone_into(&mut response.description);
        }
    }
    for status in statuses(operation, effect) {
        operation
            .responses
            .responses
            .entry(status.to_string())
            .or_insert_with(|| RefOr::Ref(Ref::from_response_name(problem_name(status))));
    }
}

fn statuses(operation: &Operation, effect: Effect) -> Vec<u16> {
    let parameters = parameter_names(operation);
    let is_open = operation.security.is_some();
    let is_sign_in = operation.operation_id.as_deref() == Some("sign_in");
    let takes_password = is_sign_in || operation.operation_id.as_deref() == Some("change_password");
    let has_body = operation.request_body.is_some();
    let mut statuses = vec![431, 500, 503];
    if !is_open {
        statuses.extend([401, 403]);
    }
    if is_sign_in {
        statuses.extend([401, 403]);
    }
    if takes_password {
        statuses.push(429);
    }
    if has_body || !parameters.is_empty() {
        statuses.push(400);
    }
    if has_body {
        statuses.extend([413, 415]);
    }
    if has_body && !is_open {
        statuses.extend([409, 422]);
    }
    let names_something = parameters.iter().any(|(_, is_in_path)| *is_in_path);
    if names_something || (effect == Effect::Changes && !is_open) {
        statuses.push(404);
    }
    if effect == Effect::Reads && parameters.iter().any(|(name, _)| chooses(name)) {
        statuses.extend([404, 422]);
    }
    if operation.operation_id.as_deref() == Some("show_slip_note") {
        statuses.push(409);
    }
    if parameters.iter().any(|(name, _)| name == "at_least_position") {
        statuses.push(409);
    }
    if parameters.iter().any(|(name, _)| name == "If-Match") {
        statuses.extend([412, 428]);
    }
    statuses
}

/// Whether a parameter names a thing of the zone or a rule's input, which may be unknown or not fit.
fn chooses(name: &str) -> bool {
    const HOW_TO_READ: [&str; 4] = ["limit", "cursor", "at_least_position", "If-None-Match"];
    !HOW_TO_READ.contains(&name)
}

fn parameter_names(operation: &Operation) -> Vec<(String, bool)> {
    let name = |parameter: &Parameter| {
        (parameter.name.clone(), parameter.parameter_in == utoipa::openapi::path::ParameterIn::Path)
    };
    operation
        .parameters
        .iter()
        .flatten()
        .filter_map(|parameter| match parameter {
            RefOr::T(parameter) => Some(name(parameter)),
            RefOr::Ref(_) => None,
        })
        .collect()
}

fn refers_to_answer<C: serde::Serialize>(content: &C) -> bool {
    let mut names = BTreeSet::new();
    collect_references(&serde_json::to_value(content).unwrap_or_default(), &mut names);
    names.contains("Answer")
}

fn problem_name(status: u16) -> String {
    format!("Problem{status}")
}

fn problem(status: u16, description: &str) -> utoipa::openapi::Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut problem =
        ResponseBuilder::new().description(description).content("application/problem+json", content).build();
    if matches!(status, 429 | 503) {
        let seconds = ObjectBuilder::new().schema_type(SchemaType::Type(Type::Integer)).build();
        let header = HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds to wait.")).build();
        problem.headers.insert("Retry-After".to_owned(), RefOr::T(header));
    }
    problem
}

/// Returns the schemas that request bodies reach.
fn inputs(document: &OpenApi) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for item in document.paths.paths.values() {
        for operation in [&item.post, &item.put].into_iter().flatten() {
            let body = serde_json::to_value(&operation.request_body).unwrap_or_default();
            collect_references(&body, &mut wanted);
        }
    }
    let schemas = document.components.iter().flat_map(|components| &components.schemas);
    let by_name: Vec<(&String, Value)> =
        schemas.map(|(name, schema)| (name, serde_json::to_value(schema).unwrap_or_default())).collect();
    loop {
        let before = wanted.len();
        for (_, schema) in by_name.iter().filter(|(name, _)| wanted.contains(*name)).collect::<Vec<_>>() {
            collect_references(schema, &mut wanted);
        }
        if wanted.len() == before {
            return wanted;
        }
    }
}

fn collect_references(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get("$ref")
                && let Some(name) = target.strip_prefix("#/components/schemas/")
            {
                names.insert(name.to_owned());
            }
            fields.values().for_each(|field| collect_references(field, names));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_references(value, names)),
        _ => {}
    }
}

/// A parameter that takes the rest of a path is written with a star for the router and without one here.
fn name_paths(document: &mut OpenApi) {
    let paths = std::mem::take(&mut document.paths.paths);
    document.paths.paths = paths.into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
}

/// A page names the schema of its rows instead of repeating it.
fn refer_to_rows(components: &mut Components) {
    let names: BTreeSet<String> = components.schemas.keys().cloned().collect();
    for (name, schema) in &mut components.schemas {
        let row = name.strip_prefix("Page_").filter(|row| names.contains(*row));
        if let (Some(row), RefOr::T(Schema::Object(page))) = (row, schema) {
            let rows = ArrayBuilder::new().items(Ref::from_schema_name(row)).build();
            page.properties.insert("rows".to_owned(), RefOr::T(Schema::Array(rows)));
        }
    }
}

/// Outputs always carry every field, with null where there is nothing to say.
fn require_outputs(components: &mut Components, inputs: &BTreeSet<String>) {
    for (name, schema) in &mut components.schemas {
        if let RefOr::T(Schema::Object(object)) = schema
            && !inputs.contains(name)
        {
            object.required = object.properties.keys().cloned().collect();
        }
    }
}
