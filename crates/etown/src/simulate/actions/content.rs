//! The content of lists: mostly what a book can take, now and then a little more than it has.

use etown_domain::State;
use etown_domain::bonded::book::{Book, FilingStatus, Item, ItemClass};
use etown_domain::bonded::list::{Direction, ListContent, ListLine, Movement};

use super::{choose, stock};
use crate::zone::random::Seeded;

const PLATES: [&str; 5] = ["京A00001", "京A00002", "京B00003", "津C00004", "冀D00005"];

/// Plates of up to three trucks.
pub(super) fn trucks(seeded: &mut Seeded) -> Vec<String> {
    let count = usize::try_from(seeded.between(0, 3)).unwrap_or_default();
    let first = seeded.position(PLATES.len());
    PLATES.iter().cycle().skip(first).take(count).map(|plate| (*plate).to_owned()).collect()
}

/// Any plate.
pub(super) fn plate(seeded: &mut Seeded) -> String {
    PLATES[seeded.position(PLATES.len())].to_owned()
}

/// Content of this direction for the book; none where the book has nothing that could move.
pub(super) fn content(
    state: &State,
    book: &Book,
    direction: Direction,
    seeded: &mut Seeded,
) -> Option<ListContent> {
    let count = 1 + seeded.position(3);
    let approved = || book.items.values().filter(|item| item.status == FilingStatus::Approved);
    let first = choose::one(seeded, approved())?;
    let movement = movement(first.filing.class, direction, seeded)?;
    let mut lines = Vec::new();
    for number in 1..=count {
        let same_class = approved().filter(|item| item.filing.class == first.filing.class);
        let item = choose::one(seeded, same_class)?;
        let number = u32::try_from(number).unwrap_or_default();
        lines.extend(line(state, book, item, (number, direction), seeded));
    }
    if lines.is_empty() {
        return None;
    }
    Some(ListContent {
        movement,
        supervision_mode: "5000".to_owned(),
        needs_declaration: seeded.between(0, 1) == 0,
        trucks: trucks(seeded),
        lines,
    })
}

fn movement(class: ItemClass, direction: Direction, seeded: &mut Seeded) -> Option<Movement> {
    let movements: &[Movement] = match (class, direction) {
        (ItemClass::Material, Direction::Inbound) => {
            &[Movement::Import, Movement::TransferIn, Movement::DomesticIn]
        }
        (ItemClass::Material, Direction::Outbound) => {
            &[Movement::ReExport, Movement::DomesticSale, Movement::TransferOut, Movement::Destruction]
        }
        (ItemClass::Finished, Direction::Outbound) => &[Movement::Export, Movement::DomesticSale],
        (ItemClass::Finished, Direction::Inbound) => &[Movement::ReturnIn],
        (ItemClass::Scrap, Direction::Outbound) => &[Movement::DomesticSale, Movement::Destruction],
        (ItemClass::Scrap, Direction::Inbound) => &[],
    };
    choose::one(seeded, movements.iter().copied())
}

fn line(
    state: &State,
    book: &Book,
    item: &Item,
    (number, direction): (u32, Direction),
    seeded: &mut Seeded,
) -> Option<ListLine> {
    let filing = &item.filing;
    let is_stamped = filing.class == ItemClass::Finished && direction == Direction::Outbound;
    let versions = book.boms.keys().filter(|(product, _)| *product == filing.number);
    let version =
        if is_stamped { choose::one(seeded, versions.map(|(_, version)| version.clone())) } else { None };
    let quantity = match (direction, &version) {
        (Direction::Inbound, _) => stock::to_bring_in(state, book, filing.number, seeded),
        (Direction::Outbound, Some(version)) if book.consumes_at_shipment() => {
            stock::to_make(state, book, (filing.number, version), seeded)?
        }
        (Direction::Outbound, _) => stock::to_take(state, book, filing.number, seeded)?,
    };
    Some(ListLine {
        number,
        item: filing.number,
        hs_code: filing.hs_code,
        quantity,
        measure: filing.measure,
        unit_price: filing.unit_price,
        bom_version: version,
    })
}
