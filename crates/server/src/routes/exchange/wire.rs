//! What travels about consignments.

use etown_domain::State;
use etown_domain::exchange::consignment::{
    ConsignmentContent, ConsignmentLine, Incoming, IncomingStatus, Outgoing, OutgoingStatus, Placed,
};
use etown_domain::exchange::proof::Proof;
use etown_domain::exchange::statement::StatementLine;
use etown_values::{BookId, CivilDate, CreditCode, QuantityAmount, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{Direction, Text, enterprise_name, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewConsignment)]
#[serde(deny_unknown_fields)]
pub(super) struct ConsignmentIn {
    /// The book that the goods leave.
    #[schema(value_type = schema::BookId)]
    pub(super) book: BookId,
    /// Code of the partner zone.
    #[schema(min_length = 1, max_length = 40)]
    partner: String,
    /// Of the enterprise there.
    #[schema(value_type = schema::CreditCode)]
    recipient: CreditCode,
    #[schema(min_items = 1, max_items = 1000)]
    lines: Vec<ConsignmentLineIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewConsignmentLine)]
#[serde(deny_unknown_fields)]
struct ConsignmentLineIn {
    /// Item number within the book; code and measure are the item's.
    item: u32,
    #[schema(value_type = schema::Quantity)]
    quantity: QuantityAmount,
    /// Declared, for one unit of the measure.
    #[schema(value_type = schema::UnitPrice)]
    unit_price: UnitPrice,
}

impl ConsignmentIn {
    pub(super) fn content(self) -> ConsignmentContent {
        let line = |line: ConsignmentLineIn| ConsignmentLine {
            item: line.item,
            quantity: line.quantity,
            unit_price: line.unit_price,
        };
        let (partner, recipient) = (self.partner, self.recipient);
        ConsignmentContent { partner, recipient, lines: self.lines.into_iter().map(line).collect() }
    }
}

/// A receipt of another zone, as its file holds it.
#[derive(Deserialize, ToSchema)]
#[schema(as = PresentedReceipt)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceiptIn {
    #[schema(inline)]
    pub(super) receipt: Text<1, 524_288>,
}

/// Where the goods are booked.
#[derive(Deserialize, ToSchema)]
#[schema(as = Acceptance)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptanceIn {
    #[schema(value_type = schema::BookId)]
    pub(super) book: BookId,
    #[schema(min_items = 1, max_items = 1000)]
    lines: Vec<PlacedIn>,
}

/// The item that a line is booked under.
#[derive(Deserialize, ToSchema)]
#[schema(as = PlacedLine)]
#[serde(deny_unknown_fields)]
struct PlacedIn {
    line: u32,
    item: u32,
}

impl AcceptanceIn {
    pub(super) fn placed(&self) -> Vec<Placed> {
        self.lines.iter().map(|placed| Placed { line: placed.line, item: placed.item }).collect()
    }
}

/// Where a consignment stands: `submitted`, `withdrawn` and `in_transit` of what leaves, `presented` of what comes in.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConsignmentStatus {
    Submitted,
    Withdrawn,
    InTransit,
    Presented,
    Accepted,
    Refused,
}

impl From<OutgoingStatus> for ConsignmentStatus {
    fn from(status: OutgoingStatus) -> Self {
        match status {
            OutgoingStatus::Submitted => Self::Submitted,
            OutgoingStatus::Withdrawn => Self::Withdrawn,
            OutgoingStatus::InTransit => Self::InTransit,
            OutgoingStatus::Accepted => Self::Accepted,
            OutgoingStatus::Refused => Self::Refused,
        }
    }
}

impl From<IncomingStatus> for ConsignmentStatus {
    fn from(status: IncomingStatus) -> Self {
        match status {
            IncomingStatus::Presented => Self::Presented,
            IncomingStatus::Accepted => Self::Accepted,
            IncomingStatus::Refused => Self::Refused,
        }
    }
}

