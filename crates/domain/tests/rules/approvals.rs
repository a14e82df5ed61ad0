//! Matters granted on notification and commitment: from the notice to the decision, its verification, and what a broken
//! commitment costs.

mod digests;

use etown_domain::approvals::application::{Application, ApplicationContent, ApplicationStatus};
use etown_domain::approvals::limits::Building;
use etown_domain::approvals::notice::{Eligibility, NoticeContent, NoticeDigest};
use etown_domain::approvals::{ApprovalsCommand, ApprovalsEvent};
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::ConsumptionPoint::AtShipment;
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::calendar::{CalendarYear, DeadlineStatus, SpecialDay, SpecialDayKind};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::kernel::worklist::TaskKind;
use etown_domain::{Event, Role, ZoneCommand};
use etown_values::{ApplicationId, EnterpriseId, MatterId};

use super::support::{
    ADMINISTRATOR, APPROVAL_OFFICER, AUDITOR, CLERK, CUSTOMS, GATE, METAL, OTHER_CLERK, World, content, date,
    line, setting, slip, with_trucks,
};

/// An approval officer who is an enterprise officer of the clerk's enterprise as well.
const BOTH: u128 = 21;

fn notice() -> NoticeContent {
    NoticeContent {
        item: "小型低风险建设项目施工许可".to_owned(),
        item_english: "Construction permit of a small low-risk project".to_owned(),
        legal_basis: "invented basis, article 1".to_owned(),
        conditions: vec!["the site is free of other works".to_owned(), "the plan is approved".to_owned()],
        materials: vec!["site plan".to_owned()],
        liability: "the permit is revoked and the credit recorded".to_owned(),
        verification_working_days: 10,
        eligibility: Eligibility::SmallBuilding,
    }
}

fn building(area: &str, height: &str) -> ApplicationContent {
    let building =
        Building { floor_area_square_metres: area.parse().unwrap(), height_metres: height.parse().unwrap() };
    ApplicationContent { project: "clean room, hall 3".to_owned(), building: Some(building) }
}

/// A zone with one matter and the calendar of its year.
fn world_with_matter() -> (World, MatterId) {
    let mut world = World::new();
    let day =
        SpecialDay { date: date("2026-03-05"), kind: SpecialDayKind::DayOff, name: "invented".to_owned() };
    let year = CalendarYear { year: 2026, version: "2026-test".to_owned(), days: vec![day] };
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year });
    let matter = open(&mut world, notice());
    (world, matter)
}

fn open(world: &mut World, notice: NoticeContent) -> MatterId {
    match &world.accept(APPROVAL_OFFICER, ApprovalsCommand::OpenMatter { notice })[..] {
        [Event::Approvals(ApprovalsEvent::NoticePublished { matter, .. })] => *matter,
        other => panic!("one notice is published, not {other:?}"),
    }
}

fn revise(matter: MatterId, notice: NoticeContent) -> ApprovalsCommand {
    ApprovalsCommand::ReviseNotice { matter, revision: None, notice }
}

fn apply(world: &World, clerk: u128, matter: MatterId, content: ApplicationContent) -> ApprovalsCommand {
    ApprovalsCommand::Apply { enterprise: world.enterprise_of(clerk), matter, content }
}

fn applied(world: &mut World, clerk: u128, matter: MatterId) -> ApplicationId {
    let command = apply(world, clerk, matter, building("5000", "24"));
    match &world.accept(clerk, command)[..] {
        [Event::Approvals(ApprovalsEvent::ApplicationMade { application, .. })] => *application,
        other => panic!("one application is made, not {other:?}"),
    }
}

/// The commitment to the notice as it stands.
fn commit(world: &World, application: ApplicationId) -> ApprovalsCommand {
    let matter = found(world, application).matter;
    let notice = world.state.approvals.matter(matter).unwrap().current();
    let (version, digest) = (notice.version, notice.digest.clone());
    ApprovalsCommand::Commit { application, revision: None, version, digest }
}

fn grant(application: ApplicationId) -> ApprovalsCommand {
    ApprovalsCommand::GrantApplication { application, revision: None }
}

fn verify(application: ApplicationId) -> ApprovalsCommand {
    ApprovalsCommand::Verify { application, revision: None }
}

