//! Durable transfers: lists that wait for nothing are approved, so many transfers to a sync. Each line is one transfer:
//! held and posted between two accounts, with the floor of the stock judged. Lists are drafted and submitted before.

use std::path::Path;
use std::time::Duration;

use etown_engine::{Engine, EngineOptions, Submission};
use serde::Serialize;

use super::meter::{MAIN, Meter, PROJECTION, Quantiles, milliseconds, per_second, resident_bytes};
use super::requests::{Numbered, bring_to_desk, submit_groups};
use super::stage::{People, Shape, Stage, options};
use super::workload::{Skew, Workload};
use crate::problem::Problem;

/// Lines of a list, and so transfers of a command.
const LINES_MAX: u32 = 1_000;
/// Groups under way: while one is made durable the next one waits, as in front of a busy zone.
const GROUPS_UNDER_WAY: usize = 2;
/// Commands under way while lists are drafted and submitted.
const DRAFTS_UNDER_WAY: usize = 512;
const PROJECTION_PATIENCE: Duration = Duration::from_mins(20);

/// How transfers become commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Commands {
    /// As few as there may be, of equal size.
    Large,
    /// One transfer in each.
    Single,
}

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct TransferOptions {
    /// Transfers measured; whole groups of them.
    #[arg(long, default_value_t = 100_000)]
    pub(crate) transfers: u64,
    /// Transfers made durable by one sync.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) per_sync: u32,
    #[arg(long, value_enum, default_value = "large")]
    pub(crate) commands: Commands,
    /// Clients, each with so many transfers as otherwise make a sync under way; then whoever waits shares a sync.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) clients: Option<u32>,
    #[arg(long, value_enum, default_value = "uniform")]
    pub(crate) skew: Skew,
    /// What the transfers are drawn by.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) shape: Shape,
}

/// What the transfers came to.
#[derive(Debug, Serialize)]
pub(crate) struct TransferReport {
    pub(crate) per_sync_wanted: u32,
    pub(crate) commands: Commands,
    pub(crate) clients: Option<u32>,
    pub(crate) skew: Skew,
    pub(crate) accounts: u64,
    pub(crate) transfers: u64,
    pub(crate) entries: u64,
    pub(crate) syncs: u64,
    pub(crate) per_sync_reached: u64,
    pub(crate) milliseconds: u64,
    pub(crate) transfers_per_second: u64,
    /// From handing over a group to its last answer; a group waits for the one before it.
    pub(crate) answered_within: Quantiles,
    /// Processor time of deciding, hashing and appending.
    pub(crate) writing_nanoseconds_per_transfer: u64,
    /// Processor time by which queries follow.
    pub(crate) projecting_nanoseconds_per_transfer: u64,
    /// Until queries know the last transfer: what can be kept up for ever.
    pub(crate) transfers_per_second_projected: u64,
    pub(crate) resident_bytes: u64,
    /// Hundredths of a processor that other programs took meanwhile.
    pub(crate) others_percent: u64,
}

/// Measures in a new directory.
pub(crate) fn run_transfers(directory: &Path, wanted: &TransferOptions) -> Result<TransferReport, Problem> {
    let sizes = command_sizes(wanted.per_sync, wanted.commands);
    let queue_length = DRAFTS_UNDER_WAY.max(sizes.len() * (groups_under_way(wanted) + 1));
    let usual = EngineOptions::default();
    let options = match wanted.clients {
        Some(_) => options(usual.batch_max, queue_length),
        // A sync holds a whole group, however long that takes.
        None => EngineOptions { worth_a_sync: usize::MAX, ..options(sizes.len(), queue_length) },
    };
    let stage = Stage::build(directory, wanted.shape, &People::unnamed(), options)?;
    let outcome = measure(&stage, wanted, &sizes);
    stage.engine.stop();
    outcome
}

