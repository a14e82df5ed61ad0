//! Rules about key tasks, their evidence, their ratios and lights, and pilots of measures.

use etown_domain::kernel::access::GrantScope;
use etown_domain::programme::light::{Colour, light};
use etown_domain::programme::pilot::{PilotFiling, PilotStage};
use etown_domain::programme::share::Share;
use etown_domain::programme::task::{Citation, Milestone, ProgrammeFiling, Step, TaskFiling, TaskStatus};
use etown_domain::programme::{ProgrammeCommand as Do, ProgrammeEvent};
use etown_domain::{Command, Event, Role};
use etown_values::{KeyTaskId, Percent, PilotId, ProgrammeId};
use proptest::prelude::*;

use super::support::{AUDITOR, CLERK, INVESTMENT_OFFICER, LAND_OFFICER, PROGRAMME_OFFICER, World, date};

const SECOND_OFFICER: u128 = 31;

fn world() -> World {
    let mut world = World::new();
    world.register(SECOND_OFFICER, (Role::ProgrammeOfficer, GrantScope::Zone));
    world
}

fn accept(world: &mut World, actor: u128, command: Do) -> Vec<Event> {
    world.accept(actor, Command::Programme(command))
}

fn refused(world: &mut World, actor: u128, command: Do, code: &str) {
    world.refuse(actor, Command::Programme(command), code);
}

fn programme_filing() -> ProgrammeFiling {
    ProgrammeFiling {
        name: "独立创新任务".to_owned(),
        name_english: "Independent innovation tasks".to_owned(),
        issuer: "Invented Office".to_owned(),
        launched_target: Some("90".parse().unwrap()),
        completed_target: None,
    }
}

fn programme(world: &mut World) -> ProgrammeId {
    let events = accept(world, PROGRAMME_OFFICER, Do::OpenProgramme { filing: programme_filing() });
    match &events[..] {
        [Event::Programme(ProgrammeEvent::ProgrammeOpened { programme, .. })] => *programme,
        other => panic!("a programme is opened, not {other:?}"),
    }
}

fn task_filing(number: u32) -> TaskFiling {
    let milestone = |title: &str, due| Milestone {
        title: title.to_owned(),
        title_english: title.to_owned(),
        due: date(due),
    };
    TaskFiling {
        number,
        title: "一号任务".to_owned(),
        title_english: "Task one".to_owned(),
        lead: Role::LandOfficer,
        due: date("2026-06-30"),
        milestones: vec![milestone("half", "2026-04-15")],
    }
}

fn task(world: &mut World, programme: ProgrammeId, number: u32) -> KeyTaskId {
    let filing = task_filing(number);
    let events = accept(world, PROGRAMME_OFFICER, Do::AddKeyTask { programme, filing });
    match &events[..] {
        [Event::Programme(ProgrammeEvent::KeyTaskAdded { task, .. })] => *task,
        other => panic!("a task is added, not {other:?}"),
    }
}

/// An entry that is about something else than programmes: the first one of the journal.
fn citing(position: u64) -> Vec<Citation> {
    vec![Citation { position, shows: "the permit".to_owned() }]
}

fn report(task: KeyTaskId, step: Step, evidence: Vec<Citation>) -> Do {
    Do::ReportProgress { task, revision: None, step, evidence }
}

fn confirm(task: KeyTaskId) -> Do {
    Do::ConfirmProgress { task, revision: None }
}

fn advance(world: &mut World, task: KeyTaskId, step: Step, position: u64) {
    accept(world, LAND_OFFICER, report(task, step, citing(position)));
    accept(world, PROGRAMME_OFFICER, confirm(task));
}

