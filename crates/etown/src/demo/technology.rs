//! How research becomes a product: disclosures, assessments and contracts, in the demo: a registered transfer that brings
//! more than the exempt income, a licence that waits, and disclosures that are put off, declined and new.

use etown_domain::technology::contract::{ContractContent, ContractKind};
use etown_domain::technology::disclosure::{
    Assessment, AssessmentOutcome, DisclosureContent, DisclosureKind, Holder, ReadinessLevel,
};
use etown_domain::technology::{TechnologyCommand, TechnologyEvent};
use etown_domain::{Actor, Command, Event};
use etown_engine::{Answer, NotAccepted};
use etown_values::{CivilDate, Currency, DisclosureId, EnterpriseId, Money, TechnologyContractId};

use super::Demo;
use super::parties::Parties;

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let first = Actor::User(demo.people.first_clerk);
    let second = Actor::User(demo.people.second_clerk);
    let (star_bridge, spruce) = (parties.star_bridge, parties.spruce);
    let driver =
        ("低功耗显示驱动 / Low-power display driver", DisclosureKind::CircuitLayout, "集成电路 / Circuits");
    let driver = disclose(demo, first, star_bridge, driver)?;
    assess(demo, driver, 8, AssessmentOutcome::Accepted)?;
    let coating =
        ("防眩光涂层 / Anti-glare coating", DisclosureKind::Invention, "显示材料 / Display materials");
    let coating = disclose(demo, second, spruce, coating)?;
    assess(demo, coating, 6, AssessmentOutcome::Accepted)?;
    let glass = ("柔性玻璃 / Flexible glass", DisclosureKind::KnowHow, "显示材料 / Display materials");
    let glass = disclose(demo, second, spruce, glass)?;
    let until = days_from_now(demo, 150);
    assess(demo, glass, 3, AssessmentOutcome::Deferred { until })?;
    let holder = ("悬浮显示 / Floating display", DisclosureKind::UtilityModel, "显示 / Displays");
    let holder = disclose(demo, first, star_bridge, holder)?;
    assess(demo, holder, 2, AssessmentOutcome::Declined)?;
    let software = ("良率预测软件 / Yield forecast software", DisclosureKind::Software, "软件 / Software");
    disclose(demo, first, star_bridge, software)?;

    let transfer = contract(demo, driver, ("SB-2026-017", ContractKind::Transfer), ("12000000", "9500000"));
    let transfer = file(demo, first, transfer)?;
    let register = |contract| TechnologyCommand::RegisterContract { contract, revision: None };
    give(demo, officer(demo), register(transfer))?;
    let service = contract(demo, driver, ("SB-2026-021", ContractKind::Service), ("600000", "450000"));
    let service = file(demo, first, service)?;
    give(demo, officer(demo), register(service))?;
    for (contract, ago, amount) in
        [(transfer, 6, "3200000"), (transfer, 3, "4800000.00"), (service, 2, "210000.50")]
    {
        let amount = yuan(amount);
        let received_on = days_from_now(demo, -ago);
        let income = TechnologyCommand::ReportIncome { contract, revision: None, received_on, amount };
        give(demo, first, income)?;
    }
    let mut licence = contract(demo, coating, ("SP-2026-004", ContractKind::Licence), ("3000000", "3000000"));
    licence.licence_months = Some(72);
    licence.recipient = Holder::Enterprise(star_bridge);
    file(demo, second, licence).map(drop)
}

fn give(demo: &Demo, actor: Actor, command: TechnologyCommand) -> Result<Answer, NotAccepted> {
    demo.desk.command(actor, Command::Technology(command))
}

const fn officer(demo: &Demo) -> Actor {
    Actor::User(demo.people.investment)
}

fn days_from_now(demo: &Demo, days: i32) -> CivilDate {
    let today = demo.desk.engine().business_date();
    today.plus_days(days).unwrap_or(today)
}

fn yuan(amount: &str) -> Money {
    Money::parse(amount, Currency::CNY).expect("a constant amount")
}

fn disclose(
    demo: &Demo,
    maker: Actor,
    owner: EnterpriseId,
    (title, kind, field): (&str, DisclosureKind, &str),
) -> Result<DisclosureId, NotAccepted> {
    let (title, field) = (title.to_owned(), field.to_owned());
    let content = DisclosureContent { title, kind, field, owner: Holder::Enterprise(owner) };
    let answer = give(demo, maker, TechnologyCommand::Disclose { content })?;
    let found = answer.events.iter().find_map(|event| match event {
        Event::Technology(TechnologyEvent::TechnologyDisclosed { disclosure, .. }) => Some(*disclosure),
        _ => None,
    });
    Ok(found.expect("a disclosure makes one"))
}

fn assess(
    demo: &Demo,
    disclosure: DisclosureId,
    level: u8,
    outcome: AssessmentOutcome,
) -> Result<(), NotAccepted> {
    let assessment = Assessment {
        level: ReadinessLevel::try_from(level).expect("a constant level"),
        evidence: "评估报告与样品 / Report of the assessment, with samples".to_owned(),
        outcome,
        reason: "按市场与成熟度判断 / By market and readiness".to_owned(),
    };
    let command = TechnologyCommand::AssessDisclosure { disclosure, revision: None, assessment };
    give(demo, officer(demo), command).map(drop)
}

fn contract(
    demo: &Demo,
    disclosure: DisclosureId,
    (number, kind): (&str, ContractKind),
    (total, technology): (&str, &str),
) -> ContractContent {
    ContractContent {
        disclosure,
        kind,
        number: number.to_owned(),
        recipient: Holder::Outside("北极星示例材料公司 / Polaris Example Materials".to_owned()),
        signed_on: days_from_now(demo, -10),
        total_price: yuan(total),
        technology_price: yuan(technology),
        licence_months: None,
    }
}

fn file(demo: &Demo, maker: Actor, content: ContractContent) -> Result<TechnologyContractId, NotAccepted> {
    let answer = give(demo, maker, TechnologyCommand::FileContract { content })?;
    let found = answer.events.iter().find_map(|event| match event {
        Event::Technology(TechnologyEvent::ContractFiled { contract, .. }) => Some(*contract),
        _ => None,
    });
    Ok(found.expect("filing a contract makes one"))
}
