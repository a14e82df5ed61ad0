//! Lists through HTTP: the program's own server, and clients that keep one connection each, in this process over the
//! loopback device. All clients draft their lists, then submit them, then approve them.

use std::path::Path;
use std::sync::Barrier;
use std::time::Instant as Stopwatch;

use etown_domain::bonded::list::ListContent;
use etown_engine::{Clock, Engine, EngineOptions, SchedulerMode};
use etown_server::credentials::NewUser;
use etown_server::{AppState, Credentials};
use etown_values::UserId;
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::http_client::{Connection, Draft};
use super::meter::{
    Durations, Meter, PROJECTION, Quantiles, WRITER, milliseconds, own_thread_nanoseconds, per_second,
};
use super::requests::list_body;
use super::stage::{People, Shape, Stage};
use super::transfers::wait_for_queries;
use super::workload::{Skew, Workload};
use crate::problem::{Exit, Problem};

/// Threads of the server and of clients, so that their processor time can be told apart.
const SERVER: &str = "bench-server";
const CLIENT: &str = "bench-client";
const TOKEN_DAYS: u32 = 1;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct HttpOptions {
    /// Lines measured; whole lists of them, as many for each client.
    #[arg(long, default_value_t = 200_000)]
    pub(crate) lines: u64,
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) lines_of_a_list: u32,
    /// Connections, each with one request under way.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) clients: u32,
    /// What the lines are drawn by.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What the requests came to.
#[derive(Debug, Serialize)]
pub(crate) struct HttpReport {
    pub(crate) clients: u32,
    pub(crate) lines: u64,
    pub(crate) lines_of_a_list: u32,
    pub(crate) body_bytes: u64,
    /// Drafted, submitted and posted: lines by the time of the three phases together.
    pub(crate) lines_per_second: u64,
    pub(crate) lines_per_second_projected: u64,
    pub(crate) milliseconds: u64,
    pub(crate) draft: PhaseReport,
    pub(crate) submit: PhaseReport,
    pub(crate) approve: PhaseReport,
    pub(crate) server_nanoseconds_per_line: u64,
    pub(crate) writing_nanoseconds_per_line: u64,
    pub(crate) client_nanoseconds_per_line: u64,
    pub(crate) others_percent: u64,
}

#[derive(Debug, Serialize)]
pub(crate) struct PhaseReport {
    pub(crate) lines_per_second: u64,
    pub(crate) requests_per_second: u64,
    pub(crate) syncs: u64,
    pub(crate) answered_within: Quantiles,
}

/// Measures in a new directory.
pub(crate) fn run_http(directory: &Path, wanted: &HttpOptions) -> Result<HttpReport, Problem> {
    // The people come before the zone that registers them; they lie beside the directory, which must be empty for it.
    let file = directory.with_extension("credentials");
    let credentials =
        Credentials::open(&file, Clock::System).map_err(|fault| Problem::fault(KEEPING, fault))?;
    let people = People::made(|name| person(&credentials, name))?;
    let options = EngineOptions { scheduler: SchedulerMode::ByHand, ..EngineOptions::default() };
    let stage = Stage::build(directory, wanted.shape, &people, options)?;
    let outcome = serve_and_measure(&stage, &people, credentials, wanted);
    stage.engine.stop();
    outcome
}

const KEEPING: &str = "keeping the users of the bench";

fn person(credentials: &Credentials, name: &str) -> Result<UserId, Problem> {
    let new = NewUser {
        login: name.to_owned(),
        display_name: name.to_owned(),
        password: None,
        made_by: "bench".to_owned(),
        made_under: name.to_owned(),
    };
    let keeping = |fault| Problem::fault(KEEPING, fault);
    credentials.add_user(&new).map_err(keeping)?;
    let record = credentials.user_of_login(name).map_err(keeping)?;
    let user = record.ok_or_else(|| Problem::fault(KEEPING, "a login is not there"))?.user;
    credentials.confirm_user(user).map_err(keeping)?;
    Ok(user)
}

fn serve_and_measure(
    stage: &Stage,
    people: &People,
    credentials: Credentials,
    wanted: &HttpOptions,
) -> Result<HttpReport, Problem> {
    let token = |user: UserId| -> Result<String, Problem> {
        let issued = credentials.issue_token(user, "bench", TOKEN_DAYS);
        let issued = issued.map_err(|fault| Problem::fault(KEEPING, fault))?;
        issued.ok_or_else(|| Problem::new(Exit::Refused, "the user has too many tokens"))
    };
    let officers = people.officers.iter().map(|officer| token(*officer)).collect::<Result<Vec<_>, _>>()?;
    let customs = token(people.customs)?;
    let app =
        AppState::new(stage.engine.clone(), credentials).map_err(|fault| Problem::fault(KEEPING, fault))?;
    let starting = |error| Problem::fault("starting the server", error);
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    let runtime = builder.enable_all().thread_name(SERVER).build().map_err(starting)?;
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(starting)?;
    let address = listener.local_addr().map_err(starting)?;
    let (end, ended) = oneshot::channel::<()>();
    let server = runtime.spawn(etown_server::serve(listener, app, async {
        // It ends when the measurement says so or is gone.
        let _ = ended.await;
    }));
    let lists = drafts(stage, &officers, wanted);
    let connections = (0..wanted.clients)
        .map(|_| Connection::open(address))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Problem::fault("connecting to the server", error));
    let outcome = connections.and_then(|connections| {
        wait_for_queries(&stage.engine)?;
        Phases { engine: &stage.engine, wanted, customs: &customs }.run(connections, lists)
    });
    let _ = end.send(());
    let served = runtime.block_on(server).map_err(|error| Problem::fault("serving", error))?;
    served.map_err(|error| Problem::fault("serving", error))?;
    outcome
}

