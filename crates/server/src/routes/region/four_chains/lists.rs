//! Which products the lines of a list carry, so that an export leads back to its chains.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use etown_domain::bonded::refusal::UNKNOWN_LIST;
use etown_domain::{Refusal, State as Zone};
use etown_engine::query::{LineRow, PageRequest};
use etown_values::{BookId, ListId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::schema;

/// Most items of a list that are shown.
const ITEMS_MAX: usize = 200;
/// Lines read at once.
const LINES_READ: u32 = 200;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_products_of_list))
}

/// An item that lines of the list carry, with the product that it is stated to be.
#[derive(Serialize, ToSchema)]
#[schema(as = ListedProduct)]
struct ListedOut {
    item: u32,
    part_number: String,
    name: String,
    /// Absent where nobody stated which product the item is.
    product: Option<String>,
    product_name: Option<String>,
    product_name_english: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ListedProducts)]
struct ListedProductsOut {
    /// In the order of the items' numbers.
    items: Vec<ListedOut>,
    /// Whether the list carries more items than are shown.
    has_more: bool,
}

impl ListedOut {
    fn of(zone: &Zone, book: BookId, line: LineRow) -> Self {
        let stated = zone.region.item(book, line.item);
        let product = stated.and_then(|stated| zone.region.product(&stated.product).ok());
        Self {
            item: line.item,
            part_number: line.part_number,
            name: line.name,
            product: product.map(|known| known.code.clone()),
            product_name: product.map(|known| known.name.clone()),
            product_name_english: product.map(|known| known.name_english.clone()),
        }
    }
}

/// The products that the lines of a list carry, each leading to its four chains.
#[utoipa::path(get, path = "/lists/{list}/products", tag = "lists",
    params(("list" = schema::ListId, Path), Fresh), responses((status = 200, body = ListedProductsOut)))]
async fn list_products_of_list(
    State(app): State<AppState>,
    caller: Caller,
    Named(list): Named<ListId>,
    _fresh: Asked<Fresh>,
) -> Result<Json<ListedProductsOut>, Problem> {
    let scope = caller.scope()?;
    app.blocking(move |app| {
        let queries = app.queries()?;
        let found = queries.list(&scope, list)?.ok_or_else(|| Refusal::new(&UNKNOWN_LIST))?;
        let mut items: BTreeMap<u32, LineRow> = BTreeMap::new();
        let mut request = PageRequest { limit: LINES_READ, cursor: None };
        loop {
            let page = queries.lines(&scope, list, &request)?;
            items.extend(page.rows.into_iter().map(|line| (line.item, line)));
            request.cursor = page.next_cursor;
            if request.cursor.is_none() || items.len() > ITEMS_MAX {
                break;
            }
        }
        let has_more = items.len() > ITEMS_MAX;
        let book = found.row.book;
        let shown = items.into_values().take(ITEMS_MAX);
        let items = app.engine.read(|zone| shown.map(|line| ListedOut::of(zone, book, line)).collect());
        Ok(Json(ListedProductsOut { items, has_more }))
    })
    .await
}
