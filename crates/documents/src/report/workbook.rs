//! The report as XLSX: an overview, one sheet with all figures, explanations, formulas and settings.
//!
//! Spreadsheets keep 15 digits of a number. A figure of no more digits is a number with its decimals shown, so that an
//! officer can sum and filter; a longer one is text, and the overview says how many there are. Nothing is ever a formula.

mod number;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use number::{Formats, Shown, shown, toned};

use super::content::{Item, Verdict, VerificationReport};
use super::figure::Figure;
use super::wording;
use crate::language::Language;

const KEY_COLUMNS: u16 = 6;

/// The workbook could not be written.
#[derive(Debug, Error)]
#[error("writing the workbook: {0}")]
pub struct WorkbookFault(#[from] XlsxError);

/// Returns the report as an XLSX file.
pub fn write_workbook(report: &VerificationReport, language: Language) -> Result<Vec<u8>, WorkbookFault> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(&report.dated.to_string())?;
    let title = format!("{} {} {}", wording::title(language), report.book_number, report.period_number);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    write_overview(workbook.add_worksheet(), report, language)?;
    write_figures(workbook.add_worksheet_with_constant_memory()?, report, language)?;
    write_explanations(workbook.add_worksheet(), report, language)?;
    write_formulas(workbook.add_worksheet(), report, language)?;
    write_settings(workbook.add_worksheet(), report, language)?;
    Ok(workbook.save_to_buffer()?)
}

fn count_as_text(report: &VerificationReport) -> usize {
    let figures =
        report.items.iter().flat_map(|item| Figure::ALL.iter().map(|figure| item.figures.get(*figure)));
    figures.filter(|text| !text.is_empty() && shown(text) == Shown::Text).count()
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E3_E9F1))
        .set_border_bottom(FormatBorder::Thin)
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Print setup that all sheets share.
fn prepare(sheet: &mut Worksheet, name: &str, pages_wide: u16) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    sheet.set_print_fit_to_pages(pages_wide, 0);
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

fn write_headings(sheet: &mut Worksheet, row: u32, headings: &[(&str, f64)]) -> Result<(), XlsxError> {
    for (column, (text, width)) in (0..).zip(headings) {
        sheet.set_column_width(column, *width)?;
        sheet.write_with_format(row, column, *text, &heading())?;
    }
    Ok(())
}

fn write_overview(
    sheet: &mut Worksheet,
    report: &VerificationReport,
    language: Language,
) -> Result<(), XlsxError> {
    prepare(sheet, wording::overview(language), 1)?;
    sheet.set_column_width(0, 30)?;
    sheet.set_column_width(1, 44)?;
    sheet.set_column_width(2, 40)?;
    sheet.write_with_format(0, 0, wording::title(language), &Format::new().set_bold().set_font_size(16))?;
    let (label, value) =
        (Format::new().set_font_color(Color::RGB(0x0059_6069)), wrapped().set_num_format("@"));
    let mut row = 2;
    for (name, text) in facts(report, language) {
        sheet.write_with_format(row, 0, name, &label)?;
        sheet.write_with_format(row, 1, text, &value)?;
        row += 1;
    }
    row += 1;
    for verdict in Verdict::ALL {
        let count = report.items.iter().filter(|item| item.verdict == verdict).count();
        sheet.write_with_format(row, 0, verdict.word().in_language(language), &label)?;
        sheet.write_with_format(
            row,
            1,
            u32::try_from(count).unwrap_or(u32::MAX),
            &Format::new().set_align(FormatAlign::Left),
        )?;
        row += 1;
    }
    let as_text = count_as_text(report);
    if as_text > 0 {
        sheet.write_with_format(row, 0, wording::kept_as_text(language), &label)?;
        sheet.write_with_format(
            row,
            1,
            u32::try_from(as_text).unwrap_or(u32::MAX),
            &Format::new().set_align(FormatAlign::Left),
        )?;
        sheet.write_with_format(row, 2, wording::why_text(language), &wrapped())?;
        row += 1;
    }
    row += 1;
    for (column, text) in (0..).zip([wording::step(language), wording::at(language), wording::by(language)]) {
        sheet.write_with_format(row, column, text, &heading())?;
    }
    for step in &report.steps {
        row += 1;
        sheet.write(row, 0, step.name.word().in_language(language))?;
        sheet.write_with_format(row, 1, step.at.as_str(), &value)?;
        sheet.write_with_format(row, 2, step.by.as_str(), &value)?;
    }
    Ok(())
}

