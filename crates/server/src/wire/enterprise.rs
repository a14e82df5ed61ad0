//! Enterprises on the wire, which travel with the name that people know them by.

use etown_domain::State;
use etown_values::EnterpriseId;

/// Returns the registered name; what other parts of the state name is registered.
pub(crate) fn enterprise_name(state: &State, enterprise: EnterpriseId) -> String {
    state.parties.enterprise(enterprise).map(|found| found.name.clone()).unwrap_or_default()
}
