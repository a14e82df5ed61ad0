//! Which encoding a text file is in, and reading it as UTF-8 piece by piece.
//!
//! A file that is well-formed UTF-8 is UTF-8. Another one is GB18030, as Chinese office programs write it, only where its
//! headings read as Chinese headings of the template; otherwise it is refused, since most damaged files could be read as
//! GB18030 too and would come out as other characters. Whoever knows better names the encoding.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult, GB18030};

use super::column::Column;
use super::finding::{Code, Finding, ReadError};

const PIECE_BYTES: usize = 64 * 1024;
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// How the text of a CSV file is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Gb18030,
}

/// What a look through the whole file tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text {
    encoding: Encoding,
    /// Where the text begins, behind a mark.
    begins_at: u64,
}

/// Looks through the file once. The memory it takes does not depend on the file.
pub(super) fn detect(source: &mut (impl Read + Seek), named: Option<Encoding>) -> Result<Text, ReadError> {
    source.seek(SeekFrom::Start(0))?;
    let mut scan = Scan::default();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let length = read_some(source, &mut piece)?;
        if length == 0 {
            break;
        }
        scan.take(piece.get(..length).unwrap_or_default())?;
    }
    match scan.judge(named) {
        Judged::Text(text) => Ok(text),
        Judged::Empty => Err(Finding::new(Code::EmptyFile).into()),
        Judged::Undecodable { at } => Err(Finding::new(Code::Encoding).at_row(row_of(source, at)?).into()),
    }
}

fn read_some(source: &mut impl Read, piece: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}

/// The row in which a byte stands, counted in a second look.
fn row_of(source: &mut (impl Read + Seek), at: u64) -> io::Result<u64> {
    source.seek(SeekFrom::Start(0))?;
    let mut before = source.take(at);
    let mut piece = vec![0; PIECE_BYTES];
    let mut row = 1;
    loop {
        let length = read_some(&mut before, &mut piece)?;
        if length == 0 {
            return Ok(row);
        }
        let ends = memchr::memchr_iter(b'\n', piece.get(..length).unwrap_or_default()).count();
        row += u64::try_from(ends).unwrap_or(u64::MAX);
    }
}

#[derive(Default)]
struct Scan {
    start: Vec<u8>,
    /// Bytes of a character that the last piece cut.
    cut: Vec<u8>,
    seen: u64,
    /// Where the text stops being UTF-8.
    first_bad: Option<u64>,
}

enum Judged {
    Text(Text),
    Empty,
    Undecodable { at: u64 },
}

impl Scan {
    fn take(&mut self, piece: &[u8]) -> Result<(), Finding> {
        if self.start.is_empty() {
            if UTF16_MARKS.iter().any(|mark| piece.starts_with(mark)) {
                return Err(Finding::new(Code::Encoding).found("UTF-16"));
            }
            self.start = piece.to_vec();
        }
        if piece.contains(&0) {
            return Err(Finding::new(Code::NotText));
        }
        if self.first_bad.is_none() {
            let begins_at = self.seen - length(&self.cut);
            self.cut.extend_from_slice(piece);
            let bytes = std::mem::take(&mut self.cut);
            if let Err(error) = str::from_utf8(&bytes) {
                let (good, rest) = bytes.split_at(error.valid_up_to());
                match error.error_len() {
                    None => self.cut = rest.to_vec(),
                    Some(_) => self.first_bad = Some(begins_at + length(good)),
                }
            }
        }
        self.seen += length(piece);
        Ok(())
    }

