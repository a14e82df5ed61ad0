//! The documents of the bonded zone as a desk writes and moves them.

use etown_domain::Actor;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::bom::BomRow;
use etown_domain::bonded::book::{BookHeader, ItemClass, ItemFiling};
use etown_domain::bonded::command::ReportContent;
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_engine::{Answer, NotAccepted};
use etown_values::{
    BookId, Currency, HsCode, ListId, Measure, Percent, QuantityAmount, UnitConsumption, UnitPrice,
};

use super::{Desk, created};

/// 100 %.
pub(crate) const WHOLE: Percent = Percent::from_units(100 * Percent::UNITS_IN_ONE);

/// An item in the making; prices are in US dollars.
pub(crate) struct ItemDraft<'a> {
    pub(crate) number: u32,
    pub(crate) class: ItemClass,
    pub(crate) part: &'a str,
    pub(crate) hs_code: HsCode,
    pub(crate) name: &'a str,
    pub(crate) measure: Measure,
    pub(crate) unit_price: UnitPrice,
}

impl ItemDraft<'_> {
    pub(crate) fn filing(&self) -> ItemFiling {
        ItemFiling {
            number: self.number,
            class: self.class,
            part_number: self.part.to_owned(),
            hs_code: self.hs_code,
            name: self.name.to_owned(),
            measure: self.measure,
            unit_price: self.unit_price,
            currency: "USD".parse::<Currency>().expect("a constant currency"),
            count_tolerance_percent: None,
        }
    }
}

/// A row of a bill of materials, fully bonded.
pub(crate) const fn bom_row(
    material: u32,
    net: UnitConsumption,
    tangible: Percent,
    intangible: Percent,
    scrap_item: Option<u32>,
) -> BomRow {
    BomRow {
        material,
        net,
        tangible_loss_percent: tangible,
        intangible_loss_percent: intangible,
        bonded_share_percent: WHOLE,
        scrap_item,
    }
}

/// A line that declares an item as it is filed.
pub(crate) fn line(
    number: u32,
    item: &ItemFiling,
    quantity: QuantityAmount,
    version: Option<&str>,
) -> ListLine {
    ListLine {
        number,
        item: item.number,
        hs_code: item.hs_code,
        quantity,
        measure: item.measure,
        unit_price: item.unit_price,
        bom_version: version.map(ToOwned::to_owned),
    }
}

/// A list that waits for a release and these trucks.
pub(crate) fn awaited_list(movement: Movement, trucks: &[&str], lines: Vec<ListLine>) -> ListContent {
    ListContent {
        movement,
        supervision_mode: "5000".to_owned(),
        needs_declaration: true,
        trucks: trucks.iter().map(|plate| (*plate).to_owned()).collect(),
        lines,
    }
}

/// A list that is posted as soon as it is approved.
pub(crate) fn immediate_list(movement: Movement, lines: Vec<ListLine>) -> ListContent {
    ListContent { needs_declaration: false, ..awaited_list(movement, &[], lines) }
}

/// Who moves the papers of a book.
#[derive(Clone, Copy)]
pub(crate) struct Hands {
    pub(crate) officer: Actor,
    pub(crate) customs: Actor,
    pub(crate) gate: Actor,
}

impl Desk {
    /// Files a book with its items and bills, and has customs approve it.
    pub(crate) fn open_book(
        &self,
        hands: Hands,
        header: BookHeader,
        items: &[ItemFiling],
        boms: Vec<(u32, &str, Vec<BomRow>)>,
    ) -> Result<BookId, NotAccepted> {
        let book = created::book(&self.bonded(hands.officer, BondedCommand::FileBook { header })?);
        for items in items.chunks(1_000) {
            let items = items.to_vec();
            self.bonded(hands.officer, BondedCommand::FileItems { book, revision: None, items })?;
        }
        for (product, version, rows) in boms {
            let version = version.to_owned();
            self.bonded(
                hands.officer,
                BondedCommand::FileBom { book, revision: None, product, version, rows },
            )?;
        }
        self.bonded(hands.officer, BondedCommand::SubmitBook { book, revision: None })?;
        self.bonded(hands.customs, BondedCommand::ApproveBook { book, revision: None })?;
        Ok(book)
    }

    pub(crate) fn draft_list(
        &self,
        hands: Hands,
        book: BookId,
        content: ListContent,
    ) -> Result<ListId, NotAccepted> {
        let answer = self.bonded(hands.officer, BondedCommand::DraftList { book, content })?;
        Ok(created::list(&answer))
    }

    pub(crate) fn submit_list(&self, hands: Hands, list: ListId) -> Result<(), NotAccepted> {
        self.bonded(hands.officer, BondedCommand::SubmitList { list, revision: None }).map(drop)
    }

    pub(crate) fn approve_list(&self, hands: Hands, list: ListId) -> Result<(), NotAccepted> {
        self.bonded(hands.customs, BondedCommand::ApproveList { list, revision: None }).map(drop)
    }

    /// Drafts, submits and approves.
    pub(crate) fn bring_to_approval(
        &self,
        hands: Hands,
        book: BookId,
        content: ListContent,
    ) -> Result<ListId, NotAccepted> {
        let list = self.draft_list(hands, book, content)?;
        self.submit_list(hands, list)?;
        self.approve_list(hands, list)?;
        Ok(list)
    }

    /// Reports the release of the list's declaration; each has a number of its own.
    pub(crate) fn release(&self, hands: Hands, list: ListId) -> Result<Answer, NotAccepted> {
        let declaration_number = format!("0100202600{:08}", self.number());
        let content = ReportContent::DeclarationReleased { list, declaration_number };
        self.report(hands.gate, "customs-system", content)
    }

    pub(crate) fn pass(&self, hands: Hands, list: ListId, plate: &str) -> Result<Answer, NotAccepted> {
        let truck = plate.to_owned();
        self.report(hands.gate, "lane-1", ReportContent::TruckPassed { list, truck })
    }
}
