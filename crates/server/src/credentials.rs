//! Who may sign in: logins, names, password hashes, sessions and tokens, in a database of their own beside the journal.
//!
//! The journal knows people by their ids alone, so what names a person can be corrected or erased here. Nothing in this
//! module decides what a user may do; grants are journaled state.

mod password;
mod schema;
mod session;
mod sign_in;
mod token;
mod user;

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use etown_engine::Clock;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

pub use user::{AddUser, NewUser, UserRecord};

pub(crate) use password::is_acceptable as is_acceptable_password;
pub(crate) use session::{SESSION_SECONDS_MAX, Secret};
pub(crate) use sign_in::SignIn;
pub(crate) use token::{AddToken, TokenRecord};
pub(crate) use user::is_login;

/// The credentials store failed.
#[derive(Debug, thiserror::Error)]
pub enum CredentialsFault {
    #[error("the file of the credentials store cannot be made")]
    File(#[source] std::io::Error),
    #[error("the credentials store failed")]
    Database(#[from] rusqlite::Error),
    #[error(
        "the credentials store was written by a newer program (its version is {found}, known is {known})"
    )]
    Newer { found: u32, known: u32 },
    #[error("a password could not be hashed: {0}")]
    Hash(String),
    #[error("the credentials store holds an unreadable user id")]
    UnreadableUser,
}

/// The credentials store. One connection behind a lock: each use is short, and password hashes are computed outside it.
pub struct Credentials {
    connection: Mutex<Connection>,
    clock: Clock,
    /// Keys the digests that stand in the journal for personal text.
    digest_key: [u8; 32],
}

impl Credentials {
    /// Opens the store in this file, and makes it where there is none, readable by its owner alone.
    pub fn open(file: &Path, clock: Clock) -> Result<Self, CredentialsFault> {
        // SQLite gives its side files the mode of the database.
        OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(file)
            .map_err(CredentialsFault::File)?;
        Self::prepared(Connection::open(file)?, clock)
    }

    /// Opens a store that is gone when it is dropped.
    pub fn in_memory(clock: Clock) -> Result<Self, CredentialsFault> {
        Self::prepared(Connection::open_in_memory()?, clock)
    }

    fn prepared(connection: Connection, clock: Clock) -> Result<Self, CredentialsFault> {
        schema::prepare(&connection)?;
        let digest_key = schema::digest_key(&connection)?;
        Ok(Self { connection: Mutex::new(connection), clock, digest_key })
    }

    /// Returns HMAC-SHA256 under this store's own key: the digest that stands for personal text in the journal.
    pub(crate) fn keyed_digest(&self, text: &[u8]) -> String {
        crate::random::hexadecimal(&hmac_sha256(&self.digest_key, text))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held rolled its transaction back, so the connection is as good as before.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds since 1970.
    fn now(&self) -> i64 {
        self.clock.now().microseconds().div_euclid(1_000_000)
    }

    pub(crate) fn milliseconds(&self) -> u64 {
        u64::try_from(self.clock.now().microseconds().div_euclid(1_000)).unwrap_or_default()
    }
}

/// HMAC by RFC 2104 over SHA-256, for a key of 32 bytes.
fn hmac_sha256(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        for (byte, key) in block.iter_mut().zip(key) {
            *byte ^= key;
        }
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_store_is_readable_by_its_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("credentials.db");
        drop(Credentials::open(&file, Clock::System).expect("a store"));
        let mode = std::fs::metadata(&file).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn the_keyed_digest_agrees_with_an_independent_implementation() {
        // python3: hmac.new(bytes([11]*32), b"Hi There", "sha256").hexdigest()
        let digest = hmac_sha256(&[11; 32], b"Hi There");
        assert_eq!(
            crate::random::hexadecimal(&digest),
            "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7"
        );
    }
}
