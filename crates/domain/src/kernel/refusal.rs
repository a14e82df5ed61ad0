//! Refusals: the rules say no. A refusal is an answer with a stable code, the rule it rests on, the numbers that were
//! compared and, where there is one, the largest amount that would be accepted. It must never carry a fault of the world.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::ledger::AccountKey;

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A law, regulation or announcement.
    Statute,
    /// A contract or authorisation between the zone and the party.
    Agreement,
    /// A dated setting of this zone.
    Setting,
    /// A rule of the record itself: revisions, idempotency, authority.
    System,
}

impl RuleKind {
    /// Returns the kind as written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statute => "statute",
            Self::Agreement => "agreement",
            Self::Setting => "setting",
            Self::System => "system",
        }
    }
}

/// How a refused party can react; the HTTP edge maps it to a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The actor may not do this.
    NotPermitted,
    /// There is no such thing, or the actor may not know of it.
    NotFound,
    /// The thing is in another state than the command needs.
    State,
    /// The revision that the actor saw is no longer current.
    StaleRevision,
    /// The content of the command breaks a rule.
    Content,
    /// A limit of quantity, quota or balance stands against it.
    Limit,
}

/// One refusal code: a constant of its domain, listed there in the order of the reference.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub text: &'static str,
    pub category: Category,
    pub kind: RuleKind,
    /// The source of the rule: article, announcement, setting or design.
    pub rule: &'static str,
    /// One sentence for the reference documentation.
    pub meaning: &'static str,
}

/// One number that the rule compared, as decimal text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub name: &'static str,
    pub value: String,
}

/// The answer to a command that the rules do not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: &'static Code,
    /// The input it is about, such as `lines[3].quantity`.
    pub field: Option<String>,
    pub numbers: Vec<Number>,
    /// The largest amount that would have been accepted, as decimal text.
    pub largest_accepted: Option<String>,
    /// The journal position of an earlier entry that this refusal cites.
    pub cites: Option<u64>,
    /// The account whose limit stands against it; the domain words it in its own quantities.
    pub limit: Option<Box<LimitHit>>,
}

/// An account limit that a draft would break, in the unit's smallest part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitHit {
    pub account: AccountKey,
    /// The document line that last drew on the account.
    pub line: u32,
    pub available: i128,
    pub requested: i128,
}

impl Refusal {
    /// Makes a refusal that carries its code alone.
    pub const fn new(code: &'static Code) -> Self {
        Self { code, field: None, numbers: Vec::new(), largest_accepted: None, cites: None, limit: None }
    }

    /// Names the input that is refused.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Adds a number that was compared.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.numbers.push(Number { name, value: value.to_string() });
        self
    }

    /// States the largest amount that would be accepted.
    #[must_use]
    pub fn largest(mut self, value: impl fmt::Display) -> Self {
        self.largest_accepted = Some(value.to_string());
        self
    }

    /// Cites the journal entry that this refusal rests on.
    #[must_use]
    pub fn citing(mut self, position: u64) -> Self {
        self.cites = Some(position);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code.text, self.code.meaning)?;
        if let Some(field) = &self.field {
            write!(formatter, " ({field})")?;
        }
        for number in &self.numbers {
            write!(formatter, " {}={}", number.name, number.value)?;
        }
        Ok(())
    }
}

/// Declares the codes of a domain, in the order of the reference, and their list.
macro_rules! codes {
    ($($name:ident, $category:ident, $kind:ident, $rule:literal, $meaning:literal;)*) => {
        $(pub static $name: $crate::kernel::refusal::Code = $crate::kernel::refusal::Code {
            text: stringify!($name),
            category: $crate::kernel::refusal::Category::$category,
            kind: $crate::kernel::refusal::RuleKind::$kind,
            rule: $rule,
            meaning: $meaning,
        };)*
        /// The codes of this domain, in the order of the reference.
        pub static CODES: &[&$crate::kernel::refusal::Code] = &[$(&$name),*];
    };
}
pub(crate) use codes;
