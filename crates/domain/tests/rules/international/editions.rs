//! Editions of the negative list and tables of points: only sound ones, by the administrator.

use etown_domain::international::InternationalCommand as Command;
use etown_domain::international::negative_list::{ListMeasure, NegativeList};
use etown_domain::international::points_table::PointsTable;
use etown_domain::international::talent::Chinese;

use super::super::support::{ADMINISTRATOR, INVESTMENT_OFFICER as OFFICER, date};
use super::samples::{edition, table, world};

/// Spoils one place of a table.
type Gap = fn(&mut PointsTable);

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
