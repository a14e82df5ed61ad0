//! Rules about investment projects, work permits by points, cooperation platforms and institutions.
//! tidy: long because the desk, its lists and its tables are asked about in one world.

use std::collections::BTreeSet;

use etown_domain::international::negative_list::{ListMeasure, NegativeItem, NegativeList, Reason};
use etown_domain::international::partner::{
    Activity, InstitutionKind, PartnerFacts, PartnerId, PlatformKind,
};
use etown_domain::international::points::{Category, score};
use etown_domain::international::points_table::{Band, Choice, Experience, PointsTable};
use etown_domain::international::project::{InvestmentProject, ProjectContent};
use etown_domain::international::stage::{Stage, times_in_stages};
use etown_domain::international::talent::{Chinese, Education, Location, Merit, TalentFacts, TalentStatus};
use etown_domain::international::{InternationalCommand as Command, InternationalEvent, scored};
use etown_domain::kernel::access::{GrantScope, Role};
use etown_domain::{Event, ZoneCommand};
use etown_values::{Currency, EnterpriseId, InvestmentProjectId, Money, TalentId};
use proptest::prelude::*;

use super::support::{
    ADMINISTRATOR, AUDITOR, CLERK, GATE, INVESTMENT_OFFICER as OFFICER, LAND_OFFICER, OTHER_CLERK, World,
    date, setting,
};

/// Spoils one place of a table.
type Gap = fn(&mut PointsTable);
/// Spoils one fact of a partner.
type Wrong = fn(&mut PartnerFacts);

const OTHER_OFFICER: u128 = 23;

fn item(number: &str, code: &str, word: &str, measure: ListMeasure) -> NegativeItem {
    NegativeItem {
        number: number.to_owned(),
        title: "虚构条目".to_owned(),
        title_english: "Invented item".to_owned(),
        industry_codes: vec![code.to_owned()],
        words: vec![word.to_owned()],
        measure,
        source: "test".to_owned(),
        is_verified: false,
    }
}

fn edition(name: &str, from: &str, until: Option<&str>) -> NegativeList {
    let restricted =
        ListMeasure::Restricted { conditions: "a Chinese partner holds the majority".to_owned() };
    NegativeList {
        edition: name.to_owned(),
        title: "Invented negative list".to_owned(),
        effective_from: date(from),
        effective_until: until.map(date),
        source: "test".to_owned(),
        items_published: 29,
        missing: "27 items".to_owned(),
        items: vec![
            item("3", "51", "Tobacco", ListMeasure::Prohibited),
            item("7", "4414", "nuclear", restricted),
        ],
    }
}

fn band(from: u64, below: Option<u64>, points: u32) -> Band {
    Band { from, below, points }
}

fn choices<T: Copy>(all: &[T], points: &[u32]) -> Vec<Choice<T>> {
    all.iter().zip(points).map(|(is, points)| Choice { is: *is, points: *points }).collect()
}

fn table(name: &str, from: &str) -> PointsTable {
    PointsTable {
        edition: name.to_owned(),
        effective_from: date(from),
        source: "test".to_owned(),
        is_verified: false,
        salary: vec![
            band(0, Some(50_000), 0),
            band(50_000, Some(350_000), 11),
            band(350_000, Some(450_000), 17),
            band(450_000, None, 20),
        ],
        education: choices(Education::ALL, &[20, 15, 10, 0]),
        experience: Experience { years_min: 2, points_at_min: 5, points_per_further_year: 1, points_max: 20 },
        months: vec![band(0, Some(9), 5), band(9, None, 15)],
        chinese: choices(Chinese::ALL, &[5, 5, 5, 4, 3, 2, 1, 0]),
        age: vec![band(0, Some(26), 10), band(26, Some(46), 15), band(46, None, 5)],
        location: choices(Location::ALL, &[10, 10, 10, 0]),
        extra_points: 5,
        provincial_points_max: 10,
    }
}

fn yuan(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

fn facts() -> TalentFacts {
    TalentFacts {
        salary: yuan("360000"),
        education: Education::Doctor,
        experience_years: 10,
        months_per_year: 12,
        chinese: Chinese::LevelFour,
        age: 40,
        merits: BTreeSet::new(),
        location: Location::Elsewhere,
        provincial_points: 0,
        provincial_ground: String::new(),
    }
}

/// A zone with an edition in force, a table of points and two officers at the desk.
fn world() -> World {
    let mut world = World::new();
    world.register(OTHER_OFFICER, (Role::InvestmentOfficer, GrantScope::Zone));
    let parameters = vec![
        setting("international.talent.category_a_points", "85"),
        setting("international.talent.category_b_points", "60"),
    ];
    world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters });
    let list = edition("2024", "2024-11-01", None);
    world.accept(ADMINISTRATOR, Command::ActivateNegativeList { list });
    let table = table("points-1", "2017-04-01");
    world.accept(ADMINISTRATOR, Command::ActivatePointsTable { table });
    world
}

