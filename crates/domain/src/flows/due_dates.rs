//! What falls due: the dates by which somebody in the zone has to act, over all parts. Dates are computed when asked, from what
//! each part knows of its own things; what is done has none.
//!
//! Limits: what the program does by itself on its day (books that expire, supervision that ends) is not here.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use etown_values::{CivilDate, EnterpriseId};

use crate::approvals::application::{Application, ApplicationStatus};
use crate::bonded::book::{Book, BookStatus};
use crate::bonded::period::PeriodStatus;
use crate::exchange::consignment::{Incoming, IncomingStatus, Outgoing, OutgoingStatus};
use crate::kernel::access::{ReadScope, Role};
use crate::kernel::calendar::DeadlineStatus;
use crate::land::contract::{LandContract, PermitKind};
use crate::land::idle::IdleStatus;
use crate::land::state::{clock_of, permit_deadline};
use crate::programme::task::KeyTask;
use crate::state::State;
use crate::technology::disclosure::Disclosure;

/// What has to be done by the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// Announce the count that ends a period of an account book.
    CountPeriod,
    /// Verify what an application committed to.
    VerifyCommitment,
    /// Put right what a verification found wrong.
    Rectify,
    /// Deliver the land to its enterprise.
    DeliverLand,
    /// Obtain the construction permit.
    ConstructionPermit,
    /// Start to build.
    StartWork,
    /// The idle fee is due from this day on, and not noticed yet.
    IdleFee,
    /// The land is to be taken back from this day on.
    TakeBack,
    AssessDisclosure,
    /// The other zone answers for goods that are on their way there.
    AwaitAnswer,
    /// Take or refuse what the other zone sent.
    AnswerConsignment,
    /// Take the next step of a key task.
    KeyTaskStep,
}

/// A date with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDate {
    pub on: CivilDate,
    pub kind: DueKind,
    /// Whether it was counted through a year whose calendar is not published.
    pub is_provisional: bool,
    /// Kind and id of the thing, as in its history.
    pub subject_kind: &'static str,
    pub subject_id: String,
    /// How people call the thing.
    pub title: String,
    pub enterprise: Option<EnterpriseId>,
    /// The officers who act, or see to it that somebody does.
    pub desk: Role,
}

impl DueDate {
    /// Tells it from every other one; the earliest comes first.
    pub fn key(&self) -> String {
        format!("{} {} {} {:?}", self.on, self.subject_kind, self.subject_id, self.kind)
    }
}

/// Returns what is due until the date and what is overdue, earliest first, as far as the reader may see it.
pub fn due_dates(state: &State, scope: &ReadScope, today: CivilDate, until: CivilDate) -> Vec<DueDate> {
    let books = state.bonded.books().filter_map(of_book);
    let applications = state.approvals.applications().filter_map(|found| of_application(state, found));
    let contracts = state.land.contracts().flat_map(|contract| of_contract(state, contract, today));
    let disclosures = state.technology.disclosures().filter_map(of_disclosure);
    let tasks = state.programme.programmes().flat_map(|programme| state.programme.tasks_of(programme.id));
    let leaving = state.exchange.all_outgoing().filter_map(of_outgoing);
    let coming = state.exchange.all_incoming().filter_map(of_incoming);
    let all = books.chain(applications).chain(contracts).chain(disclosures).chain(tasks.filter_map(of_task));
    let all = all.chain(leaving).chain(coming);
    let mut due: Vec<DueDate> = all.filter(|due| due.on <= until && shows(scope, due)).collect();
    due.sort_by_cached_key(DueDate::key);
    due
}

fn shows(scope: &ReadScope, due: &DueDate) -> bool {
    let is_own = due.enterprise.is_some_and(|enterprise| scope.covers(enterprise));
    match scope {
        ReadScope::Zone => true,
        ReadScope::Enterprises(_) => is_own,
        ReadScope::Desks { desks, .. } => {
            let is_of_programme = due.kind == DueKind::KeyTaskStep && desks.contains(&Role::ProgrammeOfficer);
            is_own || is_of_programme || desks.contains(&due.desk)
        }
    }
}

fn of_book(book: &Book) -> Option<DueDate> {
    let period = book.period.as_ref().filter(|period| period.status == PeriodStatus::Open)?;
    (book.status == BookStatus::Active).then(|| DueDate {
        on: period.due_on(book.header.verification_cycle_months),
        kind: DueKind::CountPeriod,
        is_provisional: false,
        subject_kind: "book",
        subject_id: book.id.to_string(),
        title: book.header.number.clone(),
        enterprise: Some(book.header.enterprise),
        desk: Role::CustomsOfficer,
    })
}

