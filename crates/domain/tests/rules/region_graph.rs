//! The supply graph: closures and circles, which firm stops what, and how it is drawn.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::region::cycles::{cycles, cycles_of};
use etown_domain::region::drawing::draw;
use etown_domain::region::failure::Failures;
use etown_domain::region::graph::{Direction, Lists, SupplyGraph};
use etown_domain::region::layering::layers;
use proptest::prelude::*;

type Groups = BTreeMap<String, Vec<Vec<String>>>;
type Suppliers = BTreeMap<String, Vec<String>>;

fn names(group: &[String]) -> Vec<&str> {
    group.iter().map(String::as_str).collect()
}

fn build(groups: &Groups, suppliers: &Suppliers) -> SupplyGraph {
    let groups: Vec<(&str, Vec<&str>)> = groups
        .iter()
        .flat_map(|(product, groups)| groups.iter().map(|group| (product.as_str(), names(group))))
        .collect();
    let supplies: Vec<(&str, &str)> = suppliers
        .iter()
        .flat_map(|(product, firms)| firms.iter().map(|firm| (product.as_str(), firm.as_str())))
        .collect();
    SupplyGraph::build(std::iter::empty(), groups.into_iter(), supplies.into_iter())
}

fn graph(links: &[(&str, &[&[&str]])], suppliers: &[(&str, &[&str])]) -> SupplyGraph {
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let groups = links
        .iter()
        .map(|(product, groups)| ((*product).to_owned(), groups.iter().map(|group| own(group)).collect()))
        .collect();
    let suppliers = suppliers.iter().map(|(product, firms)| ((*product).to_owned(), own(firms))).collect();
    build(&groups, &suppliers)
}

/// A furnace takes scrap back: steel of ore or scrap, scrap of parts, parts of steel.
fn furnace() -> SupplyGraph {
    graph(
        &[("steel", &[&["ore", "scrap"]]), ("parts", &[&["steel"]]), ("scrap", &[&["parts"]])],
        &[("ore", &["mine"]), ("steel", &["mill"]), ("parts", &["shop"]), ("scrap", &["yard"])],
    )
}

fn codes(graph: &SupplyGraph, numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|number| graph.products()[*number].clone()).collect()
}

fn lost(graph: &SupplyGraph, firm: &str) -> Vec<String> {
    let mut failures = Failures::of(graph);
    let lost = failures.lost_without(graph.firm_number(firm).unwrap());
    codes(graph, &lost)
}

#[test]
fn a_circle_is_found_named_and_walked_once() {
    let graph = furnace();
    let found = cycles_of(&graph);
    assert_eq!(found.len(), 1);
    assert_eq!(codes(&graph, &found[0]), ["parts", "scrap", "steel"]);
    let start = graph.product_number("parts").unwrap();
    let upstream = graph.closure(start, Direction::Upstream);
    let named: Vec<_> =
        upstream.iter().map(|(product, distance)| (graph.code(*product), *distance)).collect();
    assert_eq!(named, [("parts", 0), ("steel", 1), ("ore", 2), ("scrap", 2)]);
    assert_eq!(graph.closure(start, Direction::Downstream).len(), 3);
    let itself = Lists::of_pairs(2, vec![(1, 1)]);
    assert_eq!(cycles(&itself), [[1]]);
    assert_eq!(cycles(&Lists::of_pairs(3, vec![(0, 1), (1, 2)])), Vec::<Vec<usize>>::new());
}

#[test]
fn a_circle_does_not_carry_itself() {
    let graph = furnace();
    // Without ore there is no first steel, and scrap of steel makes none.
    assert_eq!(lost(&graph, "mine"), ["ore", "parts", "scrap", "steel"]);
    assert_eq!(lost(&graph, "yard"), ["scrap"]);
}

