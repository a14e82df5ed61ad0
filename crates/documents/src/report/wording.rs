//! The words of the report that are not names of figures.

use crate::language::Language;

/// Generates one function for each phrase.
macro_rules! phrases {
    ($($name:ident $chinese:literal $english:literal),+ $(,)?) => {
        $(pub(super) const fn $name(language: Language) -> &'static str { language.pick($chinese, $english) })+
    };
}

phrases! {
    title "保税账册核销报告" "Verification report of a bonded account book",
    zone "园区" "Zone",
    enterprise "企业" "Enterprise",
    credit_code "统一社会信用代码" "Unified social credit code",
    book "账册" "Account book",
    period "核销周期" "Verification period",
    from_until "起止日期" "From and until",
    dated "报告日期" "Date of the report",
    items_in_all "项数合计" "Items in all",
    step "环节" "Step",
    at "时间" "At",
    by "经办人" "By",
    progress "核销经过" "Course of the period",
    over_tolerance "超出允差的项" "Items over tolerance",
    none_over_tolerance "无超出允差的项。" "No item is over tolerance.",
    results "核销结果" "Results by item",
    goods_in "进区与增加" "Goods in",
    goods_out "出区与减少" "Goods out",
    consumption_and_count "耗用与盘点" "Consumption and count",
    explanations "差异说明" "Explanations of differences",
    no_explanations "无差异说明。" "No difference is explained.",
    formulas "计算公式" "Formulas",
    settings "适用设定" "Settings used",
    item_number "序号" "Item",
    class "类别" "Class",
    part_number "料号" "Part number",
    name "名称" "Name",
    measure "单位" "Measure",
    verdict "结论" "Verdict",
    quantity "数量" "Quantity",
    cause "原因" "Cause",
    text "说明" "Explanation",
    figure "项目" "Figure",
    expression "公式" "Expression",
    rounding "舍入" "Rounding",
    setting "设定" "Setting",
    value "值" "Value",
    source "来源" "Source",
    state "状态" "State",
    verified "已核实" "Verified",
    unverified "未核实" "Unverified",
    receipt "存证回执" "Receipt",
    position "日志位置" "Journal position",
    checkpoint_root "检查点根" "Checkpoint root",
    address "回执地址" "Receipt address",
    no_receipt "本报告尚无存证回执，为草稿。" "There is no receipt of this report yet: it is a draft.",
    overview "概览" "Overview",
    all_figures "全部数据" "All figures",
    kept_as_text "以文本保存的数值" "Figures kept as text",
    why_text "超过 15 位的数值会被电子表格舍入，故以文本保存" "Spreadsheets round figures of more than 15 digits",
}

/// Says that a table leaves rows out.
pub(super) fn more_items(language: Language, count: usize) -> String {
    match language {
        Language::Chinese => format!("另有 {count} 项超出允差，见“核销结果”。"),
        Language::English => format!("{count} more items are over tolerance; see the results by item."),
    }
}

/// Names a table that is divided because its figures are wide.
pub(super) fn divided(title: &str, number: usize, count: usize) -> String {
    if count > 1 { format!("{title} {number}/{count}") } else { title.to_owned() }
}