#[test]
fn a_task_goes_from_launch_over_its_milestones_to_completion_each_step_confirmed_by_a_second_person() {
    let mut world = world();
    let programme = programme(&mut world);
    let task = task(&mut world, programme, 1);
    let status = |world: &World| world.state.programme.task(task).unwrap().status();
    assert_eq!(status(&world), TaskStatus::Planned);

    accept(&mut world, LAND_OFFICER, report(task, Step::Launch, citing(0)));
    assert_eq!(status(&world), TaskStatus::Planned, "a reported step does not count yet");
    refused(&mut world, LAND_OFFICER, report(task, Step::Launch, citing(1)), "PROGRESS_WAITS");
    accept(&mut world, PROGRAMME_OFFICER, confirm(task));
    assert_eq!(status(&world), TaskStatus::Launched);
    refused(&mut world, PROGRAMME_OFFICER, confirm(task), "NOTHING_REPORTED");
    refused(&mut world, LAND_OFFICER, report(task, Step::Complete, citing(1)), "PROGRESS_ORDER");
    advance(&mut world, task, Step::Milestone(1), 1);
    advance(&mut world, task, Step::Complete, 2);
    assert_eq!(status(&world), TaskStatus::Completed);
    refused(&mut world, LAND_OFFICER, report(task, Step::Complete, citing(3)), "PROGRESS_ORDER");
}

#[test]
fn a_step_without_evidence_or_with_evidence_that_proves_nothing_is_refused() {
    let mut world = world();
    let programme = programme(&mut world);
    let task = task(&mut world, programme, 1);
    let last = world.position - 1;
    let mut launch =
        |evidence, code| refused(&mut world, LAND_OFFICER, report(task, Step::Launch, evidence), code);
    launch(vec![], "EVIDENCE_MISSING");
    launch(vec![Citation { position: 0, shows: "  ".to_owned() }], "EVIDENCE_MISSING");
    launch(citing(1_000_000), "EVIDENCE_UNKNOWN");
    launch(citing(last + 1), "EVIDENCE_UNKNOWN");
    launch(citing(last), "EVIDENCE_CIRCULAR");
    launch([citing(0), citing(0)].concat(), "EVIDENCE_REPEATED");
    advance(&mut world, task, Step::Launch, 0);
    refused(&mut world, LAND_OFFICER, report(task, Step::Milestone(1), citing(0)), "EVIDENCE_REPEATED");
}

#[test]
fn only_the_leading_desk_reports_and_only_another_programme_officer_confirms() {
    let mut world = world();
    let programme = programme(&mut world);
    let of_land = task(&mut world, programme, 1);
    refused(&mut world, INVESTMENT_OFFICER, report(of_land, Step::Launch, citing(0)), "NOT_PERMITTED");
    refused(&mut world, AUDITOR, report(of_land, Step::Launch, citing(0)), "NOT_PERMITTED");
    refused(&mut world, LAND_OFFICER, Do::OpenProgramme { filing: programme_filing() }, "NOT_PERMITTED");

    let filing = TaskFiling { lead: Role::ProgrammeOfficer, ..task_filing(2) };
    let events = accept(&mut world, PROGRAMME_OFFICER, Do::AddKeyTask { programme, filing });
    let [Event::Programme(ProgrammeEvent::KeyTaskAdded { task: own, .. })] = events[..] else { panic!() };
    accept(&mut world, PROGRAMME_OFFICER, report(own, Step::Launch, citing(0)));
    refused(&mut world, PROGRAMME_OFFICER, confirm(own), "MAKER_IS_CHECKER");
    refused(&mut world, LAND_OFFICER, confirm(own), "NOT_PERMITTED");
    let reason = "the permit is another parcel's".to_owned();
    accept(&mut world, SECOND_OFFICER, Do::ReturnProgress { task: own, revision: None, reason });
    assert!(world.state.programme.task(own).unwrap().reported.is_none());
    assert_eq!(world.state.worklist.open().count(), 0);
}

