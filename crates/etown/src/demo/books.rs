//! The account books of the demo: two processing books that consume at different points, and a logistics book.

use etown_domain::Actor;
use etown_domain::bonded::BondedCommand;
use etown_domain::bonded::book::{BookHeader, BookKind, ConsumptionPoint, ItemClass, ItemFiling};
use etown_engine::NotAccepted;
use etown_values::{BookId, EnterpriseId, Measure, Percent, UnitConsumption, UnitPrice};

use super::Demo;
use super::parties::Parties;
use crate::zone::papers::{Hands, ItemDraft, bom_row};

/// A book with what its lists need to know of it.
pub(super) struct Book {
    pub(super) id: BookId,
    pub(super) items: Vec<ItemFiling>,
    pub(super) hands: Hands,
}

impl Book {
    pub(super) fn item(&self, number: u32) -> &ItemFiling {
        self.items.iter().find(|item| item.number == number).expect("the demo's own item numbers")
    }
}

pub(super) struct Books {
    /// Display drivers, consumption at shipment.
    pub(super) drivers: Book,
    /// Display modules, consumption at production.
    pub(super) modules: Book,
    /// Goods of others.
    pub(super) warehouse: Book,
}

impl Books {
    #[expect(clippy::unused_self, reason = "the number of fields, kept beside them")]
    pub(super) const fn count(&self) -> usize {
        // With that of the exchange.
        4
    }
}

pub(super) fn make(demo: &Demo, parties: &Parties) -> Result<Books, NotAccepted> {
    let people = &demo.people;
    let hands = |officer| Hands {
        officer: Actor::User(officer),
        customs: Actor::User(people.customs),
        gate: Actor::User(people.gate),
    };
    let drivers = drivers(demo, parties.star_bridge, hands(people.first_clerk))?;
    demo.let_days_pass(1);
    let modules = modules(demo, parties.spruce, hands(people.second_clerk))?;
    demo.let_days_pass(1);
    // The first clerk acts for the warehouse by its mandate.
    let warehouse = warehouse(demo, parties.lighthouse, hands(people.first_clerk))?;
    file_later(demo, &drivers)?;
    Ok(Books { drivers, modules, warehouse })
}

fn header(
    demo: &Demo,
    number: &str,
    enterprise: EnterpriseId,
    (kind, consumption_point): (BookKind, Option<ConsumptionPoint>),
) -> BookHeader {
    let today = demo.desk.engine().business_date();
    BookHeader {
        number: number.to_owned(),
        enterprise,
        kind,
        consumption_point,
        valid_until: today.plus_months(36).unwrap_or(today),
        verification_cycle_months: 6,
    }
}

fn item(
    number: u32,
    class: ItemClass,
    part: &str,
    code: &str,
    name: &str,
    measure: Measure,
    cents: i128,
) -> ItemFiling {
    let hs_code = code.parse().expect("a constant code");
    let unit_price = UnitPrice::from_units(cents * 100);
    ItemDraft { number, class, part, hs_code, name, measure, unit_price }.filing()
}

fn net(text: &str) -> UnitConsumption {
    text.parse().expect("a constant consumption")
}

fn percent(text: &str) -> Percent {
    text.parse().expect("a constant percentage")
}

fn drivers(demo: &Demo, enterprise: EnterpriseId, hands: Hands) -> Result<Book, NotAccepted> {
    use ItemClass::{Finished, Material, Scrap};
    let items = vec![
        item(
            1,
            Material,
            "SB-WAFER-12",
            "38180019",
            "掺杂晶圆 12 英寸 / Doped wafer, 12 inch",
            Measure::SLICE,
            41_500,
        ),
        item(2, Material, "SB-FRAME-7", "85429000", "引线框架 / Lead frame", Measure::PIECE, 12),
        item(3, Material, "SB-RESIN-2", "39269090", "封装树脂件 / Moulding resin", Measure::KILOGRAM, 1_830),
        item(
            10,
            Finished,
            "SB-DRV-4K",
            "85423119",
            "显示驱动芯片 4K / Display driver 4K",
            Measure::PIECE,
            235,
        ),
        item(
            11,
            Finished,
            "SB-DRV-8K",
            "85423119",
            "显示驱动芯片 8K / Display driver 8K",
            Measure::PIECE,
            410,
        ),
        item(20, Scrap, "SB-SCRAP-RESIN", "39269090", "树脂边角料 / Resin scrap", Measure::KILOGRAM, 15),
        item(21, Scrap, "SB-SCRAP-WAFER", "38180019", "晶圆边角料 / Wafer scrap", Measure::SLICE, 90),
    ];
    let four = |resin: &str| {
        vec![
            bom_row(1, net("0.000850000"), percent("4"), percent("1"), Some(21)),
            bom_row(2, net("1"), percent("0"), percent("0.2"), None),
            bom_row(3, net(resin), percent("3.5"), percent("0"), Some(20)),
        ]
    };
    let eight = vec![
        bom_row(1, net("0.001400000"), percent("5"), percent("1.5"), Some(21)),
        bom_row(2, net("1"), percent("0"), percent("0.2"), None),
        bom_row(3, net("0.000420000"), percent("3.5"), percent("0"), Some(20)),
    ];
    let header =
        header(demo, "H0100DEMA001", enterprise, (BookKind::Processing, Some(ConsumptionPoint::AtShipment)));
    let boms = vec![(10, "V1", four("0.000310000")), (10, "V2", four("0.000295000")), (11, "V1", eight)];
    let id = demo.desk.open_book(hands, header, &items, boms)?;
    Ok(Book { id, items, hands })
}

