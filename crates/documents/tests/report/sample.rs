//! A report of invented goods, the same each time.

use etown_documents::report::{
    Both, Explanation, Figure, Figures, Formula, Item, ItemClass, Receipt, Setting, Step, StepName, Verdict,
    VerificationReport,
};
use etown_values::{Decimal, QuantityAmount};

const NAMES: [&str; 6] = [
    "氮化镓外延片 4 英寸 / GaN epitaxial wafer, 4 inch",
    "高纯铜靶材 99.9999% / copper sputtering target",
    "环氧模塑料 EMC-7720 / epoxy moulding compound",
    "八氟环丁烷电子级特种气体（钢瓶装，含阀门与安全附件，仅供集成电路蚀刻使用，不得转作他用）/ octafluorocyclobutane, electronic grade, in cylinders with valves",
    "引线框架 QFN-48 / lead frame",
    "功率模块 1200 V 300 A / power module",
];

pub(crate) fn report(items: u32) -> VerificationReport {
    VerificationReport {
        zone: Both::new(
            "北京经济技术开发区综合保税区（演示）",
            "Beijing E-Town Comprehensive Bonded Zone (demo)",
        ),
        enterprise: Both::new(
            "北京示例半导体制造有限公司",
            "Beijing Example Semiconductor Manufacturing Co., Ltd.",
        ),
        credit_code: "91110302MA01ABCD2X".to_owned(),
        book_number: "H01002600001".to_owned(),
        book_kind: Both::new("加工账册", "processing book"),
        period_number: "2026-1".to_owned(),
        from: "2026-01-01".to_owned(),
        until: "2026-06-30".to_owned(),
        dated: "2026-07-09".parse().expect("a date"),
        steps: steps(),
        items: (1..=items).map(item).collect(),
        explanations: explanations(),
        formulas: formulas(),
        settings: settings(),
        receipt: Some(Receipt {
            position: "184203".to_owned(),
            checkpoint_root: "qZ3t8c1V0YyqXl0Lk5s7oQ2m9bN4rT6uW8xY1zA3BcE=".to_owned(),
            note: Both::new(
                "本报告的数据由日志记录计算得出；扫描二维码可取得离线可验证的回执。",
                "Computed from entries of the journal; the code leads to a receipt that verifies offline.",
            ),
            address: "https://zone.example/api/v1/journal/entries/184203/receipt".to_owned(),
        }),
    }
}

fn steps() -> Vec<Step> {
    let step = |name, at: &str, by: &str| Step { name, at: at.to_owned(), by: by.to_owned() };
    vec![
        step(StepName::Announced, "2026-06-24 09:12:03", "李敏 (企业关务员)"),
        step(StepName::Counted, "2026-07-02 17:40:55", "李敏 (企业关务员)"),
        step(StepName::Explained, "2026-07-06 10:21:30", "王海 (企业关务员)"),
        step(StepName::Applied, "2026-07-07 08:58:11", "王海 (企业关务员)"),
        step(StepName::Accepted, "2026-07-08 14:05:42", "赵强 (海关关员)"),
        step(StepName::Closed, "2026-07-09 11:30:00", "赵强 (海关关员), 孙丽 (海关关员)"),
    ]
}

/// Numbers that look drawn and are always the same.
fn drawn(seed: u32, most: u64) -> u64 {
    let mut state =
        u64::from(seed).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    state ^= state >> 29;
    state.wrapping_mul(2_862_933_555_777_941_757) % most
}

pub(crate) fn item(number: u32) -> Item {
    let class = match number % 10 {
        0 => ItemClass::Scrap,
        7..=9 => ItemClass::Finished,
        _ => ItemClass::Material,
    };
    let verdict = match number % 17 {
        3 => Verdict::OverTolerance,
        5 | 6 => Verdict::WithinTolerance,
        16 => Verdict::NotCounted,
        _ => Verdict::NoDifference,
    };
    let figures = Figures::new(|figure| figure_of(number, figure, verdict));
    let measure = if number.is_multiple_of(4) { Both::new("千克", "kg") } else { Both::new("个", "pcs") };
    let names = NAMES.iter().cycle().skip(usize::try_from(number % 6).unwrap_or_default());
    let name = names.copied().next().unwrap_or_default();
    Item {
        number: number.to_string(),
        class,
        part_number: format!(
            "DEMO-{:02}-{:06}-{}",
            number % 31,
            number * 37,
            if number.is_multiple_of(5) { "REV-LONG-SUFFIX-2026" } else { "A" }
        ),
        name: name.to_owned(),
        measure,
        figures,
        verdict,
    }
}

