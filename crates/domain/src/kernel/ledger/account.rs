//! One account: its dimensions, its limits and its three running sums.

use etown_values::{BookId, EnterpriseId};
use serde::{Deserialize, Serialize};

use super::{UnitNumber, amount_text, optional_amount_text};

/// What an account is for. A supervised stock has a floor; the accounts opposite it say where goods came from or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Goods under supervision: actual = balance, available = balance - held.
    Stock,
    /// Brought in from abroad.
    Imported,
    /// Received from another book or zone.
    TransferredIn,
    /// Came back: returned, repaired, exchanged.
    ReturnedIn,
    /// Brought in from the domestic market.
    DomesticIn,
    /// Received as semi-finished goods from another processor (deep processing).
    DeepProcessingIn,
    /// Product that came back to be exchanged.
    ExchangedIn,
    /// Sent abroad as product.
    Exported,
    /// Sent abroad again as material.
    ReExported,
    /// Sold into the domestic market.
    SoldDomestically,
    /// Handed to another book or zone.
    TransferredOut,
    /// Handed on as semi-finished goods to another processor (deep processing).
    DeepProcessingOut,
    /// Left over and carried to another book.
    SurplusOut,
    /// Product sent out in exchange for one that came back.
    ExchangedOut,
    /// Destroyed under supervision.
    Destroyed,
    /// Conversion, material side: what the product holds.
    Embodied,
    /// Conversion, material side: what became scrap.
    TangibleLoss,
    /// Conversion, material side: what left nothing behind.
    IntangibleLoss,
    /// Conversion, product side: what was made.
    Produced,
    /// What a report took below the floor, until it is explained.
    Unexplained,
    /// What a verification found beyond the record.
    VerifiedIncrease,
    /// What a verification found missing.
    VerifiedDecrease,
    /// Memorandum: issued to work orders, less what they gave back. The stock does not move by it.
    Issued,
    /// Memorandum: opposite of what was issued to work orders.
    IssuedOpposite,
    /// What a cash pool uses of its quota of external debt.
    ExternalDebtUsed,
    /// What a cash pool uses of its quota of overseas lending.
    OverseasLendingUsed,
    /// Opposite of what a cash pool uses of its quotas.
    QuotaOpposite,
}

impl Purpose {
    pub const ALL: [Self; 27] = [
        Self::Stock,
        Self::Imported,
        Self::TransferredIn,
        Self::ReturnedIn,
        Self::DomesticIn,
        Self::DeepProcessingIn,
        Self::ExchangedIn,
        Self::Exported,
        Self::ReExported,
        Self::SoldDomestically,
        Self::TransferredOut,
        Self::DeepProcessingOut,
        Self::SurplusOut,
        Self::ExchangedOut,
        Self::Destroyed,
        Self::Embodied,
        Self::TangibleLoss,
        Self::IntangibleLoss,
        Self::Produced,
        Self::Unexplained,
        Self::VerifiedIncrease,
        Self::VerifiedDecrease,
        Self::Issued,
        Self::IssuedOpposite,
        Self::ExternalDebtUsed,
        Self::OverseasLendingUsed,
        Self::QuotaOpposite,
    ];

    /// Whether goods come from such an account, so that its balance falls as they move.
    pub const fn is_source(self) -> bool {
        matches!(
            self,
            Self::Imported
                | Self::TransferredIn
                | Self::ReturnedIn
                | Self::DomesticIn
                | Self::DeepProcessingIn
                | Self::ExchangedIn
                | Self::Produced
                | Self::Unexplained
                | Self::VerifiedIncrease
                | Self::IssuedOpposite
                | Self::QuotaOpposite
        )
    }

    /// Returns the purpose as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Imported => "imported",
            Self::TransferredIn => "transferred_in",
            Self::ReturnedIn => "returned_in",
            Self::DomesticIn => "domestic_in",
            Self::DeepProcessingIn => "deep_processing_in",
            Self::ExchangedIn => "exchanged_in",
            Self::Exported => "exported",
            Self::ReExported => "re_exported",
            Self::SoldDomestically => "sold_domestically",
            Self::TransferredOut => "transferred_out",
            Self::DeepProcessingOut => "deep_processing_out",
            Self::SurplusOut => "surplus_out",
            Self::ExchangedOut => "exchanged_out",
            Self::Destroyed => "destroyed",
            Self::Embodied => "embodied",
            Self::TangibleLoss => "tangible_loss",
            Self::IntangibleLoss => "intangible_loss",
            Self::Produced => "produced",
            Self::Unexplained => "unexplained",
            Self::VerifiedIncrease => "verified_increase",
            Self::VerifiedDecrease => "verified_decrease",
            Self::Issued => "issued",
            Self::IssuedOpposite => "issued_opposite",
            Self::ExternalDebtUsed => "external_debt_used",
            Self::OverseasLendingUsed => "overseas_lending_used",
            Self::QuotaOpposite => "quota_opposite",
        }
    }
}

