//! The only place that reads the system clock. Everything else is told the time by the writer.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use etown_values::Instant;

/// Where the writer's time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    #[default]
    System,
    /// A clock that stands still until it is moved; for demonstrations, cases and tests.
    Manual(ManualClock),
}

/// A clock moved by hand; clones share the time.
#[derive(Clone, Debug)]
pub struct ManualClock {
    microseconds: Arc<AtomicI64>,
}

impl ManualClock {
    pub fn at(instant: Instant) -> Self {
        Self { microseconds: Arc::new(AtomicI64::new(instant.microseconds())) }
    }

    /// Sets the clock, backwards too.
    pub fn set(&self, instant: Instant) {
        self.microseconds.store(instant.microseconds(), Ordering::SeqCst);
    }

    /// Moves the clock by microseconds, backwards where they are negative.
    pub fn advance(&self, microseconds: i64) {
        self.microseconds.fetch_add(microseconds, Ordering::SeqCst);
    }
}

impl Clock {
    /// Returns what the clock shows; it may have been set back.
    pub fn now(&self) -> Instant {
        match self {
            Self::System => system_now(),
            Self::Manual(clock) => Instant::from_microseconds(clock.microseconds.load(Ordering::SeqCst)),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system clock")]
fn system_now() -> Instant {
    let microseconds = match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_micros()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_micros()).map_or(i64::MIN, |micros| -micros),
    };
    Instant::from_microseconds(microseconds)
}
