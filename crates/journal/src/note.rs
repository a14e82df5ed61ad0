//! Signed notes and their verifier keys, as C2SP `signed-note` defines them (Ed25519, signature type 1).
//!
//! A note is data until a known key has verified it: nothing here decides which keys are known.

use crate::digest::{Algorithm, from_base64, from_hex, to_base64, to_hex};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

/// Most bytes of a note: sixteen post-quantum signatures fit.
pub const NOTE_BYTES_MAX: usize = 256 * 1024;
/// Most signatures of a note; the specification wants at least 16 accepted.
pub const NOTE_SIGNATURES_MAX: usize = 64;

const ED25519: u8 = 1;

/// A text with its signatures, not yet verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The signed text with its final newline.
    pub text: String,
    pub signatures: Vec<NoteSignature>,
}

/// One signature line of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    pub name: String,
    pub key_id: u32,
    pub signature: Vec<u8>,
}

/// Why bytes are not a signed note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteMalformed {
    #[error("the note is larger than {NOTE_BYTES_MAX} bytes")]
    TooLarge,
    #[error("the note is not UTF-8 text without control characters")]
    NotText,
    #[error("the note has no signatures after a blank line")]
    NoSignatures,
    #[error("the note has more than {NOTE_SIGNATURES_MAX} signatures")]
    TooManySignatures,
    #[error("a signature line of the note is malformed")]
    SignatureLine,
}

/// Parses a signed note within its limits; never panics, whatever the bytes.
pub fn parse_note(bytes: &[u8]) -> Result<Note, NoteMalformed> {
    if bytes.len() > NOTE_BYTES_MAX {
        return Err(NoteMalformed::TooLarge);
    }
    let whole = std::str::from_utf8(bytes).map_err(|_not_utf8| NoteMalformed::NotText)?;
    if whole.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
        return Err(NoteMalformed::NotText);
    }
    let split = whole.rfind("\n\n").ok_or(NoteMalformed::NoSignatures)?;
    let (text, lines) = (&whole[..=split], &whole[split + 2..]);
    let lines = lines.strip_suffix('\n').ok_or(NoteMalformed::NoSignatures)?;
    let mut signatures = Vec::new();
    for line in lines.split('\n') {
        if signatures.len() == NOTE_SIGNATURES_MAX {
            return Err(NoteMalformed::TooManySignatures);
        }
        signatures.push(parse_signature(line).ok_or(NoteMalformed::SignatureLine)?);
    }
    Ok(Note { text: text.into(), signatures })
}

fn parse_signature(line: &str) -> Option<NoteSignature> {
    let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let bytes = from_base64(encoded)?;
    let (key_id, signature) = bytes.split_first_chunk::<4>()?;
    if !is_key_name(name) || signature.is_empty() {
        return None;
    }
    Some(NoteSignature {
        name: name.into(),
        key_id: u32::from_be_bytes(*key_id),
        signature: signature.into(),
    })
}

/// Signs a text that ends with a newline and returns the whole note.
pub fn sign_note(text: &str, name: &str, key: &SigningKey) -> String {
    let verifier = VerifierKey::new(name, key.verifying_key());
    let mut bytes = verifier.key_id.to_be_bytes().to_vec();
    bytes.extend_from_slice(&key.sign(text.as_bytes()).to_bytes());
    format!("{text}\n\u{2014} {name} {}\n", to_base64(&bytes))
}

/// True where a key may carry this name: not empty, no space, no plus, no control character.
pub fn is_key_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && !name.chars().any(|letter| letter.is_whitespace() || letter.is_control() || letter == '+')
}

/// A public key under its name, in text form `name+id+key` (a "vkey").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    pub name: String,
    pub key_id: u32,
    public: VerifyingKey,
}

impl VerifierKey {
    /// Names a public key and derives its id as the specification recommends.
    pub fn new(name: &str, public: VerifyingKey) -> Self {
        let hash = Algorithm::Sha256.hash(&[name.as_bytes(), b"\n", &[ED25519], public.as_bytes()]);
        Self { name: name.into(), key_id: u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]), public }
    }

    /// Parses the text form; `None` where the id does not belong to the key or the key is unusable.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (key_id, encoded) = rest.split_once('+')?;
        let key_id = u32::from_be_bytes(from_hex(key_id)?);
        let bytes: [u8; 33] = from_base64(encoded)?.try_into().ok()?;
        let [ED25519, public @ ..] = bytes else { return None };
        let public = VerifyingKey::from_bytes(&public).ok().filter(|key| !key.is_weak())?;
        let key = Self::new(name, public);
        (is_key_name(name) && key.key_id == key_id).then_some(key)
    }

    /// True where `signature` is this key's signature of `text`.
    pub fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.public.verify_strict(text.as_bytes(), &signature).is_ok())
    }

    /// True where a signature line claims this key.
    pub fn is_claimed_by(&self, signature: &NoteSignature) -> bool {
        signature.name == self.name && signature.key_id == self.key_id
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.public.as_bytes());
        write!(formatter, "{}+{}+{}", self.name, to_hex(&self.key_id.to_be_bytes()), to_base64(&bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    #[test]
    fn a_note_that_was_signed_parses_and_verifies() {
        let note = sign_note("origin\n5\n", "zone.example/journal", &key(1));
        let parsed = parse_note(note.as_bytes()).unwrap();
        let verifier = VerifierKey::new("zone.example/journal", key(1).verifying_key());
        assert_eq!(parsed.text, "origin\n5\n");
        assert!(verifier.is_claimed_by(&parsed.signatures[0]));
        assert!(verifier.verifies(&parsed.text, &parsed.signatures[0].signature));
        assert!(!verifier.verifies("origin\n6\n", &parsed.signatures[0].signature));
        assert_eq!(VerifierKey::parse(&verifier.to_string()), Some(verifier));
    }

    #[test]
    fn a_note_with_sixteen_large_signatures_is_accepted_and_with_sixty_five_is_refused() {
        let line = format!("\u{2014} witness.example {}\n", to_base64(&[7; 4_900]));
        let with = |count: usize| format!("text\n\n{}", line.repeat(count));
        assert_eq!(parse_note(with(16).as_bytes()).unwrap().signatures.len(), 16);
        let short = format!("\u{2014} witness.example {}\n", to_base64(&[7; 68]));
        let many = format!("text\n\n{}", short.repeat(65));
        assert_eq!(parse_note(many.as_bytes()), Err(NoteMalformed::TooManySignatures));
        assert_eq!(parse_note(with(60).as_bytes()), Err(NoteMalformed::TooLarge));
    }

    #[test]
    fn malformed_notes_are_refused() {
        for (bytes, expected) in [
            (&b"text\n"[..], NoteMalformed::NoSignatures),
            (b"text\n\n", NoteMalformed::NoSignatures),
            (b"te\rxt\n\n- a AAAA\n", NoteMalformed::NotText),
            (b"te\xffxt\n\n", NoteMalformed::NotText),
            (b"text\n\n- a AAAAAAA=\n", NoteMalformed::SignatureLine),
            ("text\n\n\u{2014} a AAAA\n".as_bytes(), NoteMalformed::SignatureLine),
            ("text\n\n\u{2014} a+b AAAAAAA=\n".as_bytes(), NoteMalformed::SignatureLine),
        ] {
            assert_eq!(parse_note(bytes), Err(expected), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_notes_and_keys_never_panic(bytes: Vec<u8>, text: String) {
            let _ = parse_note(&bytes);
            let _ = parse_note(format!("{text}\n\n\u{2014} {text}\n").as_bytes());
            let _ = VerifierKey::parse(&text);
        }
    }
}
