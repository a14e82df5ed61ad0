//! Ending in order: the first Ctrl-C or termination signal lets requests finish, as a future for the server to wait on.

use crate::problem::Problem;

/// Returns a future that is ready when the process is asked to end. It must be called inside the runtime.
pub(crate) fn asked_to_end() -> Result<impl Future<Output = ()> + Send + 'static, Problem> {
    use tokio::signal::unix::{SignalKind, signal};

    let listen = |kind| signal(kind).map_err(|error| Problem::fault("listening for signals", error));
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut terminate = listen(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