fn refuse_application(application: ApplicationId) -> ApprovalsCommand {
    let reason = "the site is another one".to_owned();
    ApprovalsCommand::RefuseApplication { application, revision: None, reason }
}

fn rectify(application: ApplicationId, until: &str) -> ApprovalsCommand {
    let (rectify_until, reason) = (date(until), "a fire door is missing".to_owned());
    ApprovalsCommand::OrderRectification { application, revision: None, rectify_until, reason }
}

fn revoke(application: ApplicationId) -> ApprovalsCommand {
    let reason = "the hall has another storey".to_owned();
    ApprovalsCommand::RevokeApproval { application, revision: None, reason }
}

fn repair(application: ApplicationId) -> ApprovalsCommand {
    let reason = "torn down and paid".to_owned();
    ApprovalsCommand::RepairCredit { application, revision: None, reason }
}

fn granted(world: &mut World, clerk: u128, matter: MatterId) -> ApplicationId {
    let application = applied(world, clerk, matter);
    world.accept(clerk, commit(world, application));
    world.accept(APPROVAL_OFFICER, grant(application));
    application
}

fn found(world: &World, application: ApplicationId) -> &Application {
    world.state.approvals.application(application).unwrap()
}

fn tasks(world: &World) -> Vec<TaskKind> {
    world.state.worklist.open().map(|task| task.kind).collect()
}

fn credit_class(world: &World, enterprise: EnterpriseId) -> CreditClass {
    world.state.parties.enterprise(enterprise).unwrap().credit_class
}

fn form_group(world: &mut World) {
    let (lead, other) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    let name = "invented group".to_owned();
    world.accept(ADMINISTRATOR, ZoneCommand::FormGroup { name, lead, members: vec![lead, other] });
}

#[test]
fn a_commitment_is_granted_on_the_spot_and_verified_by_a_counted_day() {
    let (mut world, matter) = world_with_matter();
    let application = applied(&mut world, CLERK, matter);
    world.accept(CLERK, commit(&world, application));
    assert_eq!(tasks(&world), [TaskKind::DecideApplication]);
    world.accept(APPROVAL_OFFICER, grant(application));
    assert_eq!(tasks(&world), [TaskKind::VerifyApplication]);
    let due = found(&world, application).verification.as_ref().unwrap().due.clone();
    // Ten working days after Monday 2 March, with the 5th off.
    assert_eq!((due.date, due.status), (date("2026-03-17"), DeadlineStatus::Firm));
    assert_eq!(due.calendar_versions, ["2026: 2026-test"]);
    let overdue = |world: &World, day| found(world, application).is_overdue(&world.state.calendar, date(day));
    assert!(!overdue(&world, "2026-03-17") && overdue(&world, "2026-03-18"));
    world.accept(APPROVAL_OFFICER, verify(application));
    assert!(!overdue(&world, "2026-03-18") && tasks(&world).is_empty());
    assert_eq!(found(&world, application).status, ApplicationStatus::Verified);
    world.refuse(APPROVAL_OFFICER, verify(application), "APPLICATION_STATUS");
}

#[test]
fn a_due_date_over_a_year_that_is_not_published_is_provisional_until_it_is() {
    let (mut world, matter) = world_with_matter();
    let slow = NoticeContent { verification_working_days: 250, ..notice() };
    world.accept(APPROVAL_OFFICER, revise(matter, slow));
    let application = granted(&mut world, CLERK, matter);
    let due = |world: &World| {
        found(world, application).verification.as_ref().unwrap().due_now(&world.state.calendar)
    };
    let provisional = due(&world);
    assert_eq!(provisional.status, DeadlineStatus::Provisional { unpublished_years: vec![2027] });
    let day =
        SpecialDay { date: date("2027-01-01"), kind: SpecialDayKind::DayOff, name: "invented".to_owned() };
    let year = CalendarYear { year: 2027, version: "2027-test".to_owned(), days: vec![day] };
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year });
    let firm = due(&world);
    assert_eq!(firm.status, DeadlineStatus::Firm);
    assert!(firm.date > provisional.date);
    // A firm date stays, whatever is published later.
    let second = granted(&mut world, CLERK, matter);
    let before = found(&world, second).verification.as_ref().unwrap().due_now(&world.state.calendar);
    let year = CalendarYear { year: 2027, version: "2027-later".to_owned(), days: Vec::new() };
    world.accept(ADMINISTRATOR, ZoneCommand::PublishCalendarYear { year });
    let after = found(&world, second).verification.as_ref().unwrap().due_now(&world.state.calendar);
    assert_eq!(before, after);
}

