//! Sessions of the console: an opaque secret in a cookie, its digest in the store.

use std::fmt;

use etown_values::UserId;
use rusqlite::{OptionalExtension, params};

use super::user::parse_user;
use super::{Credentials, CredentialsFault, sha256};

/// A session ends after this many seconds whatever happens.
pub(crate) const SESSION_SECONDS_MAX: i64 = 12 * 60 * 60;
/// A session ends after this many seconds without a request.
const IDLE_SECONDS_MAX: i64 = 2 * 60 * 60;
/// Requests closer together than this do not rewrite the row.
const SEEN_EVERY_SECONDS: i64 = 60;

/// 256 random bits in text; shown once, kept only as a digest.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    pub(super) fn draw(prefix: &str) -> Self {
        Self(format!("{prefix}{}", crate::random::hexadecimal(&crate::random::bytes::<32>())))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    pub(super) fn digest(&self) -> [u8; 32] {
        sha256(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl Credentials {
    pub(super) fn begin_session(&self, user: UserId) -> Result<Secret, CredentialsFault> {
        let secret = Secret::draw("");
        let now = self.now();
        let connection = self.connection();
        connection.execute(
            "DELETE FROM sessions WHERE made_at <= ?1 OR seen_at <= ?2",
            params![now.saturating_sub(SESSION_SECONDS_MAX), now.saturating_sub(IDLE_SECONDS_MAX)],
        )?;
        connection.execute(
            "INSERT INTO sessions (digest, user, made_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
            params![secret.digest(), user.to_string(), now],
        )?;
        Ok(secret)
    }

    /// Returns whose session this is, while it is in force.
    pub(crate) fn user_of_session(&self, secret: &str) -> Result<Option<UserId>, CredentialsFault> {
        let digest = sha256(secret.as_bytes());
        let now = self.now();
        let connection = self.connection();
        let found: Option<(String, i64)> = connection
            .query_row(
                "SELECT user, seen_at FROM sessions WHERE digest = ?1 AND made_at > ?2 AND seen_at > ?3",
                params![
                    digest,
                    now.saturating_sub(SESSION_SECONDS_MAX),
                    now.saturating_sub(IDLE_SECONDS_MAX)
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((user, seen_at)) = found else { return Ok(None) };
        if now.saturating_sub(seen_at) >= SEEN_EVERY_SECONDS {
            connection.execute("UPDATE sessions SET seen_at = ?2 WHERE digest = ?1", params![digest, now])?;
        }
        parse_user(&user).map(Some)
    }

    pub(crate) fn end_session(&self, secret: &str) -> Result<(), CredentialsFault> {
        self.connection().execute("DELETE FROM sessions WHERE digest = ?1", [sha256(secret.as_bytes())])?;
        Ok(())
    }
}