#[test]
fn what_is_filed_is_checked_field_by_field() {
    let mut world = world();
    let programme = programme(&mut world);
    let mut open = |change: fn(&mut ProgrammeFiling), code| {
        let mut filing = programme_filing();
        change(&mut filing);
        refused(&mut world, PROGRAMME_OFFICER, Do::OpenProgramme { filing }, code);
    };
    open(|filing| filing.name = " ".to_owned(), "PROGRAMME_TEXT");
    open(|filing| filing.launched_target = Some("100.000000001".parse().unwrap()), "PROGRAMME_TARGET");
    open(|filing| filing.completed_target = Some("0".parse().unwrap()), "PROGRAMME_TARGET");

    task(&mut world, programme, 1);
    let mut add = |change: fn(&mut TaskFiling), code| {
        let mut filing = task_filing(2);
        change(&mut filing);
        refused(&mut world, PROGRAMME_OFFICER, Do::AddKeyTask { programme, filing }, code);
    };
    add(|filing| filing.number = 1, "KEY_TASK_NUMBER_TAKEN");
    add(|filing| filing.number = 0, "KEY_TASK_NUMBER_TAKEN");
    add(|filing| filing.lead = Role::Auditor, "KEY_TASK_LEAD");
    add(|filing| filing.due = date("2026-03-01"), "KEY_TASK_DATES");
    add(|filing| filing.due = date("2026-04-14"), "KEY_TASK_DATES");
    add(|filing| filing.milestones[0].due = date("2026-03-01"), "KEY_TASK_DATES");
    let unknown = ProgrammeId::from_raw(9);
    let filing = task_filing(2);
    refused(
        &mut world,
        PROGRAMME_OFFICER,
        Do::AddKeyTask { programme: unknown, filing },
        "UNKNOWN_PROGRAMME",
    );
    refused(&mut world, PROGRAMME_OFFICER, confirm(KeyTaskId::from_raw(9)), "UNKNOWN_KEY_TASK");
}

#[test]
fn who_acts_on_an_older_revision_is_told_so() {
    let mut world = world();
    let programme = programme(&mut world);
    let task = task(&mut world, programme, 1);
    accept(&mut world, LAND_OFFICER, report(task, Step::Launch, citing(0)));
    let command = Do::ConfirmProgress { task, revision: Some(1) };
    refused(&mut world, PROGRAMME_OFFICER, command, "STALE_REVISION");
}

#[test]
fn a_pilot_goes_from_measure_to_scenario_first_use_and_result() {
    let mut world = world();
    let filing = PilotFiling {
        measure: "试点措施".to_owned(),
        measure_english: "An invented measure".to_owned(),
        document: "Invented document 1".to_owned(),
        issued_on: date("2026-01-05"),
        lead: Role::LandOfficer,
    };
    let late = PilotFiling { issued_on: date("2026-03-03"), ..filing.clone() };
    refused(&mut world, PROGRAMME_OFFICER, Do::OpenPilot { filing: late }, "PILOT_DATE");
    let events = accept(&mut world, PROGRAMME_OFFICER, Do::OpenPilot { filing });
    let [Event::Programme(ProgrammeEvent::PilotOpened { pilot, .. })] = events[..] else { panic!() };
    let first_use =
        |used_on| Do::RecordFirstUse { pilot, revision: None, used_on: date(used_on), evidence: citing(0) };
    let conclude = |position| Do::ConcludePilot {
        pilot,
        revision: None,
        result: "It works and others can repeat it.".to_owned(),
        is_replicable: true,
        evidence: citing(position),
    };
    refused(&mut world, LAND_OFFICER, first_use("2026-03-01"), "PILOT_STAGE");
    let scenario = "One parcel, one enterprise".to_owned();
    accept(&mut world, LAND_OFFICER, Do::DescribeScenario { pilot, revision: None, scenario });
    refused(&mut world, LAND_OFFICER, first_use("2026-01-04"), "PILOT_DATE");
    accept(&mut world, LAND_OFFICER, first_use("2026-03-01"));
    refused(&mut world, PROGRAMME_OFFICER, conclude(0), "EVIDENCE_REPEATED");
    accept(&mut world, PROGRAMME_OFFICER, conclude(1));
    assert_eq!(world.state.programme.pilot(pilot).unwrap().stage(), PilotStage::Concluded);
    refused(&mut world, PROGRAMME_OFFICER, conclude(2), "PILOT_STAGE");
    let unknown =
        Do::DescribeScenario { pilot: PilotId::from_raw(9), revision: None, scenario: "x".to_owned() };
    refused(&mut world, PROGRAMME_OFFICER, unknown, "UNKNOWN_PILOT");
}

