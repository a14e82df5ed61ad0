//! Tokens for programs: `etk_` and 256 random bits, shown once and kept as a digest.

use etown_values::UserId;
use rusqlite::{OptionalExtension, params};

use super::user::parse_user;
use super::{Credentials, CredentialsFault, Secret, sha256};

pub(super) const PREFIX: &str = "etk_";
const TOKENS_MAX: u32 = 50;
const SECONDS_IN_DAY: i64 = 86_400;

/// A token as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenRecord {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Seconds since 1970.
    pub(crate) made_at: i64,
    /// Seconds since 1970.
    pub(crate) expires_at: i64,
}

/// What asking for a token came to.
#[derive(Debug)]
pub(crate) enum AddToken {
    Added { record: TokenRecord, secret: Secret },
    TooMany,
}

impl Credentials {
    pub(crate) fn add_token(
        &self,
        user: UserId,
        name: &str,
        days: u32,
    ) -> Result<AddToken, CredentialsFault> {
        let secret = Secret::draw(PREFIX);
        let now = self.now();
        let record = TokenRecord {
            id: format!("tok_{}", crate::random::reference()),
            name: name.to_owned(),
            made_at: now,
            expires_at: now.saturating_add(i64::from(days).saturating_mul(SECONDS_IN_DAY)),
        };
        let connection = self.connection();
        connection.execute("DELETE FROM tokens WHERE expires_at <= ?1", [now])?;
        let added = connection.execute(
            "INSERT INTO tokens (id, digest, user, name, made_at, expires_at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6
             WHERE (SELECT count(*) FROM tokens WHERE user = ?3) < ?7",
            params![
                record.id,
                secret.digest(),
                user.to_string(),
                record.name,
                now,
                record.expires_at,
                TOKENS_MAX
            ],
        )?;
        Ok(if added == 1 { AddToken::Added { record, secret } } else { AddToken::TooMany })
    }

    /// Adds a token for a user from the command line and returns it; `None` when the user has too many.
    pub fn issue_token(
        &self,
        user: UserId,
        name: &str,
        days: u32,
    ) -> Result<Option<String>, CredentialsFault> {
        match self.add_token(user, name, days)? {
            AddToken::Added { secret, .. } => Ok(Some(secret.reveal().to_owned())),
            AddToken::TooMany => Ok(None),
        }
    }

    pub(crate) fn tokens(&self, user: UserId) -> Result<Vec<TokenRecord>, CredentialsFault> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(
            "SELECT id, name, made_at, expires_at FROM tokens WHERE user = ?1 AND expires_at > ?2 ORDER BY made_at, id",
        )?;
        let rows = statement.query_map(params![user.to_string(), self.now()], |row| {
            Ok(TokenRecord {
                id: row.get(0)?,
                name: row.get(1)?,
                made_at: row.get(2)?,
                expires_at: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Takes a token back; false when the user has no such token.
    pub(crate) fn remove_token(&self, user: UserId, id: &str) -> Result<bool, CredentialsFault> {
        let removed = self
            .connection()
            .execute("DELETE FROM tokens WHERE user = ?1 AND id = ?2", params![user.to_string(), id])?;
        Ok(removed == 1)
    }

    /// Returns whose token this is, while it is in force.
    pub(crate) fn user_of_token(&self, secret: &str) -> Result<Option<UserId>, CredentialsFault> {
        if !secret.starts_with(PREFIX) {
            return Ok(None);
        }
        let user: Option<String> = self
            .connection()
            .query_row(
                "SELECT user FROM tokens WHERE digest = ?1 AND expires_at > ?2",
                params![sha256(secret.as_bytes()), self.now()],
                |row| row.get(0),
            )
            .optional()?;
        user.as_deref().map(parse_user).transpose()
    }
}
