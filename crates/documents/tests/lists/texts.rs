//! CSV files.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use encoding_rs::GB18030;
use etown_documents::lists::{
    Code, Column, Encoding, Limits, LineDraft, ListDraft, ListFile, ListWriter, MOVEMENTS, TEMPLATE_VERSION,
    write_csv_template,
};
use etown_values::{Measure, QuantityAmount, UnitPrice};
use proptest::prelude::*;

use crate::files::{ROW, csv, file_code, found, headings, read, read_as, refused, row_with};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("text")
}

#[test]
fn lists_are_read_one_after_another_with_exact_values() {
    let lists = read(&csv(&[
        ROW,
        ["L-1", "", "", "", "", "2", "8", "8542310000", "0.00001", "个", "0", ""],
        ["L-2", "出口", "5010", "是", "", "1", "1001", "85423100", "20", "035", "9.9999", "V1"],
    ]))
    .unwrap();
    assert_eq!(
        lists.iter().map(|list| (list.reference.as_str(), list.first_row, list.rows)).collect::<Vec<_>>(),
        [("L-1", 3, 2), ("L-2", 5, 1)]
    );
    let first = lists[0].content.as_ref().unwrap();
    assert_eq!(
        (first.movement, first.supervision_mode.as_str(), first.needs_declaration),
        ("import", "5000", false)
    );
    assert_eq!(first.trucks, ["京A·1"]);
    assert_eq!(first.lines[0].quantity, QuantityAmount::from_units(1_250_000));
    assert_eq!(first.lines[1].quantity, QuantityAmount::from_units(1));
    assert_eq!(first.lines[1].measure, Measure::PIECE);
    let second = lists[1].content.as_ref().unwrap();
    assert_eq!((second.movement, second.needs_declaration), ("export", true));
    assert_eq!(second.lines[0].bom_version.as_deref(), Some("V1"));
    assert_eq!(second.lines[0].unit_price, UnitPrice::from_units(99_999));
}

#[test]
fn marks_line_ends_and_quotation_marks_of_all_systems_are_read_alike() {
    let plain = csv(&[ROW, row_with(Column::List, "L-2")]);
    let expected = read(&plain).unwrap();
    let unix = text(plain.clone()).replace("\r\n", "\n");
    let quoted = text(plain.clone()).replace("12.5", "\"12.5\"");
    let marked = [b"\xef\xbb\xbf".as_slice(), &plain].concat();
    // Spreadsheets fill the first row with commas.
    let padded = text(plain.clone()).replace(TEMPLATE_VERSION, &format!("{TEMPLATE_VERSION},,,,,,,,,,,"));
    for bytes in [unix.into_bytes(), quoted.into_bytes(), marked, padded.into_bytes()] {
        let lists = read(&bytes).unwrap();
        assert_eq!(
            lists.iter().map(|list| &list.content).collect::<Vec<_>>(),
            expected.iter().map(|list| &list.content).collect::<Vec<_>>()
        );
    }
    let embedded = read(&csv(&[row_with(Column::List, "\"A \"\"1\"\", B\"")])).unwrap();
    assert_eq!(embedded[0].reference, "A \"1\", B");
}

#[test]
fn blank_rows_between_and_behind_are_passed_over() {
    let second = row_with(Column::List, "L-2").join(",");
    for blank in [",,,,,,,,,,,\r\n\r\n", "\n\n", "\r\n ,\n"] {
        for end in ["", "\n", "\r\n", "\n\n\n"] {
            let bytes = format!("{}{blank}{second}{end}", text(csv(&[ROW])));
            let lists = read(bytes.as_bytes()).unwrap();
            let rows: Vec<u64> = lists.iter().map(|list| list.first_row).collect();
            assert_eq!(rows, [3, 6], "{blank:?} {end:?}");
        }
    }
}

