//! Exchange between zones: partner zones, and consignments that leave for one or come in from one. What is carried between
//! zones are receipts: files that are downloaded here and presented there.

mod consignments;
mod incoming;
mod partners;
mod wire;

use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().merge(partners::routes()).merge(consignments::routes()).merge(incoming::routes())
}
