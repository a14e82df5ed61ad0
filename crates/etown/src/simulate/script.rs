//! A script: what the steps of a run came to, command by command. A script from which deeds were cut still means the same:
//! ids that the zone gives out are other ones then, and are put in the place of those that were written down.

use std::collections::{BTreeMap, BTreeSet};

use etown_domain::{Actor, Event};
use etown_engine::Submission;
use etown_journal::{Aftermath, PlannedFault};
use serde_json::Value;

/// One thing done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Commands that reach the writer together.
    Send(Vec<Submission>),
    SetClock {
        microseconds: i64,
    },
    ActOnDueDates,
    Checkpoint,
    Snapshot {
        is_obstructed: bool,
    },
    PlanFault(PlannedFault, Aftermath),
    Restart {
        draw: u64,
    },
    Compare,
}

/// A deed and the step of the plan that it came from.
#[derive(Clone, Debug)]
pub(super) struct Done {
    pub(super) step: usize,
    pub(super) name: String,
    pub(super) deed: Deed,
}

/// Everything done in a run after the setting up.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub(super) seed: u64,
    pub(super) deeds: Vec<Done>,
    pub(super) made: Made,
}

/// The ids that each command made, in the order of its events.
pub(super) type Made = BTreeMap<(Actor, String), Vec<String>>;

/// Writes a script down, or puts the ids of the present run into one.
#[derive(Default)]
pub(super) struct Scribe {
    pub(super) script: Script,
    /// What the commands of the script made when it was written; empty while one is being written.
    then: Made,
    /// Ids of the script and the ids that stand for them now.
    now: BTreeMap<String, String>,
    known: BTreeSet<String>,
}

impl Script {
    /// The script with these deeds alone.
    pub(super) fn with(&self, deeds: Vec<Done>) -> Self {
        Self { seed: self.seed, deeds, made: self.made.clone() }
    }
}

impl Scribe {
    /// A scribe that writes a new script.
    pub(super) fn of_seed(seed: u64) -> Self {
        Self { script: Script { seed, ..Script::default() }, ..Self::default() }
    }

    /// A scribe that follows a script.
    pub(super) fn following(script: &Script) -> Self {
        Self { then: script.made.clone(), ..Self::of_seed(script.seed) }
    }

    /// Learns what an accepted command made.
    pub(super) fn learn(&mut self, submission: &Submission, events: &[Event]) {
        let mut found = Vec::new();
        for event in events {
            collect_ids(&serde_json::to_value(event).unwrap_or_default(), &mut found);
        }
        found.retain(|id| self.known.insert(id.clone()));
        let key = (submission.actor, submission.command_id.clone());
        if let Some(then) = self.then.get(&key) {
            self.now.extend(then.iter().cloned().zip(found.iter().cloned()));
        }
        self.script.made.insert(key, found);
    }

    /// The command as it must be said in this run.
    pub(super) fn in_present_ids(&self, submission: &Submission) -> Submission {
        let written = String::from_utf8_lossy(&submission.bytes);
        let mut text = written.clone().into_owned();
        for (then, now) in self.now.iter().filter(|(then, now)| then != now) {
            text = text.replace(then.as_str(), now);
        }
        match serde_json::from_str(&text) {
            Ok(command) if text != written => {
                Submission { command, bytes: text.into_bytes(), ..submission.clone() }
            }
            _ => submission.clone(),
        }
    }
}

fn collect_ids(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if is_id(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect_ids(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| collect_ids(value, found)),
        _ => {}
    }
}

/// A prefix, an underscore and 26 letters and digits.
fn is_id(text: &str) -> bool {
    const CHARACTERS: usize = 26;
    text.split_once('_').is_some_and(|(prefix, rest)| {
        !prefix.is_empty()
            && rest.len() == CHARACTERS
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}
