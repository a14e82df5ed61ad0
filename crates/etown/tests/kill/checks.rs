//! What must hold after a load, whatever happened meanwhile: every acknowledged entry has a receipt that verifies offline,
//! and every stock is what the acknowledged lists make it.

use etown_values::QuantityAmount;
use serde_json::Value;

use crate::client::Client;
use crate::load::{Target, Tokens, Worker};
use crate::zone::{Zone, get, trust_file, verified_receipt};

/// Reads the items of a book once queries know this entry; nothing may be held.
pub(crate) fn stocks(client: &Client, book: &str, position: u64) -> Vec<(u64, String, String, i128)> {
    let path = format!("/api/v1/books/{book}/items?limit=200&at_least_position={position}");
    let rows = get(client, &path)["rows"].as_array().cloned().expect("a list of items");
    let text =
        |row: &Value, name: &str| row[name].as_str().unwrap_or_else(|| panic!("{name} in {row}")).to_owned();
    rows.iter()
        .map(|row| {
            assert_eq!(text(row, "pre_in"), "0.00000", "{row}");
            let stock: QuantityAmount = text(row, "actual").parse().expect("a quantity");
            (
                row["number"].as_u64().expect("a number"),
                text(row, "hs_code"),
                text(row, "measure"),
                stock.units(),
            )
        })
        .collect()
}

/// Checks every acknowledged entry by its receipt, and every stock.
pub(crate) fn check_all(zone: &Zone, tokens: &Tokens, target: &Target, workers: &[Worker]) -> usize {
    let client = zone.as_token(&tokens.auditor);
    let trust = trust_file(&client);
    std::thread::scope(|scope| {
        for worker in workers {
            let (client, trust) = (&client, &trust);
            scope.spawn(move || {
                for entry in &worker.acknowledged {
                    let verified = verified_receipt(client, trust, entry.position);
                    let command = verified.disclosed.iter().find(|section| section.name == "command");
                    let text = String::from_utf8_lossy(&command.expect("a command").content).into_owned();
                    assert!(
                        text.contains(&entry.key),
                        "position {}: {} is not in {text}",
                        entry.position,
                        entry.key
                    );
                }
            });
        }
    });
    let last = workers.iter().flat_map(|worker| &worker.acknowledged).map(|entry| entry.position).max();
    for (item, _, _, stock) in stocks(&client, &target.book, last.unwrap_or_default()) {
        let before = target.items.iter().find(|known| known.0 == item).map_or(0, |known| known.3);
        let posted: i128 = workers.iter().filter_map(|worker| worker.posted.get(&item)).sum();
        assert_eq!(stock, before + posted, "the stock of item {item}");
    }
    workers.iter().map(|worker| worker.acknowledged.len()).sum()
}
