//! XLSX workbooks.

use etown_documents::lists::{Code, Column, Limits, write_workbook_template};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::files::{ROW, csv, file_code, fill, found, read, read_as, refused, repacked, workbook};

fn place(column: Column) -> u16 {
    let known = (0..).zip(Column::ALL).find(|(_, known)| *known == column);
    known.expect("a column of the template").0
}

#[test]
fn a_workbook_reads_as_the_same_rows_in_csv_do() {
    assert_eq!(read(&workbook(|_| {})).unwrap(), read(&csv(&[ROW])).unwrap());
}

#[test]
fn numbers_of_a_spreadsheet_are_taken_where_they_are_exact() {
    let bytes = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write(2, place(Column::SupervisionMode), 5000).unwrap();
        sheet.write(2, place(Column::NeedsDeclaration), false).unwrap();
        sheet.write(2, place(Column::Line), 1).unwrap();
        sheet.write(2, place(Column::Item), 7).unwrap();
        sheet.write(2, place(Column::HsCode), 85_423_100).unwrap();
        sheet.write(2, place(Column::Quantity), 12.5).unwrap();
        sheet.write(2, place(Column::UnitPrice), 1.25).unwrap();
    });
    assert_eq!(read(&bytes).unwrap(), read(&csv(&[ROW])).unwrap());
    let bytes = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write(2, place(Column::Quantity), 0.1 + 0.2).unwrap();
    });
    assert_eq!(found(&bytes), [(Code::InexactNumber, 3, "quantity".to_owned())]);
}

#[test]
fn the_template_is_a_list_file_without_lists_and_always_the_same() {
    let template = write_workbook_template().unwrap();
    assert_eq!(read(&template).unwrap(), []);
    assert_eq!(template, write_workbook_template().unwrap());
}

#[test]
fn merged_cells_are_named_by_the_first_of_them() {
    let bytes = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.merge_range(4, 1, 5, 2, "merged", &Format::new()).unwrap();
    });
    let refusal = refused(read(&bytes));
    assert_eq!(refusal.code, Code::MergedCells);
    assert_eq!(
        (refusal.row, refusal.column.as_deref(), refusal.sheet.as_deref()),
        (Some(5), Some("B"), Some("Sheet1"))
    );
}

#[test]
fn more_merged_cells_than_anyone_makes_are_not_looked_up() {
    let many = "<mergeCell ref=\"A1:B1\"/>".repeat(100_001);
    let bytes = repacked(
        &workbook(|_| {}),
        |name, text| {
            Some(if name.ends_with("sheet1.xml") {
                text.replace("</sheetData>", &format!("</sheetData><mergeCells>{many}</mergeCells>"))
            } else {
                text
            })
        },
        &[],
    );
    assert_eq!(file_code(&bytes), Code::MergedCells);
}

#[test]
fn a_formula_is_never_read_as_its_value() {
    let bytes = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write_formula(2, place(Column::Quantity), Formula::new("=5+7.5").set_result("12.5")).unwrap();
    });
    assert_eq!(found(&bytes), [(Code::Formula, 3, "quantity".to_owned())]);
    let in_headings = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.write_formula(1, 3, Formula::new("=\"trucks\"").set_result("trucks")).unwrap();
    });
    assert_eq!(file_code(&in_headings), Code::NoHeadings);
}

#[test]
fn a_date_that_a_spreadsheet_made_of_a_text_is_refused() {
    let bytes = workbook(|book| {
        let sheet = book.worksheet_from_index(0).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 4).unwrap();
        let format = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(2, place(Column::BomVersion), &date, &format).unwrap();
    });
    assert_eq!(found(&bytes), [(Code::Date, 3, "bom_version".to_owned())]);
}

#[test]
fn another_version_and_unknown_headings_are_refused_in_workbooks_too() {
    let other = workbook(|book| {
        book.worksheet_from_index(0).unwrap().write(0, 0, "etown-list-lines/9").unwrap();
    });
    assert_eq!(file_code(&other), Code::TemplateVersion);
    let unknown = workbook(|book| {
        book.worksheet_from_index(0).unwrap().write(1, 12, "remarks").unwrap();
    });
    let refusal = refused(read(&unknown));
    assert_eq!((refusal.code, refusal.sheet.as_deref()), (Code::UnknownColumn, Some("Sheet1")));
    let mut empty = Workbook::new();
    empty.add_worksheet();
    assert_eq!(file_code(&empty.save_to_buffer().unwrap()), Code::EmptyFile);
}

#[test]
fn a_sheet_that_does_not_show_or_is_not_of_the_template_is_refused() {
    let hidden = workbook(|book| {
        book.add_worksheet().set_hidden(true);
    });
    assert_eq!(file_code(&hidden), Code::HiddenSheet);
    let very_hidden = workbook(|book| {
        book.add_worksheet().set_very_hidden(true);
    });
    assert_eq!(file_code(&very_hidden), Code::HiddenSheet);
    let second = workbook(|book| fill(book.add_worksheet().set_name("more").unwrap()));
    let refusal = refused(read(&second));
    assert_eq!((refusal.code, refusal.sheet.as_deref()), (Code::UnknownSheet, Some("more")));
}

#[test]
fn a_value_far_to_the_right_is_met_and_a_format_there_is_not() {
    let far = workbook(|book| {
        book.worksheet_from_index(0).unwrap().write(2, 5_000, "note").unwrap();
    });
    assert_eq!(file_code(&far), Code::TooManyCells);
    let formatted = workbook(|book| {
        let bold = Format::new().set_bold();
        book.worksheet_from_index(0).unwrap().write_blank(2, 5_000, &bold).unwrap();
    });
    assert!(read(&formatted).unwrap()[0].content.is_ok());
}

fn with_sheet_data(change: impl Fn(&str) -> String) -> Vec<u8> {
    repacked(
        &workbook(|_| {}),
        |name, text| Some(if name.ends_with("sheet1.xml") { change(&text) } else { text }),
        &[],
    )
}

#[test]
fn rows_beyond_what_a_sheet_can_have_are_refused_whether_numbered_or_not() {
    let numbered = with_sheet_data(|text| {
        text.replace("</sheetData>", "<row r=\"10000000\"><c r=\"A10000000\"><v>1</v></c></row></sheetData>")
    });
    assert_eq!(file_code(&numbered), Code::TooManyRows);
    let rows = "<row><c t=\"inlineStr\"><is><t> </t></is></c></row>".repeat(2_000);
    let unnumbered = with_sheet_data(|text| text.replace("</sheetData>", &format!("{rows}</sheetData>")));
    let limits = Limits { rows_max: 1_000, ..Limits::default() };
    let refusal = refused(read_as(&unnumbered, "lists.xlsx", None, limits));
    assert_eq!((refusal.code, refusal.row), (Code::TooManyRows, Some(1_001)));
}

#[test]
fn cells_out_of_order_are_refused() {
    let bytes = with_sheet_data(|text| {
        text.replace("</sheetData>", "<row r=\"3\"><c r=\"A3\"><v>1</v></c></row></sheetData>")
    });
    assert_eq!(file_code(&bytes), Code::RowsOutOfOrder);
}

#[test]
fn a_workbook_whose_parts_contradict_each_other_is_damaged() {
    let bytes = with_sheet_data(|text| text.replace("<v>0</v>", "<v>99999</v>"));
    assert_eq!(file_code(&bytes), Code::DamagedWorkbook);
    let cut = with_sheet_data(|text| text[..text.len() / 2].to_owned());
    assert_eq!(file_code(&cut), Code::DamagedWorkbook);
}
