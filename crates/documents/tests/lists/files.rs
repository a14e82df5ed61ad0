//! Files to read, and reading them.

use std::io::{Cursor, Read, Write};

use etown_documents::lists::{
    Code, Column, Encoding, Finding, Limits, ListFile, ReadError, ReadList, TEMPLATE_VERSION,
};
use rust_xlsxwriter::{Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A row that is in order: list, movement, mode, declaration, trucks, line, item, code, quantity, measure, price, version.
pub(crate) const ROW: [&str; 12] =
    ["L-1", "import", "5000", "no", "京A·1", "1", "7", "85423100", "12.5", "kg", "1.25", ""];

/// The row with one column changed.
pub(crate) fn row_with(column: Column, text: &'static str) -> [&'static str; 12] {
    let mut row = ROW;
    let place = Column::ALL.into_iter().position(|known| known == column).expect("a column of the template");
    row[place] = text;
    row
}

pub(crate) fn headings() -> [&'static str; 12] {
    Column::ALL.map(|column| column.word().code)
}

pub(crate) fn csv(rows: &[[&str; 12]]) -> Vec<u8> {
    let mut text = format!("{TEMPLATE_VERSION}\r\n{}\r\n", headings().join(","));
    for row in rows {
        text.push_str(&row.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

pub(crate) fn read_as(
    bytes: &[u8],
    name: &str,
    encoding: Option<Encoding>,
    limits: Limits,
) -> Result<Vec<ReadList>, ReadError> {
    let mut file = ListFile::open(Cursor::new(bytes), name, encoding, limits)?;
    file.lists()?.collect()
}

pub(crate) fn read(bytes: &[u8]) -> Result<Vec<ReadList>, ReadError> {
    read_as(bytes, "lists", None, Limits::default())
}

/// The finding for which the whole file is refused.
pub(crate) fn refused(outcome: Result<Vec<ReadList>, ReadError>) -> Finding {
    match outcome {
        Err(ReadError::Refused(finding)) => finding,
        other => panic!("not refused: {other:?}"),
    }
}

pub(crate) fn file_code(bytes: &[u8]) -> Code {
    refused(read(bytes)).code
}

/// What was found in the only list of a file, with row and column.
pub(crate) fn found(bytes: &[u8]) -> Vec<(Code, u64, String)> {
    let mut lists = read(bytes).expect("a list file");
    assert_eq!(lists.len(), 1);
    let spoilt = lists.remove(0).content.expect_err("the list is spoilt");
    let place =
        |finding: Finding| (finding.code, finding.row.expect("a row"), finding.column.unwrap_or_default());
    spoilt.findings.into_iter().map(place).collect()
}

/// A workbook with version, headings and one row, changed by the test.
pub(crate) fn workbook(change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    change(&mut workbook);
    workbook.save_to_buffer().expect("a workbook")
}

pub(crate) fn fill(sheet: &mut Worksheet) {
    sheet.write(0, 0, TEMPLATE_VERSION).expect("a cell");
    for (place, heading) in (0..).zip(headings()) {
        sheet.write(1, place, heading).expect("a cell");
        sheet.write(2, place, ROW[usize::from(place)]).expect("a cell");
    }
}

/// The same archive with its parts changed one by one; a part for which nothing is returned is left out.
pub(crate) fn repacked(
    bytes: &[u8],
    change: impl Fn(&str, String) -> Option<String>,
    added: &[(&str, &[u8])],
) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        if let Some(changed) = change(&name, text) {
            writer.start_file(name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(changed.as_bytes()).expect("memory");
        }
    }
    for (name, content) in added {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

pub(crate) fn with_parts(added: &[(&str, &[u8])]) -> Vec<u8> {
    repacked(&workbook(|_| {}), |_, text| Some(text), added)
}
