//! The interface from outside: requests through the whole router, with a real engine in a temporary folder.

mod approvals;
mod authorisation;
mod bad_input;
mod call;
mod files;
mod gate;
mod goods;
mod journey;
mod list_files;
mod papers;
mod periods;
mod reads;
mod reports;
mod sight;
mod sign_in;
mod treasury;
mod users;
mod zone;
