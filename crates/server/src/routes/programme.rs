//! Key tasks with evidence, their ratios and lights, and pilots of opening-up measures.

use utoipa_axum::router::OpenApiRouter;

use crate::app::AppState;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
}