fn groups_under_way(wanted: &TransferOptions) -> usize {
    wanted.clients.map_or(GROUPS_UNDER_WAY, |clients| usize::try_from(clients).unwrap_or(usize::MAX))
}

/// Lines of each list of a group.
fn command_sizes(per_sync: u32, commands: Commands) -> Vec<u32> {
    let count = match commands {
        Commands::Large => per_sync.div_ceil(LINES_MAX),
        Commands::Single => per_sync,
    };
    (0..count).map(|index| per_sync / count + u32::from(index < per_sync % count)).collect()
}

fn measure(stage: &Stage, wanted: &TransferOptions, sizes: &[u32]) -> Result<TransferReport, Problem> {
    let engine = &stage.engine;
    let count = wanted.transfers.div_ceil(u64::from(wanted.per_sync)).max(1);
    let groups = prepared(stage, wanted, sizes, count)?;
    wait_for_queries(engine)?;
    let (entries, syncs) = (engine.position(), engine.batches());
    let meter = Meter::start();
    let durations = submit_groups(engine, groups, groups_under_way(wanted))?;
    let acknowledged = meter.cost();
    wait_for_queries(engine)?;
    let projected = meter.cost();
    let (entries, syncs) = (engine.position() - entries, engine.batches() - syncs);
    let transfers = count * u64::from(wanted.per_sync);
    let writing = acknowledged.but(&[PROJECTION, MAIN]);
    Ok(TransferReport {
        per_sync_wanted: wanted.per_sync,
        commands: wanted.commands,
        clients: wanted.clients,
        skew: wanted.skew,
        accounts: 2 * u64::from(wanted.shape.books) * u64::from(wanted.shape.items),
        transfers,
        entries,
        syncs,
        per_sync_reached: transfers / syncs.max(1),
        milliseconds: milliseconds(acknowledged.elapsed),
        transfers_per_second: per_second(transfers, acknowledged.elapsed),
        answered_within: durations.quantiles(),
        writing_nanoseconds_per_transfer: writing / transfers,
        projecting_nanoseconds_per_transfer: projected.of(PROJECTION) / transfers,
        transfers_per_second_projected: per_second(transfers, projected.elapsed),
        resident_bytes: resident_bytes(),
        others_percent: acknowledged.others_percent,
    })
}

/// Lists that wait for approval, as groups of commands that approve them.
fn prepared(
    stage: &Stage,
    wanted: &TransferOptions,
    sizes: &[u32],
    groups: u64,
) -> Result<Vec<Vec<Submission>>, Problem> {
    let mut workload = Workload::new(&stage.books, wanted.skew, wanted.seed);
    let mut numbered = Numbered::default();
    let each = (0..groups).flat_map(|_| sizes);
    let lists = each.map(|lines| workload.list(*lines)).collect();
    let lists = bring_to_desk(&stage.engine, &stage.books, lists, &mut numbered, DRAFTS_UNDER_WAY)?;
    let mut approvals = lists.into_iter().map(|(book, list)| {
        numbered.approve(stage.books.get(book).expect("a list is of one of the books"), list)
    });
    Ok((0..groups).map(|_| approvals.by_ref().take(sizes.len()).collect()).collect())
}

/// Waits until queries know everything.
pub(super) fn wait_for_queries(engine: &Engine) -> Result<(), Problem> {
    if engine.wait_projected(engine.position().saturating_sub(1), PROJECTION_PATIENCE) {
        Ok(())
    } else {
        Err(Problem::fault("waiting for queries to follow", "they did not"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_cut_into_as_few_commands_of_equal_size_as_there_may_be() {
        assert_eq!(command_sizes(100, Commands::Large), [100]);
        assert_eq!(command_sizes(8_190, Commands::Large), [910; 9]);
        assert_eq!(command_sizes(1_001, Commands::Large), [501, 500]);
        assert_eq!(command_sizes(3, Commands::Single), [1, 1, 1]);
    }
}
