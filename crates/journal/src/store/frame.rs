//! The frame of one entry inside a segment, and the judgement of frames that do not hold.
//!
//! A frame whose bytes do not hold is *torn* where an interrupted write explains it (a part that the disk
//! wrote whole or not at all is still zero, or the end is), and *damaged* otherwise. Decoding never panics.

use crate::entry::{ENVELOPE_BYTES_MAX, PAYLOAD_BYTES_MAX};

/// Frames start at multiples of this.
pub(crate) const FRAME_ALIGNMENT: usize = 8;
/// Bytes before the envelope.
pub(crate) const FRAME_HEADER_BYTES: usize = 40;
const TRAILER: [u8; 4] = *b"rFtE";
const MAGIC: [u8; 4] = *b"EtFr";
/// The disk writes so many aligned bytes whole or not at all.
const SECTOR_BYTES: usize = 512;

/// An intact frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    pub position: u64,
    /// Position of the first entry that was written together with this one.
    pub batch_first: u64,
    pub envelope: &'a [u8],
    pub payload: &'a [u8],
    /// Bytes to the next frame.
    pub length: usize,
}

/// What stands at an offset of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoded<'a> {
    /// Zeros: nothing was written here.
    End,
    Frame(Frame<'a>),
    /// More bytes are needed; `wanted` counts from the offset.
    Incomplete {
        wanted: usize,
    },
    /// Bytes that do not hold; `is_torn` where an interrupted write explains them.
    Broken {
        what: &'static str,
        is_torn: bool,
    },
}

/// The length of a frame with these parts.
pub(crate) fn frame_length(envelope_bytes: usize, payload_bytes: usize) -> usize {
    (FRAME_HEADER_BYTES + envelope_bytes + payload_bytes + TRAILER.len()).next_multiple_of(FRAME_ALIGNMENT)
}

/// Completes the frame that starts at `start` of `out`, where room for the header was left before the body.
pub(crate) fn finish_frame(
    out: &mut Vec<u8>,
    start: usize,
    envelope_bytes: usize,
    position: u64,
    batch_first: u64,
) {
    let body = start + FRAME_HEADER_BYTES;
    let payload_bytes = out.len() - body - envelope_bytes;
    let body_crc = crc32c::crc32c(&out[body..]);
    out.resize(start + frame_length(envelope_bytes, payload_bytes) - TRAILER.len(), 0);
    out.extend_from_slice(&TRAILER);
    let envelope_bytes = u16::try_from(envelope_bytes).expect("an envelope has at most 4 KiB");
    let payload_bytes = u32::try_from(payload_bytes).expect("a payload has at most 8 MiB");
    let header = &mut out[start..body];
    header[..4].copy_from_slice(&MAGIC);
    header[4..6].copy_from_slice(&envelope_bytes.to_le_bytes());
    header[6..8].fill(0);
    header[8..12].copy_from_slice(&payload_bytes.to_le_bytes());
    header[12..16].copy_from_slice(&body_crc.to_le_bytes());
    header[16..24].copy_from_slice(&position.to_le_bytes());
    header[24..32].copy_from_slice(&batch_first.to_le_bytes());
    header[32..36].fill(0);
    let header_crc = crc32c::crc32c(&header[..36]);
    header[36..].copy_from_slice(&header_crc.to_le_bytes());
}

/// Decodes what stands at `offset` of the bytes of a segment (or of a part that starts at a sector boundary).
pub fn decode_frame(bytes: &[u8], offset: usize) -> Decoded<'_> {
    let rest = bytes.get(offset..).unwrap_or_default();
    let Some(header) = rest.first_chunk::<FRAME_HEADER_BYTES>() else {
        return Decoded::Incomplete { wanted: FRAME_HEADER_BYTES };
    };
    if header.iter().all(|byte| *byte == 0) {
        return Decoded::End;
    }
    let broken = |what, length| Decoded::Broken { what, is_torn: is_torn(rest, offset, length) };
    let header_crc = crc32c::crc32c(&header[..36]);
    if header[..4] != MAGIC || header[36..] != header_crc.to_le_bytes() {
        // The checksum at the header's end may hold a zero; the envelope behind it begins with text.
        return broken("the frame header does not hold", FRAME_HEADER_BYTES + FRAME_ALIGNMENT);
    }
    let envelope_bytes = usize::from(u16::from_le_bytes([header[4], header[5]]));
    let payload_bytes = u32::from_le_bytes([header[8], header[9], header[10], header[11]]);
    let payload_bytes = usize::try_from(payload_bytes).unwrap_or(usize::MAX);
    if envelope_bytes > ENVELOPE_BYTES_MAX || payload_bytes > PAYLOAD_BYTES_MAX {
        return Decoded::Broken { what: "the frame is larger than any entry", is_torn: false };
    }
    let length = frame_length(envelope_bytes, payload_bytes);
    let Some(frame) = rest.get(..length) else { return Decoded::Incomplete { wanted: length } };
    let body = &frame[FRAME_HEADER_BYTES..FRAME_HEADER_BYTES + envelope_bytes + payload_bytes];
    if !frame.ends_with(&TRAILER) || header[12..16] != crc32c::crc32c(body).to_le_bytes() {
        return broken("the entry's checksum does not hold", length);
    }
    let (envelope, payload) = body.split_at(envelope_bytes);
    let number = |at: usize| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&header[at..at + 8]);
        u64::from_le_bytes(bytes)
    };
    Decoded::Frame(Frame { position: number(16), batch_first: number(24), envelope, payload, length })
}

