//! A zone in memory with one enterprise and one active book, for a case to work on.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass, ItemFiling};
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_domain::bonded::period::CountRow;
use etown_domain::kernel::access::Role;
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_domain::kernel::parameters::{Basis, DatedValue, Parameter};
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::{Answer, Clock, Engine, EngineOptions, ManualClock, NotAccepted, SchedulerMode};
use etown_values::{
    BookId, ExceptionId, HsCode, Instant, ListId, Measure, Percent, QuantityAmount, UnitConsumption,
    UnitPrice, UserId,
};

use crate::shipped;
use crate::zone::papers::{self, Hands, ItemDraft};
use crate::zone::set_up::{ZoneFacts, add_enterprise_user, add_zone_user, invented_credit_code, set_up};
use crate::zone::{Desk, created};

/// Item numbers of the book, the same in every case.
pub(super) const MATERIAL: u32 = 1;
pub(super) const PRODUCT: u32 = 2;
pub(super) const SCRAP: u32 = 3;

const ADMINISTRATOR: UserId = UserId::from_raw(1);
const OFFICER: UserId = UserId::from_raw(2);
const CUSTOMS: UserId = UserId::from_raw(3);
const SECOND_CUSTOMS: UserId = UserId::from_raw(4);
const GATE: UserId = UserId::from_raw(5);

const HANDS: Hands =
    Hands { officer: Actor::User(OFFICER), customs: Actor::User(CUSTOMS), gate: Actor::User(GATE) };

/// The sums of one account.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) actual: QuantityAmount,
    pub(super) pre_in: QuantityAmount,
    pub(super) available: QuantityAmount,
}

pub(super) struct Workbench {
    desk: Desk,
    clock: ManualClock,
    book: BookId,
    items: Vec<ItemFiling>,
}

impl Workbench {
    /// Makes a zone with an active book: goods alone, or materials, products and scrap.
    pub(super) fn open(kind: BookKind, consumption_point: Option<ConsumptionPoint>) -> Result<Self, String> {
        // A fixed day, so that a case comes out alike whenever it is run.
        let manual = ManualClock::at(start());
        let clock = Clock::Manual(manual.clone());
        let options = EngineOptions {
            clock: clock.clone(),
            scheduler: SchedulerMode::ByHand,
            ..EngineOptions::default()
        };
        let not_made = |reason: String| format!("the zone in memory was not made: {reason}");
        let engine = Engine::in_memory(options).map_err(|fault| not_made(fault.chain()))?;
        let desk = Desk::new(engine, "case", clock);
        Self::make(desk, manual, kind, consumption_point).map_err(|outcome| not_made(outcome.to_string()))
    }

    fn make(
        desk: Desk,
        clock: ManualClock,
        kind: BookKind,
        consumption_point: Option<ConsumptionPoint>,
    ) -> Result<Self, NotAccepted> {
        let facts = ZoneFacts {
            name: "Zone of a case / 算例园区".to_owned(),
            customs_code: "0100".to_owned(),
            administrator: ADMINISTRATOR,
            second_administrator: None,
        };
        set_up(&desk, facts, shipped::demo_nomenclature())?;
        let enterprise = created::enterprise(&desk.zone(
            Actor::User(ADMINISTRATOR),
            ZoneCommand::RegisterEnterprise {
                credit_code: invented_credit_code("91110300CACE00001"),
                name: "算例企业".to_owned(),
                name_english: "Enterprise of a Case".to_owned(),
                credit_class: CreditClass::Normal,
            },
        )?);
        add_enterprise_user(&desk, ADMINISTRATOR, OFFICER, enterprise)?;
        add_zone_user(&desk, ADMINISTRATOR, CUSTOMS, Role::CustomsOfficer)?;
        add_zone_user(&desk, ADMINISTRATOR, SECOND_CUSTOMS, Role::CustomsOfficer)?;
        add_zone_user(&desk, ADMINISTRATOR, GATE, Role::GateOperator)?;
        let letter = if kind == BookKind::Processing { 'H' } else { 'T' };
        let header = BookHeader {
            number: format!("{letter}01000000001"),
            enterprise,
            kind,
            consumption_point,
            valid_until: "2099-12-31".parse().expect("a constant date"),
            verification_cycle_months: 6,
        };
        let items = items(kind);
        let book = desk.open_book(HANDS, header, &items, Vec::new())?;
        Ok(Self { desk, clock, book, items })
    }

    /// Files a version of the product's bill of materials and has customs approve it.
    pub(super) fn approve_bom(&self, version: &str, row: BomRow) -> Result<(), NotAccepted> {
        self.file_bom(version, row)?;
        let command = BondedCommand::ApproveFilings { book: self.book, revision: None };
        self.desk.bonded(HANDS.customs, command).map(drop)
    }