fn content() -> ProjectContent {
    ProjectContent {
        title: "Invented sensor plant".to_owned(),
        investor: "Nowhere Sensors GmbH".to_owned(),
        country: "DE".to_owned(),
        industry_codes: vec!["3973".to_owned()],
        activity: "makes sensors for cars".to_owned(),
        investment: yuan("80000000"),
    }
}

fn open(world: &mut World, content: ProjectContent, on: &str) -> InvestmentProjectId {
    let events = world.accept(OFFICER, Command::OpenProject { content, on: date(on) });
    match &events[..] {
        [Event::International(InternationalEvent::ProjectOpened { project, .. })] => *project,
        other => panic!("one project is opened, not {other:?}"),
    }
}

fn found(world: &World, project: InvestmentProjectId) -> &InvestmentProject {
    world.state.international.project(project).unwrap()
}

fn screen(project: InvestmentProjectId, edition: &str) -> Command {
    Command::ScreenProject { project, revision: None, edition: edition.to_owned() }
}

fn advance(project: InvestmentProjectId, stage: Stage, on: &str) -> Command {
    Command::AdvanceProject { project, revision: None, stage, on: date(on), note: String::new() }
}

fn advance_to(world: &mut World, project: InvestmentProjectId, last: Stage, on: &str) {
    for stage in Stage::ALL {
        if found(world, project).stage() < stage && stage <= last {
            world.accept(OFFICER, advance(project, stage, on));
        }
    }
}

#[test]
fn editions_and_tables_are_activated_by_the_administrator_and_only_when_they_are_sound() {
    let mut world = world();
    let list = |list| Command::ActivateNegativeList { list };
    world.refuse(OFFICER, list(edition("2030", "2030-01-01", None)), "NOT_PERMITTED");
    world.refuse(ADMINISTRATOR, list(edition("2024", "2030-01-01", None)), "NEGATIVE_LIST_EXISTS");
    world.refuse(ADMINISTRATOR, list(edition("2030", "2024-11-01", None)), "NEGATIVE_LIST_EXISTS");
    let wrongs: [fn(&mut NegativeList); 8] = [
        |list| list.edition.clear(),
        |list| list.effective_until = Some(date("2029-12-31")),
        |list| list.items_published = 1,
        |list| list.items[1].number = "3".to_owned(),
        |list| list.items[0].industry_codes = vec!["5".to_owned()],
        |list| (list.items[0].industry_codes, list.items[0].words) = (Vec::new(), Vec::new()),
        |list| list.items[0].title.clear(),
        |list| list.items[0].measure = ListMeasure::Restricted { conditions: " ".to_owned() },
    ];
    for wrong in wrongs {
        let mut changed = edition("2030", "2030-01-01", None);
        wrong(&mut changed);
        world.refuse(ADMINISTRATOR, list(changed), "NEGATIVE_LIST_CONTENT");
    }
    let points = |table| Command::ActivatePointsTable { table };
    world.refuse(ADMINISTRATOR, points(table("points-1", "2030-01-01")), "POINTS_TABLE_EXISTS");
    let gaps: [(&str, Gap); 6] = [
        ("salary", |table| table.salary[1].from = 60_000),
        ("salary", |table| table.salary[0].from = 1),
        ("months", |table| table.months[1].below = Some(12)),
        ("education", |table| table.education.truncate(table.education.len() - 1)),
        ("chinese", |table| table.chinese[1].is = Chinese::None),
        ("experience", |table| table.experience.points_at_min = 21),
    ];
    for (place, gap) in gaps {
        let mut changed = table("points-2", "2030-01-01");
        gap(&mut changed);
        let refusal = world.refuse(ADMINISTRATOR, points(changed), "POINTS_TABLE_CONTENT");
        assert_eq!(refusal.field.as_deref(), Some(place));
    }
}

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

