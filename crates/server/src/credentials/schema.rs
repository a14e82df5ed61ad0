//! The tables of the credentials store, and the numbered, forward-only steps that make them.

use rusqlite::Connection;

use super::CredentialsFault;

/// Each step brings the store from the version of its place in this list to the next.
const STEPS: &[&str] = &["
    CREATE TABLE users (
        user TEXT PRIMARY KEY,
        login TEXT NOT NULL UNIQUE,
        display_name TEXT NOT NULL,
        -- Absent: nobody can sign in with this login yet.
        password_hash TEXT,
        -- Whether the journal has the registration; a row is written before its entry.
        is_registered INTEGER NOT NULL CHECK (is_registered IN (0, 1)),
        -- Who asked for the row, and under which idempotency key.
        made_by TEXT NOT NULL,
        made_under TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        UNIQUE (made_by, made_under)
    ) STRICT;
    CREATE TABLE sessions (
        digest BLOB PRIMARY KEY,
        user TEXT NOT NULL REFERENCES users (user) ON DELETE CASCADE,
        made_at INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sessions_by_user ON sessions (user);
    CREATE TABLE tokens (
        id TEXT PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        user TEXT NOT NULL REFERENCES users (user) ON DELETE CASCADE,
        name TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX tokens_by_user ON tokens (user);
    CREATE TABLE failures (
        -- SHA-256 of the login, known or not, so that a mistyped password is never kept as a login.
        login_digest BLOB PRIMARY KEY,
        failures INTEGER NOT NULL,
        last_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
"];

/// Brings the store to the version that this program knows.
pub(super) fn prepare(connection: &Connection) -> Result<(), CredentialsFault> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF;",
    )?;
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(CredentialsFault::Newer { found, known });
    }
    for (version, step) in (1_u32..).zip(STEPS).filter(|(version, _)| *version > found) {
        connection
            .execute_batch(&format!("BEGIN IMMEDIATE; {step} PRAGMA user_version = {version}; COMMIT;"))?;
    }
    Ok(())
}

/// Returns the key of the digests, and draws it the first time.
pub(super) fn digest_key(connection: &Connection) -> Result<[u8; 32], CredentialsFault> {
    connection.execute(
        "INSERT INTO secrets (name, value) VALUES ('digest_key', ?1) ON CONFLICT DO NOTHING",
        [crate::random::bytes::<32>()],
    )?;
    Ok(connection.query_row("SELECT value FROM secrets WHERE name = 'digest_key'", [], |row| row.get(0))?)
}