fn facts(report: &VerificationReport, language: Language) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (wording::zone(language), report.zone.in_language(language).to_owned()),
        (wording::enterprise(language), report.enterprise.in_language(language).to_owned()),
        (wording::credit_code(language), report.credit_code.clone()),
        (
            wording::book(language),
            format!("{}  {}", report.book_number, report.book_kind.in_language(language)),
        ),
        (wording::period(language), report.period_number.clone()),
        (wording::from_until(language), format!("{} – {}", report.from, report.until)),
        (wording::dated(language), report.dated.to_string()),
        (wording::items_in_all(language), report.items.len().to_string()),
    ];
    match &report.receipt {
        None => facts.push((wording::receipt(language), wording::no_receipt(language).to_owned())),
        Some(receipt) => facts.extend([
            (wording::position(language), receipt.position.clone()),
            (wording::checkpoint_root(language), receipt.checkpoint_root.clone()),
            (wording::address(language), receipt.address.clone()),
            (wording::receipt(language), receipt.note.in_language(language).to_owned()),
        ]),
    }
    facts
}

fn write_figures(
    sheet: &mut Worksheet,
    report: &VerificationReport,
    language: Language,
) -> Result<(), XlsxError> {
    prepare(sheet, wording::all_figures(language), 3)?;
    let keys: [(&str, f64); 6] = [
        (wording::item_number(language), 8.0),
        (wording::class(language), 10.0),
        (wording::part_number(language), 20.0),
        (wording::name(language), 30.0),
        (wording::measure(language), 9.0),
        (wording::verdict(language), 16.0),
    ];
    let mut headings = keys.to_vec();
    headings.extend(
        Figure::ALL.iter().map(|figure| (figure.word().in_language(language), figure_width(report, *figure))),
    );
    let last_column = KEY_COLUMNS + u16::try_from(Figure::ALL.len()).unwrap_or_default() - 1;
    let last_row = u32::try_from(report.items.len()).unwrap_or(u32::MAX);
    sheet.set_row_height(0, 48)?;
    sheet.set_freeze_panes(1, 4)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_repeat_columns(0, 3)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    write_headings(sheet, 0, &headings)?;
    let mut formats = Formats::default();
    for (row, item) in (1..).zip(&report.items) {
        write_item(sheet, row, item, language, &mut formats)?;
    }
    Ok(())
}

fn figure_width(report: &VerificationReport, figure: Figure) -> f64 {
    let widest = report.items.iter().map(|item| item.figures.get(figure).len()).max().unwrap_or_default();
    // Separators between thousands take room too.
    f64::from(u16::try_from(widest + widest / 4).unwrap_or(u16::MAX)).clamp(12.0, 44.0)
}

