//! Equipment of the demo: three machines that came in with one line, one of them under supervision and moved, one released
//! before its term, one waiting for customs.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::equipment::EquipmentFiling;
use etown_domain::bonded::list::Movement;
use etown_engine::NotAccepted;
use etown_values::{EquipmentId, ListId};

use super::Demo;
use super::books::{Book, Books};
use super::parties::Parties;
use crate::zone::created;
use crate::zone::papers::{awaited_list, line};

pub(super) fn make(demo: &Demo, books: &Books, parties: &Parties) -> Result<(), NotAccepted> {
    let (desk, book) = (&demo.desk, &books.warehouse);
    let list = bring_in(demo, book)?;
    let register = |number: &str, location: &str| -> Result<EquipmentId, NotAccepted> {
        let filing = EquipmentFiling {
            list,
            line: 1,
            name: "晶圆检测仪 / Wafer inspection instrument".to_owned(),
            serial_number: format!("LH-SCOPE-2026-{number}"),
            location: location.to_owned(),
            used_by: parties.lighthouse,
        };
        let answer = desk.bonded(book.hands.officer, BondedCommand::RegisterEquipment { filing })?;
        Ok(created::equipment(&answer))
    };
    let confirm = |equipment| {
        desk.bonded(book.hands.customs, BondedCommand::ConfirmEquipment { equipment, revision: None })
    };
    let first = register("001", "一号厂房 A 区 / Hall 1, bay A")?;
    confirm(first)?;
    demo.let_days_pass(1);
    let command = BondedCommand::MoveEquipment {
        equipment: first,
        revision: None,
        location: "二号厂房 C 区 / Hall 2, bay C".to_owned(),
        used_by: parties.lighthouse,
    };
    desk.bonded(book.hands.officer, command)?;
    let second = register("002", "一号厂房 B 区 / Hall 1, bay B")?;
    confirm(second)?;
    let reason =
        "设备退运出境，已核对出口报关单 / Sent back abroad; the export declaration was checked.".to_owned();
    let release = BondedCommand::ReleaseEquipment { equipment: second, revision: None, reason };
    desk.bonded(book.hands.customs, release)?;
    register("003", "一号厂房 B 区 / Hall 1, bay B").map(drop)
}

fn bring_in(demo: &Demo, book: &Book) -> Result<ListId, NotAccepted> {
    let (desk, hands) = (&demo.desk, book.hands);
    let goods = vec![line(1, book.item(4), "3".parse().expect("a constant quantity"), None)];
    let list =
        desk.bring_to_approval(hands, book.id, awaited_list(Movement::Import, &["津B·D0006"], goods))?;
    desk.release(hands, list)?;
    desk.pass(hands, list, "津B·D0006")?;
    Ok(list)
}
