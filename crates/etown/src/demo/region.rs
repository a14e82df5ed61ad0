//! Products, what they are made of and who supplies them, in the zone and around it, in the demo.

use etown_engine::NotAccepted;

use super::Demo;
use super::parties::Parties;

pub(super) fn make(_demo: &Demo, _parties: &Parties) -> Result<(), NotAccepted> {
    Ok(())
}
