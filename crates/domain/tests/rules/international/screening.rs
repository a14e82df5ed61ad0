//! Screening a project against the edition of the negative list that is in force.

use etown_domain::Event;
use etown_domain::international::InternationalCommand as Command;
use etown_domain::international::negative_list::Reason;
use etown_domain::international::stage::Stage;

use super::super::support::{ADMINISTRATOR, INVESTMENT_OFFICER as OFFICER};
use super::samples::{advance, advance_to, content, edition, found, open, screen, world};

#[test]
fn a_screening_tells_edition_items_and_reasons_and_a_prohibited_item_goes_no_further() {
    let mut world = world();
    let mut smokes = content();
    smokes.industry_codes.push("5128".to_owned());
    smokes.activity = "wholesale of TOBACCO products".to_owned();
    let project = open(&mut world, smokes, "2026-03-01");
    let events = world.accept(OFFICER, screen(project, "2024"));
    let screening = found(&world, project).screening.clone().unwrap();
    assert_eq!(
        (screening.edition.as_str(), screening.items_kept, screening.items_published),
        ("2024", 2, 29)
    );
    assert_eq!(screening.met.len(), 1);
    let industry = Reason::Industry { of_item: "51".to_owned(), of_project: "5128".to_owned() };
    assert_eq!(screening.met[0].reasons, [industry, Reason::Word { word: "Tobacco".to_owned() }]);
    let about = match &events[0] {
        Event::International(event) => event.about(),
        other => panic!("not of this part: {other:?}"),
    };
    assert_eq!(about.facts, [("edition", "2024".to_owned()), ("items", "3".to_owned())]);
    let refusal = world.refuse(OFFICER, advance(project, Stage::Contact, "2026-03-02"), "PROHIBITED_ITEM");
    assert!(refusal.numbers.iter().any(|number| (number.name, number.value.as_str()) == ("item", "3")));
    assert_eq!(refusal.cites, Some(screening.position));
    // What is planned is said anew, and screened anew.
    let amend = Command::AmendProject { project, revision: None, content: content() };
    world.accept(OFFICER, amend);
    assert_eq!(found(&world, project).screening, None);
    world.accept(OFFICER, screen(project, "2024"));
    world.accept(OFFICER, advance(project, Stage::Contact, "2026-03-02"));
}

#[test]
fn a_restricted_item_needs_its_conditions_recorded() {
    let mut world = world();
    let mut power = content();
    power.industry_codes = vec!["4414".to_owned()];
    let project = open(&mut world, power, "2026-03-01");
    let condition = |item: &str, met_by: &str| Command::RecordCondition {
        project,
        revision: None,
        item: item.to_owned(),
        met_by: met_by.to_owned(),
    };
    world.refuse(OFFICER, condition("7", "articles of association"), "NOT_SCREENED");
    world.accept(OFFICER, screen(project, "2024"));
    world.refuse(OFFICER, advance(project, Stage::Contact, "2026-03-02"), "CONDITIONS_MISSING");
    world.refuse(OFFICER, condition("3", "articles of association"), "NO_RESTRICTED_ITEM");
    world.refuse(OFFICER, condition("7", " "), "INVESTMENT_TEXT");
    world.accept(OFFICER, condition("7", "articles of association: 51 percent Chinese"));
    world.accept(OFFICER, advance(project, Stage::Contact, "2026-03-02"));
}

#[test]
fn an_edition_that_is_not_in_force_on_the_date_screens_nothing() {
    let mut world = world();
    let project = open(&mut world, content(), "2026-03-01");
    world.refuse(OFFICER, screen(project, "1999"), "EDITION_NOT_IN_FORCE");
    let list = edition("2026", "2026-03-10", Some("2026-03-20"));
    world.accept(ADMINISTRATOR, Command::ActivateNegativeList { list });
    let refusal = world.refuse(OFFICER, screen(project, "2026"), "EDITION_NOT_IN_FORCE");
    assert!(refusal.numbers.iter().any(|number| number.value == "2024"), "it names the one in force");
    world.accept(OFFICER, screen(project, "2024"));
    world.pass_days(8);
    world.refuse(OFFICER, screen(project, "2024"), "EDITION_NOT_IN_FORCE");
    // An agreement of before the change rests on the list of its day, one of after it does not.
    advance_to(&mut world, project, Stage::Negotiation, "2026-03-09");
    world.refuse(OFFICER, advance(project, Stage::Agreement, "2026-03-10"), "EDITION_NOT_IN_FORCE");
    world.accept(OFFICER, advance(project, Stage::Agreement, "2026-03-09"));
    world.pass_days(11);
    world.refuse(OFFICER, screen(project, "2026"), "EDITION_NOT_IN_FORCE");
}
