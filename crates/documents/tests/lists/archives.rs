//! Workbooks as archives: bombs, locks and what else may be packed into them.

use std::io::Write;

use etown_documents::lists::{Code, Limits};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::files::{file_code, read, read_as, refused, repacked, with_parts, workbook};

const SHEET: &str = "xl/worksheets/sheet2.xml";

/// A part of zeros, which packs to a thousandth.
fn bomb(bytes: usize) -> Vec<u8> {
    with_parts(&[(SHEET, &vec![0; bytes])])
}

/// Where each entry of the directory begins.
fn entries(bytes: &[u8]) -> Vec<usize> {
    bytes.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x01\x02").map(|(at, _)| at).collect()
}

fn put(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

fn get(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

#[test]
fn a_part_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    assert_eq!(file_code(&bomb(9 * 1024 * 1024)), Code::ZipBomb);
}

#[test]
fn a_directory_that_states_a_small_size_does_not_help_a_bomb() {
    let mut bytes = bomb(9 * 1024 * 1024);
    let entry = *entries(&bytes).last().unwrap();
    put(&mut bytes, entry + 24, 1_000);
    let header = usize::try_from(get(&bytes, entry + 42)).unwrap();
    put(&mut bytes, header + 22, 1_000);
    assert!([Code::ZipBomb, Code::DamagedWorkbook].contains(&file_code(&bytes)));
}

#[test]
fn parts_are_bounded_each_and_together() {
    // Noise does not pack, so that only the sizes speak.
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_le_bytes()[3]
    })
    .take(200_000)
    .collect();
    let bytes = with_parts(&[(SHEET, &noise), ("xl/worksheets/sheet3.xml", &noise)]);
    for inflated_bytes_max in [100_000, 300_000] {
        let limits = Limits { inflated_bytes_max, ..Limits::default() };
        assert_eq!(refused(read_as(&bytes, "lists.xlsx", None, limits)).code, Code::ZipBomb);
    }
    let limits = Limits { inflated_bytes_max: 500_000, ..Limits::default() };
    assert!(read_as(&bytes, "lists.xlsx", None, limits).is_ok());
    let styles = "<!-- -->".repeat(600_000);
    let bytes = repacked(
        &workbook(|_| {}),
        |name, text| Some(if name.ends_with("styles.xml") { styles.clone() } else { text }),
        &[],
    );
    assert_eq!(file_code(&bytes), Code::ZipBomb);
}

#[test]
fn parts_that_lie_on_each_other_are_refused() {
    let mut bytes = workbook(|_| {});
    let entries = entries(&bytes);
    let first = get(&bytes, entries[0] + 42);
    put(&mut bytes, entries[1] + 42, first);
    assert!([Code::ZipBomb, Code::DamagedWorkbook].contains(&file_code(&bytes)));
}

#[test]
fn more_parts_than_a_workbook_needs_are_refused() {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..300 {
        writer.start_file(format!("xl/part{number}.xml"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(file_code(&writer.finish().unwrap().into_inner()), Code::TooManyParts);
    // A directory that states more than there are is not read either.
    let mut bytes = workbook(|_| {});
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    bytes[end + 10..end + 12].copy_from_slice(&60_000_u16.to_le_bytes());
    assert_eq!(file_code(&bytes), Code::TooManyParts);
}

#[test]
fn a_file_that_only_begins_as_an_archive_is_damaged() {
    assert_eq!(file_code(b"PK\x03\x04 and nothing behind it"), Code::DamagedWorkbook);
    let bytes = workbook(|_| {});
    assert_eq!(file_code(&bytes[..bytes.len() / 2]), Code::DamagedWorkbook);

    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("readme.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"an archive of something else").unwrap();
    assert_eq!(file_code(&writer.finish().unwrap().into_inner()), Code::DamagedWorkbook);
}

#[test]
fn every_flipped_byte_is_a_refusal_or_changes_nothing_that_is_read() {
    let bytes = workbook(|_| {});
    let expected = read(&bytes).unwrap();
    for at in (0..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        // Checksums of the parts stand against silent changes; names and times in the directory have none.
        if let Ok(lists) = read(&damaged) {
            assert_eq!(lists, expected, "byte {at}");
        }
    }
}

#[test]
fn macros_links_and_embedded_objects_are_refused() {
    assert_eq!(file_code(&with_parts(&[("xl/vbaProject.bin", b"x")])), Code::Macros);
    assert_eq!(file_code(&with_parts(&[("xl/macrosheets/sheet1.xml", b"x")])), Code::Macros);
    assert_eq!(file_code(&with_parts(&[("xl/externalLinks/externalLink1.xml", b"x")])), Code::ExternalLinks);
    assert_eq!(file_code(&with_parts(&[("xl/connections.xml", b"x")])), Code::ExternalLinks);
    assert_eq!(file_code(&with_parts(&[("xl/embeddings/oleObject1.bin", b"x")])), Code::EmbeddedObjects);
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let macro_kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    let bytes = repacked(&workbook(|_| {}), |_, text| Some(text.replace(kind, macro_kind)), &[]);
    assert_eq!(file_code(&bytes), Code::Macros);
}

#[test]
fn workbooks_under_a_password_and_of_the_old_format_are_told_apart() {
    let mut compound = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    compound.resize(70_000, 0);
    assert_eq!(file_code(&compound), Code::OldWorkbook);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(file_code(&compound), Code::Encrypted);
    // The flag of an entry under a password.
    let mut bytes = workbook(|_| {});
    let entry = entries(&bytes)[0];
    bytes[entry + 8] |= 1;
    let header = usize::try_from(get(&bytes, entry + 42)).unwrap();
    bytes[header + 6] |= 1;
    assert_eq!(file_code(&bytes), Code::Encrypted);
}
