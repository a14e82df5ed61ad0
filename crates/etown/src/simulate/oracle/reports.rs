//! Reports as the model takes them: each message counts once, and what it says happened whether it fits or not. What does not
//! fit must open an exception.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedReport;
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::ListStatus;
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Event, Refusal};
use etown_values::{BookId, EnterpriseId, ListId};

use super::Oracle;
use super::blocks::Expected;
use super::consumption::making;
use super::layers::Source;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

/// Messages by who sent them, their source and their number.
#[derive(Default)]
pub(super) struct Messages(BTreeMap<(Option<EnterpriseId>, String, String), Message>);

/// What was recorded under one number.
#[derive(Default)]
struct Message {
    texts: BTreeSet<Vec<u8>>,
    /// The book that the first one was about.
    book: Option<BookId>,
}

/// Refusals that say who reports, or that the message cannot be read.
const READABLE: [&str; 6] =
    ["NOT_PERMITTED", "UNKNOWN_BOOK", "REPORT_KEY", "QUANTITY_NOT_POSITIVE", "SCALE_WEIGHT", "WORK_ORDER"];

pub(super) fn judge_refusal(refusal: &Refusal) -> Result<(), Failure> {
    let is_about_the_message = READABLE.contains(&refusal.code.text);
    require(is_about_the_message, "an authentic report is always recorded", || refusal.to_string())
}

impl Oracle {
    /// Learns that a report was recorded as an entry of its own.
    pub(super) fn accept_report(
        &mut self,
        report: &BondedReport,
        bytes: &[u8],
        events: &[Event],
    ) -> Result<(), Failure> {
        let about = self.about(&report.content);
        let sender = match &report.content {
            ReportContent::ProductionReported { .. }
            | ReportContent::MaterialIssued { .. }
            | ReportContent::MaterialReturned { .. } => {
                about.and_then(|book| self.books.get(&book)).map(|shelf| shelf.enterprise)
            }
            _ => None,
        };
        let key = (sender, report.key.source.clone(), report.key.external_id.clone());
        let known = self.messages.0.entry(key).or_default();
        let is_first = known.texts.is_empty();
        let is_new = known.texts.insert(bytes.to_vec());
        require(is_new, "a message is recorded once", || {
            format!("{} {} was recorded again", report.key.source, report.key.external_id)
        })?;
        let mut expected = Vec::new();
        if is_first {
            known.book = about;
            self.take_in(report, &mut expected)?;
        } else {
            // It contradicts the first one, so neither is acted on any more, and the books of both wait.
            expected.push((ExceptionKind::ReportConflict, about));
            if let Some(first) = known.book.filter(|first| Some(*first) != about) {
                expected.push((ExceptionKind::ReportConflict, Some(first)));
            }
        }
        self.expect_exceptions(&expected, events)
    }

    /// The book that a report is about.
    fn about(&self, content: &ReportContent) -> Option<BookId> {
        match content {
            ReportContent::DeclarationReleased { list, .. } | ReportContent::TruckPassed { list, .. } => {
                self.book_of(*list)
            }
            ReportContent::SlipPassed { slip, .. } => match self.slips.get(slip) {
                Some(pass) => pass.book,
                None => self.closed_slips.get(slip).copied().flatten(),
            },
            ReportContent::ProductionReported { book, .. }
            | ReportContent::MaterialIssued { book, .. }
            | ReportContent::MaterialReturned { book, .. } => Some(*book),
        }
    }

    /// The book of a list, whether its period is closed or not.
    pub(super) fn book_of(&self, list: ListId) -> Option<BookId> {
        let open = self.lists.get(&list).map(|paper| paper.book);
        open.or_else(|| self.closed_lists.get(&list).map(|paper| paper.book))
    }

    fn take_in(&mut self, report: &BondedReport, expected: &mut Vec<Expected>) -> Result<(), Failure> {
        match &report.content {
            ReportContent::TruckPassed { list, truck } => {
                if self.lists.contains_key(list) && self.is_held(truck) {
                    expected.push((ExceptionKind::PassedWhileHeld, self.book_of(*list)));
                }
                if self.pass_list(*list, truck, expected) {
                    return self.post_if_complete(*list);
                }
                let kind = if self.closed_lists.contains_key(list) {
                    ExceptionKind::PassedAfterClosing
                } else {
                    ExceptionKind::UnknownSubject
                };
                expected.push((kind, self.book_of(*list)));
                Ok(())
            }
            ReportContent::DeclarationReleased { list, declaration_number } => {
                self.release(*list, declaration_number, expected)
            }
            ReportContent::ProductionReported { book, product, version, quantity } => {
                self.produce(*book, (*product, version), quantity.units(), expected)
            }
            ReportContent::MaterialIssued { book, work_order, item, quantity } => {
                self.issue((*book, work_order, *item), quantity.units(), expected);
                Ok(())
            }
            ReportContent::MaterialReturned { book, work_order, item, quantity } => {
                self.issue((*book, work_order, *item), -quantity.units(), expected);
                Ok(())
            }
            ReportContent::SlipPassed { .. } => self.pass_slip(report, expected),
        }
    }

