//! What bills of materials look like on the wire.

use etown_domain::bonded::bom::BomRow;
use etown_engine::query::{BomRowOut, BomVersionRow};
use etown_values::{Percent, UnitConsumption};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::wire::{FilingStatus, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBillOfMaterials)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::books) struct BomIn {
    /// Item number of the product.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    pub(in crate::routes::books) product: u32,
    #[schema(pattern = "^[0-9A-Za-z.-]{1,20}$")]
    pub(in crate::routes::books) version: String,
    /// At most 1,000.
    pub(in crate::routes::books) rows: Vec<BomRowIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewBillOfMaterialsRow)]
#[serde(deny_unknown_fields)]
pub(in crate::routes::books) struct BomRowIn {
    /// Item number of the material.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    material: u32,
    /// Material embodied in one unit of product.
    #[schema(value_type = schema::UnitConsumption)]
    net: UnitConsumption,
    /// Loss that leaves scrap, in percent of the gross consumption.
    #[schema(value_type = schema::Percent)]
    tangible_loss_percent: Percent,
    /// Loss that leaves nothing, in percent of the gross consumption.
    #[schema(value_type = schema::Percent)]
    intangible_loss_percent: Percent,
    #[schema(value_type = schema::Percent)]
    bonded_share_percent: Percent,
    /// Item number of the scrap that the tangible loss becomes.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    scrap_item: Option<u32>,
}

impl From<BomRowIn> for BomRow {
    fn from(row: BomRowIn) -> Self {
        Self {
            material: row.material,
            net: row.net,
            tangible_loss_percent: row.tangible_loss_percent,
            intangible_loss_percent: row.intangible_loss_percent,
            bonded_share_percent: row.bonded_share_percent,
            scrap_item: row.scrap_item,
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = BillOfMaterials)]
pub(in crate::routes::books) struct BomOut {
    product: u32,
    version: String,
    status: FilingStatus,
    /// Whether a posting or a hold rests on it; it is then fixed.
    is_used: bool,
    rows: Vec<BomLineOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BillOfMaterialsRow)]
pub(in crate::routes::books) struct BomLineOut {
    material: u32,
    #[schema(value_type = schema::UnitConsumption)]
    net: String,
    #[schema(value_type = schema::Percent)]
    tangible_loss_percent: String,
    #[schema(value_type = schema::Percent)]
    intangible_loss_percent: String,
    #[schema(value_type = schema::Percent)]
    bonded_share_percent: String,
    scrap_item: Option<u32>,
    /// Gross consumption: net / (1 - losses).
    #[schema(value_type = schema::UnitConsumption)]
    unit_consumption: String,
}

impl From<BomVersionRow> for BomOut {
    fn from(row: BomVersionRow) -> Self {
        let line = |line: BomRowOut| BomLineOut {
            material: line.row.material,
            net: line.row.net.to_string(),
            tangible_loss_percent: line.row.tangible_loss_percent.to_string(),
            intangible_loss_percent: line.row.intangible_loss_percent.to_string(),
            bonded_share_percent: line.row.bonded_share_percent.to_string(),
            scrap_item: line.row.scrap_item,
            unit_consumption: line.unit_consumption.to_string(),
        };
        Self {
            product: row.product,
            version: row.version,
            status: row.status.into(),
            is_used: row.is_used,
            rows: row.rows.into_iter().map(line).collect(),
        }
    }
}
