//! What a verification report says, as plain texts. Numbers are texts too: the rules computed and formatted them.

use etown_values::CivilDate;

use super::figure::Figure;
use crate::language::Language;
use crate::words::Word;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Both {
    pub chinese: String,
    pub english: String,
}

impl Both {
    pub fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { chinese: chinese.into(), english: english.into() }
    }

    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }
}

/// The report of one period.
#[derive(Clone, Debug)]
pub struct VerificationReport {
    pub zone: Both,
    pub enterprise: Both,
    pub credit_code: String,
    pub book_number: String,
    pub book_kind: Both,
    pub period_number: String,
    pub from: String,
    /// The last day that the period holds.
    pub until: String,
    /// The date that the report bears: that of the latest step, or of whoever asks for a draft.
    pub dated: CivilDate,
    /// What has happened to the period, in order.
    pub steps: Vec<Step>,
    pub items: Vec<Item>,
    pub explanations: Vec<Explanation>,
    pub formulas: Vec<Formula>,
    pub settings: Vec<Setting>,
    /// The proof of the latest step, where there is one.
    pub receipt: Option<Receipt>,
}

/// A step of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    /// In the zone's time.
    pub at: String,
    pub by: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    Announced,
    Counted,
    Explained,
    Applied,
    Accepted,
    Closed,
}

impl StepName {
    pub const fn word(self) -> Word {
        let (code, chinese, english) = match self {
            Self::Announced => ("announced", "申报盘点", "Count announced"),
            Self::Counted => ("counted", "盘点完成", "Counted"),
            Self::Explained => ("explained", "差异已说明", "Differences explained"),
            Self::Applied => ("applied", "申报核销", "Verification applied for"),
            Self::Accepted => ("accepted", "海关受理", "Accepted"),
            Self::Closed => ("closed", "核销结案", "Closed"),
        };
        Word { code, chinese, english }
    }
}

/// One row of the report.
#[derive(Clone, Debug)]
pub struct Item {
    /// Item number within the book.
    pub number: String,
    pub class: ItemClass,
    pub part_number: String,
    pub name: String,
    pub measure: Both,
    pub figures: Figures,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemClass {
    Material,
    Finished,
    Scrap,
}

impl ItemClass {
    pub const fn word(self) -> Word {
        let (code, chinese, english) = match self {
            Self::Material => ("material", "料件", "Material"),
            Self::Finished => ("finished", "成品", "Finished"),
            Self::Scrap => ("scrap", "边角料", "Scrap"),
        };
        Word { code, chinese, english }
    }
}

/// What the rules say of an item's difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    OverTolerance,
    NotCounted,
    WithinTolerance,
    NoDifference,
}

impl Verdict {
    /// All verdicts, those that need attention first.
    pub const ALL: [Self; 4] =
        [Self::OverTolerance, Self::NotCounted, Self::WithinTolerance, Self::NoDifference];

    pub const fn word(self) -> Word {
        let (code, chinese, english) = match self {
            Self::OverTolerance => ("over_tolerance", "超出允差", "Over tolerance"),
            Self::NotCounted => ("not_counted", "未盘点", "Not counted"),
            Self::WithinTolerance => ("within_tolerance", "允差以内", "Within tolerance"),
            Self::NoDifference => ("no_difference", "无差异", "No difference"),
        };
        Word { code, chinese, english }
    }
}

/// The figures of one item. An empty text is a figure that does not apply to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures(Vec<String>);

impl Figures {
    /// Takes every figure from a function, so that none is forgotten.
    pub fn new(mut figure: impl FnMut(Figure) -> String) -> Self {
        Self(Figure::ALL.iter().map(|name| figure(*name)).collect())
    }

    pub fn get(&self, figure: Figure) -> &str {
        self.0.get(figure.position()).map_or("", String::as_str)
    }
}

/// Why an item differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub item_number: String,
    pub quantity: String,
    pub cause: Both,
    pub text: String,
    pub by: String,
    pub at: String,
}

/// How a figure is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub figure: Figure,
    pub expression: Both,
    /// Where and how it is rounded.
    pub rounding: Both,
}

/// A setting on which a verdict rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub name: Both,
    pub value: String,
    pub source: String,
    /// Whether someone checked it against its source.
    pub is_verified: bool,
}

/// Where the period stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub position: String,
    pub checkpoint_root: String,
    pub note: Both,
    /// Where the receipt can be fetched; printed as a QR code too.
    pub address: String,
}
