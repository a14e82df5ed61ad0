//! How the people of the invented zone count and verify: the steps from an announced count to a closed period.

use etown_domain::Event;
use etown_domain::bonded::period::{
    CountRow, DifferenceCause, Explanation, ItemResult, Period, PeriodStatus, Stage,
};
use etown_domain::bonded::posting::account_of;
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::ledger::{Account, Purpose};
use etown_values::{BookId, CivilDate, QuantityAmount};

use super::support::{BOARD, CLERK, CUSTOMS, OTHER_CUSTOMS, World, quantity};

pub(crate) fn counted(item: u32, amount: &str) -> CountRow {
    CountRow { item, stage: Stage::Stock, version: None, quantity: quantity(amount) }
}

pub(crate) fn counted_products(stage: Stage, version: &str, amount: &str) -> CountRow {
    CountRow { item: BOARD, stage, version: Some(version.to_owned()), quantity: quantity(amount) }
}

pub(crate) fn announce(book: BookId, cutoff: CivilDate) -> BondedCommand {
    BondedCommand::AnnounceCount { book, revision: None, cutoff }
}

pub(crate) fn record(book: BookId, rows: Vec<CountRow>) -> BondedCommand {
    BondedCommand::RecordCount { book, revision: None, rows }
}

pub(crate) fn complete(book: BookId) -> BondedCommand {
    BondedCommand::CompleteCount { book, revision: None }
}

pub(crate) fn reopen(book: BookId) -> BondedCommand {
    BondedCommand::ReopenCount { book, revision: None, reason: "count again".to_owned() }
}

pub(crate) fn withdraw(book: BookId) -> BondedCommand {
    BondedCommand::WithdrawCount { book, revision: None, reason: "another day".to_owned() }
}

pub(crate) fn explain(book: BookId, items: &[u32]) -> BondedCommand {
    let text = "scales and measures differ".to_owned();
    let explanation =
        |item: &u32| Explanation { item: *item, cause: DifferenceCause::Measurement, text: text.clone() };
    let explanations = items.iter().map(explanation).collect();
    BondedCommand::ExplainDifferences { book, revision: None, explanations }
}

pub(crate) fn apply(book: BookId) -> BondedCommand {
    BondedCommand::ApplyVerification { book, revision: None }
}

pub(crate) fn send_back(book: BookId) -> BondedCommand {
    BondedCommand::ReturnVerification { book, revision: None, reason: "look again".to_owned() }
}

pub(crate) fn accept(book: BookId) -> BondedCommand {
    BondedCommand::AcceptVerification { book, revision: None }
}

pub(crate) fn close(book: BookId) -> BondedCommand {
    BondedCommand::CloseVerification { book, revision: None }
}

impl World {
    /// Announces, counts and completes, with today as the cutoff.
    pub(crate) fn count_today(&mut self, book: BookId, rows: Vec<CountRow>) {
        self.accept(CLERK, announce(book, self.today()));
        self.count(book, rows);
    }

    /// Counts and completes what was announced.
    pub(crate) fn count(&mut self, book: BookId, rows: Vec<CountRow>) {
        if !rows.is_empty() {
            self.accept(CLERK, record(book, rows));
        }
        self.accept(CLERK, complete(book));
    }

    /// Explains every difference, applies, accepts and closes.
    pub(crate) fn settle(&mut self, book: BookId) -> Vec<Event> {
        let results = self.period(book).results.values();
        let differing: Vec<u32> =
            results.filter(|result| result.difference() != 0).map(|result| result.item).collect();
        if !differing.is_empty() {
            self.accept(CLERK, explain(book, &differing));
        }
        self.accept(CLERK, apply(book));
        self.accept(CUSTOMS, accept(book));
        self.accept(OTHER_CUSTOMS, close(book))
    }

    pub(crate) fn period(&self, book: BookId) -> &Period {
        self.state.bonded.book(book).unwrap().period.as_ref().unwrap()
    }

    pub(crate) fn period_status(&self, book: BookId) -> PeriodStatus {
        self.period(book).status
    }

    pub(crate) fn result(&self, book: BookId, item: u32) -> ItemResult {
        self.period(book).results[&item]
    }

    /// Theoretical, physical and their difference, as text.
    pub(crate) fn compared(&self, book: BookId, item: u32) -> [String; 3] {
        let result = self.result(book, item);
        let amounts = [result.theoretical, result.physical, result.difference()];
        amounts.map(|amount| QuantityAmount::from_units(amount).to_string())
    }

    pub(crate) fn sums(&self, book: BookId, item: u32, purpose: Purpose) -> Account {
        let book = self.state.bonded.book(book).unwrap();
        account_of(&self.state.ledger, book, &book.items[&item], purpose).unwrap().clone()
    }

    /// The balance with which an item's stock entered the period that runs.
    pub(crate) fn opening(&self, book: BookId, item: u32) -> String {
        QuantityAmount::from_units(self.sums(book, item, Purpose::Stock).opening()).to_string()
    }

    /// What the last complete count recorded of the book's accounts.
    pub(crate) fn balances(&self) -> Vec<etown_domain::bonded::period::AccountAtCutoff> {
        let completed = self.events.iter().rev().find_map(|event| match event {
            Event::Bonded(BondedEvent::CountCompleted { balances, .. }) => Some(balances.clone()),
            _ => None,
        });
        completed.unwrap()
    }
}
