//! How amounts and dates of movements stand in columns: as numbers, which are small and fast; an amount that 64 bits do
//! not hold as decimal text. Nothing may be added up in SQL.

use etown_values::CivilDate;
use rusqlite::Row;
use rusqlite::types::{Type, Value, ValueRef};

/// An amount in the unit's smallest part as it is written.
pub(crate) fn amount_value(amount: i128) -> Value {
    i64::try_from(amount).map_or_else(|_larger| Value::Text(amount.to_string()), Value::Integer)
}

/// Reads an amount in the unit's smallest part.
pub(crate) fn amount(row: &Row<'_>, column: usize) -> rusqlite::Result<i128> {
    if let ValueRef::Integer(amount) = row.get_ref(column)? {
        return Ok(amount.into());
    }
    let text: String = row.get(column)?;
    text.parse().map_err(|error: std::num::ParseIntError| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}

/// A date as a number such as 20260930; their order is that of the dates.
pub(crate) fn date_number(date: CivilDate) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Reads a date from its number.
pub(crate) fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<CivilDate> {
    let number: i64 = row.get(column)?;
    date_of(number).ok_or(rusqlite::Error::IntegralValueOutOfRange(column, number))
}

fn date_of(number: i64) -> Option<CivilDate> {
    let year = i16::try_from(number / 10_000).ok()?;
    let month = i8::try_from(number / 100 % 100).ok()?;
    let day = i8::try_from(number % 100).ok()?;
    CivilDate::new(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_comes_back_from_its_number_and_what_is_none_does_not() {
        for date in [CivilDate::MIN, CivilDate::MAX, "2026-09-30".parse().unwrap()] {
            assert_eq!(date_of(date_number(date)), Some(date));
        }
        for number in [0, -20_260_930, 20_261_301, 20_260_931, i64::MAX] {
            assert_eq!(date_of(number), None);
        }
    }

    #[test]
    fn an_amount_of_any_size_comes_back_whole() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE it (amount ANY NOT NULL) STRICT").unwrap();
        for wanted in [0, -1, i64::MAX.into(), i128::from(i64::MAX) + 1, i128::MAX, i128::MIN] {
            connection.execute("INSERT INTO it VALUES (?1)", [amount_value(wanted)]).unwrap();
            let read = connection.query_row("DELETE FROM it RETURNING amount", [], |row| amount(row, 0));
            assert_eq!(read, Ok(wanted));
        }
    }
}