#[test]
fn one_more_year_lifts_84_points_to_85_and_each_point_names_its_row() {
    let world = world();
    let today = world.today();
    let below = scored(&world.state, &facts(), today).unwrap();
    let above = TalentFacts { experience_years: 11, ..facts() };
    let above = scored(&world.state, &above, today).unwrap();
    assert_eq!((below.total, below.category), (84, Category::B));
    assert_eq!((above.total, above.category), (85, Category::A));
    let lines: Vec<_> = below.lines.iter().map(|line| (line.points, line.row, line.rule.as_str())).collect();
    let wanted = [
        (17, 3, "350000 <= x < 450000"),
        (20, 1, "doctor"),
        (13, 1, "min(5 + 1 * (x - 2), 20)"),
        (15, 2, "x >= 9"),
        (4, 4, "level_four"),
        (15, 2, "26 <= x < 46"),
        (0, 4, "elsewhere"),
        (0, 0, ""),
        (0, 0, "0 <= x <= 10"),
    ];
    assert_eq!(lines, wanted);
    let edge = |salary: &str| scored(&world.state, &TalentFacts { salary: yuan(salary), ..facts() }, today);
    assert_eq!(edge("349999.99").unwrap().lines[0].points, 11);
    assert_eq!(edge("350000").unwrap().lines[0].points, 17);
    let many = TalentFacts { merits: Merit::ALL.iter().copied().collect(), ..facts() };
    assert_eq!(scored(&world.state, &many, today).unwrap().total, 89, "merits give points once");
    let few = TalentFacts { experience_years: 1, age: 60, months_per_year: 3, ..facts() };
    assert_eq!(scored(&world.state, &few, today).unwrap().category, Category::C);
}

#[test]
fn an_employer_asks_and_a_second_person_at_the_desk_decides() {
    let mut world = world();
    let employer = world.enterprise_of(CLERK);
    let assess = |facts| Command::AssessTalent { employer, facts };
    world.refuse(GATE, assess(facts()), "NOT_PERMITTED");
    world.refuse(OTHER_CLERK, assess(facts()), "UNKNOWN_ENTERPRISE");
    let nobody = Command::AssessTalent { employer: EnterpriseId::from_raw(9), facts: facts() };
    world.refuse(OFFICER, nobody, "UNKNOWN_ENTERPRISE");
    let wrongs: [fn(&mut TalentFacts); 6] = [
        |facts| facts.salary = Money::parse("1", Currency::USD).unwrap(),
        |facts| facts.salary = yuan("-1"),
        |facts| facts.months_per_year = 13,
        |facts| facts.age = 101,
        |facts| facts.experience_years = 101,
        |facts| facts.provincial_points = 1,
    ];
    for wrong in wrongs {
        let mut changed = facts();
        wrong(&mut changed);
        world.refuse(CLERK, assess(changed), "TALENT_FACTS");
    }
    let provincial = TalentFacts { provincial_points: 11, provincial_ground: "list 1".to_owned(), ..facts() };
    let refusal = world.refuse(CLERK, assess(provincial), "PROVINCIAL_POINTS");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("10"));
    let asked = |events: &[Event]| match events {
        [Event::International(InternationalEvent::TalentAssessed { talent, .. }), ..] => *talent,
        other => panic!("one assessment is asked for, not {other:?}"),
    };
    let talent = asked(&world.accept(CLERK, assess(facts())));
    let confirm = |talent| Command::ConfirmTalent { talent, revision: None };
    world.refuse(CLERK, confirm(talent), "NOT_PERMITTED");
    world.refuse(OFFICER, confirm(TalentId::from_raw(9)), "UNKNOWN_TALENT");
    world.accept(OFFICER, confirm(talent));
    world.refuse(OFFICER, confirm(talent), "TALENT_STATUS");
    assert_eq!(world.state.international.talent(talent).unwrap().status, TalentStatus::Confirmed);
    let own = asked(&world.accept(OFFICER, assess(facts())));
    world.refuse(OFFICER, confirm(own), "MAKER_IS_CHECKER");
    let decline = |reason: &str| {
        let reason = reason.to_owned();
        Command::DeclineTalent { talent: own, revision: Some(1), reason }
    };
    world.refuse(OTHER_OFFICER, decline(" "), "TALENT_REASON");
    world.accept(OTHER_OFFICER, decline("the contract of work is missing"));
    assert_eq!(world.state.worklist.open().count(), 0);
    let before = scored(&world.state, &facts(), date("2017-03-31")).unwrap_err();
    assert_eq!(before.code.text, "NO_POINTS_TABLE");
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever the facts, the trace has one line a criterion, adds up to the total, and more salary or more years of
    /// experience never take points away.
    #[test]
    fn the_trace_adds_up(fen in 0_i128..100_000_000, years in 0_u32..60, age in 0_u32..100, months in 0_u32..13) {
        let table = table("points-1", "2017-04-01");
        let salary = Money::new(fen, Currency::CNY);
        let facts = TalentFacts { salary, experience_years: years, age, months_per_year: months, ..facts() };
        let scored = score(&table, &facts, (85, 60)).unwrap();
        prop_assert_eq!(scored.lines.len(), 9);
        prop_assert_eq!(scored.lines.iter().map(|line| line.points).sum::<u32>(), scored.total);
        let salary = Money::new(fen + 1_000_000, Currency::CNY);
        let more = TalentFacts { salary, experience_years: years + 1, ..facts };
        prop_assert!(score(&table, &more, (85, 60)).unwrap().total >= scored.total);
    }
}
