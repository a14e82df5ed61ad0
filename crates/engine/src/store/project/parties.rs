//! Enterprises, groups and mandates.

use etown_domain::kernel::parties::{Group, PartyEvent};
use rusqlite::params;

use super::super::words::word;
use super::Applying;

impl Applying<'_> {
    pub(super) fn party(&mut self, event: &PartyEvent) -> rusqlite::Result<()> {
        match event {
            PartyEvent::EnterpriseRegistered(enterprise) => {
                self.about("enterprise", &enterprise.id);
                self.fact("name", &enterprise.name);
                self.fact("credit_code", &enterprise.credit_code);
                self.run(
                    "INSERT INTO enterprise (id, credit_code, name, name_english, credit_class)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        enterprise.id.to_string(),
                        enterprise.credit_code.to_string(),
                        enterprise.name,
                        enterprise.name_english,
                        word(&enterprise.credit_class),
                    ],
                )?;
                self.concerns(enterprise.id)?;
            }
            PartyEvent::CreditClassChanged { enterprise, credit_class, reason } => {
                self.about("enterprise", enterprise);
                self.fact("credit_class", &word(credit_class));
                self.fact("reason", reason);
                let key = self.concerns(*enterprise)?;
                self.run(
                    "UPDATE enterprise SET credit_class = ?2 WHERE key = ?1",
                    params![key, word(credit_class)],
                )?;
            }
            PartyEvent::EnterpriseRestricted { restriction, others } => {
                self.about("enterprise", &restriction.enterprise);
                self.fact("restricted", &restriction.enterprise);
                self.concerns(restriction.enterprise)?;
                for other in others {
                    self.concerns(*other)?;
                }
            }
            PartyEvent::RestrictionLifted { enterprise, position, .. } => {
                self.about("enterprise", enterprise);
                self.fact("lifted_restriction", position);
                self.concerns(*enterprise)?;
            }
            PartyEvent::GroupFormed(group) => self.group(group)?,
            PartyEvent::MandateGiven(mandate) => {
                self.about("mandate", &mandate.id);
                self.fact("principal", &mandate.principal);
                self.fact("agent", &mandate.agent);
                let (principal, agent) = (self.concerns(mandate.principal)?, self.concerns(mandate.agent)?);
                self.run(
                    "INSERT INTO mandate (id, principal, agent, valid_from, valid_until, given_position)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        mandate.id.to_string(),
                        principal,
                        agent,
                        mandate.valid_from.to_string(),
                        mandate.valid_until.to_string(),
                        self.position,
                    ],
                )?;
            }
            PartyEvent::MandateRevoked { mandate } => {
                self.about("mandate", mandate);
                let sql = "UPDATE mandate SET revoked_position = ?2 WHERE id = ?1 RETURNING principal, agent";
                let parameters = params![mandate.to_string(), self.position];
                let (principal, agent): (i64, i64) =
                    self.one(sql, parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
                self.enterprises.extend([principal, agent]);
            }
        }
        Ok(())
    }

    fn group(&mut self, group: &Group) -> rusqlite::Result<()> {
        self.about("group", &group.id);
        self.fact("name", &group.name);
        let lead = self.concerns(group.lead)?;
        self.run(
            "INSERT INTO enterprise_group (id, name, lead) VALUES (?1, ?2, ?3)",
            params![group.id.to_string(), group.name, lead],
        )?;
        for member in &group.members {
            let key = self.concerns(*member)?;
            self.run(
                "UPDATE enterprise SET group_id = ?2 WHERE key = ?1",
                params![key, group.id.to_string()],
            )?;
        }
        Ok(())
    }
}