/// Goods on their way to another zone, or from one.
#[derive(Serialize, ToSchema)]
#[schema(as = Consignment)]
pub(super) struct ConsignmentOut {
    #[schema(value_type = schema::ConsignmentId)]
    pub(super) id: String,
    pub(super) direction: Direction,
    /// As the sending zone numbered it.
    number: String,
    pub(super) status: ConsignmentStatus,
    /// Code and names of the partner zone.
    partner: String,
    partner_name: String,
    partner_name_english: String,
    /// The enterprise of this zone that sends or receives.
    #[schema(value_type = schema::EnterpriseId)]
    enterprise: String,
    enterprise_name: String,
    /// The other side, in the partner zone; of a recipient there the code alone is known.
    #[schema(value_type = schema::CreditCode)]
    counterpart: String,
    counterpart_name: Option<String>,
    /// The book here; absent until what comes in is accepted.
    #[schema(value_type = Option<schema::BookId>)]
    book: Option<String>,
    book_number: Option<String>,
    lines: Vec<ConsignmentLineOut>,
    /// When it was submitted or presented here.
    #[schema(value_type = schema::Date)]
    since: String,
    #[schema(value_type = Option<schema::Date>)]
    dispatched_on: Option<String>,
    /// The last day for an answer.
    #[schema(value_type = Option<schema::Date>)]
    answer_by: Option<String>,
    /// Whether that day rests on years without a published calendar.
    is_provisional: bool,
    /// Calendar days until then while nobody has answered; below zero when it is past.
    days_left: Option<i32>,
    /// The open exception of silence.
    #[schema(value_type = Option<schema::ExceptionId>)]
    exception: Option<String>,
    /// Why it was withdrawn or refused.
    reason: Option<String>,
    /// The entry here whose receipt is carried to the other zone: the transport document, or the answer.
    document_position: Option<u64>,
    /// What the other zone proved: its answer, or the receipt that came with the goods.
    proof: Option<ProofOut>,
    pub(super) revision: u64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ConsignmentLine)]
struct ConsignmentLineOut {
    line: u32,
    /// Item of the book here; absent until what comes in is accepted.
    item: Option<u32>,
    part_number: String,
    name: String,
    #[schema(value_type = schema::HsCode)]
    hs_code: String,
    #[schema(value_type = schema::Quantity)]
    quantity: String,
    #[schema(value_type = schema::Measure)]
    measure: String,
    #[schema(value_type = schema::UnitPrice)]
    unit_price: String,
    #[schema(value_type = schema::Currency)]
    currency: String,
}

/// An entry of another zone that was proven here.
#[derive(Serialize, ToSchema)]
#[schema(as = ProofOfZone)]
struct ProofOut {
    origin: String,
    /// Its position in the other zone's journal.
    position: u64,
    #[schema(value_type = schema::Instant)]
    recorded_at: String,
    /// SHA-256 of the receipt as presented.
    digest: String,
    /// The entry here that recorded it.
    recorded_position: u64,
}

impl ProofOut {
    fn of(proof: &Proof, recorded_position: u64) -> Self {
        Self {
            origin: proof.origin.clone(),
            position: proof.position,
            recorded_at: proof.recorded_at.to_string(),
            digest: proof.digest.clone(),
            recorded_position,
        }
    }
}

impl ConsignmentOut {
    /// What leaves.
    pub(super) fn leaving(state: &State, today: CivilDate, outgoing: &Outgoing) -> Self {
        let left = outgoing.left.as_ref();
        let dispatch = left.map(|left| &left.dispatch);
        let [partner_name, partner_name_english] = names_of(state, &outgoing.content.partner);
        let is_waiting = outgoing.status == OutgoingStatus::InTransit;
        let open = left.and_then(|left| left.silence);
        let open = open.filter(|exception| state.exceptions.open_exception(*exception).is_ok());
        let refused = outgoing.answered.as_ref().and_then(|answered| answered.answer.reason.clone());
        Self {
            id: outgoing.id.to_string(),
            direction: Direction::Outbound,
            number: outgoing.number.clone(),
            status: outgoing.status.into(),
            partner: outgoing.content.partner.clone(),
            partner_name,
            partner_name_english,
            enterprise: outgoing.enterprise.to_string(),
            enterprise_name: enterprise_name(state, outgoing.enterprise),
            counterpart: outgoing.content.recipient.to_string(),
            counterpart_name: None,
            book: Some(outgoing.book.to_string()),
            book_number: number_of(state, outgoing.book),
            lines: ConsignmentLineOut::leaving(state, outgoing),
            since: outgoing.submitted_on.to_string(),
            dispatched_on: dispatch.map(|dispatch| dispatch.dispatched_on.to_string()),
            answer_by: dispatch.map(|dispatch| dispatch.answer_by.to_string()),
            is_provisional: left.is_some_and(|left| left.is_provisional),
            days_left: dispatch.filter(|_| is_waiting).map(|it| today.days_until(it.answer_by)),
            exception: open.map(|exception| exception.to_string()),
            reason: outgoing.reason.clone().or(refused),
            document_position: left.map(|left| left.position),
            proof: outgoing.answered.as_ref().map(|it| ProofOut::of(&it.proof, it.position)),
            revision: outgoing.revision,
        }
    }

