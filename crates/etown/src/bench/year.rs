//! Running the year: the zone is made, each working day every book's lists go through at the same time, and at the end
//! every account is compared with the paper.

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint};
use etown_domain::kernel::access::Role;
use etown_domain::kernel::parameters::Nomenclature;
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::{Clock, Engine, EngineOptions, ManualClock, NotAccepted, SchedulerMode};
use etown_values::{BookId, CivilDate, HsCode, Instant, QuantityAmount, UserId};
use serde::Serialize;

use super::plan::{PlannedBook, PlannedList, plan_book};
use crate::data;
use crate::problem::{Exit, Problem};
use crate::progress::Progress;
use crate::shipped;
use crate::zone::desk::not_accepted;
use crate::zone::papers::Hands;
use crate::zone::set_up::{ZoneFacts, add_enterprise_user, add_zone_user, invented_credit_code, set_up};
use crate::zone::{Desk, created};

const BOOKS: u64 = 8;
const YEAR: i16 = 2026;
const PROJECTION_PATIENCE: Duration = Duration::from_mins(10);

pub(crate) struct YearOptions<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) lines: u64,
    pub(crate) seed: u64,
    pub(crate) nomenclature: Nomenclature,
}

/// What the year came to.
#[derive(Debug, Serialize)]
pub(crate) struct YearReport {
    pub(crate) seed: u64,
    pub(crate) working_days: usize,
    pub(crate) commodity_codes: usize,
    pub(crate) books: Vec<BookReport>,
    pub(crate) lists: usize,
    pub(crate) lines: u64,
    pub(crate) entries: u64,
    /// Accounts compared with the paper; every one was equal.
    pub(crate) balances_checked: usize,
    pub(crate) seconds: String,
    pub(crate) lines_per_second: u64,
    pub(crate) entries_per_second: u64,
    /// How long queries trailed behind at the end.
    pub(crate) projection_milliseconds: u128,
    pub(crate) state_digest: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct BookReport {
    pub(crate) number: String,
    pub(crate) lists: usize,
    pub(crate) lines: u64,
    pub(crate) balances: Vec<BalanceReport>,
}

#[derive(Debug, Serialize)]
pub(crate) struct BalanceReport {
    pub(crate) item: u32,
    pub(crate) account: &'static str,
    pub(crate) balance: QuantityAmount,
}

struct RunningBook {
    id: BookId,
    number: String,
    hands: Hands,
    plan: PlannedBook,
}

/// Runs a seeded year in a new data directory.
pub(crate) fn run_year(options: &YearOptions<'_>) -> Result<YearReport, Problem> {
    let codes: Vec<HsCode> = options.nomenclature.codes.iter().map(|commodity| commodity.code).collect();
    let codes: Vec<HsCode> = codes.into_iter().filter(|code| code.length() == 6).collect();
    if codes.is_empty() {
        return Err(Problem::usage("the nomenclature has no codes of six digits"));
    }
    let days = working_days();
    let first = days.first().copied().ok_or_else(|| Problem::usage("the year has no working days"))?;
    let clock = ManualClock::at(morning(first));
    let running = Clock::Manual(clock.clone());
    let engine_options = EngineOptions {
        clock: running.clone(),
        scheduler: SchedulerMode::ByHand,
        ..EngineOptions::default()
    };
    let engine = data::create(options.directory, "bench.etown.example/journal", engine_options)?;
    let desk = Desk::new(engine.clone(), "bench", running).with_step(1_000);
    let outcome = make_books(&desk, options, &codes)
        .map_err(|outcome| not_accepted("making the zone of the bench", &outcome))
        .and_then(|books| run_days(&desk, &clock, &days, books))
        .and_then(|run| report(&engine, options, (codes.len(), days.len()), &run));
    engine.stop();
    outcome
}

/// The working days of the year, by the calendar that the program carries.
fn working_days() -> Vec<CivilDate> {
    let calendar = shipped::calendar();
    let mut date = CivilDate::new(YEAR, 1, 1);
    let mut days = Vec::new();
    while let Some(day) = date.filter(|day| day.year() == YEAR) {
        if calendar.is_working_day(day) == Some(true) {
            days.push(day);
        }
        date = day.next_day();
    }
    days
}

/// Nine o'clock in the zone.
fn morning(date: CivilDate) -> Instant {
    format!("{date}T01:00:00.000000Z").parse().expect("a date and a constant time")
}

fn make_books(
    desk: &Desk,
    options: &YearOptions<'_>,
    codes: &[HsCode],
) -> Result<Vec<RunningBook>, NotAccepted> {
    let administrator = UserId::from_raw(1);
    let (customs, gate) = (UserId::from_raw(2), UserId::from_raw(3));
    let name = "Bench zone / 测试园区".to_owned();
    let facts =
        ZoneFacts { name, customs_code: "0100".to_owned(), administrator, second_administrator: None };
    set_up(desk, facts, options.nomenclature.clone())?;
    add_zone_user(desk, administrator, customs, Role::CustomsOfficer)?;
    add_zone_user(desk, administrator, gate, Role::GateOperator)?;
    let mut books = Vec::new();
    for index in 0..BOOKS {
        let register = ZoneCommand::RegisterEnterprise {
            credit_code: invented_credit_code(&format!("91110300BENCH{index:04}")),
            name: format!("测试企业 {index}"),
            name_english: format!("Bench Enterprise {index}"),
            credit_class: CreditClass::Normal,
        };
        let enterprise = created::enterprise(&desk.zone(Actor::User(administrator), register)?);
        let officer = UserId::from_raw(u128::from(100 + index));
        add_enterprise_user(desk, administrator, officer, enterprise)?;
        let hands =
            Hands { officer: Actor::User(officer), customs: Actor::User(customs), gate: Actor::User(gate) };
        let lines = options.lines / BOOKS + u64::from(index < options.lines % BOOKS);
        let plan = plan_book(codes, lines, options.seed.wrapping_mul(1_000).wrapping_add(index));
        let number = format!("H0100BENCH{index:02}");
        let header = BookHeader {
            number: number.clone(),
            enterprise,
            kind: BookKind::Processing,
            consumption_point: Some(ConsumptionPoint::AtShipment),
            valid_until: "2099-12-31".parse().expect("a constant date"),
            verification_cycle_months: 12,
        };
        let bills = plan.bills.iter().map(|bill| (bill.product, bill.version, bill.rows.clone())).collect();
        let id = desk.open_book(hands, header, &plan.items, bills)?;
        books.push(RunningBook { id, number, hands, plan });
    }
    Ok(books)
}

struct Run {
    books: Vec<RunningBook>,
    took: Duration,
    entries: u64,
}

/// Runs the lists of every book, spread evenly over the days; within a day the books work side by side.
fn run_days(
    desk: &Desk,
    clock: &ManualClock,
    days: &[CivilDate],
    books: Vec<RunningBook>,
) -> Result<Run, Problem> {
    let total = books.iter().map(|book| book.plan.lines).sum();
    let progress = Progress::start("lines", total);
    let before = desk.engine().position();
    let started = Stopwatch::now();
    for (index, day) in days.iter().enumerate() {
        clock.set(morning(*day));
        let outcomes: Vec<Result<(), NotAccepted>> = std::thread::scope(|scope| {
            let threads: Vec<_> = books
                .iter()
                .map(|book| {
                    let share = share(&book.plan.lists, index, days.len());
                    let progress = &progress;
                    scope
                        .spawn(move || share.iter().try_for_each(|list| run_list(desk, book, list, progress)))
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or(Err(NotAccepted::Stopping))).collect()
        });
        for outcome in outcomes {
            outcome.map_err(|outcome| not_accepted("running the year", &outcome))?;
        }
    }
    let took = started.elapsed();
    Ok(Run { books, took, entries: desk.engine().position() - before })
}

/// The lists of one day.
fn share(lists: &[PlannedList], index: usize, days: usize) -> &[PlannedList] {
    let (from, to) = (lists.len() * index / days, lists.len() * (index + 1) / days);
    lists.get(from..to).unwrap_or_default()
}

fn run_list(
    desk: &Desk,
    book: &RunningBook,
    list: &PlannedList,
    progress: &Progress,
) -> Result<(), NotAccepted> {
    let id = desk.bring_to_approval(book.hands, book.id, list.content.clone())?;
    if list.content.needs_declaration {
        desk.release(book.hands, id, 1)?;
    }
    for plate in &list.content.trucks {
        desk.pass(book.hands, id, plate)?;
    }
    progress.advance(u64::try_from(list.content.lines.len()).unwrap_or(u64::MAX));
    Ok(())
}

fn report(
    engine: &Engine,
    options: &YearOptions<'_>,
    (commodity_codes, working_days): (usize, usize),
    run: &Run,
) -> Result<YearReport, Problem> {
    let waiting = Stopwatch::now();
    let is_projected = engine.wait_projected(engine.position().saturating_sub(1), PROJECTION_PATIENCE);
    if !is_projected {
        return Err(Problem::fault("waiting for queries to follow", "they did not"));
    }
    let projection_milliseconds = waiting.elapsed().as_millis();
    let mut books = Vec::new();
    for book in &run.books {
        books.push(checked_book(engine, book)?);
    }
    let lines: u64 = books.iter().map(|book| book.lines).sum();
    let milliseconds = u64::try_from(run.took.as_millis()).unwrap_or(u64::MAX).max(1);
    Ok(YearReport {
        seed: options.seed,
        working_days,
        commodity_codes,
        lists: books.iter().map(|book| book.lists).sum(),
        lines,
        entries: run.entries,
        balances_checked: books.iter().map(|book| book.balances.len()).sum(),
        books,
        seconds: format!("{}.{:03}", milliseconds / 1_000, milliseconds % 1_000),
        lines_per_second: lines.saturating_mul(1_000) / milliseconds,
        entries_per_second: run.entries.saturating_mul(1_000) / milliseconds,
        projection_milliseconds,
        state_digest: engine.state_digest(),
    })
}

/// Compares every account of the book with the paper, in both directions.
fn checked_book(engine: &Engine, book: &RunningBook) -> Result<BookReport, Problem> {
    let mut balances: Vec<(u32, &'static str, i128)> = engine.read(|state| {
        let accounts = state.ledger.accounts().map(|(_, account)| account);
        let accounts = accounts.filter(|account| account.key.book == Some(book.id));
        accounts
            .map(|account| {
                (account.key.item.unwrap_or_default(), account.key.purpose.as_str(), account.projected())
            })
            .collect()
    });
    balances.sort_unstable();
    let differ = |item: u32, name: &str, found: i128, wanted: i128| {
        let words = format!("book {}, item {item}, {name}: {found} but the paper says {wanted}", book.number);
        Problem::new(Exit::Negative, words)
    };
    for (item, name, found) in &balances {
        let wanted = book.plan.paper.balances.get(&(*item, *name)).copied().unwrap_or_default();
        if wanted != *found {
            return Err(differ(*item, name, *found, wanted));
        }
    }
    for ((item, name), wanted) in &book.plan.paper.balances {
        let is_known = balances.iter().any(|(known, account, _)| (known, account) == (item, name));
        if *wanted != 0 && !is_known {
            return Err(differ(*item, name, 0, *wanted));
        }
    }
    let balances = balances.into_iter().map(|(item, account, units)| BalanceReport {
        item,
        account,
        balance: QuantityAmount::from_units(units),
    });
    Ok(BookReport {
        number: book.number.clone(),
        lists: book.plan.lists.len(),
        lines: book.plan.lines,
        balances: balances.collect(),
    })
}