    fn judge(self, named: Option<Encoding>) -> Judged {
        if self.start.is_empty() {
            return Judged::Empty;
        }
        let has_mark = self.start.starts_with(UTF8_MARK);
        let begins_at = if has_mark { length(UTF8_MARK) } else { 0 };
        let bad = self.first_bad.or_else(|| (!self.cut.is_empty()).then(|| self.seen - length(&self.cut)));
        match (named, bad) {
            (Some(Encoding::Gb18030), _) => Judged::Text(Text { encoding: Encoding::Gb18030, begins_at }),
            (_, None) => Judged::Text(Text { encoding: Encoding::Utf8, begins_at }),
            (None, Some(_)) if !has_mark && has_chinese_headings(&self.start) => {
                Judged::Text(Text { encoding: Encoding::Gb18030, begins_at })
            }
            (_, Some(at)) => Judged::Undecodable { at },
        }
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Whether the second line, read as GB18030, holds all headings in Chinese.
fn has_chinese_headings(start: &[u8]) -> bool {
    let Some(line) = start.split(|byte| *byte == b'\n').nth(1) else { return false };
    let (text, _, has_errors) = GB18030.decode(line);
    !has_errors && Column::ALL.iter().all(|column| text.contains(column.word().chinese))
}

/// The text of a file as UTF-8.
pub(super) enum TextReader<'a, R> {
    Utf8(&'a mut R),
    Gb18030(Box<Converter<'a, R>>),
}

impl<'a, R: Read + Seek> TextReader<'a, R> {
    pub(super) fn new(source: &'a mut R, text: Text) -> io::Result<Self> {
        source.seek(SeekFrom::Start(text.begins_at))?;
        Ok(match text.encoding {
            Encoding::Utf8 => Self::Utf8(source),
            Encoding::Gb18030 => Self::Gb18030(Box::new(Converter::new(source))),
        })
    }
}

impl<R: Read> Read for TextReader<'_, R> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Utf8(source) => source.read(output),
            Self::Gb18030(converter) => converter.read(output),
        }
    }
}

/// Converts from GB18030 without ever replacing what cannot be read.
pub(super) struct Converter<'a, R> {
    source: &'a mut R,
    decoder: Decoder,
    piece: Vec<u8>,
    from: usize,
    to: usize,
    has_ended: bool,
}

impl<'a, R: Read> Converter<'a, R> {
    fn new(source: &'a mut R) -> Self {
        let decoder = GB18030.new_decoder_without_bom_handling();
        Self { source, decoder, piece: vec![0; PIECE_BYTES], from: 0, to: 0, has_ended: false }
    }

    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.from == self.to && !self.has_ended {
                self.from = 0;
                self.to = read_some(self.source, &mut self.piece)?;
                self.has_ended = self.to == 0;
            }
            let input = self.piece.get(self.from..self.to).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(input, output, self.has_ended);
            self.from += read;
            match result {
                DecoderResult::Malformed(..) => return Err(io::Error::other(Undecodable)),
                DecoderResult::InputEmpty | DecoderResult::OutputFull if written > 0 => return Ok(written),
                DecoderResult::InputEmpty if self.has_ended => return Ok(0),
                DecoderResult::OutputFull => {
                    // Four bytes hold any character; whoever asks for less gets nothing.
                    return Err(io::Error::other("the piece asked for is too small"));
                }
                DecoderResult::InputEmpty => {}
            }
        }
    }
}

/// The bytes are not text in the encoding that the file is in.
#[derive(Debug)]
pub(super) struct Undecodable;

impl std::fmt::Display for Undecodable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("bytes that are not text")
    }
}

impl std::error::Error for Undecodable {}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn detected(bytes: &[u8]) -> Result<Text, ReadError> {
        detect(&mut Cursor::new(bytes), None)
    }

    fn bad_row(bytes: &[u8]) -> Option<u64> {
        match detected(bytes) {
            Err(ReadError::Refused(finding)) => {
                assert_eq!(finding.code, Code::Encoding);
                finding.row
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_character_that_two_pieces_share_is_read_whole() {
        let text = format!("{}京", "a".repeat(PIECE_BYTES - 1));
        let text = format!("{text}{text}");
        assert_eq!(detected(text.as_bytes()).unwrap().encoding, Encoding::Utf8);
    }

    #[test]
    fn a_file_that_ends_within_a_character_is_refused() {
        let text = "a\n京".as_bytes();
        assert_eq!(bad_row(&text[..text.len() - 1]), Some(2));
    }

    #[test]
    fn damage_in_a_later_piece_is_named_by_its_row() {
        let mut bytes = "line\n".repeat(40_000).into_bytes();
        bytes.extend_from_slice(b"\xff");
        assert_eq!(bad_row(&bytes), Some(40_001));
    }

    #[test]
    fn text_converts_alike_however_small_the_pieces_asked_for() {
        let text = "京A·B0001，千克\n".repeat(20_000);
        let (bytes, _, _) = GB18030.encode(&text);
        let mut source = Cursor::new(bytes.into_owned());
        let mut converter = Converter::new(&mut source);
        let mut converted = Vec::new();
        let mut piece = [0; 7];
        loop {
            let length = converter.read(&mut piece).unwrap();
            if length == 0 {
                break;
            }
            converted.extend_from_slice(&piece[..length]);
        }
        assert_eq!(String::from_utf8(converted).unwrap(), text);
    }
}
