//! A second zone beside the demo, with a journal, people and enterprises of its own: goods go there and come from there by
//! receipts alone. It lies in a folder of the demo's data directory and knows nothing of it but its trust file.

use std::path::Path;

use etown_domain::bonded::book::{BookHeader, BookKind, ItemClass};
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::access::Role;
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::{Clock, Engine, EngineOptions, NotAccepted};
use etown_server::Credentials;
use etown_values::{EnterpriseId, Measure, UnitPrice, UserId};

use super::people::{self, Person, person};
use super::{MARK, MICROSECONDS_IN_SECOND};
use crate::data;
use crate::problem::Problem;
use crate::shipped;
use crate::zone::Desk;
use crate::zone::created;
use crate::zone::papers::{Hands, ItemDraft, immediate_list, line};
use crate::zone::set_up::{ZoneFacts, add_enterprise_user, add_zone_user, invented_credit_code, set_up};

/// The folder in the demo's data directory.
pub(crate) const FOLDER: &str = "second-zone";
const ORIGIN: &str = "second.etown.example/journal";
/// The first 17 characters of the credit code of its enterprise.
pub(super) const RECIPIENT: &str = "91120100DEM000011";

const LOGINS: [Person; 4] = [
    person("admin", "二区管理员 / Second Zone Administrator", "zone administrator"),
    person("customs1", "二区海关一 / Second Zone Customs One", "customs officer"),
    person("customs2", "二区海关二 / Second Zone Customs Two", "customs officer"),
    person("clerk1", "二区关务 / Second Zone Clerk", "enterprise officer of River Bend Example"),
];

/// The second zone in the making.
pub(super) struct SecondZone {
    pub(super) desk: Desk,
    pub(super) side: super::exchange::Side,
    credentials: Credentials,
    users: [UserId; 4],
}

impl SecondZone {
    /// Makes its journal and writes who signs in there.
    pub(super) fn begin(directory: &Path, options: EngineOptions) -> Result<Self, Problem> {
        let directory = directory.join(FOLDER);
        let clock = options.clock.clone();
        let engine = data::create(&directory, ORIGIN, options)?;
        let credentials = data::open_credentials(&directory, Clock::System)?;
        let users = people::write_all(&credentials, LOGINS)?;
        let mark = directory.join(MARK);
        std::fs::write(&mark, people::sign_in_text("Second zone of the demo", &LOGINS))
            .map_err(|error| Problem::fault(format_args!("writing {}", mark.display()), error))?;
        let desk = Desk::new(engine, "second", clock).with_step(7 * MICROSECONDS_IN_SECOND);
        let [administrator, customs, second_customs, clerk] = users.map(Actor::User);
        let side = super::exchange::Side { administrator, customs, second_customs, clerk, book: None };
        Ok(Self { desk, side, credentials, users })
    }

    /// Sets it up with an enterprise whose book holds goods.
    pub(super) fn furnish(&mut self) -> Result<(), NotAccepted> {
        let [administrator, customs, second_customs, clerk] = self.users;
        let facts = ZoneFacts {
            name: "示例第二综合保税区 / Second Example Comprehensive Bonded Zone".to_owned(),
            customs_code: "0200".to_owned(),
            administrator,
            second_administrator: None,
        };
        set_up(&self.desk, facts, shipped::demo_nomenclature())?;
        let register = ZoneCommand::RegisterEnterprise {
            credit_code: invented_credit_code(RECIPIENT),
            name: "河湾示例贸易有限公司".to_owned(),
            name_english: "River Bend Example Trading Ltd".to_owned(),
            credit_class: CreditClass::Normal,
        };
        let enterprise = created::enterprise(&self.desk.zone(Actor::User(administrator), register)?);
        for officer in [customs, second_customs] {
            add_zone_user(&self.desk, administrator, officer, Role::CustomsOfficer)?;
        }
        add_enterprise_user(&self.desk, administrator, clerk, enterprise)?;
        self.side.book = Some(open_book(&self.desk, &self.side, (enterprise, "T0200DEMD001"))?);
        Ok(())
    }

    /// Lets these people sign in, and stops.
    pub(super) fn finish(&self) -> Result<(), Problem> {
        for user in self.users {
            self.credentials
                .confirm_user(user)
                .map_err(|fault| Problem::fault("keeping the users of the second zone", fault))?;
        }
        self.engine().stop();
        Ok(())
    }

    fn engine(&self) -> &Engine {
        self.desk.engine()
    }
}

/// Opens a logistics book for what is exchanged, and brings goods into it. Both zones file them alike.
pub(super) fn open_book(
    desk: &Desk,
    side: &super::exchange::Side,
    (enterprise, number): (EnterpriseId, &str),
) -> Result<etown_values::BookId, NotAccepted> {
    let item = |number, part: &str, code: &str, name: &str, measure, cents: i128| {
        let hs_code = code.parse().expect("a constant code");
        let unit_price = UnitPrice::from_units(cents * 100);
        ItemDraft { number, class: ItemClass::Material, part, hs_code, name, measure, unit_price }.filing()
    };
    let items = [
        item(1, "EX-SSD-1", "85235110", "固态硬盘 1 TB / Solid-state drive, 1 TB", Measure::PIECE, 7_400),
        item(2, "EX-BAT-2", "85076000", "锂离子电池组 / Lithium-ion battery pack", Measure::PIECE, 4_150),
        item(3, "EX-ROUTE-3", "85176290", "路由设备 / Routing apparatus", Measure::MACHINE, 118_000),
    ];
    let today = desk.engine().business_date();
    let header = BookHeader {
        number: number.to_owned(),
        enterprise,
        kind: BookKind::Logistics,
        consumption_point: None,
        valid_until: today.plus_months(36).unwrap_or(today),
        verification_cycle_months: 6,
    };
    let hands = Hands { officer: side.clerk, customs: side.customs, gate: side.customs };
    let book = desk.open_book(hands, header, &items, Vec::new())?;
    let stocked = [(1, "600"), (2, "900"), (3, "40")];
    let lines = items.iter().zip(stocked).map(|(item, (number, amount))| {
        line(number, item, amount.parse().expect("a constant quantity"), None)
    });
    desk.bring_to_approval(hands, book, immediate_list(Movement::Import, lines.collect()))?;
    Ok(book)
}
