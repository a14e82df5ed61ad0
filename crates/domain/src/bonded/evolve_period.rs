//! How events change periods. Settled lists of a closed period leave the state; their ids stay.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, ListId};

use super::Bonded;
use super::event::BondedEvent as Event;
use super::list::{ClosedList, List, ListStatus};
use super::period::{Period, PeriodStatus};

impl Bonded {
    pub(super) fn evolve_period(&mut self, event: &Event) {
        match event {
            Event::CountAnnounced { book, cutoff, by, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Announced;
                period.cutoff = Some(*cutoff);
                period.makers.insert(*by);
            }),
            Event::CountWithdrawn { book, .. } => self.change_period(*book, |period| {
                let fresh = Period::open(period.number, period.begins);
                let (revision, counted_through) = (period.revision, period.counted_through);
                *period = Period { counted_through, revision, ..fresh };
            }),
            Event::CountRecorded { book, rows, by, .. } => {
                self.change_period(*book, |period| {
                    for row in rows {
                        period.count.insert(row.key(), row.quantity);
                    }
                    period.makers.insert(*by);
                });
                for row in rows {
                    self.mark_counted(*book, row.item, row.version.as_ref());
                }
            }
            Event::CountCompared { book, cutoff, results, next_item, by, .. } => {
                self.change_period(*book, |period| {
                    period.counted_through = Some(*cutoff);
                    period.compared_before = Some(*next_item);
                    period.results.extend(results.iter().map(|result| (result.item, *result)));
                    period.makers.insert(*by);
                });
            }
            Event::CountCompleted { book, cutoff, results, by, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Counted;
                period.counted_through = Some(*cutoff);
                period.compared_before = None;
                period.results.extend(results.iter().map(|result| (result.item, *result)));
                period.makers.insert(*by);
            }),
            Event::CountReopened { book, by, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Announced;
                period.compared_before = None;
                period.results = BTreeMap::new();
                period.explanations = BTreeMap::new();
                period.makers.insert(*by);
            }),
            Event::DifferencesExplained { book, explanations, by, .. } => {
                self.change_period(*book, |period| {
                    for explanation in explanations {
                        period.explanations.insert(explanation.item, explanation.clone());
                    }
                    period.makers.insert(*by);
                });
            }
            Event::VerificationApplied { book, by, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Applied;
                period.makers.insert(*by);
            }),
            Event::VerificationReturned { book, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Counted;
                period.accepted_by = None;
            }),
            Event::VerificationAccepted { book, by, .. } => self.change_period(*book, |period| {
                period.status = PeriodStatus::Accepted;
                period.accepted_by = Some(*by);
            }),
            Event::PeriodClosed { book, period, cutoff, .. } => self.close_period(*book, *period, *cutoff),
            _ => unreachable!("only events of periods come here"),
        }
    }

    fn change_period(&mut self, book: BookId, change: impl FnOnce(&mut Period)) {
        let book = self.books.get_mut(&book).expect("an event names a book that was filed before it");
        let period = book.period.as_mut().expect("a book that customs approved has a period");
        period.revision = period.revision.saturating_add(1);
        change(period);
    }

    fn close_period(&mut self, book: BookId, number: u32, cutoff: CivilDate) {
        let next = cutoff.next_day().unwrap_or(CivilDate::MAX);
        self.change_period(book, |period| *period = Period::open(number.saturating_add(1), next));
        let closed: Vec<ListId> = self
            .lists_of_books
            .get(&book)
            .into_iter()
            .flatten()
            .filter_map(|id| self.lists.get(id))
            .filter(|list| is_final(list, cutoff))
            .map(|list| list.id)
            .collect();
        for list in &closed {
            if let Some(closed) = self.lists.remove(list) {
                self.closed_lists.insert(*list, ClosedList::of(&closed));
            }
            self.slips_by_list.remove(list);
        }
        if let Some(lists) = self.lists_of_books.get_mut(&book) {
            lists.retain(|list| self.lists.contains_key(list));
        }
        self.close_slips(book);
        self.lots.close(&closed);
    }
}

/// Whether nothing more can happen to a list once the period until the cutoff is closed.
fn is_final(list: &List, cutoff: CivilDate) -> bool {
    let is_settled = matches!(list.status, ListStatus::Posted | ListStatus::Reversed | ListStatus::Deleted);
    // A reversing list in the making still points to its original.
    let is_being_reversed = list.status == ListStatus::Posted && list.reversed_by.is_some();
    is_settled && !is_being_reversed && list.posted_on.is_none_or(|day| day <= cutoff)
}
