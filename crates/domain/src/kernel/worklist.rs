//! Worklist: what waits for whom, and the rule that maker and checker are two people.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{
    ApplicationId, BookId, ConsignmentId, DisclosureId, EnterpriseId, EquipmentId, ExceptionId, Instant,
    KeyTaskId, LandContractId, ListId, SlipId, SupplyId, TalentId, TaskId, TechnologyContractId,
};
use serde::{Deserialize, Serialize};

use super::access::{Actor, MAKER_IS_CHECKER, Role};
use super::refusal::Refusal;

/// What a task is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Book(BookId),
    List(ListId),
    Exception(ExceptionId),
    Slip(SlipId),
    Equipment(EquipmentId),
    KeyTask(KeyTaskId),
    Application(ApplicationId),
    LandContract(LandContractId),
    /// The industry classes of an enterprise.
    EnterpriseClasses(EnterpriseId),
    /// What an enterprise says it supplies.
    Supply(SupplyId),
    Disclosure(DisclosureId),
    Talent(TalentId),
    TechnologyContract(TechnologyContractId),
    Consignment(ConsignmentId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    ApproveBook,
    /// Items or bills of materials filed after the book was approved.
    ApproveFilings,
    ApproveList,
    ResolveException,
    ApproveSlip,
    /// A truck of the slip is held.
    ReleaseTruck,
    /// A verification waits for its first officer.
    AcceptVerification,
    /// An accepted verification waits for its second officer.
    CloseVerification,
    ConfirmEquipment,
    /// A reported step of a key task waits for its second person.
    ConfirmProgress,
    /// A commitment is made; its application waits for the decision.
    DecideApplication,
    /// A granted application waits for its verification.
    VerifyApplication,
    /// The start of work on a parcel, as its enterprise reports it, waits for the land officer.
    ConfirmStart,
    /// An enterprise says what industries it belongs to.
    ConfirmClasses,
    /// An enterprise says what it supplies.
    ConfirmSupply,
    AssessDisclosure,
    /// A work-permit assessment that an employer asked for.
    DecideTalent,
    RegisterTechnologyContract,
    /// Goods for another zone wait for customs to let them leave.
    DispatchConsignment,
    /// Another zone's receipt was presented; customs takes the goods or refuses them.
    AnswerConsignment,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub kind: TaskKind,
    pub subject: Subject,
    /// What people call the subject, where it has no number of customs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who may complete it.
    pub role: Role,
    pub enterprise: Option<EnterpriseId>,
    /// Who asked; someone else must complete it.
    pub maker: Actor,
    pub opened_at: Instant,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorklistEvent {
    TaskOpened(Task),
    TaskClosed { task: TaskId, closed_by: Actor },
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worklist {
    open: BTreeMap<TaskId, Task>,
    #[serde(with = "super::as_pairs")]
    by_subject: BTreeMap<(Subject, TaskKind), TaskId>,
}

impl Worklist {
    /// Returns the open task of this kind about the subject.
    pub fn task(&self, subject: Subject, kind: TaskKind) -> Option<&Task> {
        self.by_subject.get(&(subject, kind)).and_then(|id| self.open.get(id))
    }

    pub fn open(&self) -> impl Iterator<Item = &Task> {
        self.open.values()
    }

    /// Refuses when the checker is among those who made what is checked, or asked for it.
    pub fn require_second_person(
        makers: &BTreeSet<Actor>,
        task: Option<&Task>,
        checker: Actor,
    ) -> Result<(), Refusal> {
        if makers.contains(&checker) || task.is_some_and(|task| task.maker == checker) {
            Err(Refusal::new(&MAKER_IS_CHECKER))
        } else {
            Ok(())
        }
    }

    pub(crate) fn evolve(&mut self, event: &WorklistEvent) {
        match event {
            WorklistEvent::TaskOpened(task) => {
                self.by_subject.insert((task.subject, task.kind), task.id);
                self.open.insert(task.id, task.clone());
            }
            WorklistEvent::TaskClosed { task, .. } => {
                if let Some(closed) = self.open.remove(task) {
                    self.by_subject.remove(&(closed.subject, closed.kind));
                }
            }
        }
    }
}
