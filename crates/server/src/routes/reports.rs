//! Reports of outside facts. They are always recorded; the key is source and external id, and the digest is taken over
//! the body as received.

use axum::extract::State;
use etown_domain::Event;
use etown_domain::bonded::BondedReport;
use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::slip_paper::SlipPaper;
use etown_domain::kernel::reports::{ReportEvent, ReportKey};
use etown_values::{BookId, ListId, QuantityAmount, SlipId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::command::{Answer, Body, Done, report};
use crate::problem::Problem;
use crate::wire::{Gate, ReportedInstant, Text, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(report_declaration_release))
        .routes(routes!(report_truck_passage))
        .routes(routes!(report_production))
        .routes(routes!(report_gate_passage))
        .routes(routes!(report_material_issue))
        .routes(routes!(report_material_return))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = DeclarationRelease)]
#[serde(deny_unknown_fields)]
struct DeclarationReleaseIn {
    /// The reporting system.
    #[schema(min_length = 1, max_length = 100)]
    source: String,
    /// The message id that the source gave.
    #[schema(min_length = 1, max_length = 100)]
    external_id: String,
    #[schema(value_type = schema::Instant)]
    occurred_at: ReportedInstant,
    #[schema(value_type = schema::ListId)]
    list: ListId,
    declaration_number: Text<1, 100>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TruckPassage)]
#[serde(deny_unknown_fields)]
struct TruckPassageIn {
    /// The reporting system, such as `lane-3`.
    #[schema(min_length = 1, max_length = 100)]
    source: String,
    /// The message id that the source gave.
    #[schema(min_length = 1, max_length = 100)]
    external_id: String,
    #[schema(value_type = schema::Instant)]
    occurred_at: ReportedInstant,
    #[schema(value_type = schema::ListId)]
    list: ListId,
    /// The plate as read.
    truck: Text<1, 100>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = Production)]
#[serde(deny_unknown_fields)]
struct ProductionIn {
    /// The reporting system.
    #[schema(min_length = 1, max_length = 100)]
    source: String,
    /// The message id that the source gave.
    #[schema(min_length = 1, max_length = 100)]
    external_id: String,
    #[schema(value_type = schema::Instant)]
    occurred_at: ReportedInstant,
    #[schema(value_type = schema::BookId)]
    book: BookId,
    /// Item number of the product.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    product: u32,
    #[schema(pattern = "^[0-9A-Za-z.-]{1,20}$")]
    version: String,
    #[schema(value_type = schema::Quantity)]
    quantity: QuantityAmount,
}

fn recorded(answer: &etown_engine::Answer) -> Done {
    Done::registered(answer, |event| match event {
        Event::Report(ReportEvent::ReportRecorded { report, .. }) => Some(report.to_string()),
        _ => None,
    })
}

/// Report that customs released the declaration of a list.
#[utoipa::path(post, path = "/reports/declaration-releases", tag = "reports", request_body = DeclarationReleaseIn,
    responses((status = 201, body = Answer)))]
async fn report_declaration_release(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<DeclarationReleaseIn>,
) -> Result<Done, Problem> {
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::DeclarationReleased {
            list: content.list,
            declaration_number: content.declaration_number.into(),
        },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}

/// Report that a truck of a list passed the gate.
#[utoipa::path(post, path = "/reports/truck-passages", tag = "reports", request_body = TruckPassageIn,
    responses((status = 201, body = Answer)))]
async fn report_truck_passage(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<TruckPassageIn>,
) -> Result<Done, Problem> {
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::TruckPassed { list: content.list, truck: content.truck.into() },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}

/// Report that products were made under a version.
#[utoipa::path(post, path = "/reports/productions", tag = "reports", request_body = ProductionIn,
    responses((status = 201, body = Answer)))]
async fn report_production(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<ProductionIn>,
) -> Result<Done, Problem> {
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::ProductionReported {
            book: content.book,
            product: content.product,
            version: content.version,
            quantity: content.quantity,
        },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = GatePassage)]
#[serde(deny_unknown_fields)]
struct GatePassageIn {
    /// The reporting lane, such as `lane-3`.
    #[schema(min_length = 1, max_length = 100)]
    source: String,
    /// The message id that the lane gave.
    #[schema(min_length = 1, max_length = 100)]
    external_id: String,
    /// When the truck went through, by the lane's clock.
    #[schema(value_type = schema::Instant)]
    occurred_at: ReportedInstant,
    #[schema(value_type = schema::SlipId)]
    slip: SlipId,
    truck: Text<1, 100>,
    gate: Gate,
    /// What the lane's scale showed, where it weighed.
    #[schema(value_type = Option<schema::Quantity>)]
    scale_kilograms: Option<QuantityAmount>,
    /// The note as scanned. It is verified again; without it the lane says that it has verified it.
    note: Option<Text<1, 20_000>>,
}

/// Report that a truck of a slip went through a gate, at once or after the lane's link came back.
#[utoipa::path(post, path = "/reports/gate-passages", tag = "reports", request_body = GatePassageIn,
    responses((status = 201, body = Answer)))]
async fn report_gate_passage(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<GatePassageIn>,
) -> Result<Done, Problem> {
    let is_intact = match &content.note {
        Some(note) => {
            let paper = app.engine.read_slip(&note.0)?.and_then(|text| SlipPaper::parse(&text));
            paper.is_some_and(|paper| paper.slip == content.slip)
        }
        None => true,
    };
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::SlipPassed {
            slip: content.slip,
            truck: content.truck.into(),
            gate: content.gate.into(),
            scale_kilograms: content.scale_kilograms,
            seal: if is_intact { Seal::Intact } else { Seal::Forged },
        },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewMaterialIssue)]
#[serde(deny_unknown_fields)]
struct MaterialIssueIn {
    /// The reporting system.
    #[schema(min_length = 1, max_length = 100)]
    source: String,
    /// The message id that the source gave.
    #[schema(min_length = 1, max_length = 100)]
    external_id: String,
    #[schema(value_type = schema::Instant)]
    occurred_at: ReportedInstant,
    #[schema(value_type = schema::BookId)]
    book: BookId,
    work_order: Text<1, 60>,
    /// Item number of the material.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    item: u32,
    #[schema(value_type = schema::Quantity)]
    quantity: QuantityAmount,
}

/// Report that material was issued to a work order.
#[utoipa::path(post, path = "/reports/material-issues", tag = "reports", request_body = MaterialIssueIn,
    responses((status = 201, body = Answer)))]
async fn report_material_issue(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<MaterialIssueIn>,
) -> Result<Done, Problem> {
    let (book, work_order) = (content.book, content.work_order.into());
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::MaterialIssued {
            book,
            work_order,
            item: content.item,
            quantity: content.quantity,
        },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}

/// Report that a work order gave material back.
#[utoipa::path(post, path = "/reports/material-returns", tag = "reports", request_body = MaterialIssueIn,
    responses((status = 201, body = Answer)))]
async fn report_material_return(
    State(app): State<AppState>,
    caller: Caller,
    Body { content, bytes }: Body<MaterialIssueIn>,
) -> Result<Done, Problem> {
    let (book, work_order) = (content.book, content.work_order.into());
    let told = BondedReport {
        key: ReportKey { source: content.source, external_id: content.external_id },
        occurred_at: content.occurred_at.0,
        content: ReportContent::MaterialReturned {
            book,
            work_order,
            item: content.item,
            quantity: content.quantity,
        },
    };
    Ok(recorded(&report(&app, caller.actor(), told, &bytes).await?))
}
