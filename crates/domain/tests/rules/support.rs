//! A small invented zone to ask questions of. Only this file touches the door of the domain.

use etown_domain::approvals::ApprovalsCommand;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint};
use etown_domain::bonded::list::{ListContent, ListStatus};
use etown_domain::bonded::posting::account_of;
use etown_domain::bonded::slip::{Gate, SlipContent, SlipStatus};
use etown_domain::bonded::{BondedCommand, BondedEvent, BondedReport};
use etown_domain::exchange::{Examined, ExchangeCommand};
use etown_domain::industry::IndustryCommand;
use etown_domain::international::InternationalCommand;
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::ledger::Purpose;
use etown_domain::kernel::parties::{CreditClass, PartyEvent};
use etown_domain::kernel::reports::MessageDigest;
use etown_domain::kernel::worklist::Subject;
use etown_domain::land::LandCommand;
use etown_domain::region::RegionCommand;
use etown_domain::technology::TechnologyCommand;
use etown_domain::treasury::TreasuryCommand;
use etown_domain::{
    Actor, Command, Context, Decision, Event, FreshIds, Refusal, Role, State, ZoneCommand, decide,
};
use etown_values::{
    BookId, CivilDate, CreditCode, EnterpriseId, Instant, ListId, QuantityAmount, SlipId, UserId,
    check_character,
};

pub(crate) use super::samples::*;

pub(crate) struct World {
    pub state: State,
    pub events: Vec<Event>,
    pub now: Instant,
    pub(crate) position: u64,
    fresh: u128,
}

pub(crate) const ADMINISTRATOR: u128 = 1;
pub(crate) const CUSTOMS: u128 = 2;
pub(crate) const OTHER_CUSTOMS: u128 = 3;
pub(crate) const CLERK: u128 = 4;
pub(crate) const OTHER_CLERK: u128 = 5;
pub(crate) const GATE: u128 = 6;
pub(crate) const AUDITOR: u128 = 7;
pub(crate) const LAND_OFFICER: u128 = 11;
pub(crate) const APPROVAL_OFFICER: u128 = 12;
pub(crate) const INVESTMENT_OFFICER: u128 = 13;
pub(crate) const TREASURY_OFFICER: u128 = 14;
pub(crate) const PROGRAMME_OFFICER: u128 = 15;

pub(crate) const METAL: u32 = 1;
pub(crate) const CHIP: u32 = 2;
pub(crate) const BOARD: u32 = 10;
pub(crate) const SCRAP: u32 = 20;

pub(crate) fn user(number: u128) -> Actor {
    Actor::User(UserId::from_raw(number))
}

pub(crate) fn quantity(text: &str) -> QuantityAmount {
    text.parse().unwrap()
}

pub(crate) fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

pub(crate) fn credit_code(first17: &str) -> CreditCode {
    let check = check_character(first17).unwrap();
    format!("{first17}{check}").parse().unwrap()
}

impl World {
    /// A journal without a zone.
    pub(crate) fn empty() -> Self {
        let now = "2026-03-02T01:00:00.000000Z".parse().unwrap();
        Self { state: State::default(), events: Vec::new(), now, position: 0, fresh: 1 << 80 }
    }

