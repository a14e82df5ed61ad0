//! What periods and their verification look like on the wire.

use etown_domain::bonded::formulas::{Formula, formulas};
use etown_domain::bonded::period::{CountRow, Explanation, ItemResult};
use etown_domain::bonded::verification::{Primary, Verdict, difference_percent};
use etown_domain::kernel::ledger::Purpose as PurposeOfAccount;
use etown_engine::query::{CountedRow, IssueRow, LateReport, PeriodDetail, PeriodRow, VerifiedItem};
use etown_values::{CivilDate, Percent, QuantityAmount, UnitPrice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::people::Names;
use crate::wire::{DifferenceCause, HistoryOut, ItemClass, PeriodStatus, Purpose, Stage, schema};

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCount)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnounceIn {
    /// The last day of the period; goods are counted as they stand at its end.
    #[schema(value_type = schema::Date)]
    pub(super) cutoff: CivilDate,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CountRows)]
#[serde(deny_unknown_fields)]
pub(super) struct CountIn {
    /// At most 1,000; a row for the same item, stage and version replaces the earlier one.
    pub(super) rows: Vec<CountRowIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewCountRow)]
#[serde(deny_unknown_fields)]
pub(super) struct CountRowIn {
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    item: u32,
    stage: Stage,
    /// The version by which products are converted into materials; for no other row.
    #[schema(min_length = 1, max_length = 20)]
    version: Option<String>,
    #[schema(value_type = schema::Quantity)]
    quantity: QuantityAmount,
}

impl From<CountRowIn> for CountRow {
    fn from(row: CountRowIn) -> Self {
        Self { item: row.item, stage: row.stage.into(), version: row.version, quantity: row.quantity }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = Explanations)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplainIn {
    pub(super) explanations: Vec<ExplanationIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewExplanation)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplanationIn {
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    item: u32,
    cause: DifferenceCause,
    #[schema(min_length = 10, max_length = 2000)]
    text: String,
}

impl From<ExplanationIn> for Explanation {
    fn from(row: ExplanationIn) -> Self {
        Self { item: row.item, cause: row.cause.into(), text: row.text }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = Period)]
pub(super) struct PeriodOut {
    number: u32,
    #[schema(value_type = schema::Date)]
    begins: String,
    #[schema(value_type = Option<schema::Date>)]
    cutoff: Option<String>,
    status: PeriodStatus,
    /// Whether some of its count is compared with the record and the rest not yet: complete it again to go on.
    is_comparing: bool,
    revision: u64,
    counted_rows: u64,
    /// Items that are compared.
    items: u64,
    differences: u64,
    explained: u64,
    /// The entry that completed record and count; the history tells of those that hold portions before.
    counted_position: Option<u64>,
    closed_position: Option<u64>,
}

impl From<PeriodRow> for PeriodOut {
    fn from(row: PeriodRow) -> Self {
        Self {
            number: row.number,
            begins: row.begins.to_string(),
            cutoff: row.cutoff.map(|date| date.to_string()),
            status: row.status.into(),
            is_comparing: row.is_comparing,
            revision: row.revision,
            counted_rows: row.counted_rows,
            items: row.items,
            differences: row.differences,
            explained: row.explained,
            counted_position: row.counted_position,
            closed_position: row.closed_position,
        }
    }
}

/// A period with what is due and what happened.
#[derive(Serialize, ToSchema)]
#[schema(as = PeriodDetail)]
pub(super) struct PeriodDetailOut {
    period: PeriodOut,
    /// The last day on which the period may end by the cycle that the enterprise chose.
    #[schema(value_type = schema::Date)]
    due_on: String,
    /// Whether that day is past and the period still runs.
    is_overdue: bool,
    /// Difference that need not be explained, in percent of what should remain, where the book names no other for an item; a
    /// setting of the zone that nobody verified.
    #[schema(value_type = schema::Percent)]
    tolerance_percent: String,
    /// Who may not decide as customs: they announced, counted, explained or applied.
    makers: Vec<String>,
    accepted_by: Option<String>,
    closed_by: Option<String>,
    /// Reports that arrived after the count and tell of something before the cutoff: they explain differences.
    late_reports: Vec<LateReportOut>,
    history: Vec<HistoryOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = LateReport)]
