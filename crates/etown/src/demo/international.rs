//! Investment projects, work permits by points, cooperation platforms and institutions, in the demo: one project that
//! became an enterprise, one under a condition of the negative list, one that the list stops, and a lead.

use etown_domain::international::partner::{
    Activity, InstitutionKind, PartnerFacts, PartnerId, PlatformKind,
};
use etown_domain::international::project::ProjectContent;
use etown_domain::international::stage::Stage;
use etown_domain::international::talent::{Chinese, Education, Location, Merit, TalentFacts};
use etown_domain::international::{InternationalCommand, InternationalEvent};
use etown_domain::{Actor, Command, Event};
use etown_engine::{Answer, NotAccepted};
use etown_values::{CivilDate, Currency, EnterpriseId, InvestmentProjectId, Money, TalentId};

use super::Demo;
use super::parties::Parties;

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    projects(demo, parties)?;
    talents(demo, parties)?;
    partners(demo)
}

fn give(demo: &Demo, actor: Actor, command: InternationalCommand) -> Result<Answer, NotAccepted> {
    demo.desk.command(actor, Command::International(command))
}

const fn officer(demo: &Demo) -> Actor {
    Actor::User(demo.people.investment)
}

/// A day of the demo so long ago.
fn days_ago(demo: &Demo, days: i32) -> CivilDate {
    let today = demo.desk.engine().business_date();
    today.plus_days(-days).unwrap_or(today)
}

fn projects(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let sensors = project(
        "汽车传感器示例工厂 / Example plant for car sensors",
        ("Polaris Example Sensors GmbH", "DE", "3973"),
        "生产车用传感器 / Makes sensors for cars",
        ("120000000", Currency::CNY),
    );
    let sensors = open(demo, sensors, 90)?;
    screen(demo, sensors)?;
    let steps = [
        (Stage::Contact, 84),
        (Stage::Visit, 70),
        (Stage::Negotiation, 61),
        (Stage::Agreement, 33),
        (Stage::Registered, 12),
    ];
    for (stage, days) in steps {
        advance(demo, sensors, stage, days)?;
    }
    let enterprise = parties.lighthouse;
    let name = InternationalCommand::NameEnterprise { project: sensors, revision: None, enterprise };
    give(demo, officer(demo), name)?;
    let hospital = project(
        "国际医院示例项目 / Example international hospital",
        ("Cedar Example Health Pte Ltd", "SG", "8411"),
        "建设综合医院 / Builds a general hospital",
        ("45000000", Currency::USD),
    );
    let hospital = open(demo, hospital, 40)?;
    screen(demo, hospital)?;
    let condition = InternationalCommand::RecordCondition {
        project: hospital,
        revision: None,
        item: "22".to_owned(),
        met_by:
            "合资协议草案第三条：中方持股 51% / Draft joint-venture agreement, clause 3: 51 percent Chinese"
                .to_owned(),
    };
    give(demo, officer(demo), condition)?;
    advance(demo, hospital, Stage::Contact, 26)?;
    advance(demo, hospital, Stage::Visit, 9)?;
    let tobacco = project(
        "卷烟分销示例中心 / Example centre for cigarettes",
        ("Meadow Example Trading Inc", "US", "5128"),
        "烟草制品批发 / Wholesale of tobacco products",
        ("8000000", Currency::USD),
    );
    let tobacco = open(demo, tobacco, 15)?;
    screen(demo, tobacco)?;
    let lead = project(
        "显示材料研发示例中心 / Example research centre for display materials",
        ("Aoba Example Materials KK", "JP", "7320"),
        "研发显示材料 / Research on display materials",
        ("900000000", Currency::JPY),
    );
    open(demo, lead, 4).map(drop)
}

fn project(
    title: &str,
    (investor, country, industry): (&str, &str, &str),
    activity: &str,
    (amount, currency): (&str, Currency),
) -> ProjectContent {
    ProjectContent {
        title: title.to_owned(),
        investor: investor.to_owned(),
        country: country.to_owned(),
        industry_codes: vec![industry.to_owned()],
        activity: activity.to_owned(),
        investment: Money::parse(amount, currency).expect("a constant amount"),
    }
}

fn open(demo: &Demo, content: ProjectContent, ago: i32) -> Result<InvestmentProjectId, NotAccepted> {
    let on = days_ago(demo, ago);
    let answer = give(demo, officer(demo), InternationalCommand::OpenProject { content, on })?;
    let found = answer.events.iter().find_map(|event| match event {
        Event::International(InternationalEvent::ProjectOpened { project, .. }) => Some(*project),
        _ => None,
    });
    Ok(found.expect("opening a project makes one"))
}

fn screen(demo: &Demo, project: InvestmentProjectId) -> Result<(), NotAccepted> {
    let edition = crate::shipped::negative_list().edition;
    let command = InternationalCommand::ScreenProject { project, revision: None, edition };
    give(demo, officer(demo), command).map(drop)
}

