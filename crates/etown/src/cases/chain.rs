//! Cases of `chain.missing_links` and `chain.failure_impact`: how complete a chain is, and which firm stops what.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::kernel::scopes::{ScopeEvent, Scopes};
use etown_domain::region::failure::Failures;
use etown_domain::region::graph::SupplyGraph;
use etown_domain::region::links::{Node, Standing, completeness, standing};
use etown_domain::{Event, State};
use etown_values::{Decimal, Ratio, Rounding};
use serde::Deserialize;
use serde_json::{Map, Number, Value, json};

use super::{Computed, input};
use crate::shipped;

/// What counts as a weak link, as cases say it.
const WEAK: &str = "weak = exactly one supplier in scope";
const WEAK_SUPPLIERS_MAX: u64 = 1;
/// Decimals that a share is shown with.
const DECIMALS: u32 = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinksInput {
    chain: ChainInput,
    /// Suppliers of each node by scope.
    firms: BTreeMap<String, BTreeMap<String, u64>>,
    rule: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainInput {
    nodes: Vec<NodeInput>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NodeInput {
    id: String,
    w: Number,
    req: u8,
}

pub(super) fn missing_links(input: &Value) -> Result<Computed, String> {
    let input: LinksInput = input::read(input)?;
    if input.rule.as_deref().is_some_and(|rule| rule != WEAK) {
        return Err(format!("input.rule: the one rule that is known is '{WEAK}'"));
    }
    let ids: BTreeSet<&String> = input.chain.nodes.iter().map(|node| &node.id).collect();
    if ids.is_empty() || ids.len() != input.chain.nodes.len() {
        return Err("input.chain.nodes: wants nodes, each once".to_owned());
    }
    for (scope, counts) in &input.firms {
        if let Some(unknown) = counts.keys().find(|node| !ids.contains(node)) {
            return Err(format!("input.firms.{scope}: the chain has no node '{unknown}'"));
        }
    }
    let scopes = nested(&input)?;
    let nodes = nodes(&input, &scopes)?;
    let name = |place: usize| input.chain.nodes[place].id.clone();
    let names = |places: &[usize]| {
        let mut names: Vec<String> = places.iter().map(|place| name(*place)).collect();
        names.sort();
        names
    };
    let mut steps = Vec::new();
    let mut by_scope = Map::new();
    for (place, scope) in scopes.iter().enumerate() {
        let found = completeness(&nodes, place, WEAK_SUPPLIERS_MAX);
        steps.push(format!(
            "{scope}: {} of {} nodes have a supplier, {} of {} parts of the weight.",
            found.present, found.nodes, found.weight_present, found.weight
        ));
        let shown = json!({
            "count_completeness": shown(found.by_count())?,
            "weighted_completeness": shown(found.by_weight())?,
            "missing_required": names(&found.missing_required),
            "single_source": names(&found.weak),
        });
        by_scope.insert(scope.clone(), shown);
    }
    let last = scopes.len() - 1;
    let mut classification = Map::new();
    for (place, node) in nodes.iter().enumerate() {
        let word = match standing(&node.suppliers, WEAK_SUPPLIERS_MAX) {
            Standing::Sound => "ok",
            Standing::Weak => "weak",
            Standing::Missing { largest } if largest == last => "missing_national",
            Standing::Missing { largest: 0 } => "missing_local",
            Standing::Missing { .. } => "missing_regional",
        };
        steps.push(format!(
            "{}: suppliers from the inside outwards {:?}: {word}.",
            name(place),
            node.suppliers
        ));
        classification.insert(name(place), json!(word));
    }
    Ok(Computed { result: json!({ "by_scope": by_scope, "classification": classification }), steps })
}

/// The scopes of the case from the smallest to the largest, by the list that the program carries.
fn nested(input: &LinksInput) -> Result<Vec<String>, String> {
    let list = shipped::scopes();
    let home = list.home.clone();
    let mut state = State::default();
    state.evolve(&Event::Scope(ScopeEvent::ScopesActivated(list)));
    let scopes: &Scopes = &state.scopes;
    let known: Vec<String> = scopes
        .outwards(&home)
        .iter()
        .map(|scope| scope.code.clone())
        .filter(|code| input.firms.contains_key(code))
        .collect();
    match input.firms.keys().find(|scope| !known.contains(scope)) {
        Some(unknown) => Err(format!("input.firms: '{unknown}' is no scope around {home}")),
        None if known.is_empty() => Err("input.firms: wants scopes".to_owned()),
        None => Ok(known),
    }
}

fn nodes(input: &LinksInput, scopes: &[String]) -> Result<Vec<Node>, String> {
    let weights: Vec<Ratio> = input
        .chain
        .nodes
        .iter()
        .map(|node| input::ratio(format!("chain.nodes.{}.w", node.id), &node.w))
        .collect::<Result<_, _>>()?;
    let weights = input::whole("chain.nodes", &weights)?;
    let mut nodes = Vec::new();
    for (node, weight) in input.chain.nodes.iter().zip(weights) {
        let count = |scope: &String| input.firms[scope].get(&node.id).copied().unwrap_or_default();
        let suppliers: Vec<u64> = scopes.iter().map(count).collect();
        if !suppliers.is_sorted() {
            let id = &node.id;
            return Err(format!("input.firms: a scope has fewer suppliers of '{id}' than one within it"));
        }
        let is_required = match node.req {
            0 => false,
            1 => true,
            other => return Err(format!("input.chain.nodes.{}.req: {other} is neither 0 nor 1", node.id)),
        };
        let weight = u64::try_from(weight).map_err(|_range| "input.chain.nodes: a weight is too large")?;
        nodes.push(Node { weight, is_required, suppliers });
    }
    Ok(nodes)
}

fn shown(share: Option<Ratio>) -> Result<Option<String>, String> {
    let Some(share) = share else { return Ok(None) };
    let decimal: Decimal<DECIMALS> =
        share.to_decimal(Rounding::HalfEven).map_err(|error| format!("a share cannot be shown: {error}"))?;
    Ok(Some(decimal.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FailureInput {
    /// Groups of alternatives by product.
    inputs: BTreeMap<String, Vec<Vec<String>>>,
    suppliers: BTreeMap<String, Vec<String>>,
}

pub(super) fn failure_impact(input: &Value) -> Result<Computed, String> {
    let input: FailureInput = input::read(input)?;
    if let Some((product, _)) = input.inputs.iter().find(|(_, groups)| groups.iter().any(Vec::is_empty)) {
        return Err(format!("input.inputs.{product}: a group of inputs names nothing"));
    }
    let groups = input.inputs.iter().flat_map(|(product, groups)| {
        groups.iter().map(|group| (product.as_str(), group.iter().map(String::as_str).collect()))
    });
    let supplies = input
        .suppliers
        .iter()
        .flat_map(|(product, firms)| firms.iter().map(|firm| (product.as_str(), firm.as_str())));
    let named = input.inputs.keys().chain(input.suppliers.keys()).map(String::as_str);
    let graph = SupplyGraph::build(named, groups, supplies);
    let names = |numbers: &[usize]| numbers.iter().map(|number| graph.code(*number)).collect::<Vec<_>>();
    let mut failures = Failures::of(&graph);
    let producible = failures.producible();
    let mut steps = vec![format!("{} of {} products can be made.", producible.len(), graph.products().len())];
    let mut lost = Map::new();
    for (number, firm) in graph.firms().iter().enumerate() {
        let without = failures.lost_without(number);
        steps.push(format!(
            "Without {firm} fall {} products: {}.",
            without.len(),
            names(&without).join(", ")
        ));
        lost.insert(firm.clone(), json!(names(&without)));
    }
    let (falls, _all_asked) = failures.falls(u64::MAX);
    let single: Vec<&String> =
        falls.iter().filter(|fall| fall.lost > 0).map(|fall| &graph.firms()[fall.firm]).collect();
    let result = json!({ "producible": names(&producible), "lost_if_removed": lost, "spof_firms": single });
    Ok(Computed { result, steps })
}
