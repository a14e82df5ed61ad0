//! Enterprises, their group and mandate, and who acts for them. All are invented and look it.

use etown_domain::kernel::access::Role;
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::NotAccepted;
use etown_values::EnterpriseId;

use super::Demo;
use crate::zone::created;
use crate::zone::set_up::{add_enterprise_user, add_zone_user, invented_credit_code};

pub(super) struct Parties {
    /// Makes display drivers; consumes materials as products are shipped.
    pub(super) star_bridge: EnterpriseId,
    /// Makes display modules; consumes materials as production is reported.
    pub(super) spruce: EnterpriseId,
    /// Keeps goods for others.
    pub(super) lighthouse: EnterpriseId,
}

impl Parties {
    #[expect(clippy::unused_self, reason = "the number of fields, kept beside them")]
    pub(super) const fn count(&self) -> usize {
        3
    }
}

pub(super) fn make(demo: &Demo) -> Result<Parties, NotAccepted> {
    let (desk, people) = (&demo.desk, &demo.people);
    let administrator = Actor::User(people.administrator);
    let register = |code: &str, name: &str, name_english: &str, credit_class| {
        let command = ZoneCommand::RegisterEnterprise {
            credit_code: invented_credit_code(code),
            name: name.to_owned(),
            name_english: name_english.to_owned(),
            credit_class,
        };
        desk.zone(administrator, command).map(|answer| created::enterprise(&answer))
    };
    let certified = CreditClass::AdvancedCertified;
    let star_bridge = register(
        "91110300DEM000001",
        "星桥示例半导体有限公司",
        "Star Bridge Example Semiconductors Ltd",
        certified,
    )?;
    let spruce = register(
        "91110300DEM000002",
        "云杉示例显示科技有限公司",
        "Spruce Example Displays Ltd",
        CreditClass::Normal,
    )?;
    let lighthouse = register(
        "91110300DEM000003",
        "灯塔示例物流有限公司",
        "Lighthouse Example Logistics Ltd",
        CreditClass::Normal,
    )?;
    for (user, role) in [
        (people.customs, Role::CustomsOfficer),
        (people.second_customs, Role::CustomsOfficer),
        (people.gate, Role::GateOperator),
        (people.land, Role::LandOfficer),
        (people.approval, Role::ApprovalOfficer),
        (people.investment, Role::InvestmentOfficer),
        (people.treasury, Role::TreasuryOfficer),
        (people.programme, Role::ProgrammeOfficer),
        (people.auditor, Role::Auditor),
    ] {
        add_zone_user(desk, people.administrator, user, role)?;
    }
    add_enterprise_user(desk, people.administrator, people.first_clerk, star_bridge)?;
    add_enterprise_user(desk, people.administrator, people.second_clerk, spruce)?;
    let name = "示例集团 / Example Group".to_owned();
    desk.zone(
        administrator,
        ZoneCommand::FormGroup { name, lead: star_bridge, members: vec![star_bridge, spruce] },
    )?;
    let valid_from = desk.engine().business_date();
    desk.zone(
        administrator,
        ZoneCommand::GiveMandate {
            principal: lighthouse,
            agent: star_bridge,
            valid_from,
            valid_until: valid_from.plus_months(24).unwrap_or(valid_from),
        },
    )?;
    Ok(Parties { star_bridge, spruce, lighthouse })
}
