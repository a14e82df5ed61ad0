//! How research becomes a product: disclosures, assessments and contracts.

mod contracts;
mod disclosures;
mod income_tax;
mod products;
mod wire;

use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(disclosures::routes())
        .merge(contracts::routes())
        .merge(income_tax::routes())
        .merge(products::routes())
}
