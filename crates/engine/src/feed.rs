//! Durable entries on their way from the writer to the projection, and how far the projection has come. The feed is
//! bounded: what no longer fits is read from the journal instead.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::record::Recorded;

/// Entries kept in memory for the projection, and bytes of them.
const KEPT: Portion = Portion { entries: 16_384, bytes: 64 * 1024 * 1024 };
/// How long entries are gathered at most where nobody waits for them.
const GATHERED_FOR_MAX: Duration = Duration::from_millis(50);

/// So many entries, or so many bytes of them: a list of a thousand lines is one entry.
#[derive(Clone, Copy)]
pub(crate) struct Portion {
    pub entries: usize,
    pub bytes: usize,
}

impl Portion {
    pub(crate) fn is_full(self, entries: usize, bytes: usize) -> bool {
        entries >= self.entries || bytes >= self.bytes
    }
}

/// An entry and the hash of its leaf in the journal's tree.
#[derive(Clone, Debug)]
pub(crate) struct Durable {
    pub entry: Arc<Recorded>,
    pub leaf: [u8; 32],
}

#[derive(Default)]
struct Inner {
    entries: VecDeque<Durable>,
    /// Bytes of those entries.
    bytes: usize,
    /// Bytes of every durable entry that the projection has not applied, by position, as far as they came by here.
    trailing: VecDeque<(u64, u64)>,
    trailing_bytes: u64,
    /// Entries that are durable.
    durable: u64,
    /// Batches that were made durable, each by one sync.
    batches: u64,
    /// Entries that the projection has applied.
    projected: u64,
    /// How many wait until an entry is projected.
    waiting: usize,
    /// When the projection was given the entries that it applies.
    given_at: Option<Instant>,
    /// Whether the query database is open.
    is_ready: bool,
    is_stopping: bool,
}

#[derive(Default)]
pub(crate) struct Feed {
    inner: Mutex<Inner>,
    changed: Condvar,
}

/// What the projection does next.
pub(crate) enum Next {
    /// Apply these, which follow what it has applied.
    Entries(Vec<Durable>),
    /// Read on in the journal up to this position.
    Journal {
        until: u64,
    },
    Nothing,
    Stop,
}

impl Inner {
    fn drop_first(&mut self) -> Option<Durable> {
        let first = self.entries.pop_front()?;
        self.bytes -= first.entry.bytes;
        Some(first)
    }
}

impl Feed {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Every change of the feed is a single assignment or push, so a panic elsewhere leaves it whole.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn push(&self, entries: Vec<Durable>, durable: u64) {
        let mut inner = self.lock();
        for entry in entries {
            let (position, bytes) = (entry.entry.position, entry.entry.bytes);
            let counted = u64::try_from(bytes).expect("a length in memory fits 64 bits");
            inner.trailing.push_back((position, counted));
            inner.trailing_bytes += counted;
            inner.bytes += bytes;
            inner.entries.push_back(entry);
        }
        // At least one is kept, so that a single large entry is not read from the journal again.
        while inner.entries.len() > 1 && (inner.entries.len() > KEPT.entries || inner.bytes > KEPT.bytes) {
            inner.drop_first();
        }
        inner.batches += u64::from(durable > inner.durable);
        inner.durable = durable;
        self.changed.notify_all();
    }

    /// Starts anew after the journal was opened again.
    pub(crate) fn reset(&self, durable: u64) {
        let mut inner = self.lock();
        inner.entries.clear();
        inner.trailing.clear();
        (inner.bytes, inner.trailing_bytes) = (0, 0);
        inner.durable = durable;
        self.changed.notify_all();
    }

    pub(crate) fn set_projected(&self, projected: u64) {
        let mut inner = self.lock();
        inner.projected = projected;
        while let Some((_, bytes)) = inner.trailing.pop_front_if(|(position, _)| *position < projected) {
            inner.trailing_bytes -= bytes;
        }
        inner.is_ready = true;
        self.changed.notify_all();
    }

