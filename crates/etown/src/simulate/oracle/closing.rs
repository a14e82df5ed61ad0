//! What closing a period does in the model: differences are booked at the cutoff, and what is settled leaves the zone.

use etown_domain::Actor;
use etown_domain::bonded::list::ListStatus;
use etown_domain::kernel::ledger::Purpose;
use etown_values::{BookId, CivilDate, ListId};

use super::Oracle;
use super::layers::Source;
use super::papers::{ClosedPaper, Paper};
use super::periods::Term;
use super::stocks::Move;
use crate::simulate::failure::{Failure, require};

const OPENS: &str = "the next period opens with what was counted";

impl Oracle {
    pub(super) fn close_term(&mut self, book: BookId, actor: Actor) -> Result<(), Failure> {
        let term = self.closing_term(book, actor)?;
        let cutoff = term.cutoff.unwrap_or(CivilDate::MAX);
        let mut moves = Vec::new();
        for result in term.results.values() {
            let at_cutoff = |purpose| self.stocks.at((book, result.item, purpose)).at_cutoff();
            let owed = -at_cutoff(Purpose::Unexplained);
            let correction = result.physical - at_cutoff(Purpose::Stock);
            let mut book = |to, from, amount| {
                if amount > 0 {
                    moves.push(Move { item: result.item, to, from, amount });
                }
            };
            book(Purpose::Unexplained, Purpose::VerifiedIncrease, owed);
            book(Purpose::Stock, Purpose::VerifiedIncrease, correction);
            book(Purpose::VerifiedDecrease, Purpose::Stock, -correction);
        }
        self.stocks.carry_out(book, &moves, cutoff);
        let source = Source::Verification { book, period: term.number };
        let floored = self.floored(book, &moves);
        self.layers.follow((book, source), &floored, cutoff)?;
        self.stocks.close_cut(book);
        for result in term.results.values() {
            let opening = self.stocks.at((book, result.item, Purpose::Stock)).opening;
            let owed = self.stocks.at((book, result.item, Purpose::Unexplained)).opening;
            require(opening == result.physical && owed == 0, OPENS, || {
                format!("book {book} {result:?} opens with {opening}, {owed} unexplained")
            })?;
        }
        let next = Term::open(term.number + 1, cutoff.next_day().unwrap_or(cutoff));
        self.change(book, |shelf| shelf.term = Some(next));
        self.forget_settled(book, cutoff);
        Ok(())
    }

    /// Settled lists of the book leave, and then settled slips of which every list has left.
    fn forget_settled(&mut self, book: BookId, cutoff: CivilDate) {
        let is_final = |paper: &Paper| {
            let is_settled = match paper.status {
                ListStatus::Posted => paper.reversed_by.is_none(),
                ListStatus::Reversed | ListStatus::Deleted => true,
                ListStatus::Draft | ListStatus::Submitted | ListStatus::Approved => false,
            };
            paper.book == book && is_settled && paper.posted_on.is_none_or(|day| day <= cutoff)
        };
        let leaving: Vec<ListId> =
            self.lists.iter().filter(|(_, paper)| is_final(paper)).map(|(list, _)| *list).collect();
        for list in leaving {
            if let Some(paper) = self.lists.remove(&list) {
                self.closed_lists.insert(list, ClosedPaper::of(&paper));
            }
        }
        self.forget_slips(book);
    }
}
