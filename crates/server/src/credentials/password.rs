//! Password hashes: argon2id with the parameters that OWASP names as its floor (19 MiB, two passes, one lane).

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use super::CredentialsFault;

const CHARACTERS_MIN: usize = 10;
const CHARACTERS_MAX: usize = 200;

/// A hash that no password opens. It is checked for unknown logins, so that their answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash(&crate::random::reference()).ok());

/// Whether a password may be set: long enough, and not the login with something around it.
pub(crate) fn is_acceptable(password: &str, login: &str) -> bool {
    let length = password.chars().count();
    (CHARACTERS_MIN..=CHARACTERS_MAX).contains(&length) && !password.to_lowercase().contains(login)
}

pub(super) fn hash(password: &str) -> Result<String, CredentialsFault> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| CredentialsFault::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password opens the hash; takes as long when there is none.
pub(super) fn opens(password: &str, hash: Option<&str>) -> bool {
    let Some(text) = hash.or(NOBODY.as_deref()) else { return false };
    let is_open = PasswordHash::new(text)
        .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    is_open && hash.is_some()
}
