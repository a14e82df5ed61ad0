//! Reports as the model takes them: each message counts once, and what it says happened whether it fits or not.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::Refusal;
use etown_domain::bonded::BondedReport;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::ListStatus;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, EnterpriseId, ListId};

use super::Oracle;
use super::consumption::making;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

/// Messages by who sent them, their source and their number, each with its bytes.
#[derive(Default)]
pub(super) struct Messages(BTreeMap<(Option<EnterpriseId>, String, String), BTreeSet<Vec<u8>>>);

/// Refusals that say who reports, or that the message cannot be read.
const READABLE: [&str; 4] = ["NOT_PERMITTED", "UNKNOWN_BOOK", "REPORT_KEY", "QUANTITY_NOT_POSITIVE"];

pub(super) fn judge_refusal(refusal: &Refusal) -> Result<(), Failure> {
    let is_about_the_message = READABLE.contains(&refusal.code.text);
    require(is_about_the_message, "an authentic report is always recorded", || refusal.to_string())
}

impl Oracle {
    /// Learns that a report was recorded as an entry of its own.
    pub(super) fn accept_report(&mut self, report: &BondedReport, bytes: &[u8]) -> Result<(), Failure> {
        let sender = match &report.content {
            ReportContent::ProductionReported { book, .. } => {
                self.books.get(book).map(|shelf| shelf.enterprise)
            }
            _ => None,
        };
        let key = (sender, report.key.source.clone(), report.key.external_id.clone());
        let known = self.messages.0.entry(key).or_default();
        let is_first = known.is_empty();
        let is_new = known.insert(bytes.to_vec());
        require(is_new, "a message is recorded once", || {
            format!("{} {} was recorded again", report.key.source, report.key.external_id)
        })?;
        // A second message under the same number contradicts the first, so neither is acted on any more.
        if is_first {
            self.take_in(&report.content);
        }
        Ok(())
    }

    fn take_in(&mut self, content: &ReportContent) {
        match content {
            ReportContent::TruckPassed { list, truck } => {
                self.paper(*list, |paper| {
                    paper.passed.insert(truck.clone());
                });
                self.post_if_complete(*list);
            }
            ReportContent::DeclarationReleased { list, declaration_number } => {
                self.release(*list, declaration_number);
            }
            ReportContent::ProductionReported { book, product, version, quantity } => {
                self.produce(*book, *product, version, quantity.units());
            }
            // The histories hold no slips and no work orders.
            ReportContent::SlipPassed { .. }
            | ReportContent::MaterialIssued { .. }
            | ReportContent::MaterialReturned { .. } => {}
        }
    }

    fn release(&mut self, list: ListId, number: &str) {
        let Some(paper) = self.lists.get_mut(&list) else { return };
        let is_expected = paper.content.needs_declaration
            && paper.status != ListStatus::Deleted
            && paper.declaration.is_none()
            && !self.declarations.contains(number);
        if is_expected {
            paper.declaration = Some(number.to_owned());
            self.declarations.insert(number.to_owned());
            self.post_if_complete(list);
        }
    }

    /// Products were made; what a stock did not have is owed.
    fn produce(&mut self, book: BookId, product: u32, version: &str, quantity: i128) {
        let Some(shelf) =
            self.books.get(&book).filter(|shelf| shelf.is_running && shelf.consumes_at_production)
        else {
            return;
        };
        let Some(rows) = shelf.approved_rows(product, version) else { return };
        let moves = making(&[(product, quantity, rows)]);
        let before: BTreeMap<u32, i128> =
            moves.iter().map(|it| (it.item, self.stocks.available(book, it.item))).collect();
        self.stocks.carry_out(book, &moves);
        for (item, before) in before {
            let short = before.min(0) - self.stocks.available(book, item);
            if short > 0 {
                let owed = Move { item, to: Purpose::Stock, from: Purpose::Unexplained, amount: short };
                self.stocks.carry_out(book, &[owed]);
            }
        }
    }
}
