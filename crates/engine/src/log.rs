//! Where entries go: the journal on disk or, for cases and tests, a list in memory. Both tell the three outcomes of an
//! append and give readers that never wait for the writer.

use std::sync::{Arc, PoisonError, RwLock};

use etown_journal::{
    Append, EntryDraft, Journal, JournalFault, JournalReader, RECOVERY_SECTION, StoredEntry, leaf_hash,
};
use etown_values::Instant;

use crate::fault::EngineFault;
use crate::feed::Durable;
use crate::record::{self, Recorded, decode};

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one log in an engine")]
pub(crate) enum Log {
    Durable(Journal),
    Memory(MemoryLog),
}

/// Entries in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemoryLog {
    entries: Arc<RwLock<Vec<EntryDraft>>>,
}

/// The outcome of an append.
pub(crate) enum Appended {
    /// Durable; the leaf hashes of the entries in order.
    Written(Vec<[u8; 32]>),
    Fenced {
        actual: u64,
    },
    Unknown(JournalFault),
}

/// Reads entries that are durable.
#[derive(Clone, Debug)]
pub(crate) enum LogReader {
    Durable(JournalReader),
    Memory(MemoryLog),
}

impl Log {
    pub(crate) fn append(&mut self, expected: u64, drafts: Vec<EntryDraft>) -> Appended {
        match self {
            Self::Durable(journal) => match journal.append(expected, &drafts) {
                Append::Written(written) => {
                    Appended::Written(written.into_iter().map(|entry| entry.leaf_hash).collect())
                }
                Append::Fenced { actual } => Appended::Fenced { actual },
                Append::Unknown(fault) => Appended::Unknown(fault),
            },
            Self::Memory(log) => {
                let leaves = vec![[0; 32]; drafts.len()];
                log.entries.write().unwrap_or_else(PoisonError::into_inner).extend(drafts);
                Appended::Written(leaves)
            }
        }
    }

    pub(crate) fn reader(&self) -> LogReader {
        match self {
            Self::Durable(journal) => LogReader::Durable(journal.reader()),
            Self::Memory(log) => LogReader::Memory(log.clone()),
        }
    }
}

impl LogReader {
    /// Reads one entry that must be there.
    pub(crate) fn entry(&self, position: u64) -> Result<Recorded, EngineFault> {
        let missing = EngineFault::EntryMissing { position };
        match self {
            Self::Durable(reader) => {
                Ok(understood(&reader.read(position)?.ok_or(missing)?)?.entry.as_ref().clone())
            }
            Self::Memory(log) => {
                let entries = log.entries.read().unwrap_or_else(PoisonError::into_inner);
                let index = usize::try_from(position).ok();
                let draft = index.and_then(|index| entries.get(index)).ok_or(missing)?;
                of_draft(position, draft)
            }
        }
    }

    /// Shows all entries from a position on, in order.
    pub(crate) fn each_from(
        &self,
        position: u64,
        mut show: impl FnMut(Durable) -> Result<(), EngineFault>,
    ) -> Result<(), EngineFault> {
        match self {
            Self::Durable(reader) => {
                reader.read_from(position).try_for_each(|stored| show(understood(&stored?)?))
            }
            Self::Memory(log) => {
                let entries = log.entries.read().unwrap_or_else(PoisonError::into_inner);
                let skipped = usize::try_from(position).unwrap_or(usize::MAX);
                for (position, draft) in (position..).zip(entries.iter().skip(skipped)) {
                    show(Durable { entry: Arc::new(of_draft(position, draft)?), leaf: [0; 32] })?;
                }
                Ok(())
            }
        }
    }

    /// The journal itself, where there is one.
    pub(crate) fn journal(&self, what: &'static str) -> Result<&JournalReader, EngineFault> {
        match self {
            Self::Durable(reader) => Ok(reader),
            Self::Memory(_) => Err(EngineFault::NotKept { what }),
        }
    }
}

/// Reads a stored entry as the engine understands it.
pub(crate) fn understood(stored: &StoredEntry) -> Result<Durable, EngineFault> {
    let envelope = &stored.envelope;
    let sections = stored.sections.iter().map(|section| (section.name.as_str(), section.content.as_slice()));
    let entry = if stored.section(RECOVERY_SECTION).is_some() {
        record::recovery(envelope.position, Instant::from_microseconds(envelope.instant_microseconds))
    } else {
        decode(envelope.position, envelope.instant_microseconds, &sections)?
    };
    Ok(Durable { entry: Arc::new(entry), leaf: leaf_hash(&stored.envelope_bytes) })
}

fn of_draft(position: u64, draft: &EntryDraft) -> Result<Recorded, EngineFault> {
    let sections = draft.sections().iter().map(|section| (section.name.as_ref(), section.content.as_slice()));
    decode(position, draft.instant_microseconds(), &sections)
}
