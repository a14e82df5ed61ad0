//! Platforms and institutions as they travel.

use std::collections::BTreeSet;

use etown_domain::Event;
use etown_domain::international::partner::{
    Activity, Partner, PartnerFacts, PartnerId, PartnerKind, RecordedActivity,
};
use etown_domain::international::{InternationalCommand, InternationalEvent};
use etown_values::{CivilDate, InstitutionId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::choices::{InstitutionKind, PlatformKind};
use crate::wire::{Cursor, Text, at_most, schema};

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PartnersAsked {
    /// Part of a name, in either language.
    #[param(inline, value_type = Option<Text<0, 200>>)]
    text: Option<Text<0, 200>>,
    /// Whether the cooperation has ended.
    is_ended: Option<bool>,
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<u32>,
    #[param(inline, value_type = Option<Cursor>)]
    pub(super) cursor: Option<Cursor>,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// Which partners are asked for.
pub(super) struct Wanted {
    text: String,
    is_ended: Option<bool>,
}

impl PartnersAsked {
    pub(super) fn wanted(&self) -> Wanted {
        let text = self.text.as_ref().map(|Text(text)| text.trim().to_lowercase()).unwrap_or_default();
        Wanted { text, is_ended: self.is_ended }
    }
}

impl Wanted {
    pub(super) fn meets(&self, partner: &Partner) -> bool {
        let names = [&partner.facts.name, &partner.facts.name_english];
        names.iter().any(|name| name.to_lowercase().contains(&self.text))
            && self.is_ended.is_none_or(|is_ended| partner.ended.is_some() == is_ended)
    }
}

/// What is kept of every partner.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = PartnerFacts)]
#[serde(deny_unknown_fields)]
pub(super) struct FactsWire {
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name: String,
    #[schema(min_length = 1, max_length = 200)]
    pub(super) name_english: String,
    #[schema(value_type = schema::CountryCode)]
    pub(super) country: String,
    /// The first day of the cooperation.
    #[schema(value_type = schema::Date)]
    pub(super) since: CivilDate,
    /// The role that answers; no person.
    #[schema(min_length = 1, max_length = 200)]
    pub(super) contact_role: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewInstitution)]
#[serde(deny_unknown_fields)]
pub(super) struct InstitutionIn {
    pub(super) kind: InstitutionKind,
    pub(super) facts: FactsWire,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewPlatform)]
#[serde(deny_unknown_fields)]
pub(super) struct PlatformIn {
    pub(super) kind: PlatformKind,
    pub(super) facts: FactsWire,
    /// Institutions that carry the platform.
    #[schema(value_type = Vec<schema::InstitutionId>, max_items = 100)]
    #[serde(deserialize_with = "at_most::<100, InstitutionId, _, _>")]
    pub(super) members: BTreeSet<InstitutionId>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewActivity)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityIn {
    #[schema(value_type = schema::Date)]
    pub(super) on: CivilDate,
    #[schema(min_length = 1, max_length = 200)]
    pub(super) title: String,
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) outcome: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = EndOfCooperation)]
#[serde(deny_unknown_fields)]
pub(super) struct EndIn {
    #[schema(value_type = schema::Date)]
    pub(super) on: CivilDate,
    #[schema(min_length = 1, max_length = 2000)]
    pub(super) reason: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Activity)]
pub(super) struct ActivityOut {
    #[schema(value_type = schema::Date)]
    pub(super) on: String,
    pub(super) title: String,
    pub(super) outcome: String,
    /// The entry whose receipt proves it.
    pub(super) position: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = MemberInstitution)]
pub(super) struct MemberOut {
    #[schema(value_type = schema::InstitutionId)]
    pub(super) id: String,
    pub(super) name: String,
    pub(super) name_english: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Institution)]
