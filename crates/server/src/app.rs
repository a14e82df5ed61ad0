//! What every handler is given: the engine and the credentials, and the one way to use them without blocking.

use std::sync::Arc;

use etown_engine::{Engine, Queries};

use tokio::sync::Semaphore;

use crate::credentials::{Credentials, CredentialsFault};
use crate::problem::Problem;
use crate::routes::KeptGraph;

/// The server's shared parts. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub(crate) engine: Engine,
    pub(crate) credentials: Arc<Credentials>,
    /// Password hashes computed side by side: each takes 19 MiB and a processor.
    pub(crate) password_permits: Arc<Semaphore>,
    /// Reports written side by side: a large one takes a processor for half a minute and a gigabyte.
    pub(crate) report_permits: Arc<Semaphore>,
    /// Files read side by side: each may unpack to a hundred times its size.
    pub(crate) file_permits: Arc<Semaphore>,
    pub(crate) supply_graph: Arc<KeptGraph>,
}

const PASSWORDS_AT_ONCE: usize = 2;
const REPORTS_AT_ONCE: usize = 1;
const FILES_AT_ONCE: usize = 2;

/// A task on the blocking threads ended without an answer.
#[derive(Debug, thiserror::Error)]
#[error("a blocking task ended without an answer")]
struct Unanswered(#[source] tokio::task::JoinError);

impl AppState {
    /// Joins the engine and the credentials, and settles registrations that a stop cut in two: a person's row is
    /// written before the entry that registers the id, so the journal says whether it came to be.
    pub fn new(engine: Engine, credentials: Credentials) -> Result<Self, CredentialsFault> {
        for user in credentials.unconfirmed_users()? {
            if engine.read(|state| state.access.knows(user)) {
                credentials.confirm_user(user)?;
            } else {
                credentials.withdraw_user(user)?;
            }
        }
        let password_permits = Arc::new(Semaphore::new(PASSWORDS_AT_ONCE));
        let report_permits = Arc::new(Semaphore::new(REPORTS_AT_ONCE));
        let file_permits = Arc::new(Semaphore::new(FILES_AT_ONCE));
        Ok(Self {
            engine,
            credentials: Arc::new(credentials),
            password_permits,
            report_permits,
            file_permits,
            supply_graph: Arc::default(),
        })
    }

    pub(crate) fn queries(&self) -> Result<Queries, Problem> {
        Ok(self.engine.queries()?)
    }

    /// Runs work that reads files, databases or the writer's state beside the asynchronous threads.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let app = self.clone();
        tokio::task::spawn_blocking(move || work(&app))
            .await
            .unwrap_or_else(|ended| Err(Problem::fault(&Unanswered(ended))))
    }
}