/// True where an interrupted write explains `length` bytes at `offset`: the end, or the part of a sector, is
/// zero.
fn is_torn(bytes: &[u8], offset: usize, length: usize) -> bool {
    let bytes = &bytes[..length.min(bytes.len())];
    if bytes.iter().rev().take(TRAILER.len()).any(|byte| *byte == 0) {
        return true;
    }
    let first_part = (SECTOR_BYTES - offset % SECTOR_BYTES).min(bytes.len());
    let (first, rest) = bytes.split_at(first_part);
    let is_zero = |part: &[u8]| part.iter().all(|byte| *byte == 0);
    is_zero(first) || rest.chunks(SECTOR_BYTES).any(is_zero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn framed(start: usize, envelope: &[u8], payload: &[u8], position: u64) -> Vec<u8> {
        let mut bytes = vec![0; start + FRAME_HEADER_BYTES];
        bytes.extend_from_slice(envelope);
        bytes.extend_from_slice(payload);
        finish_frame(&mut bytes, start, envelope.len(), position, position);
        bytes
    }

    proptest! {
        #[test]
        fn encode_then_decode_is_identity(
            envelope in prop::collection::vec(any::<u8>(), 0..400), payload: Vec<u8>, position: u64, start in 0_usize..90,
        ) {
            let start = start * FRAME_ALIGNMENT;
            let bytes = framed(start, &envelope, &payload, position);
            let Decoded::Frame(frame) = decode_frame(&bytes, start) else { panic!("a frame is decoded") };
            prop_assert_eq!((frame.position, frame.envelope, frame.payload), (position, &envelope[..], &payload[..]));
            prop_assert_eq!(frame.length, bytes.len() - start);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>, offset in 0_usize..200) {
            let _ = decode_frame(&bytes, offset);
        }

        #[test]
        fn a_flipped_bit_is_damage_and_never_taken_for_a_torn_write(at in 0_usize..1000, bit in 0_u32..8, position: u64) {
            let mut bytes = framed(0, &[b'e'; 250], &[b'p'; 700], position);
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            let decoded = decode_frame(&bytes, 0);
            let is_padding = at >= FRAME_HEADER_BYTES + 950 && at < bytes.len() - 4;
            prop_assert!(is_padding || matches!(decoded, Decoded::Broken { is_torn: false, .. }), "{:?}", decoded);
        }

        #[test]
        fn a_write_that_stopped_anywhere_is_torn_or_nothing(stop in 0_usize..1000) {
            let mut bytes = framed(64, &[b'e'; 250], &[b'p'; 700], 7);
            let stop = 64 + stop % (bytes.len() - 64);
            bytes[stop..].fill(0);
            let decoded = decode_frame(&bytes, 64);
            prop_assert!(
                matches!(decoded, Decoded::End | Decoded::Broken { is_torn: true, .. }), "{} {:?}", stop, decoded
            );
        }

        #[test]
        fn a_lost_sector_is_torn(sector in 0_usize..3) {
            let mut bytes = framed(64, &[b'e'; 250], &[b'p'; 1200], 7);
            let from = (sector * SECTOR_BYTES).max(64);
            let to = ((sector + 1) * SECTOR_BYTES).min(bytes.len());
            bytes[from..to].fill(0);
            let decoded = decode_frame(&bytes, 64);
            prop_assert!(
                matches!(decoded, Decoded::End | Decoded::Broken { is_torn: true, .. }), "{} {:?}", sector, decoded
            );
        }
    }
}
