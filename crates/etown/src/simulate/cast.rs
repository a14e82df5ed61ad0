//! The invented zone that every run begins with: its people, enterprises and books, made by ordinary commands.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass, ItemFiling};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::access::{AccessEvent, GrantScope};
use etown_domain::kernel::parameters::{Commodity, Nomenclature, Parameter};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, Command, Event, Role, ZoneCommand};
use etown_values::{BookId, Currency, EnterpriseId, GrantId, ListId, Measure, SlipId, UserId, UtcOffset};

use super::failure::Failure;
use super::run::Run;
use crate::shipped;
use crate::zone::created;
use crate::zone::set_up::invented_credit_code;

pub(super) const ADMINISTRATORS: [UserId; 2] = [user(1), user(2)];
pub(super) const CUSTOMS: [UserId; 2] = [user(11), user(12)];
pub(super) const GATES: [UserId; 2] = [user(21), user(22)];
pub(super) const AUDITOR: UserId = user(31);
/// Officers of the enterprises, two each.
pub(super) const OFFICERS: [[UserId; 2]; 3] =
    [[user(41), user(42)], [user(51), user(52)], [user(61), user(62)]];
/// Registered, and granted nothing.
pub(super) const NOBODY: UserId = user(91);

/// Items of a processing book.
pub(super) const MATERIALS: [u32; 2] = [1, 2];
pub(super) const PRODUCTS: [u32; 2] = [11, 12];
pub(super) const SCRAP: u32 = 21;

const fn user(number: u128) -> UserId {
    UserId::from_raw(number)
}

/// Everyone who acts, once.
pub(super) fn everyone() -> impl Iterator<Item = UserId> {
    let zone = ADMINISTRATORS.into_iter().chain(CUSTOMS).chain(GATES).chain([AUDITOR, NOBODY]);
    zone.chain(OFFICERS.into_iter().flatten())
}

/// What the setting up has made.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    pub(super) enterprises: Vec<EnterpriseId>,
    /// Grants in force, as accepted commands gave them.
    grants: BTreeMap<GrantId, UserId>,
    /// Every list and slip that was ever made: people hold papers that the zone has done with.
    pub(super) lists: Vec<ListId>,
    pub(super) slips: Vec<SlipId>,
}

impl Cast {
    /// The officers of an enterprise; none for one that was registered later.
    pub(super) fn officers(&self, enterprise: EnterpriseId) -> &'static [UserId] {
        let index = self.enterprises.iter().position(|known| *known == enterprise);
        index.and_then(|index| OFFICERS.get(index)).map_or(&[], |officers| officers.as_slice())
    }

    /// Grants of a user that can be taken back.
    pub(super) fn grants_of(&self, user: UserId) -> impl Iterator<Item = GrantId> {
        self.grants.iter().filter(move |(_, of)| **of == user).map(|(grant, _)| *grant)
    }

    /// Remembers what an accepted command granted, took back or made.
    pub(super) fn learn(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Access(AccessEvent::RoleGranted { grant, user, .. }) => {
                    self.grants.insert(*grant, *user);
                }
                Event::Access(AccessEvent::RoleRevoked { grant }) => {
                    self.grants.remove(grant);
                }
                Event::Bonded(BondedEvent::ListDrafted { list, .. }) => self.lists.push(*list),
                Event::Bonded(BondedEvent::SlipApplied { slip, .. }) => self.slips.push(*slip),
                _ => {}
            }
        }
    }
}

/// Sets the zone up and opens its first books.
pub(super) fn set_up(run: &mut Run<'_>) -> Result<(), Failure> {
    let name = "Simulated Zone".to_owned();
    let (customs_code, utc_offset) = ("0199".to_owned(), UtcOffset::BEIJING);
    let administrators = ADMINISTRATORS.to_vec();
    let command = ZoneCommand::SetUpZone { name, customs_code, utc_offset, administrators };
    run.must(Actor::Setup, Command::Zone(command))?;
    let administrator = Actor::User(ADMINISTRATORS[0]);
    let mut zone = |command| run.must(administrator, Command::Zone(command));
    zone(ZoneCommand::ActivateParameters { parameters: parameters().to_vec() })?;
    zone(ZoneCommand::ActivateNomenclature { nomenclature: nomenclature() })?;
    let mut enterprises = Vec::new();
    for (index, first) in ["91110000DEM000001", "91110000DEM000002", "91110000DEM000003"].iter().enumerate() {
        let answer = zone(ZoneCommand::RegisterEnterprise {
            credit_code: invented_credit_code(first),
            name: format!("虚构企业 {index}"),
            name_english: format!("Invented enterprise {index}"),
            credit_class: CreditClass::Normal,
        })?;
        enterprises.push(created::enterprise(&answer));
    }
    let whole = |users: &[UserId], role| users.iter().map(|user| (*user, role, GrantScope::Zone)).collect();
    let mut grants: Vec<(UserId, Role, GrantScope)> = whole(&CUSTOMS, Role::CustomsOfficer);
    grants.extend::<Vec<_>>(whole(&GATES, Role::GateOperator));
    grants.push((AUDITOR, Role::Auditor, GrantScope::Zone));
    for (officers, enterprise) in OFFICERS.iter().zip(&enterprises) {
        let scope = GrantScope::Enterprise(*enterprise);
        grants.extend(officers.iter().map(|officer| (*officer, Role::EnterpriseOfficer, scope)));
    }
    for user in everyone().filter(|user| !ADMINISTRATORS.contains(user)) {
        zone(ZoneCommand::RegisterUser { user })?;
    }
    for (user, role, scope) in grants {
        zone(ZoneCommand::GrantRole { user, role, scope })?;
    }
    run.cast.enterprises = enterprises;
    let points =
        [ConsumptionPoint::AtShipment, ConsumptionPoint::AtProduction, ConsumptionPoint::AtProduction];
    for (index, point) in points.into_iter().enumerate() {
        open_book(run, index, Some(point), &format!("H0199000000{index}"))?;
    }
    open_book(run, 2, None, "T01990000001")
}