    /// A zone with people, two enterprises, parameters and a nomenclature.
    pub(crate) fn new() -> Self {
        let mut world = Self::empty();
        world.accept_as(Actor::Setup, set_up());
        let zone = |role| (role, GrantScope::Zone);
        world.register(CUSTOMS, zone(Role::CustomsOfficer));
        world.register(OTHER_CUSTOMS, zone(Role::CustomsOfficer));
        world.register(GATE, zone(Role::GateOperator));
        world.register(AUDITOR, zone(Role::Auditor));
        world.register(LAND_OFFICER, zone(Role::LandOfficer));
        world.register(APPROVAL_OFFICER, zone(Role::ApprovalOfficer));
        world.register(INVESTMENT_OFFICER, zone(Role::InvestmentOfficer));
        world.register(TREASURY_OFFICER, zone(Role::TreasuryOfficer));
        world.register(PROGRAMME_OFFICER, zone(Role::ProgrammeOfficer));
        for (clerk, number) in [(CLERK, "91110302MA0000001"), (OTHER_CLERK, "91110302MA0000002")] {
            let enterprise = world.enterprise(number);
            world.register(clerk, (Role::EnterpriseOfficer, GrantScope::Enterprise(enterprise)));
        }
        world.accept(ADMINISTRATOR, ZoneCommand::ActivateParameters { parameters: parameters() });
        world.accept(ADMINISTRATOR, ZoneCommand::ActivateNomenclature { nomenclature: nomenclature() });
        world
    }

    pub(crate) fn register(&mut self, number: u128, (role, scope): (Role, GrantScope)) {
        let user = UserId::from_raw(number);
        self.accept(ADMINISTRATOR, ZoneCommand::RegisterUser { user });
        self.accept(ADMINISTRATOR, ZoneCommand::GrantRole { user, role, scope });
    }

    pub(crate) fn enterprise(&mut self, first17: &str) -> EnterpriseId {
        let events = self.accept(
            ADMINISTRATOR,
            ZoneCommand::RegisterEnterprise {
                credit_code: credit_code(first17),
                name: "虚构电子".to_owned(),
                name_english: "Invented Electronics".to_owned(),
                credit_class: CreditClass::Normal,
            },
        );
        match &events[..] {
            [Event::Party(PartyEvent::EnterpriseRegistered(enterprise))] => enterprise.id,
            other => panic!("one enterprise is registered, not {other:?}"),
        }
    }

    /// The enterprise that the clerk works for.
    pub(crate) fn enterprise_of(&self, clerk: u128) -> EnterpriseId {
        let enterprises = self.state.enterprises_of(user(clerk), self.today());
        *enterprises.first().expect("the clerk has an enterprise")
    }

    pub(crate) fn today(&self) -> CivilDate {
        self.now.date_in(self.state.utc_offset())
    }

    pub(crate) fn pass_days(&mut self, days: i64) {
        self.now = self.now.plus_microseconds(days * 86_400_000_000);
    }

    pub(crate) fn run(&mut self, actor: Actor, command: impl Into<Asked>) -> Result<Decision, Refusal> {
        let Asked { command, digest, examined } = command.into();
        let digest = digest.unwrap_or_else(|| serde_json::to_string(&command).unwrap());
        self.fresh += 1 << 16;
        let mut context = Context {
            actor,
            now: self.now,
            business_date: self.today(),
            position: self.position,
            digest: MessageDigest(digest),
            examined,
            fresh: FreshIds::from_base(self.fresh),
        };
        let before = self.state.clone();
        let decision = decide(&self.state, &command, &mut context);
        assert!(before == self.state, "a decision changes nothing by itself");
        if let Ok(Decision::Events(events)) = &decision {
            for event in events {
                let text = serde_json::to_string(event).unwrap();
                let read: Event = serde_json::from_str(&text).unwrap();
                assert_eq!(&read, event, "an event survives its text form");
                self.state.evolve(event);
            }
            self.events.extend(events.iter().cloned());
            self.position += 1;
            self.now = self.now.plus_microseconds(1);
        }
        decision
    }

    pub(crate) fn accept_as(&mut self, actor: Actor, command: impl Into<Asked>) -> Vec<Event> {
        match self.run(actor, command) {
            Ok(Decision::Events(events)) => events,
            other => panic!("the command is accepted, not {other:?}"),
        }
    }

    pub(crate) fn accept(&mut self, number: u128, command: impl Into<Asked>) -> Vec<Event> {
        self.accept_as(user(number), command)
    }

