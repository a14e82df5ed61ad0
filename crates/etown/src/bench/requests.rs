//! Commands as the HTTP edge hands them to the writer, with the bytes that the journal keeps, and the closed loops by
//! which a measurement drives an engine.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Stopwatch};

use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::list::ListContent;
use etown_domain::{Actor, Command};
use etown_engine::{Answer, Engine, NotAccepted, Submission};
use etown_values::{BookId, ListId};

use super::meter::Durations;
use super::stage::StagedBook;
use crate::problem::Problem;
use crate::zone::created;
use crate::zone::desk::not_accepted;

/// How long an engine may take for what one loop has in flight.
const PATIENCE: Duration = Duration::from_mins(2);

/// Numbers the commands of a run.
#[derive(Debug, Default)]
pub(super) struct Numbered(u64);

impl Numbered {
    fn id(&mut self) -> String {
        self.0 += 1;
        format!("bench-{}", self.0)
    }

    pub(super) fn draft(&mut self, book: &StagedBook, content: ListContent) -> Submission {
        let mut bytes = b"POST /api/v1/lists\n\n".to_vec();
        bytes.extend_from_slice(&list_body(book.id, &content));
        let command = Command::Bonded(BondedCommand::DraftList { book: book.id, content });
        Submission { actor: book.hands.officer, command_id: self.id(), command, bytes }
    }

    pub(super) fn submit(&mut self, book: &StagedBook, list: ListId) -> Submission {
        let command = BondedCommand::SubmitList { list, revision: None };
        self.decision(book.hands.officer, list, "submit", command)
    }

    pub(super) fn approve(&mut self, book: &StagedBook, list: ListId) -> Submission {
        let command = BondedCommand::ApproveList { list, revision: None };
        self.decision(book.hands.customs, list, "approve", command)
    }

    /// Any other command, with its own text as the bytes.
    pub(super) fn other(&mut self, actor: Actor, command: Command) -> Submission {
        let mut bytes = format!("etown {}\n\n", command.kind()).into_bytes();
        serde_json::to_writer(&mut bytes, &command).expect("a command has a text form");
        Submission { actor, command_id: self.id(), command, bytes }
    }

    fn decision(&mut self, actor: Actor, list: ListId, what: &str, command: BondedCommand) -> Submission {
        let bytes = format!("POST /api/v1/lists/{list}/{what}\n*\n{{}}").into_bytes();
        Submission { actor, command_id: self.id(), command: Command::Bonded(command), bytes }
    }
}

/// The body by which a list is drafted over HTTP.
pub(super) fn list_body(book: BookId, content: &ListContent) -> Vec<u8> {
    let mut body = format!("{{\"book\":\"{book}\",").into_bytes();
    let content = serde_json::to_vec(content).expect("a list has a text form");
    body.extend_from_slice(content.strip_prefix(b"{").unwrap_or_default());
    body
}

/// Submits everything with at most so many commands under way, and returns what `keep` takes of each answer, in order.
pub(super) fn submit_all<T: Send + 'static>(
    engine: &Engine,
    submissions: impl Iterator<Item = Submission>,
    under_way: usize,
    keep: fn(&Answer) -> T,
) -> Result<Vec<T>, Problem> {
    let (sender, answers) = mpsc::channel();
    let mut kept: Vec<Option<T>> = Vec::new();
    let mut waiting = 0;
    for (index, submission) in submissions.enumerate() {
        kept.push(None);
        let sender = sender.clone();
        engine.submit_then(
            submission,
            Box::new(move |outcome| {
                // A loop that was given up listens no more.
                let _ = sender.send((index, outcome.as_ref().map(keep).map_err(Clone::clone)));
            }),
        );
        waiting += 1;
        if waiting >= under_way {
            take_one(&answers, &mut kept)?;
            waiting -= 1;
        }
    }
    for _ in 0..waiting {
        take_one(&answers, &mut kept)?;
    }
    Ok(kept.into_iter().flatten().collect())
}

fn take_one<T>(
    answers: &Receiver<(usize, Result<T, NotAccepted>)>,
    kept: &mut [Option<T>],
) -> Result<(), Problem> {
    let (index, outcome) =
        answers.recv_timeout(PATIENCE).map_err(|error| Problem::fault("waiting for an answer", error))?;
    let value = outcome.map_err(|outcome| not_accepted("a command of the bench", &outcome))?;
    if let Some(place) = kept.get_mut(index) {
        *place = Some(value);
    }
    Ok(())
}

/// Drafts and submits lists, so that they wait for approval; returns the index of the book and the list.
pub(super) fn bring_to_desk(
    engine: &Engine,
    books: &[StagedBook],
    lists: Vec<(usize, ListContent)>,
    numbered: &mut Numbered,
    under_way: usize,
) -> Result<Vec<(usize, ListId)>, Problem> {
    let of: Vec<usize> = lists.iter().map(|(book, _)| *book).collect();
    let book = |index: usize| books.get(index).expect("a list is of one of the books");
    let drafts = lists.into_iter().map(|(index, content)| numbered.draft(book(index), content));
    let ids = submit_all(engine, drafts, under_way, created::list)?;
    let lists: Vec<(usize, ListId)> = of.into_iter().zip(ids).collect();
    let submits = lists.iter().map(|(index, list)| numbered.submit(book(*index), *list));
    submit_all(engine, submits, under_way, |_answer| ())?;
    Ok(lists)
}

/// Commands that go to the writer together.
struct Group {
    left: AtomicUsize,
    failed: Mutex<Option<NotAccepted>>,
    started: Stopwatch,
    done: Sender<Result<Duration, NotAccepted>>,
}

impl Group {
    fn answered(&self, outcome: Result<Answer, NotAccepted>) {
        if let Err(why) = outcome {
            *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
        }
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner).take();
            // A loop that was given up listens no more.
            let _ = self.done.send(failed.map_or_else(|| Ok(self.started.elapsed()), Err));
        }
    }
}

/// Submits groups of commands, so many of them under way, and returns how long each group waited for its answers.
pub(super) fn submit_groups(
    engine: &Engine,
    groups: Vec<Vec<Submission>>,
    under_way: usize,
) -> Result<Durations, Problem> {
    let (done, answered) = mpsc::channel();
    let mut durations = Durations::default();
    let mut take = |answered: &Receiver<Result<Duration, NotAccepted>>| -> Result<(), Problem> {
        let outcome =
            answered.recv_timeout(PATIENCE).map_err(|error| Problem::fault("waiting for answers", error))?;
        durations.add(outcome.map_err(|outcome| not_accepted("a command of the bench", &outcome))?);
        Ok(())
    };
    let mut waiting = 0;
    for group in groups {
        if waiting >= under_way {
            take(&answered)?;
            waiting -= 1;
        }
        let shared = Arc::new(Group {
            left: AtomicUsize::new(group.len()),
            failed: Mutex::new(None),
            started: Stopwatch::now(),
            done: done.clone(),
        });
        for submission in group {
            let shared = Arc::clone(&shared);
            engine.submit_then(submission, Box::new(move |outcome| shared.answered(outcome)));
        }
        waiting += 1;
    }
    for _ in 0..waiting {
        take(&answered)?;
    }
    Ok(durations)
}
