//! Decisions of this part about products, firms, statements and chains.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::command::RegionCommand as Command;
use super::event::RegionEvent as Event;
use super::product::{Chain, Firm, InputRow, Product, SupplyRow};
use super::refusal::{
    CHAIN_CONTENT, FIRM_CONTENT, FIRM_ENTERPRISE, INPUT_CONTENT, INPUT_OF_ITSELF, PRODUCT_CONTENT,
    TOO_MANY_CHAIN_ROWS, UNKNOWN_EDGE,
};
use super::settings::ROWS_MAX;
use super::{decide_item, decide_supply};
use crate::context::Context;
use crate::event::Event as ZoneEvent;
use crate::kernel::access::Role;
use crate::kernel::evidence::require_reason;
use crate::kernel::naming::{is_code, is_name};
use crate::kernel::refusal::Refusal;
use crate::kernel::scopes::ScopeEvent;
use crate::state::State;

const WEIGHT_MAX: u32 = 1_000_000;

/// Decides a command of this part. All but what an enterprise says of itself is the investment desk's.
pub(crate) fn decide(
    state: &State,
    command: &Command,
    context: &mut Context,
) -> Result<Vec<ZoneEvent>, Refusal> {
    if let Command::DeclareSupply { enterprise, product, evidence } = command {
        return decide_supply::declare(state, *enterprise, product, evidence, context);
    }
    if let Command::WithdrawItem { book, item, reason } = command {
        return decide_item::withdraw_item(state, (*book, *item), reason, context);
    }
    state.access.require_zone_role(context.actor, &[Role::InvestmentOfficer])?;
    let (by, position) = (context.actor, context.position);
    let event = match command {
        Command::DeclareSupply { .. } | Command::WithdrawItem { .. } | Command::StateItem { .. } => {
            unreachable!("it was decided above or in a flow")
        }
        Command::ActivateScopes { scopes } => {
            require_rows(state, scopes.scopes.len(), context)?;
            state.scopes.check(scopes)?;
            return Ok(vec![ScopeEvent::ScopesActivated(scopes.clone()).into()]);
        }
        Command::ImportProducts { products } => {
            require_rows(state, products.len(), context)?;
            check_products(products)?;
            let on = context.business_date;
            Event::ProductsImported { products: products.clone(), on, position }
        }
        Command::ImportFirms { firms } => {
            require_rows(state, firms.len(), context)?;
            check_firms(state, firms)?;
            Event::FirmsImported { firms: firms.clone() }
        }
        Command::StateInputs { inputs } => {
            require_rows(state, inputs.len(), context)?;
            check_inputs(state, inputs, context)?;
            Event::InputsStated { inputs: inputs.clone(), by, position }
        }
        Command::StateSupplies { supplies } => {
            require_rows(state, supplies.len(), context)?;
            check_supplies(state, supplies, context)?;
            Event::SuppliesStated { supplies: supplies.clone(), by, position }
        }
        Command::WithdrawInput { product, group, input, reason } => {
            if !state.region.states_input(product, *group, input) {
                return Err(Refusal::new(&UNKNOWN_EDGE));
            }
            require_reason(reason)?;
            let (product, group, input) = (product.clone(), *group, input.clone());
            Event::InputWithdrawn { product, group, input, reason: reason.clone() }
        }
        Command::WithdrawSupply { firm, product, reason } => {
            if !state.region.states_supply(firm, product) {
                return Err(Refusal::new(&UNKNOWN_EDGE));
            }
            require_reason(reason)?;
            let (firm, product) = (firm.clone(), product.clone());
            Event::SupplyWithdrawn { firm, product, reason: reason.clone() }
        }
        Command::DefineChain { chain } => {
            require_rows(state, chain.nodes.len(), context)?;
            check_chain(state, chain)?;
            Event::ChainDefined { chain: chain.clone(), position }
        }
        Command::ConfirmSupply { supply } => return decide_supply::confirm(state, *supply, context),
        Command::ReturnSupply { supply, reason } => {
            return decide_supply::send_back(state, *supply, reason, context);
        }
    };
    Ok(vec![event.into()])
}

/// Refuses no rows, or more than one command may bring, with the number that fits.
fn require_rows(state: &State, rows: usize, context: &Context) -> Result<(), Refusal> {
    let most = state.parameters.whole_number(ROWS_MAX, context.business_date)?;
    if usize::try_from(most).is_ok_and(|most| (1..=most).contains(&rows)) {
        Ok(())
    } else {
        Err(Refusal::new(&TOO_MANY_CHAIN_ROWS).at("rows").number("rows", rows).largest(most))
    }
}

