//! A draft of ledger events: all movements of a command stand or fall together. Limits are judged on the net effect of
//! the whole draft, so the order of its movements does not matter.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::CivilDate;

use super::{
    AMOUNT_NOT_POSITIVE, AMOUNT_OUT_OF_RANGE, Account, AccountKey, AccountNumber, CEILING_EXCEEDED, Document,
    DocumentLine, HoldNumber, INSUFFICIENT_AVAILABLE, Ledger, LedgerEvent, Limits, Movement, MovementSet,
    UnitDefinition, UnitNumber,
};
use crate::kernel::refusal::{Code, LimitHit, Refusal};

/// An amount that a report took below a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    pub account: AccountNumber,
    pub key: AccountKey,
    /// In the unit's smallest part.
    pub amount: i128,
}

/// What a draft moved on an account that has a floor: debits positive, credits negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlooredMove {
    pub account: AccountNumber,
    pub amount: i128,
    pub source: DocumentLine,
    /// Whether a hold was posted; otherwise the amount moved at once.
    pub was_held: bool,
}

/// The events of a draft and what they move where a floor is watched, in the order of the movements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    pub events: Vec<LedgerEvent>,
    pub floored: Vec<FlooredMove>,
    pub shortfalls: Vec<Shortfall>,
}

/// The account as the draft leaves it, and the line that last drew on it.
struct Touched {
    after: Account,
    last: DocumentLine,
}

/// Events in the making, over a ledger that is not changed. Everything that it posts has one value date.
pub struct Draft<'a> {
    ledger: &'a Ledger,
    value_date: CivilDate,
    openings: Vec<LedgerEvent>,
    held: Option<(HoldNumber, MovementSet)>,
    ends: Vec<LedgerEvent>,
    sets: Vec<MovementSet>,
    /// Where the accounts that the draft touches stand in `sums`.
    touched: BTreeMap<AccountNumber, usize>,
    sums: Vec<Touched>,
    new_units: BTreeMap<UnitDefinition, UnitNumber>,
    new_accounts: BTreeMap<AccountKey, AccountNumber>,
    opened: Vec<Account>,
    floored: Vec<FlooredMove>,
}