#[test]
fn an_alternative_carries_what_needs_it_even_if_it_came_later() {
    let graph = graph(
        &[("end", &[&["short", "long"]]), ("long", &[&["middle"]]), ("middle", &[&["raw"]])],
        &[("end", &["e"]), ("short", &["s"]), ("long", &["l"]), ("middle", &["m"]), ("raw", &["r1", "r2"])],
    );
    assert_eq!(lost(&graph, "s"), ["short"]);
    assert_eq!(lost(&graph, "l"), ["long"]);
    assert_eq!(lost(&graph, "r1"), Vec::<String>::new(), "another firm supplies it too");
    let (falls, not_asked) = Failures::of(&graph).falls(u64::MAX);
    assert_eq!((falls[0].lost, not_asked), (2, 0), "without the middle the long way is gone too");
    assert_eq!(graph.firms()[falls[0].firm], "m");
}

#[test]
fn a_product_without_a_supplier_or_with_an_empty_group_is_not_made() {
    let graph = graph(&[("car", &[&["wheel"], &["engine"]])], &[("car", &["c"]), ("wheel", &["w"])]);
    let failures = Failures::of(&graph);
    assert_eq!(codes(&graph, &failures.producible()), ["wheel"]);
    assert_eq!(lost(&graph, "c"), Vec::<String>::new(), "what is not made cannot fall");
}

#[test]
fn a_question_that_takes_too_long_is_answered_in_part_and_says_so() {
    let links: Vec<(String, Vec<Vec<String>>)> =
        (1..200).map(|number| (format!("p{number:03}"), vec![vec![format!("p{:03}", number - 1)]])).collect();
    let suppliers = (0..200).map(|number| (format!("p{number:03}"), vec![format!("f{number:03}")])).collect();
    let graph = build(&links.into_iter().collect(), &suppliers);
    let (falls, not_asked) = Failures::of(&graph).falls(100);
    assert!(!falls.is_empty() && not_asked > 0);
    assert_eq!(falls.len() + not_asked, 200);
    let (falls, not_asked) = Failures::of(&graph).falls(u64::MAX);
    assert_eq!((falls[0].lost, falls[199].lost, not_asked), (200, 1, 0));
}

/// The least set of what can be made, by trying until nothing changes.
fn made_by_trying(groups: &Groups, suppliers: &Suppliers, without: Option<&str>) -> BTreeSet<String> {
    let supplied: BTreeSet<&String> = suppliers
        .iter()
        .filter(|(_, firms)| firms.iter().any(|firm| Some(firm.as_str()) != without))
        .map(|(product, _)| product)
        .collect();
    let mut made: BTreeSet<String> = BTreeSet::new();
    loop {
        let before = made.len();
        for product in &supplied {
            let groups = groups.get(*product).map_or(&[][..], Vec::as_slice);
            if groups.iter().all(|group| group.iter().any(|input| made.contains(input))) {
                made.insert((*product).clone());
            }
        }
        if made.len() == before {
            return made;
        }
    }
}

fn any_graph() -> impl Strategy<Value = (Groups, Suppliers)> {
    let name = |number: usize| format!("p{number:02}");
    let group = prop::collection::btree_set(0..12_usize, 1..4);
    let groups = prop::collection::btree_map(0..12_usize, prop::collection::vec(group, 0..3), 0..12);
    let suppliers =
        prop::collection::btree_map(0..12_usize, prop::collection::btree_set(0..8_usize, 0..3), 0..12);
    (groups, suppliers).prop_map(move |(groups, suppliers)| {
        let groups = groups
            .into_iter()
            .map(|(product, groups)| {
                let groups = groups.into_iter().map(|group| group.into_iter().map(name).collect()).collect();
                (name(product), groups)
            })
            .collect();
        let suppliers = suppliers
            .into_iter()
            .map(|(product, firms)| {
                (name(product), firms.into_iter().map(|firm| format!("f{firm}")).collect::<Vec<_>>())
            })
            .filter(|(_, firms)| !firms.is_empty())
            .collect();
        (groups, suppliers)
    })
}

