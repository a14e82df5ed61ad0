//! Rules about which enterprise belongs to which industry and cluster, and what the zone is specialised in.

use etown_domain::Role;
use etown_domain::industry::IndustryCommand;
use etown_domain::industry::classification::{Classification, IndustryClass};
use etown_domain::industry::hs_classes::{Confidence, HsClassRow, HsClassTable};
use etown_domain::industry::mapping::Mapping;
use etown_domain::industry::quotient::{Counts, counts_of_table, dashboard};
use etown_domain::industry::statistics::{ClassCount, Counted, Statistics};
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::evidence::{Evidence, EvidenceKind};
use etown_domain::kernel::scopes::{Scope, ScopeList};
use etown_domain::region::RegionCommand;
use etown_values::{Decimal, EnterpriseId, Ratio, Rounding};
use proptest::prelude::*;

use super::support::{CLERK, INVESTMENT_OFFICER as DESK, OTHER_CLERK, World, date};

pub(crate) fn class(code: &str, parent: Option<&str>) -> IndustryClass {
    IndustryClass {
        code: code.to_owned(),
        name: format!("类 {code}"),
        name_english: format!("class {code}"),
        parent: parent.map(str::to_owned),
        gb_codes: Vec::new(),
    }
}

pub(crate) fn classification(scheme: &str, classes: Vec<IndustryClass>) -> Classification {
    Classification {
        scheme: scheme.to_owned(),
        edition: "2017".to_owned(),
        name: "行业分类".to_owned(),
        name_english: "invented classification".to_owned(),
        effective_from: date("2020-01-01"),
        source: "test".to_owned(),
        is_verified: false,
        classes,
    }
}

fn gb() -> Classification {
    let classes =
        vec![class("39", None), class("397", Some("39")), class("3973", Some("397")), class("27", None)];
    classification("gb", classes)
}

pub(crate) fn evidence(day: &str) -> Evidence {
    Evidence {
        kind: EvidenceKind::Declared,
        text: "annual report, invented".to_owned(),
        dated: date(day),
        digest: None,
        receipt_position: None,
    }
}

fn scope(code: &str, parent: Option<&str>) -> Scope {
    let (code, parent) = (code.to_owned(), parent.map(str::to_owned));
    Scope { name: format!("域 {code}"), name_english: format!("scope {code}"), code, parent }
}

pub(crate) fn scopes() -> ScopeList {
    let scopes = vec![
        scope("etown", Some("around")),
        scope("neighbour", Some("around")),
        scope("around", Some("jjj")),
        scope("jjj", Some("china")),
        scope("china", None),
    ];
    ScopeList { source: "test".to_owned(), home: "etown".to_owned(), scopes }
}

pub(crate) fn furnished() -> World {
    let mut world = World::new();
    world.accept(DESK, RegionCommand::ActivateScopes { scopes: scopes() });
    world.accept(DESK, IndustryCommand::ActivateClassification { classification: gb() });
    world
}

fn mapping(classes: &[&str], from: &str) -> Mapping {
    Mapping {
        scheme: "gb".to_owned(),
        classes: classes.iter().map(|class| (*class).to_owned()).collect(),
        valid_from: date(from),
        evidence: evidence("2026-02-01"),
    }
}

fn classify(enterprise: EnterpriseId, classes: &[&str], from: &str) -> IndustryCommand {
    IndustryCommand::ClassifyEnterprise { enterprise, mapping: mapping(classes, from) }
}

fn statistics(scope: &str, total: u64, rows: &[(&str, u64)]) -> Statistics {
    Statistics {
        scope: scope.to_owned(),
        scheme: "gb".to_owned(),
        counted: Counted::Employees,
        as_of: date("2025-12-31"),
        source: "invented census".to_owned(),
        total,
        rows: rows
            .iter()
            .map(|(class, count)| ClassCount { class: (*class).to_owned(), count: *count })
            .collect(),
    }
}

fn record(statistics: Statistics) -> IndustryCommand {
    IndustryCommand::RecordStatistics { statistics }
}

