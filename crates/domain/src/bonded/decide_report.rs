//! Decisions about reports: always recorded; what contradicts the record opens an exception and blocks the book.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use etown_values::{BookId, ExceptionId, ListId, QuantityAmount, ReportId, TaskId};

use super::book::{Book, ConsumptionPoint, FilingStatus, ItemClass};
use super::command::{BondedReport, ReportContent};
use super::consumption::consume;
use super::content::check_quantity;
use super::decide_list::posted;
use super::event::BondedEvent;
use super::list::{List, ListStatus};
use super::posting::{account, item, production_movements};
use super::state::book_of_enterprise;
use crate::context::Context;
use crate::decide::Decision;
use crate::event::Event;
use crate::kernel::access::Role;
use crate::kernel::exceptions::{Exception, ExceptionEvent, ExceptionKind};
use crate::kernel::ledger::{AccountKey, Document, DocumentLine, Draft, Purpose, Transfer};
use crate::kernel::refusal::Refusal;
use crate::kernel::reports::{ReportEvent, Standing};
use crate::kernel::worklist::{Subject, Task, TaskKind, WorklistEvent};
use crate::state::State;

/// Decides a report. Refusals concern only who reports and whether it can be read at all.
pub(crate) fn decide(
    state: &State,
    report: &BondedReport,
    context: &mut Context,
) -> Result<Decision, Refusal> {
    authorise(state, report, context)?;
    report.key.check()?;
    let standing = state.reports.standing(&report.key, &context.digest);
    if let Standing::Repeated { position } = standing {
        return Ok(Decision::AlreadyRecorded { position });
    }
    let id = context.fresh.take(ReportId::from_raw);
    let mut recording = Recording { state, context, id, events: Vec::new() };
    recording.push(ReportEvent::ReportRecorded {
        report: id,
        key: report.key.clone(),
        digest: recording.context.digest.clone(),
        occurred_at: report.occurred_at,
        position: recording.context.position,
    });
    if let Standing::Conflicting { position } = standing {
        let detail = format!("{} {} #{position}", report.key.source, report.key.external_id);
        let (book, list) = subject(state, &report.content);
        recording.exception(ExceptionKind::ReportConflict, book, list, detail);
    } else {
        recording.record(report)?;
    }
    Ok(Decision::Events(recording.events))
}

