//! Goods between the demo and its second zone: one consignment accepted, one refused and returned, one in transit, one that
//! nobody answered, one that waits for customs here, and one that came from there.

use etown_domain::exchange::consignment::{ConsignmentContent, ConsignmentLine, Placed};
use etown_domain::exchange::{ExchangeCommand, ExchangeEvent};
use etown_domain::{Actor, Command, Event, ReadScope};
use etown_engine::{Answer, Disclosure, NotAccepted};
use etown_values::{BookId, ConsignmentId, CreditCode, UnitPrice};

use super::Demo;
use super::parties::Parties;
use super::second_zone::{RECIPIENT, SecondZone, open_book};
use crate::zone::Desk;
use crate::zone::set_up::invented_credit_code;

/// The code under which each zone knows the other.
const SECOND: &str = "second";
const FIRST: &str = "first";

/// Who acts in a zone, and the book from which and into which goods go.
pub(super) struct Side {
    pub(super) administrator: Actor,
    pub(super) customs: Actor,
    pub(super) second_customs: Actor,
    pub(super) clerk: Actor,
    pub(super) book: Option<BookId>,
}

/// One of the zones at work.
struct Zone<'a> {
    desk: &'a Desk,
    side: &'a Side,
}

impl Zone<'_> {
    fn give(&self, actor: Actor, command: ExchangeCommand) -> Result<Answer, NotAccepted> {
        self.desk.command(actor, Command::Exchange(command))
    }

    fn trust(&self, other: &Desk, code: &str, names: (&str, &str)) -> Result<(), NotAccepted> {
        let (code, trust_file) = (code.to_owned(), other.engine().trust_file());
        let (name, name_english) = (names.0.to_owned(), names.1.to_owned());
        let command = ExchangeCommand::RegisterPartner { code, name, name_english, trust_file };
        self.give(self.side.administrator, command).map(drop)
    }

    fn submit(
        &self,
        (partner, recipient): (&str, CreditCode),
        (item, quantity, cents): (u32, &str, i128),
    ) -> Result<ConsignmentId, NotAccepted> {
        let quantity = quantity.parse().expect("a constant quantity");
        let line = ConsignmentLine { item, quantity, unit_price: UnitPrice::from_units(cents * 100) };
        let content = ConsignmentContent { partner: partner.to_owned(), recipient, lines: vec![line] };
        let book = self.side.book.expect("a zone has its book before it sends anything");
        let answer = self.give(self.side.clerk, ExchangeCommand::SubmitConsignment { book, content })?;
        Ok(consignment_in(&answer))
    }

    /// Lets it leave and returns its transport document.
    fn dispatch(&self, consignment: ConsignmentId) -> Result<String, NotAccepted> {
        let command = ExchangeCommand::DispatchConsignment { consignment, revision: None };
        self.give(self.side.customs, command).map(|answer| self.receipt(&answer))
    }

    fn present(&self, receipt: String) -> Result<ConsignmentId, NotAccepted> {
        let answer = self.give(self.side.clerk, ExchangeCommand::PresentReceipt { receipt })?;
        Ok(consignment_in(&answer))
    }

    fn accept(&self, consignment: ConsignmentId, item: u32) -> Result<String, NotAccepted> {
        let book = self.side.book.expect("a zone has its book before anything comes in");
        let lines = vec![Placed { line: 1, item }];
        let command = ExchangeCommand::AcceptConsignment { consignment, revision: None, book, lines };
        self.give(self.side.second_customs, command).map(|answer| self.receipt(&answer))
    }

    fn refuse(&self, consignment: ConsignmentId, reason: &str) -> Result<String, NotAccepted> {
        let reason = reason.to_owned();
        let command = ExchangeCommand::RefuseConsignment { consignment, revision: None, reason };
        self.give(self.side.second_customs, command).map(|answer| self.receipt(&answer))
    }

    fn record(&self, consignment: ConsignmentId, receipt: String) -> Result<(), NotAccepted> {
        self.give(self.side.clerk, ExchangeCommand::RecordAnswer { consignment, receipt }).map(drop)
    }

    /// The receipt of an entry, as it is carried to the other zone.
    fn receipt(&self, answer: &Answer) -> String {
        let disclosure = Disclosure::Only(vec![etown_domain::exchange::statement::SECTION.to_owned()]);
        let receipt = self.desk.engine().receipt(&ReadScope::Zone, answer.position, &disclosure);
        let receipt = receipt.ok().flatten().expect("an entry that was answered has a receipt");
        String::from_utf8(receipt).expect("a receipt is text")
    }
}

