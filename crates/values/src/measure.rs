//! Measures of goods: the units in which customs declares quantities.
//!
//! Unverified code list: the three-digit codes and Chinese names agree with those that public customs programs use, but
//! have not been checked against the official parameter table of measurement units. Measures are never converted into
//! each other here.

use core::fmt;
use core::str::FromStr;

use thiserror::Error;

use crate::text::serde_as_text;

/// Unit of measure of a quantity of goods. Ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(&'static MeasureRow);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct MeasureRow {
    code: &'static str,
    symbol: &'static str,
    chinese_name: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("not the symbol or code of a known measure such as \"kg\" or \"035\"")]
pub struct ParseMeasureError;

/// Generates one constant per measure and the table that is searched when a symbol or code is read.
macro_rules! measures {
    ($($name:ident $code:literal $symbol:literal $chinese_name:literal),+ $(,)?) => {
        impl Measure {
            $(pub const $name: Self =
                Self(&MeasureRow { code: $code, symbol: $symbol, chinese_name: $chinese_name });)+

            /// All known measures in the order of their codes.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

measures! {
    MACHINE "001" "machine" "台",
    SEAT "002" "seat" "座",
    VEHICLE "003" "vehicle" "辆",
    VESSEL "004" "vessel" "艘",
    AIRCRAFT "005" "aircraft" "架",
    SET "006" "set" "套",
    PIECE "007" "pcs" "个",
    SINGLE "008" "single" "只",
    HEAD "009" "head" "头",
    SHEET "010" "sheet" "张",
    ITEM "011" "item" "件",
    STICK "012" "stick" "支",
    ROD "014" "rod" "根",
    STRIP "015" "strip" "条",
    BLOCK "017" "block" "块",
    ROLL "018" "roll" "卷",
    SLICE "020" "slice" "片",
    GROUP "021" "group" "组",
    COPY "022" "copy" "份",
    PAIR "025" "pair" "双",
    METRE "030" "m" "米",
    SQUARE_METRE "032" "m2" "平方米",
    CUBIC_METRE "033" "m3" "立方米",
    KILOGRAM "035" "kg" "千克",
    GRAM "036" "g" "克",
    HUNDRED_PIECES "043" "hundred_pcs" "百个",
    THOUSAND_PIECES "054" "thousand_pcs" "千个",
    KILOWATT "061" "kW" "千瓦",
    KILOWATT_HOUR "062" "kWh" "千瓦时",
    KILOLITRE "063" "kl" "千升",
    TONNE "070" "t" "吨",
    POUND "076" "lb" "磅",
    OUNCE "083" "oz" "盎司",
    CARAT "084" "ct" "克拉",
    YARD "086" "yd" "码",
    LITRE "095" "l" "升",
    MILLILITRE "096" "ml" "毫升",
    REAM "118" "ream" "令",
    BOX "120" "box" "箱",
    BATCH "121" "batch" "批",
    CAN "122" "can" "罐",
    BARREL "123" "barrel" "桶",
    PACK "125" "pack" "包",
    DOZEN "127" "dozen" "打",
    BUNDLE "135" "bundle" "捆",
    BAG "136" "bag" "袋",
    GRAIN "139" "grain" "粒",
    CASE "140" "case" "盒",
    BOTTLE "142" "bottle" "瓶",
    KILOMETRE "147" "km" "千米",
}

serde_as_text!(Measure, "the symbol of a measure such as \"kg\"");

impl Measure {
    /// Returns the short form that people type and read: "kg".
    pub const fn symbol(self) -> &'static str {
        self.0.symbol
    }

    /// Returns the three-digit customs code: "035". Unverified code list.
    pub const fn code(self) -> &'static str {
        self.0.code
    }

    /// Returns the name on Chinese declarations: "千克".
    pub const fn chinese_name(self) -> &'static str {
        self.0.chinese_name
    }
}

impl FromStr for Measure {
    type Err = ParseMeasureError;

    fn from_str(text: &str) -> Result<Self, ParseMeasureError> {
        Self::ALL
            .iter()
            .find(|measure| measure.symbol() == text || measure.code() == text)
            .copied()
            .ok_or(ParseMeasureError)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.symbol())
    }
}

impl fmt::Debug for Measure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_is_found_by_its_symbol_and_by_its_code() {
        assert!(Measure::ALL.is_sorted_by(|earlier, later| earlier.code() < later.code()));
        for measure in Measure::ALL {
            assert_eq!(measure.symbol().parse(), Ok(*measure));
            assert_eq!(measure.code().parse(), Ok(*measure));
            assert!(!measure.chinese_name().is_empty());
        }
        assert_eq!("KG".parse::<Measure>(), Err(ParseMeasureError));
    }

    #[test]
    fn a_measure_travels_as_its_symbol() {
        assert_eq!(serde_json::to_string(&Measure::KILOGRAM).unwrap(), "\"kg\"");
        assert_eq!(serde_json::from_str::<Measure>("\"035\"").unwrap(), Measure::KILOGRAM);
    }
}
