//! Tests of the engine against real files, with planned failures and a clock moved by hand.

mod answers;
mod backups;
mod equality;
mod exchange;
mod faults;
mod files;
mod lots;
mod papers;
mod repeated;
mod schedule;
mod scope;
mod statements;
mod verified_zone;
mod zone;
