//! Matters granted on notification and commitment, their verification and revocation, in the demo.

use etown_engine::NotAccepted;

use super::Demo;
use super::parties::Parties;

pub(super) fn make(_demo: &Demo, _parties: &Parties) -> Result<(), NotAccepted> {
    Ok(())
}
