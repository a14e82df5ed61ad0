//! The first page down to where its tables begin, and what stands at the head and foot of the others.

use super::canvas::{Align, CONTENT_WIDTH, Canvas, Colour, MARGIN, PAGE_HEIGHT};
use super::code::Code;
use super::font::Fonts;
use super::text::{self, Style};
use crate::language::Language;
use crate::report::content::{Receipt, Verdict, VerificationReport};
use crate::report::wording;

const TITLE_SIZE: f32 = 18.0;
const TOP: f32 = 36.0;
const FACTS_TOP: f32 = 74.0;
const FACT_LINE: f32 = 15.0;
const FACT_SIZE: f32 = 9.0;
const LABEL_WIDTH: f32 = 132.0;
const FACTS_WIDTH: f32 = 430.0;
const RECEIPT_LEFT: f32 = MARGIN + FACTS_WIDTH + 20.0;
const RECEIPT_WIDTH: f32 = CONTENT_WIDTH - FACTS_WIDTH - 20.0;
const CODE_SIZE: f32 = 92.0;
const SMALL: f32 = 7.5;
const SMALL_LINE: f32 = 9.6;
const RECEIPT_INSET: f32 = 8.0;
const VERDICTS_HEIGHT: f32 = 46.0;
const SPACE: f32 = 12.0;

/// One line of the facts, broken where its value is long.
struct Fact {
    label: &'static str,
    lines: Vec<String>,
}

fn facts(report: &VerificationReport, language: Language, fonts: &Fonts) -> Vec<Fact> {
    let book = format!("{}  {}", report.book_number, report.book_kind.in_language(language));
    let period = format!("{}  {} – {}", report.period_number, report.from, report.until);
    let (dated, count) = (report.dated.to_string(), report.items.len().to_string());
    let values: [(&'static str, &str); 7] = [
        (wording::zone(language), report.zone.in_language(language)),
        (wording::enterprise(language), report.enterprise.in_language(language)),
        (wording::credit_code(language), &report.credit_code),
        (wording::book(language), &book),
        (wording::period(language), &period),
        (wording::dated(language), &dated),
        (wording::items_in_all(language), &count),
    ];
    let style = Style { face: &fonts.regular, size: FACT_SIZE };
    let fact = |(label, value): (&'static str, &str)| Fact {
        label,
        lines: text::lines(value, style, FACTS_WIDTH - LABEL_WIDTH, 2),
    };
    values.into_iter().map(fact).collect()
}

fn facts_height(facts: &[Fact]) -> f32 {
    let lines: usize = facts.iter().map(|fact| fact.lines.len().max(1)).sum();
    f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * FACT_LINE
}

/// What the receipt's box says beside its code: labels and lines.
fn receipt_lines(receipt: &Receipt, language: Language, fonts: &Fonts) -> Vec<(bool, String)> {
    let width = RECEIPT_WIDTH - CODE_SIZE - 3.0 * RECEIPT_INSET;
    let style = Style { face: &fonts.regular, size: SMALL };
    let mut lines = Vec::new();
    for (label, value) in [
        (wording::position(language), receipt.position.as_str()),
        (wording::checkpoint_root(language), receipt.checkpoint_root.as_str()),
        (wording::address(language), receipt.address.as_str()),
    ] {
        lines.push((true, label.to_owned()));
        lines.extend(text::lines(value, style, width, 3).into_iter().map(|line| (false, line)));
    }
    let note = text::lines(receipt.note.in_language(language), style, width, 4);
    lines.extend(note.into_iter().map(|line| (false, line)));
    lines
}

fn receipt_height(report: &VerificationReport, language: Language, fonts: &Fonts) -> f32 {
    let lines = report.receipt.as_ref().map_or(0, |receipt| receipt_lines(receipt, language, fonts).len());
    let text = f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * SMALL_LINE + 16.0;
    text.max(CODE_SIZE) + 2.0 * RECEIPT_INSET
}

fn verdicts_top(report: &VerificationReport, language: Language, fonts: &Fonts) -> f32 {
    let facts = facts_height(&facts(report, language, fonts));
    FACTS_TOP + facts.max(receipt_height(report, language, fonts) - 12.0) + SPACE
}

/// Where the tables of the first page begin.
pub(super) fn height(report: &VerificationReport, language: Language, fonts: &Fonts) -> f32 {
    verdicts_top(report, language, fonts) + VERDICTS_HEIGHT + SPACE
}

pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    fonts: &Fonts,
    report: &VerificationReport,
    language: Language,
    code: Option<&Code>,
) {
    let title = canvas.bold(TITLE_SIZE);
    let place = (MARGIN, TOP + TITLE_SIZE * 0.8, CONTENT_WIDTH);
    canvas.text(wording::title(language), place, Align::Left, title, Colour::Ink);
    draw_facts(canvas, &facts(report, language, fonts));
    draw_receipt(canvas, fonts, report, language, code);
    draw_verdicts(canvas, report, language, verdicts_top(report, language, fonts));
}

