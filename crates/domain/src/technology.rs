//! How research becomes a product: disclosures, assessments, contracts, and the income tax on what they bring.
//!
//! Limits: the first meeting after a disclosure is not followed up, nor are patents and start-ups; costs against income
//! are the enterprise's own, since it reports net income.

pub mod command;
pub mod contract;
mod decide;
mod decide_contract;
mod decide_disclosure;
mod decide_product;
pub mod disclosure;
pub mod event;
mod evolve;
pub mod income_tax;
pub mod product;
pub mod refusal;
pub mod settings;
pub mod state;

pub use command::TechnologyCommand;
pub(crate) use decide::decide;
pub(crate) use decide_product::state_product;
pub use event::TechnologyEvent;
pub use state::Technology;