fn modules(demo: &Demo, enterprise: EnterpriseId, hands: Hands) -> Result<Book, NotAccepted> {
    use ItemClass::{Finished, Material, Scrap};
    let items = vec![
        item(
            1,
            Material,
            "SP-GLASS-55",
            "70071900",
            "显示玻璃 55 英寸 / Display glass, 55 inch",
            Measure::SLICE,
            6_150,
        ),
        item(2, Material, "SP-FILM-3", "39199090", "光学膜 / Optical film", Measure::SQUARE_METRE, 940),
        item(3, Material, "SP-PCB-9", "85340090", "驱动印刷电路板 / Driver board", Measure::PIECE, 1_275),
        item(
            10,
            Finished,
            "SP-MOD-55",
            "85249100",
            "液晶显示模组 55 英寸 / LCD module, 55 inch",
            Measure::PIECE,
            18_900,
        ),
        item(20, Scrap, "SP-SCRAP-FILM", "39199090", "膜边角料 / Film scrap", Measure::SQUARE_METRE, 20),
        item(21, Scrap, "SP-SCRAP-GLASS", "70071900", "碎玻璃 / Broken glass", Measure::SLICE, 5),
    ];
    let rows = vec![
        bom_row(1, net("1"), percent("2"), percent("0"), Some(21)),
        bom_row(2, net("2.750000000"), percent("6.25"), percent("0.5"), Some(20)),
        bom_row(3, net("1"), percent("0"), percent("0.1"), None),
    ];
    let header = header(
        demo,
        "H0100DEMB001",
        enterprise,
        (BookKind::Processing, Some(ConsumptionPoint::AtProduction)),
    );
    let id = demo.desk.open_book(hands, header, &items, vec![(10, "2026-A", rows)])?;
    Ok(Book { id, items, hands })
}

fn warehouse(demo: &Demo, enterprise: EnterpriseId, hands: Hands) -> Result<Book, NotAccepted> {
    use ItemClass::Material;
    let items = vec![
        item(1, Material, "LH-MED-01", "30049090", "零售包装药品 / Packed medicaments", Measure::CASE, 3_200),
        item(2, Material, "LH-SSD-02", "85235110", "固态硬盘 / Solid-state drive", Measure::PIECE, 8_800),
        item(3, Material, "LH-BAT-03", "85076000", "锂离子电池 / Lithium-ion battery", Measure::PIECE, 5_400),
        item(
            4,
            Material,
            "LH-SCOPE-04",
            "90314100",
            "晶圆检测仪 / Wafer inspection instrument",
            Measure::MACHINE,
            9_950_000,
        ),
        item(5, Material, "LH-AERO-05", "88073000", "飞机零件 / Aircraft parts", Measure::KILOGRAM, 64_000),
        item(
            6,
            Material,
            "LH-ROUTE-06",
            "85176290",
            "路由设备 / Routing apparatus",
            Measure::MACHINE,
            120_000,
        ),
    ];
    let header = header(demo, "T0100DEMC001", enterprise, (BookKind::Logistics, None));
    let id = demo.desk.open_book(hands, header, &items, Vec::new())?;
    Ok(Book { id, items, hands })
}

/// One more item in an active book: it waits for customs.
fn file_later(demo: &Demo, book: &Book) -> Result<(), NotAccepted> {
    let later = item(
        4,
        ItemClass::Material,
        "SB-WIRE-1",
        "71081100",
        "键合金线 / Bonding gold",
        Measure::GRAM,
        7_900,
    );
    let command = BondedCommand::FileItems { book: book.id, revision: None, items: vec![later] };
    demo.desk.bonded(book.hands.officer, command).map(drop)
}
