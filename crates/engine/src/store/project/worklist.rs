//! Tasks that wait for someone.

use etown_domain::kernel::worklist::{Subject, WorklistEvent};
use rusqlite::params;

use super::super::words::word;
use super::Applying;
use crate::record::actor_text;

impl Applying<'_> {
    pub(super) fn worklist(&mut self, event: &WorklistEvent) -> rusqlite::Result<()> {
        match event {
            WorklistEvent::TaskOpened(task) => {
                let (subject_kind, subject_id) = subject(task.subject);
                let enterprise = task.enterprise.map(|id| self.concerns(id)).transpose()?;
                self.run(
                    "INSERT INTO task
                     (id, kind, subject_kind, subject_id, role, enterprise, maker, opened_at, opened_position, title)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    params![
                        task.id.to_string(),
                        word(&task.kind),
                        subject_kind,
                        subject_id,
                        task.role.as_str(),
                        enterprise,
                        actor_text(task.maker),
                        task.opened_at.microseconds(),
                        self.position,
                        task.title,
                    ],
                )?;
            }
            WorklistEvent::TaskClosed { task, closed_by } => {
                self.run(
                    "UPDATE task SET closed_by = ?2, closed_position = ?3 WHERE id = ?1",
                    params![task.to_string(), actor_text(*closed_by), self.position],
                )?;
            }
        }
        Ok(())
    }
}

/// The kind and the id of what a task is about.
fn subject(subject: Subject) -> (&'static str, String) {
    match subject {
        Subject::Book(id) => ("book", id.to_string()),
        Subject::List(id) => ("list", id.to_string()),
        Subject::Exception(id) => ("exception", id.to_string()),
        Subject::Slip(id) => ("slip", id.to_string()),
        Subject::Equipment(id) => ("equipment", id.to_string()),
        Subject::KeyTask(id) => ("key_task", id.to_string()),
        Subject::Application(id) => ("application", id.to_string()),
        Subject::LandContract(id) => ("land_contract", id.to_string()),
        Subject::EnterpriseClasses(id) => ("enterprise_classes", id.to_string()),
        Subject::Supply(id) => ("supply", id.to_string()),
        Subject::Disclosure(id) => ("disclosure", id.to_string()),
        Subject::Talent(id) => ("talent", id.to_string()),
        Subject::Consignment(id) => ("consignment", id.to_string()),
        Subject::TechnologyContract(id) => ("technology_contract", id.to_string()),
    }
}
