//! How a list's content stands in events and snapshots: each line is a row without names, since a list may have thousands
//! of them and every byte is hashed twice and kept for ever. Commands and the wire keep their names.

use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{HsCode, Measure, QuantityAmount, UnitPrice};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::list::{ListContent, ListLine, Movement};

/// Number, item, commodity code, quantity, measure, unit price, version.
type Row = (u32, u32, HsCode, QuantityAmount, Measure, UnitPrice, Option<String>);

#[derive(Serialize)]
struct Written<'a> {
    movement: Movement,
    supervision_mode: &'a str,
    needs_declaration: bool,
    trucks: &'a [String],
    #[serde(serialize_with = "rows")]
    lines: &'a [ListLine],
}

#[derive(Deserialize)]
struct Read {
    movement: Movement,
    supervision_mode: String,
    needs_declaration: bool,
    trucks: Vec<String>,
    lines: Vec<Row>,
}

pub(super) fn serialize<S: Serializer>(content: &ListContent, serializer: S) -> Result<S::Ok, S::Error> {
    let ListContent { movement, supervision_mode, needs_declaration, trucks, lines } = content;
    let (movement, needs_declaration) = (*movement, *needs_declaration);
    Written { movement, supervision_mode, needs_declaration, trucks, lines }.serialize(serializer)
}

fn rows<S: Serializer>(lines: &[ListLine], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(lines.iter().map(|line| {
        let ListLine { number, item, hs_code, quantity, measure, unit_price, bom_version } = line;
        (*number, *item, *hs_code, *quantity, *measure, *unit_price, bom_version.as_deref())
    }))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ListContent, D::Error> {
    let Read { movement, supervision_mode, needs_declaration, trucks, lines } =
        Read::deserialize(deserializer)?;
    let line = |(number, item, hs_code, quantity, measure, unit_price, bom_version): Row| ListLine {
        number,
        item,
        hs_code,
        quantity,
        measure,
        unit_price,
        bom_version,
    };
    let lines = lines.into_iter().map(line).collect();
    Ok(ListContent { movement, supervision_mode, needs_declaration, trucks, lines })
}
