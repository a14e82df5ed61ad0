//! Two invented zones with books that fit each other, and the files that are carried between them. Signatures are the
//! business of the writer; here a receipt is what it finds in a good one.

use etown_domain::bonded::book::ConsumptionPoint::AtProduction;
use etown_domain::bonded::list::Movement;
use etown_domain::exchange::consignment::{
    ConsignmentContent, ConsignmentLine, IncomingStatus, OutgoingStatus, Placed,
};
use etown_domain::exchange::proof::{NotProven, Proof, ReceiptFound, TrustFound};
use etown_domain::exchange::statement::shown;
use etown_domain::exchange::{Examined, ExchangeCommand, ExchangeEvent};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{Decision, Event, Refusal};
use etown_values::{BookId, ConsignmentId, CreditCode};

use crate::support::{
    ADMINISTRATOR, Asked, CLERK, CUSTOMS, METAL, OTHER_CUSTOMS, World, content, credit_code, line, quantity,
    user,
};

pub(crate) const A: &str = "a.example/journal";
pub(crate) const B: &str = "b.example/journal";

pub(crate) fn trust_of(origin: &str) -> TrustFound {
    TrustFound { origin: origin.to_owned(), keys: vec![format!("{origin}+0123abcd+key")] }
}

/// A zone with a book of its clerk's enterprise and one partner.
pub(crate) struct Zone {
    pub(crate) world: World,
    pub(crate) origin: &'static str,
    pub(crate) book: BookId,
}

/// A file that proves what an entry said.
pub(crate) type File = ReceiptFound;

impl Zone {
    /// The zone with this origin, whose partner is the other one.
    pub(crate) fn new(origin: &'static str, partner: (&str, &str)) -> Self {
        let mut world = World::new();
        let book = world.active_book(AtProduction);
        let mut zone = Self { world, origin, book };
        zone.register(partner);
        zone
    }

    pub(crate) fn register(&mut self, (code, origin): (&str, &str)) {
        let command = ExchangeCommand::RegisterPartner {
            code: code.to_owned(),
            name: "虚构区".to_owned(),
            name_english: "Invented Zone".to_owned(),
            trust_file: "text".to_owned(),
        };
        let examined = Examined::TrustFile { here: self.origin.to_owned(), found: Ok(trust_of(origin)) };
        self.world.accept(ADMINISTRATOR, Asked::presenting(command, examined));
    }

    /// Brings metal into stock.
    pub(crate) fn stock_up(&mut self, amount: &str) {
        let list = content(Movement::Import, vec![line(1, METAL, amount)]);
        self.world.approved_list(self.book, list);
    }

    pub(crate) fn submit(&mut self, content: ConsignmentContent) -> ConsignmentId {
        let events =
            self.world.accept(CLERK, ExchangeCommand::SubmitConsignment { book: self.book, content });
        match &events[..] {
            [Event::Exchange(ExchangeEvent::ConsignmentSubmitted { consignment, .. }), ..] => *consignment,
            other => panic!("one consignment is submitted, not {other:?}"),
        }
    }

    pub(crate) fn dispatch(&mut self, consignment: ConsignmentId) -> File {
        let command = ExchangeCommand::DispatchConsignment { consignment, revision: None };
        self.file(CUSTOMS, command)
    }

    /// Lets metal leave for the partner, and returns its transport document.
    pub(crate) fn send(&mut self, amount: &str) -> (ConsignmentId, File) {
        let consignment = self.submit(metal(amount));
        (consignment, self.dispatch(consignment))
    }

    /// Gives a command and returns the file that its entry's receipt is.
    pub(crate) fn file(&mut self, by: u128, command: ExchangeCommand) -> File {
        let (position, recorded_at) = (self.world.position, self.world.now);
        let events = self.world.accept(by, command);
        let statement = shown(&events).expect("the entry tells another zone something").statement;
        let proof = Proof {
            origin: self.origin.to_owned(),
            journal: "00".repeat(16),
            position,
            recorded_at,
            digest: format!("{}#{position}", self.origin),
            checkpoint: "a signed note".to_owned(),
        };
        ReceiptFound { proof, statement }
    }

    pub(crate) fn examined(&self, found: Result<&File, NotProven>) -> Examined {
        Examined::Receipt { here: self.origin.to_owned(), found: found.cloned().map(Box::new) }
    }

