//! The ledger: double entry over goods and money alike. For each unit the sum over all accounts is zero, always.
//! It must never round, never know a domain's documents and never let a request break a limit.

mod account;
mod draft;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{CivilDate, Currency, EnterpriseId, ListId, Measure, ReportId};
use serde::{Deserialize, Serialize};

pub use account::{Account, AccountKey, Limits, Purpose};
pub use draft::{Draft, Shortfall};

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

/// The document line a transfer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentLine {
    pub document: Document,
    /// Line number, 0 for the document as a whole.
    pub line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    List(ListId),
    Report(ReportId),
}

/// A movement from the credited to the debited account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub debit: AccountNumber,
    pub credit: AccountNumber,
    /// Positive, in the unit's smallest part.
    #[serde(with = "amount_text")]
    pub amount: i128,
    pub value_date: CivilDate,
    pub source: DocumentLine,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerEvent {
    UnitRegistered { number: UnitNumber, definition: UnitDefinition },
    AccountOpened { number: AccountNumber, key: AccountKey, limits: Limits },
    Transferred(Transfer),
    Held { hold: HoldNumber, transfer: Transfer },
    HoldPosted { hold: HoldNumber, value_date: CivilDate },
    HoldReleased { hold: HoldNumber },
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
    #[serde(with = "super::as_pairs")]
    holds: BTreeMap<HoldNumber, Transfer>,
    /// Holds as they were posted, kept for exact reversals.
    #[serde(with = "super::as_pairs")]
    posted: BTreeMap<HoldNumber, Transfer>,
    next_hold: u64,
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

    pub fn unit_number(&self, definition: &UnitDefinition) -> Option<UnitNumber> {
        self.unit_numbers.get(definition).copied()
    }

    pub fn unit(&self, number: UnitNumber) -> Option<&UnitDefinition> {
        usize::try_from(number.0).ok().and_then(|index| self.units.get(index))
    }

    /// Returns an open hold.
    pub fn held(&self, hold: HoldNumber) -> Option<&Transfer> {
        self.holds.get(&hold)
    }

    /// Returns a hold as it was posted.
    pub fn posted(&self, hold: HoldNumber) -> Option<&Transfer> {
        self.posted.get(&hold)
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
            }
            LedgerEvent::Transferred(transfer) => self.post(transfer),
            LedgerEvent::Held { hold, transfer } => {
                self.change(transfer.debit, |account| account.move_held_debit(transfer.amount));
                self.change(transfer.credit, |account| account.move_held_credit(transfer.amount));
                self.holds.insert(*hold, *transfer);
                self.next_hold = hold.0.saturating_add(1);
            }
            LedgerEvent::HoldPosted { hold, value_date } => {
                let transfer = Transfer { value_date: *value_date, ..self.take_hold(*hold) };
                self.post(&transfer);
                self.posted.insert(*hold, transfer);
            }
            LedgerEvent::HoldReleased { hold } => {
                self.take_hold(*hold);
            }
        }
    }

    fn post(&mut self, transfer: &Transfer) {
        self.change(transfer.debit, |account| account.move_balance(transfer.amount));
        self.change(transfer.credit, |account| account.move_balance(transfer.amount.saturating_neg()));
    }

    fn take_hold(&mut self, hold: HoldNumber) -> Transfer {
        let transfer = self.holds.remove(&hold).expect("a hold is posted or released once");
        let back = transfer.amount.saturating_neg();
        self.change(transfer.debit, |account| account.move_held_debit(back));
        self.change(transfer.credit, |account| account.move_held_credit(back));
        transfer
    }
}

/// Amounts as decimal text of an integer, so that no reader of the journal loses digits.
pub(crate) mod amount_text {
    use alloc::string::{String, ToString};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(amount: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&amount.to_string())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_integer| D::Error::custom("an integer as text"))
    }
}

/// An amount that may be absent, as text or null.
pub(crate) mod optional_amount_text {
    use alloc::string::{String, ToString};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(crate) fn serialize<S: Serializer>(amount: &Option<i128>, serializer: S) -> Result<S::Ok, S::Error> {
        amount.map(|amount| amount.to_string()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i128>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| text.parse().map_err(|_integer| D::Error::custom("an integer as text")))
            .transpose()
    }
}