pub(super) struct LateReportOut {
    source: String,
    external_id: String,
    kind: String,
    #[schema(value_type = schema::Instant)]
    occurred_at: String,
    #[schema(value_type = schema::Instant)]
    recorded_at: String,
    position: u64,
}

impl From<LateReport> for LateReportOut {
    fn from(row: LateReport) -> Self {
        Self {
            source: row.source,
            external_id: row.external_id,
            kind: row.kind,
            occurred_at: row.occurred_at.to_string(),
            recorded_at: row.recorded_at.to_string(),
            position: row.position,
        }
    }
}

/// What the rules know of a period beyond its row.
#[derive(Clone, Copy)]
pub(super) struct PeriodFacts {
    pub(super) today: CivilDate,
    pub(super) tolerance: Percent,
}

impl PeriodDetailOut {
    pub(super) fn of(
        detail: PeriodDetail,
        facts: PeriodFacts,
        late: Vec<LateReport>,
        names: &Names<'_>,
    ) -> Self {
        let people = detail.people();
        let history = detail.history.into_iter();
        Self {
            due_on: detail.row.due_on.to_string(),
            is_overdue: detail.row.is_overdue(facts.today),
            period: detail.row.into(),
            tolerance_percent: facts.tolerance.to_string(),
            makers: people.makers.into_iter().collect(),
            accepted_by: people.accepted_by,
            closed_by: people.closed_by,
            late_reports: late.into_iter().map(LateReportOut::from).collect(),
            history: history.map(|(row, reason)| HistoryOut::of(row, reason, names)).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = CountRow)]
pub(super) struct CountRowOut {
    item: u32,
    part_number: String,
    name: String,
    #[schema(value_type = schema::Measure)]
    measure: String,
    stage: Stage,
    version: Option<String>,
    #[schema(value_type = schema::Quantity)]
    quantity: String,
}

impl From<CountedRow> for CountRowOut {
    fn from(row: CountedRow) -> Self {
        Self {
            item: row.item,
            part_number: row.part_number,
            name: row.name,
            measure: row.measure.to_string(),
            stage: row.stage.into(),
            version: row.version,
            quantity: row.quantity.to_string(),
        }
    }
}

/// An item of a period: what the record says and, once it is counted, what the count says.
#[derive(Serialize, ToSchema)]
#[schema(as = VerificationRow)]
pub(super) struct RowOut {
    item: u32,
    class: ItemClass,
    part_number: String,
    name: String,
    #[schema(value_type = schema::Measure)]
    measure: String,
    #[schema(value_type = schema::Quantity)]
    opening: String,
    /// The primary quantities of the period: balances of accounts, by purpose.
    quantities: Vec<PrimaryOut>,
    #[schema(value_type = schema::Quantity)]
    theoretical: String,
    #[schema(value_type = Option<schema::Quantity>)]
    counted_stock: Option<String>,
    #[schema(value_type = Option<schema::Quantity>)]
    counted_work_in_progress: Option<String>,
    #[schema(value_type = Option<schema::Quantity>)]
    counted_finished: Option<String>,
    #[schema(value_type = Option<schema::Quantity>)]
    physical: Option<String>,
    #[schema(value_type = Option<schema::Quantity>)]
    difference: Option<String>,
    #[schema(value_type = Option<schema::Percent>)]
    difference_percent: Option<String>,
    /// `NO_DIFFERENCE`, `SHORTAGE_WITHIN_TOLERANCE`, `SURPLUS_OVER_TOLERANCE`, …
    verdict: Option<String>,
    /// The tolerance that it is judged by: the item's own, or that of the zone.
    #[schema(value_type = Option<schema::Percent>)]
    tolerance_percent: Option<String>,
    cause: Option<DifferenceCause>,
    explanation: Option<String>,
    /// Average declared price of what the period began with or received, weighed by quantity.
    #[schema(value_type = Option<schema::UnitPrice>)]
    average_price: Option<String>,
    /// Every other number of the row, with its inputs.
    formulas: Vec<FormulaOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PrimaryQuantity)]
