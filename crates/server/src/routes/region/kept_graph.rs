//! The supply graph, kept between questions: laying out a hundred thousand products takes half a second, and the writer
//! waits meanwhile.

use std::sync::{Arc, Mutex, PoisonError};

use etown_domain::region::graph::SupplyGraph;
use etown_domain::region::state::Region;

/// The graph as it was laid out last, with the number of changes before it. What is read is durable, so a number never
/// stands for another history.
#[derive(Default)]
pub(crate) struct KeptGraph(Mutex<Option<(u64, Arc<SupplyGraph>)>>);

impl KeptGraph {
    /// Returns the graph of the region, laid out anew if anything has changed.
    pub(super) fn of(&self, region: &Region) -> Arc<SupplyGraph> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((changes, graph)) if *changes == region.changes() => Arc::clone(graph),
            _ => {
                let graph = Arc::new(region.graph());
                *kept = Some((region.changes(), Arc::clone(&graph)));
                graph
            }
        }
    }
}
