//! Papers of the invented zone: items and lists as its enterprises would file them.

use etown_domain::bonded::book::{ItemClass, ItemFiling};
use etown_domain::bonded::list::{ListContent, ListLine, Movement};
use etown_values::{Currency, Measure};

pub(super) fn item(number: u32, class: ItemClass) -> ItemFiling {
    let (code, measure) = match class {
        ItemClass::Material => ("74031100", Measure::KILOGRAM),
        ItemClass::Finished => ("85444200", Measure::PIECE),
        ItemClass::Scrap => ("74040000", Measure::KILOGRAM),
    };
    ItemFiling {
        number,
        class,
        part_number: format!("PART-{number}"),
        hs_code: code.parse().unwrap(),
        name: format!("Part {number} 零件"),
        measure,
        unit_price: "1.25".parse().unwrap(),
        currency: Currency::CNY,
        count_tolerance_percent: None,
    }
}

/// The content of a list over items of the test books; products carry version "1" on their way out.
pub(super) fn content(movement: Movement, lines: &[(u32, &str)], trucks: &[&str]) -> ListContent {
    let line = |(index, (number, quantity)): (usize, &(u32, &str))| {
        let class = match number {
            2 => ItemClass::Finished,
            3 => ItemClass::Scrap,
            _ => ItemClass::Material,
        };
        let filed = item(*number, class);
        ListLine {
            number: u32::try_from(index).unwrap() + 1,
            item: *number,
            hs_code: filed.hs_code,
            quantity: quantity.parse().unwrap(),
            measure: filed.measure,
            unit_price: filed.unit_price,
            bom_version: (class == ItemClass::Finished).then(|| "1".into()),
        }
    };
    ListContent {
        movement,
        supervision_mode: "0110".into(),
        needs_declaration: false,
        trucks: trucks.iter().map(|truck| (*truck).into()).collect(),
        lines: lines.iter().enumerate().map(line).collect(),
    }
}