#[test]
fn a_notice_tells_everything_at_once_and_only_the_desk_publishes_it() {
    let (mut world, matter) = world_with_matter();
    world.refuse(CLERK, ApprovalsCommand::OpenMatter { notice: notice() }, "NOT_PERMITTED");
    world.refuse(AUDITOR, revise(matter, notice()), "NOT_PERMITTED");
    world.refuse(APPROVAL_OFFICER, revise(MatterId::from_raw(9), notice()), "UNKNOWN_MATTER");
    let stale = ApprovalsCommand::ReviseNotice { matter, revision: Some(7), notice: notice() };
    world.refuse(APPROVAL_OFFICER, stale, "STALE_REVISION");
    let breaks: [fn(&mut NoticeContent); 9] = [
        |notice| notice.item = " ".to_owned(),
        |notice| notice.item_english = "x".repeat(501),
        |notice| notice.legal_basis.clear(),
        |notice| notice.liability = "two\nlines".to_owned(),
        |notice| notice.conditions.clear(),
        |notice| notice.conditions = vec!["x".to_owned(); 21],
        |notice| notice.materials = vec![String::new()],
        |notice| notice.verification_working_days = 0,
        |notice| notice.verification_working_days = 251,
    ];
    for change in breaks {
        let mut changed = notice();
        change(&mut changed);
        world.refuse(APPROVAL_OFFICER, revise(matter, changed), "NOTICE_CONTENT");
    }
}

#[test]
fn a_commitment_names_the_notice_as_it_stands_by_its_digest() {
    let (mut world, matter) = world_with_matter();
    let application = applied(&mut world, CLERK, matter);
    let first = commit(&world, application);
    let ApprovalsCommand::Commit { digest: old_digest, .. } = first.clone() else { panic!("a commitment") };
    let forged = ApprovalsCommand::Commit {
        application,
        revision: None,
        version: 1,
        digest: NoticeDigest("0".repeat(64)),
    };
    world.refuse(CLERK, forged, "NOTICE_DIGEST");
    world
        .accept(APPROVAL_OFFICER, revise(matter, NoticeContent { liability: "more".to_owned(), ..notice() }));
    let refusal = world.refuse(CLERK, first, "NOTICE_NOT_CURRENT");
    assert_eq!(refusal.numbers[1].value, "2");
    let old = ApprovalsCommand::Commit { application, revision: None, version: 2, digest: old_digest };
    world.refuse(CLERK, old, "NOTICE_DIGEST");
    world.accept(CLERK, commit(&world, application));
    // A newer notice again: nothing is granted on the old one, and the enterprise may commit to the new one.
    world.refuse(CLERK, commit(&world, application), "APPLICATION_STATUS");
    world.accept(APPROVAL_OFFICER, revise(matter, notice()));
    world.refuse(APPROVAL_OFFICER, grant(application), "NOTICE_NOT_CURRENT");
    world.accept(CLERK, commit(&world, application));
    assert_eq!(tasks(&world), [TaskKind::DecideApplication]);
    world.accept(APPROVAL_OFFICER, grant(application));
    let committed = found(&world, application).commitment.as_ref().unwrap();
    let notice = world.state.approvals.matter(matter).unwrap().notice(3).unwrap();
    assert_eq!((committed.version, &committed.digest), (3, &notice.digest));
    assert_eq!(notice.digest, notice.content.digest(matter, 3), "everybody can compute it again");
}

#[test]
fn only_the_enterprise_itself_commits() {
    let (mut world, matter) = world_with_matter();
    let content = building("1", "1");
    let for_another = apply(&world, OTHER_CLERK, matter, content.clone());
    world.refuse(CLERK, for_another, "NOT_PERMITTED");
    let application = applied(&mut world, CLERK, matter);
    world.refuse(OTHER_CLERK, commit(&world, application), "UNKNOWN_APPLICATION");
    world.refuse(GATE, commit(&world, application), "UNKNOWN_APPLICATION");
    world.refuse(APPROVAL_OFFICER, commit(&world, application), "NOT_PERMITTED");
    let (principal, agent) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    let (valid_from, valid_until) = (date("2026-01-01"), date("2026-12-31"));
    world.accept(ADMINISTRATOR, ZoneCommand::GiveMandate { principal, agent, valid_from, valid_until });
    let for_principal = ApprovalsCommand::Apply { enterprise: principal, matter, content };
    world.accept(OTHER_CLERK, for_principal);
    world.refuse(OTHER_CLERK, commit(&world, application), "NOT_PERMITTED");
}