pub(super) struct InstitutionOut {
    #[schema(value_type = schema::InstitutionId)]
    pub(super) id: String,
    pub(super) kind: InstitutionKind,
    pub(super) facts: FactsWire,
    pub(super) activities: Vec<ActivityOut>,
    #[schema(value_type = Option<schema::Date>)]
    pub(super) ended_on: Option<String>,
    pub(super) ended_because: Option<String>,
    pub(super) registered_position: u64,
    pub(super) revision: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Platform)]
pub(super) struct PlatformOut {
    #[schema(value_type = schema::PlatformId)]
    pub(super) id: String,
    pub(super) kind: PlatformKind,
    pub(super) facts: FactsWire,
    pub(super) members: Vec<MemberOut>,
    pub(super) activities: Vec<ActivityOut>,
    #[schema(value_type = Option<schema::Date>)]
    pub(super) ended_on: Option<String>,
    pub(super) ended_because: Option<String>,
    pub(super) registered_position: u64,
    pub(super) revision: u64,
}

impl From<FactsWire> for PartnerFacts {
    fn from(facts: FactsWire) -> Self {
        let FactsWire { name, name_english, country, since, contact_role } = facts;
        Self { name, name_english, country, since, contact_role }
    }
}

impl From<&PartnerFacts> for FactsWire {
    fn from(facts: &PartnerFacts) -> Self {
        Self {
            name: facts.name.clone(),
            name_english: facts.name_english.clone(),
            country: facts.country.clone(),
            since: facts.since,
            contact_role: facts.contact_role.clone(),
        }
    }
}

pub(super) fn activities(partner: &Partner) -> Vec<ActivityOut> {
    let activity = |recorded: &RecordedActivity| ActivityOut {
        on: recorded.activity.on.to_string(),
        title: recorded.activity.title.clone(),
        outcome: recorded.activity.outcome.clone(),
        position: recorded.position,
    };
    partner.activities.iter().map(activity).collect()
}

pub(super) fn institution(partner: &Partner) -> Option<InstitutionOut> {
    let PartnerKind::Institution { kind } = &partner.kind else { return None };
    let ended = partner.ended.as_ref();
    Some(InstitutionOut {
        id: partner.id.to_string(),
        kind: (*kind).into(),
        facts: (&partner.facts).into(),
        activities: activities(partner),
        ended_on: ended.map(|ended| ended.on.to_string()),
        ended_because: ended.map(|ended| ended.reason.clone()),
        registered_position: partner.registered_at_position,
        revision: partner.revision,
    })
}

pub(super) fn platform(state: &etown_domain::State, partner: &Partner) -> Option<PlatformOut> {
    let PartnerKind::Platform { kind, members } = &partner.kind else { return None };
    let ended = partner.ended.as_ref();
    let member = |id: &InstitutionId| {
        let found = state.international.partner(PartnerId::Institution(*id))?;
        let PartnerFacts { name, name_english, .. } = found.facts.clone();
        Some(MemberOut { id: id.to_string(), name, name_english })
    };
    Some(PlatformOut {
        id: partner.id.to_string(),
        kind: (*kind).into(),
        facts: (&partner.facts).into(),
        members: members.iter().filter_map(member).collect(),
        activities: activities(partner),
        ended_on: ended.map(|ended| ended.on.to_string()),
        ended_because: ended.map(|ended| ended.reason.clone()),
        registered_position: partner.registered_at_position,
        revision: partner.revision,
    })
}

pub(super) fn registered(event: &Event) -> Option<String> {
    match event {
        Event::International(InternationalEvent::PartnerRegistered { partner, .. }) => {
            Some(partner.to_string())
        }
        _ => None,
    }
}

impl ActivityIn {
    pub(super) fn of(self, partner: PartnerId, revision: Option<u64>) -> InternationalCommand {
        let Self { on, title, outcome } = self;
        let activity = Activity { on, title, outcome };
        InternationalCommand::RecordActivity { partner, revision, activity }
    }
}

impl EndIn {
    pub(super) fn of(self, partner: PartnerId, revision: Option<u64>) -> InternationalCommand {
        let Self { on, reason } = self;
        InternationalCommand::EndCooperation { partner, revision, on, reason }
    }
}
