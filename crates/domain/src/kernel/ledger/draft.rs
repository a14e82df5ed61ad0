//! A draft of ledger events: all transfers of a command stand or fall together. Limits are judged on the net effect of
//! the whole draft, so the order of its transfers does not matter.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::CivilDate;

use super::{
    AMOUNT_NOT_POSITIVE, AMOUNT_OUT_OF_RANGE, Account, AccountKey, AccountNumber, CEILING_EXCEEDED,
    DocumentLine, HoldNumber, INSUFFICIENT_AVAILABLE, Ledger, LedgerEvent, Limits, Transfer, UnitDefinition,
    UnitNumber,
};
use crate::kernel::refusal::{LimitHit, Refusal};

/// An amount that a report took below a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    pub account: AccountNumber,
    pub key: AccountKey,
    /// In the unit's smallest part.
    pub amount: i128,
}

/// The account's sums after the draft, and the line that last drew on it.
struct Touched {
    after: Account,
    last_line: DocumentLine,
}

/// Events in the making, over a ledger that is not changed.
pub struct Draft<'a> {
    ledger: &'a Ledger,
    events: Vec<LedgerEvent>,
    touched: BTreeMap<AccountNumber, Touched>,
    new_units: BTreeMap<UnitDefinition, UnitNumber>,
    new_accounts: BTreeMap<AccountKey, AccountNumber>,
    opened: Vec<Account>,
    new_holds: BTreeMap<HoldNumber, Transfer>,
    next_hold: u64,
}

impl<'a> Draft<'a> {
    pub fn new(ledger: &'a Ledger) -> Self {
        Self {
            ledger,
            events: Vec::new(),
            touched: BTreeMap::new(),
            new_units: BTreeMap::new(),
            new_accounts: BTreeMap::new(),
            opened: Vec::new(),
            new_holds: BTreeMap::new(),
            next_hold: ledger.next_hold,
        }
    }

