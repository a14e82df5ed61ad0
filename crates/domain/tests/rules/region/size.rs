//! How long the questions about products take where there are a hundred thousand: drawing, links, failures and the four
//! chains. It measures and is left out of ordinary runs; what must hold is asserted all the same.

use std::time::Instant;

use etown_domain::flows::four_chains::{Record, four_chains};
use etown_domain::region::RegionEvent;
use etown_domain::region::drawing::draw;
use etown_domain::region::failure::Failures;
use etown_domain::region::graph::Direction;
use etown_domain::region::links::chain_links;
use etown_domain::region::product::{Chain, ChainNode, Firm, InputRow, Product, SupplyRow};
use etown_domain::{Event, ReadScope, State};

use super::super::industry::furnished;
use super::super::support::user;
use super::samples::{firm, input, product, supply};

const PRODUCTS: usize = 100_000;
const LAYER: usize = 10_000;
const FIRMS: usize = 5_000;

fn code(number: usize) -> String {
    format!("p{number:06}")
}

/// Ten layers; a product needs one of the next layer, and one of two others of it. Every product has a supplier, every
/// second one two.
fn statements() -> (Vec<InputRow>, Vec<SupplyRow>) {
    let mut inputs = Vec::new();
    for number in 0..PRODUCTS - LAYER {
        let below = (number / LAYER + 1) * LAYER;
        let at = |step: usize| code(below + (number * 7 + step) % LAYER);
        inputs.extend([
            input(&code(number), 1, &at(0)),
            input(&code(number), 2, &at(1)),
            input(&code(number), 2, &at(2)),
        ]);
    }
    let by = |firm: usize, number: usize| supply(&format!("f{:04}", firm % FIRMS), &code(number));
    let first = (0..PRODUCTS).map(|number| by(number * 13, number));
    let second = (0..PRODUCTS).step_by(2).map(|number| by(number * 29 + 1, number));
    (inputs, first.chain(second).collect())
}

fn state() -> State {
    let world = furnished();
    let mut state = world.state.clone();
    let (on, by) = (world.today(), user(1));
    let products: Vec<Product> = (0..PRODUCTS).map(|number| product(&code(number))).collect();
    let scopes = ["etown", "neighbour", "jjj", "china"];
    let firms: Vec<Firm> =
        (0..FIRMS).map(|number| firm(&format!("f{number:04}"), scopes[number % 4])).collect();
    let (inputs, supplies) = statements();
    for event in [
        RegionEvent::ProductsImported { products, on, position: 1 },
        RegionEvent::FirmsImported { firms },
        RegionEvent::InputsStated { inputs, by, position: 2 },
        RegionEvent::SuppliesStated { supplies, by, position: 3 },
    ] {
        state.evolve(&Event::Region(event));
    }
    state
}

#[expect(clippy::print_stdout, reason = "what was measured is for whoever ran it")]
fn say(text: &str) {
    println!("{text}");
}

fn timed<T>(what: &str, question: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let answer = question();
    say(&format!("{what}: {} ms", begun.elapsed().as_millis()));
    answer
}

#[test]
#[ignore = "it measures; run it alone with --run-ignored only --no-capture"]
fn a_hundred_thousand_products_are_drawn_linked_asked_about_and_joined() {
    let state = timed("state", state);
    let graph = timed("graph", || state.region.graph());
    let start = graph.product_number(&code(0)).unwrap();
    let both = [Direction::Upstream, Direction::Downstream];
    let drawing = timed("drawing", || draw(&graph, start, &both, 120));
    assert_eq!(drawing.products.len(), 120);
    assert!(drawing.left_out > 0);
    let nodes =
        (0..1_000).map(|number| ChainNode { product: code(number * 100), weight: 1, is_required: true });
    let chain = Chain {
        code: "large".to_owned(),
        name: "大".to_owned(),
        name_english: "large".to_owned(),
        source: "test".to_owned(),
        nodes: nodes.collect(),
    };
    let links = timed("links of 1,000 nodes", || chain_links(&state.region, &state.scopes, &chain, "etown"));
    assert_eq!(links.nodes.len(), 1_000);
    let mut failures = timed("what can be made", || Failures::of(&graph));
    assert_eq!(failures.producible().len(), PRODUCTS);
    let (falls, not_asked) = timed("failures of 5,000 firms", || failures.falls(50_000_000));
    say(&format!("firms that stop something: {}, not asked: {not_asked}", falls.len()));
    assert!(!falls.is_empty());
    let record = Record::default();
    let joined =
        timed("four chains", || four_chains(&state, &code(0), &ReadScope::Zone, 20, &record).unwrap());
    assert_eq!(joined.steps.len(), 6);
}
