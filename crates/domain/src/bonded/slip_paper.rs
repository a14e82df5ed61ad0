//! What a pass slip says on paper: the text that the zone signs and that a lane reads from the QR code, also while its link
//! is down. One line a fact; nothing that a lane does not need.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use etown_values::{CivilDate, QuantityAmount, SlipId};

use super::list::Direction;
use super::slip::{Gates, Slip};

/// The first line of every slip.
const FORM: &str = "etown-slip/1";

/// What a lane reads from a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipPaper {
    pub slip: SlipId,
    pub number: String,
    pub direction: Direction,
    pub gates: Gates,
    pub valid_until: CivilDate,
    /// Plates and what each truck should weigh, in kilograms.
    pub trucks: Vec<(String, QuantityAmount)>,
}

impl SlipPaper {
    /// The paper of a slip.
    pub fn of(slip: &Slip) -> Self {
        let trucks = slip.content.trucks.iter();
        let trucks =
            trucks.map(|truck| (truck.plate.clone(), truck.declared_kilograms().unwrap_or_default()));
        Self {
            slip: slip.id,
            number: slip.number.clone(),
            direction: slip.content.direction,
            gates: slip.content.gates,
            valid_until: slip.content.valid_until,
            trucks: trucks.collect(),
        }
    }

    /// Writes the text to be signed; it ends with a newline.
    pub fn text(&self) -> String {
        let direction = match self.direction {
            Direction::Inbound => "inbound",
            Direction::Outbound => "outbound",
        };
        let gates = match self.gates {
            Gates::One => "one",
            Gates::Two => "two",
        };
        let mut text = format!(
            "{FORM}\nslip {}\nnumber {}\ndirection {direction}\ngates {gates}\nvalid-until {}\n",
            self.slip, self.number, self.valid_until
        );
        for (plate, kilograms) in &self.trucks {
            // A plate may hold spaces, so it stands last.
            text.extend(["truck ", &kilograms.to_string(), " ", plate, "\n"]);
        }
        text
    }

    /// Reads a text that [`SlipPaper::text`] wrote; none where it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next() != Some(FORM) {
            return None;
        }
        let mut fact = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned);
        let slip = fact("slip")?.parse().ok()?;
        let number = fact("number")?;
        let direction = match fact("direction")?.as_str() {
            "inbound" => Direction::Inbound,
            "outbound" => Direction::Outbound,
            _ => return None,
        };
        let gates = match fact("gates")?.as_str() {
            "one" => Gates::One,
            "two" => Gates::Two,
            _ => return None,
        };
        let valid_until = fact("valid-until")?.parse().ok()?;
        let mut trucks = Vec::new();
        for line in lines {
            let (kilograms, plate) = line.strip_prefix("truck ")?.split_once(' ')?;
            trucks.push((plate.to_owned(), kilograms.parse().ok()?));
        }
        Some(Self { slip, number, direction, gates, valid_until, trucks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_reads_back_from_its_text_and_from_nothing_else() {
        let paper = SlipPaper {
            slip: SlipId::from_raw(7),
            number: "PS010026I000000001".into(),
            direction: Direction::Inbound,
            gates: Gates::Two,
            valid_until: "2026-12-01".parse().unwrap(),
            trucks: [("京A 00001".into(), "15300".parse().unwrap())].into(),
        };
        let text = paper.text();
        assert!(text.contains("\ntruck 15300.00000 京A 00001\n"), "{text}");
        assert_eq!(SlipPaper::parse(&text), Some(paper));
        for other in [
            text.replace("etown-slip/1", "etown-slip/2"),
            text.replace("two", "three"),
            text.replace("truck", "lorry"),
            text.replace("2026-12-01", "2026-13-01"),
            String::new(),
        ] {
            assert_eq!(SlipPaper::parse(&other), None, "{other}");
        }
    }
}
