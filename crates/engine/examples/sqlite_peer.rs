//! A ledger in plain SQLite, as a peer for measurements: the same transfers, floor and idempotency, one transaction a
//! batch, synced by SQLite. `cargo x bench` runs it beside the product; it is no part of it.
//!
//! Usage: `sqlite_peer DIRECTORY TRANSFERS PER_SYNC uniform|zipf entries|chain`. It prints one line of JSON.
#![expect(clippy::print_stdout, reason = "a program for the command line: its output is what it is for")]

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, Statement, params};

/// Stocks, each with one account opposite.
const PAIRS: u32 = 50_000;
const STOCK_UNITS: i64 = 10_000_000_000_000;
const ZIPF_EXPONENT: f64 = 0.99;

/// How movements of an account are found again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Two rows in a table clustered by account.
    Entries,
    /// Each transfer names the one before it of both accounts.
    Chain,
}

const ACCOUNTS: &str = "
CREATE TABLE account (
    id INTEGER PRIMARY KEY, balance INTEGER NOT NULL, held INTEGER NOT NULL, floor INTEGER,
    movements INTEGER NOT NULL, head INTEGER
) STRICT;";
const ENTRIES: &str = "
CREATE TABLE transfer (
    sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
    amount INTEGER NOT NULL, value_date TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    account INTEGER NOT NULL, number INTEGER NOT NULL, transfer INTEGER NOT NULL, amount INTEGER NOT NULL,
    balance_after INTEGER NOT NULL, PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;";
const CHAIN: &str = "
CREATE TABLE transfer (
    sequence INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, debit INTEGER NOT NULL, credit INTEGER NOT NULL,
    amount INTEGER NOT NULL, value_date TEXT NOT NULL, debit_before INTEGER, credit_before INTEGER
) STRICT;";

/// `SplitMix64`, by its published recurrence.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

struct Transfer {
    id: [u8; 16],
    debit: i64,
    credit: i64,
    amount: i64,
}

/// Draws transfers out of stocks, by weights of their ranks.
fn workload(count: usize, exponent: f64) -> Vec<Transfer> {
    let mut sum = 0.0;
    let sums: Vec<f64> = (1..=PAIRS)
        .map(|rank| {
            sum += f64::from(rank).powf(-exponent);
            sum
        })
        .collect();
    let mut seeded = Seeded(1);
    (0_u64..)
        .take(count)
        .map(|number| {
            let part = f64::from(u32::try_from(seeded.next() >> 32).unwrap_or(0)) / 4_294_967_296.0;
            let pair = sums.partition_point(|at| *at <= part * sum).min(sums.len() - 1);
            // Ranks are scattered over the accounts, as ids of popular goods are.
            let pair = i64::try_from(pair).unwrap_or(0) * 7_919 % i64::from(PAIRS);
            let mut id = [0; 16];
            id[..8].copy_from_slice(&number.to_be_bytes());
            id[8..].copy_from_slice(&seeded.next().to_be_bytes());
            let amount = i64::try_from(1 + seeded.next() % 1_000).unwrap_or(1);
            Transfer { id, debit: pair * 2 + 1, credit: pair * 2, amount }
        })
        .collect()
}

fn open(directory: &Path, layout: Layout) -> rusqlite::Result<Connection> {
    let connection = Connection::open(directory.join("peer.db"))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -256_000)?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    connection.execute_batch(ACCOUNTS)?;
    connection.execute_batch(if layout == Layout::Chain { CHAIN } else { ENTRIES })?;
    connection.execute(
        "WITH RECURSIVE ids (id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM ids WHERE id + 1 < ?1)
         INSERT INTO account
         SELECT id, CASE id % 2 WHEN 0 THEN ?2 ELSE -?2 END, 0, CASE id % 2 WHEN 0 THEN 0 END, 0, NULL FROM ids",
        params![i64::from(PAIRS) * 2, STOCK_UNITS],
    )?;
    Ok(connection)
}

/// The statements of one transfer.
struct Posting<'a> {
    layout: Layout,
    insert: Statement<'a>,
    take: Statement<'a>,
    give: Statement<'a>,
    entry: Option<Statement<'a>>,
}

