//! Papers of the invented zone: commands, filings, lists and reports as its people would write them.

use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{ItemClass, ItemFiling};
use etown_domain::bonded::command::{ReportContent, Seal};
use etown_domain::bonded::list::{Direction, ListContent, ListLine, Movement};
use etown_domain::bonded::slip::{Gate, Gates, SlipContent, SlipKind, SlipTruck};
use etown_domain::bonded::{BondedCommand, BondedEvent, BondedReport};
use etown_domain::kernel::exceptions::{ExceptionEvent, ExceptionKind};
use etown_domain::kernel::parameters::{Basis, Commodity, DatedValue, Nomenclature, Parameter};
use etown_domain::kernel::reports::ReportKey;
use etown_domain::{Event, ZoneCommand};
use etown_values::{BookId, ExceptionId, ListId, SlipId, UserId, UtcOffset};

use super::support::{ADMINISTRATOR, BOARD, CHIP, METAL, SCRAP, date, quantity};

pub(crate) fn set_up() -> ZoneCommand {
    ZoneCommand::SetUpZone {
        name: "Invented Zone".to_owned(),
        customs_code: "0101".to_owned(),
        utc_offset: UtcOffset::BEIJING,
        administrators: vec![UserId::from_raw(ADMINISTRATOR)],
    }
}

pub(crate) fn setting(name: &str, value: &str) -> Parameter {
    let value = DatedValue {
        effective_from: date("2020-01-01"),
        value: value.to_owned(),
        basis: Basis::Setting,
        source: "test".to_owned(),
        is_verified: false,
    };
    Parameter { name: name.to_owned(), unit: "1".to_owned(), meaning: "test".to_owned(), values: vec![value] }
}

pub(crate) fn parameters() -> Vec<Parameter> {
    vec![
        setting("bonded.list.lines_max", "1000"),
        setting("bonded.book.verification_cycle_months_max", "12"),
        setting("bonded.filing.items_max", "1000"),
        setting("bonded.list.quantity_max", "99999999999999.99999"),
        setting("bonded.count.tolerance_percent", "0.3"),
        setting("bonded.count.rows_max", "1000"),
        setting("bonded.gate.weight_tolerance_percent", "3"),
        setting("bonded.gate.slip_days_max", "7"),
        setting("bonded.equipment.supervision_months", "36"),
        setting("approvals.small_building.floor_area_square_metres_max", "5000"),
        setting("approvals.small_building.height_metres_max", "24"),
        setting("approvals.revocation.credit_class_steps", "1"),
        setting("industry.classification.classes_max", "1000"),
        setting("industry.import.rows_max", "1000"),
        setting("industry.specialised.quotient_min", "1"),
        setting("industry.strong.quotient_min", "2"),
        setting("industry.strong.count_min", "1000"),
        setting("region.import.rows_max", "1000"),
        setting("region.weak_link.suppliers_max", "1"),
        setting("region.evidence.months_max", "24"),
        setting("region.drawing.products_max", "120"),
        setting("region.failure.steps_max", "50000000"),
        setting("region.four_chains.rows_max", "20"),
        setting("treasury.pool.cross_border_payments_min", "7000000000"),
        setting("treasury.pool.onshore_min", "10000000000"),
        setting("treasury.pool.offshore_min", "2000000000"),
        setting("treasury.external_debt.leverage", "2"),
        setting("treasury.external_debt.coefficient", "1.75"),
        setting("treasury.external_debt.short_term_months_max", "12"),
        setting("treasury.external_debt.weight_short", "1.5"),
        setting("treasury.external_debt.weight_long", "1"),
        setting("treasury.external_debt.weight_foreign_currency", "0.5"),
        setting("treasury.overseas_lending.leverage", "1"),
        setting("treasury.overseas_lending.coefficient", "0.8"),
        setting("treasury.overseas_lending.weight_foreign_currency", "0.5"),
    ]
}

pub(crate) fn nomenclature() -> Nomenclature {
    let codes = ["740311", "854231", "853400", "740400"];
    let commodity = |code: &&str| Commodity { code: code.parse().unwrap(), description: "test".to_owned() };
    Nomenclature {
        edition: "HS 2022".to_owned(),
        effective_from: date("2022-01-01"),
        source: "test".to_owned(),
        codes: codes.iter().map(commodity).collect(),
    }
}

pub(crate) fn filing(number: u32, class: ItemClass, code: &str, measure: &str) -> ItemFiling {
    ItemFiling {
        number,
        class,
        part_number: format!("P-{number}"),
        hs_code: code.parse().unwrap(),
        name: format!("part {number}"),
        measure: measure.parse().unwrap(),
        unit_price: "42.0000".parse().unwrap(),
        currency: "USD".parse().unwrap(),
        count_tolerance_percent: None,
    }
}

pub(crate) fn items() -> Vec<ItemFiling> {
    vec![
        filing(METAL, ItemClass::Material, "7403111100", "kg"),
        filing(CHIP, ItemClass::Material, "8542311190", "pcs"),
        filing(BOARD, ItemClass::Finished, "8534001000", "pcs"),
        filing(SCRAP, ItemClass::Scrap, "7404000090", "kg"),
    ]
}

pub(crate) fn row(
    material: u32,
    net: &str,
    tangible: &str,
    intangible: &str,
    scrap_item: Option<u32>,
) -> BomRow {
    BomRow {
        material,
        net: net.parse().unwrap(),
        tangible_loss_percent: tangible.parse().unwrap(),
        intangible_loss_percent: intangible.parse().unwrap(),
        bonded_share_percent: "100".parse().unwrap(),
        scrap_item,
    }
}

