//! Programmes of the demo: eight municipal key tasks and twenty independent innovation tasks, launched with receipts of
//! what the other scenes have done, and two pilots. It plays last, so that there is something to cite.

use etown_domain::programme::pilot::PilotFiling;
use etown_domain::programme::task::{Citation, Milestone, ProgrammeFiling, Step, TaskFiling};
use etown_domain::programme::{ProgrammeCommand, ProgrammeEvent};
use etown_domain::{Actor, Command, Event, ReadScope, Role};
use etown_engine::query::EntryFilter;
use etown_engine::{Answer, NotAccepted, PageRequest};
use etown_values::{CivilDate, KeyTaskId, PilotId, ProgrammeId, UserId};

use super::Demo;

/// A key task of the demo: its titles, who leads it, the kind of entry that proves its launch, and days to its date.
struct Planned {
    titles: (&'static str, &'static str),
    lead: Role,
    /// How the kinds of fitting entries begin; empty where the task is not launched yet.
    proof: &'static str,
    due_in_days: i64,
}

const fn planned(
    titles: (&'static str, &'static str),
    lead: Role,
    proof: &'static str,
    due_in_days: i64,
) -> Planned {
    Planned { titles, lead, proof, due_in_days }
}

const MUNICIPAL: [Planned; 8] = [
    planned(
        ("综保区账册数字化核销", "Digital verification of bonded account books"),
        Role::CustomsOfficer,
        "bonded.close_verification",
        20,
    ),
    planned(
        ("卡口离线核放", "Gate release while the link is down"),
        Role::CustomsOfficer,
        "bonded.approve_slip",
        4,
    ),
    planned(
        ("集团保税监管", "Group supervision of bonded goods"),
        Role::CustomsOfficer,
        "bonded.confirm_equipment",
        60,
    ),
    planned(("拿地即开工", "Start construction upon land acquisition"), Role::LandOfficer, "land.", 25),
    planned(
        ("告知承诺审批", "Approval by notification and commitment"),
        Role::ApprovalOfficer,
        "approvals.",
        30,
    ),
    planned(("跨境资金池", "Cross-border cash pool"), Role::TreasuryOfficer, "treasury.", 9),
    planned(("负面清单准入", "Access by negative list"), Role::InvestmentOfficer, "international.", 45),
    planned(("科技成果转化", "Turning research into products"), Role::InvestmentOfficer, "technology.", 15),
];

/// Tasks of the second programme: this many, of which all but two are launched.
const INNOVATION_TASKS: u32 = 20;
const NOT_LAUNCHED: u32 = 2;
const INNOVATION_TITLES: [(&str, &str); 5] = [
    ("电子账册", "Electronic account books"),
    ("过卡放行", "Passage and release"),
    ("单耗管理", "Unit consumption"),
    ("盘点申报", "Counting and declaring"),
    ("设备监管", "Supervision of equipment"),
];

pub(super) fn make(demo: &Demo) -> Result<(), NotAccepted> {
    let municipal =
        open(demo, ("市级重点任务", "Municipal key tasks"), "示例市政府 / Invented municipality", "100")?;
    for (number, planned) in (1..).zip(&MUNICIPAL) {
        let task = add(demo, municipal, number, planned)?;
        if let Some(citation) = latest(demo, planned.proof) {
            advance(demo, task, planned.lead, Step::Launch, citation)?;
        }
    }
    let innovation =
        open(demo, ("独立创新任务", "Independent innovation tasks"), "示例园区 / Invented cluster", "90")?;
    for ((number, before), (title, title_english)) in
        (1..=INNOVATION_TASKS).zip(0..).zip(INNOVATION_TITLES.iter().cycle())
    {
        let titles = (format!("{title}之{number}"), format!("{title_english}, part {number}"));
        let filing = filing(demo, number, titles, Role::CustomsOfficer, i64::from(number) * 6 - 10);
        let task = added(&demo.command(
            demo.people.programme,
            ProgrammeCommand::AddKeyTask { programme: innovation, filing },
        )?);
        if number > INNOVATION_TASKS - NOT_LAUNCHED {
            continue;
        }
        let Some(citation) = nth_latest(demo, "bonded.approve_list", before) else { continue };
        advance(demo, task, Role::CustomsOfficer, Step::Launch, citation)?;
    }
    pilots(demo)
}

impl Demo {
    fn command(&self, actor: UserId, command: ProgrammeCommand) -> Result<Answer, NotAccepted> {
        self.desk.command(Actor::User(actor), Command::Programme(command))
    }

    fn officer(&self, lead: Role) -> UserId {
        match lead {
            Role::LandOfficer => self.people.land,
            Role::ApprovalOfficer => self.people.approval,
            Role::InvestmentOfficer => self.people.investment,
            Role::TreasuryOfficer => self.people.treasury,
            _ => self.people.customs,
        }
    }
}

fn open(
    demo: &Demo,
    (name, name_english): (&str, &str),
    issuer: &str,
    launched_target: &str,
) -> Result<ProgrammeId, NotAccepted> {
    let filing = ProgrammeFiling {
        name: name.to_owned(),
        name_english: name_english.to_owned(),
        issuer: issuer.to_owned(),
        launched_target: Some(launched_target.parse().expect("a constant percentage")),
        completed_target: None,
    };
    let answer = demo.command(demo.people.programme, ProgrammeCommand::OpenProgramme { filing })?;
    Ok(answer
        .events
        .iter()
        .find_map(|event| match event {
            Event::Programme(ProgrammeEvent::ProgrammeOpened { programme, .. }) => Some(*programme),
            _ => None,
        })
        .expect("opening a programme makes one"))
}