fn write_item(
    sheet: &mut Worksheet,
    row: u32,
    item: &Item,
    language: Language,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    let is_alarm = item.verdict == Verdict::OverTolerance;
    let text = toned(Format::new().set_num_format("@"), is_alarm);
    let right = text.clone().set_align(FormatAlign::Right);
    let keys = [
        item.number.as_str(),
        item.class.word().in_language(language),
        &item.part_number,
        &item.name,
        item.measure.in_language(language),
        item.verdict.word().in_language(language),
    ];
    for (column, key) in (0..).zip(keys) {
        match shown(key) {
            // Item numbers sort as numbers.
            Shown::Number { value, .. } if column == 0 => {
                let whole = text.clone().set_num_format("0").set_align(FormatAlign::Left);
                sheet.write_with_format(row, column, value, &whole)?;
            }
            _ => {
                sheet.write_with_format(row, column, key, &text)?;
            }
        }
    }
    for (column, figure) in (KEY_COLUMNS..).zip(Figure::ALL) {
        let figure = item.figures.get(*figure);
        match shown(figure) {
            Shown::Number { value, decimals, is_percent } => {
                sheet.write_with_format(
                    row,
                    column,
                    value,
                    formats.number(decimals, is_percent, is_alarm),
                )?;
            }
            Shown::Text if figure.is_empty() => {}
            Shown::Text => {
                sheet.write_with_format(row, column, figure, &right)?;
            }
        }
    }
    Ok(())
}

fn write_explanations(
    sheet: &mut Worksheet,
    report: &VerificationReport,
    language: Language,
) -> Result<(), XlsxError> {
    prepare(sheet, wording::explanations(language), 1)?;
    write_headings(
        sheet,
        0,
        &[
            (wording::item_number(language), 8.0),
            (wording::quantity(language), 22.0),
            (wording::cause(language), 26.0),
            (wording::text(language), 70.0),
            (wording::by(language), 24.0),
            (wording::at(language), 26.0),
        ],
    )?;
    sheet.set_freeze_panes(1, 0)?;
    let mut formats = Formats::default();
    for (row, explanation) in (1..).zip(&report.explanations) {
        sheet.write_with_format(row, 0, explanation.item_number.as_str(), &wrapped())?;
        match shown(&explanation.quantity) {
            Shown::Number { value, decimals, is_percent } => {
                sheet.write_with_format(row, 1, value, formats.number(decimals, is_percent, false))?
            }
            Shown::Text => sheet.write_with_format(row, 1, explanation.quantity.as_str(), &wrapped())?,
        };
        let texts =
            [explanation.cause.in_language(language), &explanation.text, &explanation.by, &explanation.at];
        for (column, text) in (2..).zip(texts) {
            sheet.write_with_format(row, column, text, &wrapped())?;
        }
    }
    Ok(())
}

fn write_formulas(
    sheet: &mut Worksheet,
    report: &VerificationReport,
    language: Language,
) -> Result<(), XlsxError> {
    prepare(sheet, wording::formulas(language), 1)?;
    write_headings(
        sheet,
        0,
        &[
            (wording::figure(language), 28.0),
            (wording::expression(language), 100.0),
            (wording::rounding(language), 44.0),
        ],
    )?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, formula) in (1..).zip(&report.formulas) {
        let name = formula.figure.word().in_language(language);
        let texts = [name, formula.expression.in_language(language), formula.rounding.in_language(language)];
        for (column, text) in (0..).zip(texts) {
            sheet.write_with_format(row, column, text, &wrapped())?;
        }
    }
    Ok(())
}

fn write_settings(
    sheet: &mut Worksheet,
    report: &VerificationReport,
    language: Language,
) -> Result<(), XlsxError> {
    prepare(sheet, wording::settings(language), 1)?;
    write_headings(
        sheet,
        0,
        &[
            (wording::setting(language), 50.0),
            (wording::value(language), 24.0),
            (wording::source(language), 60.0),
            (wording::state(language), 14.0),
        ],
    )?;
    sheet.set_freeze_panes(1, 0)?;
    for (row, setting) in (1..).zip(&report.settings) {
        let format = toned(wrapped().set_num_format("@"), !setting.is_verified);
        let state =
            if setting.is_verified { wording::verified(language) } else { wording::unverified(language) };
        let texts = [setting.name.in_language(language), &setting.value, &setting.source, state];
        for (column, text) in (0..).zip(texts) {
            sheet.write_with_format(row, column, text, &format)?;
        }
    }
    Ok(())
}