/// The dimensions of an account; no two accounts share all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AccountKey {
    pub unit: UnitNumber,
    pub owner: EnterpriseId,
    pub book: Option<BookId>,
    /// Item number within the book.
    pub item: Option<u32>,
    pub purpose: Purpose,
}

/// How far an account may go by request. Reports may go further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    #[serde(with = "optional_amount_text", default)]
    pub floor: Option<i128>,
    #[serde(with = "optional_amount_text", default)]
    pub ceiling: Option<i128>,
}

impl Limits {
    /// A stock that may not go below zero.
    pub const FLOOR_ZERO: Self = Self { floor: Some(0), ceiling: None };
    pub const NONE: Self = Self { floor: None, ceiling: None };
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub key: AccountKey,
    pub limits: Limits,
    #[serde(with = "amount_text")]
    balance: i128,
    #[serde(with = "amount_text")]
    held_debit: i128,
    #[serde(with = "amount_text")]
    held_credit: i128,
    /// The balance when the last period closed.
    #[serde(with = "amount_text")]
    opening: i128,
    /// What the balance moved after the date of the book's open cut.
    #[serde(with = "amount_text")]
    after_cut: i128,
}

impl Account {
    pub(super) const fn new(key: AccountKey, limits: Limits) -> Self {
        Self { key, limits, balance: 0, held_debit: 0, held_credit: 0, opening: 0, after_cut: 0 }
    }

    /// Debits less credits posted: the actual quantity or amount, in the unit's smallest part.
    pub const fn balance(&self) -> i128 {
        self.balance
    }

    /// Held on the way in (pre-increment).
    pub const fn held_debit(&self) -> i128 {
        self.held_debit
    }

    /// Held on the way out (pre-deduction).
    pub const fn held_credit(&self) -> i128 {
        self.held_credit
    }

    /// What may still leave: actual less what is held on the way out.
    pub const fn available(&self) -> i128 {
        self.balance.saturating_sub(self.held_credit)
    }

    /// What will stand when every hold is posted.
    pub const fn projected(&self) -> i128 {
        self.balance.saturating_add(self.held_debit).saturating_sub(self.held_credit)
    }

    /// The balance when the last period closed.
    pub const fn opening(&self) -> i128 {
        self.opening
    }

    /// The balance at the end of the day of the book's open cut; without a cut, the balance.
    pub const fn at_cut(&self) -> i128 {
        self.balance.saturating_sub(self.after_cut)
    }

    /// What moved from the opening until the cut.
    pub const fn moved_until_cut(&self) -> i128 {
        self.at_cut().saturating_sub(self.opening)
    }

    /// Moves the balance by a signed amount; none when it leaves the range.
    pub(super) fn move_balance(&mut self, amount: i128, is_after_cut: bool) -> Option<()> {
        self.balance = self.balance.checked_add(amount)?;
        if is_after_cut {
            self.after_cut = self.after_cut.checked_add(amount)?;
        }
        Some(())
    }

    pub(super) const fn forget_cut(&mut self) {
        self.after_cut = 0;
    }

    pub(super) const fn open_anew(&mut self) {
        self.opening = self.at_cut();
        self.after_cut = 0;
    }

    /// Moves what is held on the way in; none when the account could not be counted exactly any more.
    pub(super) fn move_held_debit(&mut self, amount: i128) -> Option<()> {
        self.held_debit = self.held_debit.checked_add(amount)?;
        self.balance.checked_add(self.held_debit).map(|_| ())
    }

    /// Moves what is held on the way out; none when the account could not be counted exactly any more.
    pub(super) fn move_held_credit(&mut self, amount: i128) -> Option<()> {
        self.held_credit = self.held_credit.checked_add(amount)?;
        self.balance.checked_sub(self.held_credit).map(|_| ())
    }

    /// Balance and what is held on the way in: what a ceiling is judged by.
    pub(super) const fn committed(&self) -> i128 {
        self.balance.saturating_add(self.held_debit)
    }
}
