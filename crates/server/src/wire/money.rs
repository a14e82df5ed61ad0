//! Money on the wire: with its currency, or as an amount in yuan where nothing else can be meant.

use etown_values::{Currency, Money};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

use super::schema;

/// An amount with its currency, as many decimals as the currency has.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Money)]
pub(crate) struct MoneyOut {
    #[schema(value_type = schema::DecimalText)]
    amount: String,
    #[schema(value_type = schema::Currency)]
    currency: String,
}

impl From<Money> for MoneyOut {
    fn from(money: Money) -> Self {
        Self { amount: money.amount_text(), currency: money.currency.to_string() }
    }
}

/// An amount in yuan, written with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Yuan(pub(crate) Money);

impl Yuan {
    pub(crate) const fn from_fen(fen: i128) -> Self {
        Self(Money::new(fen, Currency::CNY))
    }
}

impl<'de> Deserialize<'de> for Yuan {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Money::parse(&text, Currency::CNY).map(Self).map_err(D::Error::custom)
    }
}

impl Serialize for Yuan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.amount_text())
    }
}
