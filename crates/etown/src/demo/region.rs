//! The supply graph of the demo: an invented chain of displays and chips with its firms, two chains that the zone wants to
//! see whole, and a declaration that waits for the desk.

mod firms;
mod products;

use etown_domain::kernel::evidence::{Evidence, EvidenceKind};
use etown_domain::region::product::{Chain, ChainNode, Firm, InputRow, Product, SupplyRow};
use etown_domain::region::{RegionCommand, RegionEvent};
use etown_domain::{Actor, Command, Event};
use etown_engine::NotAccepted;
use etown_values::{CivilDate, EnterpriseId};

use super::Demo;
use super::parties::Parties;

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<(), NotAccepted> {
    let officer = Actor::User(demo.people.investment);
    let give = |actor, command| demo.desk.command(actor, Command::Region(command));
    let products = products::PRODUCTS.iter().map(|(code, name, name_english, hs_code)| Product {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        name_english: (*name_english).to_owned(),
        hs_code: (!hs_code.is_empty()).then(|| hs_code.parse().expect("a constant code")),
    });
    give(officer, RegionCommand::ImportProducts { products: products.collect() })?;
    give(officer, RegionCommand::ImportFirms { firms: firms(parties) })?;
    give(officer, RegionCommand::StateInputs { inputs: inputs() })?;
    demo.let_days_pass(1);
    give(officer, RegionCommand::StateSupplies { supplies: supplies() })?;
    for chain in chains() {
        give(officer, RegionCommand::DefineChain { chain })?;
    }
    let declare = |clerk, enterprise: EnterpriseId, product: &str, text: &str| {
        let today = demo.desk.engine().business_date();
        let evidence = Evidence { dated: today, ..evidence(EvidenceKind::Declared, text, "2026-01-01") };
        let product = product.to_owned();
        give(Actor::User(clerk), RegionCommand::DeclareSupply { enterprise, product, evidence })
    };
    let clerk = demo.people.second_clerk;
    let delivery = "交货单（示例） / Delivery note (example)";
    let answer = declare(clerk, parties.spruce, "display-module", delivery)?;
    for event in answer.events.iter() {
        if let Event::Region(RegionEvent::SupplyDeclared(declared)) = event {
            give(officer, RegionCommand::ConfirmSupply { supply: declared.id })?;
        }
    }
    declare(clerk, parties.spruce, "backlight", "试产报告（示例） / Report of a trial run (example)")?;
    Ok(())
}

fn day(text: &str) -> CivilDate {
    text.parse().expect("a constant day")
}

fn evidence(kind: EvidenceKind, text: &str, dated: &str) -> Evidence {
    Evidence { kind, text: text.to_owned(), dated: day(dated), digest: None, receipt_position: None }
}

fn firms(parties: &Parties) -> Vec<Firm> {
    let firm = |(code, name, name_english, scope): &(&str, &str, &str, &str)| Firm {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        name_english: (*name_english).to_owned(),
        scope: (*scope).to_owned(),
        enterprise: match *code {
            "star-bridge" => Some(parties.star_bridge),
            "spruce" => Some(parties.spruce),
            _ => None,
        },
    };
    firms::FIRMS.iter().map(firm).collect()
}

/// What products are made of is common knowledge of the trade, inferred here; a few rows are old on purpose.
fn inputs() -> Vec<InputRow> {
    let mut rows = Vec::new();
    for (product, groups) in products::INPUTS {
        for (group, alternatives) in (1..).zip(*groups) {
            for input in *alternatives {
                let dated = if rows.len() % 9 == 8 { "2023-05-20" } else { "2026-01-15" };
                let text = "行业资料（示例） / Handbook of the trade (example)";
                let evidence = evidence(EvidenceKind::Inferred, text, dated);
                let (product, input) = ((*product).to_owned(), (*input).to_owned());
                rows.push(InputRow { product, group, input, evidence });
            }
        }
    }
    rows
}

fn supplies() -> Vec<SupplyRow> {
    let row = |(index, (firm, product)): (usize, &(&str, &str))| {
        let (kind, text) = if index % 3 == 0 {
            (EvidenceKind::Inferred, "招标公告（示例） / Tender notice (example)")
        } else {
            (EvidenceKind::Declared, "企业问卷（示例） / Questionnaire of the firm (example)")
        };
        let dated = if index % 11 == 10 { "2023-11-02" } else { "2025-12-10" };
        let evidence = evidence(kind, text, dated);
        SupplyRow { firm: (*firm).to_owned(), product: (*product).to_owned(), evidence }
    };
    firms::SUPPLIES.iter().enumerate().map(row).collect()
}

fn chains() -> Vec<Chain> {
    let chain = |code: &str, name: &str, name_english: &str, nodes: &[(&str, u32, bool)]| Chain {
        code: code.to_owned(),
        name: name.to_owned(),
        name_english: name_english.to_owned(),
        source: "招商部门的示例口径 / Example of the investment desk".to_owned(),
        nodes: nodes
            .iter()
            .map(|(product, weight, is_required)| ChainNode {
                product: (*product).to_owned(),
                weight: *weight,
                is_required: *is_required,
            })
            .collect(),
    };
    vec![
        chain("display", "新型显示产业链", "Display chain", products::DISPLAY_NODES),
        chain("chip", "集成电路产业链", "Integrated-circuit chain", products::CHIP_NODES),
    ]
}
