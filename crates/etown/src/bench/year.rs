//! Running the year: the zone is made, and each working day every book's lists go through at the same time.

use std::path::Path;
use std::time::{Duration, Instant as Stopwatch};

use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint};
use etown_domain::kernel::access::Role;
use etown_domain::kernel::parameters::Nomenclature;
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::{Clock, EngineOptions, ManualClock, NotAccepted, SchedulerMode};
use etown_values::{BookId, CivilDate, HsCode, Instant, UserId};

use super::plan::{PlannedBook, PlannedList, plan_book};
use super::report::{YearReport, report};
use crate::data;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::shipped;
use crate::zone::desk::not_accepted;
use crate::zone::papers::Hands;
use crate::zone::set_up::{ZoneFacts, add_enterprise_user, add_zone_user, invented_credit_code, set_up};
use crate::zone::{Desk, created};

const BOOKS: u64 = 8;
const YEAR: i16 = 2026;

pub(crate) struct YearOptions<'a> {
    pub(crate) directory: &'a Path,
    pub(crate) lines: u64,
    pub(crate) seed: u64,
    pub(crate) nomenclature: Nomenclature,
}

pub(super) struct RunningBook {
    pub(super) id: BookId,
    pub(super) number: String,
    hands: Hands,
    pub(super) plan: PlannedBook,
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

/// What was run, to be reported.
pub(super) struct Run {
    pub(super) books: Vec<RunningBook>,
    pub(super) took: Duration,
    pub(super) entries: u64,
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
        desk.release(book.hands, id)?;
    }
    for plate in &list.content.trucks {
        desk.pass(book.hands, id, plate)?;
    }
    progress.advance(u64::try_from(list.content.lines.len()).unwrap_or(u64::MAX));
    Ok(())
}
