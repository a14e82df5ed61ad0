//! Cooperation platforms and institutions, and what was done together.

use etown_domain::Event;
use etown_domain::international::partner::{
    Activity, InstitutionKind, PartnerFacts, PartnerId, PlatformKind,
};
use etown_domain::international::{InternationalCommand as Command, InternationalEvent};

use super::super::support::{CLERK, INVESTMENT_OFFICER as OFFICER, date};
use super::samples::world;

/// Spoils one fact of a partner.
type Wrong = fn(&mut PartnerFacts);

fn partner(name: &str) -> PartnerFacts {
    PartnerFacts {
        name: name.to_owned(),
        name_english: format!("{name} in English"),
        country: "FR".to_owned(),
        since: date("2026-01-10"),
        contact_role: "membership desk".to_owned(),
    }
}

#[test]
fn platforms_and_institutions_keep_what_was_done_together() {
    let mut world = world();
    let kind = InstitutionKind::ChamberOfCommerce;
    let institution = |facts| Command::RegisterInstitution { kind, facts };
    world.refuse(CLERK, institution(partner("虚构商会")), "NOT_PERMITTED");
    let wrongs: [(Wrong, &str); 4] = [
        (|facts| facts.name.clear(), "PARTNER_TEXT"),
        (|facts| facts.contact_role.clear(), "PARTNER_TEXT"),
        (|facts| facts.country = "FRA".to_owned(), "COUNTRY_CODE"),
        (|facts| facts.since = date("2026-03-03"), "PARTNER_DATE"),
    ];
    for (wrong, code) in wrongs {
        let mut changed = partner("虚构商会");
        wrong(&mut changed);
        world.refuse(OFFICER, institution(changed), code);
    }
    let registered = |events: &[Event]| match events {
        [Event::International(InternationalEvent::PartnerRegistered { partner, .. })] => *partner,
        other => panic!("one partner is registered, not {other:?}"),
    };
    let chamber = registered(&world.accept(OFFICER, institution(partner("虚构商会"))));
    world.refuse(OFFICER, institution(partner("虚构商会")), "PARTNER_NAME_TAKEN");
    let PartnerId::Institution(member) = chamber else { panic!("not an institution: {chamber}") };
    let platform = |members: &[_], name: &str| Command::RegisterPlatform {
        kind: PlatformKind::InnovationCentre,
        facts: partner(name),
        members: members.iter().copied().collect(),
    };
    let unknown = etown_values::InstitutionId::from_raw(9);
    world.refuse(OFFICER, platform(&[unknown], "虚构平台"), "UNKNOWN_PARTNER");
    let centre = registered(&world.accept(OFFICER, platform(&[member], "虚构平台")));
    let activity = |on: &str, outcome: &str| Command::RecordActivity {
        partner: centre,
        revision: None,
        activity: Activity {
            on: date(on),
            title: "Round of projects".to_owned(),
            outcome: outcome.to_owned(),
        },
    };
    world.refuse(OFFICER, activity("2026-01-09", "two letters of intent"), "PARTNER_DATE");
    world.refuse(OFFICER, activity("2026-02-01", ""), "PARTNER_TEXT");
    world.accept(OFFICER, activity("2026-02-01", "two letters of intent"));
    assert_eq!(world.state.international.partner(centre).unwrap().activities.len(), 1);
    let end = |partner| Command::EndCooperation {
        partner,
        revision: None,
        on: date("2026-03-01"),
        reason: "the agreement ran out".to_owned(),
    };
    world.accept(OFFICER, end(centre));
    world.refuse(OFFICER, activity("2026-02-01", "too late"), "COOPERATION_ENDED");
    world.accept(OFFICER, end(chamber));
    world.refuse(OFFICER, platform(&[member], "虚构平台二"), "COOPERATION_ENDED");
}
