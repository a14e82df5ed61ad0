//! What decisions of this part need: the fold of its events.

use alloc::collections::BTreeMap;
use etown_values::{CivilDate, InvestmentProjectId, TalentId};
use serde::{Deserialize, Serialize};

use super::negative_list::NegativeList;
use super::partner::{Partner, PartnerId};
use super::points_table::PointsTable;
use super::project::InvestmentProject;
use super::talent::Talent;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct International {
    /// By their first day.
    pub(super) negative_lists: BTreeMap<CivilDate, NegativeList>,
    /// By their first day.
    pub(super) points_tables: BTreeMap<CivilDate, PointsTable>,
    pub(super) projects: BTreeMap<InvestmentProjectId, InvestmentProject>,
    pub(super) talents: BTreeMap<TalentId, Talent>,
    #[serde(with = "crate::kernel::as_pairs")]
    pub(super) partners: BTreeMap<PartnerId, Partner>,
}

impl International {
    /// Returns the edition of the negative list in force on the date: the last that has begun, unless it has ended.
    pub fn negative_list_on(&self, date: CivilDate) -> Option<&NegativeList> {
        let (_, last) = self.negative_lists.range(..=date).next_back()?;
        last.covers(date).then_some(last)
    }

    pub fn negative_lists(&self) -> impl DoubleEndedIterator<Item = &NegativeList> {
        self.negative_lists.values()
    }

    /// Returns the table of points in force on the date.
    pub fn points_table_on(&self, date: CivilDate) -> Option<&PointsTable> {
        self.points_tables.range(..=date).next_back().map(|(_, table)| table)
    }

    pub fn points_tables(&self) -> impl DoubleEndedIterator<Item = &PointsTable> {
        self.points_tables.values()
    }

    pub fn project(&self, id: InvestmentProjectId) -> Option<&InvestmentProject> {
        self.projects.get(&id)
    }

    pub fn projects(&self) -> impl Iterator<Item = &InvestmentProject> {
        self.projects.values()
    }

    pub fn talent(&self, id: TalentId) -> Option<&Talent> {
        self.talents.get(&id)
    }

    pub fn talents(&self) -> impl Iterator<Item = &Talent> {
        self.talents.values()
    }

    pub fn partner(&self, id: PartnerId) -> Option<&Partner> {
        self.partners.get(&id)
    }

    /// Platforms first, then institutions, each in the order of their ids.
    pub fn partners(&self) -> impl Iterator<Item = &Partner> {
        self.partners.values()
    }
}
