//! Reading durable entries: one at a time, or all in order for a replay.
//!
//! Every read checks the frame's checksum. Reading never waits for the writer.

use super::JournalReader;
use super::fault::JournalFault;
use super::frame::{Decoded, FRAME_ALIGNMENT, FRAME_HEADER_BYTES, Frame, decode_frame};
use super::numbers::{to_u64, to_usize};
use super::segment::{SEGMENT_HEADER_BYTES, Segment, frame_offset};
use super::shared::Location;
use crate::envelope::Envelope;
use crate::payload::{StoredSection, decode_payload};
use std::sync::Arc;

/// A durable entry with both halves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// The bytes that are hashed.
    pub envelope_bytes: Vec<u8>,
    pub envelope: Envelope,
    pub sections: Vec<StoredSection>,
}

impl StoredEntry {
    /// The content of a section, where the entry has it.
    pub fn section(&self, name: &str) -> Option<&[u8]> {
        self.sections.iter().find(|section| section.name == name).map(|section| section.content.as_slice())
    }
}

/// Durable entries in order; ends at the durable size and goes on when asked again after more was written.
#[derive(Debug)]
pub struct Entries {
    reader: JournalReader,
    position: u64,
    /// The segment that is being read and the first position after its entries that `buffer` may hold.
    segment: Option<(Arc<Segment>, u64)>,
    buffer: Vec<u8>,
    /// Where in the segment the buffer starts, and how much of it is used.
    buffer_offset: u64,
    used: usize,
}

const READ_BYTES: usize = 1 << 20;

impl JournalReader {
    /// Reads one entry; `None` where the position is not yet durable.
    pub fn read(&self, position: u64) -> Result<Option<StoredEntry>, JournalFault> {
        let Some(location) = self.shared.locate(position) else { return Ok(None) };
        let (segment, offset) = offset_of(&location, position)?;
        let fault = || JournalFault::file("read the entry", &segment.path);
        let mut bytes = vec![0; FRAME_HEADER_BYTES];
        loop {
            segment.medium.read_exact_at(&mut bytes, offset).map_err(fault())?;
            match decode_frame(&bytes, 0) {
                Decoded::Frame(frame) if frame.position == position => {
                    return stored_entry(&frame, segment, offset).map(Some);
                }
                Decoded::Incomplete { wanted } => bytes.resize(wanted, 0),
                decoded => return Err(damaged(&decoded, position, segment, offset)),
            }
        }
    }

    /// Reads all durable entries from a position on, in order.
    pub fn read_from(&self, position: u64) -> Entries {
        Entries {
            reader: self.clone(),
            position,
            segment: None,
            buffer: Vec::new(),
            buffer_offset: 0,
            used: 0,
        }
    }
}

impl Entries {
    /// Shows the frame at the current position to `take` and steps over it; `None` at the durable size.
    pub(crate) fn next_frame<T>(
        &mut self,
        take: impl FnOnce(&Frame<'_>, &Segment, u64) -> Result<T, JournalFault>,
    ) -> Result<Option<T>, JournalFault> {
        if self.segment.as_ref().is_none_or(|(_, end_position)| self.position >= *end_position)
            && !self.locate()?
        {
            return Ok(None);
        }
        let (segment, _) = self.segment.as_ref().expect("locating found the segment");
        loop {
            let offset = self.buffer_offset + to_u64(self.used);
            match decode_frame(&self.buffer[self.used..], 0) {
                Decoded::Frame(frame) if frame.position == self.position => {
                    let taken = take(&frame, segment, offset)?;
                    self.used += frame.length;
                    self.position += 1;
                    return Ok(Some(taken));
                }
                Decoded::Incomplete { wanted } if offset + to_u64(wanted) <= segment.bytes => {
                    self.buffer.resize(wanted.max(READ_BYTES), 0);
                    let read = segment.medium.read_at_most(&mut self.buffer, offset);
                    let read = read.map_err(JournalFault::file("read the segment", &segment.path))?;
                    self.buffer.truncate(read);
                    (self.buffer_offset, self.used) = (offset, 0);
                    if read < wanted {
                        return Err(damaged(&Decoded::Incomplete { wanted }, self.position, segment, offset));
                    }
                }
                decoded => return Err(damaged(&decoded, self.position, segment, offset)),
            }
        }
    }

    /// Finds the current position and empties the buffer, because what it holds behind may be stale.
    fn locate(&mut self) -> Result<bool, JournalFault> {
        let Some(location) = self.reader.shared.locate(self.position) else { return Ok(false) };
        let (segment, offset) = offset_of(&location, self.position)?;
        (self.buffer_offset, self.used) = (offset, 0);
        self.buffer.clear();
        self.segment = Some((Arc::clone(segment), location.end_position));
        Ok(true)
    }
}

impl Iterator for Entries {
    type Item = Result<StoredEntry, JournalFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_frame(stored_entry).transpose()
    }
}

fn offset_of(location: &Location, position: u64) -> Result<(&Arc<Segment>, u64), JournalFault> {
    let segment = &location.segment;
    let offset = match location.offset {
        Ok(offset) => offset,
        // A reader in order needs no index: it names damage where it meets it.
        Err(_) if position == segment.first_position => frame_offset(SEGMENT_HEADER_BYTES),
        Err(end_position) => segment.offsets_to(end_position)?[to_usize(position - segment.first_position)],
    };
    Ok((segment, u64::from(offset) * to_u64(FRAME_ALIGNMENT)))
}

fn stored_entry(frame: &Frame<'_>, segment: &Segment, offset: u64) -> Result<StoredEntry, JournalFault> {
    let malformed =
        |what| JournalFault::Damaged { position: frame.position, path: segment.path.clone(), offset, what };
    let envelope =
        Envelope::parse_loosely(frame.envelope).ok_or_else(|| malformed("the envelope is malformed"))?;
    let sections =
        decode_payload(frame.payload).map_err(|_malformed| malformed("the payload is malformed"))?;
    Ok(StoredEntry { envelope_bytes: frame.envelope.to_vec(), envelope, sections })
}

fn damaged(decoded: &Decoded<'_>, position: u64, segment: &Segment, offset: u64) -> JournalFault {
    let what = match decoded {
        Decoded::End => "the entry is gone",
        Decoded::Frame(_) => "the frame is of another position",
        Decoded::Incomplete { .. } => "the entry goes past the end of the segment",
        Decoded::Broken { what, .. } => what,
    };
    JournalFault::Damaged { position, path: segment.path.clone(), offset, what }
}
