//! Load on a zone: lists brought through by several workers at once, each of which remembers what was acknowledged and
//! sends what was not answered again, with the same key and the same bytes.

use std::collections::BTreeMap;

use etown_values::QuantityAmount;
use serde_json::json;

use crate::checks::stocks;
use crate::client::Client;
use crate::random::Seeded;
use crate::zone::{Place, Zone, get};

/// Who acts; tokens outlive the process.
#[derive(Clone)]
pub(crate) struct Tokens {
    pub(crate) clerk: String,
    pub(crate) customs: String,
    pub(crate) gate: String,
    pub(crate) auditor: String,
}

impl Tokens {
    pub(crate) fn made_by(zone: &Zone) -> Self {
        Self {
            clerk: zone.token("clerk1"),
            customs: zone.token("customs1"),
            gate: zone.token("gate1"),
            auditor: zone.token("auditor1"),
        }
    }
}

/// The book that the load works on, as it stood before.
pub(crate) struct Target {
    pub(crate) book: String,
    /// Item number, code, measure and stock.
    pub(crate) items: Vec<(u64, String, String, i128)>,
}

impl Target {
    pub(crate) fn found_in(zone: &Zone, tokens: &Tokens) -> Self {
        let client = zone.as_token(&tokens.clerk);
        let books = get(&client, "/api/v1/books?text=T0100DEMC001");
        let book = books["rows"][0]["id"].as_str().expect("the warehouse of the demo").to_owned();
        resolve_exceptions(zone, tokens, &book);
        let items = stocks(&client, &book, 0);
        Self { book, items }
    }
}

/// The demo leaves the book with an open exception, and no list can be submitted before it is explained.
fn resolve_exceptions(zone: &Zone, tokens: &Tokens, book: &str) {
    let client = zone.as_token(&tokens.customs);
    let open = get(&client, "/api/v1/exceptions?state=open&limit=200");
    for exception in open["rows"].as_array().expect("the open exceptions") {
        if exception["book"] != book {
            continue;
        }
        let id = exception["id"].as_str().expect("an exception's id");
        let path = format!("/api/v1/exceptions/{id}/resolve");
        let body = json!({ "explanation": "The gate's film was looked at." }).to_string();
        let answer = client.post(&path, &[("Idempotency-Key", id)], body.as_bytes()).expect("an answer");
        assert!(answer.is_success(), "{path}: {} {}", answer.status, answer.json());
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Draft,
    Submit,
    Approve,
    Pass,
}

/// A step that is not yet acknowledged.
struct Step {
    stage: Stage,
    path: String,
    key: String,
    body: String,
}

/// One entry that the zone has acknowledged.
pub(crate) struct Acknowledged {
    pub(crate) position: u64,
    /// Stands in the entry's command.
    pub(crate) key: String,
}

/// A worker with one list in hand.
pub(crate) struct Worker {
    number: u64,
    count: u64,
    seeded: Seeded,
    step: Option<Step>,
    list: String,
    is_awaited: bool,
    /// Item and quantity of the list in hand.
    moves: Vec<(u64, i128)>,
    pub(crate) acknowledged: Vec<Acknowledged>,
    /// How often an answer was given again.
    pub(crate) repeated: u64,
    /// What the posted lists brought in, by item.
    pub(crate) posted: BTreeMap<u64, i128>,
}

/// Why a worker stopped.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The zone is gone, or cannot accept now.
    NoAnswer,
    /// The list in hand is through, and no other was wanted.
    Through,
}

impl Worker {
    pub(crate) fn new(number: u64, seed: u64) -> Self {
        Self {
            number,
            count: 0,
            seeded: Seeded::new(seed.wrapping_add(number)),
            step: None,
            list: String::new(),
            is_awaited: false,
            moves: Vec::new(),
            acknowledged: Vec::new(),
            repeated: 0,
            posted: BTreeMap::new(),
        }
    }

    /// Works until the zone does not answer, or until this many lists are drafted.
    pub(crate) fn work(
        &mut self,
        client: &Client,
        tokens: &Tokens,
        target: &Target,
        lists_max: u64,
    ) -> Stopped {
        let last = self.count.saturating_add(lists_max);
        loop {
            if self.step.is_none() {
                if self.count >= last {
                    return Stopped::Through;
                }
                self.draft(target);
            }
            if !self.send(client, tokens) {
                return Stopped::NoAnswer;
            }
        }
    }

    /// Whether something was sent that was not acknowledged.
    pub(crate) fn has_a_step_in_hand(&self) -> bool {
        self.step.is_some()
    }

    fn key(&self, stage: &str) -> String {
        format!("worker-{}-{}-{stage}", self.number, self.count)
    }

