//! All that decisions need. It is the fold of the journal's events and nothing else.

use alloc::collections::BTreeSet;
use alloc::string::String;
use etown_values::{CivilDate, EnterpriseId, UtcOffset};
use serde::{Deserialize, Serialize};

use crate::approvals::Approvals;
use crate::bonded::Bonded;
use crate::event::{Event, ZoneEvent};
use crate::exchange::Exchange;
use crate::industry::Industry;
use crate::international::International;
use crate::kernel::access::{Access, Actor, ReadScope, Role};
use crate::kernel::calendar::Calendar;
use crate::kernel::exceptions::Exceptions;
use crate::kernel::ledger::Ledger;
use crate::kernel::parameters::Parameters;
use crate::kernel::parties::Parties;
use crate::kernel::reports::Reports;
use crate::kernel::scopes::Scopes;
use crate::kernel::worklist::Worklist;
use crate::land::Land;
use crate::programme::Programmes;
use crate::region::Region;
use crate::technology::Technology;
use crate::treasury::Treasury;

/// The zone itself; absent until it is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    pub name: String,
    /// Four digits of the competent customs.
    pub customs_code: String,
    pub utc_offset: UtcOffset,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub zone: Option<Zone>,
    pub access: Access,
    pub parties: Parties,
    pub calendar: Calendar,
    pub parameters: Parameters,
    pub reports: Reports,
    pub exceptions: Exceptions,
    pub worklist: Worklist,
    pub ledger: Ledger,
    pub bonded: Bonded,
    pub approvals: Approvals,
    pub exchange: Exchange,
    pub industry: Industry,
    pub international: International,
    pub land: Land,
    pub programme: Programmes,
    pub region: Region,
    pub scopes: Scopes,
    pub technology: Technology,
    pub treasury: Treasury,
}

impl State {
    /// Applies an event; this never fails, since whatever could be wrong was refused when it was decided.
    pub fn evolve(&mut self, event: &Event) {
        match event {
            Event::Zone(ZoneEvent::ZoneSetUp { name, customs_code, utc_offset }) => {
                self.zone = Some(Zone {
                    name: name.clone(),
                    customs_code: customs_code.clone(),
                    utc_offset: *utc_offset,
                });
            }
            Event::Zone(ZoneEvent::CalendarYearPublished { year }) => self.calendar.publish(year.clone()),
            Event::Access(event) => self.access.evolve(event),
            Event::Party(event) => self.parties.evolve(event),
            Event::Parameter(event) => self.parameters.evolve(event),
            Event::Report(event) => self.reports.evolve(event),
            Event::Exception(event) => self.exceptions.evolve(event),
            Event::Worklist(event) => self.worklist.evolve(event),
            Event::Ledger(event) => self.ledger.evolve(event),
            Event::Bonded(event) => self.bonded.evolve(event),
            Event::Approvals(event) => self.approvals.evolve(event),
            Event::Exchange(event) => self.exchange.evolve(event),
            Event::Industry(event) => self.industry.evolve(event),
            Event::International(event) => self.international.evolve(event),
            Event::Land(event) => self.land.evolve(event),
            Event::Programme(event) => self.programme.evolve(event),
            Event::Region(event) => self.region.evolve(event),
            Event::Scope(event) => self.scopes.evolve(event),
            Event::Technology(event) => self.technology.evolve(event),
            Event::Treasury(event) => self.treasury.evolve(event),
        }
    }

    /// The zone's offset from UTC; before the zone is set up that of Beijing.
    pub fn utc_offset(&self) -> UtcOffset {
        self.zone.as_ref().map_or(UtcOffset::BEIJING, |zone| zone.utc_offset)
    }

    /// Returns the enterprises that the actor may act for: by grant, or by a mandate given to such an enterprise.
    pub fn enterprises_of(&self, actor: Actor, date: CivilDate) -> BTreeSet<EnterpriseId> {
        let mut enterprises = self.access.enterprises_of(actor);
        enterprises.extend(self.parties.principals_of(&enterprises, date));
        enterprises
    }

    /// Returns what the actor may read, or nothing when it holds no grant at all.
    pub fn read_scope(&self, actor: Actor, date: CivilDate) -> Option<ReadScope> {
        let reads_all = [Role::ZoneAdministrator, Role::CustomsOfficer, Role::Auditor]
            .iter()
            .any(|role| self.access.has_zone_role(actor, *role));
        if reads_all {
            return Some(ReadScope::Zone);
        }
        let enterprises = self.enterprises_of(actor, date);
        let desks: BTreeSet<Role> = Role::ALL
            .into_iter()
            .filter(|role| role.is_desk() && self.access.has_zone_role(actor, *role))
            .collect();
        if !desks.is_empty() {
            return Some(ReadScope::Desks { desks, enterprises });
        }
        let is_gate = self.access.has_zone_role(actor, Role::GateOperator);
        (is_gate || !enterprises.is_empty()).then_some(ReadScope::Enterprises(enterprises))
    }

    /// Returns what the actor may read of a part whose desk is held by the role: the whole zone's for its officers and
    /// for those who read everything, otherwise that of the enterprises the actor acts for.
    pub fn read_scope_at(&self, desk: Role, actor: Actor, date: CivilDate) -> Option<ReadScope> {
        match self.read_scope(actor, date)? {
            ReadScope::Desks { desks, .. } if desks.contains(&desk) => Some(ReadScope::Zone),
            other => Some(other),
        }
    }
}
