//! The seeded year of one book as a list file, so that it can be imported like any other: the file itself, the book with
//! its items and bills in a running zone, and the comparison of what came of it with the paper. In the file no list
//! waits for a release or a truck, since nobody reports them.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use etown_documents::lists::{LineDraft, ListDraft, ListWriter, MOVEMENTS};
use etown_domain::bonded::list::{ListContent, ListLine};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::kernel::parameters::Nomenclature;
use etown_values::{BookId, EnterpriseId, HsCode, QuantityAmount};
use serde::Serialize;
use serde_json::{Value, json};

use super::plan::{PlannedBook, plan_book};
use crate::client::Client;
use crate::connection::{accepted, all_rows};
use crate::problem::{Exit, Problem};

/// What the year is drawn by.
pub(crate) struct Drawn {
    pub(crate) lines: u64,
    pub(crate) seed: u64,
    pub(crate) nomenclature: Nomenclature,
}

impl Drawn {
    fn plan(&self) -> Result<PlannedBook, Problem> {
        let codes = self.nomenclature.codes.iter().map(|commodity| commodity.code);
        let codes: Vec<HsCode> = codes.filter(|code| code.length() == 6).collect();
        if codes.is_empty() {
            return Err(Problem::usage("the nomenclature has no codes of six digits"));
        }
        Ok(plan_book(&codes, self.lines, self.seed))
    }
}

/// What was written.
#[derive(Debug, Serialize)]
pub(crate) struct Written {
    pub(crate) lists: usize,
    pub(crate) lines: u64,
}

/// Writes the year's lists as a CSV file of the template.
pub(crate) fn write_year(drawn: &Drawn, path: &Path) -> Result<Written, Problem> {
    let writing =
        |error: &dyn std::fmt::Display| Problem::fault(format_args!("writing {}", path.display()), error);
    let plan = drawn.plan()?;
    let file = File::create(path).map_err(|error| writing(&error))?;
    let mut writer = ListWriter::new(BufWriter::new(file)).map_err(|error| writing(&error))?;
    let count = plan.lists.len();
    for (number, list) in (1..).zip(plan.lists) {
        let draft = draft(format!("Y{}-{number:06}", drawn.seed), list.content);
        writer.write(&draft).map_err(|error| writing(&error))?;
    }
    let mut output = writer.finish().map_err(|error| writing(&error))?;
    output.flush().map_err(|error| writing(&error))?;
    Ok(Written { lists: count, lines: plan.lines })
}

fn draft(reference: String, list: ListContent) -> ListDraft {
    let code = serde_json::to_value(list.movement).expect("a movement has a text form");
    let known = MOVEMENTS.iter().find(|word| code == word.code);
    ListDraft {
        reference,
        movement: known.expect("a test holds the movements of files and rules equal").code,
        supervision_mode: list.supervision_mode,
        needs_declaration: false,
        trucks: Vec::new(),
        lines: list.lines.into_iter().map(line).collect(),
    }
}

fn line(line: ListLine) -> LineDraft {
    LineDraft {
        number: line.number,
        item: line.item,
        hs_code: line.hs_code,
        quantity: line.quantity,
        measure: line.measure,
        unit_price: line.unit_price,
        bom_version: line.bom_version,
    }
}

/// Files the year's book for an enterprise, with items and bills, and has it approved. Doing so again gives the same book.
pub(crate) fn file_book(
    drawn: &Drawn,
    (officer, customs): (&Client, &Client),
    enterprise: EnterpriseId,
    number: &str,
) -> Result<BookId, Problem> {
    let plan = drawn.plan()?;
    let filing = Filing { number, seed: drawn.seed };
    let header = json!({
        "number": number,
        "enterprise": enterprise,
        "kind": "processing",
        "consumption_point": "at_shipment",
        "valid_until": "2099-12-31",
        "verification_cycle_months": 12,
    });
    let book = filing.send(officer, "", "file", &header)?;
    let book = book.get("id").and_then(Value::as_str).unwrap_or_default();
    let book: BookId = book.parse().map_err(|error| Problem::fault("filing the book", error))?;
    filing.send(officer, &format!("/{book}/items"), "items", &json!({ "items": plan.items }))?;
    for bill in &plan.bills {
        let step = format!("bom-{}-{}", bill.product, bill.version);
        let body = json!({ "product": bill.product, "version": bill.version, "rows": bill.rows });
        filing.send(officer, &format!("/{book}/boms"), &step, &body)?;
    }
    filing.send(officer, &format!("/{book}/submit"), "submit", &json!({}))?;
    filing.send(customs, &format!("/{book}/approve"), "approve", &json!({}))?;
    Ok(book)
}

struct Filing<'a> {
    number: &'a str,
    seed: u64,
}

impl Filing<'_> {
    fn send(&self, client: &Client, rest: &str, step: &str, body: &Value) -> Result<Value, Problem> {
        let key = format!("bench-{}-{}-{step}", self.number, self.seed);
        let headers = [("Idempotency-Key", key.as_str()), ("If-Match", "*")];
        let path = format!("/api/v1/books{rest}");
        let body = body.to_string();
        accepted(client.post(&path, &headers, body.as_bytes()), "filing the book").map(|answer| answer.json())
    }
}

