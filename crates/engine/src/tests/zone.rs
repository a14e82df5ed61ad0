//! A small invented zone to test with: its people, two enterprises and short ways to do what tests do often.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass, ItemFiling};
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::{ListContent, Movement};
use etown_domain::bonded::{BondedCommand, BondedEvent, BondedReport};
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::parameters::{Basis, Commodity, DatedValue, Nomenclature, Parameter};
use etown_domain::kernel::parties::{CreditClass, PartyEvent};
use etown_domain::kernel::reports::ReportKey;
use etown_domain::{Actor, Command, Event, ReadScope, Role, ZoneCommand};
use etown_values::{BookId, CivilDate, EnterpriseId, Instant, ListId, UserId, UtcOffset, check_character};

pub(super) use super::papers::{content, item};
use crate::{
    Answer, Clock, Engine, EngineFault, EngineOptions, ManualClock, NotAccepted, SchedulerMode, Submission,
};

pub(super) const WAIT: Duration = Duration::from_secs(20);

pub(super) const ADMINISTRATOR: UserId = UserId::from_raw(1);
pub(super) const SECOND_ADMINISTRATOR: UserId = UserId::from_raw(2);
pub(super) const CUSTOMS: UserId = UserId::from_raw(3);
pub(super) const GATE: UserId = UserId::from_raw(4);
/// Officer of the first enterprise.
pub(super) const OFFICER: UserId = UserId::from_raw(5);
/// Officer of the second enterprise.
pub(super) const OTHER_OFFICER: UserId = UserId::from_raw(6);

pub(super) struct Zone {
    pub engine: Engine,
    pub clock: ManualClock,
    pub enterprise: EnterpriseId,
    pub other_enterprise: EnterpriseId,
    directory: Option<tempfile::TempDir>,
    commands: Cell<u64>,
}

pub(super) fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

pub(super) fn clock_at(text: &str) -> ManualClock {
    ManualClock::at(text.parse().unwrap())
}

/// Options of tests: a clock that stands still, small segments, due dates acted on by hand.
pub(super) fn options(clock: &ManualClock) -> EngineOptions {
    EngineOptions {
        clock: Clock::Manual(clock.clone()),
        segment_bytes: Some(256 * 1024),
        scheduler: SchedulerMode::ByHand,
        ..EngineOptions::default()
    }
}

impl Zone {
    /// A zone on disk with its people, enterprises, parameters and commodity codes.
    pub(super) fn new() -> Self {
        Self::with(|_options| {})
    }

    pub(super) fn with(change: impl FnOnce(&mut EngineOptions)) -> Self {
        Self::made("test.example/journal", change)
    }

    /// A zone whose journal has this origin.
    pub(super) fn of(origin: &str) -> Self {
        Self::made(origin, |_options| {})
    }

    fn made(origin: &str, change: impl FnOnce(&mut EngineOptions)) -> Self {
        let clock = clock_at("2026-03-02T01:00:00.000000Z");
        let mut options = options(&clock);
        change(&mut options);
        let directory = tempfile::tempdir().unwrap();
        let engine = Engine::create(&directory.path().join("zone"), origin, options).unwrap();
        Self::equipped(engine, clock, Some(directory))
    }

    pub(super) fn in_memory() -> Self {
        let clock = clock_at("2026-03-02T01:00:00.000000Z");
        let engine = Engine::in_memory(options(&clock)).unwrap();
        Self::equipped(engine, clock, None)
    }

    fn equipped(engine: Engine, clock: ManualClock, directory: Option<tempfile::TempDir>) -> Self {
        let nobody = EnterpriseId::from_raw(0);
        let commands = Cell::new(0);
        let mut zone =
            Self { engine, clock, enterprise: nobody, other_enterprise: nobody, directory, commands };
        zone.equip();
        zone
    }

