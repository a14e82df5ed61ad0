//! Decisions about partners: register, renew, suspend, resume. Consignments are decided where this part meets the bonded
//! zone.

use alloc::vec;
use alloc::vec::Vec;

use super::command::ExchangeCommand as Command;
use super::event::ExchangeEvent as Event;
use super::partner::{Partner, PartnerStatus, Trust};
use super::refusal::{PARTNER_ZONE_CONTENT, PARTNER_ZONE_STATUS, PARTNER_ZONE_TAKEN};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::naming::{is_code, is_name};
use crate::kernel::refusal::Refusal;
use crate::kernel::request::{require_reason, require_revision};
use crate::state::State;

/// Decides a command about a partner.
pub(crate) fn decide(state: &State, command: &Command, context: &Context) -> Result<Vec<ZoneEvent>, Refusal> {
    state.access.require_zone_role(context.actor, &[Role::ZoneAdministrator])?;
    let event = match command {
        Command::RegisterPartner { code, name, name_english, trust_file } => {
            register(state, code, (name, name_english), trust_file, context)?
        }
        Command::RenewTrust { code, revision, trust_file } => {
            let partner = partner(state, code, *revision)?;
            let trust = trust(trust_file, context)?;
            if trust.origin != partner.trust.origin {
                return Err(Refusal::new(&PARTNER_ZONE_CONTENT).at("trust_file"));
            }
            Event::TrustRenewed { code: code.clone(), trust }
        }
        Command::SuspendPartner { code, revision, reason } => {
            require_change(partner(state, code, *revision)?, PartnerStatus::Suspended)?;
            require_reason(reason)?;
            Event::PartnerSuspended { code: code.clone(), reason: reason.clone() }
        }
        Command::ResumePartner { code, revision, reason } => {
            require_change(partner(state, code, *revision)?, PartnerStatus::Active)?;
            require_reason(reason)?;
            Event::PartnerResumed { code: code.clone(), reason: reason.clone() }
        }
        _ => unreachable!("the door sends only partners here"),
    };
    Ok(vec![event.into()])
}

fn register(
    state: &State,
    code: &str,
    (name, name_english): (&str, &str),
    trust_file: &str,
    context: &Context,
) -> Result<Event, Refusal> {
    if state.exchange.partner(code).is_ok() {
        return Err(Refusal::new(&PARTNER_ZONE_TAKEN).at("code"));
    }
    if !is_code(code) {
        return Err(Refusal::new(&PARTNER_ZONE_CONTENT).at("code"));
    }
    for (field, text) in [("name", name), ("name_english", name_english)] {
        if !is_name(text) {
            return Err(Refusal::new(&PARTNER_ZONE_CONTENT).at(field));
        }
    }
    let trust = trust(trust_file, context)?;
    if state.exchange.partner_of(&trust.origin).is_some() {
        return Err(Refusal::new(&PARTNER_ZONE_TAKEN).at("trust_file"));
    }
    let (code, name, name_english) = (code.into(), name.into(), name_english.into());
    Ok(Event::PartnerRegistered { code, name, name_english, trust })
}

/// Returns what the trust file says; a zone is no partner of itself.
fn trust(text: &str, context: &Context) -> Result<Trust, Refusal> {
    let (here, found) = context.examined.trust_file()?;
    if found.origin == here {
        return Err(Refusal::new(&PARTNER_ZONE_CONTENT).at("trust_file"));
    }
    Ok(Trust { text: text.into(), origin: found.origin.clone(), keys: found.keys.clone() })
}

fn partner<'a>(state: &'a State, code: &str, revision: Option<u64>) -> Result<&'a Partner, Refusal> {
    let partner = state.exchange.partner(code)?;
    require_revision(revision, partner.revision)?;
    Ok(partner)
}

fn require_change(partner: &Partner, to: PartnerStatus) -> Result<(), Refusal> {
    if partner.status == to { Err(Refusal::new(&PARTNER_ZONE_STATUS)) } else { Ok(()) }
}