fn figure_of(number: u32, figure: Figure, verdict: Verdict) -> String {
    let seed = number.wrapping_mul(64).wrapping_add(
        u32::try_from(figure.word().code.len()).unwrap_or_default()
            + u32::from(figure.word().code.as_bytes()[0]),
    );
    let quantity = |most: u64| QuantityAmount::from_units(i128::from(drawn(seed, most))).to_string();
    let differs = !matches!(verdict, Verdict::NoDifference | Verdict::NotCounted);
    match figure {
        Figure::Physical | Figure::CountedRaw | Figure::Difference | Figure::DifferenceRate
            if verdict == Verdict::NotCounted =>
        {
            String::new()
        }
        Figure::Difference if differs => {
            QuantityAmount::from_units(-i128::from(drawn(seed, 9_000_000))).to_string()
        }
        Figure::DifferenceRate if differs => {
            format!("{}%", Decimal::<4>::from_units(-i128::from(drawn(seed, 90_000))))
        }
        Figure::Difference => "0.00000".to_owned(),
        Figure::DifferenceRate => "0.0000%".to_owned(),
        Figure::AveragePrice => Decimal::<4>::from_units(i128::from(drawn(seed, 90_000_000))).to_string(),
        Figure::DeepProcessingIn | Figure::ExchangedIn | Figure::SurplusCarriedOut | Figure::Destroyed => {
            "0.00000".to_owned()
        }
        Figure::Imported | Figure::Opening => quantity(900_000_000_000),
        _ => quantity(90_000_000_000),
    }
}

fn explanations() -> Vec<Explanation> {
    vec![
        Explanation {
            item_number: "3".to_owned(),
            quantity: "-12.50000".to_owned(),
            cause: Both::new("生产线换型损失", "Loss at change-over of a line"),
            text: "二号线于 2026-05-18 换型时报废 12.5 个，已单独存放并拍照，附处置申请。/ Scrapped when line 2 was changed over; kept apart, photographed, disposal applied for.".to_owned(),
            by: "王海 (企业关务员)".to_owned(),
            at: "2026-07-06 10:21:30".to_owned(),
        },
        Explanation {
            item_number: "5".to_owned(),
            quantity: "-0.03125".to_owned(),
            cause: Both::new("计量误差", "Weighing error"),
            text: "在衡器允差以内。".to_owned(),
            by: "王海 (企业关务员)".to_owned(),
            at: "2026-07-06 10:25:02".to_owned(),
        },
    ]
}

fn formulas() -> Vec<Formula> {
    let formula = |figure, chinese: &str, english: &str, rounding: Both| Formula {
        figure,
        expression: Both::new(chinese, english),
        rounding,
    };
    let exact = || Both::new("精确", "Exact");
    vec![
        formula(
            Figure::Theoretical,
            "期初结余 + 进口 + 转入 + 退运进区 + 国内货物进区 + 深加工结转转入 + 退换进区 + 核增 − 复出口 − 内销 − 转出 − 深加工结转转出 − 余料结转转出 − 退换出区 − 销毁 − 核减 − 成品耗用 − 有形损耗 − 无形损耗",
            "opening + imported + transferred in + returned in + domestic in + deep processing in + exchanged in + verified increase − re-exported − sold domestically − transferred out − deep processing out − surplus carried out − exchanged out − destroyed − verified decrease − embodied − tangible loss − intangible loss",
            exact(),
        ),
        formula(
            Figure::Physical,
            "料件盘存 + 在制品折料 + 成品折料",
            "counted raw + counted in work, converted + counted finished, converted",
            exact(),
        ),
        formula(Figure::Difference, "实际结余 − 理论结余", "physical − theoretical", exact()),
        formula(
            Figure::DifferenceRate,
            "差异 ÷ 理论结余；理论结余为零时不适用",
            "difference ÷ theoretical; does not apply where that is zero",
            Both::new("四舍五入至 4 位小数", "To 4 decimals, half away from zero"),
        ),
        formula(
            Figure::Gap,
            "理论结余 − 工单法理论结余",
            "theoretical − theoretical by work orders",
            exact(),
        ),
    ]
}

fn settings() -> Vec<Setting> {
    vec![
        Setting {
            name: Both::new(
                "盘点允差（每项，占理论结余的比率）",
                "Count tolerance, per item, as a share of the theoretical balance",
            ),
            value: "0.5%".to_owned(),
            source: "zone setting, no statute found".to_owned(),
            is_verified: false,
        },
        Setting {
            name: Both::new("核销周期上限", "Longest verification cycle"),
            value: "12 months".to_owned(),
            source: "海关总署公告 2019 年第 26 号".to_owned(),
            is_verified: true,
        },
    ]
}