    fn equip(&mut self) {
        self.zone(
            Actor::Setup,
            ZoneCommand::SetUpZone {
                name: "Test Zone".into(),
                customs_code: "0199".into(),
                utc_offset: UtcOffset::BEIJING,
                administrators: vec![ADMINISTRATOR, SECOND_ADMINISTRATOR],
            },
        );
        let administrator = Actor::User(ADMINISTRATOR);
        let parameter = |name: &str, value: &str| Parameter {
            name: name.into(),
            unit: "1".into(),
            meaning: "a limit".into(),
            values: vec![DatedValue {
                effective_from: date("2020-01-01"),
                value: value.into(),
                basis: Basis::Setting,
                source: "test".into(),
                is_verified: false,
            }],
        };
        let parameters = vec![
            parameter("bonded.list.lines_max", "1000"),
            parameter("bonded.book.verification_cycle_months_max", "12"),
            parameter("bonded.filing.items_max", "1000"),
            parameter("bonded.list.quantity_max", "99999999999999"),
            parameter("bonded.count.tolerance_percent", "0.3"),
            parameter("bonded.count.rows_max", "1000"),
            parameter("bonded.gate.weight_tolerance_percent", "3"),
            parameter("bonded.gate.slip_days_max", "7"),
            parameter("bonded.equipment.supervision_months", "36"),
            parameter("exchange.answer.working_days", "10"),
            parameter("exchange.consignment.lines_max", "50"),
        ];
        self.zone(administrator, ZoneCommand::ActivateParameters { parameters });
        let commodity = |code: &str, description: &str| Commodity {
            code: code.parse().unwrap(),
            description: description.into(),
        };
        let codes = vec![
            commodity("740311", "Refined copper cathodes 精炼铜阴极"),
            commodity("854442", "Electric conductors, fitted with connectors 有接头电导体"),
            commodity("740400", "Copper waste and scrap 铜废碎料"),
        ];
        let nomenclature = Nomenclature {
            edition: "Test 2022".into(),
            effective_from: date("2022-01-01"),
            source: "test".into(),
            codes,
        };
        self.zone(administrator, ZoneCommand::ActivateNomenclature { nomenclature });
        self.enterprise = self.register_enterprise("91110000DEM000001", "Harbour Wire (invented)");
        self.other_enterprise = self.register_enterprise("91110000DEM000002", "Hill Cable (invented)");
        let roles = [
            (CUSTOMS, Role::CustomsOfficer, GrantScope::Zone),
            (GATE, Role::GateOperator, GrantScope::Zone),
            (OFFICER, Role::EnterpriseOfficer, GrantScope::Enterprise(self.enterprise)),
            (OTHER_OFFICER, Role::EnterpriseOfficer, GrantScope::Enterprise(self.other_enterprise)),
        ];
        for (user, role, scope) in roles {
            self.zone(administrator, ZoneCommand::RegisterUser { user });
            self.zone(administrator, ZoneCommand::GrantRole { user, role, scope });
        }
    }

    pub(super) fn register_enterprise(&self, first17: &str, name: &str) -> EnterpriseId {
        let check = check_character(first17).unwrap();
        let answer = self.zone(
            Actor::User(ADMINISTRATOR),
            ZoneCommand::RegisterEnterprise {
                credit_code: format!("{first17}{check}").parse().unwrap(),
                name: name.into(),
                name_english: name.into(),
                credit_class: CreditClass::Normal,
            },
        );
        match &answer.events[0] {
            Event::Party(PartyEvent::EnterpriseRegistered(enterprise)) => enterprise.id,
            other => panic!("not an enterprise: {other:?}"),
        }
    }

    pub(super) fn directory(&self) -> PathBuf {
        self.directory.as_ref().unwrap().path().join("zone")
    }

