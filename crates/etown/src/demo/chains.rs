//! Where the chains of the demo meet: which products the items of its account books are, and into which products its
//! technology goes. One material is left without a product, so that a gap shows.

use etown_domain::kernel::evidence::{Evidence, EvidenceKind};
use etown_domain::region::RegionCommand;
use etown_domain::region::item::ItemStatement;
use etown_domain::technology::TechnologyCommand;
use etown_domain::{Actor, Command};
use etown_engine::NotAccepted;

use super::Demo;
use super::books::{Book, Books};

/// Item of the book of drivers, and product.
const DRIVERS: &[(u32, &str)] = &[(10, "driver-chip"), (11, "driver-chip"), (1, "wafer"), (2, "lead-frame")];
/// The same of the book of modules.
const MODULES: &[(u32, &str)] =
    &[(10, "display-module"), (1, "glass-substrate"), (2, "optical-film"), (3, "printed-circuit")];
/// The parties' number of a contract, and product.
const CONTRACTS: &[(&str, &str)] =
    &[("SB-2026-017", "driver-chip"), ("SB-2026-021", "driver-chip"), ("SP-2026-004", "display-module")];

pub(super) fn make(demo: &Demo, books: &Books) -> Result<(), NotAccepted> {
    state_items(demo, &books.drivers, DRIVERS)?;
    state_items(demo, &books.modules, MODULES)?;
    for (number, product) in CONTRACTS {
        let contract = demo.desk.engine().read(|state| {
            let mut contracts = state.technology.contracts();
            contracts.find(|found| found.content.number == *number).map(|found| found.id)
        });
        let contract = contract.expect("the demo's own contracts");
        let evidence = evidence(demo, "实施方案（示例） / Plan of implementation (example)");
        let product = (*product).to_owned();
        let command = TechnologyCommand::StateProduct { contract, revision: None, product, evidence };
        demo.desk.command(Actor::User(demo.people.investment), Command::Technology(command))?;
    }
    Ok(())
}

fn state_items(demo: &Demo, book: &Book, items: &[(u32, &str)]) -> Result<(), NotAccepted> {
    for (item, product) in items {
        let statement = ItemStatement {
            product: (*product).to_owned(),
            book: book.id,
            item: *item,
            evidence: evidence(demo, "料号对照表（示例） / Table of part numbers (example)"),
        };
        demo.desk.command(book.hands.officer, Command::Region(RegionCommand::StateItem { statement }))?;
    }
    Ok(())
}

fn evidence(demo: &Demo, text: &str) -> Evidence {
    let dated = demo.desk.engine().business_date();
    Evidence {
        kind: EvidenceKind::Declared,
        text: text.to_owned(),
        dated,
        digest: None,
        receipt_position: None,
    }
}
