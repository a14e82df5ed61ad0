//! What products take of their materials, computed anew from the bills.
//!
//! Limits: rates are whole multiples of 0.01 %, as the simulation files them; then every product fits 127 bits.

use std::collections::BTreeMap;

use etown_domain::bonded::bom::BomRow;
use etown_domain::kernel::ledger::Purpose;

use super::arithmetic::{divide_to_nearest, share_out};
use super::stocks::Move;

/// One unit of consumption, 9 decimals.
const ONE: i128 = 1_000_000_000;
/// 0.01 % as the product writes percents, with 9 decimals.
const HUNDREDTH_PERCENT: i128 = 10_000_000;
/// 100 % in 0.01 %.
const WHOLE: i128 = 10_000;

#[derive(Default)]
struct Taken {
    all: i128,
    embodied: i128,
    intangible: i128,
    tangible: BTreeMap<Option<u32>, i128>,
}

/// The moves by which these quantities of products (item, quantity, rows) come into being.
pub(super) fn making(products: &[(u32, i128, &[BomRow])]) -> Vec<Move> {
    let mut materials: BTreeMap<u32, Taken> = BTreeMap::new();
    for (_, quantity, rows) in products {
        for row in *rows {
            take(materials.entry(row.material).or_default(), *quantity, row);
        }
    }
    let mut moves = Vec::new();
    for (material, taken) in materials {
        consume(material, &taken, &mut moves);
    }
    for (product, quantity, _) in products {
        moves.push(Move { item: *product, to: Purpose::Stock, from: Purpose::Produced, amount: *quantity });
    }
    moves.retain(|it| it.amount > 0);
    moves
}

/// The materials that these quantities of products (quantity, rows) hold.
pub(super) fn held_by<'a>(products: impl Iterator<Item = (i128, &'a [BomRow])>) -> BTreeMap<u32, i128> {
    let mut materials: BTreeMap<u32, Taken> = BTreeMap::new();
    for (quantity, rows) in products {
        for row in rows {
            take(materials.entry(row.material).or_default(), quantity, row);
        }
    }
    let held = |taken: Taken| divide_to_nearest(taken.all, ONE * WHOLE);
    materials.into_iter().map(|(material, taken)| (material, held(taken))).collect()
}

fn take(taken: &mut Taken, quantity: i128, row: &BomRow) {
    let hundredths = |percent: etown_values::Percent| percent.units() / HUNDREDTH_PERCENT;
    let (tangible, intangible) =
        (hundredths(row.tangible_loss_percent), hundredths(row.intangible_loss_percent));
    let gross = divide_to_nearest(row.net.units() * WHOLE, WHOLE - tangible - intangible);
    let bonded = quantity * gross * hundredths(row.bonded_share_percent);
    taken.all += bonded;
    taken.embodied += bonded * (WHOLE - tangible - intangible);
    taken.intangible += bonded * intangible;
    *taken.tangible.entry(row.scrap_item).or_default() += bonded * tangible;
}

fn consume(material: u32, taken: &Taken, moves: &mut Vec<Move>) {
    let consumed = divide_to_nearest(taken.all, ONE * WHOLE);
    if consumed == 0 {
        return;
    }
    let mut weights = vec![taken.embodied, taken.intangible];
    weights.extend(taken.tangible.values());
    let parts = share_out(consumed, &weights);
    let lost: i128 = parts[2..].iter().sum();
    let of_material =
        [(Purpose::Embodied, parts[0]), (Purpose::IntangibleLoss, parts[1]), (Purpose::TangibleLoss, lost)];
    for (to, amount) in of_material {
        moves.push(Move { item: material, to, from: Purpose::Stock, amount });
    }
    for (scrap, amount) in taken.tangible.keys().zip(&parts[2..]) {
        if let Some(scrap) = scrap {
            moves.push(Move { item: *scrap, to: Purpose::Stock, from: Purpose::Produced, amount: *amount });
        }
    }
}
