//! Exceptions: what an authentic report of the outside world contradicts, and what should have been heard and was not. An open exception blocks the book it is about
//! until a second person resolves it with an explanation. Exceptions are never deleted.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{BookId, ConsignmentId, EnterpriseId, ExceptionId, ListId, ReportId, SlipId};
use serde::{Deserialize, Serialize};

use super::refusal::{Category, Code, Refusal, RuleKind};

/// Why an exception was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionKind {
    /// The same source and external id arrived with other bytes.
    ReportConflict,
    /// A report names a list or book that does not exist.
    UnknownSubject,
    /// A truck passed that the list does not name.
    TruckNotNamed,
    /// A truck of a list passed a second time.
    TruckPassedTwice,
    /// Goods passed before customs approved their list.
    PassedBeforeApproval,
    /// A passage was reported for a list that was deleted.
    PassedAfterDeletion,
    /// A truck passed while customs had paused the book in that direction.
    PassedWhilePaused,
    /// A declaration was released before customs approved the list.
    ReleasedBeforeApproval,
    /// A declaration was released twice under different numbers, for another list too, or for one that declares nothing.
    ReleaseNotExpected,
    /// A report took more than the account held; the rest stands on the unexplained account.
    MoreThanHeld,
    /// Production was reported that the book cannot take: its state, product, version or amount do not allow it.
    ProductionNotBooked,
    /// Material was issued or returned that the book cannot take: its state, item or amount do not allow it, or the work
    /// order gives back more than it took.
    IssueNotBooked,
    /// A slip without the zone's signature was shown at a lane.
    SlipForged,
    /// A truck passed on a slip that was not approved, was void, or had run out.
    SlipNotValid,
    /// A truck went through a gate that its slip does not provide for.
    GateNotExpected,
    /// A truck passed although it was held.
    PassedWhileHeld,
    /// A truck passed with a weight out of tolerance.
    WeightOutOfTolerance,
    /// A truck passed for a list of a closed period.
    PassedAfterClosing,
    /// The zone that goods went to has not answered in time.
    AnswerMissing,
}

impl ExceptionKind {
    /// Returns the kind as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReportConflict => "report_conflict",
            Self::UnknownSubject => "unknown_subject",
            Self::TruckNotNamed => "truck_not_named",
            Self::TruckPassedTwice => "truck_passed_twice",
            Self::PassedBeforeApproval => "passed_before_approval",
            Self::PassedAfterDeletion => "passed_after_deletion",
            Self::PassedWhilePaused => "passed_while_paused",
            Self::ReleasedBeforeApproval => "released_before_approval",
            Self::ReleaseNotExpected => "release_not_expected",
            Self::MoreThanHeld => "more_than_held",
            Self::ProductionNotBooked => "production_not_booked",
            Self::IssueNotBooked => "issue_not_booked",
            Self::SlipForged => "slip_forged",
            Self::SlipNotValid => "slip_not_valid",
            Self::GateNotExpected => "gate_not_expected",
            Self::PassedWhileHeld => "passed_while_held",
            Self::WeightOutOfTolerance => "weight_out_of_tolerance",
            Self::PassedAfterClosing => "passed_after_closing",
            Self::AnswerMissing => "answer_missing",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    pub id: ExceptionId,
    pub kind: ExceptionKind,
    /// The report that contradicts the record; none where nothing was heard in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
    pub book: Option<BookId>,
    pub list: Option<ListId>,
    /// The slip that was shown, where the register knows it.
    pub slip: Option<SlipId>,
    /// The consignment that nobody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consignment: Option<ConsignmentId>,
    pub enterprise: Option<EnterpriseId>,
    /// Short facts of the contradiction, such as the plate or the missing quantity.
    pub detail: String,
    /// The journal position of the entry that opened it.
    pub opened_at: u64,
}

pub static UNKNOWN_EXCEPTION: Code = Code {
    text: "UNKNOWN_EXCEPTION",
    category: Category::NotFound,
    kind: RuleKind::System,
    rule: "register of exceptions",
    meaning: "there is no such open exception",
};
pub static EXPLANATION_MISSING: Code = Code {
    text: "EXPLANATION_MISSING",
    category: Category::Content,
    kind: RuleKind::Setting,
    rule: "an exception is resolved with an explanation",
    meaning: "an explanation has 10 to 2,000 characters",
};
pub static BLOCKED_BY_EXCEPTION: Code = Code {
    text: "BLOCKED_BY_EXCEPTION",
    category: Category::State,
    kind: RuleKind::Setting,
    rule: "an open exception blocks what depends on it",
    meaning: "the book has an open exception",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 3] = [&UNKNOWN_EXCEPTION, &EXPLANATION_MISSING, &BLOCKED_BY_EXCEPTION];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionEvent {
    ExceptionOpened(Box<Exception>),
    ExceptionResolved { exception: ExceptionId, explanation: String },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exceptions {
    open: BTreeMap<ExceptionId, Exception>,
    by_book: BTreeMap<BookId, BTreeSet<ExceptionId>>,
}

impl Exceptions {
    pub fn open_exception(&self, id: ExceptionId) -> Result<&Exception, Refusal> {
        self.open.get(&id).ok_or_else(|| Refusal::new(&UNKNOWN_EXCEPTION))
    }

    /// Refuses when the book has an open exception, citing the entry that opened it.
    pub fn require_unblocked(&self, book: BookId) -> Result<(), Refusal> {
        let first = self.by_book.get(&book).and_then(|ids| ids.first()).and_then(|id| self.open.get(id));
        match first {
            Some(exception) => Err(Refusal::new(&BLOCKED_BY_EXCEPTION).citing(exception.opened_at)),
            None => Ok(()),
        }
    }

    pub fn count_open(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn evolve(&mut self, event: &ExceptionEvent) {
        match event {
            ExceptionEvent::ExceptionOpened(exception) => {
                if let Some(book) = exception.book {
                    self.by_book.entry(book).or_default().insert(exception.id);
                }
                self.open.insert(exception.id, Exception::clone(exception));
            }
            ExceptionEvent::ExceptionResolved { exception, .. } => {
                let Some(resolved) = self.open.remove(exception) else { return };
                let Some(book) = resolved.book else { return };
                if let Some(ids) = self.by_book.get_mut(&book) {
                    ids.remove(exception);
                    if ids.is_empty() {
                        self.by_book.remove(&book);
                    }
                }
            }
        }
    }
}