/// The lists of each client, ready to be sent.
fn drafts(stage: &Stage, officers: &[String], wanted: &HttpOptions) -> Vec<Vec<Draft>> {
    let mut workload = Workload::new(&stage.books, Skew::Uniform, wanted.seed);
    let each = wanted.lines.div_ceil(u64::from(wanted.lines_of_a_list) * u64::from(wanted.clients)).max(1);
    let mut number = 0;
    let mut draft = || {
        let (index, content): (usize, ListContent) = workload.list(wanted.lines_of_a_list);
        let book = stage.books.get(index).expect("a list is of one of the books");
        let token = officers.get(book.officer).cloned().unwrap_or_default();
        number += 1;
        Draft::new(number, token, &list_body(book.id, &content))
    };
    (0..wanted.clients).map(|_| (0..each).map(|_| draft()).collect()).collect()
}

struct Phases<'a> {
    engine: &'a Engine,
    wanted: &'a HttpOptions,
    customs: &'a str,
}

/// What a client does with one of its lists.
type Act = fn(&mut Connection, &mut Draft, &str) -> Result<(), Problem>;

impl Phases<'_> {
    fn run(
        &self,
        mut connections: Vec<Connection>,
        mut lists: Vec<Vec<Draft>>,
    ) -> Result<HttpReport, Problem> {
        let count = lists.iter().map(|lists| u64::try_from(lists.len()).unwrap_or_default()).sum::<u64>();
        let lines = count * u64::from(self.wanted.lines_of_a_list);
        let bytes = lists.iter().flatten().map(Draft::bytes).max().unwrap_or_default();
        let meter = Meter::start();
        let acts: [Act; 3] = [
            |connection, draft, _customs| connection.draft(draft),
            |connection, draft, _customs| connection.decide(draft, "submit", None),
            |connection, draft, customs| connection.decide(draft, "approve", Some(customs)),
        ];
        let mut phases = Vec::new();
        let mut clients = 0;
        for act in acts {
            let (report, spent) = self.phase((count, lines), &mut connections, &mut lists, act)?;
            clients += spent;
            phases.push(report);
        }
        let answered = meter.cost();
        wait_for_queries(self.engine)?;
        let projected = meter.cost();
        let mut phases = phases.into_iter();
        let mut next = || phases.next().expect("there are three phases");
        let writing = answered.of(WRITER);
        let server = answered.but(&[WRITER, PROJECTION]).saturating_sub(clients);
        Ok(HttpReport {
            clients: self.wanted.clients,
            lines,
            lines_of_a_list: self.wanted.lines_of_a_list,
            body_bytes: u64::try_from(bytes).unwrap_or_default(),
            lines_per_second: per_second(lines, answered.elapsed),
            lines_per_second_projected: per_second(lines, projected.elapsed),
            milliseconds: milliseconds(answered.elapsed),
            draft: next(),
            submit: next(),
            approve: next(),
            server_nanoseconds_per_line: server / lines,
            writing_nanoseconds_per_line: writing / lines,
            client_nanoseconds_per_line: clients / lines,
            others_percent: answered.others_percent,
        })
    }
    /// Every client acts on its lists; returns what the clients spent too.
    fn phase(
        &self,
        (count, lines): (u64, u64),
        connections: &mut [Connection],
        lists: &mut [Vec<Draft>],
        act: Act,
    ) -> Result<(PhaseReport, u64), Problem> {
        let (syncs, barrier) = (self.engine.batches(), Barrier::new(connections.len() + 1));
        let client =
            |connection: &mut Connection, lists: &mut [Draft]| -> Result<(Durations, u64), Problem> {
                let mut durations = Durations::default();
                barrier.wait();
                for draft in lists {
                    let started = Stopwatch::now();
                    act(connection, draft, self.customs)?;
                    durations.add(started.elapsed());
                }
                Ok((durations, own_thread_nanoseconds()))
            };
        let (outcomes, elapsed) = std::thread::scope(|scope| {
            let mut threads = Vec::new();
            for (connection, lists) in connections.iter_mut().zip(lists.iter_mut()) {
                let builder = std::thread::Builder::new().name(CLIENT.to_owned());
                let thread = builder.spawn_scoped(scope, || client(connection, lists));
                threads.push(thread.expect("a machine that runs a zone has room for a client's thread"));
            }
            barrier.wait();
            let started = Stopwatch::now();
            let outcomes: Vec<_> = threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            (outcomes, started.elapsed())
        });
        let (mut durations, mut spent) = (Durations::default(), 0);
        for outcome in outcomes {
            let (of_client, nanoseconds) = outcome.expect("a client's thread does not panic")?;
            durations.append(of_client);
            spent += nanoseconds;
        }
        let report = PhaseReport {
            lines_per_second: per_second(lines, elapsed),
            requests_per_second: per_second(count, elapsed),
            syncs: self.engine.batches() - syncs,
            answered_within: durations.quantiles(),
        };
        Ok((report, spent))
    }
}
