//! Decisions about reports: always recorded; what contradicts the record opens an exception and blocks the book.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, ExceptionId, ListId, QuantityAmount, ReportId, TaskId};

use super::book::{Book, BookStatus, ConsumptionPoint};
use super::command::{BondedReport, ReportContent};
use super::consumption::consume;
use super::content::check_quantity;
use super::decide_list::{is_paused, posted};
use super::event::BondedEvent;
use super::list::{List, ListStatus, News};
use super::posting::{account, item, post_holds, production_movements};
use super::refusal::QUANTITY_NOT_POSITIVE;
use super::state::book_of_enterprise;
use crate::context::Context;
use crate::decide::Decision;
use crate::event::Event;
use crate::kernel::access::Role;
use crate::kernel::exceptions::{Exception, ExceptionEvent, ExceptionKind};
use crate::kernel::ledger::{
    AccountKey, Document, DocumentLine, Draft, LedgerEvent, Purpose, Shortfall, Transfer,
};
use crate::kernel::refusal::Refusal;
use crate::kernel::reports::{ReportEvent, Reporter, Standing, check_text};
use crate::kernel::worklist::{Subject, Task, TaskKind, WorklistEvent};
use crate::state::State;

/// Decides a report. Refusals concern only who reports and whether it can be read at all.
pub(crate) fn decide(
    state: &State,
    report: &BondedReport,
    context: &mut Context,
) -> Result<Decision, Refusal> {
    let reporter = authorise(state, report, context)?;
    report.key.check()?;
    check_readable(&report.content)?;
    let standing = state.reports.standing(reporter, &report.key, &context.digest);
    if let Standing::Repeated { position } = standing {
        return Ok(Decision::AlreadyRecorded { position });
    }
    let id = context.fresh.take(ReportId::from_raw);
    let (book, list) = subject(state, &report.content);
    let mut recording = Recording { state, context, id, events: Vec::new() };
    recording.push(ReportEvent::ReportRecorded {
        report: id,
        reporter,
        key: report.key.clone(),
        book: book.map(|book| book.id),
        digest: recording.context.digest.clone(),
        occurred_at: report.occurred_at,
        position: recording.context.position,
    });
    if let Standing::Conflicting { position, book: first } = standing {
        let detail = format!("{} {} #{position}", report.key.source, report.key.external_id);
        let first = first.and_then(|first| state.bonded.book(first));
        recording.exception(ExceptionKind::ReportConflict, book, list, detail.clone());
        // Neither message can be trusted now: the book of the first one is blocked as well.
        if let Some(first) = first.filter(|first| book.is_none_or(|book| book.id != first.id)) {
            recording.exception(ExceptionKind::ReportConflict, Some(first), None, detail);
        }
    } else {
        recording.record(report)?;
    }
    Ok(Decision::Events(recording.events))
}

fn authorise(state: &State, report: &BondedReport, context: &Context) -> Result<Reporter, Refusal> {
    if let ReportContent::ProductionReported { book, .. } = &report.content {
        let book = book_of_enterprise(state, *book, context)?;
        return Ok(Reporter::Enterprise(book.header.enterprise));
    }
    state.access.require_zone_role(context.actor, &[Role::GateOperator, Role::CustomsOfficer])?;
    Ok(Reporter::Zone)
}

/// Refuses what no source can mean: an empty or endless text, a quantity that is not above zero.
fn check_readable(content: &ReportContent) -> Result<(), Refusal> {
    match content {
        ReportContent::TruckPassed { truck, .. } => check_text("truck", truck),
        ReportContent::DeclarationReleased { declaration_number, .. } => {
            check_text("declaration_number", declaration_number)
        }
        ReportContent::ProductionReported { version, quantity, .. } => {
            check_text("version", version)?;
            if quantity.is_positive() {
                Ok(())
            } else {
                Err(Refusal::new(&QUANTITY_NOT_POSITIVE).at("quantity").number("quantity", quantity))
            }
        }
    }
}

fn subject<'a>(state: &'a State, content: &ReportContent) -> (Option<&'a Book>, Option<&'a List>) {
    match content {
        ReportContent::DeclarationReleased { list, .. } | ReportContent::TruckPassed { list, .. } => {
            let list = state.bonded.list(*list);
            (list.and_then(|list| state.bonded.book(list.book)), list)
        }
        ReportContent::ProductionReported { book, .. } => (state.bonded.book(*book), None),
    }
}

/// The events of one report in the making.
struct Recording<'a> {
    state: &'a State,
    context: &'a mut Context,
    id: ReportId,
    events: Vec<Event>,
}