#[test]
fn columns_may_change_places_and_headings_may_be_in_either_language() {
    let mut columns: Vec<(&str, &str)> =
        Column::ALL.iter().zip(ROW).map(|(column, cell)| (column.word().chinese, cell)).collect();
    columns.reverse();
    let line = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
        columns.iter().map(pick).collect::<Vec<_>>().join(",")
    };
    let text = format!("{TEMPLATE_VERSION}\n{}\n{}\n", line(|column| column.0), line(|column| column.1));
    assert_eq!(read(text.as_bytes()).unwrap()[0].content, read(&csv(&[ROW])).unwrap()[0].content);
}

#[test]
fn gb18030_is_read_where_its_headings_are_chinese_or_where_it_is_named() {
    let chinese = Column::ALL.map(|column| column.word().chinese).join(",");
    let utf8 = format!("{TEMPLATE_VERSION}\n{chinese}\n{}\n", ROW.join(","));
    let (bytes, _, _) = GB18030.encode(&utf8);
    assert_eq!(read(&bytes).unwrap(), read(utf8.as_bytes()).unwrap());
    let english = text(csv(&[ROW]));
    let (bytes, _, _) = GB18030.encode(&english);
    let refusal = refused(read(&bytes));
    assert_eq!((refusal.code, refusal.row), (Code::Encoding, Some(3)));
    let named = read_as(&bytes, "lists.csv", Some(Encoding::Gb18030), Limits::default()).unwrap();
    assert_eq!(named, read(english.as_bytes()).unwrap());
}

#[test]
fn text_in_another_encoding_is_refused() {
    let utf16: Vec<u8> = text(csv(&[ROW])).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(file_code(&[b"\xff\xfe".to_vec(), utf16.clone()].concat()), Code::Encoding);
    assert_eq!(file_code(&utf16), Code::NotText);
    let damaged = text(csv(&[ROW])).replace('京', "?").into_bytes();
    let damaged: Vec<u8> = damaged.into_iter().map(|byte| if byte == b'?' { 0xff } else { byte }).collect();
    assert_eq!(file_code(&damaged), Code::Encoding);
    let outcome = read_as(&damaged, "lists.csv", Some(Encoding::Gb18030), Limits::default());
    assert_eq!(refused(outcome).code, Code::Encoding);
}

#[test]
fn a_file_of_nothing_or_of_something_else_is_refused() {
    assert_eq!(file_code(b""), Code::EmptyFile);
    assert_eq!(file_code(b"a\0b"), Code::NotText);
    assert_eq!(refused(read_as(b"text", "lists.xlsx", None, Limits::default())).code, Code::NotAWorkbook);
    let limits = Limits { file_bytes_max: 100, ..Limits::default() };
    assert_eq!(refused(read_as(&csv(&[ROW]), "lists.csv", None, limits)).code, Code::TooLarge);
}

#[test]
fn another_version_of_the_template_is_refused() {
    for version in ["etown-list-lines/2", "", "list,movement", "etown-list-lines/1,x"] {
        let refusal = refused(read(text(csv(&[ROW])).replace(TEMPLATE_VERSION, version).as_bytes()));
        assert_eq!((refusal.code, refusal.row), (Code::TemplateVersion, Some(1)), "{version}");
    }
    let only_version = format!("{TEMPLATE_VERSION}\n");
    assert_eq!(file_code(only_version.as_bytes()), Code::NoHeadings);
    let semicolons =
        text(csv(&[ROW])).replace(',', ";").replace(TEMPLATE_VERSION, &format!("{TEMPLATE_VERSION};;;"));
    assert_eq!(file_code(semicolons.as_bytes()), Code::Separator);
}

#[test]
fn headings_that_are_unknown_missing_or_repeated_are_named() {
    for (from, to, code, column) in [
        ("unit_price", "price", Code::UnknownColumn, "price"),
        ("bom_version", "version", Code::UnknownColumn, "version"),
        ("bom_version", "", Code::MissingColumn, "bom_version"),
        ("bom_version", "item", Code::RepeatedColumn, "item"),
        ("bom_version", "序号", Code::UnknownColumn, "序号"),
    ] {
        let refusal = refused(read(text(csv(&[ROW])).replacen(from, to, 1).as_bytes()));
        assert_eq!(refusal.code, code, "{to}");
        assert_eq!(refusal.row, Some(2));
        assert_eq!(refusal.column.as_deref(), Some(column), "{to}");
    }
}

