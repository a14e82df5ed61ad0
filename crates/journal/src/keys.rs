//! The journal's signing key: an Ed25519 key under the journal's origin.
//!
//! The secret leaves this module only as a PKCS #8 file that its owner alone can read; it is never printed,
//! logged or put into an error.

use crate::note::{VerifierKey, is_key_name, sign_note};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};

/// An Ed25519 key that signs checkpoints under a name.
#[derive(Clone)]
pub struct JournalKey {
    name: String,
    key: SigningKey,
}

/// Why a key cannot be made or read.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("the key name {name:?} has a space, a plus or nothing in it")]
    Name { name: String },
    #[error("the key is not an Ed25519 key in PKCS #8 PEM form")]
    NotAKey,
    #[error("the system gave no random bytes for a key")]
    NoRandomness,
    #[error("the key file {path} cannot be {doing}")]
    File {
        doing: &'static str,
        path: std::path::PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("the key file {path} can be read by others; its mode must be 0600")]
    Exposed { path: std::path::PathBuf },
}

impl JournalKey {
    /// Makes a key from 32 secret bytes.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyFault> {
        if !is_key_name(name) {
            return Err(KeyFault::Name { name: name.into() });
        }
        Ok(Self { name: name.into(), key: SigningKey::from_bytes(seed) })
    }

    /// Reads a key in PKCS #8 PEM form.
    pub fn from_pem(name: &str, pem: &str) -> Result<Self, KeyFault> {
        let key = SigningKey::from_pkcs8_pem(pem).map_err(|_detail_could_leak| KeyFault::NotAKey)?;
        Self::from_seed(name, key.as_bytes())
    }

    /// The PKCS #8 PEM form, which holds the secret.
    pub fn to_pem(&self) -> Result<String, KeyFault> {
        let pem = self.key.to_pkcs8_pem(LineEnding::LF).map_err(|_detail_could_leak| KeyFault::NotAKey)?;
        Ok(pem.as_str().into())
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public half, whose text form goes into trust files.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey::new(&self.name, self.key.verifying_key())
    }

    /// Signs a text that ends with a newline and returns the note.
    pub fn sign(&self, text: &str) -> String {
        sign_note(text, &self.name, &self.key)
    }
}

impl std::fmt::Debug for JournalKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "JournalKey({})", self.verifier())
    }
}

#[cfg(feature = "store")]
mod files {
    use super::{JournalKey, KeyFault};
    use std::io::Write as _;
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
    use std::path::Path;

    impl JournalKey {
        /// Makes a new random key.
        pub fn generate(name: &str) -> Result<Self, KeyFault> {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(|_no_detail| KeyFault::NoRandomness)?;
            Self::from_seed(name, &seed)
        }

        /// Writes the key to a new file of mode 0600; an existing file is never overwritten.
        pub fn save(&self, path: &Path) -> Result<(), KeyFault> {
            let pem = self.to_pem()?;
            let fault = |source| KeyFault::File { doing: "written", path: path.into(), source };
            let mut file = std::fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
                .map_err(fault)?;
            file.write_all(pem.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)
        }

        /// Reads a key file; one that others can read is refused.
        pub fn load(name: &str, path: &Path) -> Result<Self, KeyFault> {
            let fault = |source| KeyFault::File { doing: "read", path: path.into(), source };
            let mode = std::fs::metadata(path).map_err(fault)?.permissions().mode();
            if mode & 0o077 != 0 {
                return Err(KeyFault::Exposed { path: path.into() });
            }
            Self::from_pem(name, &std::fs::read_to_string(path).map_err(fault)?)
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_key_file_is_private_and_reads_back() {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("journal.pem");
            let key = JournalKey::generate("zone.example/journal").unwrap();
            key.save(&path).unwrap();
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            assert_eq!(JournalKey::load("zone.example/journal", &path).unwrap().verifier(), key.verifier());
            assert!(matches!(key.save(&path), Err(KeyFault::File { .. })));
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            assert!(matches!(JournalKey::load("zone.example/journal", &path), Err(KeyFault::Exposed { .. })));
        }

        #[test]
        fn a_key_never_shows_its_secret() {
            let key = JournalKey::from_seed("zone.example", &[9; 32]).unwrap();
            assert_eq!(format!("{key:?}"), format!("JournalKey({})", key.verifier()));
            assert!(matches!(JournalKey::generate("two words"), Err(KeyFault::Name { .. })));
        }
    }
}