fn draw_facts(canvas: &mut Canvas<'_>, facts: &[Fact]) {
    let (label, value) = (canvas.regular(FACT_SIZE), canvas.regular(FACT_SIZE));
    let mut y = FACTS_TOP + FACT_LINE * 0.7;
    for fact in facts {
        canvas.text(fact.label, (MARGIN, y, LABEL_WIDTH), Align::Left, label, Colour::Soft);
        for line in &fact.lines {
            canvas.text(line, (MARGIN + LABEL_WIDTH, y, FACTS_WIDTH), Align::Left, value, Colour::Ink);
            y += FACT_LINE;
        }
        if fact.lines.is_empty() {
            y += FACT_LINE;
        }
    }
}

fn draw_receipt(
    canvas: &mut Canvas<'_>,
    fonts: &Fonts,
    report: &VerificationReport,
    language: Language,
    code: Option<&Code>,
) {
    let top = FACTS_TOP - 12.0;
    let height = receipt_height(report, language, fonts);
    canvas.area(RECEIPT_LEFT, top, RECEIPT_WIDTH, height, Colour::RowBand);
    let (head, small) = (canvas.bold(FACT_SIZE), canvas.regular(SMALL));
    let left = RECEIPT_LEFT + RECEIPT_INSET;
    let width = RECEIPT_WIDTH - 2.0 * RECEIPT_INSET;
    let (Some(receipt), Some(code)) = (&report.receipt, code) else {
        let lines = text::lines(wording::no_receipt(language), head, width, 3);
        for (line, y) in lines.iter().zip([top + 22.0, top + 35.0, top + 48.0]) {
            canvas.text(line, (left, y, width), Align::Left, head, Colour::Alarm);
        }
        return;
    };
    canvas.text(wording::receipt(language), (left, top + 17.0, width), Align::Left, head, Colour::Ink);
    let mut y = top + 17.0 + 12.0;
    for (is_label, line) in receipt_lines(receipt, language, fonts) {
        let colour = if is_label { Colour::Soft } else { Colour::Ink };
        canvas.text(&line, (left, y, width), Align::Left, small, colour);
        y += SMALL_LINE;
    }
    let code_left = RECEIPT_LEFT + RECEIPT_WIDTH - RECEIPT_INSET - CODE_SIZE;
    code.draw(canvas, code_left, top + RECEIPT_INSET, CODE_SIZE);
}

fn draw_verdicts(canvas: &mut Canvas<'_>, report: &VerificationReport, language: Language, top: f32) {
    let gap = 10.0;
    let width = (CONTENT_WIDTH - 3.0 * gap) / 4.0;
    let mut x = MARGIN;
    for verdict in Verdict::ALL {
        let count = report.items.iter().filter(|item| item.verdict == verdict).count();
        let is_alarm = verdict == Verdict::OverTolerance && count > 0;
        let (band, ink) =
            if is_alarm { (Colour::AlarmBand, Colour::Alarm) } else { (Colour::HeadBand, Colour::Ink) };
        canvas.area(x, top, width, VERDICTS_HEIGHT, band);
        let (large, small) = (canvas.bold(17.0), canvas.regular(FACT_SIZE));
        let inner = (x + 10.0, width - 20.0);
        canvas.text(&count.to_string(), (inner.0, top + 21.0, inner.1), Align::Left, large, ink);
        let label = verdict.word().in_language(language);
        canvas.text(label, (inner.0, top + 36.0, inner.1), Align::Left, small, ink);
        x += width + gap;
    }
}

/// The head of every page but the first.
pub(super) fn draw_running_head(canvas: &mut Canvas<'_>, report: &VerificationReport, language: Language) {
    let style = canvas.regular(SMALL);
    let left = format!("{}  {}  {}", wording::title(language), report.book_number, report.period_number);
    let half = CONTENT_WIDTH / 2.0 - 10.0;
    canvas.text(&text::cut(&left, style, half), (MARGIN, 30.0, half), Align::Left, style, Colour::Soft);
    let right = text::cut(report.enterprise.in_language(language), style, half);
    let place = (MARGIN + CONTENT_WIDTH - half, 30.0, half);
    canvas.text(&right, place, Align::Right, style, Colour::Soft);
    canvas.rule(MARGIN, 36.0, CONTENT_WIDTH);
}

/// The foot of every page: what it belongs to, and its number of all.
pub(super) fn draw_foot(
    canvas: &mut Canvas<'_>,
    report: &VerificationReport,
    language: Language,
    number: usize,
    count: usize,
) {
    let style = canvas.regular(SMALL);
    let y = PAGE_HEIGHT - 18.0;
    let belongs = match &report.receipt {
        Some(receipt) => format!(
            "{}  ·  {} {}",
            report.zone.in_language(language),
            wording::position(language),
            receipt.position
        ),
        None => wording::no_receipt(language).to_owned(),
    };
    let width = CONTENT_WIDTH - 90.0;
    canvas.text(&text::cut(&belongs, style, width), (MARGIN, y, width), Align::Left, style, Colour::Soft);
    let page = format!("{number} / {count}");
    canvas.text(&page, (MARGIN, y, CONTENT_WIDTH), Align::Right, style, Colour::Ink);
}