    /// Presents a file and returns the id that it got here.
    pub(crate) fn present(&mut self, by: u128, file: &File) -> Result<ConsignmentId, Refusal> {
        let asked = Asked::presenting(presentation(), self.examined(Ok(file)));
        match self.world.run(user(by), asked)? {
            Decision::Events(events) => match &events[..] {
                [Event::Exchange(ExchangeEvent::ConsignmentPresented { consignment, .. }), ..] => {
                    Ok(*consignment)
                }
                other => panic!("one consignment is presented, not {other:?}"),
            },
            other @ Decision::AlreadyRecorded { .. } => panic!("a presentation is no report: {other:?}"),
        }
    }

    pub(crate) fn accept(&mut self, consignment: ConsignmentId) -> File {
        let command = self.acceptance(consignment);
        self.file(OTHER_CUSTOMS, command)
    }

    /// Into the zone's own book, as metal.
    pub(crate) fn acceptance(&self, consignment: ConsignmentId) -> ExchangeCommand {
        let lines = vec![Placed { line: 1, item: METAL }];
        ExchangeCommand::AcceptConsignment { consignment, revision: None, book: self.book, lines }
    }

    pub(crate) fn refuse(&mut self, consignment: ConsignmentId) -> File {
        self.file(OTHER_CUSTOMS, refusal(consignment))
    }

    pub(crate) fn record(&mut self, consignment: ConsignmentId, file: &File) -> Result<Vec<Event>, Refusal> {
        let asked = Asked::presenting(answer(consignment), self.examined(Ok(file)));
        match self.world.run(user(CUSTOMS), asked)? {
            Decision::Events(events) => Ok(events),
            other @ Decision::AlreadyRecorded { .. } => panic!("an answer is no report: {other:?}"),
        }
    }

    pub(crate) fn refuse_answer(&mut self, consignment: ConsignmentId, file: &File, code: &str) -> Refusal {
        let refusal = self.record(consignment, file).expect_err("the answer is refused");
        assert_eq!(refusal.code.text, code, "{refusal}");
        refusal
    }

    pub(crate) fn refuse_receipt(&mut self, file: &File, code: &str) -> Refusal {
        let refusal = self.present(CUSTOMS, file).expect_err("the receipt is refused");
        assert_eq!(refusal.code.text, code, "{refusal}");
        refusal
    }

    pub(crate) fn outgoing(&self, consignment: ConsignmentId) -> OutgoingStatus {
        self.world.state.exchange.outgoing(consignment).unwrap().status
    }

    pub(crate) fn incoming(&self, consignment: ConsignmentId) -> IncomingStatus {
        self.world.state.exchange.incoming(consignment).unwrap().status
    }

    /// Actual, pre-increment, pre-deduction and available of metal.
    pub(crate) fn metal(&self) -> [String; 4] {
        self.world.account(self.book, METAL, Purpose::Stock)
    }
}

pub(crate) fn presentation() -> ExchangeCommand {
    ExchangeCommand::PresentReceipt { receipt: "text".to_owned() }
}

pub(crate) fn answer(consignment: ConsignmentId) -> ExchangeCommand {
    ExchangeCommand::RecordAnswer { consignment, receipt: "text".to_owned() }
}

pub(crate) fn refusal(consignment: ConsignmentId) -> ExchangeCommand {
    let reason = "the seal is broken".to_owned();
    ExchangeCommand::RefuseConsignment { consignment, revision: None, reason }
}

/// The enterprise that the clerks of both zones work for.
pub(crate) fn recipient() -> CreditCode {
    credit_code("91110302MA0000001")
}

pub(crate) fn metal(amount: &str) -> ConsignmentContent {
    let line =
        ConsignmentLine { item: METAL, quantity: quantity(amount), unit_price: "41.5000".parse().unwrap() };
    ConsignmentContent { partner: "B".to_owned(), recipient: recipient(), lines: vec![line] }
}

/// Zone A with 100 of metal, and zone B.
pub(crate) fn both() -> (Zone, Zone) {
    let (mut a, b) = (Zone::new(A, ("B", B)), Zone::new(B, ("A", A)));
    a.stock_up("100");
    (a, b)
}
