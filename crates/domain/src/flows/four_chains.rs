//! Four chains on one page: innovation, industry, supply and foreign trade. A technology contract goes into a product; the
//! product is an item of an account book and has a bill of materials there; firms supply the materials; lots of them came
//! in; and lists send the product abroad. What is missing in between is named and not left out.
//!
//! Documents of closed periods leave the memory of decisions, so the caller brings what the record says of them. Every step
//! shows so many rows at most and says whether there are more.

mod goods;
mod steps;

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::{BookId, CivilDate, EnterpriseId, ListId, Measure, QuantityAmount, TechnologyContractId};

pub use goods::{Goods, goods};

use crate::bonded::list::ListStatus;
use crate::kernel::access::ReadScope;
use crate::kernel::refusal::Refusal;
use crate::region::product::Product;
use crate::state::State;

/// The most rows that one step shows, where the setting is in force.
pub const ROWS_MAX: &str = "region.four_chains.rows_max";

/// The book and the number of an item.
pub type ItemKey = (BookId, u32);

/// The steps, in the order in which goods and knowledge flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    Contract,
    Product,
    Bill,
    Supplier,
    Lot,
    Export,
}

/// What a row of a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    Contract(TechnologyContractId),
    Product(String),
    Bill {
        key: ItemKey,
        version: String,
    },
    /// A firm supplies a product, which is a material of a bill where an item is named.
    Supplier {
        firm: String,
        product: String,
        material: Option<ItemKey>,
    },
    Lot {
        key: ItemKey,
        lot: u64,
    },
    Export {
        key: ItemKey,
        list: ListId,
    },
}

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Filed,
    Registered,
    Returned,
    Approved,
    /// A product of the register.
    Known,
    /// Said by the party that knows.
    Declared,
    Inferred,
    InStock,
    UsedUp,
    List(ListStatus),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub thing: Thing,
    /// A number or code by which people recognise it.
    pub reference: String,
    pub name: String,
    pub name_english: String,
    pub standing: Standing,
    /// Signed, imported, approved, dated, received or posted on.
    pub date: Option<CivilDate>,
    /// The entry whose receipt proves it.
    pub position: Option<u64>,
    /// The entry by which somebody joined it to the chain.
    pub joined_by: Option<u64>,
    /// The enterprise whose goods it is about.
    pub enterprise: Option<EnterpriseId>,
    /// What is left of a lot, or what a list sends away.
    pub quantity: Option<(QuantityAmount, Measure)>,
    /// The lots of the step before that an export drew upon.
    pub lots: Vec<u64>,
}

/// What is missing in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// No contract is stated to go into the product.
    Contract,
    /// The product is stated to be no item of an account book.
    Item,
    /// The item has no bill of materials.
    Bill,
    /// The item is a material itself, so that there is no bill.
    Material,
    /// A material of a bill is stated to be no product, so that its suppliers are unknown.
    MaterialProduct,
    /// Nothing is stated about what the product is made of.
    Input,
    /// No firm supplies the product.
    Supplier,
    /// No lot of the material is in stock, nor was one drawn by the exports shown.
    Lot,
    /// No list sends the item abroad.
    Export,
}

/// A gap and what it is about, by reference and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub gap: Gap,
    pub reference: String,
    pub name: String,
    pub name_english: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub rows: Vec<Row>,
    pub missing: Vec<Missing>,
    /// Whether there are more rows or gaps than are shown.
    pub has_more: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FourChains<'a> {
    pub product: &'a Product,
    pub steps: [Step; 6],
}

/// Rows of the record, and whether there are more of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    pub rows: Vec<T>,
    pub has_more: bool,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), has_more: false }
    }
}

/// A lot as the record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotRecord {
    pub lot: u64,
    /// Number of the list or report that it came in with.
    pub source: String,
    pub received_on: CivilDate,
    pub remaining: QuantityAmount,
    pub position: u64,
}

/// A list that sends an item abroad, as the record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRecord {
    pub list: ListId,
    pub number: String,
    pub status: ListStatus,
    pub posted_on: Option<CivilDate>,
    /// What its lines send away of the item.
    pub quantity: QuantityAmount,
    /// The entry that posted it, or the last about it.
    pub position: u64,
    /// Lots of materials that it drew upon, through productions as well.
    pub lots: Vec<u64>,
}

/// What the record says of the goods that were asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The day and the entry of the last filing or approval, by item and version.
    pub bills: BTreeMap<(ItemKey, String), (CivilDate, u64)>,
    /// By material, oldest first: lots in stock and lots that the exports below drew upon.
    pub lots: BTreeMap<ItemKey, Found<LotRecord>>,
    /// By item, latest first.
    pub exports: BTreeMap<ItemKey, Found<ExportRecord>>,
}

/// Returns the chains that meet in a product, as far as the scope goes: what it does not cover is left out as if it did not
/// exist. At most `most` rows and as many gaps a step.
pub fn four_chains<'a>(
    state: &'a State,
    product: &str,
    scope: &ReadScope,
    most: usize,
    record: &Record,
) -> Result<FourChains<'a>, Refusal> {
    let product = state.region.product(product)?;
    let goods = goods(state, &product.code, scope, most);
    let steps = [
        steps::contracts(state, product, scope, most),
        steps::product(state, product),
        steps::bills(product, &goods, record, most),
        steps::suppliers(state, product, (scope, &goods), most),
        steps::lots(product, &goods, record, most),
        steps::exports(product, &goods, record, most),
    ];
    Ok(FourChains { product, steps })
}

impl Step {
    fn of(kind: StepKind) -> Self {
        Self { kind, rows: Vec::new(), missing: Vec::new(), has_more: false }
    }

    fn miss(&mut self, gap: Gap, (reference, name, name_english): (&str, &str, &str)) {
        let (reference, name, name_english) = (reference.into(), name.into(), name_english.into());
        self.missing.push(Missing { gap, reference, name, name_english });
    }

    /// Keeps what one step shows.
    fn bounded(mut self, most: usize) -> Self {
        self.has_more |= self.rows.len() > most || self.missing.len() > most;
        self.rows.truncate(most);
        self.missing.truncate(most);
        self
    }
}
