//! What is due, over all parts of the zone.

use axum::Json;
use axum::extract::State;
use etown_domain::flows::due_dates::{DueDate, due_dates};
use etown_values::CivilDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::AppState;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::reading::Asked;
use crate::wire::{Cursor, DueKind, Page, Role, enterprise_name, page_request, part_page, schema};

/// How far ahead is looked where the reader names no day.
const DAYS_AHEAD: i32 = 30;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_due_dates))
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DueDatesAsked {
    /// The last day of what is due; 30 days from today where it is not given. What is overdue is always there.
    #[param(value_type = Option<schema::Date>)]
    until: Option<CivilDate>,
    /// Only what this desk acts on or sees to.
    desk: Option<Role>,
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DueDate)]
struct DueDateOut {
    #[schema(value_type = schema::Date)]
    on: String,
    is_overdue: bool,
    /// Whether it was counted through a year whose calendar is not published.
    is_provisional: bool,
    kind: DueKind,
    /// Kind of the thing, as in tasks and histories.
    subject_kind: String,
    subject_id: String,
    /// How people call the thing.
    title: String,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    /// Who acts, or sees to it that somebody does.
    desk: Role,
}

impl DueDateOut {
    fn of(state: &etown_domain::State, due: DueDate, today: CivilDate) -> Self {
        Self {
            on: due.on.to_string(),
            is_overdue: due.on < today,
            is_provisional: due.is_provisional,
            kind: due.kind.into(),
            subject_kind: due.subject_kind.to_owned(),
            subject_id: due.subject_id,
            title: due.title,
            enterprise: due.enterprise.map(|enterprise| enterprise.to_string()),
            enterprise_name: due.enterprise.map(|enterprise| enterprise_name(state, enterprise)),
            desk: due.desk.into(),
        }
    }
}

/// What is due and overdue, earliest first, as far as the caller may see it.
#[utoipa::path(get, path = "/due-dates", tag = "home", params(DueDatesAsked),
    responses((status = 200, body = Page<DueDateOut>)))]
async fn list_due_dates(
    State(app): State<AppState>,
    caller: Caller,
    Asked(asked): Asked<DueDatesAsked>,
) -> Result<Json<Page<DueDateOut>>, Problem> {
    let scope = caller.scope()?;
    let page = page_request(asked.limit, asked.cursor)?;
    let desk = asked.desk.map(etown_domain::Role::from);
    app.blocking(move |app| {
        let today = app.engine.business_date();
        let until = asked.until.or_else(|| today.plus_days(DAYS_AHEAD)).unwrap_or(CivilDate::MAX);
        app.engine.read(|state| {
            let due = due_dates(state, &scope, today, until).into_iter();
            let due = due.filter(|one| desk.is_none_or(|desk| one.desk == desk));
            let rows = due.map(|one| (one.key(), DueDateOut::of(state, one, today)));
            Ok(Json(part_page(rows, &page)))
        })
    })
    .await
}
