//! Bugs that tests plant, to see that the simulator finds them and makes their histories small.

use std::path::Path;

use etown_domain::Command;
use etown_domain::bonded::command::ReportContent;
use etown_engine::Submission;
use etown_journal::{Decoded, decode_frame};

/// A bug of the product, imitated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulate) enum Planted {
    /// The last acknowledged entry is gone after a restart, as if it had been acknowledged before it was durable.
    LosesAcknowledged,
    /// A passage counts twice: once more than the model knows of.
    CountsPassageTwice,
    /// What leaves a stock is not taken from the oldest lot, as the other one of product and model has it.
    DrawsNewestFirst,
    /// What happens after a count is posted to the day that was counted, as the other one of product and model has it.
    PostsToCountedDay,
}

/// Bytes before the first frame of a segment.
const HEADER_BYTES: usize = 64;

impl Planted {
    pub(super) fn hides_from_oracle(self, submission: &Submission) -> bool {
        let Command::Report(report) = &submission.command else { return false };
        self == Self::CountsPassageTwice && matches!(report.content, ReportContent::TruckPassed { .. })
    }

    pub(super) fn at_restart(self, directory: &Path) {
        if self != Self::LosesAcknowledged {
            return;
        }
        let segments = directory.join("journal").join("segments");
        let mut paths: Vec<_> =
            std::fs::read_dir(segments).unwrap().map(|found| found.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "segment"));
        paths.sort();
        let path = paths.pop().unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        let (mut last, mut end) = (HEADER_BYTES, HEADER_BYTES);
        while let Decoded::Frame(frame) = decode_frame(&bytes, end) {
            (last, end) = (end, end + frame.length);
        }
        bytes[last..end].fill(0);
        std::fs::write(&path, bytes).unwrap();
    }
}
