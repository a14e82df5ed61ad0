//! Products: finding one, what is stated about it, and the drawing of what lies around it.

use axum::Json;
use axum::extract::State;
use etown_domain::region::drawing::{COLUMN_WIDTH, Drawing, ROW_HEIGHT, draw};
use etown_domain::region::graph::Direction;
use etown_domain::region::product::{Firm, Product, Stated};
use etown_domain::region::settings::DRAWING_PRODUCTS_MAX;
use etown_domain::{ReadScope, Role, State as Zone};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::stale;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::{Asked, Fresh, Named};
use crate::wire::{Cursor, EvidenceOut, Page, Text, page_request, part_page, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_products, super::commands::import_products))
        .routes(routes!(show_product))
        .routes(routes!(draw_product))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ProductsAsked {
    /// Part of the code, of a name or of the commodity code.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Product)]
struct ProductOut {
    code: String,
    name: String,
    name_english: String,
    #[schema(value_type = Option<schema::HsCode>)]
    hs_code: Option<String>,
    /// How many firms are stated to supply it, in whatever scope.
    suppliers: u64,
}

impl ProductOut {
    fn of(zone: &Zone, product: &Product) -> Self {
        Self {
            code: product.code.clone(),
            name: product.name.clone(),
            name_english: product.name_english.clone(),
            hs_code: product.hs_code.map(|code| code.as_str().to_owned()),
            suppliers: count(zone.region.suppliers_of(&product.code).count()),
        }
    }
}

/// One way to fill one group of a product's inputs.
#[derive(Serialize, ToSchema)]
#[schema(as = Input)]
struct InputOut {
    /// Every group is needed; inputs of the same group are alternatives.
    group: u32,
    input: String,
    name: String,
    name_english: String,
    evidence: EvidenceOut,
}

/// A firm that supplies the product.
#[derive(Serialize, ToSchema)]
#[schema(as = Supplier)]
struct SupplierOut {
    firm: String,
    name: String,
    name_english: String,
    scope: String,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    evidence: EvidenceOut,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ProductDetail)]
struct ProductDetailOut {
    product: ProductOut,
    inputs: Vec<InputOut>,
    /// The suppliers that the caller may see; the investment desk sees all, an enterprise itself.
    suppliers: Vec<SupplierOut>,
}

/// Which way to look.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Towards {
    Upstream,
    Downstream,
    Both,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DrawingAsked {
    #[param(inline)]
    towards: Towards,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DrawnProduct)]
struct DrawnProductOut {
    code: String,
    name: String,
    name_english: String,
    suppliers: u64,
    /// Steps from the product asked about.
    distance: u64,
    column: u64,
    row: u64,
    /// Upper left corner of its cell.
    x: u64,
    y: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DrawnLink)]
struct DrawnLinkOut {
    input: String,
    product: String,
    /// Whether it closes a circle.
    is_backward: bool,
}

/// Products in layers: what something is made of stands left of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Drawing)]
struct DrawingOut {
    product: String,
    products: Vec<DrawnProductOut>,
    links: Vec<DrawnLinkOut>,
    /// Products that are made of each other, among those drawn.
    cycles: Vec<Vec<String>>,
    /// How many products lie further away than the drawing has room for.
    left_out: u64,
    width: u64,
    height: u64,
    column_width: u64,
    row_height: u64,
}

pub(super) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The products of the register.
#[utoipa::path(get, path = "/chain/products", tag = "chain", params(ProductsAsked),
    responses((status = 200, body = Page<ProductOut>)))]
async fn list_products(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<ProductsAsked>,
) -> Result<Json<Page<ProductOut>>, Problem> {
    caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let text = asked.text.map(|Text(text)| text.trim().to_lowercase()).unwrap_or_default();
    app.blocking(move |app| {
        app.engine.read(|zone| {
            let found = zone.region.products().filter(|product| is_named(product, &text));
            let rows = found.map(|product| (product.code.clone(), ProductOut::of(zone, product)));
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}

fn is_named(product: &Product, text: &str) -> bool {
    text.is_empty()
        || product.name.contains(text)
        || [&product.code, &product.name_english].iter().any(|name| name.to_lowercase().contains(text))
        || product.hs_code.is_some_and(|code| code.as_str().starts_with(text))
}

/// One product with what it is made of and who supplies it, each statement with its evidence.
#[utoipa::path(get, path = "/chain/products/{product}", tag = "chain",
    params(("product" = schema::RegisterCode, Path), Fresh),
    responses((status = 200, body = ProductDetailOut)))]
async fn show_product(
    State(app): State<AppState>,
    caller: Caller,
    Named(product): Named<String>,
    _fresh: Asked<Fresh>,
) -> Result<Json<ProductDetailOut>, Problem> {
    let scope = caller.scope_at(Role::InvestmentOfficer)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        app.engine.read(|zone| detail(zone, &product, &scope, today)).map(Json)
    })
    .await
}

