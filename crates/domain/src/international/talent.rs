//! Work-permit assessments: the facts that are scored, and nothing that names the person.
//!
//! The journal cannot forget, so an assessment holds an id, the employer and the scored facts: salary, education, whole
//! years of experience and of age. No name, no passport, no date of birth; who the person is stays with the employer.

use alloc::collections::BTreeSet;
use alloc::string::String;
use etown_values::{CivilDate, EnterpriseId, Money, TalentId};
use serde::{Deserialize, Serialize};

use super::points::Score;
use crate::kernel::access::Actor;

/// An answer of a closed list.
pub trait Answer: Copy + Ord {
    /// The answer as written on the wire.
    fn as_str(self) -> &'static str;
}

/// Makes closed lists of answers, each with its text on the wire.
macro_rules! answers {
    ($($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident $text:literal),+ $(,)? })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
            pub enum $name {
                $($(#[$note])* #[serde(rename = $text)] $variant),+
            }

            impl $name {
                pub const ALL: &[Self] = &[$(Self::$variant),+];
            }

            impl Answer for $name {
                fn as_str(self) -> &'static str {
                    match self {
                        $(Self::$variant => $text),+
                    }
                }
            }
        )*
    };
}

answers! {
    /// The highest degree.
    Education { Doctor "doctor", Master "master", Bachelor "bachelor", Other "other" }
    /// How well Chinese is known: a level of the HSK, or what stands for more.
    Chinese {
        FormerNational "former_national",
        /// A degree of studies taught in Chinese.
        DegreeInChinese "degree_in_chinese",
        /// Level 5 or above.
        LevelFive "level_five",
        LevelFour "level_four",
        LevelThree "level_three",
        LevelTwo "level_two",
        LevelOne "level_one",
        None "none",
    }
    /// Where the work is.
    Location {
        West "west",
        /// Old industrial bases of the north-east.
        NorthEastBase "north_east_base",
        PoorCounty "poor_county",
        Elsewhere "elsewhere",
    }
    /// Merits that give points once, however many there are.
    Merit {
        TopUniversity "top_university",
        GlobalFiveHundred "global_five_hundred",
        IntellectualProperty "intellectual_property",
        /// Five or more years of work in China.
        FiveYearsInChina "five_years_in_china",
    }
}

/// What is scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalentFacts {
    /// Gross salary of a year, in yuan.
    pub salary: Money,
    pub education: Education,
    /// Whole years of relevant work.
    pub experience_years: u32,
    /// Months of work in China a year.
    pub months_per_year: u32,
    pub chinese: Chinese,
    /// Whole years of age.
    pub age: u32,
    pub merits: BTreeSet<Merit>,
    pub location: Location,
    /// What the province adds.
    pub provincial_points: u32,
    /// On what ground it adds them; empty when it adds nothing.
    pub provincial_ground: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalentStatus {
    /// Waits for a second person at the desk.
    Requested,
    Confirmed,
    Declined,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talent {
    pub id: TalentId,
    pub employer: EnterpriseId,
    pub facts: TalentFacts,
    pub score: Score,
    pub requested_on: CivilDate,
    pub requested_at_position: u64,
    pub status: TalentStatus,
    /// Who asked.
    pub maker: Actor,
    pub decided_on: Option<CivilDate>,
    pub decided_at_position: Option<u64>,
    /// Why it was declined.
    pub reason: Option<String>,
    pub revision: u64,
}