    fn draft(&mut self, target: &Target) {
        self.count += 1;
        self.is_awaited = self.seeded.between(0, 2) == 0;
        self.moves.clear();
        let mut lines = Vec::new();
        for number in 1..=self.seeded.between(1, 6) {
            let (item, hs_code, measure, _) = &target.items[self.seeded.position(target.items.len())];
            let units = i128::from(self.seeded.between(1, 90_000_000));
            self.moves.push((*item, units));
            lines.push(json!({
                "number": number,
                "item": item,
                "hs_code": hs_code,
                "quantity": QuantityAmount::from_units(units).to_string(),
                "measure": measure,
                "unit_price": "1.25",
            }));
        }
        let trucks: &[&str] = if self.is_awaited { &["KILL-1"] } else { &[] };
        let body = json!({
            "book": target.book,
            "movement": "import",
            "supervision_mode": "5000",
            "needs_declaration": false,
            "trucks": trucks,
            "lines": lines,
        });
        let (key, path) = (self.key("draft"), "/api/v1/lists".to_owned());
        self.step = Some(Step { stage: Stage::Draft, path, key, body: body.to_string() });
    }

    /// Sends the step in hand; false when there was no answer, so that its outcome is unknown.
    fn send(&mut self, client: &Client, tokens: &Tokens) -> bool {
        let Some(step) = &self.step else { return true };
        let token = match step.stage {
            Stage::Draft | Stage::Submit => &tokens.clerk,
            Stage::Approve => &tokens.customs,
            Stage::Pass => &tokens.gate,
        };
        let headers: &[(&str, &str)] = &[("Idempotency-Key", &step.key), ("If-Match", "*")];
        // Only lists have revisions to match.
        let headers = match step.stage {
            Stage::Draft => &headers[..1],
            Stage::Submit | Stage::Approve => headers,
            Stage::Pass => &[],
        };
        let client = client.clone().with_token(token);
        let Ok(answer) = client.post(&step.path, headers, step.body.as_bytes()) else { return false };
        if answer.status >= 500 {
            return false;
        }
        assert!(answer.is_success(), "{} {}: {} {}", step.key, step.path, answer.status, answer.json());
        let told = answer.json();
        let position = told["position"].as_u64().expect("a position");
        self.repeated += u64::from(told["is_repeated"] == json!(true));
        self.acknowledged.push(Acknowledged { position, key: step.key.clone() });
        if step.stage == Stage::Draft {
            told["id"].as_str().expect("the list's id").clone_into(&mut self.list);
        }
        self.step = self.next_step(step.stage);
        true
    }

    fn next_step(&mut self, done: Stage) -> Option<Step> {
        let on_list = |stage, name: &str| Step {
            stage,
            path: format!("/api/v1/lists/{}/{name}", self.list),
            key: self.key(name),
            body: "{}".to_owned(),
        };
        match done {
            Stage::Draft => Some(on_list(Stage::Submit, "submit")),
            Stage::Submit => Some(on_list(Stage::Approve, "approve")),
            Stage::Approve if self.is_awaited => {
                let key = self.key("pass");
                let body = json!({
                    "source": "lane-kill",
                    "external_id": key,
                    "occurred_at": "2026-01-05T03:04:05.000000Z",
                    "list": self.list,
                    "truck": "KILL-1",
                });
                let path = "/api/v1/reports/truck-passages".to_owned();
                Some(Step { stage: Stage::Pass, path, key, body: body.to_string() })
            }
            Stage::Approve | Stage::Pass => {
                for (item, units) in &self.moves {
                    *self.posted.entry(*item).or_default() += units;
                }
                None
            }
        }
    }
}

/// Lets all workers work side by side; each returns when the zone is gone or its lists are through.
pub(crate) fn work_together(
    workers: &mut [Worker],
    zone: &Client,
    tokens: &Tokens,
    target: &Target,
    lists_max: u64,
) {
    std::thread::scope(|scope| {
        for worker in workers {
            scope.spawn(move || worker.work(zone, tokens, target, lists_max));
        }
    });
}

/// Makes some load on a fresh demo and returns all that is needed to check it later.
pub(crate) fn loaded(place: &Place, zone: &Zone, lists: u64) -> (Tokens, Target, Vec<Worker>) {
    let tokens = Tokens::made_by(zone);
    let target = Target::found_in(zone, &tokens);
    let mut workers = vec![Worker::new(1, 5), Worker::new(2, 5)];
    work_together(&mut workers, &zone.client, &tokens, &target, lists);
    let through = workers.iter().all(|worker| !worker.acknowledged.is_empty());
    assert!(through, "no list came through; the log is in {}", place.log().display());
    (tokens, target, workers)
}
