//! Working on a zone from inside this process: by commands through its engine and by nothing else. The demo, the bench
//! and the cases share it.

pub(crate) mod created;
pub(crate) mod desk;
pub(crate) mod papers;
pub(crate) mod random;
pub(crate) mod set_up;

pub(crate) use desk::Desk;
