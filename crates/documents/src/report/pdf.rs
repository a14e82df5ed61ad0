//! The report as PDF: A4 across, an overview first, then tables with repeated headings, each page with its number of all.
//!
//! Pages are planned before they are drawn, since each of them says how many there are. Every text is measured and broken
//! or cut to the width it has, so that nothing is drawn over anything else.
//!
//! Limits: a report of 50,000 items has some 7,000 pages, takes a gigabyte of memory while it is written and half a minute;
//! more items are refused, and the XLSX form takes them. The file is written as PDF/A-2u, whose rules the library checks on the way; no outside validator has seen it.
//! It is not tagged for screen readers; the XLSX form serves those.

mod canvas;
mod code;
mod flow;
mod font;
mod overview;
mod sections;
mod table;
mod text;

use etown_values::CivilDate;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use thiserror::Error;

use super::content::VerificationReport;
use super::wording;
use crate::language::Language;

use canvas::{Canvas, PAGE_HEIGHT, PAGE_WIDTH};
use code::Code;
use flow::Plan;

pub use font::{FontFault, Fonts};

/// Items that a PDF may show.
pub const PDF_ITEMS_MAX: usize = 50_000;

/// Why there is no PDF.
#[derive(Debug, Error)]
pub enum PdfFault {
    #[error("a PDF shows at most {PDF_ITEMS_MAX} items; take the workbook")]
    TooManyItems,
    #[error("the receipt's address is too long for a QR code")]
    AddressTooLong,
    #[error("writing the PDF: {0}")]
    Writing(String),
}

/// Returns the report as a PDF file.
pub fn write_pdf(
    report: &VerificationReport,
    language: Language,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfFault> {
    if report.items.len() > PDF_ITEMS_MAX {
        return Err(PdfFault::TooManyItems);
    }
    let code = match &report.receipt {
        Some(receipt) => Some(Code::of(&receipt.address).ok_or(PdfFault::AddressTooLong)?),
        None => None,
    };
    let tables = sections::tables(report, language, fonts);
    let plan = Plan::new(&tables, fonts, overview::height(report, language, fonts));
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(report, language));
    document.set_outline(outline(&tables, &plan, language));
    let page_settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)
        .ok_or_else(|| PdfFault::Writing("the page has no size".to_owned()))?;
    for (number, page) in (1..).zip(plan.pages()) {
        let mut drawn = document.start_page_with(page_settings.clone());
        let mut canvas = Canvas::new(drawn.surface(), fonts);
        if number == 1 {
            overview::draw(&mut canvas, fonts, report, language, code.as_ref());
        } else {
            overview::draw_running_head(&mut canvas, report, language);
        }
        flow::draw(&mut canvas, fonts, &tables, page);
        overview::draw_foot(&mut canvas, report, language, number, plan.pages().len());
        canvas.finish();
        drawn.finish();
    }
    document.finish().map_err(|error| PdfFault::Writing(format!("{error:?}")))
}

fn settings() -> Result<SerializeSettings, PdfFault> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_U).finish();
    let configuration = configuration.map_err(|error| PdfFault::Writing(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(report: &VerificationReport, language: Language) -> Metadata {
    let title = format!("{} {} {}", wording::title(language), report.book_number, report.period_number);
    Metadata::new()
        .title(title)
        .language(language.tag().to_owned())
        .authors(vec![report.zone.in_language(language).to_owned()])
        .creator("E-Town".to_owned())
        .creation_date(date(report.dated))
}

fn date(dated: CivilDate) -> DateTime {
    let two = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(dated.year()).unwrap_or_default();
    DateTime::new(year).month(two(dated.month())).day(two(dated.day()))
}

fn outline(tables: &[table::Table<'_>], plan: &Plan, language: Language) -> Outline {
    let mut outline = Outline::new();
    let to = |page: usize, y: f32| XyzDestination::new(page, Point::from_xy(0.0, y));
    outline.push_child(OutlineNode::new(wording::overview(language).to_owned(), to(0, 0.0)));
    for (table, (page, y)) in tables.iter().zip(plan.beginnings()) {
        outline.push_child(OutlineNode::new(table.title.clone(), to(*page, *y)));
    }
    outline
}
