//! What happened to something, oldest first, as every detail page shows it.

use etown_engine::query::HistoryRow;
use serde::Serialize;
use utoipa::ToSchema;

use super::schema;
use crate::people::Names;

#[derive(Serialize, ToSchema)]
#[schema(as = HistoryEntry)]
pub(crate) struct HistoryOut {
    /// The entry whose receipt proves it.
    position: u64,
    #[schema(value_type = schema::Instant)]
    instant: String,
    /// The name of the event, such as `list_approved`.
    event: String,
    /// Id of the user, `scheduler` or `setup`.
    actor: String,
    actor_name: Option<String>,
    /// The reason given, or a short fact, where there is one.
    detail: Option<String>,
}

impl HistoryOut {
    pub(crate) fn of(row: HistoryRow, detail: Option<String>, names: &Names<'_>) -> Self {
        Self {
            position: row.position,
            instant: row.instant.to_string(),
            event: row.name,
            actor_name: names.name(&row.actor),
            actor: row.actor,
            detail: detail.filter(|text| !text.is_empty()),
        }
    }
}
