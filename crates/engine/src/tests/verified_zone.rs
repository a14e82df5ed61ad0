//! A book whose first period closed and whose second one is being counted: slips that passed, were forged, held and void,
//! issues of work orders, machines and a paused item. Only steps; what they must come to is the tests' affair.

use etown_domain::bonded::book::{ConsumptionPoint, Pause};
use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::equipment::EquipmentFiling;
use etown_domain::bonded::list::{Direction, Movement};
use etown_domain::bonded::period::{CountRow, DifferenceCause, Explanation, Stage};
use etown_domain::bonded::slip::{Gate, Gates, SlipContent, SlipKind, SlipTruck};
use etown_domain::bonded::{BondedCommand, BondedEvent};
use etown_domain::kernel::access::GrantScope;
use etown_domain::kernel::worklist::Subject;
use etown_domain::{Actor, Event, Role, ZoneCommand};
use etown_values::{BookId, EquipmentId, Instant, ListId, QuantityAmount, SlipId, UserId};

use super::zone::{ADMINISTRATOR, CUSTOMS, GATE, OFFICER, Zone, content, date};
use crate::Answer;

pub(super) const SECOND_CUSTOMS: UserId = UserId::from_raw(8);
const DAY: i64 = 24 * 3_600 * 1_000_000;

/// What there is to ask for.
pub(super) struct Verified {
    pub book: BookId,
    pub imports: [ListId; 2],
    pub shipped: ListId,
    pub slip: SlipId,
    pub machine: EquipmentId,
    /// The end of the first day, which is the first cutoff.
    pub before_cutoff: Instant,
}

pub(super) fn verified(zone: &Zone) -> Verified {
    let (user, role, scope) = (SECOND_CUSTOMS, Role::CustomsOfficer, GrantScope::Zone);
    zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::RegisterUser { user });
    zone.zone(Actor::User(ADMINISTRATOR), ZoneCommand::GrantRole { user, role, scope });
    let book = zone.processing_book_at("H01990000009", ConsumptionPoint::AtProduction);
    let imports = [priced_import(zone, book, "100", "2"), priced_import(zone, book, "50", "5")];
    let slip = pass_the_gate(zone, book);
    issue(zone, book, "WO-7", "22.5", false);
    issue(zone, book, "WO-7", "0.5", true);
    produce(zone, book, "60", "made-1", zone.now());
    let shipped = zone.draft(OFFICER, book, content(Movement::Export, &[(2, "45")], &[]));
    zone.approve_list(OFFICER, shipped);
    let machine = machines(zone, imports[0]);
    let (item, pause, reason) = (3, Pause::Outbound, "scrap is being weighed".to_owned());
    zone.bonded(CUSTOMS, BondedCommand::PauseItem { book, revision: None, item, pause, reason });
    let before_cutoff = zone.now();
    close_first_period(zone, book);
    zone.clock.advance(DAY);
    produce(zone, book, "1", "late-1", before_cutoff);
    zone.import(book, "10");
    zone.bonded(OFFICER, announce(book, "2026-05-17"));
    zone.bonded(OFFICER, record(book, vec![counted(1, "9"), products(Stage::WorkInProgress, "2")]));
    zone.bonded(OFFICER, record(book, vec![counted(1, "9.5")]));
    Verified { book, imports, shipped, slip, machine, before_cutoff }
}

/// Imports item 1 at a price.
pub(super) fn priced_import(zone: &Zone, book: BookId, quantity: &str, price: &str) -> ListId {
    let mut content = content(Movement::Import, &[(1, quantity)], &[]);
    content.lines[0].unit_price = price.parse().unwrap();
    let list = zone.draft(OFFICER, book, content);
    zone.approve_list(OFFICER, list);
    list
}

pub(super) fn produce(zone: &Zone, book: BookId, quantity: &str, external_id: &str, occurred_at: Instant) {
    let (version, quantity) = ("1".to_owned(), quantity.parse().unwrap());
    let content = ReportContent::ProductionReported { book, product: 2, version, quantity };
    zone.report_of(OFFICER, external_id, occurred_at, content).unwrap();
}