    /// What comes in.
    pub(super) fn coming(state: &State, today: CivilDate, incoming: &Incoming) -> Self {
        let dispatch = &incoming.dispatch;
        let [partner_name, partner_name_english] = names_of(state, &incoming.partner);
        let is_waiting = incoming.status == IncomingStatus::Presented;
        let line = |line: &StatementLine| {
            let item = incoming.items.get(&line.line).copied();
            ConsignmentLineOut::of(line, item)
        };
        Self {
            id: incoming.id.to_string(),
            direction: Direction::Inbound,
            number: dispatch.number.clone(),
            status: incoming.status.into(),
            partner: incoming.partner.clone(),
            partner_name,
            partner_name_english,
            enterprise: incoming.enterprise.to_string(),
            enterprise_name: enterprise_name(state, incoming.enterprise),
            counterpart: dispatch.consignor.to_string(),
            counterpart_name: Some(dispatch.consignor_name.clone()),
            book: incoming.book.map(|book| book.to_string()),
            book_number: incoming.book.and_then(|book| number_of(state, book)),
            lines: dispatch.lines.iter().map(line).collect(),
            since: incoming.presented_on.to_string(),
            dispatched_on: Some(dispatch.dispatched_on.to_string()),
            answer_by: Some(dispatch.answer_by.to_string()),
            is_provisional: false,
            days_left: is_waiting.then(|| today.days_until(dispatch.answer_by)),
            exception: None,
            reason: incoming.answer.as_ref().and_then(|(answer, _)| answer.reason.clone()),
            document_position: incoming.answer.as_ref().map(|(_, position)| *position),
            proof: Some(ProofOut::of(&incoming.proof, incoming.position)),
            revision: incoming.revision,
        }
    }
}

impl ConsignmentLineOut {
    fn of(line: &StatementLine, item: Option<u32>) -> Self {
        Self {
            line: line.line,
            item,
            part_number: line.part_number.clone(),
            name: line.name.clone(),
            hs_code: line.hs_code.to_string(),
            quantity: line.quantity.to_string(),
            measure: line.measure.to_string(),
            unit_price: line.unit_price.to_string(),
            currency: line.currency.code().to_owned(),
        }
    }

    /// As stated once it left, before that as the items are filed now.
    fn leaving(state: &State, outgoing: &Outgoing) -> Vec<Self> {
        let sent = outgoing.content.lines.iter();
        if let Some(left) = &outgoing.left {
            let stated = left.dispatch.lines.iter();
            return stated.zip(sent).map(|(line, sent)| Self::of(line, Some(sent.item))).collect();
        }
        let items = state.bonded.book(outgoing.book).map(|book| &book.items);
        let line = |(line, sent): (u32, &ConsignmentLine)| {
            let filing = &items?.get(&sent.item)?.filing;
            let stated = StatementLine {
                line,
                part_number: filing.part_number.clone(),
                name: filing.name.clone(),
                hs_code: filing.hs_code,
                quantity: sent.quantity,
                measure: filing.measure,
                unit_price: sent.unit_price,
                currency: filing.currency,
            };
            Some(Self::of(&stated, Some(sent.item)))
        };
        (1..).zip(sent).filter_map(line).collect()
    }
}

fn names_of(state: &State, partner: &str) -> [String; 2] {
    let found = state.exchange.partner(partner);
    found.map(|partner| [partner.name.clone(), partner.name_english.clone()]).unwrap_or_default()
}

fn number_of(state: &State, book: BookId) -> Option<String> {
    state.bonded.book(book).map(|book| book.header.number.clone())
}
