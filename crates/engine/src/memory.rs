//! What the writer decides with: the state, the used command ids and the journal's end. It is the fold of durable
//! entries and, while a batch is decided, of the entries of that batch.

use std::io::{self, Write};

use etown_domain::{Event, State};
use etown_values::{CivilDate, Instant};
use serde::Serialize as _;
use sha2::{Digest as _, Sha256};

use crate::idempotency::Idempotency;
use crate::record::{Recorded, hex};

#[derive(Debug)]
pub(crate) struct Memory {
    pub state: State,
    pub idempotency: Idempotency,
    /// The position that the next entry will have.
    pub next: u64,
    /// The instant of the last entry.
    pub last_instant: Instant,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            state: State::default(),
            idempotency: Idempotency::default(),
            next: 0,
            last_instant: Instant::MIN,
        }
    }
}

impl Memory {
    /// Applies an entry read from the journal.
    pub(crate) fn replay(&mut self, entry: &Recorded) {
        if !entry.command_id.is_empty() {
            self.idempotency.remember(entry.actor, &entry.command_id, &entry.digest, entry.position);
        }
        self.apply(entry.instant, &entry.events);
    }

    /// Applies the events of the next entry.
    pub(crate) fn apply(&mut self, instant: Instant, events: &[Event]) {
        for event in events {
            self.state.evolve(event);
        }
        self.next = self.next.checked_add(1).expect("fewer than 2^64 entries");
        self.last_instant = instant;
    }

    /// The instant of the next entry: what the clock shows, but always after the last entry.
    pub(crate) fn stamp(&self, clock: Instant) -> Instant {
        clock.max(self.last_instant.plus_microseconds(1))
    }

    /// The business date at an instant.
    pub(crate) fn date(&self, instant: Instant) -> CivilDate {
        instant.date_in(self.state.utc_offset())
    }
}

/// Returns SHA-256 over the canonical serialisation of the state, in hexadecimal digits.
///
/// Every collection of the state is ordered, so equal states have equal bytes.
pub(crate) fn state_digest(state: &State) -> String {
    let mut sink = HashingSink(Sha256::new());
    let mut buffered = io::BufWriter::with_capacity(64 * 1024, &mut sink);
    state
        .serialize(&mut serde_json::Serializer::new(&mut buffered))
        .expect("the state is made of types with a text form");
    buffered.flush().expect("hashing does not fail");
    drop(buffered);
    hex(&sink.0.finalize())
}

struct HashingSink(Sha256);

impl Write for &mut HashingSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