fn issue(zone: &Zone, book: BookId, work_order: &str, quantity: &str, gives_back: bool) {
    let (item, external_id) = (1, format!("{work_order}-{quantity}"));
    let (work_order, quantity) = (work_order.to_owned(), quantity.parse().unwrap());
    let content = if gives_back {
        ReportContent::MaterialReturned { book, work_order, item, quantity }
    } else {
        ReportContent::MaterialIssued { book, work_order, item, quantity }
    };
    zone.report_of(OFFICER, &external_id, zone.now(), content).unwrap();
}

pub(super) fn announce(book: BookId, cutoff: &str) -> BondedCommand {
    BondedCommand::AnnounceCount { book, revision: None, cutoff: date(cutoff) }
}

pub(super) fn record(book: BookId, rows: Vec<CountRow>) -> BondedCommand {
    BondedCommand::RecordCount { book, revision: None, rows }
}

pub(super) fn counted(item: u32, quantity: &str) -> CountRow {
    CountRow { item, stage: Stage::Stock, version: None, quantity: quantity.parse().unwrap() }
}

fn products(stage: Stage, quantity: &str) -> CountRow {
    CountRow { item: 2, stage, version: Some("1".into()), quantity: quantity.parse().unwrap() }
}

/// 150 + 12 kg came in, 60 cables took 127.65957 of it and left 6.38298 of scrap.
fn close_first_period(zone: &Zone, book: BookId) {
    let revision = None;
    zone.bonded(OFFICER, announce(book, "2026-03-02"));
    zone.bonded(OFFICER, record(book, vec![counted(1, "33.34043"), counted(2, "15"), counted(3, "6.38298")]));
    zone.bonded(OFFICER, BondedCommand::CompleteCount { book, revision });
    let again = "one shelf was forgotten".to_owned();
    zone.bonded(OFFICER, BondedCommand::ReopenCount { book, revision, reason: again });
    zone.bonded(OFFICER, BondedCommand::CompleteCount { book, revision });
    let text = "one kilogram was weighed with its packaging".to_owned();
    let explanations = vec![Explanation { item: 1, cause: DifferenceCause::Measurement, text }];
    zone.bonded(OFFICER, BondedCommand::ExplainDifferences { book, revision, explanations });
    zone.bonded(OFFICER, BondedCommand::ApplyVerification { book, revision });
    zone.bonded(CUSTOMS, BondedCommand::AcceptVerification { book, revision });
    zone.bonded(SECOND_CUSTOMS, BondedCommand::CloseVerification { book, revision });
}

fn truck(plate: &str, goods: &str) -> SlipTruck {
    let kilograms = |text: &str| text.parse::<QuantityAmount>().unwrap();
    SlipTruck {
        plate: plate.into(),
        vehicle_kilograms: kilograms("7000"),
        frame_kilograms: kilograms("0"),
        container_kilograms: kilograms("0"),
        goods_kilograms: kilograms(goods),
    }
}

pub(super) fn slip(zone: &Zone, lists: &[ListId], trucks: Vec<SlipTruck>, gates: Gates) -> SlipId {
    let kind = if lists.is_empty() { SlipKind::EmptyTruck } else { SlipKind::FirstLine };
    let (direction, goods, valid_until) = (Direction::Inbound, None, date("2026-03-05"));
    let content = SlipContent { kind, direction, lists: lists.to_vec(), goods, trucks, gates, valid_until };
    let answer = zone.bonded(OFFICER, BondedCommand::ApplySlip { enterprise: zone.enterprise, content });
    let applied = |event: &Event| match event {
        Event::Bonded(BondedEvent::SlipApplied { slip, .. }) => Some(*slip),
        _ => None,
    };
    let slip = answer.events.iter().find_map(applied).unwrap();
    if !lists.is_empty() {
        zone.bonded(CUSTOMS, BondedCommand::ApproveSlip { slip, revision: None });
    }
    slip
}

