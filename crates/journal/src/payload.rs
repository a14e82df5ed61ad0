//! The payload: the private half of an entry, as salted sections.
//!
//! Each section is hashed with its own random salt, so that a withheld section cannot be guessed from its
//! hash. The hash covers the stored bytes of the section, never a re-encoding.

use crate::digest::{Algorithm, Hash, root_of};
use crate::entry::{
    PAYLOAD_BYTES_MAX, PAYLOAD_HEADER_BYTES, SALT_BYTES, SECTION_HEADER_BYTES, SECTIONS_MAX, Section,
    is_section_name,
};

/// The byte 0 of a leaf, and what separates section hashes from every other hash of the system.
const SECTION_TAG: &[u8] = b"\0etown-section/1\n";

/// A section as it is stored: name, salt and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSection {
    pub name: String,
    pub salt: [u8; SALT_BYTES],
    pub content: Vec<u8>,
}

/// Why bytes are not a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the payload is not well formed")]
pub struct PayloadMalformed;

/// The hash of one salted section: the byte 0, a tag, the salt, the length of the name, the name, the
/// content.
///
/// # Panics
///
/// Panics where the name is longer than 255 bytes, which the limits of sections exclude.
pub fn section_hash(algorithm: Algorithm, salt: &[u8; SALT_BYTES], name: &str, content: &[u8]) -> Hash {
    let name_length = u8::try_from(name.len()).expect("section names have at most 64 bytes");
    algorithm.hash(&[SECTION_TAG, salt, &[name_length], name.as_bytes(), content])
}

/// What the envelope says of the sections whose hashes are given: the root of an RFC 6962 tree over the
/// SHA-256 ones, or SM3 over the byte 1 and the SM3 ones in order.
pub fn payload_digest(algorithm: Algorithm, section_hashes: &[Hash]) -> Hash {
    match algorithm {
        Algorithm::Sha256 => root_of(section_hashes),
        Algorithm::Sm3 => algorithm.hash(&[&[1], section_hashes.as_flattened()]),
    }
}

impl StoredSection {
    /// The salted hash of this section.
    pub fn hash(&self, algorithm: Algorithm) -> Hash {
        section_hash(algorithm, &self.salt, &self.name, &self.content)
    }
}

/// Appends the stored form of `sections`, with the salts in order, to `out`.
///
/// # Panics
///
/// Panics where the sections exceed the limits that [`crate::EntryDraft`] checks.
pub fn encode_payload_into(out: &mut Vec<u8>, sections: &[Section], salts: &[[u8; SALT_BYTES]]) {
    let count = u16::try_from(sections.len()).expect("an entry has at most 64 sections");
    out.extend_from_slice(&count.to_le_bytes());
    for (section, salt) in sections.iter().zip(salts) {
        let content_length = u32::try_from(section.content.len()).expect("a payload has at most 8 MiB");
        out.push(u8::try_from(section.name.len()).expect("section names have at most 64 bytes"));
        out.extend_from_slice(&content_length.to_le_bytes());
        out.extend_from_slice(salt);
        out.extend_from_slice(section.name.as_bytes());
        out.extend_from_slice(&section.content);
    }
}

/// The bytes that [`encode_payload_into`] will append.
pub fn payload_length(sections: &[Section]) -> usize {
    let parts =
        sections.iter().map(|section| SECTION_HEADER_BYTES + section.name.len() + section.content.len());
    PAYLOAD_HEADER_BYTES + parts.sum::<usize>()
}

/// Decodes a stored payload; never panics, whatever the bytes.
pub fn decode_payload(bytes: &[u8]) -> Result<Vec<StoredSection>, PayloadMalformed> {
    if bytes.len() > PAYLOAD_BYTES_MAX {
        return Err(PayloadMalformed);
    }
    decode_sections(bytes).ok_or(PayloadMalformed)
}

fn decode_sections(mut bytes: &[u8]) -> Option<Vec<StoredSection>> {
    let count = usize::from(u16::from_le_bytes(*take::<2>(&mut bytes)?));
    if count > SECTIONS_MAX {
        return None;
    }
    let mut sections = Vec::with_capacity(count);
    for _ in 0..count {
        let name_length = usize::from(take::<1>(&mut bytes)?[0]);
        let content_length = usize::try_from(u32::from_le_bytes(*take::<4>(&mut bytes)?)).ok()?;
        let salt = *take::<SALT_BYTES>(&mut bytes)?;
        let (name, rest) = bytes.split_at_checked(name_length)?;
        let (content, rest) = rest.split_at_checked(content_length)?;
        let name = std::str::from_utf8(name).ok().filter(|name| is_section_name(name))?;
        sections.push(StoredSection { name: name.into(), salt, content: content.into() });
        bytes = rest;
    }
    bytes.is_empty().then_some(sections)
}

fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn encode_then_decode_is_identity(contents in prop::collection::vec(any::<Vec<u8>>(), 1..6), seed: u8) {
            let sections: Vec<Section> = contents
                .iter().enumerate().map(|(index, content)| Section::new(format!("s{index}"), content.clone())).collect();
            let salts: Vec<_> = (0..6_u8).map(|index| [seed ^ index; SALT_BYTES]).collect();
            let mut bytes = Vec::new();
            encode_payload_into(&mut bytes, &sections, &salts);
            prop_assert_eq!(bytes.len(), payload_length(&sections));
            let decoded = decode_payload(&bytes).unwrap();
            prop_assert_eq!(decoded.len(), sections.len());
            for (stored, section) in decoded.iter().zip(&sections) {
                prop_assert_eq!(&stored.content, &section.content);
                prop_assert_eq!(stored.name.as_str(), section.name.as_ref());
            }
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = decode_payload(&bytes);
        }
    }

    #[test]
    fn salt_name_and_content_all_change_the_hash() {
        let hash = |salt, name, content: &str| {
            section_hash(Algorithm::Sha256, &[salt; 16], name, content.as_bytes())
        };
        let base = hash(1, "events", "x");
        assert_ne!(base, hash(2, "events", "x"));
        assert_ne!(base, hash(1, "event", "sx"));
        assert_ne!(base, hash(1, "events", "y"));
    }
}
