//! How research becomes a product: disclosures, assessments and contracts, in the demo.

use etown_engine::NotAccepted;

use super::Demo;
use super::parties::Parties;

pub(super) fn make(_demo: &Demo, _parties: &Parties) -> Result<(), NotAccepted> {
    Ok(())
}
