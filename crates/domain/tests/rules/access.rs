//! The zone itself: set-up, users, grants, parties, parameters, calendars.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::kernel::access::AccessEvent;
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::calendar::{CalendarYear, SpecialDay, SpecialDayKind};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, Event, ReadScope, Role, ZoneCommand};
use etown_values::{EnterpriseId, GrantId, MandateId, UserId, UtcOffset};

use super::support::{
    ADMINISTRATOR, AUDITOR, CLERK, CUSTOMS, GATE, OTHER_CLERK, World, credit_code, date, nomenclature,
    set_up, setting, user,
};

#[test]
fn a_zone_is_set_up_once_by_the_setup_alone() {
    let mut world = World::empty();
    world.refuse(ADMINISTRATOR, set_up(), "NOT_PERMITTED");
    let set_up_as = |name: &str, customs_code: &str, administrators: Vec<UserId>| ZoneCommand::SetUpZone {
        name: name.to_owned(),
        customs_code: customs_code.to_owned(),
        utc_offset: UtcOffset::BEIJING,
        administrators,
    };
    let one = || vec![UserId::from_raw(1)];
    world.refuse_as(Actor::Setup, set_up_as("", "0101", one()), "SET_UP_CONTENT");
    world.refuse_as(Actor::Setup, set_up_as("Zone", "101", one()), "SET_UP_CONTENT");
    world.refuse_as(Actor::Setup, set_up_as("Zone", "01a1", one()), "SET_UP_CONTENT");
    world.refuse_as(Actor::Setup, set_up_as("Zone", "0101", Vec::new()), "SET_UP_CONTENT");
    world.accept_as(Actor::Setup, set_up());
    world.refuse_as(Actor::Setup, set_up(), "ALREADY_SET_UP");
}

#[test]
fn what_is_not_granted_is_denied() {
    let mut world = World::new();
    let register = || ZoneCommand::RegisterUser { user: UserId::from_raw(99) };
    for number in [CUSTOMS, CLERK, GATE, AUDITOR, 98] {
        world.refuse(number, register(), "NOT_PERMITTED");
    }
    world.refuse_as(Actor::Setup, register(), "NOT_PERMITTED");
    world.refuse_as(Actor::Scheduler, register(), "NOT_PERMITTED");
    world.accept(ADMINISTRATOR, register());
    world.refuse(ADMINISTRATOR, register(), "USER_EXISTS");
}

#[test]
fn roles_are_granted_in_their_scope_and_revoked_but_never_the_last_administrator() {
    let mut world = World::new();
    let user = UserId::from_raw(CLERK);
    let grant = |user, role, scope| ZoneCommand::GrantRole { user, role, scope };
    let enterprise = world.enterprise_of(CLERK);
    let of_enterprise = GrantScope::Enterprise(enterprise);
    world.refuse(ADMINISTRATOR, grant(UserId::from_raw(99), Role::Auditor, GrantScope::Zone), "UNKNOWN_USER");
    world.refuse(ADMINISTRATOR, grant(user, Role::EnterpriseOfficer, GrantScope::Zone), "GRANT_SCOPE");
    world.refuse(ADMINISTRATOR, grant(user, Role::Auditor, of_enterprise), "GRANT_SCOPE");
    let unknown = GrantScope::Enterprise(EnterpriseId::from_raw(9));
    world.refuse(ADMINISTRATOR, grant(user, Role::EnterpriseOfficer, unknown), "UNKNOWN_ENTERPRISE");
    let events = world.accept(ADMINISTRATOR, grant(user, Role::Auditor, GrantScope::Zone));
    let [Event::Access(AccessEvent::RoleGranted { grant, .. })] = events[..] else { panic!("{events:?}") };
    world.accept(ADMINISTRATOR, ZoneCommand::RevokeRole { grant });
    world.refuse(ADMINISTRATOR, ZoneCommand::RevokeRole { grant }, "UNKNOWN_GRANT");
    world.refuse(ADMINISTRATOR, ZoneCommand::RevokeRole { grant: GrantId::from_raw(9) }, "UNKNOWN_GRANT");
    let own = world.events.iter().find_map(|event| match event {
        Event::Access(AccessEvent::RoleGranted { grant, role: Role::ZoneAdministrator, .. }) => Some(*grant),
        _ => None,
    });
    world.refuse(ADMINISTRATOR, ZoneCommand::RevokeRole { grant: own.unwrap() }, "LAST_ADMINISTRATOR");
}

#[test]
fn each_role_reads_what_its_scope_covers() {
    let world = World::new();
    let scope = |number| world.state.read_scope(user(number), world.today());
    for number in [ADMINISTRATOR, CUSTOMS, AUDITOR] {
        assert_eq!(scope(number), Some(ReadScope::Zone));
    }
    assert!(scope(CLERK).unwrap().covers(world.enterprise_of(CLERK)));
    assert!(!scope(CLERK).unwrap().covers(world.enterprise_of(OTHER_CLERK)));
    assert!(!scope(GATE).unwrap().covers(world.enterprise_of(CLERK)));
    assert_eq!(scope(98), None);
}

#[test]
fn an_enterprise_is_registered_once_under_its_credit_code() {
    let mut world = World::new();
    let register = |name: &str, code: &str| ZoneCommand::RegisterEnterprise {
        credit_code: credit_code(code),
        name: name.to_owned(),
        name_english: "Invented".to_owned(),
        credit_class: CreditClass::Normal,
    };
    world.refuse(ADMINISTRATOR, register("", "91110302MA0000003"), "EMPTY_NAME");
    world.refuse(ADMINISTRATOR, register("虚构", "91110302MA0000001"), "CREDIT_CODE_TAKEN");
    world.accept(ADMINISTRATOR, register("虚构", "91110302MA0000003"));
}

