//! Books as the model knows them: their items, their bills and whether they run.

use std::collections::BTreeMap;

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass};
use etown_values::{BookId, EnterpriseId};

use super::Oracle;

/// A book.
pub(super) struct Shelf {
    pub(super) enterprise: EnterpriseId,
    pub(super) consumes_at_shipment: bool,
    pub(super) consumes_at_production: bool,
    pub(super) is_running: bool,
    items: BTreeMap<u32, IsApproved>,
    bills: BTreeMap<(u32, String), (Vec<BomRow>, IsApproved)>,
}

type IsApproved = bool;

impl Shelf {
    pub(super) fn new(header: &BookHeader) -> Self {
        let is_processing = header.kind == BookKind::Processing;
        Self {
            enterprise: header.enterprise,
            consumes_at_shipment: is_processing
                && header.consumption_point == Some(ConsumptionPoint::AtShipment),
            consumes_at_production: is_processing
                && header.consumption_point == Some(ConsumptionPoint::AtProduction),
            is_running: false,
            items: BTreeMap::new(),
            bills: BTreeMap::new(),
        }
    }

    /// The rows of a version, approved or not.
    pub(super) fn rows(&self, product: u32, version: &str) -> &[BomRow] {
        self.bills.get(&(product, version.to_owned())).map_or(&[], |(rows, _)| rows.as_slice())
    }

    /// The rows of a version that customs has approved with everything it names.
    pub(super) fn approved_rows(&self, product: u32, version: &str) -> Option<&[BomRow]> {
        let (rows, is_approved) = self.bills.get(&(product, version.to_owned()))?;
        let named = rows.iter().flat_map(|row| [Some(row.material), row.scrap_item]).flatten();
        let all_are = named.chain([product]).all(|item| self.items.get(&item) == Some(&true));
        (*is_approved && all_are).then_some(rows.as_slice())
    }

    fn approve_all(&mut self) {
        self.items.values_mut().for_each(|is_approved| *is_approved = true);
        self.bills.values_mut().for_each(|(_, is_approved)| *is_approved = true);
    }
}

impl Oracle {
    /// Learns what was filed or decided about a book.
    pub(super) fn accept_filing(&mut self, command: &BondedCommand) {
        match command {
            BondedCommand::FileItems { book, items, .. } => {
                for item in items {
                    let Some(shelf) = self.books.get_mut(book) else { return };
                    shelf.items.insert(item.number, false);
                    if shelf.consumes_at_shipment && item.class == ItemClass::Finished {
                        self.stocks.forget_floor(*book, item.number);
                    }
                }
            }
            BondedCommand::FileBom { book, product, version, rows, .. } => {
                if let Some(shelf) = self.books.get_mut(book) {
                    shelf.bills.insert((*product, version.clone()), (rows.clone(), false));
                }
            }
            BondedCommand::ApproveBook { book, .. } => {
                self.change(*book, |shelf| shelf.is_running = true);
                self.change(*book, Shelf::approve_all);
            }
            BondedCommand::ApproveFilings { book, .. } => self.change(*book, Shelf::approve_all),
            BondedCommand::CloseBook { book, .. } => self.change(*book, |shelf| shelf.is_running = false),
            _ => {}
        }
    }

    fn change(&mut self, book: BookId, change: impl FnOnce(&mut Shelf)) {
        if let Some(shelf) = self.books.get_mut(&book) {
            change(shelf);
        }
    }
}
