//! What the writer hands to the journal: sections and the draft of an entry, with their limits.
//!
//! A draft that exceeds a limit is refused here, before anything is written, so that an append can never
//! fail for the shape of its content. This module must never look inside a section.

use std::borrow::Cow;

/// Most bytes of an envelope (the Merkle leaf).
pub const ENVELOPE_BYTES_MAX: usize = 4 * 1024;
/// Most bytes of an encoded payload.
pub const PAYLOAD_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Most sections of one entry.
pub const SECTIONS_MAX: usize = 64;
/// Most bytes of a section's name.
pub const SECTION_NAME_BYTES_MAX: usize = 64;
/// Bytes of the random salt of each section.
pub const SALT_BYTES: usize = 16;

/// Bytes that a payload spends on its section count.
pub(crate) const PAYLOAD_HEADER_BYTES: usize = 2;
/// Bytes that a payload spends on one section beside its name and content.
pub(crate) const SECTION_HEADER_BYTES: usize = 1 + 4 + SALT_BYTES;

/// A named part of an entry that a receipt can disclose or withhold by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub name: Cow<'static, str>,
    pub content: Vec<u8>,
}

impl Section {
    /// Makes a section; names in use are `command`, `actor`, `events` and `parameters`.
    pub fn new(name: impl Into<Cow<'static, str>>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: content.into() }
    }
}

/// An entry before it has a position: the instant the writer stamped and its sections, within all limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    instant_microseconds: i64,
    sections: Vec<Section>,
}

/// Why a draft cannot become an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftRefusal {
    #[error("the entry has no section")]
    NoSection,
    #[error("the entry has {count} sections; at most {max} are accepted")]
    TooManySections { count: usize, max: usize },
    #[error("the section name {name:?} is not 1 to 64 of a-z, 0-9, '_', '-', '.'")]
    SectionName { name: String },
    #[error("the section {name:?} occurs twice")]
    SectionTwice { name: String },
    #[error("the payload has {bytes} bytes; at most {max} are accepted")]
    PayloadTooLarge { bytes: usize, max: usize },
}

impl DraftRefusal {
    /// The stable code of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSection => "entry_without_section",
            Self::TooManySections { .. } => "entry_with_too_many_sections",
            Self::SectionName { .. } => "section_name_invalid",
            Self::SectionTwice { .. } => "section_name_twice",
            Self::PayloadTooLarge { .. } => "payload_too_large",
        }
    }
}

impl EntryDraft {
    /// Checks the limits and makes a draft. `instant_microseconds` counts from 1970-01-01T00:00:00Z.
    pub fn new(instant_microseconds: i64, sections: Vec<Section>) -> Result<Self, DraftRefusal> {
        if sections.is_empty() {
            return Err(DraftRefusal::NoSection);
        }
        if sections.len() > SECTIONS_MAX {
            return Err(DraftRefusal::TooManySections { count: sections.len(), max: SECTIONS_MAX });
        }
        let mut bytes = PAYLOAD_HEADER_BYTES;
        for (index, section) in sections.iter().enumerate() {
            if !is_section_name(&section.name) {
                return Err(DraftRefusal::SectionName { name: section.name.clone().into_owned() });
            }
            if sections[..index].iter().any(|earlier| earlier.name == section.name) {
                return Err(DraftRefusal::SectionTwice { name: section.name.clone().into_owned() });
            }
            bytes += SECTION_HEADER_BYTES + section.name.len() + section.content.len();
        }
        if bytes > PAYLOAD_BYTES_MAX {
            return Err(DraftRefusal::PayloadTooLarge { bytes, max: PAYLOAD_BYTES_MAX });
        }
        Ok(Self { instant_microseconds, sections })
    }

    pub fn instant_microseconds(&self) -> i64 {
        self.instant_microseconds
    }

    pub fn sections(&self) -> &[Section] {
        &self.sections
    }
}

/// True where `name` is 1 to 64 of `a-z`, `0-9`, `_`, `-`, `.`.
pub fn is_section_name(name: &str) -> bool {
    let is_allowed = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.');
    !name.is_empty() && name.len() <= SECTION_NAME_BYTES_MAX && name.bytes().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(sections: Vec<Section>) -> &'static str {
        EntryDraft::new(1, sections).expect_err("the draft is refused").code()
    }

    #[test]
    fn a_draft_outside_a_limit_is_refused_with_a_stable_code() {
        assert_eq!(refusal(vec![]), "entry_without_section");
        assert_eq!(refusal(vec![Section::new("Command", "x")]), "section_name_invalid");
        assert_eq!(refusal(vec![Section::new("", "x")]), "section_name_invalid");
        assert_eq!(refusal(vec![Section::new("a", "x"), Section::new("a", "y")]), "section_name_twice");
        let many = (0..65).map(|index| Section::new(format!("s{index}"), "")).collect();
        assert_eq!(refusal(many), "entry_with_too_many_sections");
    }

    #[test]
    fn the_largest_payload_is_accepted_and_one_byte_more_is_refused() {
        let room = PAYLOAD_BYTES_MAX - PAYLOAD_HEADER_BYTES - SECTION_HEADER_BYTES - "events".len();
        assert!(EntryDraft::new(1, vec![Section::new("events", vec![0; room])]).is_ok());
        assert_eq!(refusal(vec![Section::new("events", vec![0; room + 1])]), "payload_too_large");
    }
}
