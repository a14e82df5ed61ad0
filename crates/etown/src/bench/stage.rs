//! A zone to be measured: many books of many items, each with plenty of stock under a floor of zero. What is made here
//! is not measured.

use std::path::Path;

use etown_domain::bonded::book::{BookHeader, BookKind, ItemClass, ItemFiling};
use etown_domain::bonded::list::Movement;
use etown_domain::kernel::access::Role;
use etown_domain::kernel::parties::CreditClass;
use etown_domain::{Actor, ZoneCommand};
use etown_engine::{Clock, Engine, EngineOptions, NotAccepted, SchedulerMode};
use etown_values::{BookId, HsCode, Measure, QuantityAmount, UnitPrice, UserId};

use crate::data;
use crate::problem::Problem;
use crate::shipped;
use crate::zone::desk::not_accepted;
use crate::zone::papers::{Hands, ItemDraft, immediate_list, line};
use crate::zone::set_up::{ZoneFacts, add_enterprise_user, add_zone_user, invented_credit_code, set_up};
use crate::zone::{Desk, created};

/// How many books, and items in each: two accounts of each item take part.
#[derive(Clone, Copy, Debug, clap::Args, serde::Serialize)]
pub(crate) struct Shape {
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=999))]
    pub(crate) books: u32,
    /// Items in each book.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) items: u32,
}

/// Stock of each item: a hundred million kilograms.
pub(super) const STOCK_UNITS: i128 = 10_000_000_000_000;
const ENTERPRISES: u32 = 10;
const ORIGIN: &str = "bench.etown.example/journal";

/// Who acts: an officer of each enterprise and one person of customs.
pub(super) struct People {
    pub(super) administrator: UserId,
    pub(super) customs: UserId,
    pub(super) officers: Vec<UserId>,
}

impl People {
    /// As many officers as there are enterprises; `make` gives each person an id.
    pub(super) fn made<E>(mut make: impl FnMut(&str) -> Result<UserId, E>) -> Result<Self, E> {
        let (administrator, customs) = (make("administrator")?, make("customs")?);
        let officers = (0..ENTERPRISES).map(|index| make(&format!("officer-{index}")));
        Ok(Self { administrator, customs, officers: officers.collect::<Result<_, E>>()? })
    }

    /// People without names or passwords.
    pub(super) fn unnamed() -> Self {
        let mut next = 0;
        let made = Self::made(|_name| -> Result<_, std::convert::Infallible> {
            next += 1;
            Ok(UserId::from_raw(next))
        });
        match made {
            Ok(people) => people,
        }
    }
}

pub(super) struct StagedBook {
    pub(super) id: BookId,
    /// Index of the officer of its enterprise.
    pub(super) officer: usize,
    pub(super) hands: Hands,
    pub(super) items: Vec<ItemFiling>,
}

pub(super) struct Stage {
    pub(super) engine: Engine,
    pub(super) books: Vec<StagedBook>,
}

/// How an engine is run to be measured: it never waits for its queries, which is told apart.
pub(super) fn options(commands_in_batch: usize, queue_length: usize) -> EngineOptions {
    EngineOptions {
        batch_max: commands_in_batch,
        queue_length,
        projection_lag_max: u64::MAX,
        projection_lag_bytes_max: u64::MAX,
        scheduler: SchedulerMode::ByHand,
        ..EngineOptions::default()
    }
}

impl Stage {
    /// Makes the zone in a directory that is absent or empty.
    pub(super) fn build(
        directory: &Path,
        shape: Shape,
        people: &People,
        options: EngineOptions,
    ) -> Result<Self, Problem> {
        let engine = data::create(directory, ORIGIN, options)?;
        let desk = Desk::new(engine.clone(), "stage", Clock::System);
        let books = make_books(&desk, shape, people)
            .map_err(|outcome| not_accepted("making the zone of the bench", &outcome))?;
        Ok(Self { engine, books })
    }
}

fn make_books(desk: &Desk, shape: Shape, people: &People) -> Result<Vec<StagedBook>, NotAccepted> {
    let nomenclature = shipped::demo_nomenclature();
    let is_subheading = |code: &HsCode| code.length() == 6;
    let code = nomenclature.codes.iter().map(|commodity| commodity.code).find(is_subheading);
    let code = format!("{}00", code.expect("the demo has codes of six digits").as_str());
    let code: HsCode = code.parse().expect("six digits and two more");
    let People { administrator, customs, .. } = *people;
    let facts = ZoneFacts {
        name: "Bench zone / 测试园区".to_owned(),
        customs_code: "0100".to_owned(),
        administrator,
        second_administrator: None,
    };
    set_up(desk, facts, nomenclature)?;
    add_zone_user(desk, administrator, customs, Role::CustomsOfficer)?;
    let mut enterprises = Vec::new();
    for (index, officer) in people.officers.iter().enumerate() {
        let register = ZoneCommand::RegisterEnterprise {
            credit_code: invented_credit_code(&format!("91110300BENCH{index:04}")),
            name: format!("测试企业 {index}"),
            name_english: format!("Bench Enterprise {index}"),
            credit_class: CreditClass::Normal,
        };
        let enterprise = created::enterprise(&desk.zone(Actor::User(administrator), register)?);
        add_enterprise_user(desk, administrator, *officer, enterprise)?;
        enterprises.push((index, Actor::User(*officer), enterprise));
    }
    let mut books = Vec::new();
    for (number, (officer, actor, enterprise)) in (0..shape.books).zip(enterprises.iter().cycle()) {
        let customs = Actor::User(customs);
        let hands = Hands { officer: *actor, customs, gate: customs };
        let header = BookHeader {
            number: format!("T0100BENC{number:03}"),
            enterprise: *enterprise,
            kind: BookKind::Logistics,
            consumption_point: None,
            valid_until: "2099-12-31".parse().expect("a constant date"),
            verification_cycle_months: 12,
        };
        let items: Vec<ItemFiling> = (1..=shape.items).map(|item| filing(number, item, code)).collect();
        let id = desk.open_book(hands, header, &items, Vec::new())?;
        let stock = QuantityAmount::from_units(STOCK_UNITS);
        let lines = items.iter().map(|item| line(item.number, item, stock, None)).collect();
        desk.bring_to_approval(hands, id, immediate_list(Movement::Import, lines))?;
        books.push(StagedBook { id, officer: *officer, hands, items });
    }
    Ok(books)
}

fn filing(book: u32, number: u32, hs_code: HsCode) -> ItemFiling {
    let (part, name) = (format!("BENCH-{book}-{number}"), format!("Item {number} / 货号 {number}"));
    let draft = ItemDraft {
        number,
        class: ItemClass::Material,
        part: &part,
        hs_code,
        name: &name,
        measure: Measure::KILOGRAM,
        unit_price: UnitPrice::from_units(125_000),
    };
    draft.filing()
}
