//! Industries of the demo: the lists, invented counts of employees and firms, what the enterprises belong to, and which
//! classes commodity codes may have. One mapping was declared by its enterprise and waits for the desk.

use etown_domain::industry::IndustryCommand;
use etown_domain::industry::hs_classes::{Confidence, HsClassRow, HsClassTable};
use etown_domain::industry::mapping::Mapping;
use etown_domain::industry::statistics::{ClassCount, Counted, Statistics};
use etown_domain::kernel::evidence::{Evidence, EvidenceKind};
use etown_domain::region::RegionCommand;
use etown_domain::{Actor, Command};
use etown_engine::NotAccepted;
use etown_values::{CivilDate, EnterpriseId};

use super::Demo;
use super::parties::Parties;
use crate::shipped;

const COUNTED_ON: &str = "2025-12-31";
const SOURCE: &str = "示例普查，虚构 / Example census, invented";

/// Invented counts of a scope: its code, everybody, and a number for each class.
type Counts = (&'static str, u64, &'static [(&'static str, u64)]);

const EMPLOYEES: [Counts; 3] = [
    (
        "etown",
        412_000,
        &[
            ("it", 98_500),
            ("vehicles", 46_200),
            ("health", 51_300),
            ("robotics", 28_700),
            ("services", 31_000),
            ("culture", 6_100),
            ("digital", 40_900),
        ],
    ),
    (
        "jjj",
        14_200_000,
        &[
            ("it", 1_050_000),
            ("vehicles", 520_000),
            ("health", 430_000),
            ("robotics", 390_000),
            ("services", 1_600_000),
            ("culture", 410_000),
            ("digital", 720_000),
        ],
    ),
    (
        "china",
        428_000_000,
        &[
            ("it", 17_300_000),
            ("vehicles", 6_900_000),
            ("health", 4_300_000),
            ("robotics", 5_800_000),
            ("services", 24_000_000),
            ("culture", 3_100_000),
            ("digital", 9_700_000),
        ],
    ),
];

/// Invented numbers of firms in the region, by classes of GB/T 4754.
const FIRMS: Counts = (
    "jjj",
    910_000,
    &[
        ("2669", 64),
        ("3042", 21),
        ("3562", 88),
        ("3563", 130),
        ("3824", 75),
        ("3972", 41),
        ("3973", 96),
        ("3974", 38),
        ("3982", 210),
        ("3985", 57),
        ("4040", 83),
    ],
);

/// Commodity codes with the classes that they may have, by a reading of ours.
const HS_CLASSES: [(&str, &str, Confidence); 24] = [
    ("281111", "2614", Confidence::Possible),
    ("281111", "2669", Confidence::Likely),
    ("370130", "2669", Confidence::Possible),
    ("381800", "3985", Confidence::Certain),
    ("700719", "3042", Confidence::Certain),
    ("848620", "3562", Confidence::Likely),
    ("848620", "3563", Confidence::Possible),
    ("848620", "35", Confidence::Possible),
    ("848620", "3670", Confidence::Possible),
    ("848620", "3824", Confidence::Possible),
    ("848620", "3972", Confidence::Possible),
    ("848620", "3975", Confidence::Possible),
    ("848620", "3976", Confidence::Possible),
    ("848620", "3989", Confidence::Possible),
    ("848620", "4014", Confidence::Possible),
    ("848620", "4040", Confidence::Possible),
    ("848690", "3562", Confidence::Likely),
    ("848690", "3563", Confidence::Possible),
    ("853224", "3981", Confidence::Certain),
    ("853400", "3982", Confidence::Certain),
    ("854231", "3973", Confidence::Certain),
    ("854239", "3973", Confidence::Certain),
    ("900190", "4040", Confidence::Likely),
    ("900190", "3042", Confidence::Possible),
];

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let officer = Actor::User(demo.people.investment);
    let give = |actor, command| demo.desk.command(actor, Command::Industry(command)).map(drop);
    let scopes = RegionCommand::ActivateScopes { scopes: shipped::scopes() };
    demo.desk.command(officer, Command::Region(scopes))?;
    for classification in shipped::classifications() {
        give(officer, IndustryCommand::ActivateClassification { classification })?;
    }
    for counts in EMPLOYEES {
        let statistics = statistics(counts, "four-two-one", Counted::Employees);
        give(officer, IndustryCommand::RecordStatistics { statistics })?;
    }
    let statistics = statistics(FIRMS, "gb-t-4754", Counted::Firms);
    give(officer, IndustryCommand::RecordStatistics { statistics })?;
    demo.let_days_pass(1);
    let classify = |enterprise: EnterpriseId, scheme: &str, classes: &[&str]| {
        let mapping = mapping(demo, scheme, classes);
        give(officer, IndustryCommand::ClassifyEnterprise { enterprise, mapping })
    };
    classify(parties.star_bridge, "gb-t-4754", &["3973"])?;
    classify(parties.star_bridge, "four-two-one", &["it"])?;
    classify(parties.spruce, "gb-t-4754", &["3974", "3982"])?;
    let declare = |actor, enterprise, scheme, classes: &[&str]| {
        let mapping = mapping(demo, scheme, classes);
        give(actor, IndustryCommand::DeclareClasses { enterprise, mapping })
    };
    let (first_clerk, second_clerk) =
        (Actor::User(demo.people.first_clerk), Actor::User(demo.people.second_clerk));
    declare(second_clerk, parties.spruce, "four-two-one", &["it", "digital"])?;
    give(officer, IndustryCommand::ConfirmClasses { enterprise: parties.spruce })?;
    declare(first_clerk, parties.lighthouse, "four-two-one", &["services"])?;
    let rows = HS_CLASSES.iter().map(|(code, class, confidence)| HsClassRow {
        hs_code: code.parse().expect("a constant code"),
        class: (*class).to_owned(),
        confidence: *confidence,
    });
    let table = HsClassTable {
        scheme: "gb-t-4754".to_owned(),
        source: "示例对照表，虚构 / Example concordance, invented".to_owned(),
        dated: day("2026-01-01"),
        rows: rows.collect(),
    };
    give(officer, IndustryCommand::ImportHsClasses { table })?;
    let choice = IndustryCommand::OverrideHsClasses {
        hs_code: "848690".parse().expect("a constant code"),
        scheme: "gb-t-4754".to_owned(),
        classes: vec!["3562".to_owned()],
        reason: "与两家零件厂核对过 / Checked with two makers of such parts".to_owned(),
    };
    give(officer, choice)
}

fn day(text: &str) -> CivilDate {
    text.parse().expect("a constant day")
}

fn statistics((scope, total, rows): Counts, scheme: &str, counted: Counted) -> Statistics {
    let row = |(class, count): &(&str, u64)| ClassCount { class: (*class).to_owned(), count: *count };
    Statistics {
        scope: scope.to_owned(),
        scheme: scheme.to_owned(),
        counted,
        as_of: day(COUNTED_ON),
        source: SOURCE.to_owned(),
        total,
        rows: rows.iter().map(row).collect(),
    }
}

fn mapping(demo: &Demo, scheme: &str, classes: &[&str]) -> Mapping {
    let today = demo.desk.engine().business_date();
    Mapping {
        scheme: scheme.to_owned(),
        classes: classes.iter().map(|class| (*class).to_owned()).collect(),
        valid_from: today,
        evidence: Evidence {
            kind: EvidenceKind::Declared,
            text: "营业执照经营范围（示例） / Business scope of the licence (example)".to_owned(),
            dated: today,
            digest: None,
            receipt_position: None,
        },
    }
}