    /// Another path beside the data directory.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.directory.as_ref().unwrap().path().join(name)
    }

    /// Stops the zone and opens it again.
    pub(super) fn reopened(self) -> Self {
        self.engine.stop();
        self.opened().unwrap()
    }

    /// Opens the data directory again, without stopping what runs on it.
    pub(super) fn opened(self) -> Result<Self, EngineFault> {
        let engine = Engine::open(&self.directory(), options(&self.clock))?;
        Ok(Self { engine, ..self })
    }

    /// Stops the zone and leaves its files.
    pub(super) fn stopped(&self) -> PathBuf {
        self.engine.stop();
        self.directory()
    }

    /// Waits until queries know everything that is durable.
    pub(super) fn settle(&self) {
        let last = self.engine.position() - 1;
        assert!(self.engine.wait_projected(last, WAIT), "queries catch up");
    }

    pub(super) fn submission(&self, actor: Actor, command: Command) -> Submission {
        let number = self.commands.get();
        self.commands.set(number + 1);
        let bytes = serde_json::to_vec(&command).unwrap();
        Submission { actor, command_id: format!("test-{number}"), command, bytes }
    }

    pub(super) fn send(&self, actor: Actor, command: Command) -> Result<Answer, NotAccepted> {
        self.engine.submit(self.submission(actor, command))
    }

    pub(super) fn zone(&self, actor: Actor, command: ZoneCommand) -> Answer {
        self.send(actor, Command::Zone(command)).unwrap()
    }

    pub(super) fn bonded(&self, user: UserId, command: BondedCommand) -> Answer {
        self.send(Actor::User(user), Command::Bonded(command)).unwrap()
    }

    /// The code of the refusal that the command meets.
    pub(super) fn refusal(&self, user: UserId, command: BondedCommand) -> &'static str {
        match self.send(Actor::User(user), Command::Bonded(command)) {
            Err(NotAccepted::Refused(refusal)) => refusal.code.text,
            other => panic!("not refused: {other:?}"),
        }
    }

    pub(super) fn report(&self, external_id: &str, content: ReportContent) -> Result<Answer, NotAccepted> {
        self.report_of(GATE, external_id, self.now(), content)
    }

    pub(super) fn report_of(
        &self,
        user: UserId,
        external_id: &str,
        occurred_at: Instant,
        content: ReportContent,
    ) -> Result<Answer, NotAccepted> {
        let key = ReportKey { source: "lane-1".into(), external_id: external_id.into() };
        self.send(Actor::User(user), Command::Report(BondedReport { key, occurred_at, content }))
    }

    pub(super) fn truck_passed(&self, list: ListId, truck: &str) -> Answer {
        let external_id = format!("{list}-{truck}");
        self.report(&external_id, ReportContent::TruckPassed { list, truck: truck.into() }).unwrap()
    }

    pub(super) fn now(&self) -> Instant {
        Clock::Manual(self.clock.clone()).now()
    }

    /// An approved storage book with item 1, copper in kilograms.
    pub(super) fn storage_book(&self, number: &str) -> BookId {
        self.storage_book_of(OFFICER, self.enterprise, number)
    }

    pub(super) fn storage_book_of(&self, officer: UserId, enterprise: EnterpriseId, number: &str) -> BookId {
        let header = BookHeader {
            number: number.into(),
            enterprise,
            kind: BookKind::Logistics,
            consumption_point: None,
            valid_until: date("2026-12-31"),
            verification_cycle_months: 12,
        };
        let book = self.file_book(officer, header);
        self.approve_book(officer, book, vec![item(1, ItemClass::Material)])
    }

    /// An approved processing book: copper 1, cable 2 by version "1", scrap 3.
    pub(super) fn processing_book(&self, number: &str) -> BookId {
        self.processing_book_at(number, ConsumptionPoint::AtShipment)
    }

    pub(super) fn processing_book_at(&self, number: &str, point: ConsumptionPoint) -> BookId {
        let header = BookHeader {
            number: number.into(),
            enterprise: self.enterprise,
            kind: BookKind::Processing,
            consumption_point: Some(point),
            valid_until: date("2026-12-31"),
            verification_cycle_months: 12,
        };
        let book = self.file_book(OFFICER, header);
        let items =
            vec![item(1, ItemClass::Material), item(2, ItemClass::Finished), item(3, ItemClass::Scrap)];
        self.bonded(OFFICER, BondedCommand::FileItems { book, revision: None, items });
        let rows = vec![BomRow {
            material: 1,
            net: "2".parse().unwrap(),
            tangible_loss_percent: "5".parse().unwrap(),
            intangible_loss_percent: "1".parse().unwrap(),
            bonded_share_percent: "100".parse().unwrap(),
            scrap_item: Some(3),
        }];
        let filing = BondedCommand::FileBom { book, revision: None, product: 2, version: "1".into(), rows };
        self.bonded(OFFICER, filing);
        self.bonded(OFFICER, BondedCommand::SubmitBook { book, revision: None });
        self.bonded(CUSTOMS, BondedCommand::ApproveBook { book, revision: None });
        book
    }

    fn file_book(&self, officer: UserId, header: BookHeader) -> BookId {
        match &self.bonded(officer, BondedCommand::FileBook { header }).events[0] {
            Event::Bonded(BondedEvent::BookFiled { book, .. }) => *book,
            other => panic!("not a book: {other:?}"),
        }
    }

    fn approve_book(&self, officer: UserId, book: BookId, items: Vec<ItemFiling>) -> BookId {
        self.bonded(officer, BondedCommand::FileItems { book, revision: None, items });
        self.bonded(officer, BondedCommand::SubmitBook { book, revision: None });
        self.bonded(CUSTOMS, BondedCommand::ApproveBook { book, revision: None });
        book
    }

    pub(super) fn draft(&self, officer: UserId, book: BookId, content: ListContent) -> ListId {
        match &self.bonded(officer, BondedCommand::DraftList { book, content }).events[0] {
            Event::Bonded(BondedEvent::ListDrafted { list, .. }) => *list,
            other => panic!("not a list: {other:?}"),
        }
    }

    /// Brings a quantity of item 1 into the book and posts it at once.
    pub(super) fn import(&self, book: BookId, quantity: &str) -> ListId {
        self.import_of(OFFICER, book, quantity)
    }

    pub(super) fn import_of(&self, officer: UserId, book: BookId, quantity: &str) -> ListId {
        let list = self.draft(officer, book, content(Movement::Import, &[(1, quantity)], &[]));
        self.approve_list(officer, list);
        list
    }

    pub(super) fn approve_list(&self, officer: UserId, list: ListId) -> Answer {
        self.bonded(officer, BondedCommand::SubmitList { list, revision: None });
        self.bonded(CUSTOMS, BondedCommand::ApproveList { list, revision: None })
    }

    pub(super) fn own_scope(&self) -> ReadScope {
        ReadScope::Enterprises([self.enterprise].into())
    }

    pub(super) fn other_scope(&self) -> ReadScope {
        ReadScope::Enterprises([self.other_enterprise].into())
    }
}

/// Flips one bit of a file.
pub(super) fn flip(path: &Path, offset: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[offset] ^= 1;
    std::fs::write(path, bytes).unwrap();
}