fn advance(demo: &Demo, project: InvestmentProjectId, stage: Stage, ago: i32) -> Result<(), NotAccepted> {
    let on = days_ago(demo, ago);
    let note = String::new();
    let command = InternationalCommand::AdvanceProject { project, revision: None, stage, on, note };
    give(demo, officer(demo), command).map(drop)
}

fn talents(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let first = Actor::User(demo.people.first_clerk);
    let second = Actor::User(demo.people.second_clerk);
    let below = facts("360000", (Education::Doctor, 10), Chinese::LevelFour, &[]);
    let above = facts("360000", (Education::Doctor, 11), Chinese::LevelFour, &[]);
    let weak = facts("66000.50", (Education::Other, 1), Chinese::LevelOne, &[]);
    let waiting = facts("280000", (Education::Master, 6), Chinese::LevelTwo, &[Merit::TopUniversity]);
    for (asking, employer, facts) in [(first, parties.star_bridge, below), (second, parties.spruce, above)] {
        let talent = assess(demo, asking, employer, facts)?;
        give(demo, officer(demo), InternationalCommand::ConfirmTalent { talent, revision: None })?;
    }
    let talent = assess(demo, second, parties.spruce, weak)?;
    let reason = "积分不足，材料不全 / Too few points, and papers are missing".to_owned();
    give(demo, officer(demo), InternationalCommand::DeclineTalent { talent, revision: None, reason })?;
    assess(demo, first, parties.star_bridge, waiting).map(drop)
}

fn facts(
    salary: &str,
    (education, experience_years): (Education, u32),
    chinese: Chinese,
    merits: &[Merit],
) -> TalentFacts {
    TalentFacts {
        salary: Money::parse(salary, Currency::CNY).expect("a constant amount"),
        education,
        experience_years,
        months_per_year: 12,
        chinese,
        age: 40,
        merits: merits.iter().copied().collect(),
        location: Location::Elsewhere,
        provincial_points: 0,
        provincial_ground: String::new(),
    }
}

fn assess(
    demo: &Demo,
    asking: Actor,
    employer: EnterpriseId,
    facts: TalentFacts,
) -> Result<TalentId, NotAccepted> {
    let answer = give(demo, asking, InternationalCommand::AssessTalent { employer, facts })?;
    let found = answer.events.iter().find_map(|event| match event {
        Event::International(InternationalEvent::TalentAssessed { talent, .. }) => Some(*talent),
        _ => None,
    });
    Ok(found.expect("asking for an assessment makes one"))
}

fn partners(demo: &Demo) -> Result<(), NotAccepted> {
    let institution = |kind, facts| InternationalCommand::RegisterInstitution { kind, facts };
    let chamber =
        partner(demo, "示例德中商会", "Example German-Chinese Chamber", ("DE", "会员部 / Membership desk"));
    let chamber =
        registered(&give(demo, officer(demo), institution(InstitutionKind::ChamberOfCommerce, chamber))?);
    let institute = partner(
        demo,
        "示例材料研究院",
        "Example Institute of Materials",
        ("JP", "合作处 / Cooperation office"),
    );
    let institute =
        registered(&give(demo, officer(demo), institution(InstitutionKind::ResearchInstitute, institute))?);
    let members = [chamber, institute].into_iter().filter_map(|partner| match partner {
        PartnerId::Institution(id) => Some(id),
        PartnerId::Platform(_) => None,
    });
    let facts = partner(
        demo,
        "示例中德创新平台",
        "Example Sino-German innovation platform",
        ("DE", "秘书处 / Secretariat"),
    );
    let (kind, members) = (PlatformKind::InnovationCentre, members.collect());
    let platform = InternationalCommand::RegisterPlatform { kind, facts, members };
    let platform = registered(&give(demo, officer(demo), platform)?);
    for (partner, days, title, outcome) in [
        (platform, 30, "项目对接会 / Round of projects", "两份意向书 / Two letters of intent"),
        (platform, 8, "实验室开放日 / Open day of laboratories", "九家企业到场 / Nine enterprises came"),
        (chamber, 20, "会员考察 / Visit of members", "一个新线索 / One new lead"),
    ] {
        let on = days_ago(demo, days);
        let activity = Activity { on, title: title.to_owned(), outcome: outcome.to_owned() };
        let record = InternationalCommand::RecordActivity { partner, revision: None, activity };
        give(demo, officer(demo), record)?;
    }
    Ok(())
}

fn partner(demo: &Demo, name: &str, name_english: &str, (country, role): (&str, &str)) -> PartnerFacts {
    PartnerFacts {
        name: name.to_owned(),
        name_english: name_english.to_owned(),
        country: country.to_owned(),
        since: days_ago(demo, 200),
        contact_role: role.to_owned(),
    }
}

fn registered(answer: &Answer) -> PartnerId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::International(InternationalEvent::PartnerRegistered { partner, .. }) => Some(*partner),
        _ => None,
    });
    found.expect("registering a partner makes one")
}
