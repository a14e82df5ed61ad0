//! The figures of a verification row: balances of accounts, counts, and the formulas over them.

use crate::words::Word;

/// Generates the figures with their words.
macro_rules! figures {
    ($($name:ident $code:literal $chinese:literal $english:literal),+ $(,)?) => {
        /// One figure of an item.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Figure { $($name),+ }

        impl Figure {
            /// All figures in the order of the report.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the name of the figure.
            pub const fn word(self) -> Word {
                match self {
                    $(Self::$name => Word { code: $code, chinese: $chinese, english: $english }),+
                }
            }
        }
    };
}

figures! {
    Opening "opening" "期初结余" "Opening",
    Imported "imported" "进口" "Imported",
    TransferredIn "transferred_in" "转入" "Transferred in",
    ReturnedIn "returned_in" "退运进区" "Returned in",
    DomesticIn "domestic_in" "国内货物进区" "Domestic in",
    DeepProcessingIn "deep_processing_in" "深加工结转转入" "Deep processing in",
    ExchangedIn "exchanged_in" "退换进区" "Exchanged in",
    Produced "produced" "产出" "Produced",
    Exported "exported" "出口" "Exported",
    ReExported "re_exported" "复出口" "Re-exported",
    SoldDomestically "sold_domestically" "内销" "Sold domestically",
    TransferredOut "transferred_out" "转出" "Transferred out",
    DeepProcessingOut "deep_processing_out" "深加工结转转出" "Deep processing out",
    SurplusCarriedOut "surplus_carried_out" "余料结转转出" "Surplus carried out",
    ExchangedOut "exchanged_out" "退换出区" "Exchanged out",
    Destroyed "destroyed" "销毁" "Destroyed",
    Embodied "embodied" "成品耗用（净耗）" "Embodied in products",
    TangibleLoss "tangible_loss" "有形损耗" "Tangible loss",
    IntangibleLoss "intangible_loss" "无形损耗" "Intangible loss",
    VerifiedIncrease "verified_increase" "核增" "Verified increase",
    VerifiedDecrease "verified_decrease" "核减" "Verified decrease",
    Unexplained "unexplained" "原因不明" "Unexplained",
    IssuedToWorkOrders "issued_to_work_orders" "工单领用" "Issued to work orders",
    CountedRaw "counted_raw" "料件盘存" "Counted raw",
    CountedWorkInProgress "counted_work_in_progress" "在制品折料" "Counted in work, converted",
    CountedFinished "counted_finished" "成品折料" "Counted finished, converted",
    Theoretical "theoretical" "理论结余" "Theoretical",
    Physical "physical" "实际结余" "Physical",
    Difference "difference" "差异" "Difference",
    DifferenceRate "difference_rate" "差异率（%）" "Difference rate, %",
    TheoreticalByWorkOrders "theoretical_by_work_orders" "工单法理论结余" "Theoretical by work orders",
    Gap "gap" "两法差额" "Gap between methods",
    AveragePrice "average_price" "平均单价" "Average price",
}

impl Figure {
    pub(super) fn position(self) -> usize {
        Self::ALL.iter().position(|known| *known == self).unwrap_or_default()
    }
}

/// What an item came to.
pub(super) const RESULTS: [Figure; 5] =
    [Figure::Theoretical, Figure::Physical, Figure::Difference, Figure::DifferenceRate, Figure::AveragePrice];

/// What came in.
pub(super) const GOODS_IN: [Figure; 9] = [
    Figure::Opening,
    Figure::Imported,
    Figure::TransferredIn,
    Figure::ReturnedIn,
    Figure::DomesticIn,
    Figure::DeepProcessingIn,
    Figure::ExchangedIn,
    Figure::Produced,
    Figure::VerifiedIncrease,
];

/// What went out.
pub(super) const GOODS_OUT: [Figure; 10] = [
    Figure::Exported,
    Figure::ReExported,
    Figure::SoldDomestically,
    Figure::TransferredOut,
    Figure::DeepProcessingOut,
    Figure::SurplusCarriedOut,
    Figure::ExchangedOut,
    Figure::Destroyed,
    Figure::VerifiedDecrease,
    Figure::Unexplained,
];

/// What was consumed and what was counted.
pub(super) const CONSUMPTION_AND_COUNT: [Figure; 9] = [
    Figure::Embodied,
    Figure::TangibleLoss,
    Figure::IntangibleLoss,
    Figure::CountedRaw,
    Figure::CountedWorkInProgress,
    Figure::CountedFinished,
    Figure::IssuedToWorkOrders,
    Figure::TheoreticalByWorkOrders,
    Figure::Gap,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_stands_in_one_table() {
        let mut shown: Vec<Figure> =
            [RESULTS.as_slice(), GOODS_IN.as_slice(), GOODS_OUT.as_slice(), CONSUMPTION_AND_COUNT.as_slice()]
                .concat();
        shown.sort_unstable();
        assert_eq!(shown, Figure::ALL);
    }
}
