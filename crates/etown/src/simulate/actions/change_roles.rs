//! An administrator takes a role from somebody, or gives back what everyone began with.

use etown_domain::ZoneCommand;
use etown_domain::kernel::access::GrantScope;
use etown_domain::{Actor, Role};
use etown_values::UserId;

use super::{Action, Asked, View, choose, zone};
use crate::simulate::cast::{ADMINISTRATORS, CUSTOMS, GATES, OFFICERS};
use crate::zone::random::Seeded;

pub(super) const ACTION: Action = Action { name: "change roles", weight: 6, ask };

/// Only the second of each pair comes and goes, so that work goes on.
fn ask(view: &View<'_>, seeded: &mut Seeded) -> Option<Asked> {
    let index = seeded.position(OFFICERS.len());
    let enterprise = *view.cast.enterprises.get(index)?;
    let coming_and_going: [(UserId, Role, GrantScope); 3] = [
        (CUSTOMS[1], Role::CustomsOfficer, GrantScope::Zone),
        (GATES[1], Role::GateOperator, GrantScope::Zone),
        (OFFICERS[index][1], Role::EnterpriseOfficer, GrantScope::Enterprise(enterprise)),
    ];
    let administrator = ADMINISTRATORS[seeded.position(2)];
    let holds = |(user, role, scope): &(UserId, Role, GrantScope)| match scope {
        GrantScope::Zone => view.state.access.has_zone_role(Actor::User(*user), *role),
        GrantScope::Enterprise(of) => view.state.access.enterprises_of(Actor::User(*user)).contains(of),
    };
    // What was taken comes back first.
    if let Some((user, role, scope)) = coming_and_going.iter().copied().find(|given| !holds(given)) {
        return Some(zone(administrator, ZoneCommand::GrantRole { user, role, scope }));
    }
    let (user, _, _) = coming_and_going[seeded.position(coming_and_going.len())];
    if seeded.between(1, 3) > 1 {
        return None;
    }
    let grant = choose::one(seeded, view.cast.grants_of(user))?;
    Some(zone(administrator, ZoneCommand::RevokeRole { grant }))
}
