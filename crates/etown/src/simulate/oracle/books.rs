//! Books as the model knows them: their items, their bills, what is paused, and whether they run.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass, Pause};
use etown_domain::bonded::list::{Direction, ListContent};
use etown_values::{BookId, EnterpriseId};

use super::Oracle;
use super::periods::Term;
use crate::simulate::failure::{Failure, require};

/// A book.
pub(super) struct Shelf {
    pub(super) enterprise: EnterpriseId,
    pub(super) consumes_at_shipment: bool,
    pub(super) consumes_at_production: bool,
    pub(super) is_running: bool,
    /// The period that runs; absent until customs approves the book.
    pub(super) term: Option<Term>,
    pause: Pause,
    items: BTreeMap<u32, Entry>,
    bills: BTreeMap<(u32, String), (Vec<BomRow>, IsApproved)>,
    /// Versions that a document has named.
    used: BTreeSet<(u32, String)>,
}

/// An item.
struct Entry {
    class: ItemClass,
    pause: Pause,
    is_approved: IsApproved,
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
            term: None,
            pause: Pause::None,
            items: BTreeMap::new(),
            bills: BTreeMap::new(),
            used: BTreeSet::new(),
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
        let is_approved_item = |item: &u32| self.items.get(item).is_some_and(|entry| entry.is_approved);
        (*is_approved && named.chain([product]).all(|item| is_approved_item(&item)))
            .then_some(rows.as_slice())
    }

    /// Whether it makes products; then it consumes at one point or the other.
    pub(super) fn is_processing(&self) -> bool {
        self.consumes_at_shipment || self.consumes_at_production
    }

    /// Whether it is a material that customs has approved.
    pub(super) fn is_approved_material(&self, item: u32) -> bool {
        self.items.get(&item).is_some_and(|entry| entry.is_approved && entry.class == ItemClass::Material)
    }

    /// Items that are counted as they stand: all but products that are counted as the materials they hold.
    pub(super) fn counted_items(&self) -> impl Iterator<Item = u32> {
        let is_counted = |entry: &Entry| !(self.consumes_at_shipment && entry.class == ItemClass::Finished);
        self.items.iter().filter(move |(_, entry)| is_counted(entry)).map(|(number, _)| *number)
    }

    /// Whether customs has paused the book, or an item of the lines, in the direction.
    pub(super) fn is_paused(&self, content: &ListContent, direction: Direction) -> bool {
        let pause_of = |item: u32| self.items.get(&item).map_or(Pause::None, |entry| entry.pause);
        stops(self.pause, direction) || content.lines.iter().any(|line| stops(pause_of(line.item), direction))
    }

    /// A document names the version, so it must never change again.
    pub(super) fn use_version(&mut self, product: u32, version: &str) {
        self.used.insert((product, version.to_owned()));
    }

    fn approve_all(&mut self) {
        self.items.values_mut().for_each(|entry| entry.is_approved = true);
        self.bills.values_mut().for_each(|(_, is_approved)| *is_approved = true);
    }
}

fn stops(pause: Pause, direction: Direction) -> bool {
    pause == Pause::Both
        || pause == if direction == Direction::Inbound { Pause::Inbound } else { Pause::Outbound }
}

impl Oracle {
    /// Learns what was filed or decided about a book.
    pub(super) fn accept_filing(&mut self, command: &BondedCommand) -> Result<(), Failure> {
        let today = self.today;
        match command {
            BondedCommand::FileItems { book, items, .. } => {
                for item in items {
                    let Some(shelf) = self.books.get_mut(book) else { return Ok(()) };
                    let pause = shelf.items.get(&item.number).map_or(Pause::None, |entry| entry.pause);
                    shelf.items.insert(item.number, Entry { class: item.class, pause, is_approved: false });
                    if shelf.consumes_at_shipment && item.class == ItemClass::Finished {
                        self.stocks.forget_floor(*book, item.number);
                    }
                }
            }
            BondedCommand::FileBom { book, product, version, rows, .. } => {
                if let Some(shelf) = self.books.get_mut(book) {
                    let is_used = shelf.used.contains(&(*product, version.clone()));
                    require(!is_used, "a version that was used never changes", || {
                        format!("book {book} product {product} version {version}")
                    })?;
                    shelf.bills.insert((*product, version.clone()), (rows.clone(), false));
                }
            }
            BondedCommand::ApproveBook { book, .. } => {
                self.change(*book, |shelf| {
                    shelf.is_running = true;
                    shelf.term = Some(Term::open(1, today));
                });
                self.change(*book, Shelf::approve_all);
            }
            BondedCommand::ApproveFilings { book, .. } => self.change(*book, Shelf::approve_all),
            BondedCommand::PauseBook { book, pause, .. } => self.change(*book, |shelf| shelf.pause = *pause),
            BondedCommand::PauseItem { book, item, pause, .. } => self.change(*book, |shelf| {
                if let Some(entry) = shelf.items.get_mut(item) {
                    entry.pause = *pause;
                }
            }),
            BondedCommand::CloseBook { book, .. } => {
                self.require_unblocked(*book)?;
                self.change(*book, |shelf| shelf.is_running = false);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn change(&mut self, book: BookId, change: impl FnOnce(&mut Shelf)) {
        if let Some(shelf) = self.books.get_mut(&book) {
            change(shelf);
        }
    }
}