    pub(super) fn file_bom(&self, version: &str, row: BomRow) -> Result<(), NotAccepted> {
        let (book, version) = (self.book, version.to_owned());
        let command =
            BondedCommand::FileBom { book, revision: None, product: PRODUCT, version, rows: vec![row] };
        self.desk.bonded(HANDS.officer, command).map(drop)
    }

    /// Drafts and submits a list of one line.
    pub(super) fn submit_list(&self, draft: ListDraft<'_>) -> Result<ListId, NotAccepted> {
        let filed = self.items.iter().find(|item| item.number == draft.item);
        let filed = filed.expect("a case moves only items that its book has");
        let line = papers::line(1, filed, draft.quantity, draft.bom_version);
        let unit_price = draft.unit_price.unwrap_or(line.unit_price);
        let content = ListContent {
            movement: draft.movement,
            supervision_mode: "5000".to_owned(),
            needs_declaration: draft.needs_declaration,
            trucks: draft.trucks,
            lines: vec![ListLine { unit_price, ..line }],
        };
        let list = self.desk.draft_list(HANDS, self.book, content)?;
        self.desk.submit_list(HANDS, list)?;
        Ok(list)
    }

    pub(super) fn approve_list(&self, list: ListId) -> Result<(), NotAccepted> {
        self.desk.approve_list(HANDS, list)
    }

    /// Lets the clock go to the same time of the next day.
    pub(super) fn pass_day(&self) {
        self.clock.advance(86_400_000_000);
    }

    /// Puts another value of a parameter into force.
    pub(super) fn set_parameter(&self, name: &str, value: &str) -> Result<(), NotAccepted> {
        let value = DatedValue {
            effective_from: "2019-01-01".parse().expect("a constant date"),
            value: value.to_owned(),
            basis: Basis::Setting,
            source: "the case".to_owned(),
            is_verified: false,
        };
        let (name, values) = (name.to_owned(), vec![value]);
        let parameter = Parameter { name, unit: "1".to_owned(), meaning: "the case".to_owned(), values };
        let command = ZoneCommand::ActivateParameters { parameters: vec![parameter] };
        self.desk.zone(Actor::User(ADMINISTRATOR), command).map(drop)
    }

    /// Announces a count at the end of today.
    pub(super) fn announce_count(&self) -> Result<(), NotAccepted> {
        let cutoff = self.desk.engine().business_date();
        let command = BondedCommand::AnnounceCount { book: self.book, revision: None, cutoff };
        self.desk.bonded(HANDS.officer, command).map(drop)
    }

    pub(super) fn record_count(&self, rows: Vec<CountRow>) -> Result<(), NotAccepted> {
        let command = BondedCommand::RecordCount { book: self.book, revision: None, rows };
        self.desk.bonded(HANDS.officer, command).map(drop)
    }

    pub(super) fn complete_count(&self) -> Result<Answer, NotAccepted> {
        let command = BondedCommand::CompleteCount { book: self.book, revision: None };
        self.desk.bonded(HANDS.officer, command)
    }

    pub(super) fn apply_verification(&self) -> Result<(), NotAccepted> {
        let command = BondedCommand::ApplyVerification { book: self.book, revision: None };
        self.desk.bonded(HANDS.officer, command).map(drop)
    }

    /// One officer of customs accepts a verification, another closes the period.
    pub(super) fn accept_and_close(&self) -> Result<(), NotAccepted> {
        let (book, revision) = (self.book, None);
        self.desk.bonded(HANDS.customs, BondedCommand::AcceptVerification { book, revision })?;
        let second = Actor::User(SECOND_CUSTOMS);
        self.desk.bonded(second, BondedCommand::CloseVerification { book, revision }).map(drop)
    }

    /// Approves a list under this command id.
    pub(super) fn approve_list_as(&self, list: ListId, command_id: &str) -> Result<Answer, NotAccepted> {
        let command = BondedCommand::ApproveList { list, revision: None };
        self.desk.bonded_as(HANDS.customs, command_id, command)
    }

    /// Reverses a posted list.
    pub(super) fn reverse(&self, list: ListId) -> Result<(), NotAccepted> {
        let reversing = created::list(&self.desk.bonded(HANDS.officer, BondedCommand::ReverseList { list })?);
        self.desk.submit_list(HANDS, reversing)?;
        self.desk.approve_list(HANDS, reversing)
    }