#[test]
fn a_mandate_lets_the_agent_act_between_its_dates() {
    let mut world = World::new();
    let (principal, agent) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    let give = |principal, agent, from: &str, until: &str| ZoneCommand::GiveMandate {
        principal,
        agent,
        valid_from: date(from),
        valid_until: date(until),
    };
    world.refuse(ADMINISTRATOR, give(principal, principal, "2026-03-01", "2026-03-31"), "MANDATE_DATES");
    world.refuse(ADMINISTRATOR, give(principal, agent, "2026-03-31", "2026-03-01"), "MANDATE_DATES");
    let unknown = EnterpriseId::from_raw(9);
    world.refuse(ADMINISTRATOR, give(unknown, agent, "2026-03-01", "2026-03-31"), "UNKNOWN_ENTERPRISE");
    let header = world.header("H01012600001", Some(AtShipment));
    let file = |number: &str| {
        let header = etown_domain::bonded::book::BookHeader { number: number.to_owned(), ..header.clone() };
        BondedCommand::FileBook { header }
    };
    world.refuse(OTHER_CLERK, file("H01012600001"), "NOT_PERMITTED");
    world.accept(ADMINISTRATOR, give(principal, agent, "2026-03-02", "2026-03-03"));
    world.accept(OTHER_CLERK, file("H01012600001"));
    world.pass_days(2);
    world.refuse(OTHER_CLERK, file("H01012600002"), "NOT_PERMITTED");
    let revoke = ZoneCommand::RevokeMandate { mandate: MandateId::from_raw(9) };
    world.refuse(ADMINISTRATOR, revoke, "UNKNOWN_MANDATE");
}

#[test]
fn a_group_is_led_by_a_member_and_shares_none_of_its_members() {
    let mut world = World::new();
    let (lead, member) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    let form = |lead, members| ZoneCommand::FormGroup { name: "Invented Group".to_owned(), lead, members };
    world.refuse(ADMINISTRATOR, form(lead, vec![member]), "GROUP_LEAD");
    let unknown = EnterpriseId::from_raw(9);
    world.refuse(ADMINISTRATOR, form(lead, vec![lead, unknown]), "UNKNOWN_ENTERPRISE");
    world.accept(ADMINISTRATOR, form(lead, vec![lead, member]));
    world.refuse(ADMINISTRATOR, form(member, vec![member]), "IN_ANOTHER_GROUP");
}

#[test]
fn parameters_are_decimal_dated_and_honest_about_what_is_unverified() {
    let mut world = World::new();
    let activate = |parameters| ZoneCommand::ActivateParameters { parameters };
    world.refuse(ADMINISTRATOR, activate(Vec::new()), "PARAMETER_CONTENT");
    world.refuse(ADMINISTRATOR, activate(vec![setting("a", "1e3")]), "PARAMETER_CONTENT");
    world.refuse(ADMINISTRATOR, activate(vec![setting("", "1")]), "PARAMETER_CONTENT");
    let mut twice = setting("a", "1");
    twice.values.push(twice.values[0].clone());
    world.refuse(ADMINISTRATOR, activate(vec![twice]), "PARAMETER_CONTENT");
    let mut claimed = setting("a", "1");
    claimed.values[0].basis = etown_domain::kernel::parameters::Basis::Statute;
    world.refuse(ADMINISTRATOR, activate(vec![claimed]), "UNVERIFIED_IS_A_SETTING");
    let mut empty = nomenclature();
    empty.codes.clear();
    let command = ZoneCommand::ActivateNomenclature { nomenclature: empty };
    world.refuse(ADMINISTRATOR, command, "PARAMETER_CONTENT");
}

#[test]
fn a_value_holds_from_its_day_until_the_next() {
    let mut world = World::new();
    let mut rate = setting("rate", "0.36");
    let mut later = rate.values[0].clone();
    later.effective_from = date("2026-07-01");
    later.value = "0.35".to_owned();
    rate.values.push(later);
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters: vec![rate] });
    let value = |day| world.state.parameters.value("rate", date(day)).map(|value| value.value.as_str());
    assert_eq!(value("2026-06-30"), Some("0.36"));
    assert_eq!(value("2026-07-01"), Some("0.35"));
    assert_eq!(value("2019-12-31"), None);
}

#[test]
fn a_calendar_year_names_its_version_and_its_own_days() {
    let mut world = World::new();
    let day = |text| SpecialDay { date: date(text), kind: SpecialDayKind::DayOff, name: "day".to_owned() };
    let publish = |version: &str, days| ZoneCommand::PublishCalendarYear {
        year: CalendarYear { year: 2027, version: version.to_owned(), days },
    };
    world.refuse(ADMINISTRATOR, publish("", vec![]), "CALENDAR_CONTENT");
    world.refuse(ADMINISTRATOR, publish("v1", vec![day("2029-01-01")]), "CALENDAR_CONTENT");
    world.refuse(
        ADMINISTRATOR,
        publish("v1", vec![day("2027-01-01"), day("2027-01-01")]),
        "CALENDAR_CONTENT",
    );
    world.accept(ADMINISTRATOR, publish("v1", vec![day("2027-01-01")]));
    assert!(world.state.calendar.knows(2027));
}
