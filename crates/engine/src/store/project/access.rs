//! Users and their grants.

use etown_domain::kernel::access::{AccessEvent, GrantScope};
use rusqlite::params;

use super::Applying;

impl Applying<'_> {
    pub(super) fn access(&mut self, event: &AccessEvent) -> rusqlite::Result<()> {
        match event {
            AccessEvent::UserRegistered { user } => {
                self.about("user", user);
                self.run(
                    "INSERT INTO zone_user (id, registered_at, registered_position) VALUES (?1, ?2, ?3)",
                    params![user.to_string(), self.microseconds(), self.position],
                )?;
            }
            AccessEvent::RoleGranted { grant, user, role, scope } => {
                self.about("user", user);
                self.fact("role", &role.as_str());
                let enterprise = match scope {
                    GrantScope::Zone => None,
                    GrantScope::Enterprise(enterprise) => {
                        self.fact("enterprise", enterprise);
                        Some(self.enterprise(*enterprise)?)
                    }
                };
                self.run(
                    "INSERT INTO zone_grant (id, user, role, enterprise, granted_position)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![grant.to_string(), user.to_string(), role.as_str(), enterprise, self.position],
                )?;
            }
            AccessEvent::RoleRevoked { grant } => {
                self.about("grant", grant);
                self.run(
                    "UPDATE zone_grant SET revoked_position = ?2 WHERE id = ?1",
                    params![grant.to_string(), self.position],
                )?;
            }
        }
        Ok(())
    }
}