fn table(rows: &[(&str, &str)]) -> HsClassTable {
    let row = |(code, class): &(&str, &str)| HsClassRow {
        hs_code: code.parse().unwrap(),
        class: (*class).to_owned(),
        confidence: Confidence::Possible,
    };
    HsClassTable {
        scheme: "gb".to_owned(),
        source: "invented concordance".to_owned(),
        dated: date("2026-01-01"),
        rows: rows.iter().map(row).collect(),
    }
}

#[test]
fn a_list_of_classes_is_activated_by_the_investment_desk_and_holds_from_its_day() {
    let mut world = World::new();
    let activate = |change: fn(&mut Classification)| {
        let mut classification = gb();
        change(&mut classification);
        IndustryCommand::ActivateClassification { classification }
    };
    world.refuse(CLERK, activate(|_| ()), "NOT_PERMITTED");
    world.refuse(DESK, activate(|list| list.classes.clear()), "CLASSIFICATION_CONTENT");
    world.refuse(DESK, activate(|list| list.source.clear()), "CLASSIFICATION_CONTENT");
    world.refuse(DESK, activate(|list| list.classes.push(class("39", None))), "CLASSIFICATION_CONTENT");
    world.refuse(DESK, activate(|list| list.classes.push(class("41", Some("99")))), "CLASSIFICATION_CONTENT");
    let circle = world.refuse(
        DESK,
        activate(|list| list.classes[0].parent = Some("3973".to_owned())),
        "CLASSIFICATION_CONTENT",
    );
    assert_eq!(circle.field.as_deref(), Some("classes[0].parent"));
    let many = |list: &mut Classification| {
        list.classes = (0..1_001).map(|code| class(&code.to_string(), None)).collect();
    };
    let refusal = world.refuse(DESK, activate(many), "TOO_MANY_CLASS_ROWS");
    assert_eq!(refusal.largest_accepted.as_deref(), Some("1000"));
    world.accept(DESK, activate(|_| ()));
    world.refuse(DESK, activate(|_| ()), "CLASSIFICATION_ORDER");
    world.accept(DESK, activate(|list| list.effective_from = date("2027-01-01")));
    let industry = &world.state.industry;
    assert_eq!(industry.classification("gb", date("2026-03-02")).unwrap().effective_from, date("2020-01-01"));
    assert_eq!(industry.classification("gb", date("2027-01-01")).unwrap().effective_from, date("2027-01-01"));
    let refusal = industry.classification("gb", date("2019-12-31")).unwrap_err();
    assert_eq!(refusal.code.text, "UNKNOWN_CLASSIFICATION");
}

#[test]
fn an_enterprise_belongs_to_classes_from_a_day_on_and_to_those_around_them() {
    let mut world = furnished();
    let (own, other) = (world.enterprise_of(CLERK), world.enterprise_of(OTHER_CLERK));
    world.refuse(CLERK, classify(own, &["3973"], "2026-01-01"), "NOT_PERMITTED");
    world.refuse(DESK, classify(EnterpriseId::from_raw(9), &["3973"], "2026-01-01"), "UNKNOWN_ENTERPRISE");
    world.refuse(DESK, classify(own, &[], "2026-01-01"), "MAPPING_CONTENT");
    world.refuse(DESK, classify(own, &["27", "27"], "2026-01-01"), "MAPPING_CONTENT");
    world.refuse(DESK, classify(own, &["9999"], "2026-01-01"), "UNKNOWN_CLASS");
    world.accept(DESK, classify(own, &["3973"], "2026-01-01"));
    world.refuse(DESK, classify(own, &["27"], "2026-01-01"), "MAPPING_ORDER");
    world.accept(DESK, classify(own, &["27"], "2026-06-01"));
    world.accept(DESK, classify(other, &["39"], "2026-01-01"));
    let industry = &world.state.industry;
    let list = industry.classification("gb", world.today()).unwrap();
    let of = |class: &str, day: &str| -> Vec<EnterpriseId> {
        industry.enterprises_in(list, Some(class), date(day)).map(|(enterprise, _)| enterprise).collect()
    };
    assert_eq!(of("397", "2026-03-01"), [own]);
    assert_eq!(of("39", "2026-03-01"), [own, other]);
    assert_eq!(of("27", "2026-03-01"), []);
    assert_eq!(of("397", "2026-06-01"), []);
    assert_eq!(of("27", "2026-06-01"), [own]);
    assert_eq!(of("39", "2025-12-31"), []);
    let counts = industry.enterprises_by_class(list, date("2026-03-01"));
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [("39", 2), ("397", 1), ("3973", 1)]);
}

