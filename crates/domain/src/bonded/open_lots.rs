//! Lots with something left, by the number of their account: accounts are numbered without gaps, so a stock finds its lots
//! at once. It must never hold a lot that is used up.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lots::{Lot, LotNumber};
use crate::kernel::ledger::AccountNumber;

type LotsOfAccount = BTreeMap<LotNumber, Lot>;

#[derive(Clone, Debug, Default)]
pub(super) struct OpenLots {
    by_account: Vec<LotsOfAccount>,
}

fn index(account: AccountNumber) -> usize {
    usize::try_from(account.0).expect("32 bits fit an index")
}

impl OpenLots {
    /// The lots of an account from a number on, oldest first.
    pub(super) fn from(
        &self,
        account: AccountNumber,
        first: LotNumber,
    ) -> impl Iterator<Item = (LotNumber, &Lot)> {
        let lots = self.by_account.get(index(account));
        lots.into_iter().flat_map(move |lots| lots.range(first..)).map(|(number, lot)| (*number, lot))
    }

    pub(super) fn get(&self, account: AccountNumber, number: LotNumber) -> Option<&Lot> {
        self.by_account.get(index(account))?.get(&number)
    }

    pub(super) fn get_mut(&mut self, account: AccountNumber, number: LotNumber) -> Option<&mut Lot> {
        self.by_account.get_mut(index(account))?.get_mut(&number)
    }

    pub(super) fn insert(&mut self, account: AccountNumber, number: LotNumber, lot: Lot) {
        let place = index(account);
        if self.by_account.len() <= place {
            self.by_account.resize_with(place.saturating_add(1), LotsOfAccount::new);
        }
        if let Some(lots) = self.by_account.get_mut(place) {
            lots.insert(number, lot);
        }
    }

    pub(super) fn remove(&mut self, account: AccountNumber, number: LotNumber) -> Option<Lot> {
        self.by_account.get_mut(index(account))?.remove(&number)
    }

    fn all(&self) -> impl Iterator<Item = ((AccountNumber, LotNumber), &Lot)> {
        let accounts = (0..).map(AccountNumber).zip(&self.by_account);
        accounts.flat_map(|(account, lots)| lots.iter().map(move |(number, lot)| ((account, *number), lot)))
    }
}

impl PartialEq for OpenLots {
    /// Accounts without lots do not count, whether there is room for them or not.
    fn eq(&self, other: &Self) -> bool {
        self.all().eq(other.all())
    }
}

impl Eq for OpenLots {}

impl Serialize for OpenLots {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all())
    }
}

impl<'de> Deserialize<'de> for OpenLots {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut open = Self::default();
        for ((account, number), lot) in Vec::<((AccountNumber, LotNumber), Lot)>::deserialize(deserializer)? {
            open.insert(account, number, lot);
        }
        Ok(open)
    }
}