fn authorise(state: &State, report: &BondedReport, context: &Context) -> Result<(), Refusal> {
    match &report.content {
        ReportContent::ProductionReported { book, quantity, .. } => {
            book_of_enterprise(state, *book, context)?;
            check_quantity(state, *quantity, context.business_date)
        }
        _ => state.access.require_zone_role(context.actor, &[Role::GateOperator, Role::CustomsOfficer]),
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
                self.production(*book, *product, version, *quantity)
            }
            (
                ReportContent::TruckPassed { list, .. } | ReportContent::DeclarationReleased { list, .. },
                None,
            ) => {
                self.exception(ExceptionKind::UnknownSubject, book, None, list.to_string());
                Ok(())
            }
            (ReportContent::TruckPassed { truck, .. }, Some(list)) => {
                self.truck(list, truck, report);
                self.post_if_complete(list, Some(truck), None)
            }
            (ReportContent::DeclarationReleased { declaration_number, .. }, Some(list)) => {
                self.release(list, declaration_number, report);
                self.post_if_complete(list, None, Some(declaration_number))
            }
        }
    }

    fn truck(&mut self, list: &List, truck: &str, report: &BondedReport) {
        let book = self.state.bonded.book(list.book);
        let kind = if !list.content.trucks.iter().any(|named| named == truck) {
            Some(ExceptionKind::TruckNotNamed)
        } else if list.trucks_passed.contains(truck) {
            Some(ExceptionKind::TruckPassedTwice)
        } else {
            match list.status {
                ListStatus::Deleted => Some(ExceptionKind::PassedAfterDeletion),
                ListStatus::Draft | ListStatus::Submitted => Some(ExceptionKind::PassedBeforeApproval),
                ListStatus::Approved | ListStatus::Posted | ListStatus::Reversed => None,
            }
        };
        let counts = !matches!(kind, Some(ExceptionKind::TruckNotNamed | ExceptionKind::TruckPassedTwice));
        if counts {
            let (report_id, occurred_at) = (self.id, report.occurred_at);
            self.push(BondedEvent::TruckPassed {
                list: list.id,
                truck: truck.into(),
                report: report_id,
                occurred_at,
            });
        }
        if let Some(kind) = kind {
            self.exception(kind, book, Some(list), truck.into());
        }
    }

    fn release(&mut self, list: &List, declaration_number: &str, report: &BondedReport) {
        let book = self.state.bonded.book(list.book);
        let is_expected = list.content.needs_declaration && list.status != ListStatus::Deleted;
        match &list.declaration_number {
            Some(known) if known == declaration_number => {}
            None if is_expected => {
                let (report_id, occurred_at) = (self.id, report.occurred_at);
                let declaration_number = declaration_number.into();
                self.push(BondedEvent::DeclarationReleased {
                    list: list.id,
                    declaration_number,
                    report: report_id,
                    occurred_at,
                });
            }
            _ => {
                let detail = declaration_number.into();
                self.exception(ExceptionKind::ReleaseNotExpected, book, Some(list), detail);
            }
        }
    }

    /// Posts the list's holds when this report was the last thing that posting waited for.
    fn post_if_complete(
        &mut self,
        list: &List,
        truck: Option<&String>,
        declaration_number: Option<&String>,
    ) -> Result<(), Refusal> {
        let mut after = list.clone();
        after.trucks_passed.extend(truck.cloned());
        after.declaration_number = after.declaration_number.or_else(|| declaration_number.cloned());
        if !after.may_post() {
            return Ok(());
        }
        let mut draft = Draft::new(&self.state.ledger);
        for hold in &list.holds {
            draft.post_hold(*hold, self.context.business_date)?;
        }
        for event in draft.finish()? {
            self.push(event);
        }
        let event = posted(list, self.context);
        self.push(event);
        Ok(())
    }

    fn production(
        &mut self,
        book: BookId,
        product: u32,
        version: &str,
        quantity: QuantityAmount,
    ) -> Result<(), Refusal> {
        let Some(book) = self.state.bonded.book(book) else { return Ok(()) };
        let bom =
            book.boms.get(&(product, version.into())).filter(|bom| bom.status == FilingStatus::Approved);
        let is_product =
            book.items.get(&product).is_some_and(|item| item.filing.class == ItemClass::Finished);
        let consumes_here = book.header.consumption_point == Some(ConsumptionPoint::AtProduction);
        let Some(bom) = bom.filter(|_| is_product && consumes_here) else {
            self.exception(
                ExceptionKind::UnknownSubject,
                Some(book),
                None,
                format!("{product} {version} {quantity}"),
            );
            return Ok(());
        };
        let uses = consume([(quantity, bom.rows.as_slice())].into_iter())?;
        let movements = production_movements(book, &[(item(book, product)?, quantity)], &uses)?;
        let mut draft = Draft::new(&self.state.ledger);
        let source = DocumentLine { document: Document::Report(self.id), line: 0 };
        let value_date = self.context.business_date;
        for movement in movements {
            let debit = account(&mut draft, book, movement.item, movement.debit);
            let credit = account(&mut draft, book, movement.item, movement.credit);
            let amount = movement.amount.units();
            draft.transfer(Transfer { debit, credit, amount, value_date, source })?;
        }
        let unexplained = |key: AccountKey| AccountKey { purpose: Purpose::Unexplained, ..key };
        let (events, shortfalls) = draft.finish_report(unexplained, value_date)?;
        for event in events {
            self.push(event);
        }
        let report = self.id;
        self.push(BondedEvent::ProductionRecorded {
            book: book.id,
            product,
            version: version.into(),
            quantity,
            report,
        });
        for shortfall in shortfalls {
            let missing = QuantityAmount::from_units(shortfall.amount);
            let detail = format!("{} {missing}", shortfall.key.item.unwrap_or_default());
            self.exception(ExceptionKind::MoreThanHeld, Some(book), None, detail);
        }
        Ok(())
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
