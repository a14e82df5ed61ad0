//! An edition of the negative list, a table of points, projects and facts to ask questions of.

use std::collections::BTreeSet;

use etown_domain::international::negative_list::{ListMeasure, NegativeItem, NegativeList};
use etown_domain::international::points_table::{Band, Choice, Experience, PointsTable};
use etown_domain::international::project::{InvestmentProject, ProjectContent};
use etown_domain::international::stage::Stage;
use etown_domain::international::talent::{Chinese, Education, Location, TalentFacts};
use etown_domain::international::{InternationalCommand as Command, InternationalEvent};
use etown_domain::kernel::access::{GrantScope, Role};
use etown_domain::{Event, ZoneCommand};
use etown_values::{Currency, InvestmentProjectId, Money};

use super::super::support::{ADMINISTRATOR, INVESTMENT_OFFICER as OFFICER, World, date, setting};

pub(super) const OTHER_OFFICER: u128 = 23;

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

pub(super) fn edition(name: &str, from: &str, until: Option<&str>) -> NegativeList {
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

pub(super) fn table(name: &str, from: &str) -> PointsTable {
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

pub(super) fn yuan(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

pub(super) fn facts() -> TalentFacts {
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
pub(super) fn world() -> World {
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

pub(super) fn content() -> ProjectContent {
    ProjectContent {
        title: "Invented sensor plant".to_owned(),
        investor: "Nowhere Sensors GmbH".to_owned(),
        country: "DE".to_owned(),
        industry_codes: vec!["3973".to_owned()],
        activity: "makes sensors for cars".to_owned(),
        investment: yuan("80000000"),
    }
}

pub(super) fn open(world: &mut World, content: ProjectContent, on: &str) -> InvestmentProjectId {
    let events = world.accept(OFFICER, Command::OpenProject { content, on: date(on) });
    match &events[..] {
        [Event::International(InternationalEvent::ProjectOpened { project, .. })] => *project,
        other => panic!("one project is opened, not {other:?}"),
    }
}

pub(super) fn found(world: &World, project: InvestmentProjectId) -> &InvestmentProject {
    world.state.international.project(project).unwrap()
}

pub(super) fn screen(project: InvestmentProjectId, edition: &str) -> Command {
    Command::ScreenProject { project, revision: None, edition: edition.to_owned() }
}

pub(super) fn advance(project: InvestmentProjectId, stage: Stage, on: &str) -> Command {
    Command::AdvanceProject { project, revision: None, stage, on: date(on), note: String::new() }
}

pub(super) fn advance_to(world: &mut World, project: InvestmentProjectId, last: Stage, on: &str) {
    for stage in Stage::ALL {
        if found(world, project).stage() < stage && stage <= last {
            world.accept(OFFICER, advance(project, stage, on));
        }
    }
}