#[test]
fn a_cell_that_cannot_be_read_spoils_its_list_and_no_other() {
    let rows = [row_with(Column::Quantity, "\"1,250.5\""), row_with(Column::List, "L-2")];
    let lists = read(&csv(&rows)).unwrap();
    assert!(lists[1].content.is_ok());
    let spoilt = lists[0].content.as_ref().unwrap_err();
    assert_eq!(spoilt.findings.len(), 1);
    let finding = &spoilt.findings[0];
    assert_eq!(
        (finding.code, finding.row, finding.column.as_deref(), finding.found.as_deref()),
        (Code::ThousandsSeparator, Some(3), Some("quantity"), Some("1,250.5"))
    );
}

#[test]
fn what_is_wrong_with_a_row_is_told_at_once_with_its_columns() {
    for (column, cell, code) in [
        (Column::List, "", Code::Missing),
        (Column::Movement, "", Code::Missing),
        (Column::Quantity, "=1+1", Code::Formula),
        (Column::List, "@SUM(A1)", Code::Formula),
        (Column::List, "\"two\nlines\"", Code::ControlCharacter),
        (Column::BomVersion, "a\u{202e}b", Code::ControlCharacter),
    ] {
        assert_eq!(
            found(&csv(&[row_with(column, cell)])),
            [(code, 3, column.word().code.to_owned())],
            "{cell}"
        );
    }
    let mut row = ROW;
    (row[7], row[9], row[10]) = ("854", "stone", "free");
    let codes: Vec<Code> = found(&csv(&[row])).into_iter().map(|finding| finding.0).collect();
    assert_eq!(codes, [Code::NotACode, Code::NotAMeasure, Code::NotADecimal]);
}

#[test]
fn a_value_outside_the_columns_is_met() {
    let bytes = text(csv(&[ROW])).replace("1.25,", "1.25,,note");
    assert_eq!(found(bytes.as_bytes())[0].0, Code::TooManyCells);
}

#[test]
fn rows_of_a_list_agree_and_number_their_lines_once() {
    let mut other = ROW;
    (other[1], other[5]) = ("export", "2");
    assert_eq!(found(&csv(&[ROW, other])), [(Code::HeadDiffers, 4, "movement".to_owned())]);
    assert_eq!(found(&csv(&[ROW, ROW])), [(Code::RepeatedLine, 4, "line".to_owned())]);
    let mut second = ROW;
    second[5] = "2";
    let limits = Limits { lines_of_a_list_max: 1, ..Limits::default() };
    let lists = read_as(&csv(&[ROW, second]), "lists.csv", None, limits).unwrap();
    assert_eq!(lists[0].content.as_ref().unwrap_err().findings[0].code, Code::ListTooLong);
}

