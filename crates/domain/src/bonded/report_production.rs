//! Reports of enterprises: production, and what work orders took and gave back. Always recorded; what the book cannot take
//! opens an exception and moves nothing.

use alloc::format;
use alloc::vec::Vec;
use etown_values::{BookId, QuantityAmount};

use super::book::{Book, BookKind, BookStatus, ConsumptionPoint, ItemClass};
use super::consumption::consume;
use super::content::check_quantity;
use super::decide_report::Recording;
use super::event::BondedEvent;
use super::posting::{Movement, effects, item, production_movements, transfer_of};
use crate::event::Event;
use crate::kernel::exceptions::ExceptionKind;
use crate::kernel::ledger::{AccountKey, Document, Draft, Purpose, Shortfall};

impl Recording<'_> {
    /// Books production, or opens an exception with nothing booked where the book cannot take it.
    pub(super) fn production(&mut self, book: BookId, product: u32, version: &str, quantity: QuantityAmount) {
        let Some(book) = self.state.bonded.book(book) else { return };
        let Some((events, shortfalls)) = self.book_production(book, product, version, quantity) else {
            let detail = format!("{product} {version} {quantity}");
            self.exception(ExceptionKind::ProductionNotBooked, Some(book), None, detail);
            return;
        };
        self.events.extend(events);
        let (version, report) = (version.into(), self.id);
        self.push(BondedEvent::ProductionRecorded { book: book.id, product, version, quantity, report });
        for shortfall in shortfalls {
            let missing = QuantityAmount::from_units(shortfall.amount);
            let detail = format!("{} {missing}", shortfall.key.item.unwrap_or_default());
            self.exception(ExceptionKind::MoreThanHeld, Some(book), None, detail);
        }
    }

    /// What production does to the ledger; none where state, version or amounts do not allow it to be booked.
    fn book_production(
        &self,
        book: &Book,
        product: u32,
        version: &str,
        quantity: QuantityAmount,
    ) -> Option<(Vec<Event>, Vec<Shortfall>)> {
        let consumes_here = book.header.consumption_point == Some(ConsumptionPoint::AtProduction);
        if !is_running(book) || !consumes_here {
            return None;
        }
        let value_date = book.booking_day(self.context.business_date);
        check_quantity(self.state, quantity, value_date).ok()?;
        let bom = book.approved_bom(product, version)?;
        let uses = consume([(quantity, bom.rows.as_slice())].into_iter()).ok()?;
        let movements = production_movements(book, &[(item(book, product).ok()?, quantity)], &uses).ok()?;
        let mut draft = Draft::new(&self.state.ledger, value_date);
        for movement in movements {
            let transfer = transfer_of(&mut draft, book, movement, 0);
            draft.transfer(Document::Report(self.id), transfer).ok()?;
        }
        let unexplained = |key: AccountKey| AccountKey { purpose: Purpose::Unexplained, ..key };
        let drafted = draft.finish_report(unexplained).ok()?;
        let shortfalls = drafted.shortfalls.clone();
        Some((effects(self.state, drafted, &[], value_date).ok()?, shortfalls))
    }

    /// Notes what a work order took or gave back (negative), or opens an exception where the book cannot take it.
    pub(super) fn issue(
        &mut self,
        book: Option<&Book>,
        work_order: &str,
        item: u32,
        quantity: QuantityAmount,
    ) {
        let Some(book) = book else { return };
        let Some(events) = self.book_issue(book, work_order, item, quantity) else {
            let detail = format!("{work_order} {item} {quantity}");
            self.exception(ExceptionKind::IssueNotBooked, Some(book), None, detail);
            return;
        };
        self.events.extend(events);
        let (work_order, report) = (work_order.into(), self.id);
        self.push(BondedEvent::IssueRecorded { book: book.id, work_order, item, quantity, report });
    }

    /// Notes what a work order gave back.
    pub(super) fn give_back(
        &mut self,
        book: Option<&Book>,
        work_order: &str,
        item: u32,
        quantity: QuantityAmount,
    ) {
        self.issue(book, work_order, item, negated(quantity));
    }

    fn book_issue(
        &self,
        book: &Book,
        work_order: &str,
        number: u32,
        quantity: QuantityAmount,
    ) -> Option<Vec<Event>> {
        let filed = book.approved_item(number).filter(|item| item.filing.class == ItemClass::Material)?;
        let is_return = quantity.is_negative();
        let amount = if is_return { negated(quantity) } else { quantity };
        // A work order gives back what it took, and no more.
        if is_return && amount > self.state.bonded.issued_to(book.id, work_order, number) {
            return None;
        }
        let value_date = book.booking_day(self.context.business_date);
        check_quantity(self.state, amount, value_date).ok()?;
        if !is_running(book) || book.header.kind != BookKind::Processing {
            return None;
        }
        let (debit, credit) = if is_return {
            (Purpose::IssuedOpposite, Purpose::Issued)
        } else {
            (Purpose::Issued, Purpose::IssuedOpposite)
        };
        let mut draft = Draft::new(&self.state.ledger, value_date);
        let transfer = transfer_of(&mut draft, book, Movement { item: filed, debit, credit, amount }, 0);
        draft.transfer(Document::Report(self.id), transfer).ok()?;
        effects(self.state, draft.finish().ok()?, &[], value_date).ok()
    }
}

fn is_running(book: &Book) -> bool {
    matches!(book.status, BookStatus::Active | BookStatus::Expired)
}

fn negated(quantity: QuantityAmount) -> QuantityAmount {
    QuantityAmount::from_units(quantity.units().saturating_neg())
}