fn open_book(
    run: &mut Run<'_>,
    enterprise: usize,
    point: Option<ConsumptionPoint>,
    number: &str,
) -> Result<(), Failure> {
    let officer = Actor::User(OFFICERS[enterprise][0]);
    let header = header(run.cast.enterprises[enterprise], point, number.to_owned());
    let book = created::book(&run.must(officer, Command::Bonded(BondedCommand::FileBook { header }))?);
    for filing in filings(book, point.is_some()) {
        run.must(officer, Command::Bonded(filing))?;
    }
    run.must(officer, Command::Bonded(BondedCommand::SubmitBook { book, revision: None }))?;
    let approval = BondedCommand::ApproveBook { book, revision: None };
    run.must(Actor::User(CUSTOMS[0]), Command::Bonded(approval))?;
    Ok(())
}

/// The head of a book that is valid to the end of the second simulated year.
pub(super) fn header(
    enterprise: EnterpriseId,
    point: Option<ConsumptionPoint>,
    number: String,
) -> BookHeader {
    BookHeader {
        number,
        enterprise,
        kind: if point.is_some() { BookKind::Processing } else { BookKind::Logistics },
        consumption_point: point,
        valid_until: "2027-12-31".parse().expect("a constant date"),
        verification_cycle_months: 12,
    }
}

/// Everything that a new book is filed with.
pub(super) fn filings(book: BookId, is_processing: bool) -> Vec<BondedCommand> {
    let revision = None;
    let mut items: Vec<ItemFiling> =
        MATERIALS.iter().map(|number| item(*number, ItemClass::Material)).collect();
    if !is_processing {
        return vec![BondedCommand::FileItems { book, revision, items }];
    }
    items.extend(PRODUCTS.iter().map(|number| item(*number, ItemClass::Finished)));
    items.push(item(SCRAP, ItemClass::Scrap));
    let bom = |product, version: &str, rows| BondedCommand::FileBom {
        book,
        revision,
        product,
        version: version.to_owned(),
        rows,
    };
    vec![
        BondedCommand::FileItems { book, revision, items },
        bom(11, "1", vec![row(1, 1_900_000_000, (400, 100), 10_000), row(2, 3_000_000_000, (0, 0), 10_000)]),
        bom(11, "2", vec![row(1, 1_234_567_891, (333, 77), 4_000), row(2, 7, (0, 1), 10_000)]),
        bom(12, "1", vec![row(2, 333_333_333, (0, 250), 7_550)]),
    ]
}

/// A row of a bill: net in 0.000000001, tangible and intangible loss and bonded share in 0.01 %.
pub(super) fn row(material: u32, net: i128, (tangible, intangible): (i128, i128), share: i128) -> BomRow {
    let percent = |hundredths: i128| etown_values::Percent::from_units(hundredths * 10_000_000);
    BomRow {
        material,
        net: etown_values::UnitConsumption::from_units(net),
        tangible_loss_percent: percent(tangible),
        intangible_loss_percent: percent(intangible),
        bonded_share_percent: percent(share),
        scrap_item: (tangible > 0).then_some(SCRAP),
    }
}

/// An item as these books file it.
pub(super) fn item(number: u32, class: ItemClass) -> ItemFiling {
    let (code, measure) = match class {
        ItemClass::Material if number.is_multiple_of(2) => ("85423100", Measure::PIECE),
        ItemClass::Material => ("74031100", Measure::KILOGRAM),
        ItemClass::Finished => ("85444200", Measure::PIECE),
        ItemClass::Scrap => ("74040000", Measure::KILOGRAM),
    };
    ItemFiling {
        number,
        class,
        part_number: format!("PART-{number}"),
        hs_code: code.parse().expect("a constant code"),
        name: format!("Part {number} 零件"),
        measure,
        unit_price: "1.25".parse().expect("a constant price"),
        currency: Currency::CNY,
        count_tolerance_percent: None,
    }
}

/// The parameters that the program carries, read once.
pub(super) fn parameters() -> &'static [Parameter] {
    static READ: OnceLock<Vec<Parameter>> = OnceLock::new();
    READ.get_or_init(shipped::parameters)
}

fn nomenclature() -> Nomenclature {
    let commodity = |code: &str| Commodity {
        code: code.parse().expect("a constant code"),
        description: format!("Invented goods {code}"),
    };
    Nomenclature {
        edition: "Simulated".to_owned(),
        effective_from: "2022-01-01".parse().expect("a constant date"),
        source: "invented".to_owned(),
        codes: ["740311", "854231", "854442", "740400"].map(commodity).to_vec(),
    }
}
