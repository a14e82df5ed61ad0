//! Which goods of the bonded zone a product is: the items that enterprises state it to be, their bills of materials, and
//! the materials that these name. This says what the caller has to read from the record.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::ItemKey;
use crate::bonded::bom::BomVersion;
use crate::bonded::book::{Book, Item, ItemClass};
use crate::kernel::access::ReadScope;
use crate::region::item::StatedItem;
use crate::state::State;

/// An item of a book that the product is.
pub struct Made<'a> {
    pub book: &'a Book,
    pub item: &'a Item,
    pub stated: &'a StatedItem,
    /// Its bills of materials, by version.
    pub bills: Vec<(&'a str, &'a BomVersion)>,
}

/// A material, with what it is stated to be.
pub struct Material<'a> {
    pub book: &'a Book,
    pub item: &'a Item,
    pub stated: Option<&'a StatedItem>,
}

/// The goods of a product.
pub struct Goods<'a> {
    pub made: Vec<Made<'a>>,
    pub materials: Vec<Material<'a>>,
    /// Whether there are more items or materials than these.
    pub has_more: bool,
}

impl Made<'_> {
    pub fn key(&self) -> ItemKey {
        (self.book.id, self.item.filing.number)
    }

    pub fn is_material(&self) -> bool {
        self.item.filing.class == ItemClass::Material
    }

    pub(super) fn reference(&self) -> String {
        reference(self.book, self.item)
    }
}

impl Material<'_> {
    pub fn key(&self) -> ItemKey {
        (self.book.id, self.item.filing.number)
    }

    pub(super) fn reference(&self) -> String {
        reference(self.book, self.item)
    }
}

fn reference(book: &Book, item: &Item) -> String {
    format!("{} · {}", book.header.number, item.filing.part_number)
}

/// Returns the goods of a product that the scope covers, at most `most` items, bills of each, and materials.
pub fn goods<'a>(state: &'a State, product: &str, scope: &ReadScope, most: usize) -> Goods<'a> {
    let seen = state.region.items_of(product).filter(|stated| scope.covers(stated.enterprise));
    let mut made = seen.filter_map(|stated| made_of(state, stated)).take(most.saturating_add(1));
    let kept: Vec<Made<'a>> = made.by_ref().take(most).collect();
    let mut has_more = made.next().is_some();
    drop(made);
    let mut named = BTreeSet::new();
    let mut materials = Vec::new();
    for made in &kept {
        let own = made.is_material().then_some(made.item.filing.number);
        let rows = made.bills.iter().flat_map(|(_, bill)| bill.rows.iter().map(|row| row.material));
        for number in own.into_iter().chain(rows) {
            let Some(item) = made.book.items.get(&number) else { continue };
            if !named.insert((made.book.id, number)) {
                continue;
            }
            if materials.len() >= most {
                has_more = true;
                break;
            }
            let stated = state.region.item(made.book.id, number);
            materials.push(Material { book: made.book, item, stated });
        }
    }
    Goods { made: kept, materials, has_more }
}

fn made_of<'a>(state: &'a State, stated: &'a StatedItem) -> Option<Made<'a>> {
    let book = state.bonded.book(stated.book)?;
    let item = book.items.get(&stated.item)?;
    let first = (stated.item, String::new());
    let versions = book.boms.range(first..).take_while(|((product, _), _)| *product == stated.item);
    let bills = versions.map(|((_, version), bill)| (version.as_str(), bill)).collect();
    Some(Made { book, item, stated, bills })
}
