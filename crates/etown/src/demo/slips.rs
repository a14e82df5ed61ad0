//! Pass slips of the demo, of its last days: one waiting for customs, one approved and waiting for its truck, a truck that is
//! held, one that passed and then passed again at a lane without its link, an empty truck, and registered goods.

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::list::{Direction, ListLine, Movement};
use etown_domain::bonded::slip::{Gate, Gates, SlipContent, SlipKind, SlipTruck};
use etown_domain::kernel::exceptions::ExceptionKind;
use etown_engine::{Answer, NotAccepted};
use etown_values::{EnterpriseId, ListId, QuantityAmount, SlipId};

use super::books::{Book, Books};
use super::parties::Parties;
use super::{Demo, MICROSECONDS_IN_SECOND};
use crate::zone::created;
use crate::zone::papers::{awaited_list, line};

pub(super) fn make(demo: &Demo, books: &Books, parties: &Parties) -> Result<(), NotAccepted> {
    pass_twice(demo, &books.warehouse, parties.lighthouse)?;
    hold(demo, &books.drivers, parties.star_bridge)?;
    let ready = approved(demo, &books.drivers, parties.star_bridge, &ready_for_its_truck(&books.drivers))?;
    assert!(
        demo.desk.engine().read(|state| state.bonded.slip(ready).is_some()),
        "the demo shows a signed slip"
    );
    wait(demo, &books.drivers, parties.star_bridge)?;
    without_a_book(demo, books, parties)
}

fn quantity(text: &str) -> QuantityAmount {
    text.parse().expect("a constant quantity")
}

/// A list and the truck that carries it.
struct Load {
    movement: Movement,
    plate: &'static str,
    lines: Vec<ListLine>,
    /// Vehicle and goods, in kilograms.
    kilograms: (&'static str, &'static str),
}

fn ready_for_its_truck(book: &Book) -> Load {
    let lines =
        vec![line(1, book.item(1), quantity("40"), None), line(2, book.item(3), quantity("25"), None)];
    Load { movement: Movement::ReExport, plate: "京A·D0014", lines, kilograms: ("7850", "96.4") }
}

fn truck(plate: &str, (vehicle, goods): (&str, &str)) -> SlipTruck {
    SlipTruck {
        plate: plate.to_owned(),
        vehicle_kilograms: quantity(vehicle),
        frame_kilograms: QuantityAmount::ZERO,
        container_kilograms: QuantityAmount::ZERO,
        goods_kilograms: quantity(goods),
    }
}

fn content(demo: &Demo, kind: SlipKind, direction: Direction, lists: Vec<ListId>) -> SlipContent {
    let today = demo.desk.engine().business_date();
    SlipContent {
        kind,
        direction,
        lists,
        goods: None,
        trucks: Vec::new(),
        gates: Gates::One,
        valid_until: today.plus_days(6).unwrap_or(today),
    }
}

fn apply(
    demo: &Demo,
    book: &Book,
    enterprise: EnterpriseId,
    content: SlipContent,
) -> Result<SlipId, NotAccepted> {
    let command = BondedCommand::ApplySlip { enterprise, content };
    demo.desk.bonded(book.hands.officer, command).map(|answer| created::slip(&answer))
}

/// A slip for an approved list, applied for and not yet approved.
fn applied(demo: &Demo, book: &Book, enterprise: EnterpriseId, load: &Load) -> Result<SlipId, NotAccepted> {
    let paper = awaited_list(load.movement, &[load.plate], load.lines.clone());
    let list = demo.desk.bring_to_approval(book.hands, book.id, paper)?;
    demo.desk.release(book.hands, list)?;
    let mut content = content(demo, SlipKind::FirstLine, load.movement.direction(), vec![list]);
    content.trucks = vec![truck(load.plate, load.kilograms)];
    apply(demo, book, enterprise, content)
}

fn approved(demo: &Demo, book: &Book, enterprise: EnterpriseId, load: &Load) -> Result<SlipId, NotAccepted> {
    let slip = applied(demo, book, enterprise, load)?;
    demo.desk.bonded(book.hands.customs, BondedCommand::ApproveSlip { slip, revision: None })?;
    Ok(slip)
}

fn weigh(demo: &Demo, book: &Book, slip: SlipId, (plate, scale): (&str, &str)) -> Result<(), NotAccepted> {
    let (truck, scale_kilograms) = (plate.to_owned(), quantity(scale));
    let command = BondedCommand::WeighTruck { slip, truck, scale_kilograms };
    demo.desk.bonded(book.hands.gate, command).map(drop)
}

fn passage(slip: SlipId, plate: &str, scale: Option<&str>) -> ReportContent {
    ReportContent::SlipPassed {
        slip,
        truck: plate.to_owned(),
        gate: Gate::First,
        scale_kilograms: scale.map(quantity),
        seal: Seal::Intact,
    }
}

/// The truck passes at one lane and, an hour earlier by the other lane's clock, at a second one that had lost its link.
fn pass_twice(demo: &Demo, book: &Book, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
    let lines = vec![line(1, book.item(2), quantity("160"), None)];
    let load = Load { movement: Movement::Import, plate: "津B·D0008", lines, kilograms: ("9120", "284") };
    let slip = approved(demo, book, enterprise, &load)?;
    weigh(demo, book, slip, (load.plate, "9418"))?;
    demo.desk.report(book.hands.gate, "lane-1", passage(slip, load.plate, Some("9418")))?;
    let hour = 3_600 * MICROSECONDS_IN_SECOND;
    let again: Answer =
        demo.desk.report_late(book.hands.gate, "lane-2", passage(slip, load.plate, None), hour)?;
    let is_open =
        created::exceptions(&again).any(|exception| exception.kind == ExceptionKind::TruckPassedTwice);
    assert!(is_open, "the demo shows a truck that passed twice");
    Ok(())
}

/// The scale shows 7 % more than is declared.
fn hold(demo: &Demo, book: &Book, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
    let lines = vec![line(1, book.item(2), quantity("50000"), None)];
    let load = Load { movement: Movement::Import, plate: "京A·D0005", lines, kilograms: ("8200", "640") };
    let slip = approved(demo, book, enterprise, &load)?;
    weigh(demo, book, slip, (load.plate, "9460"))
}

fn wait(demo: &Demo, book: &Book, enterprise: EnterpriseId) -> Result<(), NotAccepted> {
    let lines = vec![line(1, book.item(10), quantity("24000"), Some("V2"))];
    let load = Load { movement: Movement::Export, plate: "京A·D0015", lines, kilograms: ("7850", "58.2") };
    applied(demo, book, enterprise, &load).map(drop)
}

/// An empty truck, and furniture through two gates, of which it has passed the first.
fn without_a_book(demo: &Demo, books: &Books, parties: &Parties) -> Result<(), NotAccepted> {
    let mut empty = content(demo, SlipKind::EmptyTruck, Direction::Inbound, Vec::new());
    empty.trucks = vec![truck("京A·D0041", ("7900", "0"))];
    apply(demo, &books.modules, parties.spruce, empty)?;
    let mut furniture = content(demo, SlipKind::RegisteredGoods, Direction::Inbound, Vec::new());
    furniture.goods = Some("办公桌椅 12 套 / 12 sets of office desks and chairs".to_owned());
    furniture.gates = Gates::Two;
    furniture.trucks = vec![truck("津B·D0051", ("5200", "730"))];
    let slip = apply(demo, &books.warehouse, parties.lighthouse, furniture)?;
    demo.desk.report(books.warehouse.hands.gate, "lane-1", passage(slip, "津B·D0051", Some("5944"))).map(drop)
}
