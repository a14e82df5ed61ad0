//! What happens in the year, drawn by a seed: books with items and bills, and for each book its lists in order. Lists are
//! drawn so that no stock runs out; the paper says whether one would.

use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{ItemClass, ItemFiling};
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_values::{HsCode, Measure, Percent, QuantityAmount, UnitConsumption, UnitPrice};

use super::paper::{Paper, PaperRow, arrival, shipment};
use crate::zone::papers::{ItemDraft, awaited_list, bom_row, immediate_list, line};
use crate::zone::random::Seeded;

pub(super) const MATERIALS: u32 = 60;
pub(super) const PRODUCTS: u32 = 20;
pub(super) const SCRAPS: u32 = 5;
/// Item numbers of products and scrap begin after these.
const PRODUCTS_AFTER: u32 = 1_000;
const SCRAPS_AFTER: u32 = 2_000;
const LINES_OF_A_LIST_MAX: u64 = 1_000;
const PLATES: [&str; 2] = ["京A·B0001", "京A·B0002"];

/// A version of a bill, for the rules and for the paper.
#[derive(Clone)]
pub(super) struct PlannedBill {
    pub(super) product: u32,
    pub(super) version: &'static str,
    pub(super) rows: Vec<BomRow>,
    paper: Vec<PaperRow>,
}

/// A list with how it comes to be posted.
pub(super) struct PlannedList {
    pub(super) content: ListContent,
}

/// One book's year.
pub(super) struct PlannedBook {
    pub(super) items: Vec<ItemFiling>,
    pub(super) bills: Vec<PlannedBill>,
    pub(super) lists: Vec<PlannedList>,
    pub(super) lines: u64,
    /// Where the book must stand at the end.
    pub(super) paper: Paper,
}

/// Draws one book's year with this many lines.
pub(super) fn plan_book(codes: &[HsCode], lines: u64, seed: u64) -> PlannedBook {
    let mut seeded = Seeded::new(seed);
    let items = items(codes, &mut seeded);
    let bills = bills(&mut seeded);
    let mut book = PlannedBook { items, bills, lists: Vec::new(), lines: 0, paper: Paper::default() };
    while book.lines < lines {
        let left = lines - book.lines;
        let size = list_size(&mut seeded).min(left);
        // Half of the lists ship products; what the stock does not cover is preceded by arrivals.
        let content = match seeded.between(0, 1) {
            0 => book.plan_shipment(size, &mut seeded),
            _ => None,
        };
        let content = content.unwrap_or_else(|| book.plan_arrival(size, &mut seeded));
        book.lines += u64::try_from(content.lines.len()).unwrap_or(u64::MAX);
        book.lists.push(PlannedList { content });
    }
    book
}

fn list_size(seeded: &mut Seeded) -> u64 {
    match seeded.between(1, 100) {
        1..=75 => seeded.between(5, 120),
        76..=95 => seeded.between(120, 400),
        _ => seeded.between(400, LINES_OF_A_LIST_MAX),
    }
}

impl PlannedBook {
    fn item(&self, number: u32) -> &ItemFiling {
        self.items.iter().find(|item| item.number == number).expect("bills name only items of the book")
    }

    fn plan_arrival(&mut self, size: u64, seeded: &mut Seeded) -> ListContent {
        let mut moved = Vec::new();
        let mut rows = Vec::new();
        for number in 1..=u32::try_from(size).unwrap_or(u32::MAX) {
            let material = 1 + u32::try_from(seeded.between(0, u64::from(MATERIALS) - 1)).unwrap_or_default();
            // Up to 20,000 with all five decimals in use.
            let units = i128::from(seeded.between(500_000_000, 2_000_000_000));
            moved.push((material, units));
            rows.push(line(number, self.item(material), QuantityAmount::from_units(units), None));
        }
        self.paper.book(arrival(&moved));
        content(Movement::Import, rows, seeded)
    }

