//! More of the same for trying out size: seeded lists in and out of the warehouse, each as large as it comes.

use etown_domain::bonded::list::{ListLine, Movement};
use etown_engine::NotAccepted;
use etown_values::QuantityAmount;

use super::Demo;
use super::books::{Book, Books};
use crate::progress::Progress;
use crate::zone::papers::{awaited_list, immediate_list, line};
use crate::zone::random::Seeded;

const LINES_OF_A_LIST_MAX: u64 = 60;
/// A fifth of the lists waits for a release and a truck.
const WAITING_EVERY: u64 = 5;

/// Makes lists until this many lines are written.
pub(super) fn make(
    demo: &Demo,
    books: &Books,
    (lines, seed): (u64, u64),
    progress: &Progress,
) -> Result<(), NotAccepted> {
    let book = &books.warehouse;
    let mut seeded = Seeded::new(seed);
    let mut stock = vec![0_u64; book.items.len()];
    let mut left = lines;
    let mut number = 100;
    while left > 0 {
        let size = seeded.between(1, LINES_OF_A_LIST_MAX).min(left);
        let is_inbound = seeded.between(0, 2) > 0 || stock.iter().sum::<u64>() < size * 50;
        let rows = rows(book, &mut seeded, &mut stock, (size, is_inbound));
        if rows.is_empty() {
            continue;
        }
        left = left.saturating_sub(u64::try_from(rows.len()).unwrap_or(u64::MAX));
        let movement = if is_inbound { Movement::Import } else { Movement::ReExport };
        number += 1;
        if number % WAITING_EVERY == 0 {
            let list = demo.desk.bring_to_approval(
                book.hands,
                book.id,
                awaited_list(movement, &["津B·D0099"], rows),
            )?;
            demo.desk.release(book.hands, list)?;
            demo.desk.pass(book.hands, list, "津B·D0099")?;
        } else {
            demo.desk.bring_to_approval(book.hands, book.id, immediate_list(movement, rows))?;
        }
        progress.set(lines - left, lines);
    }
    Ok(())
}

/// Draws the rows of one list; none takes more than stands.
fn rows(
    book: &Book,
    seeded: &mut Seeded,
    stock: &mut [u64],
    (size, is_inbound): (u64, bool),
) -> Vec<ListLine> {
    let mut rows = Vec::new();
    for _ in 0..size {
        let position = seeded.position(book.items.len());
        let (Some(item), Some(standing)) = (book.items.get(position), stock.get_mut(position)) else {
            continue;
        };
        let whole = if is_inbound { seeded.between(1, 500) } else { seeded.between(1, 200).min(*standing) };
        if whole == 0 {
            continue;
        }
        *standing = if is_inbound { *standing + whole } else { *standing - whole };
        let number = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
        let quantity = QuantityAmount::from_units(i128::from(whole) * QuantityAmount::UNITS_IN_ONE);
        rows.push(line(number, item, quantity, None));
    }
    rows
}