/// What the comparison came to.
#[derive(Debug, Serialize)]
pub(crate) struct Compared {
    pub(crate) balances: usize,
    pub(crate) differences: Vec<Difference>,
}

/// A balance that is not what the paper says.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Difference {
    pub(crate) item: u32,
    pub(crate) account: String,
    pub(crate) found: QuantityAmount,
    pub(crate) on_paper: QuantityAmount,
}

type Balances = BTreeMap<(u32, String), i128>;

/// Compares every account of the book with the paper, in both directions.
pub(crate) fn compare(drawn: &Drawn, client: &Client, book: BookId) -> Result<Compared, Problem> {
    let plan = drawn.plan()?;
    let paper: Balances = plan
        .paper
        .balances
        .iter()
        .map(|((item, name), units)| ((*item, (*name).to_owned()), *units))
        .collect();
    let found = balances(client, book)?;
    Ok(Compared { balances: found.len(), differences: differences(&found, &paper) })
}

fn differences(found: &Balances, paper: &Balances) -> Vec<Difference> {
    let units = |balances: &Balances, key: &(u32, String)| balances.get(key).copied().unwrap_or_default();
    let keys = found.keys().chain(paper.keys().filter(|key| !found.contains_key(*key)));
    let differing = keys.filter(|key| units(found, key) != units(paper, key));
    let difference = |key: &(u32, String)| Difference {
        item: key.0,
        account: key.1.clone(),
        found: QuantityAmount::from_units(units(found, key)),
        on_paper: QuantityAmount::from_units(units(paper, key)),
    };
    differing.map(difference).collect()
}

const COMPARING: &str = "reading the balances of the book";

/// Reads what the zone shows of the book, once its queries know all that was answered before.
fn balances(client: &Client, book: BookId) -> Result<Balances, Problem> {
    let checkpoint = accepted(client.get("/api/v1/journal/checkpoint"), COMPARING)?;
    let size = String::from_utf8_lossy(&checkpoint.body).lines().nth(1).and_then(|line| line.parse().ok());
    let size: u64 = size.ok_or_else(|| Problem::fault(COMPARING, "the checkpoint has no size"))?;
    let position = size.saturating_sub(1);
    accepted(client.get(&format!("/api/v1/books/{book}?at_least_position={position}")), COMPARING)?;
    let mut balances = Balances::new();
    for row in all_rows(client, &format!("/api/v1/books/{book}/items"), COMPARING)? {
        read_item(&row, &mut balances).ok_or_else(|| Problem::fault(COMPARING, format_args!("{row}")))?;
    }
    Ok(balances)
}

/// Takes an item's balances; nothing may be held any more.
fn read_item(row: &Value, balances: &mut Balances) -> Option<()> {
    let amount = |value: &Value| value.as_str()?.parse::<QuantityAmount>().ok().map(QuantityAmount::units);
    let item = u32::try_from(row.get("number")?.as_u64()?).ok()?;
    if [row.get("pre_in")?, row.get("pre_out")?].map(amount) != [Some(0), Some(0)] {
        return None;
    }
    balances.insert((item, Purpose::Stock.as_str().to_owned()), amount(row.get("actual")?)?);
    for total in row.get("totals")?.as_array()? {
        let purpose: Purpose = serde_json::from_value(total.get("purpose")?.clone()).ok()?;
        // What goods come from is shown as what came, which is the negative of the account's balance.
        let moved = amount(total.get("amount")?)?;
        let balance = if purpose.is_source() { -moved } else { moved };
        balances.insert((item, purpose.as_str().to_owned()), balance);
    }
    Some(())
}

/// Ends the program where balances differ, and tells the first of them.
pub(crate) fn require_equal(compared: &Compared) -> Result<(), Problem> {
    let Some(first) = compared.differences.first() else { return Ok(()) };
    let Difference { item, account, found, on_paper } = first;
    let count = compared.differences.len();
    Err(Problem::new(
        Exit::Negative,
        format!("{count} balances differ; item {item}, {account}: {found} but the paper says {on_paper}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_that_differs_or_is_on_one_side_only_is_told() {
        let balances = |units: &[(u32, i128)]| -> Balances {
            units.iter().map(|(item, units)| ((*item, "stock".to_owned()), *units)).collect()
        };
        let found = balances(&[(1, 5), (2, 7), (3, 0), (4, 9)]);
        let items = |paper: &[(u32, i128)]| {
            let found = differences(&found, &balances(paper));
            found.iter().map(|difference| difference.item).collect::<Vec<_>>()
        };
        assert_eq!(items(&[(1, 5), (2, 7), (4, 9), (5, 0)]), Vec::<u32>::new());
        assert_eq!(items(&[(1, 5), (2, 8), (5, 1)]), [2, 4, 5]);
    }
}
