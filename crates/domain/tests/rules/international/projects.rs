//! Investment projects: what they say, their stages, and the enterprise that one becomes.

use etown_domain::international::InternationalCommand as Command;
use etown_domain::international::project::ProjectContent;
use etown_domain::international::stage::{Stage, times_in_stages};
use etown_values::{EnterpriseId, InvestmentProjectId};

use super::super::support::{AUDITOR, CLERK, GATE, INVESTMENT_OFFICER as OFFICER, LAND_OFFICER, date};
use super::samples::{advance, advance_to, content, found, open, screen, world, yuan};

#[test]
fn a_project_says_what_it_is() {
    let mut world = world();
    let on = date("2026-03-01");
    let with = |change: fn(&mut ProjectContent)| {
        let mut changed = content();
        change(&mut changed);
        Command::OpenProject { content: changed, on }
    };
    for nobody in [CLERK, AUDITOR, LAND_OFFICER, GATE] {
        world.refuse(nobody, with(|_| ()), "NOT_PERMITTED");
    }
    world.refuse(OFFICER, with(|content| content.title.clear()), "INVESTMENT_TEXT");
    world.refuse(OFFICER, with(|content| content.country = "de".to_owned()), "COUNTRY_CODE");
    world.refuse(OFFICER, with(|content| content.industry_codes.clear()), "INDUSTRY_CODE");
    world.refuse(OFFICER, with(|content| content.industry_codes = vec!["397".to_owned()]), "INDUSTRY_CODE");
    world.refuse(OFFICER, with(|content| content.investment = yuan("0")), "INVESTMENT_AMOUNT");
    let tomorrow = Command::OpenProject { content: content(), on: date("2026-03-03") };
    world.refuse(OFFICER, tomorrow, "STAGE_DATE");
    world.refuse(OFFICER, screen(InvestmentProjectId::from_raw(9), "2024"), "UNKNOWN_INVESTMENT_PROJECT");
}

#[test]
fn stages_come_one_after_the_other_and_the_time_in_each_is_counted() {
    let mut world = world();
    let project = open(&mut world, content(), "2026-02-10");
    world.refuse(OFFICER, advance(project, Stage::Visit, "2026-02-20"), "STAGE_ORDER");
    world.refuse(OFFICER, advance(project, Stage::Lead, "2026-02-20"), "STAGE_ORDER");
    world.refuse(OFFICER, advance(project, Stage::Contact, "2026-02-09"), "STAGE_DATE");
    world.refuse(OFFICER, advance(project, Stage::Contact, "2026-03-03"), "STAGE_DATE");
    world.accept(OFFICER, advance(project, Stage::Contact, "2026-02-24"));
    advance_to(&mut world, project, Stage::Negotiation, "2026-02-27");
    world.refuse(OFFICER, advance(project, Stage::Agreement, "2026-03-02"), "NOT_SCREENED");
    let stale = Command::ScreenProject { project, revision: Some(1), edition: "2024".to_owned() };
    world.refuse(OFFICER, stale, "STALE_REVISION");
    let times = times_in_stages(found(&world, project), &world.state.calendar, world.today()).unwrap();
    let days: Vec<_> = times.iter().map(|time| (time.stage, time.days, time.working_days.days)).collect();
    let wanted =
        [(Stage::Lead, 14, 10), (Stage::Contact, 3, 3), (Stage::Visit, 0, 0), (Stage::Negotiation, 3, 1)];
    assert_eq!(days, wanted);
    assert_eq!(times[3].left_on, None);
    assert_eq!(times[0].working_days.unpublished_years, [2026], "the calendar says what it does not know");
    let drop = |reason: &str| Command::DropProject { project, revision: None, reason: reason.to_owned() };
    world.refuse(OFFICER, drop(""), "INVESTMENT_TEXT");
    world.accept(OFFICER, drop("the investor went elsewhere"));
    world.refuse(OFFICER, drop("again"), "PROJECT_DROPPED");
}

#[test]
fn a_registered_project_names_the_enterprise_that_it_became() {
    let mut world = world();
    let project = open(&mut world, content(), "2026-03-01");
    let enterprise = world.enterprise_of(CLERK);
    let name = |project, enterprise| Command::NameEnterprise { project, revision: None, enterprise };
    world.refuse(OFFICER, name(project, enterprise), "PROJECT_NOT_REGISTERED");
    world.accept(OFFICER, screen(project, "2024"));
    advance_to(&mut world, project, Stage::Expansion, "2026-03-02");
    world.refuse(OFFICER, advance(project, Stage::Expansion, "2026-03-02"), "STAGE_ORDER");
    world.refuse(OFFICER, name(project, EnterpriseId::from_raw(9)), "UNKNOWN_ENTERPRISE");
    world.accept(OFFICER, name(project, enterprise));
    world.refuse(OFFICER, name(project, enterprise), "ENTERPRISE_ALREADY_NAMED");
    let other = open(&mut world, content(), "2026-03-01");
    world.accept(OFFICER, screen(other, "2024"));
    advance_to(&mut world, other, Stage::Registered, "2026-03-02");
    world.refuse(OFFICER, name(other, enterprise), "ENTERPRISE_ALREADY_NAMED");
}
