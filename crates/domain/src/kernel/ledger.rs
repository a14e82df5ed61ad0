//! The ledger: double entry over goods and money alike. For each unit the sum over all accounts is zero, always.
//! It must never round, never know a domain's documents and never let a request break a limit.

mod account;
mod draft;
mod movement;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, Currency, EnterpriseId, Measure};
use serde::{Deserialize, Serialize, Serializer};

pub use account::{Account, AccountKey, Limits, Purpose};
pub use draft::{Draft, Drafted, FlooredMove, Shortfall};
pub use movement::{Document, DocumentLine, Movement, MovementSet};

use super::refusal::{Category, Code, RuleKind};

/// Dense number of a unit, in order of registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitNumber(pub u32);

/// Dense number of an account, in order of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountNumber(pub u32);

/// Number of a hold, in order of holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HoldNumber(pub u64);

/// What an amount counts. Amounts are integers in the smallest part: minor units of a currency, 0.00001 of a measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitDefinition {
    Currency(Currency),
    /// A part as its registrar numbers it, in the measure it is declared in.
    Goods {
        registrar: EnterpriseId,
        part: String,
        measure: Measure,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerEvent {
    UnitRegistered {
        number: UnitNumber,
        definition: UnitDefinition,
    },
    AccountOpened {
        number: AccountNumber,
        key: AccountKey,
        limits: Limits,
    },
    /// All movements of a document at once.
    Transferred(MovementSet),
    /// All movements of a document, reserved until they are posted or released together.
    Held {
        hold: HoldNumber,
        set: MovementSet,
    },
    HoldPosted {
        hold: HoldNumber,
        value_date: CivilDate,
    },
    HoldReleased {
        hold: HoldNumber,
    },
    /// From now on what a book's accounts move after the date is told apart from what they moved until then.
    CutSet {
        book: BookId,
        date: CivilDate,
    },
    CutLifted {
        book: BookId,
    },
    /// What the book's accounts held at the end of the cut's date is their opening balance; what was posted until then is
    /// final.
    CutClosed {
        book: BookId,
    },
}

pub static INSUFFICIENT_AVAILABLE: Code = Code {
    text: "INSUFFICIENT_AVAILABLE",
    category: Category::Limit,
    kind: RuleKind::Statute,
    rule: "Customs Law art. 33: what leaves supervision must have entered it; available = actual - held, never below the floor",
    meaning: "the account holds less than is asked for",
};
pub static CEILING_EXCEEDED: Code = Code {
    text: "CEILING_EXCEEDED",
    category: Category::Limit,
    kind: RuleKind::Agreement,
    rule: "ceiling of the account",
    meaning: "the account would stand above its ceiling",
};
pub static AMOUNT_OUT_OF_RANGE: Code = Code {
    text: "AMOUNT_OUT_OF_RANGE",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "amounts are integers of 127 bits in the unit's smallest part",
    meaning: "the amount is too large to be counted exactly",
};
pub static AMOUNT_NOT_POSITIVE: Code = Code {
    text: "AMOUNT_NOT_POSITIVE",
    category: Category::Content,
    kind: RuleKind::System,
    rule: "a transfer moves a positive amount",
    meaning: "the amount must be greater than zero",
};
/// The codes of this module, in the order of the reference.
pub static CODES: [&Code; 4] =
    [&AMOUNT_NOT_POSITIVE, &AMOUNT_OUT_OF_RANGE, &INSUFFICIENT_AVAILABLE, &CEILING_EXCEEDED];

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    units: Vec<UnitDefinition>,
    #[serde(with = "super::as_pairs")]
    unit_numbers: BTreeMap<UnitDefinition, UnitNumber>,
    accounts: Vec<Account>,
    #[serde(with = "super::as_pairs")]
    account_numbers: BTreeMap<AccountKey, AccountNumber>,
    accounts_of_books: BTreeMap<BookId, BookAccounts>,
    #[serde(with = "super::as_pairs")]
    holds: BTreeMap<HoldNumber, MovementSet>,
    /// Holds as they were posted, by their book, kept for exact reversals until the book's cut closes over them.
    #[serde(with = "super::as_pairs")]
    posted: BTreeMap<(Option<BookId>, HoldNumber), MovementSet>,
    cuts: BTreeMap<BookId, CivilDate>,
    next_hold: u64,
}

