//! What decisions of this part need: the fold of its events.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, EnterpriseId, SupplyId};
use serde::{Deserialize, Serialize};

use super::event::RegionEvent as Event;
use super::graph::SupplyGraph;
use super::item::StatedItem;
use super::product::{Chain, Firm, Product, Stated};
use super::refusal::{UNKNOWN_CHAIN, UNKNOWN_FIRM, UNKNOWN_PRODUCT};
use super::supply::{DeclaredSupply, SupplyStatus};
use crate::kernel::refusal::Refusal;

/// The alternatives of each group of a product's inputs.
pub type Groups = BTreeMap<u32, BTreeMap<String, Stated>>;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    products: BTreeMap<String, Product>,
    firms: BTreeMap<String, Firm>,
    firm_of_enterprise: BTreeMap<EnterpriseId, String>,
    /// Groups of inputs by product.
    inputs: BTreeMap<String, Groups>,
    /// Suppliers by product.
    supplies: BTreeMap<String, BTreeMap<String, Stated>>,
    chains: BTreeMap<String, Chain>,
    declarations: BTreeMap<SupplyId, DeclaredSupply>,
    /// The day and the entry of the last import of each product.
    imported: BTreeMap<String, (CivilDate, u64)>,
    /// Which product an item of an account book is.
    #[serde(with = "crate::kernel::as_pairs")]
    items: BTreeMap<(BookId, u32), StatedItem>,
    /// The items above, by their product.
    items_of_product: BTreeMap<String, BTreeSet<(BookId, u32)>>,
    /// Counts what was registered, stated and withdrawn.
    changes: u64,
}

impl Region {
    pub fn product(&self, code: &str) -> Result<&Product, Refusal> {
        self.products.get(code).ok_or_else(|| Refusal::new(&UNKNOWN_PRODUCT).number("product", code))
    }

    /// Returns the day and the entry of the last import of a product.
    pub fn imported(&self, code: &str) -> Option<(CivilDate, u64)> {
        self.imported.get(code).copied()
    }

    /// Returns which product an item of an account book is stated to be.
    pub fn item(&self, book: BookId, item: u32) -> Option<&StatedItem> {
        self.items.get(&(book, item))
    }

    /// Returns the items that are stated to be a product, in the order of their books.
    pub fn items_of(&self, product: &str) -> impl Iterator<Item = &StatedItem> {
        let keys = self.items_of_product.get(product).into_iter().flatten();
        keys.filter_map(|key| self.items.get(key))
    }

