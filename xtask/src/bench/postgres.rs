//! `PostgreSQL` 15 as a peer: a cluster of its own in a temporary folder, reached by a socket in it, with a stored
//! procedure that takes many transfers at a call. `pgbench` is the client. Nothing outside the folder is touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::figures::Figures;
use crate::process::{Problem, Workspace, output};

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";
const SCHEMA: &str = "tests/bench/postgres.sql";
const NANOSECONDS_IN_TICK: u64 = 10_000_000;
/// The user that runs the server where this tool is run by root, which the server refuses.
const SERVER_USER: &str = "postgres";

/// A well-kept server on this machine: memory for everything, no checkpoint while it is measured, every commit synced.
const SETTINGS: &str = "
listen_addresses = ''
shared_buffers = 2GB
max_wal_size = 16GB
checkpoint_timeout = 60min
synchronous_commit = on
wal_sync_method = fdatasync
jit = off
";

/// A running server; it stops when this is dropped.
pub(super) struct Cluster<'a> {
    workspace: &'a Workspace,
    folder: PathBuf,
    is_root: bool,
}

impl<'a> Cluster<'a> {
    /// Makes a cluster in a folder and starts it.
    pub(super) fn start(workspace: &'a Workspace, folder: &Path) -> Result<Self, Problem> {
        if !Path::new(PROGRAMS).join("pgbench").is_file() {
            let line = "apt-get install --yes --no-install-recommends postgresql-15";
            return Err(Problem::Missing(format!("the peer PostgreSQL 15 is not installed; run: {line}")));
        }
        let is_root = output(workspace.command("id").arg("-u"))?.trim() == "0";
        let cluster = Self { workspace, folder: folder.to_path_buf(), is_root };
        // One that an interrupted run left behind is stopped first.
        cluster.stop();
        let fault = |error| Problem::Failed(format!("preparing {}: {error}", folder.display()));
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(fault)?;
        }
        fs::create_dir_all(folder).map_err(fault)?;
        if is_root {
            output(workspace.command("chown").arg(SERVER_USER).arg(folder))?;
        }
        let data = cluster.data();
        let initialise =
            ["--auth=trust", "--username=bench", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"];
        output(cluster.as_server("initdb").args(initialise).arg(&data))?;
        let settings = format!("{SETTINGS}unix_socket_directories = '{}'\n", folder.display());
        let file = data.join("postgresql.conf");
        let old = fs::read_to_string(&file).map_err(fault)?;
        fs::write(&file, old + &settings).map_err(fault)?;
        let log = folder.join("log");
        // Its output must not keep a pipe of ours open, so it goes to the log.
        output(cluster.as_server("pg_ctl").arg("-D").arg(&data).arg("-l").arg(&log).args(["-w", "start"]))?;
        output(
            cluster.as_client("psql").args(["-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(workspace.path(SCHEMA)),
        )?;
        Ok(cluster)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// A program of the server; the folder of the checkout may be closed to its user, so it starts elsewhere.
    fn as_server(&self, program: &str) -> Command {
        let program = Path::new(PROGRAMS).join(program);
        let mut command = if self.is_root {
            let mut command = self.workspace.command("runuser");
            command.args(["-u", SERVER_USER, "--"]).arg(program);
            command
        } else {
            self.workspace.command(program)
        };
        command.current_dir("/");
        command
    }

    fn as_client(&self, program: &str) -> Command {
        let mut command = self.workspace.command(Path::new(PROGRAMS).join(program));
        command.env("PGHOST", &self.folder).env("PGUSER", "bench").env("PGDATABASE", "postgres");
        command
    }

    fn sql(&self, text: &str) -> Result<String, Problem> {
        output(self.as_client("psql").args(["-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", text]))
    }

    /// Measures calls by so many clients, of so many transfers each: clients, transfers a call, transfers, skew.
    pub(super) fn measure(&self, arguments: &[String]) -> Result<Figures, Problem> {
        let [clients, per_call, transfers, skew] = arguments else {
            return Err(Problem::Failed("the peer takes four arguments".into()));
        };
        let number = |text: &str| text.parse::<u64>().unwrap_or(1).max(1);
        let calls = number(transfers).div_ceil(number(per_call)).div_ceil(number(clients));
        let exponent = if skew == "zipf" { "0.99" } else { "0" };
        let all = calls * number(clients);
        self.sql("TRUNCATE transfer, entry")?;
        self.sql(&format!("SELECT prepare({all}, {per_call}, {exponent})"))?;
        self.sql("VACUUM account")?;
        self.sql("CHECKPOINT")?;
        let script = self.folder.join("take.sql");
        let text = format!("\\set n :n + 1\nSELECT take_prepared((:client_id * {calls} + :n)::integer);\n");
        let fault = |error| Problem::Failed(format!("writing {}: {error}", script.display()));
        fs::write(&script, text).map_err(fault)?;
        let log = self.folder.join("calls");
        let before = self.ticks();
        let told = output(
            self.as_client("pgbench")
                .args([
                    "-n",
                    "-M",
                    "prepared",
                    "-D",
                    "n=0",
                    "-j",
                    "2",
                    "-c",
                    clients,
                    "-t",
                    &calls.to_string(),
                ])
                .arg("-l")
                .arg(format!("--log-prefix={}", log.display()))
                .arg("-f")
                .arg(&script),
        )?;
        let ticks = self.ticks().saturating_sub(before);
        let durations = self.durations()?;
        let tps = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
        let calls_per_second: f64 = tps.and_then(|text| text.parse().ok()).unwrap_or_default();
        let taken = self.sql("SELECT count(*) FROM transfer")?;
        let done = all * number(per_call);
        if number(taken.trim()) != done {
            return Err(Problem::Failed(format!("the peer took {} of {done} transfers", taken.trim())));
        }
        let hundredths = format!("{:.0}", calls_per_second * 100.0).parse::<u64>().unwrap_or_default();
        let bytes =
            self.sql("SELECT pg_total_relation_size('transfer') + pg_total_relation_size('entry')")?;
        let at = |percent: usize| {
            let index = (durations.len() * percent / 100).min(durations.len().saturating_sub(1));
            durations.get(index).copied().unwrap_or_default()
        };
        Ok(Figures::new(BTreeMap::from([
            ("transfers".to_owned(), done),
            ("transfers_per_second".to_owned(), hundredths * number(per_call) / 100),
            ("nanoseconds_per_transfer".to_owned(), ticks * NANOSECONDS_IN_TICK / done),
            ("p50_microseconds".to_owned(), at(50)),
            ("p99_microseconds".to_owned(), at(99)),
            ("bytes_per_transfer".to_owned(), number(bytes.trim()) / done),
        ])))
    }

    /// How long each call took, in microseconds, sorted; the files are removed.
    fn durations(&self) -> Result<Vec<u64>, Problem> {
        let fault = |error| Problem::Failed(format!("reading what pgbench wrote: {error}"));
        let mut durations = Vec::new();
        for found in fs::read_dir(&self.folder).map_err(fault)? {
            let path = found.map_err(fault)?.path();
            let is_log = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("calls."));
            if is_log {
                let text = fs::read_to_string(&path).map_err(fault)?;
                let third = text.lines().filter_map(|line| line.split(' ').nth(2)?.parse::<u64>().ok());
                durations.extend(third);
                fs::remove_file(&path).map_err(fault)?;
            }
        }
        durations.sort_unstable();
        Ok(durations)
    }

    /// Processor time of the server: its main process with the ended sessions, and the processes that still run.
    fn ticks(&self) -> u64 {
        let identifier = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        let Some(main) = identifier.lines().next() else { return 0 };
        let mut ticks = 0;
        for found in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let Ok(text) = fs::read_to_string(found.path().join("stat")) else { continue };
            let words: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
            let number =
                |index: usize| words.get(index).and_then(|word| word.parse::<u64>().ok()).unwrap_or(0);
            if found.file_name().to_string_lossy() == main {
                ticks += number(11) + number(12) + number(13) + number(14);
            } else if words.get(1) == Some(&main) {
                ticks += number(11) + number(12);
            }
        }
        ticks
    }

    fn stop(&self) {
        if self.data().join("postmaster.pid").exists() {
            // Where it cannot be stopped, the next start says so.
            let _ = output(
                self.as_server("pg_ctl").arg("-D").arg(self.data()).args(["-m", "fast", "-w", "stop"]),
            );
        }
    }
}

impl Drop for Cluster<'_> {
    fn drop(&mut self) {
        self.stop();
        // What is left lies in the folder of builds.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
