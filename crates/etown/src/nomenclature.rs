//! Reading a nomenclature from a CSV file: one row a code. A bad row is named by its number and nothing is taken.

use std::collections::BTreeSet;
use std::path::Path;

use etown_domain::kernel::parameters::{Commodity, Nomenclature};
use etown_values::{CivilDate, HsCode};

use crate::problem::Problem;
use crate::progress::Progress;

/// How many bad rows are told at once.
const BAD_ROWS_TOLD_MAX: usize = 5;
const ROWS_MAX: usize = 100_000;
const DESCRIPTION_CHARACTERS_MAX: usize = 2_000;

/// What the columns are called and what the edition is.
pub(crate) struct Reading<'a> {
    pub(crate) edition: &'a str,
    pub(crate) effective_from: CivilDate,
    pub(crate) code_column: &'a str,
    pub(crate) description_column: &'a str,
    /// A row with this in the column of codes is a sum and no code.
    pub(crate) sum_row: &'a str,
}

/// The word that published files put where a sum stands.
pub(crate) const SUM_ROW: &str = "TOTAL";

/// Reads the file whole; the source is its name.
pub(crate) fn read(path: &Path, reading: &Reading<'_>) -> Result<Nomenclature, Problem> {
    let bytes = std::fs::read(path)
        .map_err(|error| Problem::fault(format_args!("reading {}", path.display()), error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let codes = commodities(&bytes, reading).map_err(|reason| Problem::usage(format!("{name}: {reason}")))?;
    Ok(Nomenclature {
        edition: reading.edition.to_owned(),
        effective_from: reading.effective_from,
        source: name,
        codes,
    })
}

fn commodities(bytes: &[u8], reading: &Reading<'_>) -> Result<Vec<Commodity>, String> {
    // Spreadsheets write a mark of three bytes before the first column's name.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let column = |name: &str| {
        let found = headers.iter().position(|header| header == name);
        found.ok_or_else(|| {
            format!("there is no column '{name}'; it has: {}", headers.iter().collect::<Vec<_>>().join(", "))
        })
    };
    let (code_column, description_column) =
        (column(reading.code_column)?, column(reading.description_column)?);
    let total = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let progress = Progress::start("bytes read", total);
    let mut seen = BTreeSet::new();
    let mut codes = Vec::new();
    let mut bad = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let position =
            record.as_ref().ok().and_then(csv::StringRecord::position).map_or(0, csv::Position::byte);
        progress.set(position, total);
        // The first row is that of the column names.
        let row = index + 2;
        if index >= ROWS_MAX {
            return Err(format!("it has more than {ROWS_MAX} rows"));
        }
        let record = record.map_err(|error| format!("row {row}: {error}"));
        if record.as_ref().is_ok_and(|record| record.get(code_column) == Some(reading.sum_row)) {
            continue;
        }
        match record.and_then(|record| commodity(&record, (code_column, description_column), &mut seen, row))
        {
            Ok(commodity) => codes.push(commodity),
            Err(reason) => bad.push(reason),
        }
    }
    if codes.is_empty() && bad.is_empty() {
        return Err("it has no rows".to_owned());
    }
    if bad.is_empty() {
        return Ok(codes);
    }
    let told = bad.iter().take(BAD_ROWS_TOLD_MAX).cloned().collect::<Vec<_>>().join("; ");
    let more = bad.len().saturating_sub(BAD_ROWS_TOLD_MAX);
    let more = if more > 0 { format!("; and {more} more bad rows") } else { String::new() };
    Err(format!("{told}{more}; nothing was imported"))
}

fn commodity(
    record: &csv::StringRecord,
    (code_column, description_column): (usize, usize),
    seen: &mut BTreeSet<HsCode>,
    row: usize,
) -> Result<Commodity, String> {
    let text = record.get(code_column).unwrap_or_default().trim();
    let code: HsCode = text.parse().map_err(|error| format!("row {row}: '{text}': {error}"))?;
    let description = record.get(description_column).unwrap_or_default().trim();
    let length = description.chars().count();
    if length == 0 || length > DESCRIPTION_CHARACTERS_MAX {
        return Err(format!("row {row}: a description has 1 to {DESCRIPTION_CHARACTERS_MAX} characters"));
    }
    if !seen.insert(code) {
        return Err(format!("row {row}: {code} stands twice"));
    }
    Ok(Commodity { code, description: description.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Result<Vec<Commodity>, String> {
        let effective_from = "2022-01-01".parse().unwrap();
        let reading = Reading {
            edition: "E",
            effective_from,
            code_column: "hscode",
            description_column: "description",
            sum_row: SUM_ROW,
        };
        commodities(text.as_bytes(), &reading)
    }

    #[test]
    fn rows_are_read_with_quotes_and_a_leading_mark() {
        let read =
            codes("\u{feff}section,hscode,description\nI,0101,\"Horses, live\"\nI,010121,马\n").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].description, "Horses, live");
    }

    #[test]
    fn bad_rows_are_named_by_their_number_and_nothing_is_taken() {
        let refusal = codes("hscode,description\n0101,a\n01x1,b\n0101,c\n0102,\n").unwrap_err();
        assert!(
            refusal.contains("row 3:") && refusal.contains("row 4:") && refusal.contains("row 5:"),
            "{refusal}"
        );
        assert!(refusal.ends_with("nothing was imported"), "{refusal}");
    }

    #[test]
    fn the_row_of_the_sum_is_no_code() {
        assert_eq!(codes("hscode,description\nTOTAL,Total\n0101,a\n").unwrap().len(), 1);
        assert!(codes("hscode,description\nTotal,Total\n").is_err());
    }

    #[test]
    fn a_missing_column_is_named_with_those_that_are_there() {
        assert_eq!(
            codes("code,description\n0101,a\n").unwrap_err(),
            "there is no column 'hscode'; it has: code, description"
        );
        assert!(codes("hscode,description\n").is_err());
    }
}
