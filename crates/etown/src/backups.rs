//! Backups of a running zone: each in a folder of its own, named by its instant, beside those made before. It must never
//! remove one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use etown_engine::{Clock, Engine};

/// Makes a backup after each interval until it is aborted. A failure is logged and tried again next time.
pub(crate) async fn make_now_and_then(engine: Engine, to: PathBuf, every: Duration) {
    let mut ticks = tokio::time::interval(every);
    // The first tick comes at once; the zone has just started.
    ticks.tick().await;
    loop {
        ticks.tick().await;
        let (engine, to) = (engine.clone(), to.clone());
        let made = tokio::task::spawn_blocking(move || make(&engine, &to)).await;
        match made {
            Ok(Ok(folder)) => tracing::info!(folder = %folder.display(), "a backup is made"),
            Ok(Err(reason)) => tracing::error!(reason, "no backup was made"),
            Err(ended) => tracing::error!(reason = %ended, "no backup was made"),
        }
    }
}

fn make(engine: &Engine, to: &Path) -> Result<PathBuf, String> {
    let name: String = Clock::System.now().to_string().chars().filter(char::is_ascii_alphanumeric).collect();
    let folder = to.join(name);
    engine.backup(&folder, &mut |_step| {}).map_err(|fault| fault.chain())?;
    Ok(folder)
}