#[test]
fn a_mapping_says_what_it_rests_on() {
    let mut world = furnished();
    let own = world.enterprise_of(CLERK);
    let with = |change: fn(&mut Evidence)| {
        let mut mapping = mapping(&["3973"], "2026-01-01");
        change(&mut mapping.evidence);
        IndustryCommand::ClassifyEnterprise { enterprise: own, mapping }
    };
    let refusal = world.refuse(DESK, with(|evidence| evidence.text.clear()), "EVIDENCE_CONTENT");
    assert_eq!(refusal.field.as_deref(), Some("evidence.text"));
    world.refuse(DESK, with(|evidence| evidence.dated = date("2026-03-03")), "EVIDENCE_CONTENT");
    world.refuse(DESK, with(|evidence| evidence.digest = Some("ABC".to_owned())), "EVIDENCE_CONTENT");
    world.refuse(DESK, with(|evidence| evidence.receipt_position = Some(u64::MAX)), "EVIDENCE_CONTENT");
    world.accept(DESK, with(|evidence| evidence.digest = Some("0a".repeat(32))));
    let found = world.state.industry.mapping(own, "gb", world.today()).unwrap();
    assert!(!found.mapping.evidence.is_stale(24, date("2028-02-01")));
    assert!(found.mapping.evidence.is_stale(24, date("2028-02-02")));
}

#[test]
fn an_enterprise_declares_its_classes_and_the_desk_confirms_or_returns_them() {
    let mut world = furnished();
    let own = world.enterprise_of(CLERK);
    let declare = |classes: &[&str]| IndustryCommand::DeclareClasses {
        enterprise: own,
        mapping: mapping(classes, "2026-02-01"),
    };
    let confirm = || IndustryCommand::ConfirmClasses { enterprise: own };
    let send_back =
        |reason: &str| IndustryCommand::ReturnClasses { enterprise: own, reason: reason.to_owned() };
    world.refuse(OTHER_CLERK, declare(&["3973"]), "NOT_PERMITTED");
    world.refuse(DESK, declare(&["3973"]), "NOT_PERMITTED");
    world.refuse(DESK, confirm(), "NO_CLASS_DECLARATION");
    world.accept(CLERK, declare(&["3973"]));
    world.refuse(CLERK, declare(&["27"]), "CLASS_DECLARATION_OPEN");
    world.refuse(CLERK, confirm(), "NOT_PERMITTED");
    world.refuse(DESK, send_back(" "), "STATEMENT_REASON");
    world.accept(DESK, send_back("the annual report says otherwise"));
    assert_eq!(world.state.worklist.open().count(), 0);
    world.accept(CLERK, declare(&["27"]));
    assert!(world.state.industry.mapping(own, "gb", world.today()).is_none(), "nothing stands yet");
    world.accept(DESK, confirm());
    assert_eq!(world.state.industry.mapping(own, "gb", world.today()).unwrap().mapping.classes, ["27"]);
    assert_eq!(world.state.worklist.open().count(), 0);
    // Who declared may not confirm, even when holding both roles.
    let grant = (Role::InvestmentOfficer, GrantScope::Zone);
    world.register(99, grant);
    let both = etown_domain::ZoneCommand::GrantRole {
        user: etown_values::UserId::from_raw(CLERK),
        role: Role::InvestmentOfficer,
        scope: GrantScope::Zone,
    };
    world.accept(super::support::ADMINISTRATOR, both);
    let later = IndustryCommand::DeclareClasses { enterprise: own, mapping: mapping(&["39"], "2026-03-01") };
    world.accept(CLERK, later);
    world.refuse(CLERK, confirm(), "MAKER_IS_CHECKER");
    world.accept(99, confirm());
}

