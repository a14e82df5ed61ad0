//! The people behind user ids: login, display name, password.

use etown_values::UserId;
use rusqlite::{OptionalExtension, Row, params};

use super::{Credentials, CredentialsFault, password};

/// A user to add.
#[derive(Clone, Debug)]
pub struct NewUser {
    pub login: String,
    pub display_name: String,
    /// Without one nobody can sign in as this user until a password is set.
    pub password: Option<String>,
    /// Who asks, and under which idempotency key: asking again finds the same row.
    pub made_by: String,
    pub made_under: String,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    pub user: UserId,
    pub login: String,
    pub display_name: String,
    pub has_password: bool,
}

/// What adding a user came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddUser {
    /// The row stands, new or from the same request before.
    Stands(UserId),
    /// Another request gave this login away.
    LoginTaken,
}

/// Whether a text can be a login.
pub(crate) fn is_login(text: &str) -> bool {
    (3..=64).contains(&text.len())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_'))
}

fn read(row: &Row<'_>) -> rusqlite::Result<(String, String, String, bool)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn record(
    (user, login, display_name, has_password): (String, String, String, bool),
) -> Result<UserRecord, CredentialsFault> {
    let user = parse_user(&user)?;
    Ok(UserRecord { user, login, display_name, has_password })
}

pub(super) fn parse_user(text: &str) -> Result<UserId, CredentialsFault> {
    text.parse().ok().ok_or(CredentialsFault::UnreadableUser)
}

const COLUMNS: &str = "SELECT user, login, display_name, password_hash IS NOT NULL FROM users";

impl Credentials {
    /// Writes the row of a person, before the journal's entry that registers the id.
    pub fn add_user(&self, new: &NewUser) -> Result<AddUser, CredentialsFault> {
        let hash = new.password.as_deref().map(password::hash).transpose()?;
        let user = UserId::from_raw(crate::random::id(self.milliseconds()));
        let connection = self.connection();
        connection.execute(
            "INSERT INTO users (user, login, display_name, password_hash, is_registered, made_by, made_under, made_at)
             VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
            params![user.to_string(), new.login, new.display_name, hash, new.made_by, new.made_under, self.now()],
        )?;
        let standing: Option<(String, String)> = connection
            .query_row(
                "SELECT user, login FROM users WHERE made_by = ?1 AND made_under = ?2",
                params![new.made_by, new.made_under],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        match standing {
            Some((user, _)) => Ok(AddUser::Stands(parse_user(&user)?)),
            None => Ok(AddUser::LoginTaken),
        }
    }

    /// Notes that the journal has the registration: from now on the user may sign in.
    pub fn confirm_user(&self, user: UserId) -> Result<(), CredentialsFault> {
        self.connection()
            .execute("UPDATE users SET is_registered = 1 WHERE user = ?1", [user.to_string()])?;
        Ok(())
    }

    /// Takes back a row whose registration was refused.
    pub(crate) fn withdraw_user(&self, user: UserId) -> Result<(), CredentialsFault> {
        self.connection()
            .execute("DELETE FROM users WHERE user = ?1 AND is_registered = 0", [user.to_string()])?;
        Ok(())
    }

    /// Returns the users whose registration is not known to have reached the journal.
    pub(crate) fn unconfirmed_users(&self) -> Result<Vec<UserId>, CredentialsFault> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached("SELECT user FROM users WHERE is_registered = 0")?;
        let users: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<Result<_, rusqlite::Error>>()?;
        users.iter().map(|user| parse_user(user)).collect()
    }

    /// Sets a password, and ends the user's sessions.
    pub fn set_password(&self, user: UserId, password: &str) -> Result<(), CredentialsFault> {
        let hash = password::hash(password)?;
        let connection = self.connection();
        connection.execute(
            "UPDATE users SET password_hash = ?2 WHERE user = ?1",
            params![user.to_string(), hash],
        )?;
        connection.execute("DELETE FROM sessions WHERE user = ?1", [user.to_string()])?;
        Ok(())
    }

    pub fn user(&self, user: UserId) -> Result<Option<UserRecord>, CredentialsFault> {
        let found = self
            .connection()
            .query_row(&format!("{COLUMNS} WHERE user = ?1"), [user.to_string()], read)
            .optional()?;
        found.map(record).transpose()
    }

    pub fn user_of_login(&self, login: &str) -> Result<Option<UserRecord>, CredentialsFault> {
        let found =
            self.connection().query_row(&format!("{COLUMNS} WHERE login = ?1"), [login], read).optional()?;
        found.map(record).transpose()
    }
}