    /// The lots of an item that have something left, oldest first: number and what is left.
    pub(super) fn lots(&self, item: u32) -> Vec<(u64, i128)> {
        self.desk.engine().read(|state| {
            let is_stock =
                |account: &Account| account.key.item == Some(item) && account.key.purpose == Purpose::Stock;
            let stocks = state.ledger.accounts().filter(|(_, account)| is_stock(account));
            let lots = stocks.flat_map(|(number, _)| state.bonded.lots.of(number));
            lots.map(|(number, lot)| (number.0, lot.remaining)).collect()
        })
    }

    pub(super) fn digest(&self) -> String {
        self.desk.engine().state_digest()
    }

    /// Brings material into stock by a list that waits for nothing.
    pub(super) fn bring_in(&self, quantity: QuantityAmount) -> Result<(), NotAccepted> {
        let list = self.submit_list(ListDraft::new(MATERIAL, Movement::Import, quantity))?;
        self.approve_list(list)
    }

    pub(super) fn report_release(&self, list: ListId) -> Result<Answer, NotAccepted> {
        self.desk.release(HANDS, list)
    }

    pub(super) fn report_truck(&self, list: ListId, truck: &str) -> Result<Answer, NotAccepted> {
        self.desk.pass(HANDS, list, truck)
    }

    pub(super) fn report_production(
        &self,
        version: &str,
        quantity: QuantityAmount,
    ) -> Result<Answer, NotAccepted> {
        let (book, version) = (self.book, version.to_owned());
        let content = ReportContent::ProductionReported { book, product: PRODUCT, version, quantity };
        self.desk.report(HANDS.officer, "workshop", content)
    }

    /// A second officer of customs resolves what a report contradicted.
    pub(super) fn resolve(&self, exception: ExceptionId) -> Result<(), NotAccepted> {
        let explanation = "Resolved so that the case can go on.".to_owned();
        let command = BondedCommand::ResolveException { exception, explanation };
        self.desk.bonded(Actor::User(SECOND_CUSTOMS), command).map(drop)
    }

    pub(super) fn sums(&self, item: u32, purpose: Purpose) -> Sums {
        self.desk.engine().read(|state| {
            let is_asked =
                |account: &&Account| account.key.item == Some(item) && account.key.purpose == purpose;
            let found = state.ledger.accounts().map(|(_, account)| account).find(is_asked);
            found.map(sums).unwrap_or_default()
        })
    }
}

impl Drop for Workbench {
    fn drop(&mut self) {
        self.desk.engine().stop();
    }
}

/// A list of one line in the making.
pub(super) struct ListDraft<'a> {
    pub(super) item: u32,
    pub(super) movement: Movement,
    pub(super) quantity: QuantityAmount,
    pub(super) bom_version: Option<&'a str>,
    /// The item's own price where there is none.
    pub(super) unit_price: Option<UnitPrice>,
    pub(super) needs_declaration: bool,
    pub(super) trucks: Vec<String>,
}

impl ListDraft<'_> {
    /// A list that waits for neither release nor trucks.
    pub(super) const fn new(item: u32, movement: Movement, quantity: QuantityAmount) -> Self {
        Self {
            item,
            movement,
            quantity,
            bom_version: None,
            unit_price: None,
            needs_declaration: false,
            trucks: Vec::new(),
        }
    }
}

/// One material of a bill, fully bonded.
pub(super) fn bom_row(net: UnitConsumption, tangible: Percent, intangible: Percent) -> BomRow {
    papers::bom_row(MATERIAL, net, tangible, intangible, (!tangible.is_zero()).then_some(SCRAP))
}

fn start() -> Instant {
    "2026-06-01T01:00:00.000000Z".parse().expect("a constant instant")
}

fn sums(account: &Account) -> Sums {
    Sums {
        actual: QuantityAmount::from_units(account.balance()),
        pre_in: QuantityAmount::from_units(account.held_debit()),
        available: QuantityAmount::from_units(account.available()),
    }
}

fn items(kind: BookKind) -> Vec<ItemFiling> {
    let item = |number, class, code: &str, name| {
        let hs_code: HsCode = code.parse().expect("a constant code");
        let (part, measure) = (format!("CASE-{number}"), Measure::KILOGRAM);
        let unit_price = UnitPrice::from_units(10_000);
        ItemDraft { number, class, part: &part, hs_code, name, measure, unit_price }.filing()
    };
    let material = item(MATERIAL, ItemClass::Material, "38180090", "Material / 料件");
    if kind == BookKind::Logistics {
        return vec![material];
    }
    let product = item(PRODUCT, ItemClass::Finished, "85423100", "Product / 成品");
    let scrap = item(SCRAP, ItemClass::Scrap, "38180090", "Scrap / 边角料");
    vec![material, product, scrap]
}
