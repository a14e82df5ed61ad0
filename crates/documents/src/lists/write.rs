//! Writing lists as a CSV file of the template.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};

use super::column::{Column, TEMPLATE_VERSION};
use super::value::{NO, YES};
use super::{LineDraft, ListDraft};

/// Writes lists one after another.
pub struct ListWriter<W: Write> {
    writer: Writer<W>,
}

impl<W: Write> ListWriter<W> {
    /// Begins a file: version and headings.
    pub fn new(output: W) -> Result<Self, csv::Error> {
        let mut writer = WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(output);
        writer.write_record([TEMPLATE_VERSION])?;
        writer.write_record(Column::ALL.map(|column| column.word().code))?;
        Ok(Self { writer })
    }

    pub fn write(&mut self, list: &ListDraft) -> Result<(), csv::Error> {
        let trucks = list.trucks.join(";");
        list.lines.iter().try_for_each(|line| self.write_line(list, &trucks, line))
    }

    fn write_line(&mut self, list: &ListDraft, trucks: &str, line: &LineDraft) -> Result<(), csv::Error> {
        let needs_declaration = if list.needs_declaration { YES } else { NO };
        self.writer.write_record([
            list.reference.as_str(),
            list.movement,
            &list.supervision_mode,
            needs_declaration.code,
            trucks,
            &line.number.to_string(),
            &line.item.to_string(),
            line.hs_code.as_str(),
            &line.quantity.to_string(),
            line.measure.symbol(),
            &line.unit_price.to_string(),
            line.bom_version.as_deref().unwrap_or_default(),
        ])
    }

    /// Ends the file and returns what it was written to.
    pub fn finish(self) -> Result<W, std::io::Error> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