#[test]
fn who_applied_or_committed_does_not_decide() {
    let (mut world, matter) = world_with_matter();
    let enterprise = world.enterprise_of(CLERK);
    world.register(BOTH, (Role::ApprovalOfficer, GrantScope::Zone));
    let user = etown_values::UserId::from_raw(BOTH);
    let (role, scope) = (Role::EnterpriseOfficer, GrantScope::Enterprise(enterprise));
    world.accept(ADMINISTRATOR, ZoneCommand::GrantRole { user, role, scope });
    let own = applied(&mut world, BOTH, matter);
    world.accept(CLERK, commit(&world, own));
    world.refuse(BOTH, grant(own), "MAKER_IS_CHECKER");
    let committed = applied(&mut world, CLERK, matter);
    world.accept(BOTH, commit(&world, committed));
    world.refuse(BOTH, grant(committed), "MAKER_IS_CHECKER");
    world.refuse(BOTH, refuse_application(committed), "MAKER_IS_CHECKER");
    world.refuse(CLERK, grant(committed), "NOT_PERMITTED");
    world.accept(APPROVAL_OFFICER, grant(committed));
    world.accept(APPROVAL_OFFICER, refuse_application(own));
    assert_eq!(found(&world, own).status, ApplicationStatus::Refused);
    assert_eq!(tasks(&world), [TaskKind::VerifyApplication]);
}

#[test]
fn small_is_up_to_the_limits_that_are_in_force() {
    let (mut world, matter) = world_with_matter();
    for (area, height, field, limit) in [
        ("5000.01", "24", "building.floor_area_square_metres", "5000.00"),
        ("5000", "24.1", "building.height_metres", "24.00"),
    ] {
        let command = apply(&world, CLERK, matter, building(area, height));
        let refusal = world.refuse(CLERK, command, "BEYOND_COMMITMENT");
        assert_eq!(refusal.field.as_deref(), Some(field));
        assert_eq!(refusal.largest_accepted.as_deref(), Some(limit));
    }
    for (area, height) in [("0", "1"), ("1", "0"), ("-1", "1")] {
        let command = apply(&world, CLERK, matter, building(area, height));
        world.refuse(CLERK, command, "APPLICATION_CONTENT");
    }
    let without = ApplicationContent { building: None, ..building("1", "1") };
    let command = apply(&world, CLERK, matter, without.clone());
    world.refuse(CLERK, command, "APPLICATION_CONTENT");
    let nameless = ApplicationContent { project: "\n".to_owned(), ..building("1", "1") };
    let command = apply(&world, CLERK, matter, nameless);
    world.refuse(CLERK, command, "APPLICATION_CONTENT");
    let everybody = open(&mut world, NoticeContent { eligibility: Eligibility::Open, ..notice() });
    let command = apply(&world, CLERK, everybody, building("1", "1"));
    world.refuse(CLERK, command, "APPLICATION_CONTENT");
    let command = apply(&world, CLERK, everybody, without);
    world.accept(CLERK, command);
    // A limit that fell between application and commitment counts.
    let application = applied(&mut world, CLERK, matter);
    let parameters = vec![setting("approvals.small_building.floor_area_square_metres_max", "4000")];
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    world.refuse(CLERK, commit(&world, application), "BEYOND_COMMITMENT");
}

#[test]
fn what_is_wrong_is_put_right_by_a_date() {
    let (mut world, matter) = world_with_matter();
    let application = granted(&mut world, CLERK, matter);
    for until in ["2026-03-02", "2027-03-04"] {
        world.refuse(APPROVAL_OFFICER, rectify(application, until), "RECTIFICATION_DATE");
    }
    world.refuse(CLERK, rectify(application, "2026-04-01"), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, rectify(application, "2026-04-01"), "UNKNOWN_APPLICATION");
    world.accept(APPROVAL_OFFICER, rectify(application, "2026-04-01"));
    let calendar = world.state.calendar.clone();
    let shown = found(&world, application);
    assert_eq!(shown.status, ApplicationStatus::Rectifying);
    assert_eq!(shown.due_on(&calendar), Some(date("2026-04-01")));
    assert!(shown.is_overdue(&calendar, date("2026-04-02")));
    assert_eq!(tasks(&world), [TaskKind::VerifyApplication]);
    world.accept(APPROVAL_OFFICER, verify(application));
}

