//! A look into a workbook before anything reads it: a ZIP archive can say that it is small and be large, and can hold what
//! no list file needs. Sizes are checked as the directory states them and counted again while every part is unpacked into
//! nothing, so that what reads the workbook afterwards meets no more than was counted here.

use std::io::{Read, Seek, SeekFrom};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::lists::Limits;
use crate::lists::finding::{Code, Finding, ReadError};

/// Parts of a workbook that its reader keeps in memory whole, and how large they may be; the last is for all others
/// but worksheets, which are read as a stream.
const SHARED_TEXTS_BYTES_MAX: u64 = 64 * 1024 * 1024;
const STYLES_BYTES_MAX: u64 = 4 * 1024 * 1024;
const OTHER_PART_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Worksheets shrink to a tenth or a fiftieth; beyond this only what was made to be large does.
const RATIO_MAX: u64 = 200;
const RATIO_COUNTS_FROM_BYTES: u64 = 8 * 1024 * 1024;
/// The end of the directory lies within this many bytes of the file's end.
const TAIL_BYTES: u64 = 22 + 65_535;
const END_OF_DIRECTORY: &[u8] = b"PK\x05\x06";
const END_OF_LARGE_DIRECTORY: &[u8] = b"PK\x06\x07";
const CONTENT_TYPES: &str = "[content_types].xml";

/// More merged cells than this are not looked up one by one.
const MERGED_CELLS_MAX: u64 = 100_000;

/// What the look found that may or may not be a reason to refuse.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// How often the parts speak of merged cells; where those are, the worksheet tells.
    pub(super) mentions_of_merged_cells: u64,
}

pub(super) fn inspect(source: &mut (impl Read + Seek), limits: &Limits) -> Result<Seen, ReadError> {
    check_count_of_parts(source, limits)?;
    source.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(&mut *source).map_err(reason)?;
    if archive.len() > limits.workbook_parts_max {
        return Err(Finding::new(Code::TooManyParts).found(&archive.len().to_string()).into());
    }
    if archive.has_duplicate_names() {
        return Err(Finding::new(Code::DamagedWorkbook).into());
    }
    // Parts that lie on each other are how a small file unpacks to petabytes.
    if archive.has_overlapping_files().map_err(reason)? {
        return Err(Finding::new(Code::ZipBomb).into());
    }
    check_stated_sizes(&mut archive, limits)?;
    let mut seen = Seen::default();
    let mut total = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(reason)?;
        let name = part.name().map_err(reason)?.to_lowercase();
        if let Some(code) = unwanted(&name) {
            return Err(Finding::new(code).found(&name).into());
        }
        let packed = part.compressed_size();
        let most = part_bytes_max(&name, limits).min(limits.inflated_bytes_max.saturating_sub(total));
        let counted = count(&mut part, most, &name, &mut seen)?;
        check_ratio(packed, counted)?;
        total += counted;
    }
    Ok(seen)
}

/// The directory is read into memory by whoever opens the archive, so its length is looked at before.
fn check_count_of_parts(source: &mut (impl Read + Seek), limits: &Limits) -> Result<(), ReadError> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(length.saturating_sub(TAIL_BYTES)))?;
    let mut tail = Vec::new();
    source.by_ref().take(TAIL_BYTES).read_to_end(&mut tail)?;
    if tail.windows(4).any(|window| window == END_OF_LARGE_DIRECTORY) {
        return Err(Finding::new(Code::TooManyParts).into());
    }
    let ends = tail.windows(22).filter(|window| window.starts_with(END_OF_DIRECTORY));
    for end in ends {
        let count = end.get(10..12).and_then(|bytes| <[u8; 2]>::try_from(bytes).ok()).map(u16::from_le_bytes);
        let count = usize::from(count.unwrap_or(u16::MAX));
        if count > limits.workbook_parts_max {
            return Err(Finding::new(Code::TooManyParts).found(&count.to_string()).into());
        }
    }
    Ok(())
}

