//! The journal's segment file as docs/formats.md describes it, read by hand to damage it where it hurts.

const HEADER_BYTES: usize = 64;
const FRAME_HEADER_BYTES: usize = 40;

/// One frame in a segment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) offset: usize,
    pub(crate) length: usize,
    pub(crate) position: u64,
}

fn number(bytes: &[u8], offset: usize, width: usize) -> u64 {
    (0..width).rev().fold(0, |number, index| number << 8 | u64::from(bytes[offset + index]))
}

/// The frames of a segment, in order.
pub(crate) fn frames(segment: &[u8]) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut offset = HEADER_BYTES;
    while segment.get(offset..offset + 4) == Some(b"EtFr".as_slice()) {
        let envelope = number(segment, offset + 4, 2);
        let payload = number(segment, offset + 8, 4);
        let position = number(segment, offset + 16, 8);
        let body = usize::try_from(envelope + payload).expect("a small frame");
        // Rounded up so that the whole is a multiple of 8, with four bytes of mark at its end.
        let length = (FRAME_HEADER_BYTES + body + 4).next_multiple_of(8);
        frames.push(Frame { offset, length, position });
        offset += length;
    }
    frames
}

/// A frame for the next position, as far as it was written when the power failed: its head and half of its body.
pub(crate) fn torn_frame(segment: &[u8], last: Frame) -> Vec<u8> {
    let mut bytes = segment[last.offset..last.offset + last.length / 2].to_vec();
    let next = (last.position + 1).to_le_bytes();
    bytes[16..24].copy_from_slice(&next);
    bytes[24..32].copy_from_slice(&next);
    let check = crc32c(&bytes[..36]).to_le_bytes();
    bytes[36..40].copy_from_slice(&check);
    bytes
}

/// CRC-32C by its definition, bit by bit.
fn crc32c(bytes: &[u8]) -> u32 {
    let mut register = u32::MAX;
    for byte in bytes {
        register ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = register & 1;
            register >>= 1;
            if carry == 1 {
                register ^= 0x82f6_3b78;
            }
        }
    }
    !register
}

#[test]
fn the_checksum_is_the_published_one() {
    assert_eq!(crc32c(b"123456789"), 0xe306_9283);
}
