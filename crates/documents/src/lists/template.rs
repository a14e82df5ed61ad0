//! The empty list file that an enterprise fills in: headings in Chinese and English, lists to choose from, and a sheet
//! that explains every column. All cells are formatted as text, so that a spreadsheet keeps what was typed.

use std::io::Write;

use etown_values::Measure;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use super::column::{Column, TEMPLATE_VERSION};
use super::movement::MOVEMENTS;
use super::value::{NO, YES, measure_word};
use super::write::ListWriter;
use crate::words::Word;

const LINES_SHEET: &str = "清单 Lines";
const HELP_SHEET: &str = "说明 Help";
const CODES_SHEET: &str = "代码 Codes";
/// The sheets that may stand behind the first one.
pub(super) const OTHER_SHEETS: [&str; 2] = [HELP_SHEET, CODES_SHEET];
/// How many rows offer lists to choose from; more rows may be filled.
const PREPARED_ROWS: u32 = 5_000;

/// The template could not be written.
#[derive(Debug, Error)]
#[error("writing the template: {0}")]
pub struct TemplateFault(#[from] XlsxError);

/// Returns the template as XLSX.
pub fn write_workbook_template() -> Result<Vec<u8>, TemplateFault> {
    let mut workbook = Workbook::new();
    // The same template comes out as the same bytes, whatever the day.
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    write_lines_sheet(workbook.add_worksheet())?;
    write_help_sheet(workbook.add_worksheet())?;
    write_codes_sheet(workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes the template as CSV.
pub fn write_csv_template(output: impl Write) -> Result<(), csv::Error> {
    ListWriter::new(output)?.finish()?;
    Ok(())
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E8_EEF7))
        .set_border_bottom(FormatBorder::Thin)
}

fn position(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn write_lines_sheet(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    sheet.set_name(LINES_SHEET)?;
    sheet.write_with_format(0, 0, TEMPLATE_VERSION, &Format::new().set_font_color(Color::Gray))?;
    sheet.set_row_height(1, 34)?;
    for (index, column) in Column::ALL.into_iter().enumerate() {
        let place = position(index);
        sheet.set_column_format(place, &text)?;
        sheet.set_column_width(place, column_width(column))?;
        sheet.write_with_format(1, place, column.word().in_both_languages(), &heading())?;
    }
    sheet.set_freeze_panes(2, 1)?;
    let movements = position(MOVEMENTS.len());
    let measures = position(Measure::ALL.len());
    offer(sheet, Column::Movement, &format!("='{CODES_SHEET}'!$A$2:$A${}", movements + 1))?;
    offer(sheet, Column::NeedsDeclaration, &format!("='{CODES_SHEET}'!$C$2:$C$3"))?;
    offer(sheet, Column::Measure, &format!("='{CODES_SHEET}'!$E$2:$E${}", measures + 1))
}

fn column_width(column: Column) -> f64 {
    match column {
        Column::List | Column::Trucks | Column::Movement | Column::NeedsDeclaration => 24.0,
        Column::HsCode | Column::Quantity | Column::Measure | Column::UnitPrice => 18.0,
        _ => 15.0,
    }
}

/// Offers the words of a range to choose from; others are warned of, since codes may be typed as well.
fn offer(sheet: &mut Worksheet, column: Column, range: &str) -> Result<(), XlsxError> {
    let Some(index) = Column::ALL.into_iter().position(|known| known == column) else { return Ok(()) };
    let validation = DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(rust_xlsxwriter::DataValidationErrorStyle::Warning);
    let place = position(index);
    sheet.add_data_validation(2, place, PREPARED_ROWS + 1, place, &validation)?;
    Ok(())
}

fn write_help_sheet(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(HELP_SHEET)?;
    for (index, width) in [26.0, 48.0, 58.0].into_iter().enumerate() {
        sheet.set_column_width(position(index), width)?;
    }
    for (index, text) in ["列 / Column", "填写说明", "What belongs there"].into_iter().enumerate() {
        sheet.write_with_format(0, position(index), text, &heading())?;
    }
    let mut row = 1;
    for column in Column::ALL {
        let (chinese, english) = column.help();
        sheet.write_with_format(row, 0, column.word().in_both_languages(), &wrapped)?;
        sheet.write_with_format(row, 1, chinese, &wrapped)?;
        sheet.write_with_format(row, 2, english, &wrapped)?;
        row += 1;
    }
    for (chinese, english) in GENERAL_HELP {
        sheet.write_with_format(row, 1, *chinese, &wrapped)?;
        sheet.write_with_format(row, 2, *english, &wrapped)?;
        row += 1;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

const GENERAL_HELP: &[(&str, &str)] = &[
    (
        "第一行的模板版本与第二行的列标题不得更改；列的次序可以调整",
        "Leave the version in row 1 and the headings in row 2 as they are; columns may change places",
    ),
    (
        "同一清单的行须相邻；业务类型、监管方式、是否报关、车牌在首行填写，其余各行可留空或重复",
        "Rows of one list stand together; movement, mode, declaration and trucks are given in its first row and may be left empty or repeated below",
    ),
    (
        "请勿使用公式、合并单元格、隐藏工作表、宏和外部链接",
        "No formulas, merged cells, hidden sheets, macros or links to other files",
    ),
    (
        "单元格已设为文本；粘贴时请选择“只粘贴值”，以免数值被改写",
        "Cells are formatted as text; paste values only, so that numbers stay what they are",
    ),
];

fn write_codes_sheet(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(CODES_SHEET)?;
    let yes_and_no = [YES, NO];
    let measures: Vec<Word> = Measure::ALL.iter().map(|measure| measure_word(*measure)).collect();
    write_words(sheet, 0, Column::Movement, MOVEMENTS)?;
    write_words(sheet, 2, Column::NeedsDeclaration, &yes_and_no)?;
    write_words(sheet, 4, Column::Measure, &measures)?;
    for (place, measure) in (1..).zip(Measure::ALL) {
        sheet.write(place, 5, measure.code())?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_words(sheet: &mut Worksheet, place: u16, column: Column, words: &[Word]) -> Result<(), XlsxError> {
    sheet.set_column_width(place, 30)?;
    sheet.write_with_format(0, place, column.word().in_both_languages(), &heading())?;
    sheet.write_with_format(0, place + 1, "代码 / Code", &heading())?;
    for (row, word) in (1..).zip(words) {
        sheet.write(row, place, word.in_both_languages())?;
        sheet.write(row, place + 1, word.code)?;
    }
    Ok(())
}