fn add(
    demo: &Demo,
    programme: ProgrammeId,
    number: u32,
    planned: &Planned,
) -> Result<KeyTaskId, NotAccepted> {
    let titles = (planned.titles.0.to_owned(), planned.titles.1.to_owned());
    let filing = filing(demo, number, titles, planned.lead, planned.due_in_days);
    let command = ProgrammeCommand::AddKeyTask { programme, filing };
    Ok(added(&demo.command(demo.people.programme, command)?))
}

/// A task whose date lies so many days from the present; its one milestone lies half way.
fn filing(
    demo: &Demo,
    number: u32,
    (title, title_english): (String, String),
    lead: Role,
    due_in_days: i64,
) -> TaskFiling {
    let today = demo.desk.engine().business_date();
    let due = later(today, due_in_days.max(1));
    let half = later(today, due_in_days.max(1) / 2);
    let milestone = Milestone {
        title: "中期评估".to_owned(),
        title_english: "Mid-term assessment".to_owned(),
        due: half,
    };
    TaskFiling { number, title, title_english, lead, due, milestones: vec![milestone] }
}

fn later(date: CivilDate, days: i64) -> CivilDate {
    i32::try_from(days).ok().and_then(|days| date.plus_days(days)).unwrap_or(date)
}

fn added(answer: &Answer) -> KeyTaskId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Programme(ProgrammeEvent::KeyTaskAdded { task, .. }) => Some(*task),
        _ => None,
    });
    found.expect("adding a task makes one")
}

/// Reports a step as the leading desk and confirms it as the programme's officer.
fn advance(
    demo: &Demo,
    task: KeyTaskId,
    lead: Role,
    step: Step,
    citation: Citation,
) -> Result<(), NotAccepted> {
    let report = ProgrammeCommand::ReportProgress { task, revision: None, step, evidence: vec![citation] };
    demo.command(demo.officer(lead), report)?;
    demo.command(demo.people.programme, ProgrammeCommand::ConfirmProgress { task, revision: None }).map(drop)
}

fn latest(demo: &Demo, kind: &str) -> Option<Citation> {
    nth_latest(demo, kind, 0)
}

/// Cites an entry of the kind, the latest but so many.
fn nth_latest(demo: &Demo, kind: &str, before: usize) -> Option<Citation> {
    let engine = demo.desk.engine();
    engine.wait_projected(engine.position().saturating_sub(1), std::time::Duration::from_secs(30));
    let filter = EntryFilter { kind: Some(kind.to_owned()), ..EntryFilter::default() };
    let page = PageRequest { limit: 50, cursor: None };
    let rows = engine.queries().ok()?.entries(&ReadScope::Zone, &filter, &page).ok()?.rows;
    let row = rows.get(before % rows.len().max(1))?;
    let shows = format!("日志第 {0} 条 / Entry {0} of the journal", row.position);
    Some(Citation { position: row.position, shows })
}

fn pilots(demo: &Demo) -> Result<(), NotAccepted> {
    let people = &demo.people;
    let issued_on = later(demo.desk.engine().business_date(), -40);
    let open = |measure: (&str, &str), number: u32, lead| -> Result<PilotId, NotAccepted> {
        let filing = PilotFiling {
            measure: measure.0.to_owned(),
            measure_english: measure.1.to_owned(),
            document: format!(
                "示例开放措施清单第 {number} 项 / Invented list of opening-up measures, item {number}"
            ),
            issued_on,
            lead,
        };
        let answer = demo.command(people.programme, ProgrammeCommand::OpenPilot { filing })?;
        let found = answer.events.iter().find_map(|event| match event {
            Event::Programme(ProgrammeEvent::PilotOpened { pilot, .. }) => Some(*pilot),
            _ => None,
        });
        Ok(found.expect("opening a pilot makes one"))
    };
    let describe = |lead, pilot, scenario: &str| {
        let scenario = scenario.to_owned();
        demo.command(
            demo.officer(lead),
            ProgrammeCommand::DescribeScenario { pilot, revision: None, scenario },
        )
    };
    let measure = ("研发设备在集团内共享使用", "Research equipment is shared within a group");
    let pilot = open(measure, 3, Role::CustomsOfficer)?;
    describe(
        Role::CustomsOfficer,
        pilot,
        "一台晶圆检测仪由两家成员企业轮流使用 / One wafer instrument is used by two member firms in turn",
    )?;
    if let (Some(first), Some(second)) =
        (latest(demo, "bonded.move_equipment"), latest(demo, "bonded.release_equipment"))
    {
        let used_on = demo.desk.engine().business_date();
        let command =
            ProgrammeCommand::RecordFirstUse { pilot, revision: None, used_on, evidence: vec![first] };
        demo.command(people.customs, command)?;
        let command = ProgrammeCommand::ConcludePilot {
            pilot,
            revision: None,
            result: "设备全程在监管下流转，可复制 / The machine stayed under supervision throughout; others can repeat it".to_owned(),
            is_replicable: true,
            evidence: vec![second],
        };
        demo.command(people.programme, command)?;
    }
    let measure = ("核放单离线验签", "Pass slips are verified while the link is down");
    let pilot = open(measure, 7, Role::CustomsOfficer)?;
    describe(
        Role::CustomsOfficer,
        pilot,
        "两条卡口通道断网时继续放行 / Two lanes go on while their link is down",
    )
    .map(drop)
}
