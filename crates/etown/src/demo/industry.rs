//! Which enterprise belongs to which industry and cluster, and what the zone is specialised in, in the demo.

use etown_engine::NotAccepted;

use super::Demo;
use super::parties::Parties;

pub(super) fn make(_demo: &Demo, _parties: &Parties) -> Result<(), NotAccepted> {
    Ok(())
}