/// The accounts of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct BookAccounts {
    /// In order of opening.
    numbers: Vec<AccountNumber>,
    /// An item has one account for each purpose: once it has any, its unit does not change.
    #[serde(with = "super::as_pairs")]
    by_item: BTreeMap<(u32, Purpose), AccountNumber>,
}

impl Ledger {
    pub fn account_number(&self, key: &AccountKey) -> Option<AccountNumber> {
        self.account_numbers.get(key).copied()
    }

    pub fn account(&self, number: AccountNumber) -> Option<&Account> {
        usize::try_from(number.0).ok().and_then(|index| self.accounts.get(index))
    }

    pub fn accounts(&self) -> impl Iterator<Item = (AccountNumber, &Account)> {
        (0..).map(AccountNumber).zip(&self.accounts)
    }

    /// Returns the accounts of a book, in order of opening.
    pub fn accounts_of(&self, book: BookId) -> impl Iterator<Item = (AccountNumber, &Account)> {
        let numbers = self.accounts_of_books.get(&book).map_or(&[][..], |accounts| &accounts.numbers);
        numbers.iter().filter_map(|number| Some((*number, self.account(*number)?)))
    }

    /// Returns the account of an item of a book.
    pub fn account_of_item(&self, book: BookId, item: u32, purpose: Purpose) -> Option<AccountNumber> {
        self.accounts_of_books.get(&book)?.by_item.get(&(item, purpose)).copied()
    }

    pub fn unit_number(&self, definition: &UnitDefinition) -> Option<UnitNumber> {
        self.unit_numbers.get(definition).copied()
    }

    pub fn unit(&self, number: UnitNumber) -> Option<&UnitDefinition> {
        usize::try_from(number.0).ok().and_then(|index| self.units.get(index))
    }

    /// Returns an open hold.
    pub fn held(&self, hold: HoldNumber) -> Option<&MovementSet> {
        self.holds.get(&hold)
    }

    /// Returns a hold of a book as it was posted; absent once the book's cut has closed over it.
    pub fn posted(&self, book: BookId, hold: HoldNumber) -> Option<&MovementSet> {
        self.posted.get(&(Some(book), hold))
    }

    /// Returns the date of a book's open cut.
    pub fn cut(&self, book: BookId) -> Option<CivilDate> {
        self.cuts.get(&book).copied()
    }

    fn change(&mut self, number: AccountNumber, change: impl FnOnce(&mut Account) -> Option<()>) {
        let account = usize::try_from(number.0).ok().and_then(|index| self.accounts.get_mut(index));
        change(account.expect("an event moves only accounts that were opened before it"))
            .expect("amounts were checked when the event was decided");
    }

    /// Applies an event. Amounts were checked for overflow when the event was decided.
    pub(crate) fn evolve(&mut self, event: &LedgerEvent) {
        match event {
            LedgerEvent::UnitRegistered { number, definition } => {
                self.unit_numbers.insert(definition.clone(), *number);
                self.units.push(definition.clone());
            }
            LedgerEvent::AccountOpened { number, key, limits } => {
                self.account_numbers.insert(*key, *number);
                self.accounts.push(Account::new(*key, *limits));
                if let Some(book) = key.book {
                    let of_book = self.accounts_of_books.entry(book).or_default();
                    of_book.numbers.push(*number);
                    if let Some(item) = key.item {
                        of_book.by_item.insert((item, key.purpose), *number);
                    }
                }
            }
            LedgerEvent::Transferred(set) => self.post(set),
            LedgerEvent::Held { hold, set } => {
                for movement in &set.movements {
                    self.change(movement.debit, |account| account.move_held_debit(movement.amount));
                    self.change(movement.credit, |account| account.move_held_credit(movement.amount));
                }
                self.holds.insert(*hold, set.clone());
                self.next_hold = hold.0.saturating_add(1);
            }
            LedgerEvent::HoldPosted { hold, value_date } => {
                let set = MovementSet { value_date: *value_date, ..self.take_hold(*hold) };
                self.post(&set);
                self.posted.insert((self.book_of(&set), *hold), set);
            }
            LedgerEvent::HoldReleased { hold } => {
                self.take_hold(*hold);
            }
            LedgerEvent::CutSet { book, date } => {
                self.cuts.insert(*book, *date);
            }
            LedgerEvent::CutLifted { book } => {
                self.cuts.remove(book);
                self.change_all(*book, Account::forget_cut);
            }
            LedgerEvent::CutClosed { book } => self.close_cut(*book),
        }
    }

