//! What travels about the four chains.

use std::collections::BTreeSet;

use etown_domain::flows::four_chains::{FourChains, Gap, Missing, Row, Standing, Step, StepKind, Thing};
use etown_domain::region::item::StatedItem;
use etown_domain::{ReadScope, State as Zone};
use etown_values::{BookId, CivilDate, EnterpriseId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::products::count;
use super::super::stale;
use crate::wire::{EvidenceIn, EvidenceOut, ListStatus, choices, schema};

choices! {
    /// A step of the four chains, in the order in which goods and knowledge flow.
    ChainStep is StepKind { Contract, Product, Bill, Supplier, Lot, Export }
    /// What is missing in a step.
    ChainGap is Gap { Contract, Item, Bill, Material, MaterialProduct, Input, Supplier, Lot, Export }
}

/// How a row of a step stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChainStanding {
    Filed,
    Registered,
    Returned,
    Approved,
    Known,
    Declared,
    Inferred,
    InStock,
    UsedUp,
    Draft,
    Submitted,
    Posted,
    Reversed,
    Deleted,
}

impl From<Standing> for ChainStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Filed => Self::Filed,
            Standing::Registered => Self::Registered,
            Standing::Returned => Self::Returned,
            Standing::Approved => Self::Approved,
            Standing::Known => Self::Known,
            Standing::Declared => Self::Declared,
            Standing::Inferred => Self::Inferred,
            Standing::InStock => Self::InStock,
            Standing::UsedUp => Self::UsedUp,
            Standing::List(status) => match ListStatus::from(status) {
                ListStatus::Draft => Self::Draft,
                ListStatus::Submitted => Self::Submitted,
                ListStatus::Approved => Self::Approved,
                ListStatus::Posted => Self::Posted,
                ListStatus::Reversed => Self::Reversed,
                ListStatus::Deleted => Self::Deleted,
            },
        }
    }
}

/// Which of the fields that name a thing are there depends on the step.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ChainThing)]
struct ThingOut {
    #[schema(value_type = Option<schema::TechnologyContractId>)]
    technology_contract: Option<String>,
    product: Option<String>,
    firm: Option<String>,
    #[schema(value_type = Option<schema::BookId>)]
    book: Option<String>,
    /// Number of the item within the book; for a supplier that of the material.
    item: Option<u32>,
    version: Option<String>,
    lot: Option<u64>,
    #[schema(value_type = Option<schema::ListId>)]
    list: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ChainRow)]
struct RowOut {
    thing: ThingOut,
    /// Whether the caller may open the page of the thing.
    is_open: bool,
    /// A number or code by which people recognise it.
    reference: String,
    name: String,
    name_english: String,
    standing: ChainStanding,
    #[schema(value_type = Option<schema::Date>)]
    date: Option<String>,
    /// The entry whose receipt proves it; absent where the caller may not read that entry.
    position: Option<u64>,
    /// The entry by which somebody joined it to the chain; absent where nobody had to, or the caller may not read it.
    joined_by: Option<u64>,
    #[schema(value_type = Option<schema::EnterpriseId>)]
    enterprise: Option<String>,
    enterprise_name: Option<String>,
    enterprise_name_english: Option<String>,
    /// What is left of a lot, or what a list sends away.
    #[schema(value_type = Option<schema::Quantity>)]
    quantity: Option<String>,
    measure: Option<String>,
    /// The lots of the step before that an export drew upon, for the latest exports.
    lots: Vec<u64>,
}

/// What is missing, and about what.
#[derive(Serialize, ToSchema)]
#[schema(as = ChainMissing)]
struct MissingOut {
    gap: ChainGap,
    reference: String,
    name: String,
    name_english: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ChainStepRows)]
struct StepOut {
    step: ChainStep,
    rows: Vec<RowOut>,
    missing: Vec<MissingOut>,
    /// Whether there are more rows or gaps than are shown.
    has_more: bool,
}

/// A statement that the product is an item of an account book.
#[derive(Serialize, ToSchema)]
#[schema(as = StatedItem)]
struct StatedItemOut {
    #[schema(value_type = schema::BookId)]
    book: String,
    book_number: String,
    item: u32,
    part_number: String,
    name: String,
    enterprise_name: String,
    enterprise_name_english: String,
    evidence: EvidenceOut,
    /// Whether the caller may withdraw it.
    may_withdraw: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FourChains)]
pub(super) struct FourChainsOut {
    product: String,
    name: String,
    name_english: String,
    /// Whether the caller sees everything; if not, what others keep is left out as if it did not exist.
    is_whole: bool,
    /// The most rows and gaps of a step.
    rows_max: u64,
    /// Contract, product, bill of materials, supplier, lot, export list.
    steps: Vec<StepOut>,
    /// Which items the product is stated to be, as far as the caller sees them.
    items: Vec<StatedItemOut>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewItemStatement)]
#[serde(deny_unknown_fields)]
pub(super) struct StatedItemIn {
    #[schema(value_type = schema::RegisterCode)]
    pub(super) product: String,
    /// A book of the caller's enterprise.
    #[schema(value_type = schema::BookId)]
    pub(super) book: BookId,
    #[schema(maximum = 4_294_967_295_i64)]
    pub(super) item: u32,
    pub(super) evidence: EvidenceIn,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = WithdrawnItemStatement)]
#[serde(deny_unknown_fields)]
pub(super) struct WithdrawnItemIn {
    #[schema(value_type = schema::BookId)]
    pub(super) book: BookId,
    #[schema(maximum = 4_294_967_295_i64)]
    pub(super) item: u32,
    #[schema(min_length = 3, max_length = 2000)]
    pub(super) reason: String,
}

