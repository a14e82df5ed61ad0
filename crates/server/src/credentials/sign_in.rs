//! Signing in with a password. An unknown login and a wrong password give the same answer after the same work, and both
//! count towards the same lock.

use etown_values::UserId;
use rusqlite::{OptionalExtension, params};

use super::user::parse_user;
use super::{Credentials, CredentialsFault, Secret, password, sha256};

const FAILURES_MAX: u32 = 10;
const LOCK_SECONDS: i64 = 15 * 60;

/// What an attempt to sign in came to.
#[derive(Debug)]
pub(crate) enum SignIn {
    In { user: UserId, session: Secret },
    Refused,
    Locked { seconds: u64 },
}

enum Attempt {
    Allowed { user: Option<String>, hash: Option<String> },
    Locked { seconds: u64 },
}

impl Credentials {
    /// Tries a login and password. The attempt counts as failed until the password has opened the hash, so that
    /// attempts side by side cannot slip past the lock.
    pub(crate) fn sign_in(&self, login: &str, password: &str) -> Result<SignIn, CredentialsFault> {
        let (user, hash) = match self.begin_attempt(login)? {
            Attempt::Locked { seconds } => return Ok(SignIn::Locked { seconds }),
            Attempt::Allowed { user, hash } => (user, hash),
        };
        if !password::opens(password, hash.as_deref()) {
            return Ok(SignIn::Refused);
        }
        let Some(user) = user else { return Ok(SignIn::Refused) };
        let user = parse_user(&user)?;
        self.forget_failures(login)?;
        let session = self.begin_session(user)?;
        Ok(SignIn::In { user, session })
    }

    /// Sets a password where the present one is right, ends all sessions under it and begins a new one. A wrong one counts
    /// towards the lock of the login, as in signing in.
    pub(crate) fn change_password(
        &self,
        login: &str,
        present: &str,
        new: &str,
    ) -> Result<SignIn, CredentialsFault> {
        match self.sign_in(login, present)? {
            SignIn::In { user, session: _ended_by_the_change } => {
                self.set_password(user, new)?;
                let session = self.begin_session(user)?;
                Ok(SignIn::In { user, session })
            }
            not_in => Ok(not_in),
        }
    }

    fn begin_attempt(&self, login: &str) -> Result<Attempt, CredentialsFault> {
        let digest = sha256(login.as_bytes());
        let now = self.now();
        let connection = self.connection();
        let earlier: Option<(u32, i64)> = connection
            .query_row("SELECT failures, last_at FROM failures WHERE login_digest = ?1", [digest], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        // A clock that was set back must not lengthen the lock.
        let age = |last_at: i64| now.saturating_sub(last_at).max(0);
        let counted = match earlier {
            Some((failures, last_at)) if failures >= FAILURES_MAX && age(last_at) < LOCK_SECONDS => {
                let seconds = LOCK_SECONDS.saturating_sub(age(last_at));
                return Ok(Attempt::Locked { seconds: u64::try_from(seconds).unwrap_or_default() });
            }
            Some((failures, last_at)) if age(last_at) < LOCK_SECONDS => failures.saturating_add(1),
            _ => 1,
        };
        connection.execute(
            "INSERT INTO failures (login_digest, failures, last_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (login_digest) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
            params![digest, counted, now],
        )?;
        // Logins that were never tried again are forgotten once their lock would have ended.
        connection.execute("DELETE FROM failures WHERE last_at < ?1", [now.saturating_sub(LOCK_SECONDS)])?;
        let found: Option<(String, Option<String>)> = connection
            .query_row(
                "SELECT user, password_hash FROM users WHERE login = ?1 AND is_registered = 1",
                [login],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let (user, hash) = found.map_or((None, None), |(user, hash)| (Some(user), hash));
        Ok(Attempt::Allowed { user, hash })
    }

    fn forget_failures(&self, login: &str) -> Result<(), CredentialsFault> {
        self.connection()
            .execute("DELETE FROM failures WHERE login_digest = ?1", [sha256(login.as_bytes())])?;
        Ok(())
    }
}