    /// Returns the products in the order of their codes.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.values()
    }

    pub fn firm(&self, code: &str) -> Result<&Firm, Refusal> {
        self.firms.get(code).ok_or_else(|| Refusal::new(&UNKNOWN_FIRM).number("firm", code))
    }

    pub fn firms(&self) -> impl Iterator<Item = &Firm> {
        self.firms.values()
    }

    /// Returns the firm that an enterprise of the zone is.
    pub fn firm_of(&self, enterprise: EnterpriseId) -> Option<&Firm> {
        self.firms.get(self.firm_of_enterprise.get(&enterprise)?)
    }

    pub fn groups_of(&self, product: &str) -> impl Iterator<Item = (u32, &BTreeMap<String, Stated>)> {
        self.inputs.get(product).into_iter().flatten().map(|(group, inputs)| (*group, inputs))
    }

    pub fn suppliers_of(&self, product: &str) -> impl Iterator<Item = (&Firm, &Stated)> {
        let supplies = self.supplies.get(product).into_iter().flatten();
        supplies.filter_map(|(firm, stated)| Some((self.firms.get(firm)?, stated)))
    }

    pub(super) fn states_input(&self, product: &str, group: u32, input: &str) -> bool {
        let groups = self.inputs.get(product);
        groups.and_then(|groups| groups.get(&group)).is_some_and(|inputs| inputs.contains_key(input))
    }

    pub(super) fn states_supply(&self, firm: &str, product: &str) -> bool {
        self.supplies.get(product).is_some_and(|firms| firms.contains_key(firm))
    }

    pub fn chain(&self, code: &str) -> Result<&Chain, Refusal> {
        self.chains.get(code).ok_or_else(|| Refusal::new(&UNKNOWN_CHAIN))
    }

    pub fn chains(&self) -> impl Iterator<Item = &Chain> {
        self.chains.values()
    }

    pub fn declaration(&self, id: SupplyId) -> Option<&DeclaredSupply> {
        self.declarations.get(&id)
    }

    pub fn declarations(&self) -> impl Iterator<Item = &DeclaredSupply> {
        self.declarations.values()
    }

    /// Counts what was registered, stated and withdrawn: while it stays, so does the graph.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// Lays the statements out as one graph of numbers, to walk in.
    pub fn graph(&self) -> SupplyGraph {
        let groups = self.inputs.iter().flat_map(|(product, groups)| {
            groups
                .values()
                .map(|inputs| (product.as_str(), inputs.keys().map(String::as_str).collect::<Vec<_>>()))
        });
        let supplies = self
            .supplies
            .iter()
            .flat_map(|(product, firms)| firms.keys().map(|firm| (product.as_str(), firm.as_str())));
        SupplyGraph::build(self.products.keys().map(String::as_str), groups, supplies)
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        self.changes = self.changes.saturating_add(1);
        match event {
            Event::ProductsImported { products, on, position } => {
                let days = products.iter().map(|product| (product.code.clone(), (*on, *position)));
                self.imported.extend(days);
                let rows = products.iter().map(|product| (product.code.clone(), product.clone()));
                self.products.extend(rows);
            }
            Event::FirmsImported { firms } => firms.iter().for_each(|firm| self.import(firm)),
            Event::InputsStated { inputs, by, position } => {
                for row in inputs {
                    let stated = Stated { evidence: row.evidence.clone(), by: *by, position: *position };
                    let groups = self.inputs.entry(row.product.clone()).or_default();
                    groups.entry(row.group).or_default().insert(row.input.clone(), stated);
                }
            }
            Event::SuppliesStated { supplies, by, position } => {
                for row in supplies {
                    let stated = Stated { evidence: row.evidence.clone(), by: *by, position: *position };
                    self.supplies.entry(row.product.clone()).or_default().insert(row.firm.clone(), stated);
                }
            }
            Event::InputWithdrawn { product, group, input, .. } => {
                self.withdraw_input(product, *group, input);
            }
            Event::SupplyWithdrawn { firm, product, .. } => {
                if let Some(firms) = self.supplies.get_mut(product) {
                    firms.remove(firm);
                    if firms.is_empty() {
                        self.supplies.remove(product);
                    }
                }
            }
            Event::ChainDefined { chain, .. } => {
                self.chains.insert(chain.code.clone(), chain.clone());
            }
            Event::SupplyDeclared(declared) => {
                self.declarations.insert(declared.id, declared.clone());
            }
            Event::SupplyConfirmed { supply, .. } => self.settle(*supply, SupplyStatus::Confirmed, None),
            Event::SupplyReturned { supply, reason, .. } => {
                self.settle(*supply, SupplyStatus::Returned, Some(reason));
            }
            Event::ItemStated(stated) => {
                let key = (stated.book, stated.item);
                self.items_of_product.entry(stated.product.clone()).or_default().insert(key);
                self.items.insert(key, stated.clone());
            }
            Event::ItemWithdrawn { product, book, item, .. } => self.withdraw_item(product, (*book, *item)),
        }
    }

    fn import(&mut self, firm: &Firm) {
        if let Some(before) = self.firms.get(&firm.code).and_then(|known| known.enterprise) {
            self.firm_of_enterprise.remove(&before);
        }
        if let Some(enterprise) = firm.enterprise {
            self.firm_of_enterprise.insert(enterprise, firm.code.clone());
        }
        self.firms.insert(firm.code.clone(), firm.clone());
    }

    /// A group without inputs is needed no more.
    fn withdraw_input(&mut self, product: &str, group: u32, input: &str) {
        let Some(groups) = self.inputs.get_mut(product) else { return };
        if let Some(inputs) = groups.get_mut(&group) {
            inputs.remove(input);
            if inputs.is_empty() {
                groups.remove(&group);
            }
        }
        if groups.is_empty() {
            self.inputs.remove(product);
        }
    }

    fn withdraw_item(&mut self, product: &str, key: (BookId, u32)) {
        self.items.remove(&key);
        if let Some(items) = self.items_of_product.get_mut(product) {
            items.remove(&key);
            if items.is_empty() {
                self.items_of_product.remove(product);
            }
        }
    }

    fn settle(&mut self, supply: SupplyId, status: SupplyStatus, reason: Option<&String>) {
        if let Some(declared) = self.declarations.get_mut(&supply) {
            declared.status = status;
            declared.reason = reason.cloned();
        }
    }
}
