//! Land of the demo: parcels around an invented street grid, each in another state of its life. One is idle and owes its
//! fee, one is idle for a cause of the authorities, one was split, and one was taken back and is on offer again.

use etown_domain::land::contract::{ContractTerms, GovernmentCause, Indicator, PerformanceTerm, PermitKind};
use etown_domain::land::geometry::{Point, Polygon};
use etown_domain::land::parcel::{ParcelFiling, PartFiling, SupplyMode};
use etown_domain::land::{LandCommand, LandEvent};
use etown_domain::{Actor, Command, Event};
use etown_engine::NotAccepted;
use etown_values::{CivilDate, Currency, EnterpriseId, LandContractId, Money, ParcelId};

use super::Demo;
use super::parties::Parties;

/// Corners in metres.
type Corners = &'static [(i64, i64)];

const FIRST_STREET: &str = "示例一街 / Example First Street";
const SECOND_STREET: &str = "示例二街 / Example Second Street";
const RIVER_ROAD: &str = "示例滨河路 / Example River Road";

/// The land desk with its officer.
struct Office<'a> {
    demo: &'a Demo,
    officer: Actor,
}

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let office = Office { demo, officer: Actor::User(demo.people.land) };
    office.idle(parties.lighthouse)?;
    office.started(parties.star_bridge)?;
    office.waiting(parties.spruce)?;
    office.caused_by_government(parties.lighthouse)?;
    office.split(parties.star_bridge)?;
    office.taken_back(parties.lighthouse)?;
    let lease = (SupplyMode::Lease, "1260000");
    office.parcel("DEMO-B2", SECOND_STREET, &[(220, 170), (420, 170), (420, 320), (220, 320)], lease)?;
    let corner = &[(0, 340), (200, 340), (200, 410), (90, 410), (90, 490), (0, 490)];
    office.parcel("DEMO-C1", RIVER_ROAD, corner, (SupplyMode::LeaseThenGrant, "34000000"))?;
    Ok(())
}

