//! The verification report of a period as a file: PDF or workbook, in Chinese or English.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use etown_documents::Language;
use etown_documents::report::{
    Both, Explanation, Figure, Figures, Fonts, Formula, Item, ItemClass, Receipt, Setting, Step, StepName,
    Verdict, VerificationReport, write_pdf, write_workbook,
};
use etown_domain::bonded::book::{BookKind, ItemClass as ClassOfItem};
use etown_domain::bonded::period::DifferenceCause;
use etown_domain::bonded::refusal::PERIOD_STATUS;
use etown_domain::bonded::settings::COUNT_TOLERANCE;
use etown_domain::bonded::verification::{Verdict as VerdictOfRules, difference_percent};
use etown_domain::kernel::ledger::Purpose;
use etown_domain::{ReadScope, Refusal, State as ZoneState};
use etown_engine::PageRequest;
use etown_engine::query::{PeriodDetail, VerifiedFilter, VerifiedItem};
use etown_values::{BookId, CivilDate, Instant, Percent, QuantityAmount, UnitPrice};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{facts, require_period};
use crate::app::AppState;
use crate::caller::Caller;
use crate::people::Names;
use crate::problem::{Problem, edge};
use crate::reading::{Asked, Named};
use crate::wire::schema;

pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(verification_report))
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReportFormat {
    Pdf,
    Xlsx,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ReportLanguage {
    Zh,
    En,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReportAsked {
    #[param(inline)]
    format: ReportFormat,
    #[param(inline)]
    language: ReportLanguage,
    #[expect(dead_code, reason = "waited for before the handler runs")]
    at_least_position: Option<u64>,
}

/// The verification report of a counted period, as a file. Until the period is closed it is a draft.
#[utoipa::path(get, path = "/books/{book}/periods/{period}/report", tag = "periods",
    params(("book" = schema::BookId, Path), ("period" = u32, Path), ReportAsked),
    responses((status = 200, content((String = "application/pdf"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        headers(("Content-Disposition" = String, description = "A file name for the report.")))))]
async fn verification_report(
    State(app): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Named((book, period)): Named<(BookId, u32)>,
    Asked(asked): Asked<ReportAsked>,
) -> Result<Response, Problem> {
    let scope = caller.scope()?;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let permits = std::sync::Arc::clone(&app.report_permits);
    let permit = permits.acquire_owned().await.map_err(|closed| Problem::fault(&closed))?;
    app.blocking(move |app| {
        let _one_at_a_time = permit;
        let report = gather(app, &scope, (book, period), &host)?;
        let language = match asked.language {
            ReportLanguage::Zh => Language::Chinese,
            ReportLanguage::En => Language::English,
        };
        let (bytes, kind, ending) = match asked.format {
            ReportFormat::Pdf => {
                let fonts = Fonts::find()
                    .map_err(|missing| Problem::edge(&edge::NO_FONT).detail(missing.to_string()))?;
                let bytes = write_pdf(&report, language, &fonts).map_err(|fault| Problem::fault(&fault))?;
                (bytes, "application/pdf", "pdf")
            }
            ReportFormat::Xlsx => {
                let bytes = write_workbook(&report, language).map_err(|fault| Problem::fault(&fault))?;
                (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
            }
        };
        let name = format!("{}-{period}-{}.{ending}", report.book_number, language.tag());
        let disposition = format!("attachment; filename=\"{name}\"");
        Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response())
    })
    .await
}

fn gather(
    app: &AppState,
    scope: &ReadScope,
    (book, period): (BookId, u32),
    host: &str,
) -> Result<VerificationReport, Problem> {
    let detail = require_period(app, scope, book, period)?;
    if detail.row.counted_position.is_none() || detail.row.items == 0 {
        return Err(Refusal::new(&PERIOD_STATUS).into());
    }
    let facts = facts(app, &detail.row)?;
    let rows = all_rows(app, scope, book, &detail)?;
    let names = Names::of(app);
    let latest = detail.history.last().map(|(row, _)| (row.position, row.instant));
    let is_closed = detail.row.closed_position.is_some();
    let receipt = match latest {
        Some((position, _)) if is_closed => Some(receipt(app, position, host)?),
        _ => None,
    };
    app.engine.read(|state| {
        let found = state.bonded.book(book).ok_or_else(|| Problem::edge(&edge::UNKNOWN_PATH))?;
        let enterprise = state.parties.enterprise(found.header.enterprise)?;
        let zone = state.zone.as_ref().map_or(String::new(), |zone| zone.name.clone());
        let in_zone = |instant: Instant| local(state, instant);
        let explained = rows.iter().filter_map(|(row, _)| explanation(row, &names, &in_zone)).collect();
        Ok(VerificationReport {
            zone: Both::new(zone.clone(), zone),
            enterprise: Both::new(enterprise.name.clone(), enterprise.name_english.clone()),
            credit_code: enterprise.credit_code.to_string(),
            book_number: found.header.number.clone(),
            book_kind: match found.header.kind {
                BookKind::Processing => Both::new("加工账册", "Processing book"),
                BookKind::Logistics => Both::new("物流账册", "Logistics book"),
            },
            period_number: detail.row.number.to_string(),
            from: detail.row.begins.to_string(),
            until: detail.row.cutoff.map(|date| date.to_string()).unwrap_or_default(),
            dated: latest.map_or(facts.today, |(_, instant)| instant.date_in(state.utc_offset())),
            steps: steps(&detail, &names, &in_zone),
            items: rows.iter().map(|(row, price)| item(row, *price, facts.tolerance)).collect(),
            explanations: explained,
            formulas: formulas(),
            settings: vec![setting(state, &detail, facts.today, facts.tolerance)],
            receipt,
        })
    })
}

/// An item of the period with its average price.
type PricedItem = (VerifiedItem, Option<UnitPrice>);

fn all_rows(
    app: &AppState,
    scope: &ReadScope,
    book: BookId,
    detail: &PeriodDetail,
) -> Result<Vec<PricedItem>, Problem> {
    let queries = app.queries()?;
    let (number, begins) = (detail.row.number, detail.row.begins);
    let cutoff = detail.row.cutoff.unwrap_or(CivilDate::MAX);
    let mut rows = Vec::new();
    let mut page = PageRequest { limit: 200, cursor: None };
    loop {
        let found = queries.verified(scope, book, number, VerifiedFilter::default(), &page)?;
        let items: Vec<u32> = found.rows.iter().map(|row| row.result.item).collect();
        let prices = queries.average_prices(scope, book, cutoff, begins, &items)?;
        rows.extend(found.rows.into_iter().map(|row| {
            let price = prices.get(&row.result.item).copied();
            (row, price)
        }));
        match found.next_cursor {
            Some(cursor) => page.cursor = Some(cursor),
            None => return Ok(rows),
        }
    }
}

/// The receipt of the entry that closed the period: where it stands, and under which root it is proved.
fn receipt(app: &AppState, position: u64, host: &str) -> Result<Receipt, Problem> {
    let note = app.engine.checkpoint()?;
    let root = note.lines().nth(2).unwrap_or_default().to_owned();
    let address = format!("http://{host}/api/v1/journal/entries/{position}/receipt");
    let meaning = Both::new(
        "本回执证明核销结案已写入日志，可用信任文件离线核验。",
        "The receipt proves that the closing stands in the journal; it is verified offline against the trust file.",
    );
    Ok(Receipt { position: position.to_string(), checkpoint_root: root, note: meaning, address })
}

fn local(state: &ZoneState, instant: Instant) -> String {
    let minutes = i64::from(state.utc_offset().minutes());
    let shifted = instant.plus_microseconds(minutes.saturating_mul(60_000_000)).to_string();
    shifted.get(..16).unwrap_or(&shifted).replace('T', " ")
}

fn steps(detail: &PeriodDetail, names: &Names<'_>, at: &impl Fn(Instant) -> String) -> Vec<Step> {
    let step = |event: &str| match event {
        "count_announced" => Some(StepName::Announced),
        "count_completed" => Some(StepName::Counted),
        "differences_explained" => Some(StepName::Explained),
        "verification_applied" => Some(StepName::Applied),
        "verification_accepted" => Some(StepName::Accepted),
        "period_closed" => Some(StepName::Closed),
        _ => None,
    };
    let rows = detail.history.iter().filter_map(|(row, _)| {
        let by = names.name(&row.actor).unwrap_or_else(|| row.actor.clone());
        Some(Step { name: step(&row.name)?, at: at(row.instant), by })
    });
    rows.collect()
}

fn item(row: &VerifiedItem, price: Option<UnitPrice>, tolerance: Percent) -> Item {
    let tolerance = row.count_tolerance_percent.unwrap_or(tolerance);
    let verdict = match VerdictOfRules::of(&row.result, tolerance) {
        VerdictOfRules::NoDifference => Verdict::NoDifference,
        VerdictOfRules::ShortageWithinTolerance | VerdictOfRules::SurplusWithinTolerance => {
            Verdict::WithinTolerance
        }
        VerdictOfRules::ShortageOverTolerance | VerdictOfRules::SurplusOverTolerance => {
            Verdict::OverTolerance
        }
    };
    Item {
        number: row.result.item.to_string(),
        class: match row.class {
            ClassOfItem::Material => ItemClass::Material,
            ClassOfItem::Finished => ItemClass::Finished,
            ClassOfItem::Scrap => ItemClass::Scrap,
        },
        part_number: row.part_number.clone(),
        name: row.name.clone(),
        measure: Both::new(row.measure.chinese_name(), row.measure.symbol()),
        figures: Figures::new(|figure| figure_of(row, price, figure)),
        verdict,
    }
}

fn figure_of(row: &VerifiedItem, price: Option<UnitPrice>, figure: Figure) -> String {
    let text = |units: i128| QuantityAmount::from_units(units).to_string();
    let moved = |purpose: Purpose| text(row.primary.quantity(purpose));
    match figure {
        Figure::Opening => text(row.primary.opening),
        Figure::Imported => moved(Purpose::Imported),
        Figure::TransferredIn => moved(Purpose::TransferredIn),
        Figure::ReturnedIn => moved(Purpose::ReturnedIn),
        Figure::DomesticIn => moved(Purpose::DomesticIn),
        Figure::DeepProcessingIn => moved(Purpose::DeepProcessingIn),
        Figure::ExchangedIn => moved(Purpose::ExchangedIn),
        Figure::Produced => moved(Purpose::Produced),
        Figure::Exported => moved(Purpose::Exported),
        Figure::ReExported => moved(Purpose::ReExported),
        Figure::SoldDomestically => moved(Purpose::SoldDomestically),
        Figure::TransferredOut => moved(Purpose::TransferredOut),
        Figure::DeepProcessingOut => moved(Purpose::DeepProcessingOut),
        Figure::SurplusCarriedOut => moved(Purpose::SurplusOut),
        Figure::ExchangedOut => moved(Purpose::ExchangedOut),
        Figure::Destroyed => moved(Purpose::Destroyed),
        Figure::Embodied => moved(Purpose::Embodied),
        Figure::TangibleLoss => moved(Purpose::TangibleLoss),
        Figure::IntangibleLoss => moved(Purpose::IntangibleLoss),
        Figure::VerifiedIncrease => text(row.result.difference().max(0)),
        Figure::VerifiedDecrease => text(row.result.difference().min(0).saturating_neg()),
        Figure::Unexplained => moved(Purpose::Unexplained),
        Figure::IssuedToWorkOrders => moved(Purpose::Issued),
        Figure::CountedRaw => text(row.result.stock),
        Figure::CountedWorkInProgress => text(row.result.work_in_progress),
        Figure::CountedFinished => text(row.result.finished),
        Figure::Theoretical => text(row.result.theoretical),
        Figure::Physical => text(row.result.physical),
        Figure::Difference => text(row.result.difference()),
        Figure::DifferenceRate => {
            difference_percent(&row.result).map(|percent| percent.to_string()).unwrap_or_default()
        }
        Figure::TheoreticalByWorkOrders => text(row.primary.theoretical_by_orders()),
        Figure::Gap => text(row.primary.consumption_gap()),
        Figure::AveragePrice => price.map(|price| price.to_string()).unwrap_or_default(),
    }
}

fn explanation(
    row: &VerifiedItem,
    names: &Names<'_>,
    at: &impl Fn(Instant) -> String,
) -> Option<Explanation> {
    let explained = row.explanation.as_ref()?;
    let cause = match explained.cause {
        DifferenceCause::LateReport => Both::new("报告迟到", "Late report"),
        DifferenceCause::Measurement => Both::new("计量误差", "Measurement"),
        DifferenceCause::Consumption => Both::new("单耗差异", "Consumption"),
        DifferenceCause::Loss => Both::new("损失", "Loss"),
        DifferenceCause::Mistake => Both::new("差错", "Mistake"),
        DifferenceCause::Other => Both::new("其他", "Other"),
    };
    Some(Explanation {
        item_number: row.result.item.to_string(),
        quantity: QuantityAmount::from_units(row.result.difference()).to_string(),
        cause,
        text: explained.text.clone(),
        by: names.name(&explained.actor).unwrap_or_else(|| explained.actor.clone()),
        at: at(explained.instant),
    })
}

fn formulas() -> Vec<Formula> {
    let none = || Both::new("不舍入", "not rounded");
    let once = || Both::new("四位小数，四舍五入（远离零）", "4 decimals, half away from zero");
    let formula = |figure, chinese: &str, english: &str, rounding| Formula {
        figure,
        expression: Both::new(chinese, english),
        rounding,
    };
    vec![
        formula(
            Figure::Theoretical,
            "期初 + 进区合计 - 出区合计 - 成品耗用 - 有形损耗 - 无形损耗",
            "opening + all goods in - all goods out - embodied - tangible loss - intangible loss",
            none(),
        ),
        formula(
            Figure::TheoreticalByWorkOrders,
            "期初 + 进区合计 - 出区合计 - 工单领用",
            "opening + all goods in - all goods out - issued to work orders",
            none(),
        ),
        formula(
            Figure::Gap,
            "工单领用 - (成品耗用 + 有形损耗 + 无形损耗)",
            "issued to work orders - (embodied + tangible loss + intangible loss)",
            none(),
        ),
        formula(
            Figure::CountedWorkInProgress,
            "各版本在制品数量 × 单耗 × 保税比例，合计后舍入",
            "quantity in work × unit consumption of its version × bonded share, summed, then rounded",
            Both::new("五位小数，四舍五入（远离零）", "5 decimals, half away from zero"),
        ),
        formula(
            Figure::Physical,
            "料件盘存 + 在制品折料 + 成品折料",
            "counted raw + in work, converted + finished, converted",
            none(),
        ),
        formula(Figure::Difference, "实际结余 - 理论结余", "physical - theoretical", none()),
        formula(Figure::DifferenceRate, "差异 ÷ 理论结余 × 100", "difference / theoretical × 100", once()),
        formula(
            Figure::AveragePrice,
            "本期批次申报单价按数量加权平均",
            "declared unit prices of the period's lots, weighed by quantity",
            once(),
        ),
    ]
}

fn setting(state: &ZoneState, detail: &PeriodDetail, today: CivilDate, tolerance: Percent) -> Setting {
    let judged_on = detail.row.cutoff.unwrap_or(today).max(today);
    let value = state.parameters.value(COUNT_TOLERANCE, judged_on);
    Setting {
        name: Both::new("盘点允差（应存数的百分比）", "Count tolerance, percent of what should remain"),
        value: tolerance.to_string(),
        source: value.map(|value| value.source.clone()).unwrap_or_default(),
        is_verified: value.is_some_and(|value| value.is_verified),
    }
}