/// What the caller sees and may do.
pub(super) struct Sight<'a> {
    /// What is shown.
    pub(super) scope: &'a ReadScope,
    /// Whose books and lists may be opened.
    pub(super) opens: &'a ReadScope,
    /// The enterprises that the caller acts for.
    pub(super) own: &'a BTreeSet<EnterpriseId>,
    pub(super) is_desk: bool,
    pub(super) today: CivilDate,
}

impl FourChainsOut {
    pub(super) fn of(zone: &Zone, chains: &FourChains<'_>, sight: &Sight<'_>, most: usize) -> Self {
        let product = chains.product;
        let items =
            zone.region.items_of(&product.code).filter(|stated| sight.scope.covers(stated.enterprise));
        Self {
            product: product.code.clone(),
            name: product.name.clone(),
            name_english: product.name_english.clone(),
            is_whole: matches!(sight.scope, ReadScope::Zone),
            rows_max: count(most),
            steps: chains.steps.iter().map(|step| StepOut::of(zone, step, sight)).collect(),
            items: items.filter_map(|stated| StatedItemOut::of(zone, stated, sight)).take(most).collect(),
        }
    }

    /// The entries that it names.
    pub(super) fn positions(&self) -> BTreeSet<u64> {
        let rows = self.steps.iter().flat_map(|step| &step.rows);
        rows.flat_map(|row| [row.position, row.joined_by]).flatten().collect()
    }

    /// Keeps of the entries those that the caller may read.
    pub(super) fn keeping(mut self, seen: &BTreeSet<u64>) -> Self {
        for row in self.steps.iter_mut().flat_map(|step| &mut step.rows) {
            row.position = row.position.filter(|position| seen.contains(position));
            row.joined_by = row.joined_by.filter(|position| seen.contains(position));
        }
        self
    }
}

impl StepOut {
    fn of(zone: &Zone, step: &Step, sight: &Sight<'_>) -> Self {
        Self {
            step: step.kind.into(),
            rows: step.rows.iter().map(|row| RowOut::of(zone, row, sight.opens)).collect(),
            missing: step.missing.iter().map(MissingOut::of).collect(),
            has_more: step.has_more,
        }
    }
}

impl MissingOut {
    fn of(missing: &Missing) -> Self {
        Self {
            gap: missing.gap.into(),
            reference: missing.reference.clone(),
            name: missing.name.clone(),
            name_english: missing.name_english.clone(),
        }
    }
}

impl RowOut {
    fn of(zone: &Zone, row: &Row, opens: &ReadScope) -> Self {
        let enterprise = row.enterprise.and_then(|id| zone.parties.enterprise(id).ok());
        let is_of_a_book = matches!(row.thing, Thing::Bill { .. } | Thing::Lot { .. } | Thing::Export { .. });
        Self {
            thing: ThingOut::of(&row.thing),
            is_open: !is_of_a_book || row.enterprise.is_some_and(|enterprise| opens.covers(enterprise)),
            reference: row.reference.clone(),
            name: row.name.clone(),
            name_english: row.name_english.clone(),
            standing: row.standing.into(),
            date: row.date.map(|date| date.to_string()),
            position: row.position,
            joined_by: row.joined_by,
            enterprise: row.enterprise.map(|id| id.to_string()),
            enterprise_name: enterprise.map(|known| known.name.clone()),
            enterprise_name_english: enterprise.map(|known| known.name_english.clone()),
            quantity: row.quantity.map(|(quantity, _)| quantity.to_string()),
            measure: row.quantity.map(|(_, measure)| measure.symbol().to_owned()),
            lots: row.lots.clone(),
        }
    }
}

impl ThingOut {
    fn of(thing: &Thing) -> Self {
        let of_item = |(book, item): (BookId, u32)| Self {
            book: Some(book.to_string()),
            item: Some(item),
            ..Self::default()
        };
        match thing {
            Thing::Contract(contract) => {
                Self { technology_contract: Some(contract.to_string()), ..Self::default() }
            }
            Thing::Product(product) => Self { product: Some(product.clone()), ..Self::default() },
            Thing::Bill { key, version } => Self { version: Some(version.clone()), ..of_item(*key) },
            Thing::Supplier { firm, product, material } => Self {
                firm: Some(firm.clone()),
                product: Some(product.clone()),
                ..material.map(of_item).unwrap_or_default()
            },
            Thing::Lot { key, lot } => Self { lot: Some(*lot), ..of_item(*key) },
            Thing::Export { key, list } => Self { list: Some(list.to_string()), ..of_item(*key) },
        }
    }
}

impl StatedItemOut {
    fn of(zone: &Zone, stated: &StatedItem, sight: &Sight<'_>) -> Option<Self> {
        let book = zone.bonded.book(stated.book)?;
        let item = &book.items.get(&stated.item)?.filing;
        let enterprise = zone.parties.enterprise(stated.enterprise).ok()?;
        Some(Self {
            book: stated.book.to_string(),
            book_number: book.header.number.clone(),
            item: stated.item,
            part_number: item.part_number.clone(),
            name: item.name.clone(),
            enterprise_name: enterprise.name.clone(),
            enterprise_name_english: enterprise.name_english.clone(),
            evidence: EvidenceOut::of(&stated.evidence, stated.position, stale(zone, sight.today)),
            may_withdraw: sight.is_desk || sight.own.contains(&stated.enterprise),
        })
    }
}
