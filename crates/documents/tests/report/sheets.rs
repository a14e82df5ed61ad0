//! The XLSX form, read back by another library than the one that wrote it.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use etown_documents::Language;
use etown_documents::report::{Figure, Figures, Verdict, write_workbook};
use zip::ZipArchive;

use crate::sample::report;

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

#[test]
fn every_figure_reads_back_as_it_was_given() {
    let content = report(50);
    for language in Language::ALL {
        let bytes = write_workbook(&content, language).unwrap();
        let mut workbook = open(&bytes);
        let range = workbook.worksheet_range(language.pick("全部数据", "All figures")).unwrap();
        assert_eq!(range.height(), content.items.len() + 1);
        for (row, item) in (1..).zip(&content.items) {
            for (column, figure) in (6..).zip(Figure::ALL) {
                let text = item.figures.get(*figure);
                let cell = range.get_value((row, column)).unwrap_or(&Data::Empty);
                let as_given = match cell {
                    Data::Empty => text.is_empty(),
                    Data::Float(number) if text.ends_with('%') => {
                        (number * 100.0 - text.trim_end_matches('%').parse::<f64>().unwrap()).abs() < 1e-9
                    }
                    Data::Float(number) => text.parse() == Ok(*number),
                    _ => false,
                };
                assert!(as_given, "row {row} {}: {text} became {cell:?}", figure.word().code);
            }
        }
    }
}

#[test]
fn a_figure_of_more_digits_than_a_spreadsheet_keeps_is_text() {
    let mut content = report(1);
    content.items[0].figures = Figures::new(|figure| match figure {
        Figure::Opening => "12345678901234.56789".to_owned(),
        Figure::Imported => "1234567890.12345".to_owned(),
        _ => String::new(),
    });
    let bytes = write_workbook(&content, Language::English).unwrap();
    let mut workbook = open(&bytes);
    let range = workbook.worksheet_range("All figures").unwrap();
    assert_eq!(range.get_value((1, 6)), Some(&Data::String("12345678901234.56789".to_owned())));
    assert_eq!(range.get_value((1, 7)), Some(&Data::Float(1_234_567_890.123_45)));
    let overview = workbook.worksheet_range("Overview").unwrap();
    let told = overview.rows().find(|row| row[0] == Data::String("Figures kept as text".to_owned()));
    assert_eq!(told.map(|row| row[1].clone()), Some(Data::Float(1.0)));
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let mut content = report(1);
    content.items[0].name = "=HYPERLINK(\"x\")".to_owned();
    content.items[0].figures = Figures::new(|_| "=1+1".to_owned());
    let bytes = write_workbook(&content, Language::English).unwrap();
    let formulas = open(&bytes).worksheet_formula("All figures").unwrap();
    assert!(formulas.is_empty());
}

#[test]
fn the_sheets_are_set_up_for_reading_and_printing() {
    let bytes = write_workbook(&report(5), Language::Chinese).unwrap();
    assert_eq!(open(&bytes).sheet_names(), ["概览", "全部数据", "差异说明", "计算公式", "适用设定"]);
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet2.xml");
    for wanted in [
        "<pane xSplit=\"4\" ySplit=\"1\"",
        "<autoFilter ",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "&amp;P / &amp;N",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    let workbook = part("xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles"), "{workbook}");
}

#[test]
fn the_overview_counts_the_verdicts_and_names_what_is_unverified() {
    let content = report(50);
    let bytes = write_workbook(&content, Language::English).unwrap();
    let mut workbook = open(&bytes);
    let overview = workbook.worksheet_range("Overview").unwrap();
    for verdict in Verdict::ALL {
        let expected = content.items.iter().filter(|item| item.verdict == verdict).count();
        let row = overview.rows().find(|row| row[0] == Data::String(verdict.word().english.to_owned()));
        assert_eq!(row.map(|row| row[1].to_string()), Some(expected.to_string()));
    }
    let settings = workbook.worksheet_range("Settings used").unwrap();
    let states: Vec<String> = settings.rows().skip(1).map(|row| row[3].to_string()).collect();
    assert_eq!(states, ["Unverified", "Verified"]);
}

#[test]
fn the_same_report_is_the_same_workbook() {
    let write = || write_workbook(&report(20), Language::English).unwrap();
    assert!(write() == write());
}
