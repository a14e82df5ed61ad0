//! Enterprises, groups and mandates.

use etown_domain::ReadScope;
use etown_domain::kernel::parties::CreditClass;
use etown_values::{CivilDate, CreditCode, EnterpriseId, GroupId, MandateId};
use rusqlite::Row;

use super::select::Select;
use super::{Page, PageRequest, Queries, number, optional_number, optional_parsed, parsed, variant};
use crate::fault::QueryFault;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseRow {
    pub id: EnterpriseId,
    pub credit_code: CreditCode,
    pub name: String,
    pub name_english: String,
    pub credit_class: CreditClass,
    pub group_id: Option<GroupId>,
    pub group_name: Option<String>,
    pub book_count: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    pub id: GroupId,
    pub name: String,
    pub lead: EnterpriseId,
    pub lead_name: String,
    pub member_count: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateRow {
    pub id: MandateId,
    pub principal: EnterpriseId,
    pub principal_name: String,
    pub agent: EnterpriseId,
    pub agent_name: String,
    pub valid_from: CivilDate,
    pub valid_until: CivilDate,
    pub given_position: u64,
    pub revoked_position: Option<u64>,
}

const ENTERPRISES: &str = "SELECT enterprise.key, enterprise.id, credit_code, enterprise.name, name_english,
            credit_class, enterprise.group_id, enterprise_group.name,
            (SELECT count(*) FROM book WHERE book.enterprise = enterprise.key)
     FROM enterprise LEFT JOIN enterprise_group ON enterprise_group.id = enterprise.group_id";

impl Queries {
    /// Returns enterprises in order of registration; the text is looked for in names and credit code.
    pub fn enterprises(
        &self,
        scope: &ReadScope,
        text: Option<&str>,
        page: &PageRequest,
    ) -> Result<Page<EnterpriseRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("enterprise.key");
        let select = Select::from(ENTERPRISES).such_that(condition);
        let select = select.containing(&["enterprise.name", "name_english", "credit_code"], text);
        let select = select.and_where("enterprise.key > ?", page.number()?);
        select.page(self.connection(), "enterprise.key", page, |row| {
            Ok((row.get::<_, i64>(0)?.to_string(), enterprise_row(row)?))
        })
    }

    pub fn enterprise(
        &self,
        scope: &ReadScope,
        id: EnterpriseId,
    ) -> Result<Option<EnterpriseRow>, QueryFault> {
        let condition = self.scope(scope)?.condition("enterprise.key");
        let select = Select::from(ENTERPRISES).such_that(condition).and("enterprise.id = ?", id.to_string());
        select.first(self.connection(), enterprise_row)
    }

    /// Returns groups that have a member within the scope.
    pub fn groups(&self, scope: &ReadScope, page: &PageRequest) -> Result<Page<GroupRow>, QueryFault> {
        let covered = self.scope(scope)?.condition("member.key");
        let select = Select::from(
            "SELECT enterprise_group.id, enterprise_group.name, lead.id, lead.name,
                    (SELECT count(*) FROM enterprise member WHERE member.group_id = enterprise_group.id)
             FROM enterprise_group JOIN enterprise lead ON lead.key = enterprise_group.lead",
        );
        let select = select.such_that(format!(
            "EXISTS (SELECT 1 FROM enterprise member WHERE member.group_id = enterprise_group.id AND {covered})"
        ));
        let select = select.and_where("enterprise_group.id > ?", page.id::<GroupId>()?);
        select.page(self.connection(), "enterprise_group.id", page, |row| {
            let group = GroupRow {
                id: parsed(row, 0)?,
                name: row.get(1)?,
                lead: parsed(row, 2)?,
                lead_name: row.get(3)?,
                member_count: number(row, 4)?,
            };
            Ok((group.id.to_string(), group))
        })
    }

    /// Returns mandates of which either side is within the scope.
    pub fn mandates(&self, scope: &ReadScope, page: &PageRequest) -> Result<Page<MandateRow>, QueryFault> {
        let scope = self.scope(scope)?;
        let (principal, agent) = (scope.condition("principal.key"), scope.condition("agent.key"));
        let select = Select::from(
            "SELECT mandate.id, principal.id, principal.name, agent.id, agent.name, valid_from, valid_until,
                    given_position, revoked_position
             FROM mandate JOIN enterprise principal ON principal.key = mandate.principal
                  JOIN enterprise agent ON agent.key = mandate.agent",
        );
        let select = select.such_that(format!("({principal} OR {agent})"));
        let select = select.and_where("mandate.id > ?", page.id::<MandateId>()?);
        select.page(self.connection(), "mandate.id", page, |row| {
            let mandate = MandateRow {
                id: parsed(row, 0)?,
                principal: parsed(row, 1)?,
                principal_name: row.get(2)?,
                agent: parsed(row, 3)?,
                agent_name: row.get(4)?,
                valid_from: parsed(row, 5)?,
                valid_until: parsed(row, 6)?,
                given_position: number(row, 7)?,
                revoked_position: optional_number(row, 8)?,
            };
            Ok((mandate.id.to_string(), mandate))
        })
    }
}

fn enterprise_row(row: &Row<'_>) -> rusqlite::Result<EnterpriseRow> {
    Ok(EnterpriseRow {
        id: parsed(row, 1)?,
        credit_code: parsed(row, 2)?,
        name: row.get(3)?,
        name_english: row.get(4)?,
        credit_class: variant(row, 5)?,
        group_id: optional_parsed(row, 6)?,
        group_name: row.get(7)?,
        book_count: number(row, 8)?,
    })
}
