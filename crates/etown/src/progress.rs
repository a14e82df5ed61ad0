//! Progress of long work on standard error; hidden when that is not a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over work whose amount may become known on the way.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Starts a bar; `what` says what is counted, such as `entries`.
    pub(crate) fn start(what: &'static str, total: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        let style =
            ProgressStyle::with_template("{msg} {wide_bar} {human_pos} / {human_len} ({per_sec}, {eta})")
                .expect("the template is a constant");
        bar.set_style(style);
        bar.set_message(what);
        Self { bar }
    }

    /// Sets how much is done of how much.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
    }

    pub(crate) fn advance(&self, by: u64) {
        self.bar.inc(by);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