    /// Nothing when the stock does not cover it.
    fn plan_shipment(&mut self, size: u64, seeded: &mut Seeded) -> Option<ListContent> {
        let mut drawn: Vec<(usize, i128)> = Vec::new();
        for _ in 0..size {
            // Up to 20 products, in whole pieces and in thousandths.
            drawn.push((seeded.position(self.bills.len()), i128::from(seeded.between(1, 20_000)) * 100));
        }
        let moved: Vec<(u32, i128, &[PaperRow])> = drawn
            .iter()
            .filter_map(|(position, units)| {
                let bill = self.bills.get(*position)?;
                Some((bill.product, *units, bill.paper.as_slice()))
            })
            .collect();
        let movement = shipment(&moved);
        if !self.paper.covers(&movement) {
            return None;
        }
        self.paper.book(movement);
        let rows = (1..).zip(&drawn).filter_map(|(number, (position, units))| {
            let bill = self.bills.get(*position)?;
            Some(line(
                number,
                self.item(bill.product),
                QuantityAmount::from_units(*units),
                Some(bill.version),
            ))
        });
        let rows = rows.collect();
        Some(content(Movement::Export, rows, seeded))
    }
}

/// A third of the lists waits for a release and one or two trucks.
fn content(movement: Movement, rows: Vec<ListLine>, seeded: &mut Seeded) -> ListContent {
    match seeded.between(0, 5) {
        0 => awaited_list(movement, &PLATES, rows),
        1 => awaited_list(movement, &PLATES[..1], rows),
        _ => immediate_list(movement, rows),
    }
}

fn items(codes: &[HsCode], seeded: &mut Seeded) -> Vec<ItemFiling> {
    let mut items = Vec::new();
    let classes = [
        (ItemClass::Material, 0, MATERIALS),
        (ItemClass::Finished, PRODUCTS_AFTER, PRODUCTS),
        (ItemClass::Scrap, SCRAPS_AFTER, SCRAPS),
    ];
    for (class, after, count) in classes {
        for number in after + 1..=after + count {
            let subheading = codes.get(seeded.position(codes.len())).expect("the nomenclature has codes");
            let hs_code = format!("{}{:02}", subheading.as_str(), seeded.between(0, 99));
            let (part, name) = (format!("BENCH-{number}"), format!("Item {number} / 货号 {number}"));
            let draft = ItemDraft {
                number,
                class,
                part: &part,
                hs_code: hs_code.parse().expect("six digits and two more"),
                name: &name,
                measure: Measure::KILOGRAM,
                unit_price: UnitPrice::from_units(i128::from(seeded.between(100, 9_000_000))),
            };
            items.push(draft.filing());
        }
    }
    items
}

/// Two versions of every product, each of two to five materials.
fn bills(seeded: &mut Seeded) -> Vec<PlannedBill> {
    let mut bills = Vec::new();
    for product in PRODUCTS_AFTER + 1..=PRODUCTS_AFTER + PRODUCTS {
        for version in ["V1", "V2"] {
            let mut paper: Vec<PaperRow> = Vec::new();
            for _ in 0..seeded.between(2, 5) {
                let row = paper_row(seeded);
                if paper.iter().all(|known| known.material != row.material) {
                    paper.push(row);
                }
            }
            let rows = paper.iter().map(as_filed).collect();
            bills.push(PlannedBill { product, version, rows, paper });
        }
    }
    bills
}

fn paper_row(seeded: &mut Seeded) -> PaperRow {
    let material = 1 + u32::try_from(seeded.between(0, u64::from(MATERIALS) - 1)).unwrap_or_default();
    // 0.001 to 3 with nine decimals; losses up to 12 % and 3 % with three.
    let net = i128::from(seeded.between(1_000_000, 3_000_000_000));
    let tangible = i128::from(seeded.between(0, 12_000)) * 1_000_000;
    let intangible = i128::from(seeded.between(0, 3_000)) * 1_000_000;
    let scrap = SCRAPS_AFTER + 1 + material % SCRAPS;
    PaperRow { material, net, tangible, intangible, scrap: (tangible > 0).then_some(scrap) }
}

fn as_filed(row: &PaperRow) -> BomRow {
    let (tangible, intangible) = (Percent::from_units(row.tangible), Percent::from_units(row.intangible));
    bom_row(row.material, UnitConsumption::from_units(row.net), tangible, intangible, row.scrap)
}
