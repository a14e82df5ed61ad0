//! Decisions about platforms and institutions: register, record what was done, end.

use alloc::vec;
use alloc::vec::Vec;
use etown_values::{CivilDate, InstitutionId, PlatformId};

use super::checks::is_country_code;
use super::command::InternationalCommand as Command;
use super::event::InternationalEvent as Event;
use super::partner::{Ended, Partner, PartnerFacts, PartnerId, PartnerKind, RecordedActivity};
use super::refusal::{
    COOPERATION_ENDED, COUNTRY_CODE, PARTNER_DATE, PARTNER_NAME_TAKEN, PARTNER_TEXT, UNKNOWN_PARTNER,
};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_revision, require_text};
use crate::state::State;

const NAME_CHARACTERS: usize = 200;
const TEXT_CHARACTERS: usize = 2_000;

pub(super) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let event = match command {
        Command::RegisterInstitution { kind, facts } => {
            check_facts(state, facts, context)?;
            let partner = PartnerId::Institution(context.fresh.take(InstitutionId::from_raw));
            registered(partner, PartnerKind::Institution { kind: *kind }, facts, context)
        }
        Command::RegisterPlatform { kind, facts, members } => {
            for member in members {
                going_on(state, PartnerId::Institution(*member)).map_err(|refusal| refusal.at("members"))?;
            }
            check_facts(state, facts, context)?;
            let partner = PartnerId::Platform(context.fresh.take(PlatformId::from_raw));
            let kind = PartnerKind::Platform { kind: *kind, members: members.clone() };
            registered(partner, kind, facts, context)
        }
        Command::RecordActivity { partner, revision, activity } => {
            let found = changeable(state, *partner, *revision)?;
            check_day(found.facts.since, activity.on, context)?;
            require_text(&PARTNER_TEXT, "title", &activity.title, NAME_CHARACTERS)?;
            require_text(&PARTNER_TEXT, "outcome", &activity.outcome, TEXT_CHARACTERS)?;
            let activity = RecordedActivity { activity: activity.clone(), position: context.position };
            Event::ActivityRecorded { partner: *partner, activity }
        }
        Command::EndCooperation { partner, revision, on, reason } => {
            let found = changeable(state, *partner, *revision)?;
            check_day(found.facts.since, *on, context)?;
            require_text(&PARTNER_TEXT, "reason", reason, TEXT_CHARACTERS)?;
            Event::CooperationEnded { partner: *partner, ended: Ended { on: *on, reason: reason.clone() } }
        }
        _ => unreachable!("the door sends only partners here"),
    };
    Ok(vec![event.into()])
}

fn registered(partner: PartnerId, kind: PartnerKind, facts: &PartnerFacts, context: &Context) -> Event {
    Event::PartnerRegistered { partner, kind, facts: facts.clone(), position: context.position }
}

fn check_facts(state: &State, facts: &PartnerFacts, context: &Context) -> Result<(), Refusal> {
    let is_taken = state.international.partners().any(|known| {
        known.ended.is_none()
            && (known.facts.name == facts.name || known.facts.name_english == facts.name_english)
    });
    if is_taken {
        return Err(Refusal::new(&PARTNER_NAME_TAKEN).at("name"));
    }
    require_text(&PARTNER_TEXT, "name", &facts.name, NAME_CHARACTERS)?;
    require_text(&PARTNER_TEXT, "name_english", &facts.name_english, NAME_CHARACTERS)?;
    if !is_country_code(&facts.country) {
        return Err(Refusal::new(&COUNTRY_CODE).at("country"));
    }
    if facts.since > context.business_date {
        return Err(Refusal::new(&PARTNER_DATE).at("since").number("today", context.business_date));
    }
    require_text(&PARTNER_TEXT, "contact_role", &facts.contact_role, NAME_CHARACTERS)
}

fn check_day(since: CivilDate, on: CivilDate, context: &Context) -> Result<(), Refusal> {
    if (since..=context.business_date).contains(&on) {
        return Ok(());
    }
    let refusal = Refusal::new(&PARTNER_DATE).at("on").number("since", since);
    Err(refusal.number("today", context.business_date))
}

fn changeable(state: &State, partner: PartnerId, revision: Option<u64>) -> Result<&Partner, Refusal> {
    let found = state.international.partner(partner).ok_or_else(|| Refusal::new(&UNKNOWN_PARTNER))?;
    require_revision(revision, found.revision)?;
    going_on(state, partner)
}

/// Returns a partner with whom the cooperation goes on.
fn going_on(state: &State, partner: PartnerId) -> Result<&Partner, Refusal> {
    let found = state.international.partner(partner).ok_or_else(|| Refusal::new(&UNKNOWN_PARTNER))?;
    if found.ended.is_some() { Err(Refusal::new(&COOPERATION_ENDED)) } else { Ok(found) }
}
