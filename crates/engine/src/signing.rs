//! The journal's signing key among the files of `keys/`.

use std::path::Path;

use etown_journal::{JournalKey, TrustFile};

use crate::fault::EngineFault;
use crate::layout;

/// Makes the first key of a journal; its name is the journal's origin.
pub(crate) fn make(directory: &Path, origin: &str, number: u32) -> Result<JournalKey, EngineFault> {
    let keys = layout::keys(directory);
    std::fs::create_dir_all(&keys).map_err(EngineFault::file("make the folder", &keys))?;
    let key = JournalKey::generate(origin)?;
    key.save(&keys.join(format!("journal-{number}.pem")))?;
    Ok(key)
}

/// Loads the key that signs pass slips, or makes it where there is none yet; its name is the journal's origin with `/gate`.
pub(crate) fn gate(directory: &Path, origin: &str) -> Result<JournalKey, EngineFault> {
    let keys = layout::keys(directory);
    std::fs::create_dir_all(&keys).map_err(EngineFault::file("make the folder", &keys))?;
    let (name, path) = (format!("{origin}/gate"), keys.join("gate.pem"));
    if path.exists() {
        return Ok(JournalKey::load(&name, &path)?);
    }
    let key = JournalKey::generate(&name)?;
    key.save(&path)?;
    Ok(key)
}

/// Finds the key that signs now by the journal's trust file.
pub(crate) fn current(directory: &Path) -> Result<JournalKey, EngineFault> {
    current_of(directory, &trust(&layout::journal(directory))?)
}

/// Finds the key that signs now by this trust file.
pub(crate) fn current_of(directory: &Path, trust: &TrustFile) -> Result<JournalKey, EngineFault> {
    let keys = layout::keys(directory);
    let listing = std::fs::read_dir(&keys).map_err(EngineFault::file("list", &keys))?;
    for found in listing {
        let path = found.map_err(EngineFault::file("list", &keys))?.path();
        if path.extension().is_none_or(|extension| extension != "pem") {
            continue;
        }
        let key = JournalKey::load(&trust.origin, &path)?;
        let verifier = key.verifier();
        let is_current = trust.keys.iter().any(|known| {
            known.key == verifier && known.valid_to_microseconds.is_none() && known.revocation.is_none()
        });
        if is_current {
            return Ok(key);
        }
    }
    Err(EngineFault::Unusable {
        what: "folder of signing keys: none of them signs this journal now",
        path: keys,
    })
}

/// Reads the trust file of a journal's own directory.
pub(crate) fn trust(journal: &Path) -> Result<TrustFile, EngineFault> {
    let path = journal.join("trust.json");
    let bytes = match std::fs::read(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(etown_journal::JournalFault::NotAJournal { dir: journal.into() }.into());
        }
        read => read.map_err(EngineFault::file("read", &path))?,
    };
    TrustFile::parse(&bytes).map_err(|_malformed| EngineFault::Unusable { what: "trust file", path })
}
