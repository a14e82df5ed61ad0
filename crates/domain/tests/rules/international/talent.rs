//! Work permits by points: the total, its rows, and who decides.

use etown_domain::Event;
use etown_domain::international::points::{Category, score};
use etown_domain::international::talent::{Merit, TalentFacts, TalentStatus};
use etown_domain::international::{InternationalCommand as Command, InternationalEvent, scored};
use etown_values::{Currency, EnterpriseId, Money, TalentId};
use proptest::prelude::*;

use super::super::support::{CLERK, GATE, INVESTMENT_OFFICER as OFFICER, OTHER_CLERK, date};
use super::samples::{OTHER_OFFICER, facts, table, world, yuan};

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
