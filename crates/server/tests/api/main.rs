//! The interface from outside: requests through the whole router, with a real engine in a temporary folder.

mod approvals;
mod authorisation;
mod bad_input;
mod call;
mod due_dates;
mod files;
mod four_chains;
mod gate;
mod goods;
mod industry;
mod international;
mod journey;
mod land;
mod list_files;
mod papers;
mod periods;
mod programme;
mod reads;
mod region;
mod reports;
mod sight;
mod sign_in;
mod technology;
mod treasury;
mod users;
mod zone;
