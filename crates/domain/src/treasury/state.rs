//! What decisions of this part need: the fold of its events. What is used of a quota is on the ledger.

use alloc::collections::BTreeMap;
use etown_values::{DrawId, EnterpriseId, PoolId};
use serde::{Deserialize, Serialize};

use super::draw::Draw;
use super::event::TreasuryEvent as Event;
use super::pool::Pool;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Treasury {
    pools: BTreeMap<PoolId, Pool>,
    draws: BTreeMap<DrawId, Draw>,
}

impl Treasury {
    pub fn pool(&self, id: PoolId) -> Option<&Pool> {
        self.pools.get(&id)
    }

    /// Returns every pool, in order of their ids.
    pub fn pools(&self) -> impl Iterator<Item = &Pool> {
        self.pools.values()
    }

    /// Returns the pool that the enterprise leads.
    pub fn led_by(&self, lead: EnterpriseId) -> Option<&Pool> {
        self.pools.values().find(|pool| pool.filing.lead == lead)
    }

    pub fn draw(&self, id: DrawId) -> Option<&Draw> {
        self.draws.get(&id)
    }

    /// Returns the draws of a pool, in order of their ids.
    pub fn draws_of(&self, pool: PoolId) -> impl Iterator<Item = &Draw> {
        self.draws.values().filter(move |draw| draw.pool == pool)
    }

    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::PoolFiled { pool, filing, filed_on } => {
                let (filing, filed_on) = (filing.clone(), *filed_on);
                self.pools.insert(*pool, Pool { id: *pool, filing, filed_on, revision: 1 });
            }
            Event::Drawn { draw, pool, content, weight, drawn_on, .. } => {
                let made = Draw {
                    id: *draw,
                    pool: *pool,
                    content: content.clone(),
                    weight: *weight,
                    drawn_on: *drawn_on,
                    outstanding: content.principal,
                    revision: 1,
                };
                self.draws.insert(*draw, made);
            }
            Event::Repaid { draw, amount, .. } => {
                if let Some(found) = self.draws.get_mut(draw)
                    && let Ok(outstanding) = found.outstanding.checked_sub(*amount)
                {
                    found.outstanding = outstanding;
                    found.revision = found.revision.saturating_add(1);
                }
            }
        }
    }
}