    /// Asserts the code of the refusal and returns it for its numbers.
    pub(crate) fn refuse(&mut self, number: u128, command: impl Into<Asked>, code: &str) -> Refusal {
        self.refuse_as(user(number), command, code)
    }

    pub(crate) fn refuse_as(&mut self, actor: Actor, command: impl Into<Asked>, code: &str) -> Refusal {
        let refusal = self.run(actor, command).expect_err("the command is refused");
        assert_eq!(refusal.code.text, code, "{refusal}");
        refusal
    }

    /// Files a draft book of the kind for the clerk's enterprise.
    pub(crate) fn draft_book(&mut self, number: &str, point: Option<ConsumptionPoint>) -> BookId {
        let header = self.header(number, point);
        let events = self.accept(CLERK, BondedCommand::FileBook { header });
        match &events[..] {
            [Event::Bonded(BondedEvent::BookFiled { book, .. })] => *book,
            other => panic!("one book is filed, not {other:?}"),
        }
    }

    pub(crate) fn header(&self, number: &str, point: Option<ConsumptionPoint>) -> BookHeader {
        BookHeader {
            number: number.to_owned(),
            enterprise: self.enterprise_of(CLERK),
            kind: if point.is_some() { BookKind::Processing } else { BookKind::Logistics },
            consumption_point: point,
            valid_until: date("2026-12-31"),
            verification_cycle_months: 6,
        }
    }

    /// An active processing book with two materials, a product, a scrap item and version V1.
    pub(crate) fn active_book(&mut self, point: ConsumptionPoint) -> BookId {
        let book = self.draft_book("H01012600001", Some(point));
        self.accept(CLERK, BondedCommand::FileItems { book, revision: None, items: items() });
        self.accept(CLERK, bom(book, "V1", rows()));
        self.approve_book(book);
        book
    }

    pub(crate) fn approve_book(&mut self, book: BookId) {
        self.accept(CLERK, BondedCommand::SubmitBook { book, revision: None });
        self.accept(CUSTOMS, BondedCommand::ApproveBook { book, revision: None });
    }

    pub(crate) fn draft_list(&mut self, book: BookId, content: ListContent) -> ListId {
        let events = self.accept(CLERK, BondedCommand::DraftList { book, content });
        drafted(&events)
    }

    pub(crate) fn submit_list(&mut self, book: BookId, content: ListContent) -> ListId {
        let list = self.draft_list(book, content);
        self.accept(CLERK, BondedCommand::SubmitList { list, revision: None });
        list
    }

    pub(crate) fn approve_list(&mut self, list: ListId) {
        self.accept(CUSTOMS, BondedCommand::ApproveList { list, revision: None });
    }

    /// Drafts, submits and approves; posted at once where the content waits for nothing.
    pub(crate) fn approved_list(&mut self, book: BookId, content: ListContent) -> ListId {
        let list = self.submit_list(book, content);
        self.approve_list(list);
        list
    }

    /// Applies for a slip and lets customs approve it where it waits for that.
    pub(crate) fn slip(&mut self, content: SlipContent) -> SlipId {
        let slip = self.applied_slip(content);
        if self.state.bonded.slip(slip).unwrap().status == SlipStatus::Applied {
            self.accept(CUSTOMS, BondedCommand::ApproveSlip { slip, revision: None });
        }
        slip
    }

    pub(crate) fn applied_slip(&mut self, content: SlipContent) -> SlipId {
        let enterprise = self.enterprise_of(CLERK);
        let events = self.accept(CLERK, BondedCommand::ApplySlip { enterprise, content });
        match &events[..] {
            [Event::Bonded(BondedEvent::SlipApplied { slip, .. }), ..] => *slip,
            other => panic!("one slip is applied for, not {other:?}"),
        }
    }

    /// Lets a truck of a slip through a gate.
    pub(crate) fn pass(&mut self, slip: SlipId, truck: &str, gate: Gate, message: &str) -> Vec<Event> {
        self.accept(GATE, slip_passed(slip, truck, gate, message))
    }