#[test]
fn a_revocation_stops_the_groups_goods_until_the_credit_is_repaired() {
    let (mut world, matter) = world_with_matter();
    form_group(&mut world);
    let book = world.active_book(AtShipment);
    let goods = || content(Movement::Import, vec![line(1, METAL, "2")]);
    let waiting = world.draft_list(book, goods());
    let submitted = world.submit_list(book, with_trucks(goods(), &["T1"]));
    let slip_waiting = world.applied_slip(slip(&[submitted], &["T1"]));
    let offender = world.enterprise_of(OTHER_CLERK);
    let application = granted(&mut world, OTHER_CLERK, matter);
    let other_application = applied(&mut world, OTHER_CLERK, matter);
    world.refuse(APPROVAL_OFFICER, repair(application), "APPLICATION_STATUS");
    let short = ApprovalsCommand::RevokeApproval { application, revision: None, reason: "no".to_owned() };
    world.refuse(APPROVAL_OFFICER, short, "REASON_MISSING");
    world.refuse(CUSTOMS, revoke(application), "NOT_PERMITTED");
    world.accept(APPROVAL_OFFICER, revoke(application));
    let position = found(&world, application).revoked_position.unwrap();
    assert_eq!(credit_class(&world, offender), CreditClass::Discredited);
    assert!(tasks(&world).iter().all(|kind| *kind != TaskKind::VerifyApplication));
    let submit = |list| BondedCommand::SubmitList { list, revision: None };
    let approve = |list| BondedCommand::ApproveList { list, revision: None };
    let approve_slip = BondedCommand::ApproveSlip { slip: slip_waiting, revision: None };
    let enterprise = world.enterprise_of(CLERK);
    let another_slip = BondedCommand::ApplySlip { enterprise, content: slip(&[submitted], &["T1"]) };
    let refusals = [
        world.refuse(CLERK, submit(waiting), "GROUP_RESTRICTED"),
        world.refuse(CUSTOMS, approve(submitted), "GROUP_RESTRICTED"),
        world.refuse(CLERK, another_slip, "GROUP_RESTRICTED"),
        world.refuse(CUSTOMS, approve_slip, "GROUP_RESTRICTED"),
        world.refuse(OTHER_CLERK, apply(&world, OTHER_CLERK, matter, building("1", "1")), "PAST_OFFENDER"),
        world.refuse(OTHER_CLERK, commit(&world, other_application), "PAST_OFFENDER"),
    ];
    assert!(refusals.iter().all(|refusal| refusal.cites == Some(position)));
    // The rest of the group may commit: the broken word is not theirs.
    granted(&mut world, CLERK, matter);
    world.refuse(OTHER_CLERK, repair(application), "NOT_PERMITTED");
    world.accept(APPROVAL_OFFICER, repair(application));
    assert_eq!(found(&world, application).status, ApplicationStatus::Repaired);
    assert_eq!(credit_class(&world, offender), CreditClass::Discredited, "it stays where it fell");
    world.accept(CLERK, submit(waiting));
    world.accept(CUSTOMS, approve(submitted));
    world.accept(OTHER_CLERK, commit(&world, other_application));
}

#[test]
fn each_revocation_is_repaired_by_itself() {
    let (mut world, matter) = world_with_matter();
    let applications = [0, 1].map(|_| granted(&mut world, OTHER_CLERK, matter));
    for application in applications {
        world.accept(APPROVAL_OFFICER, revoke(application));
    }
    let offender = world.enterprise_of(OTHER_CLERK);
    assert_eq!(credit_class(&world, offender), CreditClass::Discredited, "there is no class below");
    world.accept(APPROVAL_OFFICER, repair(applications[0]));
    let second = found(&world, applications[1]).revoked_position;
    assert_eq!(world.state.parties.restriction_of(offender).map(|found| found.position), second);
    world.accept(APPROVAL_OFFICER, repair(applications[1]));
    assert_eq!(world.state.parties.restrictions().count(), 0);
}