impl<'a> Recording<'a> {
    fn push(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    fn record(&mut self, report: &BondedReport) -> Result<(), Refusal> {
        let (book, list) = subject(self.state, &report.content);
        match (&report.content, list) {
            (ReportContent::ProductionReported { book, product, version, quantity }, _) => {
                self.production(*book, *product, version, *quantity);
                Ok(())
            }
            (
                ReportContent::TruckPassed { list, .. } | ReportContent::DeclarationReleased { list, .. },
                None,
            ) => {
                self.exception(ExceptionKind::UnknownSubject, book, None, list.to_string());
                Ok(())
            }
            (ReportContent::TruckPassed { truck, .. }, Some(list)) => {
                let news = self.truck(list, truck, report);
                self.post_if_complete(list, news)
            }
            (ReportContent::DeclarationReleased { declaration_number, .. }, Some(list)) => {
                let news = self.release(list, declaration_number, report);
                self.post_if_complete(list, news)
            }
        }
    }

    fn truck<'n>(&mut self, list: &List, truck: &'n str, report: &BondedReport) -> News<'n> {
        let book = self.state.bonded.book(list.book);
        let has_passed = list.trucks_passed.contains(truck);
        if !has_passed {
            let (report_id, occurred_at) = (self.id, report.occurred_at);
            self.push(BondedEvent::TruckPassed {
                list: list.id,
                truck: truck.into(),
                report: report_id,
                occurred_at,
            });
        }
        let kind = if has_passed {
            Some(ExceptionKind::TruckPassedTwice)
        } else if list.status == ListStatus::Deleted {
            Some(ExceptionKind::PassedAfterDeletion)
        } else if !list.content.trucks.iter().any(|named| named == truck) {
            Some(ExceptionKind::TruckNotNamed)
        } else if matches!(list.status, ListStatus::Draft | ListStatus::Submitted) {
            Some(ExceptionKind::PassedBeforeApproval)
        } else if book.is_some_and(|book| is_paused(book, list.direction())) {
            Some(ExceptionKind::PassedWhilePaused)
        } else {
            None
        };
        if let Some(kind) = kind {
            self.exception(kind, book, Some(list), truck.into());
        }
        News::TruckPassed(truck)
    }

    fn release(&mut self, list: &List, declaration_number: &str, report: &BondedReport) -> News<'static> {
        let book = self.state.bonded.book(list.book);
        if list.declaration_number.as_deref() == Some(declaration_number) {
            return News::Other;
        }
        let is_free = !self.state.bonded.declarations.contains_key(declaration_number);
        let is_expected = list.content.needs_declaration
            && list.status != ListStatus::Deleted
            && list.declaration_number.is_none()
            && is_free;
        if !is_expected {
            let detail = declaration_number.into();
            self.exception(ExceptionKind::ReleaseNotExpected, book, Some(list), detail);
            return News::Other;
        }
        let (report_id, occurred_at) = (self.id, report.occurred_at);
        self.push(BondedEvent::DeclarationReleased {
            list: list.id,
            declaration_number: declaration_number.into(),
            report: report_id,
            occurred_at,
        });
        if matches!(list.status, ListStatus::Draft | ListStatus::Submitted) {
            let detail = declaration_number.into();
            self.exception(ExceptionKind::ReleasedBeforeApproval, book, Some(list), detail);
        }
        News::Released
    }

    /// Posts the list's holds when this report was the last thing that posting waited for.
    fn post_if_complete(&mut self, list: &List, news: News<'_>) -> Result<(), Refusal> {
        let Some(book) = self.state.bonded.book(list.book) else { return Ok(()) };
        if !list.posts_with(news) {
            return Ok(());
        }
        let mut draft = Draft::new(&self.state.ledger);
        post_holds(&mut draft, book, list, &list.holds, self.context.business_date)?;
        for event in draft.finish()? {
            self.push(event);
        }
        let event = posted(list, self.context);
        self.push(event);
        Ok(())
    }

    /// Books production, or opens an exception with nothing booked where the book cannot take it.
    fn production(&mut self, book: BookId, product: u32, version: &str, quantity: QuantityAmount) {
        let Some(book) = self.state.bonded.book(book) else { return };
        let Some((events, shortfalls)) = self.book_production(book, product, version, quantity) else {
            let detail = format!("{product} {version} {quantity}");
            self.exception(ExceptionKind::ProductionNotBooked, Some(book), None, detail);
            return;
        };
        for event in events {
            self.push(event);
        }
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
    ) -> Option<(Vec<LedgerEvent>, Vec<Shortfall>)> {
        let is_running = matches!(book.status, BookStatus::Active | BookStatus::Expired);
        let consumes_here = book.header.consumption_point == Some(ConsumptionPoint::AtProduction);
        if !is_running || !consumes_here {
            return None;
        }
        let value_date = self.context.business_date;
        check_quantity(self.state, quantity, value_date).ok()?;
        let bom = book.approved_bom(product, version)?;
        let uses = consume([(quantity, bom.rows.as_slice())].into_iter()).ok()?;
        let movements = production_movements(book, &[(item(book, product).ok()?, quantity)], &uses).ok()?;
        let mut draft = Draft::new(&self.state.ledger);
        let source = DocumentLine { document: Document::Report(self.id), line: 0 };
        for movement in movements {
            let debit = account(&mut draft, book, movement.item, movement.debit);
            let credit = account(&mut draft, book, movement.item, movement.credit);
            let amount = movement.amount.units();
            draft.transfer(Transfer { debit, credit, amount, value_date, source }).ok()?;
        }
        let unexplained = |key: AccountKey| AccountKey { purpose: Purpose::Unexplained, ..key };
        draft.finish_report(unexplained, value_date).ok()
    }

    fn exception(
        &mut self,
        kind: ExceptionKind,
        book: Option<&'a Book>,
        list: Option<&List>,
        detail: String,
    ) {
        let id = self.context.fresh.take(ExceptionId::from_raw);
        let enterprise = book.map(|book| book.header.enterprise);
        let list: Option<ListId> = list.map(|list| list.id);
        let task = Task {
            id: self.context.fresh.take(TaskId::from_raw),
            kind: TaskKind::ResolveException,
            subject: Subject::Exception(id),
            role: Role::CustomsOfficer,
            enterprise,
            maker: self.context.actor,
            opened_at: self.context.now,
        };
        let exception = Exception {
            id,
            kind,
            report: self.id,
            book: book.map(|book| book.id),
            list,
            enterprise,
            detail,
            opened_at: self.context.position,
        };
        let events: Vec<Event> =
            vec![ExceptionEvent::ExceptionOpened(exception).into(), WorklistEvent::TaskOpened(task).into()];
        self.events.extend(events);
    }
}
