//! Lists of the wire that have an end: what is longer is refused before it becomes a set, where repetitions would vanish.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

/// Reads at most `MAX` values, repetitions counted, into whatever collects them.
pub(crate) fn at_most<'de, const MAX: usize, T, C, D>(deserializer: D) -> Result<C, D::Error>
where
    T: Deserialize<'de>,
    C: IntoIterator<Item = T> + FromIterator<T>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_seq(Few::<MAX, T>(PhantomData)).map(C::from_iter)
}

struct Few<const MAX: usize, T>(PhantomData<T>);

impl<'de, const MAX: usize, T: Deserialize<'de>> Visitor<'de> for Few<MAX, T> {
    type Value = Vec<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a list of at most {MAX} values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element()? {
            if values.len() == MAX {
                return Err(A::Error::custom(format!("more than {MAX} values")));
            }
            values.push(value);
        }
        Ok(values)
    }
}
