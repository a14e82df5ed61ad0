//! Segment files: preallocated, written with zeros first, then filled with frames from the front.
//!
//! Zeros first make later syncs cheap (no metadata changes) and make an interrupted write recognisable. A
//! segment is never shortened, rewritten or removed here, apart from cutting a torn tail on opening.

use super::fault::JournalFault;
use super::frame::{Decoded, FRAME_ALIGNMENT, Frame, decode_frame};
use super::medium::Medium;
use super::numbers::{to_u64, to_usize};
use super::plan::{FaultPlan, step};
use crate::envelope::JournalId;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The format of segments that this program writes.
pub(crate) const FORMAT: u32 = 1;
/// Bytes before the first frame.
pub(crate) const SEGMENT_HEADER_BYTES: usize = 64;
const MAGIC: &[u8; 8] = b"ETOWNSEG";
static ZEROS: [u8; 1 << 20] = [0; 1 << 20];

/// One open segment.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) first_position: u64,
    pub(crate) bytes: u64,
    pub(crate) path: PathBuf,
    pub(crate) medium: Medium,
    /// Offsets of all frames in units of eight bytes, once the segment is full and someone asked.
    pub(crate) offsets: OnceLock<Vec<u32>>,
}

/// Where a scan of frames ended.
#[derive(Debug)]
pub(crate) struct Scan {
    pub(crate) offsets: Vec<u32>,
    /// Offset after the last intact frame.
    pub(crate) end: usize,
    /// Offset of the first frame of the last batch.
    pub(crate) last_batch: usize,
    /// What stands at `end` where it is neither a frame nor zeros.
    pub(crate) broken: Option<(&'static str, bool)>,
}

/// The name of the segment that starts at a position.
pub(crate) fn file_name(first_position: u64) -> String {
    format!("{first_position:020}.segment")
}

/// Makes a file of zeros, durably.
pub(crate) fn preallocate(path: &Path, bytes: u64) -> Result<File, JournalFault> {
    let fault = || JournalFault::file("preallocate the segment", path);
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path);
    let mut file = file.map_err(fault())?;
    let mut left = bytes;
    while left > 0 {
        let part = left.min(to_u64(ZEROS.len()));
        file.write_all(&ZEROS[..to_usize(part)]).map_err(fault())?;
        left -= part;
    }
    file.sync_all().map_err(fault())?;
    Ok(file)
}

impl Segment {
    /// Turns a file of zeros at `prepared` into the segment that starts at `first_position`.
    pub(crate) fn begin(
        prepared: (File, &Path),
        dir: &Path,
        journal: JournalId,
        first_position: u64,
        faults: Option<&Arc<FaultPlan>>,
    ) -> Result<Self, JournalFault> {
        let (file, prepared_path) = prepared;
        let path = dir.join(file_name(first_position));
        let fault = || JournalFault::file("begin the segment", &path);
        let bytes = file.metadata().map_err(fault())?.len();
        let segment = Self {
            first_position,
            bytes,
            medium: Medium::new(file, faults.cloned()),
            offsets: OnceLock::new(),
            path: path.clone(),
        };
        let mut header = [0; SEGMENT_HEADER_BYTES];
        header[..8].copy_from_slice(MAGIC);
        header[8..12].copy_from_slice(&FORMAT.to_le_bytes());
        header[16..32].copy_from_slice(&journal.0);
        header[32..40].copy_from_slice(&first_position.to_le_bytes());
        header[40..48].copy_from_slice(&bytes.to_le_bytes());
        let crc = crc32c::crc32c(&header[..60]);
        header[60..].copy_from_slice(&crc.to_le_bytes());
        segment.medium.write_all_at(&header, 0).map_err(fault())?;
        segment.medium.sync().map_err(fault())?;
        let plan = faults.map(AsRef::as_ref);
        step(plan).map_err(fault())?;
        std::fs::rename(prepared_path, &path).map_err(fault())?;
        step(plan).map_err(fault())?;
        sync_directory(dir)?;
        Ok(segment)
    }

    /// Opens an existing segment and checks its header.
    pub(crate) fn open(path: PathBuf, faults: Option<Arc<FaultPlan>>) -> Result<Self, JournalFault> {
        let fault = || JournalFault::file("open the segment", &path);
        let file = OpenOptions::new().read(true).write(true).open(&path).map_err(fault())?;
        let bytes = file.metadata().map_err(fault())?.len();
        let medium = Medium::new(file, faults);
        let mut header = [0; SEGMENT_HEADER_BYTES];
        let read = medium.read_at_most(&mut header, 0).map_err(fault())?;
        let unusable =
            |reason: &str| JournalFault::FileUnusable { path: path.clone(), reason: reason.into() };
        if read < header.len() || header[..8] != *MAGIC {
            return Err(unusable("it is not a segment"));
        }
        if header[60..] != crc32c::crc32c(&header[..60]).to_le_bytes() {
            return Err(unusable("the checksum of its header does not hold"));
        }
        let found = u32::from_le_bytes([header[8], header[9], header[10], header[11]]);
        if found > FORMAT {
            return Err(JournalFault::FormatNewer { found, known: FORMAT });
        }
        let mut number = [0; 8];
        number.copy_from_slice(&header[32..40]);
        let first_position = u64::from_le_bytes(number);
        if path.file_name().and_then(|name| name.to_str()) != Some(&file_name(first_position)) {
            return Err(unusable("its name is not its first position"));
        }
        Ok(Self { first_position, bytes, medium, offsets: OnceLock::new(), path })
    }

