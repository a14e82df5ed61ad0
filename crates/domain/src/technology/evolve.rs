//! How events change what this part knows. This never fails: what could be wrong was refused when it was decided.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use etown_values::TechnologyContractId;

use super::contract::Contract;
use super::disclosure::Disclosure;
use super::event::TechnologyEvent as Event;
use super::state::Technology;

impl Technology {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event {
            Event::TechnologyDisclosed { disclosure, content, on, term, by, position } => {
                let disclosed = Disclosure {
                    id: *disclosure,
                    content: content.clone(),
                    disclosed_on: *on,
                    term: term.clone(),
                    assessment: None,
                    maker: *by,
                    position: *position,
                    revision: 1,
                };
                self.disclosures.insert(*disclosure, disclosed);
            }
            Event::DisclosureAssessed { disclosure, assessment, .. } => {
                if let Some(found) = self.disclosures.get_mut(disclosure) {
                    found.assessment = Some(assessment.clone());
                    found.revision = found.revision.saturating_add(1);
                }
            }
            Event::ContractFiled { contract, content, provider, on, by, position } => {
                let filed = Contract {
                    id: *contract,
                    content: content.clone(),
                    provider: provider.clone(),
                    filed_on: *on,
                    registration: None,
                    returned: None,
                    income: Vec::new(),
                    products: BTreeMap::new(),
                    maker: *by,
                    position: *position,
                    revision: 1,
                };
                self.contracts.insert(*contract, filed);
            }
            Event::ContractRegistered { contract, registration, .. } => {
                let count = self.registered_in.entry(registration.on.year()).or_default();
                *count = count.saturating_add(1);
                self.change(*contract, |found| found.registration = Some(registration.clone()));
            }
            Event::ContractReturned { contract, reason, .. } => {
                self.change(*contract, |found| found.returned = Some(reason.clone()));
            }
            Event::IncomeReported { contract, income, .. } => {
                self.change(*contract, |found| found.income.push(income.clone()));
            }
            Event::ProductStated { contract, stated, .. } => {
                self.by_product.entry(stated.product.clone()).or_default().insert(*contract);
                self.change(*contract, |found| {
                    found.products.insert(stated.product.clone(), stated.clone());
                });
            }
            Event::ProductWithdrawn { contract, product, .. } => {
                if let Some(contracts) = self.by_product.get_mut(product) {
                    contracts.remove(contract);
                    if contracts.is_empty() {
                        self.by_product.remove(product);
                    }
                }
                self.change(*contract, |found| {
                    found.products.remove(product);
                });
            }
        }
    }

    fn change(&mut self, id: TechnologyContractId, change: impl FnOnce(&mut Contract)) {
        if let Some(found) = self.contracts.get_mut(&id) {
            change(found);
            found.revision = found.revision.saturating_add(1);
        }
    }
}
