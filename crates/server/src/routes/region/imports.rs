//! Which imported parts could firms of the region make, by commodity code, with the ambiguity of the mapping in sight.

use axum::Json;
use axum::extract::State;
use etown_domain::State as Zone;
use etown_domain::flows::import_substitution::{CandidateClass, ImportedCode, import_substitution};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::products::count;
use super::require_desk;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::Asked;
use crate::wire::{Confidence, Cursor, HsJoin, Page, Text, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_imports))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ImportsAsked {
    /// The region whose firms are asked about.
    #[param(inline, value_type = Text<1, 40>)]
    scope: Text<1, 40>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// A class that the code may belong to.
#[derive(Serialize, ToSchema)]
#[schema(as = CandidateClass)]
struct CandidateOut {
    class: String,
    name: String,
    name_english: String,
    confidence: Confidence,
    /// Registered enterprises of the zone that belong to the class.
    enterprises: u64,
    /// Firms of the class in the scope by the latest statistics; absent where nobody counted.
    firms_counted: Option<u64>,
    #[schema(value_type = Option<schema::Date>)]
    counted_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ImportedCode)]
struct ImportedOut {
    #[schema(value_type = schema::HsCode)]
    hs_code: String,
    /// Enterprises in whose account books goods of the code came in from abroad.
    importers: u64,
    /// Products of the graph with the code.
    products: Vec<String>,
    /// Those of them that no firm in the scope supplies.
    without_maker: Vec<String>,
    /// Firms in the scope that supply one of these products already.
    makers: u64,
    join: HsJoin,
    scheme: Option<String>,
    /// How many classes the table names, whatever was chosen.
    classes_in_table: u64,
    table_source: Option<String>,
    #[schema(value_type = Option<schema::Date>)]
    table_dated: Option<String>,
    /// Why an officer's choice overrides the table.
    override_reason: Option<String>,
    override_position: Option<u64>,
    candidates: Vec<CandidateOut>,
    /// Registered enterprises of any candidate class, each counted once.
    enterprises: u64,
}

impl ImportedOut {
    fn of(zone: &Zone, found: &ImportedCode<'_>, date: CivilDate) -> Self {
        let classes = found.classes.as_ref();
        let list = classes.and_then(|classes| zone.industry.classification(classes.scheme, date).ok());
        let candidate = |candidate: &CandidateClass| {
            let known = list.and_then(|list| list.class(&candidate.class));
            CandidateOut {
                class: candidate.class.clone(),
                name: known.map(|class| class.name.clone()).unwrap_or_default(),
                name_english: known.map(|class| class.name_english.clone()).unwrap_or_default(),
                confidence: candidate.confidence.into(),
                enterprises: count(candidate.enterprises.len()),
                firms_counted: candidate.firms_counted.map(|(firms, _)| firms),
                counted_on: candidate.firms_counted.map(|(_, day)| day.to_string()),
            }
        };
        let table = classes.and_then(|classes| classes.table);
        let choice = classes.and_then(|classes| classes.choice);
        Self {
            hs_code: found.code.as_str().to_owned(),
            importers: count(found.importers),
            products: found.products.iter().map(|product| (*product).to_owned()).collect(),
            without_maker: found.without_maker.iter().map(|product| (*product).to_owned()).collect(),
            makers: count(found.makers),
            join: found.join.into(),
            scheme: classes.map(|classes| classes.scheme.to_owned()),
            classes_in_table: classes.map_or(0, |classes| count(classes.classes_in_table)),
            table_source: table.map(|table| table.source.clone()),
            table_dated: table.map(|table| table.dated.to_string()),
            override_reason: choice.map(|choice| choice.reason.clone()),
            override_position: choice.map(|choice| choice.position),
            candidates: found.candidates.iter().map(candidate).collect(),
            enterprises: count(found.enterprises),
        }
    }
}

/// Commodity codes that come in from abroad, or have no maker in the scope, and who could make them.
#[utoipa::path(get, path = "/chain/imports", tag = "chain", params(ImportsAsked),
    responses((status = 200, body = Page<ImportedOut>)))]
async fn list_imports(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ImportsAsked>,
) -> Result<Json<Page<ImportedOut>>, Problem> {
    require_desk(&caller)?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|zone| {
            let found = import_substitution(zone, &asked.scope.0, today)?;
            // The order is by what could be done, so a row's place in it serves as its key.
            let rows = found.iter().enumerate();
            let rows = rows.map(|(place, code)| (format!("{place:08}"), ImportedOut::of(zone, code, today)));
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}
