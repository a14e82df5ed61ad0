//! Decisions about reports: always recorded; what contradicts the record opens an exception and blocks the book.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use etown_values::{EnterpriseId, ExceptionId, QuantityAmount, ReportId, SlipId, TaskId};

use super::book::Book;
use super::command::{BondedReport, ReportContent};
use super::content::check_pauses;
use super::decide_list::posted;
use super::event::BondedEvent;
use super::list::{List, ListStatus, News};
use super::posting::{effects, post_list};
use super::refusal::{QUANTITY_NOT_POSITIVE, SCALE_WEIGHT, WORK_ORDER};
use super::state::book_of_enterprise;
use crate::context::Context;
use crate::decide::Decision;
use crate::event::Event;
use crate::kernel::access::Role;
use crate::kernel::exceptions::{Exception, ExceptionEvent, ExceptionKind};
use crate::kernel::ledger::Draft;
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
    let slip = slip_shown(state, &report.content);
    let mut recording = Recording { state, context, id, slip, events: Vec::new() };
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
    if let ReportContent::ProductionReported { book, .. }
    | ReportContent::MaterialIssued { book, .. }
    | ReportContent::MaterialReturned { book, .. } = &report.content
    {
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
        ReportContent::SlipPassed { truck, scale_kilograms, .. } => {
            check_text("truck", truck)?;
            match scale_kilograms {
                Some(scale) if !scale.is_positive() => {
                    Err(Refusal::new(&SCALE_WEIGHT).at("scale_kilograms").number("scale", scale))
                }
                _ => Ok(()),
            }
        }
        ReportContent::MaterialIssued { work_order, quantity, .. }
        | ReportContent::MaterialReturned { work_order, quantity, .. } => {
            let length = work_order.trim().chars().count();
            if !(1..=60).contains(&length) {
                return Err(Refusal::new(&WORK_ORDER).at("work_order"));
            }
            check_positive(*quantity)
        }
        ReportContent::DeclarationReleased { declaration_number, .. } => {
            check_text("declaration_number", declaration_number)
        }
        ReportContent::ProductionReported { version, quantity, .. } => {
            check_text("version", version)?;
            check_positive(*quantity)
        }
    }
}

fn check_positive(quantity: QuantityAmount) -> Result<(), Refusal> {
    if quantity.is_positive() {
        return Ok(());
    }
    Err(Refusal::new(&QUANTITY_NOT_POSITIVE).at("quantity").number("quantity", quantity))
}

fn subject<'a>(state: &'a State, content: &ReportContent) -> (Option<&'a Book>, Option<&'a List>) {
    match content {
        ReportContent::DeclarationReleased { list, .. } | ReportContent::TruckPassed { list, .. } => {
            let closed = state.bonded.closed_list(*list);
            let list = state.bonded.list(*list);
            let book = list.map(|list| list.book).or(closed);
            (book.and_then(|book| state.bonded.book(book)), list)
        }
        ReportContent::SlipPassed { slip, .. } => {
            let closed = state.bonded.closed_slip(*slip).and_then(|slip| slip.book);
            let book = state.bonded.slip(*slip).and_then(|slip| slip.book).or(closed);
            (book.and_then(|book| state.bonded.book(book)), None)
        }
        ReportContent::ProductionReported { book, .. }
        | ReportContent::MaterialIssued { book, .. }
        | ReportContent::MaterialReturned { book, .. } => (state.bonded.book(*book), None),
    }
}

/// The slip that a report is about and its enterprise, where the register knows it.
fn slip_shown(state: &State, content: &ReportContent) -> Option<(SlipId, EnterpriseId)> {
    let ReportContent::SlipPassed { slip, .. } = content else { return None };
    let open = state.bonded.slip(*slip).map(|slip| slip.enterprise);
    let enterprise = open.or_else(|| state.bonded.closed_slip(*slip).map(|slip| slip.enterprise))?;
    Some((*slip, enterprise))
}

/// Whether customs has paused the book, or an item of the list, in the direction in which the goods move.
fn is_paused(book: &Book, list: &List) -> bool {
    book.pause.stops(list.direction()) || check_pauses(book, &list.content, list.direction()).is_err()
}

/// The events of one report in the making.
pub(super) struct Recording<'a> {
    pub(super) state: &'a State,
    pub(super) context: &'a mut Context,
    pub(super) id: ReportId,
    slip: Option<(SlipId, EnterpriseId)>,
    pub(super) events: Vec<Event>,
}