#[test]
fn a_table_of_counts_does_not_contradict_itself() {
    let mut world = furnished();
    let good = || statistics("etown", 100, &[("39", 60), ("397", 60)]);
    world.refuse(CLERK, record(good()), "NOT_PERMITTED");
    world.refuse(DESK, record(statistics("nowhere", 1, &[("39", 1)])), "UNKNOWN_SCOPE");
    world.refuse(DESK, record(statistics("etown", 1, &[("99", 1)])), "UNKNOWN_CLASS");
    world.refuse(DESK, record(statistics("etown", 1, &[("39", 2)])), "STATISTICS_CONTENT");
    world.refuse(DESK, record(statistics("etown", 9, &[("39", 2), ("39", 2)])), "STATISTICS_CONTENT");
    world.refuse(DESK, record(statistics("etown", u64::MAX, &[("39", 2)])), "STATISTICS_CONTENT");
    world.refuse(DESK, record(statistics("etown", 9, &[])), "STATISTICS_CONTENT");
    world.refuse(DESK, record(Statistics { as_of: date("2026-03-03"), ..good() }), "STATISTICS_CONTENT");
    world.refuse(DESK, record(Statistics { source: String::new(), ..good() }), "STATISTICS_CONTENT");
    world.accept(DESK, record(good()));
}

#[test]
fn a_dashboard_compares_the_latest_day_on_which_both_scopes_were_counted() {
    let mut world = furnished();
    world.accept(DESK, record(statistics("etown", 1_000, &[("39", 300), ("27", 0)])));
    world.accept(DESK, record(statistics("china", 100_000, &[("39", 10_000), ("27", 0), ("397", 5)])));
    let newer = Statistics { as_of: date("2026-02-28"), ..statistics("etown", 9, &[("39", 9)]) };
    world.accept(DESK, record(newer));
    let list = world.state.industry.classification("gb", world.today()).unwrap();
    let of = |scope, base| {
        dashboard(&world.state.industry, list, (scope, base), Counted::Employees, world.today())
    };
    let found = of("etown", "china").unwrap();
    assert_eq!(found.in_scope.statistics.as_of, date("2025-12-31"));
    let line = |code: &str| found.lines.iter().find(|line| line.class == code).unwrap();
    assert_eq!(line("39").quotient, Some(Ratio::new(3, 1).unwrap()));
    assert_eq!(line("27").quotient, None, "nobody works there anywhere: there is no quotient");
    assert!(line("27").counts.is_some(), "the raw counts are told all the same");
    assert_eq!(line("397").counts, None, "one of the sources says nothing of it");
    assert!(of("etown", "jjj").is_none());
    assert!(of("jjj", "china").is_none());
}

#[test]
fn an_empty_divisor_gives_no_quotient_and_one_is_specialised_exactly() {
    let counts =
        |class_in_scope, scope, class_in_base, base| Counts { class_in_scope, scope, class_in_base, base };
    assert_eq!(counts(0, 10, 0, 10).quotient(), Ok(None));
    assert_eq!(counts(0, 0, 5, 10).quotient(), Ok(None));
    assert_eq!(counts(0, 10, 5, 10).quotient(), Ok(Some(Ratio::ZERO)));
    assert_eq!(counts(1, 3, 2, 6).quotient(), Ok(Some(Ratio::ONE)));
    let below = counts(999_999_999_999_999, 1_000_000_000_000_000, 1, 1).quotient().unwrap().unwrap();
    assert!(below < Ratio::ONE, "nearly one is less than one");
    let shown: Decimal<4> = below.to_decimal(Rounding::HalfEven).unwrap();
    assert_eq!(shown.to_string(), "1.0000", "what is shown is rounded, what is compared is not");
}

