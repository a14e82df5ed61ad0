//! List files over HTTP: the template, a filled one, and every kind of file that must be refused with a clear answer.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use etown_documents::lists::write_workbook_template;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::call::Call;
use super::zone::{Person, Zone};

const CSV: &str = "text/csv";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const VERSION: &str = "etown-list-lines/1";
const HEADINGS: [&str; 12] = [
    "list",
    "movement",
    "supervision_mode",
    "needs_declaration",
    "trucks",
    "line",
    "item",
    "hs_code",
    "quantity",
    "measure",
    "unit_price",
    "bom_version",
];
const ROW: [&str; 12] = ["L-1", "import", "5034", "no", "", "1", "1", "7403111100", "12.5", "kg", "42.5", ""];

fn csv(rows: &[[&str; 12]]) -> Vec<u8> {
    let mut text = format!("{VERSION}\n{}\n", HEADINGS.join(","));
    for row in rows {
        let _ = writeln!(text, "{}", row.join(","));
    }
    text.into_bytes()
}

fn row_with(column: &str, text: &'static str) -> [&'static str; 12] {
    let mut row = ROW;
    row[HEADINGS.iter().position(|heading| *heading == column).expect("a column")] = text;
    row
}

/// The template with a row.
fn workbook(row: &[&str; 12]) -> Vec<u8> {
    let cell = |(column, text): (char, &&str)| {
        format!("<c r=\"{column}3\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let cells: String = ('A'..='L').zip(row).map(cell).collect();
    with_sheet(|sheet| sheet.replace("</sheetData>", &format!("<row r=\"3\">{cells}</row></sheetData>")))
}

/// The template with another first sheet.
fn with_sheet(change: impl Fn(&str) -> String) -> Vec<u8> {
    repacked(|name, text| if name.ends_with("sheet1.xml") { change(&text) } else { text }, &[])
}

fn repacked(change: impl Fn(&str, String) -> String, added: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let template = write_workbook_template().expect("the template");
    let mut archive = zip::ZipArchive::new(Cursor::new(template)).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        writer.start_file(&name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(change(&name, text).as_bytes()).expect("memory");
    }
    for (name, content) in added {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

fn send(zone: &Zone, kind: &str, bytes: Vec<u8>) -> Call {
    zone.call(Person::Clerk, "POST", "/files/list-lines").bytes(bytes).header("content-type", kind)
}

/// Sends a file that must be refused, checks that nothing changed, and returns the problem.
async fn unreadable(zone: &Zone, kind: &str, bytes: Vec<u8>) -> Value {
    let before = zone.fingerprint();
    let problem = send(zone, kind, bytes).refused(422, "FILE_UNREADABLE").await;
    assert_eq!(zone.fingerprint(), before);
    for finding in problem["findings"].as_array().expect("findings") {
        for text in ["code", "message", "message_chinese"] {
            assert!(finding[text].as_str().is_some_and(|text| !text.is_empty()), "{finding}");
        }
    }
    problem
}

/// The place and code of the only finding.
fn only(problem: &Value) -> (&str, Option<u64>, Option<&str>) {
    let findings = problem["findings"].as_array().expect("findings");
    assert_eq!(findings.len(), 1, "{problem}");
    let finding = &findings[0];
    (finding["code"].as_str().expect("a code"), finding["row"].as_u64(), finding["column"].as_str())
}

#[tokio::test]
async fn a_filled_file_comes_back_as_lists_that_can_be_drafted() {
    let zone = Zone::new().await;
    let book = zone.book("H01012600001").await;
    let rows = [ROW, row_with("line", "2"), row_with("list", "L-2")];
    let from_csv = send(&zone, CSV, csv(&rows)).wants(200).await.json();
    assert_eq!(from_csv["lists"].as_array().map(Vec::len), Some(2));
    let first = &from_csv["lists"][0];
    assert_eq!((&first["reference"], &first["line_rows"]), (&json!("L-1"), &json!([3, 4])));
    let from_workbook = send(&zone, XLSX, workbook(&ROW)).wants(200).await.json();
    assert_eq!(from_workbook["lists"][0]["content"], from_csv["lists"][1]["content"]);
    let mut paper = first["content"].clone();
    paper["book"] = json!(book);
    let list = zone.list(&paper).await;
    let lines = zone.read(Person::Clerk, &format!("/lists/{list}/lines")).await;
    assert_eq!(lines["rows"][1]["quantity"], "12.50000");
}

#[tokio::test]
async fn the_template_is_a_file_without_lists() {
    let zone = Zone::new().await;
    for (format, kind) in [("csv", CSV), ("xlsx", XLSX)] {
        let reply =
            zone.get(Person::Clerk, &format!("/files/list-template?format={format}")).wants(200).await;
        assert_eq!(reply.header("content-type"), kind);
        assert!(reply.header("content-disposition").contains(&format!("etown-lists.{format}")));
        let read = send(&zone, kind, reply.bytes).wants(200).await.json();
        assert_eq!(read, json!({"lists": []}));
    }
    zone.get(Person::Clerk, "/files/list-template?format=ods").refused(400, "QUERY_MALFORMED").await;
    let unnamed = zone.get(Person::Clerk, "/files/list-template").wants(200).await;
    assert_eq!(unnamed.header("content-type"), XLSX);
}

#[tokio::test]
async fn merged_cells_and_formulas_are_named_by_their_place() {
    let zone = Zone::new().await;
    let cells = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B5:C6\"/></mergeCells>";
    let merged = with_sheet(|sheet| sheet.replace("</sheetData>", cells));
    let problem = unreadable(&zone, XLSX, merged).await;
    assert_eq!(only(&problem), ("FILE_HAS_MERGED_CELLS", Some(5), Some("B")));
    assert_eq!(problem["findings"][0]["sheet"], "清单 Lines");
    let formula = with_sheet(|sheet| {
        let row = "<row r=\"3\"><c r=\"I3\"><f>5+7.5</f><v>12.5</v></c></row></sheetData>";
        sheet.replace("</sheetData>", row)
    });
    let problem = unreadable(&zone, XLSX, formula).await;
    let findings = problem["findings"].as_array().expect("findings");
    let found = findings.iter().find(|finding| finding["code"] == "CELL_FORMULA").expect("the formula");
    assert_eq!((&found["row"], &found["column"]), (&json!(3), &json!("quantity")));
}

#[tokio::test]
async fn another_version_of_the_template_is_refused() {
    let zone = Zone::new().await;
    let text = String::from_utf8(csv(&[ROW])).expect("text").replace(VERSION, "etown-list-lines/0");
    let problem = unreadable(&zone, CSV, text.into_bytes()).await;
    assert_eq!(only(&problem), ("FILE_TEMPLATE_VERSION", Some(1), None));
    assert_eq!(problem["findings"][0]["found"], "etown-list-lines/0");
}

#[tokio::test]
async fn ten_million_rows_are_refused_before_they_are_read() {
    let zone = Zone::new().await;
    let mut text = csv(&[]);
    text.extend(b",\n".repeat(5_000_000));
    let problem = unreadable(&zone, CSV, text).await;
    assert_eq!(only(&problem).0, "FILE_TOO_MANY_ROWS");
    let declared = with_sheet(|sheet| {
        let last = "<row r=\"10000000\"><c r=\"A10000000\"><v>1</v></c></row></sheetData>";
        sheet.replace("</sheetData>", last)
    });
    let problem = unreadable(&zone, XLSX, declared).await;
    assert_eq!(only(&problem).0, "FILE_TOO_MANY_ROWS");
}

#[tokio::test]
async fn a_bomb_and_what_only_claims_to_be_a_workbook_are_refused() {
    let zone = Zone::new().await;
    let bomb = repacked(|_, text| text, &[("xl/worksheets/sheet9.xml", vec![0; 64 * 1024 * 1024])]);
    assert!(bomb.len() < 200_000);
    assert_eq!(only(&unreadable(&zone, XLSX, bomb).await).0, "FILE_INFLATES_TOO_LARGE");
    assert_eq!(only(&unreadable(&zone, XLSX, csv(&[ROW])).await).0, "FILE_NOT_A_WORKBOOK");
    let half = b"PK\x03\x04 and nothing behind it".to_vec();
    assert_eq!(only(&unreadable(&zone, XLSX, half).await).0, "FILE_DAMAGED_WORKBOOK");
    assert_eq!(only(&unreadable(&zone, CSV, Vec::new()).await).0, "FILE_EMPTY");
}

#[tokio::test]
async fn a_file_that_is_too_large_or_of_another_type_is_refused_unread() {
    let zone = Zone::new().await;
    send(&zone, CSV, vec![b' '; 16 * 1024 * 1024 + 1]).refused(413, "BODY_TOO_LARGE").await;
    for kind in ["application/json", "application/zip", "text/plain", ""] {
        send(&zone, kind, csv(&[ROW])).refused(415, "FILE_TYPE").await;
    }
    send(&zone, "text/csv; charset=utf-8", csv(&[ROW])).wants(200).await;
}

#[tokio::test]
async fn every_bad_row_is_told_and_more_than_enough_are_counted() {
    let zone = Zone::new().await;
    let rows = [ROW, row_with("quantity", "1.234567"), row_with("measure", "furlong")];
    let problem = unreadable(&zone, CSV, csv(&rows)).await;
    let codes: Vec<&str> = problem["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert!(codes.contains(&"CELL_TOO_MANY_DECIMALS") && codes.contains(&"CELL_NOT_A_MEASURE"), "{codes:?}");
    let mut text = csv(&[]);
    for list in 0..300 {
        text.extend(format!("L-{list},smuggling,5034,no,,1,1,7403111100,1,kg,1,\n").into_bytes());
    }
    let problem = unreadable(&zone, CSV, text).await;
    assert_eq!(problem["findings"].as_array().map(Vec::len), Some(200));
    assert_eq!(problem["findings_left_out"], 100);
}
