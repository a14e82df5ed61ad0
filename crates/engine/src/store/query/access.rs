//! Users and their grants; for readers of the whole zone alone.

use etown_domain::{ReadScope, Role};
use etown_values::{EnterpriseId, GrantId, Instant, UserId};

use super::select::Select;
use super::{Page, PageRequest, Queries, instant, number, optional_parsed, parsed, variant};
use crate::fault::QueryFault;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    pub user: UserId,
    pub registered_at: Instant,
    /// In force, in the order in which they were granted.
    pub grants: Vec<GrantRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRow {
    pub grant: GrantId,
    pub role: Role,
    /// None for a grant that reaches the whole zone.
    pub enterprise: Option<EnterpriseId>,
    pub enterprise_name: Option<String>,
    pub granted_position: u64,
}

impl Queries {
    /// Returns users in order of their ids; nobody to a reader of single enterprises.
    pub fn users(&self, scope: &ReadScope, page: &PageRequest) -> Result<Page<UserRow>, QueryFault> {
        let after = page.id::<UserId>()?;
        if !self.scope(scope)?.is_zone() {
            return Ok(Page { rows: Vec::new(), next_cursor: None });
        }
        let select = Select::from("SELECT id, registered_at FROM zone_user").and_where("id > ?", after);
        let mut users = select.page(self.connection(), "id", page, |row| {
            let user = UserRow { user: parsed(row, 0)?, registered_at: instant(row, 1)?, grants: Vec::new() };
            Ok((user.user.to_string(), user))
        })?;
        for user in &mut users.rows {
            user.grants = self.grants(user.user)?;
        }
        Ok(users)
    }

    fn grants(&self, user: UserId) -> Result<Vec<GrantRow>, QueryFault> {
        let select = Select::from(
            "SELECT zone_grant.id, role, enterprise.id, enterprise.name, granted_position
             FROM zone_grant LEFT JOIN enterprise ON enterprise.key = zone_grant.enterprise",
        );
        let select = select.and("user = ?", user.to_string()).such_that("revoked_position IS NULL");
        select.all(self.connection(), "granted_position, zone_grant.id", |row| {
            Ok(GrantRow {
                grant: parsed(row, 0)?,
                role: variant(row, 1)?,
                enterprise: optional_parsed(row, 2)?,
                enterprise_name: row.get(3)?,
                granted_position: number(row, 4)?,
            })
        })
    }
}