impl Office<'_> {
    /// A year has passed since the agreed start, and nothing was begun.
    fn idle(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "63000000");
        let parcel =
            self.parcel("DEMO-A1", FIRST_STREET, &[(0, 0), (200, 0), (200, 150), (0, 150)], grant)?;
        let contract = self.contract(parcel, "示例合同2025-001", (enterprise, "63000000"), 15)?;
        self.deliver(contract, self.months_ago(17))?;
        self.permit(contract, PermitKind::LandUsePlanning, "示例地规-001", self.months_ago(16))?;
        let document = "示例闲置费通知书〔2026〕1号 / Example notice 2026-1".to_owned();
        self.act(LandCommand::NoticeIdleFee { contract, revision: None, document })
    }

    /// All permits are held and the start is proven.
    fn started(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "66150000");
        let polygon = &[(220, 0), (420, 0), (420, 150), (220, 150)];
        let parcel = self.parcel("DEMO-A2", FIRST_STREET, polygon, grant)?;
        let contract = self.contract(parcel, "示例合同2026-002", (enterprise, "66150000"), 2)?;
        self.deliver(contract, self.months_ago(4))?;
        for (kind, number) in [
            (PermitKind::LandUsePlanning, "示例地规-002"),
            (PermitKind::Title, "示例不动产-002"),
            (PermitKind::WorksPlanning, "示例工规-002"),
            (PermitKind::Construction, "示例施工-002"),
        ] {
            self.permit(contract, kind, number, self.months_ago(4))?;
        }
        self.foundation(contract, Actor::User(self.demo.people.first_clerk), self.months_ago(1))?;
        self.act(LandCommand::ConfirmStart { contract, revision: None })
    }

    /// The enterprise has reported its foundation; the officer has still to look at it.
    fn waiting(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "50400000");
        let polygon = &[(440, 0), (600, 0), (600, 150), (440, 150)];
        let parcel = self.parcel("DEMO-A3", FIRST_STREET, polygon, grant)?;
        let contract = self.contract(parcel, "示例合同2026-003", (enterprise, "50400000"), 0)?;
        self.deliver(contract, self.months_ago(1))?;
        self.permit(contract, PermitKind::Construction, "示例施工-003", self.months_ago(1))?;
        self.foundation(contract, Actor::User(self.demo.people.second_clerk), self.months_ago(0))
    }

    /// A plan was changed, so the clock stands.
    fn caused_by_government(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "60000000");
        let parcel =
            self.parcel("DEMO-B1", SECOND_STREET, &[(0, 170), (200, 170), (200, 320), (0, 320)], grant)?;
        let contract = self.contract(parcel, "示例合同2025-004", (enterprise, "60000000"), 9)?;
        self.deliver(contract, self.months_ago(12))?;
        self.act(LandCommand::StopClock {
            contract,
            revision: None,
            from: self.months_ago(6),
            cause: GovernmentCause::PlanChange,
            reason:
                "示例轨道线位调整，等待新的规划条件 / An invented railway moves; new conditions are awaited."
                    .to_owned(),
        })
    }

    /// A parcel under contract, divided along a line that does not run with the streets.
    fn split(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "48600000");
        let polygon = &[(440, 170), (600, 170), (640, 320), (440, 320)];
        let parcel = self.parcel("DEMO-B3", SECOND_STREET, polygon, grant)?;
        self.contract(parcel, "示例合同2026-005", (enterprise, "48600000"), -6)?;
        self.demo.let_days_pass(1);
        let part = |number: &str, corners: Corners| PartFiling {
            number: number.to_owned(),
            location: SECOND_STREET.to_owned(),
            polygon: polygon_of(corners),
        };
        let parts = vec![
            part("DEMO-B3-1", &[(440, 170), (530, 170), (545, 320), (440, 320)]),
            part("DEMO-B3-2", &[(530, 170), (600, 170), (640, 320), (545, 320)]),
        ];
        self.act(LandCommand::SplitParcel { parcel, revision: None, parts })
    }

    /// Two years have passed: the land is taken back and on offer again.
    fn taken_back(&self, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
        let grant = (SupplyMode::FlexibleGrant, "57000000");
        let polygon = &[(220, 340), (430, 340), (460, 470), (220, 490)];
        let parcel = self.parcel("DEMO-C2", RIVER_ROAD, polygon, grant)?;
        let contract = self.contract(parcel, "示例合同2024-006", (enterprise, "57000000"), 26)?;
        self.deliver(contract, self.months_ago(28))?;
        let document = "示例收回决定书〔2026〕1号 / Example decision 2026-1".to_owned();
        self.act(LandCommand::TakeBackLand { contract, revision: None, document })
    }

    fn parcel(
        &self,
        number: &str,
        street: &str,
        corners: Corners,
        (supply_mode, price): (SupplyMode, &str),
    ) -> Result<ParcelId, NotAccepted> {
        let polygon = polygon_of(corners);
        let filing = ParcelFiling {
            number: number.to_owned(),
            location: street.to_owned(),
            area: polygon.area(),
            polygon,
            supply_mode,
            price: yuan(price),
        };
        let answer = self.submit(self.officer, LandCommand::RegisterParcel { filing })?;
        let made = answer.events.iter().find_map(|event| match event {
            Event::Land(LandEvent::ParcelRegistered(new)) => Some(new.parcel),
            _ => None,
        });
        Ok(made.expect("an accepted registration makes a parcel"))
    }

    /// A contract whose agreed start lies so many months ago; the land was acquired three months before that, or lately.
    fn contract(
        &self,
        parcel: ParcelId,
        number: &str,
        (enterprise, price): (EnterpriseId, &str),
        started_months_ago: i32,
    ) -> Result<LandContractId, NotAccepted> {
        let term = |indicator, target: &str, unit: &str, clause: &str| PerformanceTerm {
            indicator,
            target: target.parse().expect("a constant target"),
            unit: unit.to_owned(),
            clause: clause.to_owned(),
        };
        let acquired_on = self.months_ago(started_months_ago.saturating_add(3).max(0));
        let terms = ContractTerms {
            number: number.to_owned(),
            enterprise,
            price: yuan(price),
            term_years: Some(20),
            acquired_on,
            delivery_due: acquired_on.plus_months(2).unwrap_or(acquired_on),
            agreed_start: self.months_ago(started_months_ago),
            total_investment: yuan("420000000"),
            performance: vec![
                term(Indicator::InvestmentIntensity, "1200", "万元/亩 / 10,000 yuan per mu", "4.1"),
                term(Indicator::OutputPerArea, "2000", "万元/亩·年 / 10,000 yuan per mu and year", "4.2"),
                term(Indicator::FloorAreaRatio, "2", "容积率 / floor area to site area", "3.2"),
            ],
        };
        let command = LandCommand::ConcludeContract { parcel, revision: None, terms };
        let answer = self.submit(self.officer, command)?;
        let made = answer.events.iter().find_map(|event| match event {
            Event::Land(LandEvent::ContractConcluded { contract, .. }) => Some(*contract),
            _ => None,
        });
        Ok(made.expect("an accepted conclusion makes a contract"))
    }

    fn deliver(&self, contract: LandContractId, delivered_on: CivilDate) -> Result<(), NotAccepted> {
        self.act(LandCommand::RecordDelivery { contract, revision: None, delivered_on })
    }

    fn permit(
        &self,
        contract: LandContractId,
        kind: PermitKind,
        number: &str,
        issued_on: CivilDate,
    ) -> Result<(), NotAccepted> {
        let number = number.to_owned();
        self.act(LandCommand::RecordPermit { contract, revision: None, kind, number, issued_on })
    }

    fn foundation(
        &self,
        contract: LandContractId,
        clerk: Actor,
        reached_on: CivilDate,
    ) -> Result<(), NotAccepted> {
        // The digest of a picture that nobody took.
        let evidence = "d0".repeat(32);
        let command = LandCommand::ReportFoundation { contract, revision: None, reached_on, evidence };
        self.submit(clerk, command).map(drop)
    }

    fn act(&self, command: LandCommand) -> Result<(), NotAccepted> {
        self.submit(self.officer, command).map(drop)
    }

    fn submit(&self, actor: Actor, command: LandCommand) -> Result<etown_engine::Answer, NotAccepted> {
        self.demo.desk.command(actor, Command::Land(command))
    }

    fn months_ago(&self, months: i32) -> CivilDate {
        let today = self.demo.desk.engine().business_date();
        today.plus_months(months.saturating_neg()).unwrap_or(today)
    }
}

fn polygon_of(corners: Corners) -> Polygon {
    let corner = |(east, north): &(i64, i64)| Point {
        east_mm: east.saturating_mul(1000),
        north_mm: north.saturating_mul(1000),
    };
    Polygon { corners: corners.iter().map(corner).collect() }
}

fn yuan(amount: &str) -> Money {
    Money::parse(amount, Currency::CNY).expect("a constant amount")
}