    /// A truck passes for a list; false where there is no such list any more.
    pub(super) fn pass_list(&mut self, list: ListId, truck: &String, expected: &mut Vec<Expected>) -> bool {
        let Some(paper) = self.lists.get_mut(&list) else { return false };
        let shelf = self.books.get(&paper.book);
        let is_paused = shelf.is_some_and(|shelf| shelf.is_paused(&paper.content, paper.direction()));
        let kind = if !paper.passed.insert(truck.clone()) {
            Some(ExceptionKind::TruckPassedTwice)
        } else if paper.status == ListStatus::Deleted {
            Some(ExceptionKind::PassedAfterDeletion)
        } else if !paper.content.trucks.contains(truck) {
            Some(ExceptionKind::TruckNotNamed)
        } else if matches!(paper.status, ListStatus::Draft | ListStatus::Submitted) {
            Some(ExceptionKind::PassedBeforeApproval)
        } else if is_paused {
            Some(ExceptionKind::PassedWhilePaused)
        } else {
            None
        };
        expected.extend(kind.map(|kind| (kind, Some(paper.book))));
        true
    }

    fn release(&mut self, list: ListId, number: &str, expected: &mut Vec<Expected>) -> Result<(), Failure> {
        let book = self.book_of(list);
        let holder = self.declarations.get(number).copied();
        let Some(paper) = self.lists.get_mut(&list) else {
            if book.is_none() {
                expected.push((ExceptionKind::UnknownSubject, None));
            } else if holder != Some(list) {
                expected.push((ExceptionKind::ReleaseNotExpected, book));
            }
            return Ok(());
        };
        if paper.declaration.as_deref() == Some(number) {
            return Ok(());
        }
        let is_expected = paper.content.needs_declaration
            && paper.status != ListStatus::Deleted
            && paper.declaration.is_none()
            && holder.is_none();
        if !is_expected {
            expected.push((ExceptionKind::ReleaseNotExpected, book));
            return Ok(());
        }
        if matches!(paper.status, ListStatus::Draft | ListStatus::Submitted) {
            expected.push((ExceptionKind::ReleasedBeforeApproval, book));
        }
        paper.declaration = Some(number.to_owned());
        self.declarations.insert(number.to_owned(), list);
        self.post_if_complete(list)
    }

    /// Products were made; what a stock did not have is owed.
    fn produce(
        &mut self,
        book: BookId,
        (product, version): (u32, &str),
        quantity: i128,
        expected: &mut Vec<Expected>,
    ) -> Result<(), Failure> {
        let shelf = self.books.get(&book).filter(|shelf| shelf.is_running && shelf.consumes_at_production);
        let Some(rows) = shelf.and_then(|shelf| shelf.approved_rows(product, version)) else {
            expected.push((ExceptionKind::ProductionNotBooked, Some(book)));
            return Ok(());
        };
        let mut moves = making(&[(product, quantity, rows)]);
        let before: BTreeMap<u32, i128> =
            moves.iter().map(|it| (it.item, self.stocks.available(book, it.item))).collect();
        let day = self.booking_day(book);
        self.change(book, |shelf| shelf.use_version(product, version));
        self.stocks.carry_out(book, &moves, day);
        for (item, before) in before {
            let short = before.min(0) - self.stocks.available(book, item);
            if short > 0 {
                let owed = Move { item, to: Purpose::Stock, from: Purpose::Unexplained, amount: short };
                self.stocks.carry_out(book, &[owed], day);
                moves.push(owed);
                expected.push((ExceptionKind::MoreThanHeld, Some(book)));
            }
        }
        self.layers.follow((book, Source::Report), &self.floored(book, &moves), day)
    }

    /// A work order took material, or gave some of it back; that is noted and moves no stock.
    fn issue(
        &mut self,
        (book, work_order, item): (BookId, &str, u32),
        quantity: i128,
        expected: &mut Vec<Expected>,
    ) {
        let shelf = self.books.get(&book).filter(|shelf| shelf.is_running && shelf.is_processing());
        let key = (book, work_order.to_owned(), item);
        let taken = self.issued.get(&key).copied().unwrap_or_default() + quantity;
        if taken < 0 || !shelf.is_some_and(|shelf| shelf.is_approved_material(item)) {
            expected.push((ExceptionKind::IssueNotBooked, Some(book)));
            return;
        }
        self.issued.insert(key, taken);
        let (to, from) = if quantity > 0 {
            (Purpose::Issued, Purpose::IssuedOpposite)
        } else {
            (Purpose::IssuedOpposite, Purpose::Issued)
        };
        let noted = Move { item, to, from, amount: quantity.abs() };
        let day = self.booking_day(book);
        self.stocks.carry_out(book, &[noted], day);
    }
}
