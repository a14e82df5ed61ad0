//! Cash pools across borders (跨境资金池) and their quotas: an eligible group pools a share of its members' equity, and what
//! it borrows abroad or lends abroad never goes above the quota of the day.
//!
//! The use of a quota is an account of the ledger, in fen. Its ceiling is not the account's: it moves with dated parameters,
//! so it is computed for the day of each draw. Where a parameter falls below what is used, the pool stands over its quota,
//! which is legal: repayments pass, draws do not. Limits: a pool is filed once and its figures are not changed yet; one
//! currency of account (CNY); no sweeps, interest or netting.

pub mod command;
mod decide;
mod decide_draw;
pub mod draw;
pub mod event;
pub mod pool;
pub mod quota;
pub mod refusal;
pub mod state;

pub use command::TreasuryCommand;
pub(crate) use decide::decide;
pub use event::TreasuryEvent;
pub use state::Treasury;
