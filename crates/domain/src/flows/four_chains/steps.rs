//! The six steps, one function each.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use etown_values::BookId;

use super::goods::{Goods, Made, Material};
use super::{Gap, Record, Row, Standing, Step, StepKind, Thing};
use crate::bonded::book::FilingStatus;
use crate::kernel::access::ReadScope;
use crate::kernel::evidence::EvidenceKind;
use crate::region::product::{Firm, Product, Stated};
use crate::state::State;
use crate::technology::contract::{Contract, ContractStatus};
use crate::technology::product::StatedProduct;

/// The parties of a contract see it, and the desk.
pub(super) fn contracts(state: &State, product: &Product, scope: &ReadScope, most: usize) -> Step {
    let mut step = Step::of(StepKind::Contract);
    let is_seen = |contract: &Contract| {
        let parties = [&contract.provider, &contract.content.recipient];
        matches!(scope, ReadScope::Zone)
            || parties.iter().any(|holder| holder.enterprise().is_some_and(|party| scope.covers(party)))
    };
    let seen = state.technology.contracts_of(&product.code).filter(|(contract, _)| is_seen(contract));
    let rows = seen.map(|(contract, stated)| contract_row(state, contract, stated));
    step.rows = rows.take(most.saturating_add(1)).collect();
    if step.rows.is_empty() {
        step.miss(Gap::Contract, named(product));
    }
    step.bounded(most)
}

fn contract_row(state: &State, contract: &Contract, stated: &StatedProduct) -> Row {
    let disclosure = state.technology.disclosure(contract.content.disclosure);
    let title = disclosure.map(|found| found.content.title.clone()).unwrap_or_default();
    let standing = match contract.status() {
        ContractStatus::Filed => Standing::Filed,
        ContractStatus::Registered => Standing::Registered,
        ContractStatus::Returned => Standing::Returned,
    };
    let registration = contract.registration.as_ref();
    Row {
        date: Some(contract.content.signed_on),
        position: Some(registration.map_or(contract.position, |registration| registration.position)),
        joined_by: Some(stated.position),
        enterprise: contract.provider.enterprise(),
        ..row(Thing::Contract(contract.id), (&contract.content.number, &title, &title), standing)
    }
}

pub(super) fn product(state: &State, product: &Product) -> Step {
    let mut step = Step::of(StepKind::Product);
    let (date, position) = state.region.imported(&product.code).unzip();
    let thing = Thing::Product(product.code.clone());
    step.rows.push(Row { date, position, ..row(thing, named(product), Standing::Known) });
    step
}

pub(super) fn bills(product: &Product, goods: &Goods<'_>, record: &Record, most: usize) -> Step {
    let mut step = Step::of(StepKind::Bill);
    step.has_more = goods.has_more;
    if goods.made.is_empty() {
        step.miss(Gap::Item, named(product));
    }
    for made in &goods.made {
        if made.bills.is_empty() {
            let gap = if made.is_material() { Gap::Material } else { Gap::Bill };
            let name = &made.item.filing.name;
            step.miss(gap, (&made.reference(), name, name));
        }
        let rows = made.bills.iter().take(most.saturating_add(1));
        step.rows.extend(rows.map(|(version, bill)| {
            let (date, position) = record.bills.get(&(made.key(), (*version).into())).copied().unzip();
            let standing = match bill.status {
                FilingStatus::Filed => Standing::Filed,
                FilingStatus::Approved => Standing::Approved,
            };
            let reference = format!("{} · {version}", made.reference());
            let thing = Thing::Bill { key: made.key(), version: (*version).into() };
            Row { date, position, ..goods_row(made, thing, reference, standing) }
        }));
    }
    step.bounded(most)
}

fn goods_row(made: &Made<'_>, thing: Thing, reference: String, standing: Standing) -> Row {
    let name = &made.item.filing.name;
    Row {
        joined_by: Some(made.stated.position),
        enterprise: Some(made.stated.enterprise),
        ..row(thing, (&reference, name, name), standing)
    }
}

