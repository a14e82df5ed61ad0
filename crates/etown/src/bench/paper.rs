//! The independent judge: the same quantities computed on paper, with arithmetic of its own. It must never call the rules
//! that it judges.

use std::collections::BTreeMap;

/// A bill's row in smallest parts: consumption 10^-9, percentages 10^-9 of a percent.
#[derive(Clone, Debug)]
pub(super) struct PaperRow {
    pub(super) material: u32,
    pub(super) net: i128,
    pub(super) tangible: i128,
    pub(super) intangible: i128,
    pub(super) scrap: Option<u32>,
}

/// What one list moves, in 0.00001 of each measure.
#[derive(Clone, Debug, Default)]
pub(super) struct PaperMovement {
    /// By item: what the stock gains, or loses where it is negative.
    pub(super) stock: BTreeMap<u32, i128>,
    /// By item and name of the account opposite.
    pub(super) opposite: BTreeMap<(u32, &'static str), i128>,
}

const HUNDRED: i128 = 100_000_000_000;
const CONSUMPTION: i128 = 1_000_000_000;

/// Half away from zero, for numbers of zero or more.
fn divide_half_up(number: i128, divisor: i128) -> i128 {
    (2 * number + divisor) / (2 * divisor)
}

/// Gross consumption of one product: net / (1 - losses).
pub(super) fn gross(row: &PaperRow) -> i128 {
    divide_half_up(row.net * HUNDRED, HUNDRED - row.tangible - row.intangible)
}

/// Splits a total by weights: what the floors leave goes to the largest remainders, the earlier one first.
fn split(total: i128, weights: [i128; 3]) -> [i128; 3] {
    let sum: i128 = weights.iter().sum();
    // By long division, a digit of the total after the other: total times weight does not fit.
    let divided = weights.map(|weight| {
        total.to_string().bytes().fold((0, 0), |(part, rest), digit| {
            let next = rest * 10 + i128::from(digit - b'0') * weight;
            (part * 10 + next / sum, next % sum)
        })
    });
    let (mut parts, remainders) = (divided.map(|(part, _)| part), divided.map(|(_, rest)| rest));
    let mut order = [0, 1, 2];
    order.sort_by_key(|index: &usize| (-remainders[*index], *index));
    let left = total - parts.iter().sum::<i128>();
    for index in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[index] += 1;
    }
    parts
}

/// What a list of products consumes and ships: each line's quantity with the rows of its version.
pub(super) fn shipment(lines: &[(u32, i128, &[PaperRow])]) -> PaperMovement {
    // By material and scrap item: consumed, then what of it is embodied, scrap and loss, all in fine parts.
    let mut sums: BTreeMap<(u32, Option<u32>), [i128; 4]> = BTreeMap::new();
    let mut movement = PaperMovement::default();
    for (product, quantity, rows) in lines {
        *movement.opposite.entry((*product, "exported")).or_default() += quantity;
        *movement.opposite.entry((*product, "produced")).or_default() -= quantity;
        for row in *rows {
            let used = quantity * gross(row);
            let sum = sums.entry((row.material, row.scrap)).or_default();
            sum[0] += used;
            sum[1] += used * (HUNDRED - row.tangible - row.intangible);
            sum[2] += used * row.tangible;
            sum[3] += used * row.intangible;
        }
    }
    for ((material, scrap), [used, embodied, tangible, intangible]) in sums {
        let consumed = divide_half_up(used, CONSUMPTION);
        if consumed == 0 {
            continue;
        }
        // Of equal remainders the loss that leaves nothing comes before the scrap.
        let parts = split(consumed, [embodied, intangible, tangible]);
        *movement.stock.entry(material).or_default() -= consumed;
        for (name, part) in ["embodied", "intangible_loss", "tangible_loss"].into_iter().zip(parts) {
            *movement.opposite.entry((material, name)).or_default() += part;
        }
        if let Some(scrap) = scrap {
            let [_, _, tangible] = parts;
            *movement.stock.entry(scrap).or_default() += tangible;
            *movement.opposite.entry((scrap, "produced")).or_default() -= tangible;
        }
    }
    movement
}

/// What a list of materials brings in.
pub(super) fn arrival(lines: &[(u32, i128)]) -> PaperMovement {
    let mut movement = PaperMovement::default();
    for (material, quantity) in lines {
        *movement.stock.entry(*material).or_default() += quantity;
        *movement.opposite.entry((*material, "imported")).or_default() -= quantity;
    }
    movement
}

/// The balances of one book.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    /// By item and name of the account.
    pub(super) balances: BTreeMap<(u32, &'static str), i128>,
}

impl Paper {
    pub(super) fn stock(&self, item: u32) -> i128 {
        self.balances.get(&(item, "stock")).copied().unwrap_or_default()
    }

    /// Whether every stock that the movement draws on holds enough.
    pub(super) fn covers(&self, movement: &PaperMovement) -> bool {
        movement.stock.iter().all(|(item, change)| *change >= 0 || self.stock(*item) + change >= 0)
    }

    pub(super) fn book(&mut self, movement: PaperMovement) {
        for (item, change) in movement.stock {
            *self.balances.entry((item, "stock")).or_default() += change;
        }
        for (key, change) in movement.opposite {
            *self.balances.entry(key).or_default() += change;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(net: i128, tangible: i128, intangible: i128) -> PaperRow {
        PaperRow { material: 1, net, tangible, intangible, scrap: Some(9) }
    }

    #[test]
    fn gross_consumption_is_net_over_what_the_losses_leave() {
        // 1.9 / 0.95 = 2, and 0.85 / 0.965 = 0.880829015544...
        assert_eq!(gross(&row(1_900_000_000, 4_000_000_000, 1_000_000_000)), 2_000_000_000);
        assert_eq!(gross(&row(850_000_000, 3_500_000_000, 0)), 880_829_016);
    }

    #[test]
    fn a_split_loses_nothing() {
        assert_eq!(split(10, [1, 1, 1]), [4, 3, 3]);
        assert_eq!(split(1, [0, 0, 5]), [0, 0, 1]);
        assert_eq!(split(200_000_000, [95, 4, 1]), [190_000_000, 8_000_000, 2_000_000]);
    }

    #[test]
    fn a_shipment_of_a_thousand_takes_what_the_bill_says() {
        let rows = [row(1_900_000_000, 4_000_000_000, 1_000_000_000)];
        let moved = shipment(&[(5, 100_000_000, &rows)]);
        assert_eq!(moved.stock, BTreeMap::from([(1, -200_000_000), (9, 8_000_000)]));
        assert_eq!(moved.opposite[&(1, "embodied")], 190_000_000);
        assert_eq!(moved.opposite[&(1, "intangible_loss")], 2_000_000);
    }

    #[test]
    fn of_equal_remainders_the_loss_that_leaves_nothing_comes_first() {
        // Three smallest parts of which each loss would take a quarter: 1.5, 0.75 and 0.75.
        let rows = [row(500_000_000, 25_000_000_000, 25_000_000_000)];
        let moved = shipment(&[(5, 3, &rows)]);
        assert_eq!(moved.stock, BTreeMap::from([(1, -3), (9, 1)]));
        let moved = shipment(&[(5, 1, &rows)]);
        assert_eq!(moved.opposite[&(1, "embodied")], 1);
        let rows = [row(200_000_000, 40_000_000_000, 40_000_000_000)];
        let moved = shipment(&[(5, 1, &rows)]);
        assert_eq!(moved.opposite[&(1, "intangible_loss")], 1);
    }
}