fn detail(zone: &Zone, code: &str, scope: &ReadScope, today: CivilDate) -> Result<ProductDetailOut, Problem> {
    let product = zone.region.product(code)?;
    let stale = stale(zone, today);
    let input = |group: u32, code: &str, stated: &Stated| {
        let input = zone.region.product(code).ok()?;
        Some(InputOut {
            group,
            input: input.code.clone(),
            name: input.name.clone(),
            name_english: input.name_english.clone(),
            evidence: EvidenceOut::of(&stated.evidence, stated.position, stale),
        })
    };
    let supplier = |firm: &Firm, stated: &Stated| SupplierOut {
        firm: firm.code.clone(),
        name: firm.name.clone(),
        name_english: firm.name_english.clone(),
        scope: firm.scope.clone(),
        enterprise: firm.enterprise.map(|id| id.to_string()),
        evidence: EvidenceOut::of(&stated.evidence, stated.position, stale),
    };
    let is_seen = |firm: &Firm| match scope {
        ReadScope::Zone => true,
        other => firm.enterprise.is_some_and(|enterprise| other.covers(enterprise)),
    };
    let inputs = zone.region.groups_of(code).flat_map(|(group, inputs)| {
        inputs.iter().filter_map(move |(code, stated)| input(group, code, stated))
    });
    let suppliers = zone.region.suppliers_of(code).filter(|(firm, _)| is_seen(firm));
    Ok(ProductDetailOut {
        product: ProductOut::of(zone, product),
        inputs: inputs.collect(),
        suppliers: suppliers.map(|(firm, stated)| supplier(firm, stated)).collect(),
    })
}

/// What lies upstream or downstream of a product, laid out in layers.
#[utoipa::path(get, path = "/chain/products/{product}/drawing", tag = "chain",
    params(("product" = schema::RegisterCode, Path), DrawingAsked),
    responses((status = 200, body = DrawingOut)))]
async fn draw_product(
    State(app): State<AppState>,
    caller: Caller,
    Named(product): Named<String>,
    Asked(asked): Asked<DrawingAsked>,
) -> Result<Json<DrawingOut>, Problem> {
    caller.scope()?;
    let directions: &[Direction] = match asked.towards {
        Towards::Upstream => &[Direction::Upstream],
        Towards::Downstream => &[Direction::Downstream],
        Towards::Both => &[Direction::Upstream, Direction::Downstream],
    };
    app.blocking(move |app| {
        let today = app.engine.business_date();
        // The graph stands beside the state, so that the walk holds nobody up.
        let (graph, most) = app.engine.read(|zone| {
            zone.region.product(&product)?;
            let most = zone.parameters.whole_number(DRAWING_PRODUCTS_MAX, today)?;
            Ok::<_, Problem>((app.supply_graph.of(&zone.region), most))
        })?;
        let Some(number) = graph.product_number(&product) else {
            unreachable!("every product of the register is in its graph")
        };
        let drawing = draw(&graph, number, directions, usize::try_from(most).unwrap_or(usize::MAX));
        Ok(Json(app.engine.read(|zone| shown(zone, product, drawing))))
    })
    .await
}

fn shown(zone: &Zone, product: String, drawing: Drawing) -> DrawingOut {
    let products = drawing.products.into_iter().filter_map(|drawn| {
        let known = zone.region.product(&drawn.code).ok()?;
        Some(DrawnProductOut {
            name: known.name.clone(),
            name_english: known.name_english.clone(),
            suppliers: count(zone.region.suppliers_of(&drawn.code).count()),
            code: drawn.code,
            distance: count(drawn.distance),
            column: count(drawn.column),
            row: count(drawn.row),
            x: count(drawn.x),
            y: count(drawn.y),
        })
    });
    let links = drawing.links.into_iter().map(|link| DrawnLinkOut {
        input: link.input,
        product: link.product,
        is_backward: link.is_backward,
    });
    DrawingOut {
        product,
        products: products.collect(),
        links: links.collect(),
        cycles: drawing.cycles,
        left_out: count(drawing.left_out),
        width: count(drawing.width),
        height: count(drawing.height),
        column_width: count(COLUMN_WIDTH),
        row_height: count(ROW_HEIGHT),
    }
}
