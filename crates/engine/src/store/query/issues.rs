//! What work orders took from a book and gave back.

use etown_domain::ReadScope;
use etown_values::{BookId, QuantityAmount};

use super::select::Select;
use super::{Page, PageRequest, Queries, parsed};
use crate::fault::QueryFault;

/// A material issue or return (negative) of a work order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueRow {
    pub work_order: String,
    pub item: u32,
    pub quantity: QuantityAmount,
    pub position: u64,
}

impl Queries {
    /// Returns what work orders took and gave back, latest first.
    pub fn issues(
        &self,
        scope: &ReadScope,
        book: BookId,
        item: Option<u32>,
        page: &PageRequest,
    ) -> Result<Page<IssueRow>, QueryFault> {
        let before = page.number()?;
        let Some(book) = self.book_key(scope, book)? else {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        };
        let select = Select::from("SELECT id, work_order, item, quantity FROM issue")
            .and("book = ?", book)
            .and_where("item = ?", item.map(i64::from))
            .and_where("id < ?", before);
        let per_entry = super::super::schema::POSTINGS_PER_ENTRY;
        select.page(self.connection(), "id DESC", page, |row| {
            let id: i64 = row.get(0)?;
            let issue = IssueRow {
                work_order: row.get(1)?,
                item: row.get(2)?,
                quantity: parsed(row, 3)?,
                position: u64::try_from(id / per_entry).unwrap_or_default(),
            };
            Ok((id.to_string(), issue))
        })
    }
}
