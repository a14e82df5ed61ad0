//! What is measured, of the program and of its peers, and at which size.

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// Small sizes that show whether everything runs.
    Quick,
    Full,
}

/// Who is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Product,
    Postgres,
    Sqlite,
    Duckdb,
}

/// One measurement.
pub(super) struct Run {
    pub(super) group: &'static str,
    pub(super) name: String,
    pub(super) subject: Subject,
    pub(super) arguments: Vec<String>,
    /// Whether it is measured in the first round only.
    pub(super) is_long: bool,
}

/// Transfers to a sync, and how many of them are measured: in full and quickly.
const SYNCS: [(u32, u64, u64); 4] =
    [(1, 10_000, 1_000), (100, 200_000, 10_000), (1_000, 300_000, 20_000), (8_190, 409_500, 24_570)];
/// Where a verification is written down, below the folder of the bench.
const EXPORTED: &str = "verified";
const SKEWS: [&str; 2] = ["uniform", "zipf"];

/// Everything, in the order of a round: what is compared stands close together.
pub(super) fn all(size: Size) -> Vec<Run> {
    let mut runs = Vec::new();
    // A first look does without the second half.
    let skews = if size == Size::Full { &SKEWS[..] } else { &SKEWS[..1] };
    for skew in skews.iter().copied() {
        for (per_sync, full, quick) in SYNCS {
            let transfers = of(size, full, quick);
            transfers_of_product(&mut runs, skew, per_sync, transfers);
            for layout in ["entries", "chain"] {
                let arguments = [&transfers.to_string(), &per_sync.to_string(), skew, layout];
                let name = format!("SQLite, {layout}: {per_sync} a sync, {skew}");
                runs.push(run("transfers", name, Subject::Sqlite, &arguments));
            }
            let clients = if per_sync == 1 { "8" } else { "4" };
            if per_sync <= 100 {
                clients_of_product(&mut runs, skew, (per_sync, clients), transfers);
                let arguments = [clients, &per_sync.to_string(), &transfers.to_string(), skew];
                let name = format!("PostgreSQL: {per_sync} a call, {clients} clients, {skew}");
                runs.push(run("transfers", name, Subject::Postgres, &arguments));
            }
        }
    }
    let lines = of(size, 400_000, 20_000).to_string();
    for (length, under_way) in [("1", "512"), ("100", "64"), ("1000", "16")] {
        let lines = if length == "1" { of(size, 50_000, 2_000).to_string() } else { lines.clone() };
        let name = format!("lists of {length} lines, {under_way} under way");
        let arguments = ["--lines", &lines, "--lines-of-a-list", length, "--under-way", under_way];
        runs.push(run("lists", name, Subject::Product, &arguments));
    }
    for length in ["100", "1000"] {
        for clients in ["1", "16", "64"] {
            let name = format!("lists of {length} lines, {clients} clients");
            let arguments = ["--lines", &lines, "--lines-of-a-list", length, "--clients", clients];
            runs.push(run("http", name, Subject::Product, &arguments));
        }
    }
    verifications(&mut runs, of(size, 1_000_000, 20_000));
    let histories: &[u64] = if size == Size::Full { &[1_000_000, 10_000_000] } else { &[50_000] };
    for transfers in histories {
        let arguments = ["--transfers", &transfers.to_string()];
        let name = format!("{transfers} transfers");
        runs.push(Run { is_long: true, ..run("replay", name, Subject::Product, &arguments) });
    }
    runs
}

/// The program writes down what it verified; `DuckDB` then adds up the same lines.
fn verifications(runs: &mut Vec<Run>, lines: u64) {
    let name = format!("E-Town: {lines} lines");
    let arguments = ["--lines", &lines.to_string(), "--export", EXPORTED];
    runs.push(run("verification", name, Subject::Product, &arguments));
    runs.push(run("verification", format!("DuckDB: {lines} lines"), Subject::Duckdb, &[EXPORTED]));
}

fn transfers_of_product(runs: &mut Vec<Run>, skew: &str, per_sync: u32, transfers: u64) {
    let each = per_sync.to_string();
    let name = format!("E-Town: {each} a sync, {skew}");
    let arguments = ["--transfers", &transfers.to_string(), "--per-sync", &each, "--skew", skew];
    runs.push(run("transfers", name, Subject::Product, &arguments));
    if per_sync > 1 && skew == "uniform" {
        // Each has an entry of its own, so fewer of them show the same.
        let transfers = (transfers / 4).to_string();
        let arguments = ["--transfers", &transfers, "--per-sync", &each, "--commands", "single"];
        let name = format!("E-Town: {each} a sync, one a command, {skew}");
        runs.push(run("transfers", name, Subject::Product, &arguments));
    }
}

/// As many clients as the server beside it has, with calls of the same size: whoever waits shares a sync.
fn clients_of_product(runs: &mut Vec<Run>, skew: &str, (per_call, clients): (u32, &str), transfers: u64) {
    let (each, transfers) = (per_call.to_string(), transfers.to_string());
    let name = format!("E-Town: {each} a call, {clients} clients, {skew}");
    let arguments = ["--transfers", &transfers, "--per-sync", &each, "--clients", clients, "--skew", skew];
    runs.push(run("transfers", name, Subject::Product, &arguments));
}

fn run(group: &'static str, name: String, subject: Subject, arguments: &[&str]) -> Run {
    let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    Run { group, name, subject, arguments, is_long: false }
}

const fn of(size: Size, full: u64, quick: u64) -> u64 {
    match size {
        Size::Full => full,
        Size::Quick => quick,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measurement_has_a_name_of_its_own() {
        let runs = all(Size::Full);
        let mut names: Vec<_> = runs.iter().map(|run| (run.group, &run.name)).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), runs.len());
    }
}