impl<'a> Draft<'a> {
    pub fn new(ledger: &'a Ledger, value_date: CivilDate) -> Self {
        Self {
            ledger,
            value_date,
            openings: Vec::new(),
            held: None,
            ends: Vec::new(),
            sets: Vec::new(),
            touched: BTreeMap::new(),
            sums: Vec::new(),
            new_units: BTreeMap::new(),
            new_accounts: BTreeMap::new(),
            opened: Vec::new(),
            floored: Vec::new(),
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
            self.openings.push(LedgerEvent::UnitRegistered { number, definition: definition.clone() });
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
            self.openings.push(LedgerEvent::AccountOpened { number, key, limits });
            number
        })
    }

    /// Moves an amount at once.
    pub fn transfer(&mut self, document: Document, movement: Movement) -> Result<(), Refusal> {
        self.check(&movement)?;
        self.post(document, &movement, false)?;
        match self.sets.last_mut() {
            Some(set) if set.document == document => set.movements.push(movement),
            _ => {
                let (value_date, movements) = (self.value_date, [movement].into());
                self.sets.push(MovementSet { document, value_date, movements });
            }
        }
        Ok(())
    }

    /// Adds to the draft's hold, which counts against the limits until it is posted or released.
    ///
    /// # Panics
    /// When a draft is asked to hold for two documents.
    pub fn hold(&mut self, document: Document, movement: Movement) -> Result<(), Refusal> {
        self.check(&movement)?;
        let source = DocumentLine { document, line: movement.line };
        self.touch(movement.debit, source, |account| account.move_held_debit(movement.amount))?;
        self.touch(movement.credit, source, |account| account.move_held_credit(movement.amount))?;
        let value_date = self.value_date;
        let next = HoldNumber(self.ledger.next_hold);
        let empty = || (next, MovementSet { document, value_date, movements: Vec::new() });
        let (_, set) = self.held.get_or_insert_with(empty);
        assert!(set.document == document, "a draft holds for one document");
        set.movements.push(movement);
        Ok(())
    }

    /// Returns the number of the draft's hold, where it holds anything.
    pub fn held(&self) -> Option<HoldNumber> {
        self.held.as_ref().map(|(number, _)| *number)
    }

    /// Posts a hold with the draft's value date.
    pub fn post_hold(&mut self, hold: HoldNumber) -> Result<(), Refusal> {
        let set = self.set_of(hold);
        for movement in &set.movements {
            self.post(set.document, movement, true)?;
        }
        self.ends.push(LedgerEvent::HoldPosted { hold, value_date: self.value_date });
        Ok(())
    }

    /// Gives a hold back.
    pub fn release_hold(&mut self, hold: HoldNumber) -> Result<(), Refusal> {
        let set = self.set_of(hold);
        for movement in &set.movements {
            let back = movement.amount.saturating_neg();
            let source = DocumentLine { document: set.document, line: movement.line };
            self.touch(movement.debit, source, |account| account.move_held_debit(back))?;
            self.touch(movement.credit, source, |account| account.move_held_credit(back))?;
        }
        self.ends.push(LedgerEvent::HoldReleased { hold });
        Ok(())
    }

    /// Judges every limit and returns what was drafted, or the first limit that is broken with the largest amount possible.
    pub fn finish(self) -> Result<Drafted, Refusal> {
        self.check_limits()?;
        Ok(self.drafted(Vec::new()))
    }

    /// Judges every limit as the draft stands.
    pub fn check_limits(&self) -> Result<(), Refusal> {
        let judged = self.touched().find_map(|(number, touched)| judge(self.account_at(number), touched));
        judged.map_or(Ok(()), Err)
    }

    /// Returns the balance of an account as the draft stands.
    pub fn balance(&self, number: AccountNumber) -> i128 {
        self.standing(number).balance()
    }

    /// Returns what may still leave an account as the draft stands.
    pub fn available(&self, number: AccountNumber) -> i128 {
        self.standing(number).available()
    }

    /// Returns what a report does: what a floor forbids is taken from the owner's unexplained account instead.
    pub fn finish_report(
        mut self,
        unexplained: impl Fn(AccountKey) -> AccountKey,
    ) -> Result<Drafted, Refusal> {
        let mut shortfalls = Vec::new();
        let mut sources = Vec::new();
        for (number, touched) in self.touched() {
            let Some(floor) = touched.after.limits.floor else { continue };
            // A balance that was below the floor already is made no worse by more than this draft takes.
            let lowest = floor.min(self.account_at(number).available());
            let amount = lowest.saturating_sub(touched.after.available());
            if amount > 0 {
                shortfalls.push(Shortfall { account: number, key: touched.after.key, amount });
                sources.push(touched.last);
            }
        }
        for (shortfall, source) in shortfalls.iter().zip(sources) {
            let credit = self.account(unexplained(shortfall.key), Limits::NONE);
            let (debit, amount, line) = (shortfall.account, shortfall.amount, source.line);
            self.transfer(source.document, Movement { debit, credit, amount, line })?;
        }
        Ok(self.drafted(shortfalls))
    }

    fn drafted(self, shortfalls: Vec<Shortfall>) -> Drafted {
        let mut events = self.openings;
        events.extend(self.held.map(|(hold, set)| LedgerEvent::Held { hold, set }));
        events.extend(self.ends);
        events.extend(self.sets.into_iter().map(LedgerEvent::Transferred));
        Drafted { events, floored: self.floored, shortfalls }
    }

    fn check(&self, movement: &Movement) -> Result<(), Refusal> {
        assert!(movement.debit != movement.credit, "a movement joins two accounts");
        let unit = |number| self.account_at(number).key.unit;
        assert!(unit(movement.debit) == unit(movement.credit), "a movement stays within one unit");
        if movement.amount <= 0 { Err(Refusal::new(&AMOUNT_NOT_POSITIVE)) } else { Ok(()) }
    }

    /// The account as the draft stands.
    fn standing(&self, number: AccountNumber) -> &Account {
        let touched = self.touched.get(&number).and_then(|index| self.sums.get(*index));
        touched.map_or_else(|| self.account_at(number), |touched| &touched.after)
    }

    fn account_at(&self, number: AccountNumber) -> &Account {
        account_at(self.ledger, &self.opened, number)
    }

    /// Changes the sums of an account and returns its limits.
    fn touch(
        &mut self,
        number: AccountNumber,
        line: DocumentLine,
        change: impl FnOnce(&mut Account) -> Option<()>,
    ) -> Result<Limits, Refusal> {
        let (ledger, opened, sums) = (self.ledger, &self.opened, &mut self.sums);
        let index = *self.touched.entry(number).or_insert_with(|| {
            sums.push(Touched { after: account_at(ledger, opened, number).clone(), last: line });
            sums.len().saturating_sub(1)
        });
        let touched = self.sums.get_mut(index).expect("it was pushed when it was first touched");
        touched.last = line;
        change(&mut touched.after).ok_or_else(|| Refusal::new(&AMOUNT_OUT_OF_RANGE))?;
        Ok(touched.after.limits)
    }

    /// Everything that was touched, in order of the accounts.
    fn touched(&self) -> impl Iterator<Item = (AccountNumber, &Touched)> {
        self.touched.iter().filter_map(|(number, index)| Some((*number, self.sums.get(*index)?)))
    }

    /// The movements of an open hold, whether the ledger or this draft holds them.
    fn set_of(&self, hold: HoldNumber) -> MovementSet {
        let own = self.held.as_ref().filter(|(number, _)| *number == hold).map(|(_, set)| set);
        let set = own.or_else(|| self.ledger.held(hold));
        set.expect("a document ends only its own open hold").clone()
    }

    /// Moves both balances; what was held is taken back out of what is held at the same time.
    fn post(&mut self, document: Document, movement: &Movement, was_held: bool) -> Result<(), Refusal> {
        let source = DocumentLine { document, line: movement.line };
        let (amount, back) = (movement.amount, movement.amount.saturating_neg());
        // Whether or not a cut tells it apart, it must be countable either way.
        let debited = self.touch(movement.debit, source, |account| {
            if was_held {
                account.move_held_debit(back)?;
            }
            account.move_balance(amount, true)
        })?;
        let credited = self.touch(movement.credit, source, |account| {
            if was_held {
                account.move_held_credit(back)?;
            }
            account.move_balance(back, true)
        })?;
        let sides = [(movement.debit, amount, debited), (movement.credit, back, credited)];
        for (account, amount, limits) in sides {
            if limits.floor.is_some() {
                self.floored.push(FlooredMove { account, amount, source, was_held });
            }
        }
        Ok(())
    }
}

/// The account as it stands before the draft that opened these.
fn account_at<'a>(ledger: &'a Ledger, opened: &'a [Account], number: AccountNumber) -> &'a Account {
    let new = || opened.get(usize::try_from(number.0).ok()?.checked_sub(ledger.accounts.len())?);
    ledger.account(number).or_else(new).expect("a draft moves only accounts that it looked up")
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

fn limit_refusal(code: &'static Code, touched: &Touched, available: i128, requested: i128) -> Refusal {
    let mut refusal =
        Refusal::new(code).number("available_units", available).number("requested_units", requested);
    let (account, line) = (touched.after.key, touched.last.line);
    refusal.limit = Some(Box::new(LimitHit { account, line, available, requested }));
    refusal
}
