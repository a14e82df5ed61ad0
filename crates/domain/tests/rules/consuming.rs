//! What products consume, judged from outside by integers of any size.

use etown_domain::bonded::bom::{BomRow, HUNDRED_PERCENT, unit_consumption};
use etown_domain::bonded::consumption::{MaterialUse, consume};
use etown_values::{Percent, QuantityAmount, UnitConsumption};
use num_bigint::BigInt;
use proptest::prelude::*;

const MATERIAL: u32 = 1;

fn row(net: i128, (tangible, intangible): (i128, i128), share: i128, scrap_item: Option<u32>) -> BomRow {
    BomRow {
        material: MATERIAL,
        net: UnitConsumption::from_units(net),
        tangible_loss_percent: Percent::from_units(tangible),
        intangible_loss_percent: Percent::from_units(intangible),
        bonded_share_percent: Percent::from_units(share),
        scrap_item,
    }
}

fn consumed(products: &[(i128, BomRow)]) -> Option<MaterialUse> {
    let rows = products
        .iter()
        .map(|(quantity, row)| (QuantityAmount::from_units(*quantity), core::slice::from_ref(row)));
    consume(rows).unwrap().pop()
}

/// Consumption and its parts (embodied, intangible, tangible by scrap item) by the meaning of the words: the exact sum is
/// rounded once, and what is left over after rounding the parts down goes to the largest remainders, the earlier first.
fn judged(products: &[(i128, BomRow)]) -> (BigInt, Vec<BigInt>) {
    let mut scraps: Vec<Option<u32>> = products.iter().map(|(_, row)| row.scrap_item).collect();
    scraps.sort_unstable();
    scraps.dedup();
    let mut weights = vec![BigInt::from(0); scraps.len() + 2];
    for (quantity, row) in products {
        let (tangible, intangible) = (row.tangible_loss_percent.units(), row.intangible_loss_percent.units());
        let unit = unit_consumption(row.net, row.tangible_loss_percent, row.intangible_loss_percent).unwrap();
        let gross = BigInt::from(*quantity) * unit.units() * row.bonded_share_percent.units();
        let scrap = scraps.iter().position(|scrap| *scrap == row.scrap_item).unwrap();
        weights[0] += &gross * (HUNDRED_PERCENT - tangible - intangible);
        weights[1] += &gross * intangible;
        weights[scrap + 2] += gross * tangible;
    }
    let sum: BigInt = weights.iter().sum();
    // 9 decimals of a unit consumption, and 11 digits of a share and of a rate each.
    let one = BigInt::from(10).pow(9 + 11 + 11);
    let total: BigInt = (BigInt::from(2) * &sum + &one) / (BigInt::from(2) * one);
    if total == BigInt::from(0) {
        return (total, Vec::new());
    }
    let mut parts: Vec<BigInt> = weights.iter().map(|weight| &total * weight / &sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|index| core::cmp::Reverse(&total * &weights[*index] % &sum));
    let left_over = &total - parts.iter().sum::<BigInt>();
    let left_over = usize::try_from(left_over).unwrap();
    for index in order.into_iter().take(left_over) {
        parts[index] += 1;
    }
    (total, parts)
}

/// Loss rates of which many parts are equal, beside any others.
fn any_losses() -> impl Strategy<Value = (i128, i128)> {
    let round = prop::sample::select(&[0_i128, 5, 10, 12, 20, 25, 30, 40][..]);
    prop_oneof![
        3 => (round.clone(), round).prop_map(|(one, other)| (one * 1_000_000_000, other * 1_000_000_000)),
        1 => (0..40_000_000_000_i128, 0..40_000_000_000_i128),
    ]
}

fn any_product() -> impl Strategy<Value = (i128, BomRow)> {
    let quantity = prop_oneof![1..400_i128, 1..10_000_000_000_000_000_000_i128];
    let net = prop_oneof![
        prop::sample::select(&[1_i128, 3, 100_000_000, 333_333_333, 700_000_000, 1_000_000_000][..]),
        1..1_000_000_000_000_i128,
    ];
    let share = prop_oneof![Just(HUNDRED_PERCENT), 1..=HUNDRED_PERCENT];
    let scrap = prop_oneof![Just(None), (2..4_u32).prop_map(Some)];
    (quantity, net, any_losses(), share, scrap)
        .prop_map(|(quantity, net, losses, share, scrap)| (quantity, row(net, losses, share, scrap)))
}

proptest! {
    #[test]
    fn consumption_and_its_parts_are_what_exact_fractions_come_to(
        products in prop::collection::vec(any_product(), 1..5),
    ) {
        let (total, parts) = judged(&products);
        let Some(used) = consumed(&products) else {
            prop_assert_eq!(total, BigInt::from(0));
            return Ok(());
        };
        prop_assert_eq!(BigInt::from(used.consumed.units()), total);
        let tangible = used.tangible.iter().map(|(_, amount)| *amount);
        let found: Vec<BigInt> =
            [used.embodied, used.intangible].into_iter().chain(tangible).map(|part| part.units().into()).collect();
        prop_assert_eq!(found, parts);
    }
}

#[test]
fn parts_with_exactly_equal_remainders_are_not_ranked_by_rounding() {
    // 8 smallest parts by 65 %, 5 % and 30 %: 5.2, 0.4 and 2.4, so the intangible loss, which comes first, gets the last one.
    let row = row(700_000_000, (30_000_000_000, 5_000_000_000), 37_000_000_000, Some(9));
    let used = consumed(&[(21, row)]).unwrap();
    assert_eq!(used.consumed.units(), 8);
    assert_eq!((used.embodied.units(), used.intangible.units(), used.tangible[0].1.units()), (5, 1, 2));
}