pub(super) struct PrimaryOut {
    purpose: Purpose,
    #[schema(value_type = schema::Quantity)]
    quantity: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Formula)]
pub(super) struct FormulaOut {
    name: String,
    expression: String,
    inputs: Vec<FormulaInputOut>,
    #[schema(value_type = Option<schema::DecimalText>)]
    result: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = FormulaInput)]
pub(super) struct FormulaInputOut {
    name: String,
    #[schema(value_type = schema::DecimalText)]
    value: String,
}

impl From<Formula> for FormulaOut {
    fn from(formula: Formula) -> Self {
        let input = |(name, value): (&'static str, String)| FormulaInputOut { name: name.to_owned(), value };
        Self {
            name: formula.name.to_owned(),
            expression: formula.expression.to_owned(),
            inputs: formula.inputs.into_iter().map(input).collect(),
            result: formula.result,
        }
    }
}

/// An item as it is named, for rows that no count has made yet.
pub(super) struct NamedItem {
    pub(super) number: u32,
    pub(super) class: etown_domain::bonded::book::ItemClass,
    pub(super) part_number: String,
    pub(super) name: String,
    pub(super) measure: String,
}

impl RowOut {
    /// A row of a period that is not counted yet.
    pub(super) fn running(item: NamedItem, primary: &Primary) -> Self {
        Self::of(item, primary, None)
    }

    /// A row of a counted period.
    pub(super) fn verified(row: VerifiedItem, tolerance: Percent, price: Option<UnitPrice>) -> Self {
        let item = NamedItem {
            number: row.result.item,
            class: row.class,
            part_number: row.part_number,
            name: row.name,
            measure: row.measure.to_string(),
        };
        let mut out = Self::of(item, &row.primary, Some(&row.result));
        let tolerance = row.count_tolerance_percent.unwrap_or(tolerance);
        out.verdict = Some(Verdict::of(&row.result, tolerance).as_str().to_owned());
        out.tolerance_percent = Some(tolerance.to_string());
        out.average_price = price.map(|price| price.to_string());
        if let Some(explanation) = row.explanation {
            out.cause = Some(explanation.cause.into());
            out.explanation = Some(explanation.text);
        }
        out
    }

    fn of(item: NamedItem, primary: &Primary, result: Option<&ItemResult>) -> Self {
        let text = |units: i128| QuantityAmount::from_units(units).to_string();
        let quantity = |(purpose, units): (&PurposeOfAccount, &i128)| PrimaryOut {
            purpose: (*purpose).into(),
            quantity: text(*units),
        };
        Self {
            item: item.number,
            class: item.class.into(),
            part_number: item.part_number,
            name: item.name,
            measure: item.measure,
            opening: text(primary.opening),
            quantities: primary.moved.iter().map(quantity).collect(),
            theoretical: text(primary.theoretical()),
            counted_stock: result.map(|result| text(result.stock)),
            counted_work_in_progress: result.map(|result| text(result.work_in_progress)),
            counted_finished: result.map(|result| text(result.finished)),
            physical: result.map(|result| text(result.physical)),
            difference: result.map(|result| text(result.difference())),
            difference_percent: result.and_then(difference_percent).map(|percent| percent.to_string()),
            verdict: None,
            tolerance_percent: None,
            cause: None,
            explanation: None,
            average_price: None,
            formulas: formulas(primary, result).into_iter().map(FormulaOut::from).collect(),
        }
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = MaterialIssue)]
pub(super) struct IssueOut {
    work_order: String,
    item: u32,
    /// Below zero for what came back.
    #[schema(value_type = schema::Quantity)]
    quantity: String,
    position: u64,
}

impl From<IssueRow> for IssueOut {
    fn from(row: IssueRow) -> Self {
        Self {
            work_order: row.work_order,
            item: row.item,
            quantity: row.quantity.to_string(),
            position: row.position,
        }
    }
}
