//! Decisions about matters: open one, publish the next version of its notice.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use etown_values::MatterId;

use super::command::ApprovalsCommand as Command;
use super::decide::matter;
use super::event::ApprovalsEvent as Event;
use super::notice::{Notice, NoticeContent};
use super::refusal::NOTICE_CONTENT;
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::require_revision;
use crate::state::State;

const CHARACTERS_MAX: usize = 500;
const LINES_MAX: usize = 20;
const WORKING_DAYS_MAX: u32 = 250;

/// Decides a command about a matter.
pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ApprovalOfficer])?;
    match command {
        Command::OpenMatter { notice } => {
            check(notice)?;
            let matter = context.fresh.take(MatterId::from_raw);
            Ok(published(matter, 1, notice, context))
        }
        Command::ReviseNotice { matter: id, revision, notice } => {
            let found = matter(state, *id, context)?;
            require_revision(*revision, found.revision)?;
            check(notice)?;
            Ok(published(found.id, found.current().version.saturating_add(1), notice, context))
        }
        _ => unreachable!("the door sends only notices here"),
    }
}

fn published(matter: MatterId, version: u32, content: &NoticeContent, context: &Context) -> Vec<ZoneEvent> {
    let notice = Notice {
        version,
        content: content.clone(),
        digest: content.digest(matter, version),
        published_on: context.business_date,
        published_by: context.actor,
    };
    vec![Event::NoticePublished { matter, notice }.into()]
}

/// Each fact is one line of the text that is digested, so none may hold a line break.
fn check(notice: &NoticeContent) -> Result<(), Refusal> {
    let refusal = |field: String| Refusal::new(&NOTICE_CONTENT).at(field);
    let texts = [
        ("item", &notice.item),
        ("item_english", &notice.item_english),
        ("legal_basis", &notice.legal_basis),
        ("liability", &notice.liability),
    ];
    for (field, text) in texts {
        if !is_line(text) {
            return Err(refusal(field.into()));
        }
    }
    if !(1..=LINES_MAX).contains(&notice.conditions.len()) {
        return Err(refusal("conditions".into()));
    }
    if notice.materials.len() > LINES_MAX {
        return Err(refusal("materials".into()));
    }
    for (name, lines) in [("conditions", &notice.conditions), ("materials", &notice.materials)] {
        if let Some(index) = lines.iter().position(|line| !is_line(line)) {
            return Err(refusal(format!("{name}[{index}]")));
        }
    }
    if !(1..=WORKING_DAYS_MAX).contains(&notice.verification_working_days) {
        return Err(refusal("verification_working_days".into()));
    }
    Ok(())
}

fn is_line(text: &str) -> bool {
    let is_short = (1..=CHARACTERS_MAX).contains(&text.trim().chars().count());
    is_short && text.chars().count() <= CHARACTERS_MAX && !text.chars().any(char::is_control)
}
