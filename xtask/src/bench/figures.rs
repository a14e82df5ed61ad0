//! What was measured: figures by name, one of each round, with their medians, and the ratios that were wanted.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::process::Problem;

/// Figures of one measurement.
pub(super) struct Figures(BTreeMap<String, u64>);

impl Figures {
    pub(super) const fn new(figures: BTreeMap<String, u64>) -> Self {
        Self(figures)
    }

    /// Takes every number of a JSON object; those of objects in it under both names.
    pub(super) fn of_json(text: &str) -> Result<Self, Problem> {
        let value: Value = serde_json::from_str(text.trim())
            .map_err(|error| Problem::Failed(format!("figures that cannot be read: {error}\n{text}")))?;
        let mut figures = BTreeMap::new();
        take(&value, "", &mut figures);
        Ok(Self(figures))
    }

    /// The rate that says most about it.
    pub(super) fn first_rate(&self) -> Option<u64> {
        let names = ["transfers_per_second", "lines_per_second", "replayed_transfers_per_second"];
        names.iter().find_map(|name| self.0.get(*name).copied())
    }
}

fn take(value: &Value, name: &str, into: &mut BTreeMap<String, u64>) {
    if let Some(number) = value.as_u64() {
        into.insert(name.to_owned(), number);
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
        take(value, &name, into);
    }
}

/// A measurement over all rounds.
pub(super) struct Row {
    pub(super) group: &'static str,
    pub(super) name: String,
    rounds: Vec<BTreeMap<String, u64>>,
}

impl Row {
    pub(super) fn new(group: &'static str, name: &str) -> Self {
        Self { group, name: name.to_owned(), rounds: Vec::new() }
    }

    pub(super) fn add(&mut self, figures: &Figures) {
        self.rounds.push(figures.0.clone());
    }

    fn all(&self, figure: &str) -> Vec<u64> {
        self.rounds.iter().filter_map(|round| round.get(figure).copied()).collect()
    }

    pub(super) fn median(&self, figure: &str) -> Option<u64> {
        median(self.all(figure))
    }
}

fn median(mut numbers: Vec<u64>) -> Option<u64> {
    numbers.sort_unstable();
    let (upper, lower) = (numbers.get(numbers.len() / 2)?, numbers.get((numbers.len() - 1) / 2)?);
    Some(upper.midpoint(*lower))
}

/// A ratio of rates that is wanted.
struct WantedRatio {
    of: &'static str,
    to: &'static str,
    /// In hundredths.
    at_least: u64,
}

const RATE: &str = "transfers_per_second";
const RATIOS: [WantedRatio; 8] = [
    WantedRatio {
        of: "E-Town: 100 a sync, uniform",
        to: "PostgreSQL: 100 a call, 4 clients, uniform",
        at_least: 500,
    },
    WantedRatio {
        of: "E-Town: 100 a sync, zipf",
        to: "PostgreSQL: 100 a call, 4 clients, zipf",
        at_least: 500,
    },
    WantedRatio {
        of: "E-Town: 100 a call, 4 clients, uniform",
        to: "PostgreSQL: 100 a call, 4 clients, uniform",
        at_least: 500,
    },
    WantedRatio {
        of: "E-Town: 100 a call, 4 clients, zipf",
        to: "PostgreSQL: 100 a call, 4 clients, zipf",
        at_least: 500,
    },
    WantedRatio {
        of: "E-Town: 8190 a sync, uniform",
        to: "SQLite, entries: 8190 a sync, uniform",
        at_least: 300,
    },
    WantedRatio {
        of: "E-Town: 8190 a sync, uniform",
        to: "SQLite, chain: 8190 a sync, uniform",
        at_least: 300,
    },
    WantedRatio { of: "E-Town: 8190 a sync, zipf", to: "SQLite, entries: 8190 a sync, zipf", at_least: 300 },
    WantedRatio { of: "E-Town: 8190 a sync, zipf", to: "SQLite, chain: 8190 a sync, zipf", at_least: 300 },
];

/// A ratio as it came out.
pub(super) struct Ratio {
    pub(super) of: &'static str,
    pub(super) to: &'static str,
    /// Median of the rounds, in hundredths.
    pub(super) hundredths: u64,
    pub(super) at_least: u64,
}

/// The wanted ratios of what was measured; each is taken within a round.
pub(super) fn ratios(rows: &[Row]) -> Vec<Ratio> {
    let rates = |name: &str| rows.iter().find(|row| row.name == name).map(|row| row.all(RATE));
    let ratio = |wanted: &WantedRatio| {
        let (of, to) = (rates(wanted.of)?, rates(wanted.to)?);
        let each = of.iter().zip(&to).map(|(of, to)| of.saturating_mul(100) / (*to).max(1));
        let hundredths = median(each.collect())?;
        Some(Ratio { of: wanted.of, to: wanted.to, hundredths, at_least: wanted.at_least })
    };
    RATIOS.iter().filter_map(ratio).collect()
}

/// Everything as one document.
pub(super) fn report(machine: &Value, rounds: u32, rows: &[Row]) -> Value {
    let of_row = |row: &Row| {
        let names = row.rounds.first().into_iter().flat_map(BTreeMap::keys);
        let figures: BTreeMap<&String, Value> = names
            .map(|name| (name, json!({ "median": row.median(name), "rounds": row.all(name) })))
            .collect();
        json!({ "group": row.group, "name": row.name, "figures": figures })
    };
    let of_ratio = |ratio: Ratio| json!({ "of": ratio.of, "to": ratio.to, "hundredths": ratio.hundredths, "wanted": ratio.at_least });
    json!({
        "machine": machine,
        "rounds": rounds,
        "rows": rows.iter().map(of_row).collect::<Vec<_>>(),
        "ratios": ratios(rows).into_iter().map(of_ratio).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, rates: &[u64]) -> Row {
        let mut row = Row::new("transfers", name);
        for rate in rates {
            row.add(&Figures(BTreeMap::from([(RATE.to_owned(), *rate)])));
        }
        row
    }

    #[test]
    fn numbers_of_inner_objects_carry_both_names() {
        let figures = Figures::of_json(r#"{"a": 1, "b": {"c": 2, "d": "text"}}"#).ok();
        let figures = figures.map(|figures| figures.0);
        assert_eq!(figures, Some(BTreeMap::from([("a".to_owned(), 1), ("b.c".to_owned(), 2)])));
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        let rows = [row(RATIOS[0].of, &[100, 900, 300]), row(RATIOS[0].to, &[10, 300, 100])];
        let found = ratios(&rows);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].hundredths, 300);
        assert_eq!(rows[0].median(RATE), Some(300));
    }
}