fn check_products(products: &[Product]) -> Result<(), Refusal> {
    let mut named = BTreeSet::new();
    for (index, row) in products.iter().enumerate() {
        let is_named = is_code(&row.code) && is_name(&row.name) && is_name(&row.name_english);
        let is_coded = row.hs_code.is_none_or(|code| code.length() >= 6);
        if !is_named || !is_coded || !named.insert(&row.code) {
            return Err(Refusal::new(&PRODUCT_CONTENT).at(format!("products[{index}]")));
        }
    }
    Ok(())
}

fn check_firms(state: &State, firms: &[Firm]) -> Result<(), Refusal> {
    let (mut named, mut enterprises) = (BTreeSet::new(), BTreeSet::new());
    for (index, row) in firms.iter().enumerate() {
        let field = |name: &str| format!("firms[{index}]{name}");
        let is_named = is_code(&row.code) && is_name(&row.name) && is_name(&row.name_english);
        if !is_named || !named.insert(&row.code) {
            return Err(Refusal::new(&FIRM_CONTENT).at(field("")));
        }
        state.scopes.scope(&row.scope).map_err(|refusal| refusal.at(field(".scope")))?;
        if let Some(enterprise) = row.enterprise {
            let at = |refusal: Refusal| refusal.at(field(".enterprise"));
            state.parties.enterprise(enterprise).map_err(at)?;
            let other = state.region.firm_of(enterprise).filter(|known| known.code != row.code);
            if let Some(other) = other {
                return Err(at(Refusal::new(&FIRM_ENTERPRISE).number("firm", &other.code)));
            }
            if !enterprises.insert(enterprise) {
                return Err(at(Refusal::new(&FIRM_ENTERPRISE)));
            }
        }
    }
    Ok(())
}

fn check_inputs(state: &State, inputs: &[InputRow], context: &Context) -> Result<(), Refusal> {
    let mut named = BTreeSet::new();
    for (index, row) in inputs.iter().enumerate() {
        let field = |name: &str| format!("inputs[{index}]{name}");
        state.region.product(&row.product).map_err(|refusal| refusal.at(field(".product")))?;
        state.region.product(&row.input).map_err(|refusal| refusal.at(field(".input")))?;
        if row.input == row.product {
            return Err(Refusal::new(&INPUT_OF_ITSELF).at(field(".input")));
        }
        if row.group == 0 || !named.insert((&row.product, row.group, &row.input)) {
            return Err(Refusal::new(&INPUT_CONTENT).at(field("")));
        }
        row.evidence.check(&field(".evidence"), context.business_date, context.position)?;
    }
    Ok(())
}

fn check_supplies(state: &State, supplies: &[SupplyRow], context: &Context) -> Result<(), Refusal> {
    let mut named = BTreeSet::new();
    for (index, row) in supplies.iter().enumerate() {
        let field = |name: &str| format!("supplies[{index}]{name}");
        state.region.firm(&row.firm).map_err(|refusal| refusal.at(field(".firm")))?;
        state.region.product(&row.product).map_err(|refusal| refusal.at(field(".product")))?;
        if !named.insert((&row.firm, &row.product)) {
            return Err(Refusal::new(&INPUT_CONTENT).at(field("")));
        }
        row.evidence.check(&field(".evidence"), context.business_date, context.position)?;
    }
    Ok(())
}

fn check_chain(state: &State, chain: &Chain) -> Result<(), Refusal> {
    let refusal = |field: String| Refusal::new(&CHAIN_CONTENT).at(field);
    let head = [
        ("code", is_code(&chain.code)),
        ("name", is_name(&chain.name)),
        ("name_english", is_name(&chain.name_english)),
        ("source", is_name(&chain.source)),
    ];
    if let Some((field, _)) = head.into_iter().find(|(_, is_fit)| !is_fit) {
        return Err(refusal(field.into()));
    }
    let mut named = BTreeSet::new();
    for (index, node) in chain.nodes.iter().enumerate() {
        let field = || format!("nodes[{index}].product");
        state.region.product(&node.product).map_err(|refusal| refusal.at(field()))?;
        if node.weight > WEIGHT_MAX || !named.insert(&node.product) {
            return Err(refusal(format!("nodes[{index}]")));
        }
    }
    if chain.nodes.iter().all(|node| node.weight == 0) { Err(refusal("nodes".into())) } else { Ok(()) }
}