    /// Resolves every exception that is open.
    pub(crate) fn resolve_all(&mut self) {
        let open: Vec<_> = self.state.worklist.open().map(|task| task.subject).collect();
        for subject in open {
            let Subject::Exception(exception) = subject else { continue };
            let explanation = "looked into and explained".to_owned();
            self.accept(CUSTOMS, BondedCommand::ResolveException { exception, explanation });
        }
    }

    pub(crate) fn status_of(&self, list: ListId) -> ListStatus {
        self.state.bonded.list(list).unwrap().status
    }

    pub(crate) fn truck(&mut self, list: ListId, truck: &str, message: &str) -> Vec<Event> {
        self.accept(GATE, truck_passed(list, truck, message))
    }

    pub(crate) fn release(&mut self, list: ListId, number: &str, message: &str) -> Vec<Event> {
        self.accept(GATE, released(list, number, message))
    }

    /// Actual, pre-increment, pre-deduction and available of an item's account, as text.
    pub(crate) fn account(&self, book: BookId, item: u32, purpose: Purpose) -> [String; 4] {
        let book = self.state.bonded.book(book).unwrap();
        let account = account_of(&self.state.ledger, book, &book.items[&item], purpose);
        let text = |amount| QuantityAmount::from_units(amount).to_string();
        account.map_or_else(
            || [(); 4].map(|()| text(0)),
            |account| {
                [account.balance(), account.held_debit(), account.held_credit(), account.available()]
                    .map(text)
            },
        )
    }

    pub(crate) fn actual(&self, book: BookId, item: u32, purpose: Purpose) -> String {
        let [actual, ..] = self.account(book, item, purpose);
        actual
    }
}

/// A command, with the digest of its bytes where a test wants its own.
pub(crate) struct Asked {
    command: Command,
    digest: Option<String>,
    examined: Examined,
}

impl Asked {
    /// A command with what the writer found in what it presents.
    pub(crate) fn presenting(command: impl Into<Self>, examined: Examined) -> Self {
        Self { examined, ..command.into() }
    }
}

impl From<ExchangeCommand> for Asked {
    fn from(command: ExchangeCommand) -> Self {
        Self { command: Command::Exchange(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<Command> for Asked {
    fn from(command: Command) -> Self {
        Self { command, digest: None, examined: Examined::Nothing }
    }
}

impl From<TreasuryCommand> for Asked {
    fn from(command: TreasuryCommand) -> Self {
        Self { command: Command::Treasury(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<ZoneCommand> for Asked {
    fn from(command: ZoneCommand) -> Self {
        Self { command: Command::Zone(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<ApprovalsCommand> for Asked {
    fn from(command: ApprovalsCommand) -> Self {
        Self { command: Command::Approvals(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<BondedCommand> for Asked {
    fn from(command: BondedCommand) -> Self {
        Self { command: Command::Bonded(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<LandCommand> for Asked {
    fn from(command: LandCommand) -> Self {
        Self { command: Command::Land(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<IndustryCommand> for Asked {
    fn from(command: IndustryCommand) -> Self {
        Self { command: Command::Industry(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<RegionCommand> for Asked {
    fn from(command: RegionCommand) -> Self {
        Self { command: Command::Region(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<BondedReport> for Asked {
    fn from(report: BondedReport) -> Self {
        Self { command: Command::Report(report), digest: None, examined: Examined::Nothing }
    }
}

impl From<InternationalCommand> for Asked {
    fn from(command: InternationalCommand) -> Self {
        Self { command: Command::International(command), digest: None, examined: Examined::Nothing }
    }
}

impl From<TechnologyCommand> for Asked {
    fn from(command: TechnologyCommand) -> Self {
        Self { command: Command::Technology(command), digest: None, examined: Examined::Nothing }
    }
}