fn of_application(state: &State, application: &Application) -> Option<DueDate> {
    let kind = match application.status {
        ApplicationStatus::Granted => DueKind::VerifyCommitment,
        ApplicationStatus::Rectifying => DueKind::Rectify,
        _ => return None,
    };
    let counted = application.verification.as_ref().map(|found| found.due_now(&state.calendar));
    let is_counted = kind == DueKind::VerifyCommitment;
    Some(DueDate {
        on: application.due_on(&state.calendar)?,
        kind,
        is_provisional: is_counted && counted.is_some_and(|due| due.status != DeadlineStatus::Firm),
        subject_kind: "application",
        subject_id: application.id.to_string(),
        title: application.content.project.clone(),
        enterprise: Some(application.enterprise),
        desk: Role::ApprovalOfficer,
    })
}

fn of_contract(state: &State, contract: &LandContract, today: CivilDate) -> Vec<DueDate> {
    if contract.taken_back.is_some() {
        return Vec::new();
    }
    let due = |on, kind, is_provisional| DueDate {
        on,
        kind,
        is_provisional,
        subject_kind: "land_contract",
        subject_id: contract.id.to_string(),
        title: contract.terms.number.clone(),
        enterprise: Some(contract.terms.enterprise),
        desk: Role::LandOfficer,
    };
    let mut found = Vec::new();
    if contract.delivered_on.is_none() {
        found.push(due(contract.terms.delivery_due, DueKind::DeliverLand, false));
    }
    if contract.started_on.is_none() {
        if !contract.permits.contains_key(&PermitKind::Construction) {
            let deadline = permit_deadline(contract, &state.calendar);
            let is_provisional = deadline.status != DeadlineStatus::Firm;
            found.push(due(deadline.date, DueKind::ConstructionPermit, is_provisional));
        }
        found.push(due(contract.terms.agreed_start, DueKind::StartWork, false));
    }
    let Some(clock) = clock_of(contract, &state.parameters, today).filter(|clock| !clock.is_stopped) else {
        return found;
    };
    let is_noticed = contract.fee_notices.iter().any(|notice| Some(notice.idle_from) == clock.runs_from);
    if let Some(on) = clock.fee_on.filter(|_| !is_noticed && clock.status != IdleStatus::TakeBack) {
        found.push(due(on, DueKind::IdleFee, false));
    }
    found.extend(clock.take_back_on.map(|on| due(on, DueKind::TakeBack, false)));
    found
}

fn of_disclosure(disclosure: &Disclosure) -> Option<DueDate> {
    Some(DueDate {
        on: disclosure.assess_by()?,
        kind: DueKind::AssessDisclosure,
        is_provisional: disclosure.assessment.is_none() && disclosure.term.is_provisional,
        subject_kind: "disclosure",
        subject_id: disclosure.id.to_string(),
        title: disclosure.content.title.clone(),
        enterprise: disclosure.content.owner.enterprise(),
        desk: Role::InvestmentOfficer,
    })
}

fn of_outgoing(outgoing: &Outgoing) -> Option<DueDate> {
    let left = outgoing.left.as_ref().filter(|_| outgoing.status == OutgoingStatus::InTransit)?;
    Some(DueDate {
        on: left.dispatch.answer_by,
        kind: DueKind::AwaitAnswer,
        is_provisional: left.is_provisional,
        subject_kind: "consignment",
        subject_id: outgoing.id.to_string(),
        title: outgoing.number.clone(),
        enterprise: Some(outgoing.enterprise),
        desk: Role::CustomsOfficer,
    })
}

fn of_incoming(incoming: &Incoming) -> Option<DueDate> {
    (incoming.status == IncomingStatus::Presented).then(|| DueDate {
        on: incoming.dispatch.answer_by,
        kind: DueKind::AnswerConsignment,
        is_provisional: false,
        subject_kind: "consignment",
        subject_id: incoming.id.to_string(),
        title: incoming.dispatch.number.clone(),
        enterprise: Some(incoming.enterprise),
        desk: Role::CustomsOfficer,
    })
}

fn of_task(task: &KeyTask) -> Option<DueDate> {
    Some(DueDate {
        on: task.next_due()?,
        kind: DueKind::KeyTaskStep,
        is_provisional: false,
        subject_kind: "key_task",
        subject_id: task.id.to_string(),
        title: task.filing.title.clone(),
        enterprise: None,
        desk: task.filing.lead,
    })
}