#[test]
fn an_enterprise_may_look_and_not_touch() {
    let mut world = world();
    let programme = programme(&mut world);
    let task = task(&mut world, programme, 1);
    refused(&mut world, CLERK, report(task, Step::Launch, citing(0)), "NOT_PERMITTED");
}

#[test]
fn ninety_percent_is_reached_by_whole_numbers_and_never_by_rounding() {
    let target: Option<Percent> = Some("90".parse().unwrap());
    let met = |count, total| Share::of(count, total, target).unwrap();
    assert_eq!(met(26, 29).is_met, Some(false));
    assert_eq!(met(26, 29).percent.unwrap().to_string(), "89.655");
    assert_eq!(met(27, 30).is_met, Some(true));
    assert_eq!(met(179, 199).is_met, Some(false));
    assert_eq!(met(0, 0).is_met, None, "no tasks are neither enough nor too few");
    assert_eq!(Share::of(1, 2, None).unwrap().is_met, None);
}

proptest! {
    /// Reached exactly when count / total is not below the target, as fractions.
    #[test]
    fn a_target_is_met_exactly_when_the_fraction_reaches_it(count in 0_u64..5_000, total in 1_u64..5_000, target in 1_i128..=100) {
        let percent = Percent::from_whole(target).unwrap();
        let share = Share::of(count, total, Some(percent)).unwrap();
        let is_met = i128::from(count) * 100 >= target * i128::from(total);
        prop_assert_eq!(share.is_met, Some(is_met));
    }
}

#[test]
fn a_light_follows_the_working_days_to_the_next_date_and_keeps_that_it_was_late() {
    let mut world = world();
    let programme = programme(&mut world);
    let task = task(&mut world, programme, 1);
    let within = |world: &World, near: Option<u32>| {
        let task = world.state.programme.task(task).unwrap();
        light(&world.state.calendar, task, world.today(), near).unwrap()
    };
    let shown = |world: &World| within(world, Some(10));
    // 2 March to 15 April 2026: more than ten working days by any count; the year is not published in this world.
    assert_eq!(shown(&world).colour, Colour::Green);
    assert_eq!(shown(&world).unpublished_years, vec![2026]);
    world.pass_days(35);
    assert_eq!(shown(&world).colour, Colour::Amber);
    assert_eq!(within(&world, None).colour, Colour::Green, "where no number of days is set, no date is near");
    world.pass_days(15);
    assert_eq!(shown(&world).colour, Colour::Red);
    advance(&mut world, task, Step::Launch, 0);
    advance(&mut world, task, Step::Milestone(1), 1);
    let light = shown(&world);
    assert_eq!((light.colour, light.was_late), (Colour::Green, true));
    advance(&mut world, task, Step::Complete, 2);
    assert_eq!(shown(&world).colour, Colour::Done);
}

#[test]
fn a_programme_counts_launched_and_completed_tasks() {
    let mut world = world();
    let programme = programme(&mut world);
    for number in 1..=10 {
        let task = task(&mut world, programme, number);
        if number <= 9 {
            advance(&mut world, task, Step::Launch, 0);
        }
    }
    let found = world.state.programme.programme(programme).unwrap();
    let standing = world.state.programme.standing(found, None).unwrap();
    assert_eq!((standing.launched.count, standing.launched.total), (9, 10));
    assert_eq!(standing.launched.is_met, Some(true));
    assert_eq!(standing.completed.count, 0);
    assert_eq!(standing.completed.is_met, None, "no share of completed tasks is promised");
}