pub(crate) fn rows() -> Vec<BomRow> {
    vec![row(METAL, "1.9", "4", "1", Some(SCRAP)), row(CHIP, "3", "0", "0", None)]
}

pub(crate) fn bom(book: BookId, version: &str, rows: Vec<BomRow>) -> BondedCommand {
    BondedCommand::FileBom { book, revision: None, product: BOARD, version: version.to_owned(), rows }
}

pub(crate) fn line(number: u32, item: u32, amount: &str) -> ListLine {
    let filed = items().into_iter().find(|filing| filing.number == item).expect("an item of the book");
    ListLine {
        number,
        item,
        hs_code: filed.hs_code,
        quantity: quantity(amount),
        measure: filed.measure,
        unit_price: filed.unit_price,
        bom_version: (item == BOARD).then(|| "V1".to_owned()),
    }
}

/// A list that waits for neither declaration nor trucks.
pub(crate) fn content(movement: Movement, lines: Vec<ListLine>) -> ListContent {
    ListContent {
        movement,
        supervision_mode: "5034".to_owned(),
        needs_declaration: false,
        trucks: Vec::new(),
        lines,
    }
}

/// The same, with trucks to wait for.
pub(crate) fn with_trucks(content: ListContent, trucks: &[&str]) -> ListContent {
    ListContent { trucks: trucks.iter().map(|truck| (*truck).to_owned()).collect(), ..content }
}

pub(crate) fn drafted(events: &[Event]) -> ListId {
    match events {
        [Event::Bonded(BondedEvent::ListDrafted { list, .. })] => *list,
        other => panic!("one list is drafted, not {other:?}"),
    }
}

fn report(message: &str, content: ReportContent) -> BondedReport {
    let key = ReportKey { source: "lane-1".to_owned(), external_id: message.to_owned() };
    BondedReport { key, occurred_at: "2026-03-02T00:30:00.000000Z".parse().unwrap(), content }
}

/// A truck of 7,000 kg with 8,300 kg of goods.
pub(crate) fn slip_truck(plate: &str) -> SlipTruck {
    SlipTruck {
        plate: plate.to_owned(),
        vehicle_kilograms: quantity("7000"),
        frame_kilograms: quantity("0"),
        container_kilograms: quantity("0"),
        goods_kilograms: quantity("8300"),
    }
}

/// An inbound slip through one gate, good for three more days.
pub(crate) fn slip(lists: &[ListId], plates: &[&str]) -> SlipContent {
    SlipContent {
        kind: SlipKind::SecondLine,
        direction: Direction::Inbound,
        lists: lists.to_vec(),
        goods: None,
        trucks: plates.iter().map(|plate| slip_truck(plate)).collect(),
        gates: Gates::One,
        valid_until: date("2026-03-05"),
    }
}

/// What a lane reports of a truck that it let through.
pub(crate) fn slip_passed(slip: SlipId, truck: &str, gate: Gate, message: &str) -> BondedReport {
    let (truck, scale_kilograms, seal) = (truck.to_owned(), None, Seal::Intact);
    report(message, ReportContent::SlipPassed { slip, truck, gate, scale_kilograms, seal })
}

/// The same, with what the scale of the lane showed.
pub(crate) fn slip_weighed(slip: SlipId, truck: &str, scale: &str, message: &str) -> BondedReport {
    let (truck, scale_kilograms, seal) = (truck.to_owned(), Some(quantity(scale)), Seal::Intact);
    report(message, ReportContent::SlipPassed { slip, truck, gate: Gate::First, scale_kilograms, seal })
}

/// The same, with a paper that the zone did not sign.
pub(crate) fn slip_forged(slip: SlipId, truck: &str, message: &str) -> BondedReport {
    let (truck, scale_kilograms, seal) = (truck.to_owned(), None, Seal::Forged);
    report(message, ReportContent::SlipPassed { slip, truck, gate: Gate::First, scale_kilograms, seal })
}

pub(crate) fn issued(book: BookId, order: &str, item: u32, amount: &str, message: &str) -> BondedReport {
    let (work_order, quantity) = (order.to_owned(), quantity(amount));
    report(message, ReportContent::MaterialIssued { book, work_order, item, quantity })
}

pub(crate) fn returned(book: BookId, order: &str, item: u32, amount: &str, message: &str) -> BondedReport {
    let (work_order, quantity) = (order.to_owned(), quantity(amount));
    report(message, ReportContent::MaterialReturned { book, work_order, item, quantity })
}

/// The exceptions that were opened.
pub(crate) fn opened(events: &[Event]) -> Vec<(ExceptionKind, ExceptionId)> {
    let kind = |event: &Event| match event {
        Event::Exception(ExceptionEvent::ExceptionOpened(exception)) => Some((exception.kind, exception.id)),
        _ => None,
    };
    events.iter().filter_map(kind).collect()
}

pub(crate) fn kinds(events: &[Event]) -> Vec<ExceptionKind> {
    opened(events).into_iter().map(|(kind, _)| kind).collect()
}

pub(crate) fn truck_passed(list: ListId, truck: &str, message: &str) -> BondedReport {
    report(message, ReportContent::TruckPassed { list, truck: truck.to_owned() })
}

pub(crate) fn released(list: ListId, number: &str, message: &str) -> BondedReport {
    report(message, ReportContent::DeclarationReleased { list, declaration_number: number.to_owned() })
}

pub(crate) fn production(book: BookId, version: &str, amount: &str, message: &str) -> BondedReport {
    let content = ReportContent::ProductionReported {
        book,
        product: BOARD,
        version: version.to_owned(),
        quantity: quantity(amount),
    };
    report(message, content)
}
