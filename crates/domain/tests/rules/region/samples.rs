//! Products, firms and statements to ask questions of.

use etown_domain::region::RegionCommand;
use etown_domain::region::product::{Firm, InputRow, Product, SupplyRow};

use super::super::industry::{evidence, furnished};
use super::super::support::{INVESTMENT_OFFICER as DESK, World};

pub(super) fn product(code: &str) -> Product {
    let code = code.to_owned();
    Product { name: format!("品 {code}"), name_english: format!("product {code}"), hs_code: None, code }
}

pub(super) fn firm(code: &str, scope: &str) -> Firm {
    Firm {
        code: code.to_owned(),
        name: format!("虚构 {code}"),
        name_english: format!("Invented {code}"),
        scope: scope.to_owned(),
        enterprise: None,
    }
}

pub(super) fn input(product: &str, group: u32, input: &str) -> InputRow {
    let evidence = evidence("2026-01-01");
    InputRow { product: product.to_owned(), group, input: input.to_owned(), evidence }
}

pub(super) fn supply(firm: &str, product: &str) -> SupplyRow {
    SupplyRow { firm: firm.to_owned(), product: product.to_owned(), evidence: evidence("2026-01-01") }
}

pub(super) fn products(codes: &[&str]) -> RegionCommand {
    RegionCommand::ImportProducts { products: codes.iter().map(|code| product(code)).collect() }
}

pub(super) fn inputs(rows: &[(&str, u32, &str)]) -> RegionCommand {
    RegionCommand::StateInputs {
        inputs: rows.iter().map(|(of, group, from)| input(of, *group, from)).collect(),
    }
}

pub(super) fn supplies(rows: &[(&str, &str)]) -> RegionCommand {
    RegionCommand::StateSupplies { supplies: rows.iter().map(|(by, of)| supply(by, of)).collect() }
}

pub(super) fn firms(rows: &[(&str, &str)]) -> RegionCommand {
    RegionCommand::ImportFirms { firms: rows.iter().map(|(code, scope)| firm(code, scope)).collect() }
}

/// A panel of glass and film, or of glass and foil; the glass of sand.
pub(super) fn with_panels() -> World {
    let mut world = furnished();
    world.accept(DESK, products(&["panel", "glass", "film", "foil", "sand"]));
    world.accept(
        DESK,
        firms(&[("near", "etown"), ("beside", "neighbour"), ("north", "jjj"), ("far", "china")]),
    );
    world.accept(
        DESK,
        inputs(&[("panel", 1, "glass"), ("panel", 2, "film"), ("panel", 2, "foil"), ("glass", 1, "sand")]),
    );
    world.accept(
        DESK,
        supplies(&[
            ("near", "panel"),
            ("beside", "glass"),
            ("north", "film"),
            ("far", "foil"),
            ("far", "sand"),
        ]),
    );
    world
}
