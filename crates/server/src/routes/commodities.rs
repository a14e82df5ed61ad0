//! Commodity codes: activating an edition of the nomenclature, and searching the one in force.

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use etown_domain::kernel::parameters::{Commodity, Nomenclature};
use etown_domain::{Command, ZoneCommand};
use etown_engine::query::CommodityRow;
use etown_values::{CivilDate, HsCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Commanded, Done, KeyHeader, command};
use crate::problem::{Problem, edge};
use crate::reading::Asked;
use crate::wire::{Cursor, Page, Text, page_request, schema};

/// An edition is the one body that may be this large.
const NOMENCLATURE_BYTES_MAX: usize = 8 * 1024 * 1024;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(activate_nomenclature))
        .layer(DefaultBodyLimit::max(NOMENCLATURE_BYTES_MAX))
        .routes(routes!(search_commodities))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewNomenclature)]
#[serde(deny_unknown_fields)]
struct NomenclatureIn {
    /// Name of the edition, such as `HS 2022`.
    edition: Text<1, 100>,
    #[schema(value_type = schema::Date)]
    effective_from: CivilDate,
    source: Text<1, 500>,
    codes: Vec<CommodityIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCommodity)]
#[serde(deny_unknown_fields)]
struct CommodityIn {
    #[schema(value_type = schema::HsCode)]
    code: HsCode,
    description: Text<0, 2000>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CommoditiesAsked {
    /// Words of the description, in any language of the edition.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    /// First digits of the code; instead of a text.
    #[param(pattern = "^[0-9]{1,10}$")]
    prefix: Option<String>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Commodity)]
struct CommodityOut {
    #[schema(value_type = schema::HsCode)]
    code: String,
    description: String,
    /// Name of the edition, such as `HS 2022`.
    edition: String,
    #[schema(value_type = schema::Date)]
    effective_from: String,
}

impl From<CommodityRow> for CommodityOut {
    fn from(row: CommodityRow) -> Self {
        Self {
            code: row.code.to_string(),
            description: row.description,
            edition: row.edition,
            effective_from: row.effective_from.to_string(),
        }
    }
}

/// Activate an edition of the nomenclature.
#[utoipa::path(post, path = "/nomenclatures", tag = "parameters", params(KeyHeader),
    request_body = NomenclatureIn, responses((status = 201, body = Answer)))]
async fn activate_nomenclature(
    State(app): State<AppState>,
    caller: Caller,
    Commanded { content, envelope }: Commanded<NomenclatureIn>,
) -> Result<Done, Problem> {
    let code = |code: CommodityIn| Commodity { code: code.code, description: code.description.into() };
    let nomenclature = Nomenclature {
        edition: content.edition.into(),
        effective_from: content.effective_from,
        source: content.source.into(),
        codes: content.codes.into_iter().map(code).collect(),
    };
    let wanted = Command::Zone(ZoneCommand::ActivateNomenclature { nomenclature });
    Ok(Done::recorded(&command(&app, &caller, &envelope, wanted).await?))
}

/// Search the commodity codes of the latest edition.
#[utoipa::path(get, path = "/commodities", tag = "parameters", params(CommoditiesAsked),
    responses((status = 200, body = Page<CommodityOut>)))]
async fn search_commodities(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<CommoditiesAsked>,
) -> Result<Json<Page<CommodityOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let wanted = match (asked.text, asked.prefix) {
        (Some(_), Some(_)) => {
            return Err(Problem::edge(&edge::QUERY_MALFORMED)
                .at("prefix")
                .detail("ask for text or for a prefix"));
        }
        (_, Some(prefix))
            if !(1..=10).contains(&prefix.len()) || !prefix.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            return Err(Problem::edge(&edge::QUERY_MALFORMED).at("prefix"));
        }
        (text, prefix) => prefix.or(text.map(String::from)),
    };
    app.blocking(move |app| {
        Ok(Json(Page::of(app.queries()?.nomenclature(&scope, wanted.as_deref(), &page)?)))
    })
    .await
}