    /// Reads the whole file.
    pub(crate) fn read_whole(&self) -> Result<Vec<u8>, JournalFault> {
        let mut bytes = vec![0; to_usize(self.bytes)];
        self.medium
            .read_exact_at(&mut bytes, 0)
            .map_err(JournalFault::file("read the segment", &self.path))?;
        Ok(bytes)
    }

    /// Walks the frames from the front, showing each to `each`; ends at zeros, at the end or at broken bytes.
    pub(crate) fn scan(&self, bytes: &[u8], mut each: impl FnMut(&Frame<'_>)) -> Scan {
        let mut scan = Scan { offsets: Vec::new(), end: SEGMENT_HEADER_BYTES, last_batch: 0, broken: None };
        loop {
            let position = self.first_position + to_u64(scan.offsets.len());
            match decode_frame(bytes, scan.end) {
                Decoded::Frame(frame) if frame.position == position => {
                    if frame.batch_first == position || scan.last_batch == 0 {
                        scan.last_batch = scan.end;
                    }
                    each(&frame);
                    scan.offsets.push(frame_offset(scan.end));
                    scan.end += frame.length;
                }
                Decoded::Frame(_) => {
                    scan.broken = Some(("the frame is of another position", false));
                    return scan;
                }
                Decoded::Broken { what, is_torn } => {
                    scan.broken = Some((what, is_torn));
                    return scan;
                }
                Decoded::Incomplete { wanted } if wanted > super::frame::FRAME_HEADER_BYTES => {
                    scan.broken = Some(("the frame goes past the end of the segment", false));
                    return scan;
                }
                Decoded::End | Decoded::Incomplete { .. } => return scan,
            }
        }
    }

    /// The offsets of all frames of a segment that is full, where `end_position` is the next segment's first.
    pub(crate) fn offsets_to(&self, end_position: u64) -> Result<&[u32], JournalFault> {
        if let Some(offsets) = self.offsets.get() {
            return Ok(offsets);
        }
        let bytes = self.read_whole()?;
        let scan = self.scan(&bytes, |_| {});
        if self.first_position + to_u64(scan.offsets.len()) < end_position {
            return Err(self.damaged(&scan));
        }
        Ok(self.offsets.get_or_init(|| scan.offsets))
    }

    /// The fault that names what stands where a scan ended.
    pub(crate) fn damaged(&self, scan: &Scan) -> JournalFault {
        JournalFault::Damaged {
            position: self.first_position + to_u64(scan.offsets.len()),
            path: self.path.clone(),
            offset: to_u64(scan.end),
            what: scan.broken.map_or("an entry is missing", |(what, _)| what),
        }
    }
}

/// An offset in units of the alignment, as the index keeps it.
pub(crate) fn frame_offset(offset: usize) -> u32 {
    u32::try_from(offset / FRAME_ALIGNMENT).expect("a segment has less than 32 GiB")
}

/// Makes the names in a directory durable.
pub(crate) fn sync_directory(dir: &Path) -> Result<(), JournalFault> {
    let fault = || JournalFault::file("make durable", dir);
    File::open(dir).map_err(fault())?.sync_all().map_err(fault())
}

/// Replaces a small file as a whole: a reader, or a start after a power cut, sees the old one or the new one.
pub(crate) fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), JournalFault> {
    replace_file_under(path, bytes, None)
}

/// The same under a plan of failures.
pub(crate) fn replace_file_under(
    path: &Path,
    bytes: &[u8],
    faults: Option<&FaultPlan>,
) -> Result<(), JournalFault> {
    let fault = || JournalFault::file("replace", path);
    let temporary = path.with_extension("tmp");
    let mut file = File::create(&temporary).map_err(fault())?;
    write_under(&mut file, bytes, faults).and_then(|()| file.sync_all()).map_err(fault())?;
    step(faults).and_then(|()| std::fs::rename(&temporary, path)).map_err(fault())?;
    step(faults).map_err(fault())?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Writes a whole file; where a planned failure strikes, half of it.
pub(crate) fn write_under(file: &mut File, bytes: &[u8], faults: Option<&FaultPlan>) -> std::io::Result<()> {
    let planned = step(faults);
    let part = if planned.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
    file.write_all(part)?;
    planned
}
