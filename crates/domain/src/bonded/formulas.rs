//! The named formulae of a verification row: what each is computed from, in the words of the row, and its result. Everything
//! that is not a balance of an account or a count is one of these.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use etown_values::QuantityAmount;

use super::period::ItemResult;
use super::verification::{Primary, difference_percent};
use crate::kernel::ledger::Purpose;

/// One formula with its inputs and its result, as decimal text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub name: &'static str,
    /// The names of the inputs, joined by what is done to them.
    pub expression: &'static str,
    pub inputs: Vec<(&'static str, String)>,
    /// None where the formula has no result, such as a share of nothing.
    pub result: Option<String>,
}

fn text(units: i128) -> String {
    QuantityAmount::from_units(units).to_string()
}

fn formula(
    name: &'static str,
    expression: &'static str,
    inputs: &[(&'static str, i128)],
    result: i128,
) -> Formula {
    let inputs = inputs.iter().map(|(name, units)| (*name, text(*units))).collect();
    Formula { name, expression, inputs, result: Some(text(result)) }
}

/// Returns the formulae of an item; those that need a count are left out where there is none.
pub fn formulas(primary: &Primary, result: Option<&ItemResult>) -> Vec<Formula> {
    let by_purpose = |purposes: &[Purpose]| -> Vec<(&'static str, i128)> {
        purposes.iter().map(|purpose| (purpose.as_str(), primary.quantity(*purpose))).collect()
    };
    let (opening, inward, outward) = (primary.opening, primary.inward(), primary.outward());
    let (versions, orders) = (primary.consumed_by_versions(), primary.consumed_by_orders());
    let mut all = Vec::from([
        formula(
            "inward",
            "imported + transferred_in + returned_in + domestic_in + deep_processing_in + exchanged_in + produced",
            &by_purpose(&super::verification::INWARD),
            inward,
        ),
        formula(
            "outward",
            "exported + re_exported + sold_domestically + transferred_out + deep_processing_out + surplus_out + exchanged_out + destroyed",
            &by_purpose(&super::verification::OUTWARD),
            outward,
        ),
        formula(
            "consumed_by_versions",
            "embodied + tangible_loss + intangible_loss",
            &by_purpose(&super::verification::CONSUMED),
            versions,
        ),
        formula(
            "theoretical",
            "opening + inward - outward - consumed_by_versions",
            &[
                ("opening", opening),
                ("inward", inward),
                ("outward", outward),
                ("consumed_by_versions", versions),
            ],
            primary.theoretical(),
        ),
        formula(
            "theoretical_by_orders",
            "opening + inward - outward - issued",
            &[("opening", opening), ("inward", inward), ("outward", outward), ("issued", orders)],
            primary.theoretical_by_orders(),
        ),
        formula(
            "consumption_gap",
            "issued - consumed_by_versions",
            &[("issued", orders), ("consumed_by_versions", versions)],
            primary.consumption_gap(),
        ),
    ]);
    if let Some(result) = result {
        all.extend(of_count(result));
    }
    all
}

fn of_count(result: &ItemResult) -> [Formula; 3] {
    let parts = [
        ("counted_stock", result.stock),
        ("counted_work_in_progress", result.work_in_progress),
        ("counted_finished", result.finished),
    ];
    let (theoretical, physical, difference) = (result.theoretical, result.physical, result.difference());
    let rate = difference_percent(result).map(|percent| percent.to_string());
    [
        formula("physical", "counted_stock + counted_work_in_progress + counted_finished", &parts, physical),
        formula(
            "difference",
            "physical - theoretical",
            &[("physical", physical), ("theoretical", theoretical)],
            difference,
        ),
        Formula {
            name: "difference_percent",
            expression: "difference / theoretical * 100, 4 decimals, half away from zero",
            inputs: [("difference", text(difference)), ("theoretical", text(theoretical))].into(),
            result: rate,
        },
    ]
}
