//! Rules about investment projects, work permits by points, cooperation platforms and institutions.

mod editions;
mod partners;
mod projects;
mod samples;
mod screening;
mod talent;