    /// Returns the ledger as it stands before this draft.
    pub fn ledger(&self) -> &'a Ledger {
        self.ledger
    }

    /// Returns the unit's number, registering it when it is new.
    ///
    /// # Panics
    /// When the journal would hold 2^32 units.
    pub fn unit(&mut self, definition: &UnitDefinition) -> UnitNumber {
        let known = self.ledger.unit_number(definition).or_else(|| self.new_units.get(definition).copied());
        known.unwrap_or_else(|| {
            let count = self.ledger.units.len().saturating_add(self.new_units.len());
            let number = UnitNumber(u32::try_from(count).expect("fewer than 2^32 units"));
            self.new_units.insert(definition.clone(), number);
            self.events.push(LedgerEvent::UnitRegistered { number, definition: definition.clone() });
            number
        })
    }

    /// Returns the account's number, opening it with these limits when it is new.
    ///
    /// # Panics
    /// When the journal would hold 2^32 accounts.
    pub fn account(&mut self, key: AccountKey, limits: Limits) -> AccountNumber {
        let known = self.ledger.account_number(&key).or_else(|| self.new_accounts.get(&key).copied());
        known.unwrap_or_else(|| {
            let count = self.ledger.accounts.len().saturating_add(self.opened.len());
            let number = AccountNumber(u32::try_from(count).expect("fewer than 2^32 accounts"));
            self.new_accounts.insert(key, number);
            self.opened.push(Account::new(key, limits));
            self.events.push(LedgerEvent::AccountOpened { number, key, limits });
            number
        })
    }

    /// Moves an amount at once.
    pub fn transfer(&mut self, transfer: Transfer) -> Result<(), Refusal> {
        self.check(&transfer)?;
        self.post(&transfer)?;
        self.events.push(LedgerEvent::Transferred(transfer));
        Ok(())
    }

    /// Holds an amount; it counts against the limits until it is posted or released.
    pub fn hold(&mut self, transfer: Transfer) -> Result<HoldNumber, Refusal> {
        self.check(&transfer)?;
        self.touch(transfer.debit, transfer.source, |account| account.move_held_debit(transfer.amount))?;
        self.touch(transfer.credit, transfer.source, |account| account.move_held_credit(transfer.amount))?;
        let hold = HoldNumber(self.next_hold);
        self.next_hold = self.next_hold.saturating_add(1);
        self.new_holds.insert(hold, transfer);
        self.events.push(LedgerEvent::Held { hold, transfer });
        Ok(hold)
    }

    /// Posts a hold with the value date given and returns the transfer as posted.
    pub fn post_hold(&mut self, hold: HoldNumber, value_date: CivilDate) -> Result<Transfer, Refusal> {
        let transfer = Transfer { value_date, ..self.end_hold(hold)? };
        self.post(&transfer)?;
        self.events.push(LedgerEvent::HoldPosted { hold, value_date });
        Ok(transfer)
    }

    /// Gives a hold back.
    pub fn release_hold(&mut self, hold: HoldNumber) -> Result<(), Refusal> {
        self.end_hold(hold)?;
        self.events.push(LedgerEvent::HoldReleased { hold });
        Ok(())
    }

    /// Judges every limit and returns the events, or the first limit that is broken with the largest amount possible.
    pub fn finish(self) -> Result<Vec<LedgerEvent>, Refusal> {
        self.check_limits()?;
        Ok(self.events)
    }

    /// Judges every limit as the draft stands.
    pub fn check_limits(&self) -> Result<(), Refusal> {
        for (number, touched) in &self.touched {
            if let Some(refusal) = judge(&self.before(*number), touched) {
                return Err(refusal);
            }
        }
        Ok(())
    }

    /// Returns the balance of an account as the draft stands.
    pub fn balance(&self, number: AccountNumber) -> i128 {
        self.touched
            .get(&number)
            .map_or_else(|| self.before(number).balance(), |touched| touched.after.balance())
    }

    /// Returns the events of a report: what a floor forbids is taken from the owner's unexplained account instead.
    pub fn finish_report(
        mut self,
        unexplained: impl Fn(AccountKey) -> AccountKey,
        value_date: CivilDate,
    ) -> Result<(Vec<LedgerEvent>, Vec<Shortfall>), Refusal> {
        let mut shortfalls = Vec::new();
        let mut sources = Vec::new();
        for (number, touched) in &self.touched {
            let before = self.before(*number);
            let Some(floor) = touched.after.limits.floor else { continue };
            // A balance that was below the floor already is made no worse by more than this draft takes.
            let lowest = floor.min(before.available());
            let amount = lowest.saturating_sub(touched.after.available());
            if amount > 0 {
                shortfalls.push(Shortfall { account: *number, key: touched.after.key, amount });
                sources.push(touched.last_line);
            }
        }
        for (shortfall, source) in shortfalls.iter().zip(sources) {
            let credit = self.account(unexplained(shortfall.key), Limits::NONE);
            let (debit, amount) = (shortfall.account, shortfall.amount);
            self.transfer(Transfer { debit, credit, amount, value_date, source })?;
        }
        Ok((self.events, shortfalls))
    }

    fn check(&self, transfer: &Transfer) -> Result<(), Refusal> {
        assert!(transfer.debit != transfer.credit, "a transfer joins two accounts");
        let unit = |number| self.before(number).key.unit;
        assert!(unit(transfer.debit) == unit(transfer.credit), "a transfer stays within one unit");
        if transfer.amount <= 0 { Err(Refusal::new(&AMOUNT_NOT_POSITIVE)) } else { Ok(()) }
    }

    /// The account as it stands before this draft.
    fn before(&self, number: AccountNumber) -> Account {
        let opened = || {
            let index = usize::try_from(number.0).ok()?.checked_sub(self.ledger.accounts.len())?;
            self.opened.get(index)
        };
        self.ledger
            .account(number)
            .or_else(opened)
            .cloned()
            .expect("a draft moves only accounts that it looked up")
    }

    fn touch(
        &mut self,
        number: AccountNumber,
        line: DocumentLine,
        change: impl FnOnce(&mut Account) -> Option<()>,
    ) -> Result<(), Refusal> {
        if !self.touched.contains_key(&number) {
            let after = self.before(number);
            self.touched.insert(number, Touched { after, last_line: line });
        }
        let touched = self.touched.get_mut(&number).expect("it was inserted above");
        touched.last_line = line;
        change(&mut touched.after).ok_or_else(|| Refusal::new(&AMOUNT_OUT_OF_RANGE))
    }

    fn end_hold(&mut self, hold: HoldNumber) -> Result<Transfer, Refusal> {
        let transfer = self.new_holds.remove(&hold).or_else(|| self.ledger.held(hold).copied());
        let transfer = transfer.expect("a document ends only its own open holds");
        let back = transfer.amount.saturating_neg();
        self.touch(transfer.debit, transfer.source, |account| account.move_held_debit(back))?;
        self.touch(transfer.credit, transfer.source, |account| account.move_held_credit(back))?;
        Ok(transfer)
    }

    fn post(&mut self, transfer: &Transfer) -> Result<(), Refusal> {
        let back = transfer.amount.saturating_neg();
        self.touch(transfer.debit, transfer.source, |account| account.move_balance(transfer.amount))?;
        self.touch(transfer.credit, transfer.source, |account| account.move_balance(back))
    }
}

/// Judges one account: only a draft that makes it worse is refused, so a limit that moved below the balance is legal.
fn judge(before: &Account, touched: &Touched) -> Option<Refusal> {
    let after = &touched.after;
    if let Some(floor) = after.limits.floor
        && after.available() < before.available()
        && after.available() < floor
    {
        let available = before.available().saturating_sub(floor).max(0);
        let requested = before.available().saturating_sub(after.available());
        return Some(limit_refusal(&INSUFFICIENT_AVAILABLE, touched, available, requested));
    }
    let ceiling = after.limits.ceiling?;
    if after.committed() > before.committed() && after.committed() > ceiling {
        let headroom = ceiling.saturating_sub(before.committed()).max(0);
        let requested = after.committed().saturating_sub(before.committed());
        return Some(limit_refusal(&CEILING_EXCEEDED, touched, headroom, requested));
    }
    None
}

fn limit_refusal(
    code: &'static crate::kernel::refusal::Code,
    touched: &Touched,
    available: i128,
    requested: i128,
) -> Refusal {
    let mut refusal =
        Refusal::new(code).number("available_units", available).number("requested_units", requested);
    refusal.limit = Some(Box::new(LimitHit {
        account: touched.after.key,
        line: touched.last_line.line,
        available,
        requested,
    }));
    refusal
}