proptest! {
    /// Shares weighted by the quotients add up: sum of quotient × share in base is 1 wherever each class has a base.
    #[test]
    fn quotients_of_a_scope_weighted_by_the_base_make_one(
        table in prop::collection::vec(prop::collection::vec(1_i128..10_000, 3), 2..6),
    ) {
        for row in counts_of_table(&table).unwrap() {
            let mut sum = Ratio::ZERO;
            for counts in row {
                let share = Ratio::new(counts.class_in_base, counts.base).unwrap();
                let quotient = counts.quotient().unwrap().unwrap();
                sum = sum.checked_add(quotient.checked_mul(share).unwrap()).unwrap();
            }
            prop_assert_eq!(sum, Ratio::ONE);
        }
    }
}

#[test]
fn a_commodity_code_keeps_all_its_classes_until_an_officer_chooses() {
    let mut world = furnished();
    let codes = ["39", "397", "3973", "27"];
    let import = |table: HsClassTable| IndustryCommand::ImportHsClasses { table };
    let choose = |code: &str, classes: &[&str], reason: &str| IndustryCommand::OverrideHsClasses {
        hs_code: code.parse().unwrap(),
        scheme: "gb".to_owned(),
        classes: classes.iter().map(|class| (*class).to_owned()).collect(),
        reason: reason.to_owned(),
    };
    let withdraw = |code: &str| IndustryCommand::WithdrawHsOverride {
        hs_code: code.parse().unwrap(),
        reason: "the reading was wrong".to_owned(),
    };
    let reason = "makes chips, nothing else";
    world.refuse(CLERK, import(table(&[("848620", "3973")])), "NOT_PERMITTED");
    world.refuse(DESK, import(table(&[("8486", "3973")])), "HS_CLASSES_CONTENT");
    world.refuse(DESK, import(table(&[])), "HS_CLASSES_CONTENT");
    world.refuse(DESK, import(table(&vec![("848620", "27"); 1_001])), "TOO_MANY_CLASS_ROWS");
    world.refuse(DESK, import(table(&[("848620", "27"), ("848620", "27")])), "HS_CLASSES_CONTENT");
    world.refuse(
        DESK,
        import(HsClassTable { dated: date("2026-03-03"), ..table(&[("848620", "27")]) }),
        "HS_CLASSES_CONTENT",
    );
    world.refuse(
        DESK,
        import(HsClassTable { source: String::new(), ..table(&[("848620", "27")]) }),
        "HS_CLASSES_CONTENT",
    );
    world.refuse(DESK, import(table(&[("848620", "99")])), "UNKNOWN_CLASS");
    let other = HsClassTable { scheme: "isic".to_owned(), ..table(&[("848620", "27")]) };
    world.refuse(DESK, import(other), "UNKNOWN_CLASSIFICATION");
    let rows: Vec<(&str, &str)> = codes.iter().map(|class| ("848620", *class)).collect();
    world.accept(DESK, import(table(&rows)));
    let code = "848620".parse().unwrap();
    let found = world.state.industry.classes_of_code(code).unwrap();
    assert_eq!((found.candidates.len(), found.classes_in_table), (4, 4));
    world.refuse(DESK, choose("8486", &["3973"], reason), "HS_CLASSES_CONTENT");
    world.refuse(DESK, choose("848620", &[], reason), "MAPPING_CONTENT");
    world.refuse(DESK, choose("848620", &["99"], reason), "UNKNOWN_CLASS");
    world.refuse(DESK, choose("848620", &["3973"], ""), "STATEMENT_REASON");
    world.refuse(DESK, withdraw("848620"), "NO_HS_OVERRIDE");
    world.accept(DESK, choose("848620", &["3973"], reason));
    let found = world.state.industry.classes_of_code(code).unwrap();
    assert_eq!(
        (found.candidates.len(), found.classes_in_table),
        (1, 4),
        "the table's ambiguity stays in sight"
    );
    assert_eq!(found.choice.unwrap().reason, reason);
    world.accept(DESK, withdraw("848620"));
    assert_eq!(world.state.industry.classes_of_code(code).unwrap().candidates.len(), 4);
    world.accept(DESK, import(table(&[("848620", "27")])));
    assert_eq!(
        world.state.industry.classes_of_code(code).unwrap().candidates.len(),
        1,
        "a later table replaces"
    );
    assert!(world.state.industry.classes_of_code("848690".parse().unwrap()).is_none());
}
