//! What is missing or weak in a chain, in each scope.

use etown_domain::region::RegionCommand;
use etown_domain::region::links::{Standing, chain_links, completeness, standing};
use etown_domain::region::product::{Chain, ChainNode};
use etown_values::Ratio;

use super::super::support::{CLERK, INVESTMENT_OFFICER as DESK};
use super::samples::with_panels;

fn chain(nodes: &[(&str, u32, bool)]) -> Chain {
    let node = |(product, weight, is_required): &(&str, u32, bool)| ChainNode {
        product: (*product).to_owned(),
        weight: *weight,
        is_required: *is_required,
    };
    Chain {
        code: "display".to_owned(),
        name: "显示产业链".to_owned(),
        name_english: "display chain".to_owned(),
        source: "test".to_owned(),
        nodes: nodes.iter().map(node).collect(),
    }
}

#[test]
fn a_chain_is_as_complete_as_its_nodes_have_suppliers_in_each_scope() {
    let mut world = with_panels();
    let define = |chain: Chain| RegionCommand::DefineChain { chain };
    let good = || chain(&[("panel", 40, true), ("glass", 30, true), ("film", 20, true), ("sand", 10, false)]);
    world.refuse(CLERK, define(good()), "NOT_PERMITTED");
    world.refuse(DESK, define(Chain { source: String::new(), ..good() }), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 0, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 1_000_001, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("panel", 1, true), ("panel", 1, true)])), "CHAIN_CONTENT");
    world.refuse(DESK, define(chain(&[("nothing", 1, true)])), "UNKNOWN_PRODUCT");
    assert_eq!(world.state.region.chain("display").unwrap_err().code.text, "UNKNOWN_CHAIN");
    world.accept(DESK, define(good()));
    let chain = world.state.region.chain("display").unwrap();
    let links = chain_links(&world.state.region, &world.state.scopes, chain, "etown");
    let counts: Vec<_> = links.nodes.iter().map(|node| node.suppliers.clone()).collect();
    assert_eq!(counts, [[1, 1, 1, 1], [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1]]);
    let standings: Vec<_> = counts.iter().map(|count| standing(count, 1)).collect();
    let missing = |largest| Standing::Missing { largest };
    assert_eq!(standings, [Standing::Weak, missing(0), missing(1), missing(2)]);
    let zone = completeness(&links.nodes, 0, 1);
    assert_eq!((zone.by_count(), zone.by_weight()), (Ratio::new(1, 4).ok(), Ratio::new(2, 5).ok()));
    assert_eq!((zone.missing_required, zone.missing_optional, zone.weak), (vec![1, 2], vec![3], vec![0]));
    let nation = completeness(&links.nodes, 3, 1);
    assert_eq!(nation.by_weight(), Ratio::new(1, 1).ok());
    assert_eq!(standing(&[2, 2], 1), Standing::Sound);
    assert_eq!(completeness(&[], 0, 1).by_count(), None);
}