/// Suppliers of the materials that the bills name; where there is no bill, of the inputs that the graph states.
pub(super) fn suppliers(
    state: &State,
    product: &Product,
    (scope, goods): (&ReadScope, &Goods<'_>),
    most: usize,
) -> Step {
    let mut step = Step::of(StepKind::Supplier);
    step.has_more = goods.has_more;
    for material in &goods.materials {
        match material.stated.and_then(|stated| Some((stated, state.region.product(&stated.product).ok()?))) {
            Some((stated, input)) => {
                let joined = (Some(material.key()), Some(stated.position));
                add_suppliers(&mut step, state, (input, scope, joined), most);
            }
            None => {
                let name = &material.item.filing.name;
                step.miss(Gap::MaterialProduct, (&material.reference(), name, name));
            }
        }
    }
    if goods.materials.is_empty() {
        let groups = state.region.groups_of(&product.code).flat_map(|(_, inputs)| inputs);
        let inputs: Vec<_> = groups
            .filter_map(|(input, stated)| Some((state.region.product(input).ok()?, stated.position)))
            .collect();
        if inputs.is_empty() {
            step.miss(Gap::Input, named(product));
        }
        for (input, position) in inputs {
            add_suppliers(&mut step, state, (input, scope, (None, Some(position))), most);
        }
    }
    step.bounded(most)
}

type Joined = (Option<(BookId, u32)>, Option<u64>);

/// An enterprise sees itself among the suppliers, the desk sees all.
fn add_suppliers(
    step: &mut Step,
    state: &State,
    (input, scope, (material, joined_by)): (&Product, &ReadScope, Joined),
    most: usize,
) {
    let is_seen = |firm: &Firm| match scope {
        ReadScope::Zone => true,
        other => firm.enterprise.is_some_and(|enterprise| other.covers(enterprise)),
    };
    let seen = state.region.suppliers_of(&input.code).filter(|(firm, _)| is_seen(firm));
    let before = step.rows.len();
    step.rows.extend(seen.take(most.saturating_add(1)).map(|(firm, stated): (&Firm, &Stated)| {
        let thing = Thing::Supplier { firm: firm.code.clone(), product: input.code.clone(), material };
        let standing = match stated.evidence.kind {
            EvidenceKind::Declared => Standing::Declared,
            EvidenceKind::Inferred => Standing::Inferred,
        };
        Row {
            date: Some(stated.evidence.dated),
            position: Some(stated.position),
            joined_by,
            enterprise: firm.enterprise,
            ..row(thing, (&input.code, &firm.name, &firm.name_english), standing)
        }
    }));
    if step.rows.len() == before {
        step.miss(Gap::Supplier, named(input));
    }
}

/// Lots of each material; each takes its share of the rows before any takes more.
pub(super) fn lots(product: &Product, goods: &Goods<'_>, record: &Record, most: usize) -> Step {
    let mut step = Step::of(StepKind::Lot);
    step.has_more = goods.has_more;
    if goods.made.is_empty() {
        step.miss(Gap::Item, named(product));
    }
    let mut columns = Vec::new();
    for material in &goods.materials {
        let found = record.lots.get(&material.key());
        step.has_more |= found.is_some_and(|found| found.has_more);
        let rows = found.map_or(&[][..], |found| &found.rows[..]);
        if rows.is_empty() {
            let name = &material.item.filing.name;
            step.miss(Gap::Lot, (&material.reference(), name, name));
        }
        columns.push((material, rows));
    }
    let deepest = columns.iter().map(|(_, rows)| rows.len()).max().unwrap_or_default();
    for depth in 0..deepest {
        for (material, rows) in &columns {
            step.rows.extend(rows.get(depth).map(|lot| lot_row(material, lot)));
        }
        if step.rows.len() > most {
            break;
        }
    }
    step.bounded(most)
}

fn lot_row(material: &Material<'_>, lot: &super::LotRecord) -> Row {
    let filing = &material.item.filing;
    let standing = if lot.remaining.is_zero() { Standing::UsedUp } else { Standing::InStock };
    let thing = Thing::Lot { key: material.key(), lot: lot.lot };
    let reference = format!("{} · {}", lot.lot, lot.source);
    Row {
        date: Some(lot.received_on),
        position: Some(lot.position),
        joined_by: material.stated.map(|stated| stated.position),
        enterprise: Some(material.book.header.enterprise),
        quantity: Some((lot.remaining, filing.measure)),
        ..row(thing, (&reference, &filing.name, &filing.name), standing)
    }
}

pub(super) fn exports(product: &Product, goods: &Goods<'_>, record: &Record, most: usize) -> Step {
    let mut step = Step::of(StepKind::Export);
    step.has_more = goods.has_more;
    if goods.made.is_empty() {
        step.miss(Gap::Item, named(product));
    }
    for made in &goods.made {
        let found = record.exports.get(&made.key());
        step.has_more |= found.is_some_and(|found| found.has_more);
        let rows = found.map_or(&[][..], |found| &found.rows[..]);
        if rows.is_empty() {
            let name = &made.item.filing.name;
            step.miss(Gap::Export, (&made.reference(), name, name));
        }
        step.rows.extend(rows.iter().map(|export| {
            let thing = Thing::Export { key: made.key(), list: export.list };
            Row {
                date: export.posted_on,
                position: Some(export.position),
                quantity: Some((export.quantity, made.item.filing.measure)),
                lots: export.lots.clone(),
                ..goods_row(made, thing, export.number.clone(), Standing::List(export.status))
            }
        }));
    }
    step.bounded(most)
}

fn named(product: &Product) -> (&str, &str, &str) {
    (&product.code, &product.name, &product.name_english)
}

fn row(thing: Thing, (reference, name, name_english): (&str, &str, &str), standing: Standing) -> Row {
    Row {
        thing,
        reference: reference.into(),
        name: name.into(),
        name_english: name_english.into(),
        standing,
        date: None,
        position: None,
        joined_by: None,
        enterprise: None,
        quantity: None,
        lots: Vec::new(),
    }
}