#[test]
fn a_list_whose_rows_are_apart_ends_the_reading_at_its_row() {
    let refusal = refused(read(&csv(&[ROW, row_with(Column::List, "L-2"), row_with(Column::Line, "2")])));
    assert_eq!(
        (refusal.code, refusal.row, refusal.found.as_deref()),
        (Code::ListNotTogether, Some(5), Some("L-1"))
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_does_not_fill_the_memory() {
    let row = ROW.join(",");
    let bytes =
        format!("{}{}", text(csv(&[row_with(Column::List, "\"L-1")])), format!("{row}\r\n").repeat(20_000));
    assert_eq!(file_code(bytes.as_bytes()), Code::RowTooLong);
    let short = csv(&[row_with(Column::List, "\"L-1")]);
    assert_eq!(found(&short)[0].0, Code::ControlCharacter);
}

#[test]
fn the_template_is_a_list_file_without_lists() {
    let mut bytes = Vec::new();
    write_csv_template(&mut bytes).unwrap();
    assert_eq!(read(&bytes).unwrap(), []);
    assert!(text(bytes).contains(&headings().join(",")));
}

/// A file of ten million rows that is made while it is read.
struct TenMillionRows {
    start: Vec<u8>,
    row: &'static [u8],
    at: usize,
    /// How far reading went after the last return to the beginning.
    furthest: usize,
}

impl TenMillionRows {
    fn length(&self) -> usize {
        self.start.len() + self.row.len() * 10_000_000
    }
}

impl Read for TenMillionRows {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        let wanted = (self.length() - self.at).min(output.len());
        let mut filled = 0;
        while filled < wanted {
            let rest = match self.start.get(self.at..) {
                Some(rest) if !rest.is_empty() => rest,
                _ => &self.row[(self.at - self.start.len()) % self.row.len()..],
            };
            let length = rest.len().min(wanted - filled);
            output[filled..filled + length].copy_from_slice(&rest[..length]);
            filled += length;
            self.at += length;
        }
        self.furthest = self.furthest.max(self.at);
        Ok(filled)
    }
}

impl Seek for TenMillionRows {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(0) => 0,
            SeekFrom::End(0) => self.length(),
            other => return Err(io::Error::other(format!("{other:?} is not asked for"))),
        };
        if self.at == 0 {
            self.furthest = 0;
        }
        u64::try_from(self.at).map_err(io::Error::other)
    }
}

#[test]
fn ten_million_rows_are_refused_where_the_limit_is_and_not_read_further() {
    let mut file = TenMillionRows { start: csv(&[]), row: b",,,,,,,,,,,\n", at: 0, furthest: 0 };
    let limits = Limits { rows_max: 50_000, ..Limits::default() };
    let mut opened = ListFile::open(&mut file, "lists.csv", None, limits).unwrap();
    let refusal = refused(opened.lists().and_then(|mut lists| lists.by_ref().collect()));
    assert_eq!((refusal.code, refusal.row), (Code::TooManyRows, Some(50_001)));
    drop(opened);
    assert!(file.furthest < 2_000_000, "{} bytes were read", file.furthest);
}

prop_compose! {
    fn any_line()(number in 1_u32.., item in 1_u32.., code in "[0-9]{8}", quantity in any::<i64>(), measure in 0..Measure::ALL.len(), price in any::<i64>(), version in proptest::option::of("[A-Za-z0-9.京·-]{1,20}")) -> LineDraft {
        LineDraft {
            number,
            item,
            hs_code: code.parse().expect("eight digits"),
            quantity: QuantityAmount::from_units(quantity.into()),
            measure: Measure::ALL[measure],
            unit_price: UnitPrice::from_units(price.into()),
            bom_version: version,
        }
    }
}

prop_compose! {
    fn any_list()(movement in 0..MOVEMENTS.len(), mode in "[0-9]{4}", needs_declaration: bool, trucks in proptest::collection::btree_set("[京沪][A-Z]·[0-9]{5}", 0..4), lines in proptest::collection::btree_map(1_u32..2_000, any_line(), 1..20)) -> ListDraft {
        ListDraft {
            reference: String::new(),
            movement: MOVEMENTS[movement].code,
            supervision_mode: mode,
            needs_declaration,
            trucks: trucks.into_iter().collect(),
            lines: lines.into_iter().map(|(number, line)| LineDraft { number, ..line }).collect(),
        }
    }
}

proptest! {
    #[test]
    fn lists_that_were_written_are_read_as_they_were(drafts in proptest::collection::vec(any_list(), 0..5)) {
        let drafts: Vec<ListDraft> = (1..).zip(drafts).map(|(number, draft)| ListDraft { reference: format!("清单 \"{number}\", a"), ..draft }).collect();
        let mut writer = ListWriter::new(Cursor::new(Vec::new())).unwrap();
        for draft in &drafts {
            writer.write(draft).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let lists: Vec<ListDraft> = read(&bytes).unwrap().into_iter().map(|list| list.content.unwrap()).collect();
        prop_assert_eq!(lists, drafts);
    }

    #[test]
    fn no_bytes_whatever_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes);
        let _ = read(&[csv(&[ROW]), bytes].concat());
    }
}