/// The exchange in the making.
pub(super) struct Exchange<'a> {
    second: &'a SecondZone,
    side: Side,
    /// The sender here, whose code recipients there answer to.
    lighthouse: CreditCode,
}

impl<'a> Exchange<'a> {
    /// Makes the zones known to each other and opens the book for what is exchanged.
    pub(super) fn begin(demo: &Demo, parties: &Parties, second: &'a SecondZone) -> Result<Self, NotAccepted> {
        let people = &demo.people;
        let mut side = Side {
            administrator: Actor::User(people.administrator),
            customs: Actor::User(people.customs),
            second_customs: Actor::User(people.second_customs),
            // The first clerk acts for the warehouse by its mandate.
            clerk: Actor::User(people.first_clerk),
            book: None,
        };
        side.book = Some(open_book(&demo.desk, &side, (parties.lighthouse, "T0100DEMC002"))?);
        let lighthouse = demo.desk.engine().read(|state| {
            let found = state.parties.enterprise(parties.lighthouse);
            found.expect("it was registered before").credit_code
        });
        let exchange = Self { second, side, lighthouse };
        let (here, there) = (exchange.here(demo), exchange.there());
        here.trust(&second.desk, SECOND, ("示例第二综合保税区", "Second Example Comprehensive Bonded Zone"))?;
        there.trust(&demo.desk, FIRST, ("示例综合保税区", "Example Comprehensive Bonded Zone"))?;
        Ok(exchange)
    }

    const fn here<'z>(&'z self, demo: &'z Demo) -> Zone<'z> {
        Zone { desk: &demo.desk, side: &self.side }
    }

    const fn there(&self) -> Zone<'a> {
        Zone { desk: &self.second.desk, side: &self.second.side }
    }

    /// What was answered, and what will not be answered in time.
    pub(super) fn first_weeks(&self, demo: &Demo) -> Result<(), NotAccepted> {
        let (here, there) = (self.here(demo), self.there());
        let river_bend = (SECOND, invented_credit_code(RECIPIENT));
        let accepted = here.submit(river_bend, (1, "120", 7_600))?;
        let document = here.dispatch(accepted)?;
        let refused = here.submit(river_bend, (2, "300", 4_300))?;
        let other_document = here.dispatch(refused)?;
        let silent = here.submit(river_bend, (1, "50", 7_600))?;
        here.dispatch(silent)?;
        demo.let_days_pass(1);
        let there_accepted = there.present(document)?;
        let there_refused = there.present(other_document)?;
        let acceptance = there.accept(there_accepted, 1)?;
        let reason = "运输单证与危险品包装不符 / The packing is not that of dangerous goods.";
        let refusal = there.refuse(there_refused, reason)?;
        here.record(accepted, acceptance)?;
        here.record(refused, refusal)
    }

    /// What is on its way now, what waits for customs, and the silence that falls due.
    pub(super) fn last_days(&self, demo: &Demo) -> Result<(), NotAccepted> {
        let (here, there) = (self.here(demo), self.there());
        let river_bend = (SECOND, invented_credit_code(RECIPIENT));
        let in_transit = here.submit(river_bend, (3, "6", 121_000))?;
        here.dispatch(in_transit)?;
        here.submit(river_bend, (2, "80", 4_300))?;
        let coming = there.submit((FIRST, self.lighthouse), (3, "4", 119_500))?;
        let document = there.dispatch(coming)?;
        here.present(document)?;
        demo.desk.engine().act_on_due_dates();
        Ok(())
    }
}

fn consignment_in(answer: &Answer) -> ConsignmentId {
    let found = answer.events.iter().find_map(|event| match event {
        Event::Exchange(
            ExchangeEvent::ConsignmentSubmitted { consignment, .. }
            | ExchangeEvent::ConsignmentPresented { consignment, .. },
        ) => Some(*consignment),
        _ => None,
    });
    found.expect("submitting or presenting makes a consignment")
}