/// A list of two trucks through two gates: one held and released, one reported twice and once by a forged note.
fn pass_the_gate(zone: &Zone, book: BookId) -> SlipId {
    let list = zone.draft(OFFICER, book, content(Movement::Import, &[(1, "12")], &["A1", "B2"]));
    zone.approve_list(OFFICER, list);
    let trucks = || vec![truck("A1", "8300"), truck("B2", "8300")];
    let first = slip(zone, &[list], trucks(), Gates::One);
    let reason = || "for a reason".to_owned();
    zone.bonded(OFFICER, BondedCommand::VoidSlip { slip: first, revision: None, reason: reason() });
    let slip_id = slip(zone, &[list], trucks(), Gates::Two);
    let scale_kilograms = "17000".parse().unwrap();
    zone.bonded(GATE, BondedCommand::WeighTruck { slip: slip_id, truck: "A1".into(), scale_kilograms });
    zone.bonded(SECOND_CUSTOMS, release(slip_id, "A1"));
    for (truck, gate) in
        [("A1", Gate::First), ("A1", Gate::Second), ("B2", Gate::First), ("B2", Gate::Second)]
    {
        pass(zone, slip_id, truck, (gate, Seal::Intact), "1");
    }
    pass(zone, slip_id, "B2", (Gate::First, Seal::Intact), "2");
    pass(zone, slip_id, "B2", (Gate::First, Seal::Forged), "3");
    resolve_all(zone);
    // One that is under way with a truck held for inspection, and an empty one that nobody has seen yet.
    let list = zone.draft(OFFICER, book, content(Movement::Import, &[(1, "1")], &["C3"]));
    zone.approve_list(OFFICER, list);
    let held = slip(zone, &[list], vec![truck("C3", "8300")], Gates::One);
    zone.bonded(GATE, BondedCommand::HoldTruck { slip: held, truck: "C3".into(), reason: reason() });
    slip(zone, &[], vec![truck("D4", "0")], Gates::One);
    slip_id
}

pub(super) fn release(slip: SlipId, truck: &str) -> BondedCommand {
    let reason = "weighed again by hand".to_owned();
    BondedCommand::ReleaseTruck { slip, truck: truck.into(), reason }
}

pub(super) fn pass(
    zone: &Zone,
    slip: SlipId,
    truck: &str,
    (gate, seal): (Gate, Seal),
    message: &str,
) -> Answer {
    let external_id = format!("{slip}-{truck}-{gate:?}-{message}");
    let scale_kilograms = Some("17000".parse().unwrap());
    let content = ReportContent::SlipPassed { slip, truck: truck.into(), gate, scale_kilograms, seal };
    zone.report(&external_id, content).unwrap()
}

pub(super) fn resolve_all(zone: &Zone) {
    let open: Vec<Subject> =
        zone.engine.read(|state| state.worklist.open().map(|task| task.subject).collect());
    for subject in open {
        let Subject::Exception(exception) = subject else { continue };
        let explanation = "looked into and explained".to_owned();
        zone.bonded(CUSTOMS, BondedCommand::ResolveException { exception, explanation });
    }
}

/// Three machines: one under supervision and moved, one released, one that waits for customs.
fn machines(zone: &Zone, list: ListId) -> EquipmentId {
    let revision = None;
    let register = |serial: &str| {
        let filing = EquipmentFiling {
            list,
            line: 1,
            name: "Invented press".into(),
            serial_number: serial.into(),
            location: "Hall 1".into(),
            used_by: zone.enterprise,
        };
        match &zone.bonded(OFFICER, BondedCommand::RegisterEquipment { filing }).events[0] {
            Event::Bonded(BondedEvent::EquipmentRegistered { equipment, .. }) => *equipment,
            other => panic!("not a machine: {other:?}"),
        }
    };
    let [moved, released, _] = ["SN-1", "SN-2", "SN-3"].map(register);
    for equipment in [moved, released] {
        zone.bonded(CUSTOMS, BondedCommand::ConfirmEquipment { equipment, revision });
    }
    let (location, used_by) = ("Hall 9".to_owned(), zone.enterprise);
    zone.bonded(OFFICER, BondedCommand::MoveEquipment { equipment: moved, revision, location, used_by });
    let reason = "duty was paid".to_owned();
    zone.bonded(CUSTOMS, BondedCommand::ReleaseEquipment { equipment: released, revision, reason });
    moved
}
