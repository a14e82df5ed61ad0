//! The periods of all books: what an officer looks through for what is due.

use axum::Json;
use axum::extract::State;
use etown_engine::query::{BookPeriodRow, PeriodFilter};
use etown_values::{CivilDate, EnterpriseId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::wire::PeriodOut;
use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::Asked;
use crate::wire::{Cursor, Page, PeriodStatus, Text, page_request, schema};

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_all_periods))
}

/// A period with its book and what is due.
#[derive(Serialize, ToSchema)]
#[schema(as = BookPeriod)]
struct BookPeriodOut {
    #[schema(value_type = schema::BookId)]
    book: String,
    book_number: String,
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    period: PeriodOut,
    /// The last day on which the period may end by the cycle that the enterprise chose.
    #[schema(value_type = schema::Date)]
    due_on: String,
    /// Whether that day is past and the period still runs.
    is_overdue: bool,
}

impl BookPeriodOut {
    fn of(row: BookPeriodRow, today: CivilDate) -> Self {
        Self {
            book: row.book.to_string(),
            book_number: row.book_number,
            enterprise: row.enterprise.to_string(),
            enterprise_name: row.enterprise_name,
            due_on: row.period.due_on.to_string(),
            is_overdue: row.period.is_overdue(today),
            period: row.period.into(),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PeriodsAsked {
    #[param(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<EnterpriseId>,
    #[param(inline)]
    status: Option<PeriodStatus>,
    /// Only periods that are not counted yet and may not end later than this day.
    #[param(value_type = Option<schema::Date>)]
    due: Option<CivilDate>,
    /// Only periods that are not counted yet although the last day on which they may end is past.
    overdue: Option<bool>,
    /// Part of the book's number or of the enterprise's name.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The periods of all books that the caller may see, the one that must end first before the others.
#[utoipa::path(get, path = "/periods", tag = "periods", params(PeriodsAsked),
    responses((status = 200, body = Page<BookPeriodOut>)))]
async fn list_all_periods(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<PeriodsAsked>,
) -> Result<Json<Page<BookPeriodOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let yesterday = today.previous_day().filter(|_| asked.overdue.unwrap_or_default());
        let filter = PeriodFilter {
            enterprise: asked.enterprise,
            status: asked.status.map(Into::into),
            due_until: asked.due.into_iter().chain(yesterday).min(),
            text: asked.text.map(String::from),
        };
        let found = app.queries()?.all_periods(&scope, &filter, &page)?;
        let rows = found.rows.into_iter().map(|row| BookPeriodOut::of(row, today)).collect();
        Ok(Json(Page { rows, next_cursor: found.next_cursor }))
    })
    .await
}