    pub(crate) fn durable(&self) -> u64 {
        self.lock().durable
    }

    pub(crate) fn batches(&self) -> u64 {
        self.lock().batches
    }

    pub(crate) fn projected(&self) -> u64 {
        self.lock().projected
    }

    /// Entries by which the projection trails the journal, and bytes of those that were made durable since the start.
    pub(crate) fn lag(&self) -> (u64, u64) {
        let inner = self.lock();
        (inner.durable.saturating_sub(inner.projected), inner.trailing_bytes)
    }

    pub(crate) fn stop(&self) {
        self.lock().is_stopping = true;
        self.changed.notify_all();
    }

    /// Waits until the entry at the position is projected; false when the time is up or the engine stops.
    pub(crate) fn wait_projected(&self, position: u64, timeout: Duration) -> bool {
        let Some(deadline) = Instant::now().checked_add(timeout) else { return false };
        let mut inner = self.lock();
        inner.waiting += 1;
        // Whoever gathers entries stops when someone waits.
        self.changed.notify_all();
        let is_projected = loop {
            if inner.projected > position {
                break true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || inner.is_stopping {
                break false;
            }
            inner = self.changed.wait_timeout(inner, left).unwrap_or_else(PoisonError::into_inner).0;
        };
        inner.waiting -= 1;
        is_projected
    }

    /// Waits until the query database was opened once; false when the time is up or the engine stops.
    pub(crate) fn wait_ready(&self, timeout: Duration) -> bool {
        let inner = self.lock();
        let waiting = |inner: &mut Inner| !inner.is_ready && !inner.is_stopping;
        let waited = self.changed.wait_timeout_while(inner, timeout, waiting);
        waited.unwrap_or_else(PoisonError::into_inner).0.is_ready
    }

    /// Waits for more entries, about as long as those before took to be applied: a transaction costs more than a few
    /// entries in it. It ends where there are enough or someone waits for those that there are.
    fn gathered<'a>(
        &'a self,
        inner: MutexGuard<'a, Inner>,
        most: Portion,
        wait: Duration,
    ) -> MutexGuard<'a, Inner> {
        let goes_on = |inner: &mut Inner| {
            inner.waiting == 0 && !inner.is_stopping && !most.is_full(inner.entries.len(), inner.bytes)
        };
        let waited = self.changed.wait_timeout_while(inner, wait, goes_on);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Waits a while, or until the engine stops.
    pub(crate) fn pause(&self, wait: Duration) {
        let inner = self.lock();
        let until_stop = self.changed.wait_timeout_while(inner, wait, |inner| !inner.is_stopping);
        drop(until_stop);
    }

    /// Returns what follows the entries applied so far, waiting a while where there is nothing.
    pub(crate) fn next(&self, applied: u64, most: Portion, wait: Duration) -> Next {
        let mut inner = self.lock();
        let took = inner.given_at.take().map_or(Duration::ZERO, |given_at| given_at.elapsed());
        if inner.durable <= applied && !inner.is_stopping {
            inner = self.changed.wait_timeout(inner, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
        if inner.is_stopping {
            return Next::Stop;
        }
        if inner.durable <= applied {
            return Next::Nothing;
        }
        if inner.entries.back().is_some_and(|last| last.entry.position >= applied) {
            inner = self.gathered(inner, most, took.min(GATHERED_FOR_MAX));
        }
        while inner.entries.front().is_some_and(|first| first.entry.position < applied) {
            inner.drop_first();
        }
        match inner.entries.front() {
            Some(first) if first.entry.position == applied => {
                let (mut entries, mut bytes) = (Vec::new(), 0);
                while !most.is_full(entries.len(), bytes)
                    && let Some(entry) = inner.drop_first()
                {
                    bytes += entry.entry.bytes;
                    entries.push(entry);
                }
                inner.given_at = Some(Instant::now());
                Next::Entries(entries)
            }
            Some(first) => Next::Journal { until: first.entry.position },
            None => Next::Journal { until: inner.durable },
        }
    }
}
