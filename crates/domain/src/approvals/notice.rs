//! Notices: what the authority tells all at once before anyone commits. Each version has a text whose digest a commitment
//! names, so nobody can say later that he committed to something else.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use etown_values::{CivilDate, MatterId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::kernel::access::Actor;

/// The first line of every notice.
const FORM: &str = "etown-notice/1";

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeContent {
    /// What is applied for, such as a construction permit.
    pub item: String,
    pub item_english: String,
    pub legal_basis: String,
    /// Conditions and standards that the applicant commits to meet.
    pub conditions: Vec<String>,
    /// Papers that the applicant brings.
    pub materials: Vec<String>,
    /// What follows from a commitment that is not true.
    pub liability: String,
    /// How many working days after the decision the authority verifies what was committed.
    pub verification_working_days: u32,
    pub eligibility: Eligibility,
}

/// Whose applications may be granted on a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Eligibility {
    /// Everybody's.
    Open,
    /// Buildings up to the floor area and the height of small low-risk projects (Jing Jian Fa [2020] 245).
    SmallBuilding,
}

impl Eligibility {
    /// Returns the choice as written in a notice's text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SmallBuilding => "small_building",
        }
    }
}

/// SHA-256 of a notice's text, in lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDigest(pub String);

/// One published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Counted from 1.
    pub version: u32,
    pub content: NoticeContent,
    pub digest: NoticeDigest,
    pub published_on: CivilDate,
    pub published_by: Actor,
}

/// A matter and every version of its notice, the current one last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    pub id: MatterId,
    pub notices: Vec<Notice>,
    pub revision: u64,
}

impl Matter {
    /// Returns the version that one commits to now.
    ///
    /// # Panics
    /// Never: a matter begins with its first notice.
    pub fn current(&self) -> &Notice {
        self.notices.last().expect("a matter begins with its first notice")
    }

    pub fn notice(&self, version: u32) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.version == version)
    }
}

impl NoticeContent {
    /// Writes the text that is digested: one line a fact, each ended by a newline.
    pub fn text(&self, matter: MatterId, version: u32) -> String {
        let mut text = format!("{FORM}\nmatter {matter}\nversion {version}\n");
        let mut line = |name: &str, value: &str| {
            text.extend([name, " ", value, "\n"]);
        };
        line("item", &self.item);
        line("item-english", &self.item_english);
        line("legal-basis", &self.legal_basis);
        self.conditions.iter().for_each(|condition| line("condition", condition));
        self.materials.iter().for_each(|material| line("material", material));
        line("liability", &self.liability);
        line("verification-working-days", &self.verification_working_days.to_string());
        line("eligibility", self.eligibility.as_str());
        text
    }

    /// Returns the digest of the text.
    pub fn digest(&self, matter: MatterId, version: u32) -> NoticeDigest {
        let digest = Sha256::digest(self.text(matter, version).as_bytes());
        let digits = digest.iter().fold(String::with_capacity(64), |mut digits, byte| {
            let _infallible = write!(digits, "{byte:02x}");
            digits
        });
        NoticeDigest(digits)
    }
}