impl<'a> Posting<'a> {
    fn prepare(connection: &'a Connection, layout: Layout) -> rusqlite::Result<Self> {
        let change = |sign: &str, condition: &str| {
            format!(
                "UPDATE account SET balance = balance {sign} ?2, movements = movements + 1, head = ?3
                 WHERE id = ?1 {condition} RETURNING balance, movements"
            )
        };
        let insert = match layout {
            Layout::Entries => {
                "INSERT INTO transfer (id, debit, credit, amount, value_date)
                 VALUES (?1, ?2, ?3, ?4, '2026-06-01') ON CONFLICT (id) DO NOTHING"
            }
            Layout::Chain => {
                "INSERT INTO transfer (id, debit, credit, amount, value_date, debit_before, credit_before)
                 VALUES (?1, ?2, ?3, ?4, '2026-06-01', (SELECT head FROM account WHERE id = ?2),
                         (SELECT head FROM account WHERE id = ?3)) ON CONFLICT (id) DO NOTHING"
            }
        };
        let entry = "INSERT INTO entry (account, number, transfer, amount, balance_after) VALUES (?1, ?2, ?3, ?4, ?5)";
        let entry = (layout == Layout::Entries).then(|| connection.prepare(entry)).transpose()?;
        let floor = "AND (floor IS NULL OR balance - held - ?2 >= floor)";
        Ok(Self {
            layout,
            insert: connection.prepare(insert)?,
            take: connection.prepare(&change("-", floor))?,
            give: connection.prepare(&change("+", ""))?,
            entry,
        })
    }

    fn post(&mut self, connection: &Connection, transfer: &Transfer) -> rusqlite::Result<()> {
        let Transfer { id, debit, credit, amount } = transfer;
        if self.insert.execute(params![id, debit, credit, amount])? == 0 {
            return Ok(());
        }
        let sequence = connection.last_insert_rowid();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let taken = self.take.query_row(params![credit, amount, sequence], read)?;
        let given = self.give.query_row(params![debit, amount, sequence], read)?;
        if let (Layout::Entries, Some(entry)) = (self.layout, &mut self.entry) {
            for (account, (balance, number), amount) in [(credit, taken, -amount), (debit, given, *amount)] {
                entry.execute(params![account, number, sequence, amount, balance])?;
            }
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [directory, transfers, per_sync, skew, layout] = arguments.as_slice() else {
        return Err("usage: sqlite_peer DIRECTORY TRANSFERS PER_SYNC uniform|zipf entries|chain".into());
    };
    let layout = if layout == "chain" { Layout::Chain } else { Layout::Entries };
    let (count, per_sync): (usize, usize) = (transfers.parse()?, per_sync.parse()?);
    let directory = Path::new(directory);
    std::fs::create_dir_all(directory)?;
    let connection = open(directory, layout)?;
    let workload =
        workload(count.div_ceil(per_sync) * per_sync, if skew == "zipf" { ZIPF_EXPONENT } else { 0.0 });
    let (mut begin, mut commit) = (connection.prepare("BEGIN IMMEDIATE")?, connection.prepare("COMMIT")?);
    let mut posting = Posting::prepare(&connection, layout)?;
    let before = processor_ticks();
    let mut durations = Vec::new();
    let started = Instant::now();
    for batch in workload.chunks(per_sync) {
        let began = Instant::now();
        begin.execute([])?;
        batch.iter().try_for_each(|transfer| posting.post(&connection, transfer))?;
        commit.execute([])?;
        durations.push(began.elapsed().as_micros());
    }
    let elapsed = started.elapsed();
    let ticks = processor_ticks() - before;
    durations.sort_unstable();
    let at = |percent: usize| durations[(durations.len() * percent / 100).min(durations.len() - 1)];
    let size: u64 = ["peer.db", "peer.db-wal"]
        .iter()
        .filter_map(|name| std::fs::metadata(directory.join(name)).ok())
        .map(|found| found.len())
        .sum();
    let done = u128::try_from(workload.len())?;
    println!(
        "{{\"transfers\":{done},\"transfers_per_second\":{},\"nanoseconds_per_transfer\":{},\
         \"p50_microseconds\":{},\"p99_microseconds\":{},\"bytes_per_transfer\":{}}}",
        done * 1_000_000_000 / elapsed.as_nanos().max(1),
        u128::from(ticks) * 10_000_000 / done,
        at(50),
        at(99),
        u128::from(size) / done,
    );
    Ok(())
}

/// Processor time of this process in hundredths of a second.
fn processor_ticks() -> u64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let words = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    words.skip(11).take(2).filter_map(|word| word.parse::<u64>().ok()).sum()
}