impl Recording<'_> {
    pub(super) fn push(&mut self, event: impl Into<Event>) {
        self.events.push(event.into());
    }

    fn record(&mut self, report: &BondedReport) -> Result<(), Refusal> {
        let (book, list) = subject(self.state, &report.content);
        match (&report.content, list) {
            (ReportContent::ProductionReported { book, product, version, quantity }, _) => {
                self.production(*book, *product, version, *quantity);
                Ok(())
            }
            (ReportContent::MaterialIssued { work_order, item, quantity, .. }, _) => {
                self.issue(book, work_order, *item, *quantity);
                Ok(())
            }
            (ReportContent::MaterialReturned { work_order, item, quantity, .. }, _) => {
                self.give_back(book, work_order, *item, *quantity);
                Ok(())
            }
            (ReportContent::SlipPassed { .. }, _) => self.slip(report),
            (ReportContent::DeclarationReleased { list, declaration_number }, None) if book.is_some() => {
                if self.state.bonded.declarations.get(declaration_number) != Some(list) {
                    let detail = declaration_number.clone();
                    self.exception(ExceptionKind::ReleaseNotExpected, book, None, detail);
                }
                Ok(())
            }
            (
                ReportContent::TruckPassed { list, .. } | ReportContent::DeclarationReleased { list, .. },
                None,
            ) => {
                let is_closed = self.state.bonded.closed_list(*list).is_some();
                let kind =
                    if is_closed { ExceptionKind::PassedAfterClosing } else { ExceptionKind::UnknownSubject };
                self.exception(kind, book, None, list.to_string());
                Ok(())
            }
            (ReportContent::TruckPassed { truck, .. }, Some(list)) => {
                if self.state.bonded.is_held(truck) {
                    self.exception(ExceptionKind::PassedWhileHeld, book, Some(list), truck.clone());
                }
                let news = self.truck(list, truck, report);
                self.post_complete(&[(list, news)])
            }
            (ReportContent::DeclarationReleased { declaration_number, .. }, Some(list)) => {
                let news = self.release(list, declaration_number, report);
                self.post_complete(&[(list, news)])
            }
        }
    }

    pub(super) fn truck<'n>(&mut self, list: &List, truck: &'n str, report: &BondedReport) -> News<'n> {
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
        } else if book.is_some_and(|book| is_paused(book, list)) {
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

    /// Posts the lists of one book for which this news was the last thing that posting waited for.
    pub(super) fn post_complete(&mut self, told: &[(&List, News<'_>)]) -> Result<(), Refusal> {
        let complete: Vec<&List> =
            told.iter().filter(|(list, news)| list.posts_with(*news)).map(|(list, _)| *list).collect();
        let Some(book) = complete.first().and_then(|list| self.state.bonded.book(list.book)) else {
            return Ok(());
        };
        let value_date = book.booking_day(self.context.business_date);
        let mut draft = Draft::new(&self.state.ledger, value_date);
        for list in &complete {
            let hold = list.hold.expect("an approved list has a hold");
            post_list(&mut draft, book, list, hold)?;
        }
        self.events.extend(effects(self.state, draft.finish()?, &complete, value_date)?);
        for list in complete {
            let event = posted(list, value_date, self.context);
            self.push(event);
        }
        Ok(())
    }

    pub(super) fn exception(
        &mut self,
        kind: ExceptionKind,
        book: Option<&Book>,
        list: Option<&List>,
        detail: String,
    ) {
        let enterprise =
            book.map(|book| book.header.enterprise).or(self.slip.map(|(_, enterprise)| enterprise));
        self.exception_of(kind, (book, list, enterprise), detail);
    }

    /// Opens an exception; it blocks the book where there is one.
    pub(super) fn exception_of(
        &mut self,
        kind: ExceptionKind,
        (book, list, enterprise): (Option<&Book>, Option<&List>, Option<EnterpriseId>),
        detail: String,
    ) {
        let id = self.context.fresh.take(ExceptionId::from_raw);
        let task = Task {
            id: self.context.fresh.take(TaskId::from_raw),
            kind: TaskKind::ResolveException,
            subject: Subject::Exception(id),
            title: None,
            role: Role::CustomsOfficer,
            enterprise,
            maker: self.context.actor,
            opened_at: self.context.now,
        };
        // An exception of another enterprise's book, whose message this one contradicts, does not tell of the slip.
        let slip = self.slip.filter(|(_, owner)| enterprise == Some(*owner)).map(|(slip, _)| slip);
        let exception = Exception {
            id,
            kind,
            report: Some(self.id),
            book: book.map(|book| book.id),
            list: list.map(|list| list.id),
            slip,
            consignment: None,
            enterprise,
            detail,
            opened_at: self.context.position,
        };
        self.push(ExceptionEvent::ExceptionOpened(Box::new(exception)));
        self.push(WorklistEvent::TaskOpened(task));
    }
}
