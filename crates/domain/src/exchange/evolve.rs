//! How events change partners and consignments. This never fails.

use alloc::collections::{BTreeMap, BTreeSet};
use etown_values::ConsignmentId;

use super::consignment::{Answered, Incoming, IncomingStatus, Left, Outgoing, OutgoingStatus, Placed};
use super::event::ExchangeEvent as Event;
use super::partner::{Partner, PartnerStatus, Trust};
use super::state::Exchange;
use super::statement::{Answer, Verdict};

impl Exchange {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PartnerRegistered { code, name, name_english, trust } => {
                self.register(code, (name, name_english), trust);
            }
            Event::TrustRenewed { code, trust } => self.change_partner(code, |partner| {
                partner.trust = trust.clone();
            }),
            Event::PartnerSuspended { code, reason } => self.change_partner(code, |partner| {
                partner.status = PartnerStatus::Suspended;
                partner.reason = Some(reason.clone());
            }),
            Event::PartnerResumed { code, reason } => self.change_partner(code, |partner| {
                partner.status = PartnerStatus::Active;
                partner.reason = Some(reason.clone());
            }),
            Event::ConsignmentSubmitted { .. } => self.submit(event),
            Event::ConsignmentWithdrawn { consignment, reason, .. } => {
                self.change_outgoing(*consignment, |outgoing| {
                    outgoing.status = OutgoingStatus::Withdrawn;
                    outgoing.reason = Some(reason.clone());
                });
            }
            Event::ConsignmentDispatched {
                consignment, dispatch, hold, position, is_provisional, ..
            } => {
                self.last_days.insert((dispatch.answer_by, *consignment));
                self.change_outgoing(*consignment, |outgoing| {
                    outgoing.status = OutgoingStatus::InTransit;
                    outgoing.left = Some(Left {
                        dispatch: dispatch.clone(),
                        hold: *hold,
                        position: *position,
                        is_provisional: *is_provisional,
                        silence: None,
                    });
                });
            }
            Event::ConsignmentPresented { .. } => self.present(event),
            Event::ConsignmentAccepted { consignment, book, lines, answer, position, .. } => {
                self.change_incoming(*consignment, |incoming| {
                    incoming.status = IncomingStatus::Accepted;
                    incoming.book = Some(*book);
                    incoming.items = lines.iter().map(|Placed { line, item }| (*line, *item)).collect();
                    incoming.answer = Some((answer.clone(), *position));
                });
            }
            Event::ConsignmentRefused { consignment, answer, position, .. } => {
                self.change_incoming(*consignment, |incoming| {
                    incoming.status = IncomingStatus::Refused;
                    incoming.answer = Some((answer.clone(), *position));
                });
            }
            Event::AnswerRecorded { consignment, answer, proof, position, .. } => {
                let answered = Answered { answer: answer.clone(), proof: proof.clone(), position: *position };
                self.answer(*consignment, answer, answered);
            }
            Event::SilenceNoted { consignment, answer_by, exception, .. } => {
                self.last_days.remove(&(*answer_by, *consignment));
                self.change_outgoing(*consignment, |outgoing| {
                    if let Some(left) = &mut outgoing.left {
                        left.silence = Some(*exception);
                    }
                });
            }
        }
    }

    fn register(&mut self, code: &str, (name, name_english): (&str, &str), trust: &Trust) {
        self.by_origin.insert(trust.origin.clone(), code.into());
        let partner = Partner {
            code: code.into(),
            name: name.into(),
            name_english: name_english.into(),
            trust: trust.clone(),
            status: PartnerStatus::Active,
            reason: None,
            revision: 1,
        };
        self.partners.insert(code.into(), partner);
    }

    fn submit(&mut self, event: &Event) {
        let Event::ConsignmentSubmitted { consignment, number, book, enterprise, content, submitted_on, by } =
            event
        else {
            return;
        };
        // The number ends with six digits of sequence; what stands before them counts on its own.
        if let Some((prefix, sequence)) = number.split_at_checked(number.len().saturating_sub(6)) {
            self.sequences.insert(prefix.into(), sequence.parse().unwrap_or_default());
        }
        let submitted = Outgoing {
            id: *consignment,
            number: number.clone(),
            book: *book,
            enterprise: *enterprise,
            content: content.clone(),
            status: OutgoingStatus::Submitted,
            makers: BTreeSet::from([*by]),
            submitted_on: *submitted_on,
            reason: None,
            left: None,
            answered: None,
            revision: 1,
        };
        self.outgoing.insert(*consignment, submitted);
    }

    fn present(&mut self, event: &Event) {
        let Event::ConsignmentPresented {
            consignment,
            partner,
            enterprise,
            dispatch,
            proof,
            presented_on,
            position,
            by,
        } = event
        else {
            return;
        };
        self.seen.insert((proof.origin.clone(), dispatch.consignment), *consignment);
        self.seen_entries.insert((proof.journal.clone(), proof.position), *consignment);
        let presented = Incoming {
            id: *consignment,
            partner: partner.clone(),
            enterprise: *enterprise,
            dispatch: dispatch.clone(),
            proof: proof.clone(),
            status: IncomingStatus::Presented,
            makers: BTreeSet::from([*by]),
            presented_on: *presented_on,
            position: *position,
            answer: None,
            book: None,
            items: BTreeMap::new(),
            revision: 1,
        };
        self.incoming.insert(*consignment, presented);
    }

    fn answer(&mut self, consignment: ConsignmentId, answer: &Answer, answered: Answered) {
        let answer_by = self.change_outgoing(consignment, |outgoing| {
            outgoing.status = match answer.verdict {
                Verdict::Accepted => OutgoingStatus::Accepted,
                Verdict::Refused => OutgoingStatus::Refused,
            };
            outgoing.answered = Some(answered);
            outgoing.left.as_mut().map(|left| {
                left.silence = None;
                left.dispatch.answer_by
            })
        });
        if let Some(answer_by) = answer_by {
            self.last_days.remove(&(answer_by, consignment));
        }
    }

    fn change_partner(&mut self, code: &str, change: impl FnOnce(&mut Partner)) {
        let partner =
            self.partners.get_mut(code).expect("an event names a partner that was registered before it");
        partner.revision = partner.revision.saturating_add(1);
        change(partner);
    }

    fn change_outgoing<T>(&mut self, id: ConsignmentId, change: impl FnOnce(&mut Outgoing) -> T) -> T {
        let outgoing = self.outgoing.get_mut(&id).expect("an event names what was submitted before it");
        outgoing.revision = outgoing.revision.saturating_add(1);
        change(outgoing)
    }

    fn change_incoming(&mut self, id: ConsignmentId, change: impl FnOnce(&mut Incoming)) {
        let incoming = self.incoming.get_mut(&id).expect("an event names what was presented before it");
        incoming.revision = incoming.revision.saturating_add(1);
        change(incoming);
    }
}