proptest! {
    #[test]
    fn what_falls_is_what_trying_without_the_firm_finds((groups, suppliers) in any_graph()) {
        let graph = build(&groups, &suppliers);
        let made = made_by_trying(&groups, &suppliers, None);
        let mut failures = Failures::of(&graph);
        let found: BTreeSet<String> = codes(&graph, &failures.producible()).into_iter().collect();
        prop_assert_eq!(&found, &made);
        for firm in 0..graph.firms().len() {
            let left = made_by_trying(&groups, &suppliers, Some(&graph.firms()[firm]));
            let expected: Vec<String> = made.difference(&left).cloned().collect();
            let lost = failures.lost_without(firm);
            prop_assert_eq!(codes(&graph, &lost), expected);
        }
    }

    #[test]
    fn a_drawing_points_to_the_right_but_where_it_closes_a_circle(
        pairs in prop::collection::vec((0..15_usize, 0..15_usize), 0..40),
    ) {
        let successors = Lists::of_pairs(15, pairs);
        let drawn = layers(&successors);
        for node in 0..15 {
            for next in successors.of(node) {
                if !drawn.backward.contains(&(node, *next)) {
                    prop_assert!(drawn.column[node] < drawn.column[*next]);
                }
            }
        }
        let mut placed: Vec<_> = drawn.columns.iter().flatten().copied().collect();
        placed.sort_unstable();
        prop_assert_eq!(placed, (0..15).collect::<Vec<_>>());
        prop_assert_eq!(drawn.backward.is_empty(), cycles(&successors).is_empty());
        prop_assert_eq!(&layers(&successors), &drawn, "the same graph gives the same drawing");
    }
}

#[test]
fn a_drawing_shows_the_nearest_and_says_what_it_left_out() {
    let graph = furnace();
    let start = graph.product_number("parts").unwrap();
    let whole = draw(&graph, start, &[Direction::Upstream, Direction::Downstream], 10);
    assert_eq!((whole.products.len(), whole.left_out), (4, 0));
    assert_eq!(whole.cycles, [["parts", "scrap", "steel"]]);
    assert_eq!(whole.links.iter().filter(|link| link.is_backward).count(), 1);
    let some = draw(&graph, start, &[Direction::Upstream], 2);
    assert_eq!((some.products.len(), some.left_out), (2, 2));
    let steel = some.products.iter().find(|drawn| drawn.code == "steel").unwrap();
    let parts = some.products.iter().find(|drawn| drawn.code == "parts").unwrap();
    assert!(steel.x < parts.x, "what it is made of stands left of it");
    assert_eq!(some.cycles, Vec::<Vec<String>>::new());
}

#[test]
fn crossings_are_reduced() {
    let successors = Lists::of_pairs(6, vec![(0, 5), (1, 4), (2, 3)]);
    let drawn = layers(&successors);
    let rows: Vec<_> =
        [(0, 5), (1, 4), (2, 3)].iter().map(|(from, to)| (drawn.row[*from], drawn.row[*to])).collect();
    assert!(rows.iter().all(|(from, to)| from == to), "{rows:?}");
}

#[test]
fn a_long_circle_of_a_hundred_thousand_products_ends() {
    let count = 100_000;
    let code = |number: usize| format!("p{:06}", number % count);
    let links = (0..count).map(|number| (code(number), vec![vec![code(number + 1)]])).collect();
    let suppliers = (0..count).map(|number| (code(number), vec!["one".to_owned()])).collect();
    let graph = build(&links, &suppliers);
    assert_eq!(graph.closure(0, Direction::Upstream).len(), count);
    assert_eq!(cycles_of(&graph)[0].len(), count);
    assert_eq!(Failures::of(&graph).producible(), Vec::<usize>::new());
    assert_eq!(draw(&graph, 0, &[Direction::Upstream], 120).products.len(), 120);
}