    fn post(&mut self, set: &MovementSet) {
        for movement in &set.movements {
            let amount = movement.amount;
            for (number, amount) in [(movement.debit, amount), (movement.credit, amount.saturating_neg())] {
                let is_after_cut = self.is_after_cut(number, set.value_date);
                self.change(number, |account| account.move_balance(amount, is_after_cut));
            }
        }
    }

    /// Whether a date lies after the open cut of the account's book.
    fn is_after_cut(&self, number: AccountNumber, date: CivilDate) -> bool {
        if self.cuts.is_empty() {
            return false;
        }
        let book = self.account(number).and_then(|account| account.key.book);
        book.and_then(|book| self.cut(book)).is_some_and(|cut| date > cut)
    }

    fn take_hold(&mut self, hold: HoldNumber) -> MovementSet {
        let set = self.holds.remove(&hold).expect("a hold is posted or released once");
        for movement in &set.movements {
            let back = movement.amount.saturating_neg();
            self.change(movement.debit, |account| account.move_held_debit(back));
            self.change(movement.credit, |account| account.move_held_credit(back));
        }
        set
    }

    /// The book that a set is filed under: that of its first account.
    fn book_of(&self, set: &MovementSet) -> Option<BookId> {
        self.account(set.movements.first()?.debit)?.key.book
    }

    fn change_all(&mut self, book: BookId, change: impl Fn(&mut Account)) {
        let accounts = self.accounts_of_books.get(&book);
        for number in accounts.map(|accounts| accounts.numbers.clone()).unwrap_or_default() {
            self.change(number, |account| {
                change(account);
                Some(())
            });
        }
    }

    fn close_cut(&mut self, book: BookId) {
        let Some(date) = self.cuts.remove(&book) else { return };
        self.change_all(book, Account::open_anew);
        let of_book = (Some(book), HoldNumber(0))..=(Some(book), HoldNumber(u64::MAX));
        let is_final = |set: &MovementSet| set.value_date <= date;
        let closed: Vec<HoldNumber> =
            self.posted.range(of_book).filter(|(_, set)| is_final(set)).map(|((_, hold), _)| *hold).collect();
        for hold in closed {
            self.posted.remove(&(Some(book), hold));
        }
    }
}

/// An amount as decimal text of an integer, so that no reader of the journal loses digits.
pub(crate) struct AmountText(pub i128);

impl Serialize for AmountText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Most amounts fit 64 bits, which are written faster.
        match i64::try_from(self.0) {
            Ok(amount) => serializer.collect_str(&amount),
            Err(_larger) => serializer.collect_str(&self.0),
        }
    }
}

/// Amounts as text.
pub(crate) mod amount_text {
    use alloc::string::String;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(amount: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        super::AmountText(*amount).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_integer| D::Error::custom("an integer as text"))
    }
}

/// An amount that may be absent, as text or null.
pub(crate) mod optional_amount_text {
    use alloc::string::String;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(amount: &Option<i128>, serializer: S) -> Result<S::Ok, S::Error> {
        amount.map(super::AmountText).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i128>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| text.parse().map_err(|_integer| D::Error::custom("an integer as text")))
            .transpose()
    }
}