fn check_stated_sizes<R: Read + Seek>(archive: &mut ZipArchive<R>, limits: &Limits) -> Result<(), ReadError> {
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(reason)?;
        let name = part.name().map_err(reason)?.to_lowercase();
        if part.encrypted() {
            return Err(Finding::new(Code::Encrypted).into());
        }
        total = total.saturating_add(part.size());
        if part.size() > part_bytes_max(&name, limits) || total > limits.inflated_bytes_max {
            return Err(Finding::new(Code::ZipBomb).found(&format!("{name}: {}", part.size())).into());
        }
        check_ratio(part.compressed_size(), part.size())?;
    }
    Ok(())
}

fn check_ratio(packed: u64, unpacked: u64) -> Result<(), Finding> {
    if unpacked > RATIO_COUNTS_FROM_BYTES && unpacked / RATIO_MAX > packed {
        return Err(Finding::new(Code::ZipBomb).found(&format!("{packed}: {unpacked}")));
    }
    Ok(())
}

fn part_bytes_max(name: &str, limits: &Limits) -> u64 {
    let file = name.rsplit('/').next().unwrap_or_default();
    match file {
        "sharedstrings.xml" => SHARED_TEXTS_BYTES_MAX,
        "styles.xml" => STYLES_BYTES_MAX,
        _ if name.contains("/worksheets/") => limits.inflated_bytes_max,
        _ => OTHER_PART_BYTES_MAX,
    }
}

/// What no list file needs, by the names that spreadsheet programs give to such parts.
fn unwanted(name: &str) -> Option<Code> {
    let holds = |texts: &[&str]| texts.iter().any(|text| name.contains(text));
    if holds(&["vbaproject", "macrosheets/", "dialogsheets/"]) {
        Some(Code::Macros)
    } else if holds(&["externallinks/", "connections.xml", "querytables/"]) {
        Some(Code::ExternalLinks)
    } else if holds(&["embeddings/", "activex/", "ctrlprops/"]) {
        Some(Code::EmbeddedObjects)
    } else {
        None
    }
}

/// Unpacks one part into nothing, counts, and looks for two words.
fn count(part: &mut impl Read, most: u64, name: &str, seen: &mut Seen) -> Result<u64, ReadError> {
    let (merged, macros) = (memmem::Finder::new("mergeCell"), memmem::Finder::new("macroEnabled"));
    let mut piece = vec![0; 64 * 1024];
    let mut kept: Vec<u8> = Vec::new();
    let mut counted: u64 = 0;
    loop {
        let length = match part.read(&mut piece) {
            Ok(0) => return Ok(counted),
            Ok(length) => length,
            // What does not unpack is damaged; the file itself was readable before.
            Err(_damage) => return Err(Finding::new(Code::DamagedWorkbook).found(name).into()),
        };
        counted = counted.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        if counted > most {
            return Err(Finding::new(Code::ZipBomb).found(name).into());
        }
        // A word may lie across two pieces.
        let left = kept.len().saturating_sub(macros.needle().len());
        kept.drain(..left);
        kept.extend_from_slice(piece.get(..length).unwrap_or_default());
        if name == CONTENT_TYPES && macros.find(&kept).is_some() {
            return Err(Finding::new(Code::Macros).found(name).into());
        }
        let mentions = u64::try_from(merged.find_iter(&kept).count()).unwrap_or(u64::MAX);
        seen.mentions_of_merged_cells += mentions;
        if seen.mentions_of_merged_cells > MERGED_CELLS_MAX {
            return Err(Finding::new(Code::MergedCells).found(name).into());
        }
    }
}

fn reason(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => ReadError::Fault(error),
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => {
            Finding::new(Code::Encrypted).into()
        }
        _ => Finding::new(Code::DamagedWorkbook).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_no_list_file_needs_are_known_by_their_names() {
        for (name, code) in [
            ("xl/vbaproject.bin", Some(Code::Macros)),
            ("xl/macrosheets/sheet1.xml", Some(Code::Macros)),
            ("xl/externallinks/externallink1.xml", Some(Code::ExternalLinks)),
            ("xl/connections.xml", Some(Code::ExternalLinks)),
            ("xl/embeddings/ole.bin", Some(Code::EmbeddedObjects)),
            ("xl/worksheets/sheet1.xml", None),
        ] {
            assert_eq!(unwanted(name), code, "{name}");
        }
    }
}
