//! Pages of a list: at most 200 rows and the cursor of the next page.

use etown_engine::PageRequest;
use serde::Serialize;
use utoipa::ToSchema;

use super::Cursor;
use crate::problem::{Problem, edge};

/// Rows a page has when the reader names no limit.
const LIMIT_DEFAULT: u32 = 50;
/// Rows a page may have at most.
const LIMIT_MAX: u32 = 200;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    pub(crate) rows: Vec<T>,
    /// Ask for the next page with it; absent on the last page.
    #[schema(required)]
    pub(crate) next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Converts a page of the engine's rows.
    pub(crate) fn of<R>(page: etown_engine::Page<R>) -> Self
    where
        T: From<R>,
    {
        Self { rows: page.rows.into_iter().map(T::from).collect(), next_cursor: page.next_cursor }
    }
}

/// Refuses a limit of none or of more than a page may have.
pub(crate) fn page_request(limit: Option<u32>, cursor: Option<Cursor>) -> Result<PageRequest, Problem> {
    let limit = limit.unwrap_or(LIMIT_DEFAULT);
    if limit == 0 || limit > LIMIT_MAX {
        return Err(Problem::edge(&edge::QUERY_MALFORMED)
            .at("limit")
            .detail(format!("a page has 1 to {LIMIT_MAX} rows, not {limit}")));
    }
    Ok(PageRequest { limit, cursor: cursor.map(String::from) })
}

/// Makes a page of things that are read from the state. `rows` come in the order of their keys, which serve as cursors.
pub(crate) fn part_page<T>(rows: impl Iterator<Item = (String, T)>, request: &PageRequest) -> Page<T> {
    let wanted = usize::try_from(request.limit).unwrap_or(1);
    let after = request.cursor.as_deref().unwrap_or_default();
    let mut rows = rows.skip_while(|(key, _)| key.as_str() <= after);
    let taken: Vec<(String, T)> = rows.by_ref().take(wanted).collect();
    let next_cursor = rows.next().and_then(|_more| taken.last().map(|(key, _)| key.clone()));
    Page { rows: taken.into_iter().map(|(_, row)| row).collect(), next_cursor }
}
