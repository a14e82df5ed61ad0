//! Queries repeat what the gate knows, and the register of equipment.

use etown_domain::State;
use etown_domain::bonded::slip::{Slip, SlipStatus};
use etown_engine::Queries;
use etown_engine::query::{EquipmentFilter, SlipFilter};

use super::{REPEAT, ZONE, asked, count};
use crate::simulate::failure::{Failure, require};

pub(super) fn compare(state: &State, queries: &Queries) -> Result<(), Failure> {
    for slip in state.bonded.slips() {
        compare_slip(queries, slip)?;
    }
    for found in state.bonded.all_equipment() {
        let row = queries.equipment(ZONE, found.id).map_err(|fault| asked(&fault))?;
        let is_equal = row.as_ref().is_some_and(|row| {
            (row.status, row.supervised_from, row.supervised_until, row.revision)
                == (found.status, found.supervised_from, found.supervised_until, found.revision)
                && row.location == found.filing.location
        });
        require(is_equal, REPEAT, || format!("{} is shown as {row:?}", found.id))?;
    }
    let machines = state.bonded.all_equipment().count();
    let found = count(|page| {
        let page = queries.all_equipment(ZONE, &EquipmentFilter::default(), page)?;
        Ok((page.rows.len(), page.next_cursor))
    })?;
    require(found == machines, REPEAT, || format!("{found} machines, not {machines}"))?;
    // Slips that left the state stay where they can be looked up.
    let found = count(|page| {
        let page = queries.slips(ZONE, &SlipFilter::default(), page)?;
        Ok((page.rows.len(), page.next_cursor))
    })?;
    require(found >= state.bonded.slips().count(), REPEAT, || format!("only {found} slips"))
}

fn compare_slip(queries: &Queries, slip: &Slip) -> Result<(), Failure> {
    let detail = queries.slip(ZONE, slip.id).map_err(|fault| asked(&fault))?;
    let detail = detail.ok_or_else(|| Failure::new(REPEAT, format!("slip {} is not there", slip.id)))?;
    let row = &detail.row;
    let is_equal = (row.status, row.revision, row.book, detail.lists.len())
        == (slip.status, slip.revision, slip.book, slip.content.lists.len());
    require(is_equal, REPEAT, || format!("slip {} {slip:?} is shown as {row:?}", slip.id))?;
    require(detail.trucks.len() == slip.trucks.len(), REPEAT, || format!("slip {}: {detail:?}", slip.id))?;
    for (progress, row) in slip.trucks.iter().zip(&detail.trucks) {
        let stands = row.hold.as_ref().filter(|_| !row.is_released).map(|hold| &hold.reason);
        let weighed = progress.weighing.map(|weighing| weighing.scale_kilograms);
        // A void slip holds nobody; its row keeps the last hold.
        let is_hold = slip.status == SlipStatus::Void || stands == progress.held.as_ref();
        let is_equal = is_hold && (weighed.is_none() || row.scale.is_some());
        require(is_equal, REPEAT, || format!("slip {}: {progress:?} is shown as {row:?}", slip.id))?;
        let gates = usize::from(row.first_gate_at.is_some()) + usize::from(row.second_gate_at.is_some());
        require(gates == progress.gates_passed.len(), REPEAT, || {
            format!("slip {}: {progress:?} is shown as {row:?}", slip.id)
        })?;
    }
    Ok(())
}
