//! `etown serve`: runs a zone until it is asked to end.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::ValueEnum;
use etown_engine::{Clock, Engine, EngineOptions, ManualClock};
use etown_server::AppState;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::data;
use crate::demo::MARK;
use crate::demo::second_zone::FOLDER;
use crate::output;
use crate::problem::Problem;
use crate::{backups, signals};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[arg(long, default_value = "data")]
    data_directory: PathBuf,
    /// Where to listen. The server speaks no TLS: put a reverse proxy in front of it for other machines.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Runs the second zone of a demo too, at this address.
    #[arg(long)]
    second_zone: Option<SocketAddr>,
    /// How the log on standard error is written; what it holds is chosen by `RUST_LOG`.
    #[arg(long, value_enum, default_value = "text")]
    log: LogForm,
    /// Makes a backup in a new folder below this directory now and then.
    #[arg(long)]
    backups_to: Option<PathBuf>,
    /// Minutes between two backups.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    backup_every_minutes: u64,
    /// Shifts the clock; for tests of clocks that are set back.
    #[arg(long, hide = true, allow_negative_numbers = true)]
    clock_offset_seconds: Option<i64>,
    /// Bytes of a journal segment; for tests that fill one.
    #[arg(long, hide = true)]
    segment_bytes: Option<u64>,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogForm {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Problem> {
    start_log(arguments.log);
    let directory = &arguments.data_directory;
    let shifted = arguments.clock_offset_seconds.map(ShiftedClock::start).transpose()?;
    let clock = shifted.as_ref().map_or(Clock::System, |shifted| Clock::Manual(shifted.clock.clone()));
    // The engine comes first: whoever owns the journal owns what lies beside it.
    let segment_bytes = arguments.segment_bytes;
    let options = || EngineOptions { clock: clock.clone(), segment_bytes, ..EngineOptions::default() };
    let engine = data::open(directory, options())?;
    let outcome = match arguments.second_zone {
        None => serve(arguments, (&engine, None), &clock),
        Some(address) => data::open(&directory.join(FOLDER), options()).and_then(|second| {
            let outcome = serve(arguments, (&engine, Some((&second, address))), &clock);
            second.stop();
            outcome
        }),
    };
    engine.stop();
    tracing::info!("the zone is stopped");
    outcome.map(|()| ExitCode::SUCCESS)
}

/// A zone that is ready to be served.
struct Ready<'a> {
    directory: &'a Path,
    app: AppState,
    listen: SocketAddr,
}

impl<'a> Ready<'a> {
    fn new(directory: &'a Path, engine: &Engine, clock: &Clock, listen: SocketAddr) -> Result<Self, Problem> {
        let credentials = data::open_credentials(directory, clock.clone())?;
        let app = AppState::new(engine.clone(), credentials)
            .map_err(|fault| Problem::fault("preparing the sign-in data", fault))?;
        Ok(Self { directory, app, listen })
    }

    /// Listens, tells where, and serves until it is asked to end.
    async fn serve(self, name: &str) -> Result<(), Problem> {
        let listener = TcpListener::bind(self.listen).await.map_err(|error| {
            Problem::fault(
                format_args!("listening on {} (name another address with --listen)", self.listen),
                error,
            )
        })?;
        let address = listener.local_addr().map_err(|error| Problem::fault("listening", error))?;
        let asked_to_end = signals::asked_to_end()?;
        if !address.ip().is_loopback() {
            tracing::warn!(%address, "other machines can reach this address, and nothing here is encrypted");
        }
        tell_where_to_look(name, self.directory, address)?;
        let served = etown_server::serve(listener, self.app, asked_to_end).await;
        served.map_err(|error| Problem::fault("serving", error))
    }
}

fn serve(
    arguments: &Arguments,
    (engine, second): (&Engine, Option<(&Engine, SocketAddr)>),
    clock: &Clock,
) -> Result<(), Problem> {
    let first = Ready::new(&arguments.data_directory, engine, clock, arguments.listen)?;
    let folder = arguments.data_directory.join(FOLDER);
    let second = second.map(|(engine, address)| Ready::new(&folder, engine, clock, address)).transpose()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Problem::fault("starting the server", error))?;
    runtime.block_on(async {
        let backups = arguments.backups_to.as_ref().map(|to| {
            let every = Duration::from_secs(arguments.backup_every_minutes.saturating_mul(60));
            tokio::spawn(backups::make_now_and_then(engine.clone(), to.clone(), every))
        });
        let beside = async {
            match second {
                Some(second) => second.serve("The second zone").await,
                None => Ok(()),
            }
        };
        let served = tokio::try_join!(first.serve("E-Town"), beside).map(|((), ())| ());
        if let Some(backups) = backups {
            backups.abort();
        }
        served
    })
}

fn tell_where_to_look(name: &str, directory: &Path, address: SocketAddr) -> Result<(), Problem> {
    output::write_line(&format!("{name} is at http://{address}/ (Ctrl-C ends it)"))?;
    // Only a demo tells how to sign in; a zone's own people know.
    match std::fs::read_to_string(directory.join(MARK)) {
        Ok(text) => output::write_line(text.trim_end()),
        Err(_no_demo) => Ok(()),
    }
}

fn start_log(form: LogForm) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match form {
        LogForm::Text => log.init(),
        LogForm::Json => log.json().init(),
    }
}

/// A clock that shows the system's time and a constant more or less.
struct ShiftedClock {
    clock: ManualClock,
    stop: Option<mpsc::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl ShiftedClock {
    fn start(seconds: i64) -> Result<Self, Problem> {
        let shown = move || Clock::System.now().plus_microseconds(seconds.saturating_mul(1_000_000));
        let clock = ManualClock::at(shown());
        let (stop, stopped) = mpsc::channel::<()>();
        let moved = clock.clone();
        let run = move || {
            while stopped.recv_timeout(Duration::from_millis(1)) == Err(mpsc::RecvTimeoutError::Timeout) {
                moved.set(shown());
            }
        };
        let thread = std::thread::Builder::new()
            .name("shifted-clock".to_owned())
            .spawn(run)
            .map_err(|error| Problem::fault("starting the clock", error))?;
        Ok(Self { clock, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for ShiftedClock {
    fn drop(&mut self) {
        // The thread ends when nobody can tell it to stop any more.
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}
