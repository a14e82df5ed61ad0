//! What can be wrong with a list file: a stable code, where it is, and what to do about it. Codes are never renamed or
//! given another meaning; clients and help pages rely on them.

use std::fmt;

use thiserror::Error;

use crate::language::Language;

/// Characters of an offending cell that are repeated in a finding.
const SHOWN_CHARACTERS_MAX: usize = 40;

/// Generates the codes with their texts, so that none can be without one.
macro_rules! codes {
    ($($name:ident $text:literal $english:literal $chinese:literal),+ $(,)?) => {
        /// Code of what is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($name),+ }

        impl Code {
            /// All codes; those of the whole file come first, then those of rows, then those of cells.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the code as programs read it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Returns what to do about it.
            pub const fn advice(self, language: Language) -> &'static str {
                match self { $(Self::$name => language.pick($chinese, $english)),+ }
            }
        }
    };
}

codes! {
    EmptyFile "FILE_EMPTY" "the file is empty" "文件为空",
    TooLarge "FILE_TOO_LARGE" "the file is larger than may be read; divide it" "文件过大，请拆分后再导入",
    NotAWorkbook "FILE_NOT_A_WORKBOOK" "the file is named as a workbook but is none" "文件扩展名为工作簿，但内容不是工作簿",
    OldWorkbook "FILE_OLD_WORKBOOK" "this is a workbook of the format before 2007; save it as XLSX" "该文件为 2007 以前的旧格式 (XLS)，请另存为 XLSX",
    Encrypted "FILE_ENCRYPTED" "the file is protected by a password; save it without one" "文件已加密，请取消密码后再导入",
    DamagedWorkbook "FILE_DAMAGED_WORKBOOK" "the workbook is damaged and cannot be read" "工作簿已损坏，无法读取",
    ZipBomb "FILE_INFLATES_TOO_LARGE" "unpacked, the workbook is far larger than a list file can be" "工作簿解压后的大小超出限制",
    TooManyParts "FILE_TOO_MANY_PARTS" "the workbook consists of more parts than a list file can need" "工作簿包含的部件过多",
    Macros "FILE_HAS_MACROS" "the workbook holds macros; save it as XLSX without them" "工作簿含有宏，请另存为不含宏的 XLSX",
    ExternalLinks "FILE_HAS_EXTERNAL_LINKS" "the workbook takes values from other files; break the links" "工作簿引用了外部文件或数据连接，请断开链接",
    EmbeddedObjects "FILE_HAS_EMBEDDED_OBJECTS" "the workbook holds embedded objects; remove them" "工作簿含有嵌入对象，请删除",
    HiddenSheet "FILE_HAS_A_HIDDEN_SHEET" "the workbook has a hidden sheet; show or delete it" "工作簿含有隐藏的工作表，请取消隐藏或删除",
    UnknownSheet "FILE_HAS_AN_UNKNOWN_SHEET" "only the first sheet is read; delete sheets that the template does not have" "只读取第一张工作表，请删除模板以外的工作表",
    MergedCells "FILE_HAS_MERGED_CELLS" "cells are merged; unmerge them and fill each" "存在合并单元格，请取消合并并逐格填写",
    Encoding "FILE_ENCODING" "the text is neither UTF-8 nor GB18030 with Chinese headings; save it as CSV UTF-8" "文本编码既不是 UTF-8，也不是表头为中文的 GB18030，请另存为 CSV UTF-8",
    NotText "FILE_NOT_TEXT" "the file is neither a workbook nor text" "文件既不是工作簿，也不是文本",
    Separator "FILE_SEPARATOR" "columns are not separated by commas; save it as CSV with commas" "列分隔符不是逗号，请另存为逗号分隔的 CSV",
    TemplateVersion "FILE_TEMPLATE_VERSION" "the first cell must be etown-list-lines/1; take the current template" "首个单元格应为 etown-list-lines/1，请使用当前模板",
    NoHeadings "FILE_NO_HEADINGS" "the second row must hold the headings of the columns" "第二行应为列标题",
    UnknownColumn "FILE_UNKNOWN_COLUMN" "the template has no such column; remove it" "模板中没有此列，请删除",
    MissingColumn "FILE_MISSING_COLUMN" "a column of the template is missing" "缺少模板中的列",
    RepeatedColumn "FILE_REPEATED_COLUMN" "the column is there twice" "列重复",
    TooManyRows "FILE_TOO_MANY_ROWS" "there are more rows than may be read at once; divide the file" "行数超出一次可导入的上限，请拆分文件",
    RowsOutOfOrder "FILE_ROWS_OUT_OF_ORDER" "the workbook stores its cells out of order; save it again with a spreadsheet program" "工作簿中的单元格次序异常，请用电子表格软件重新保存",
    ListNotTogether "FILE_LIST_NOT_TOGETHER" "the rows of a list must stand together; sort the file by list" "同一清单的各行必须相邻，请按清单编号排序",
    TooManyCells "ROW_TOO_MANY_CELLS" "the row has a value outside the columns of the template" "该行在模板列之外有内容",
    RowTooLong "ROW_TOO_LONG" "the row is longer than a row can be; a quotation mark may be missing above" "该行过长，可能上方缺少引号",
    ListTooLong "ROW_LIST_TOO_LONG" "the list has more lines than a list may have" "清单表体行数超出上限",
    HeadDiffers "ROW_HEAD_DIFFERS" "it differs from the first row of its list" "与本清单首行不一致",
    RepeatedLine "ROW_REPEATED_LINE" "the line number is there twice in its list" "同一清单内表体序号重复",
    Missing "CELL_MISSING" "a value is missing" "缺少内容",
    TooLong "CELL_TOO_LONG" "the text is too long" "文本过长",
    ControlCharacter "CELL_CONTROL_CHARACTER" "it holds a line break or another character that does not show" "含有换行或不可见字符",
    Formula "CELL_FORMULA" "it is a formula; paste its value" "单元格为公式，请粘贴为数值",
    ErrorValue "CELL_ERROR_VALUE" "it is an error value" "单元格为错误值",
    Date "CELL_DATE" "the spreadsheet made a date of it; format the cell as text and type it again" "被电子表格识别为日期，请将单元格设为文本后重新录入",
    WrongType "CELL_WRONG_TYPE" "the cell holds another type of value; format it as text" "单元格类型不符，请设为文本",
    InexactNumber "CELL_INEXACT_NUMBER" "the spreadsheet does not hold this number exactly; format the cell as text and type it again" "电子表格无法精确保存该数值，请将单元格设为文本后重新录入",
    ThousandsSeparator "CELL_THOUSANDS_SEPARATOR" "write numbers without separators between thousands" "数值中请勿使用千位分隔符",
    NotADecimal "CELL_NOT_A_DECIMAL" "it is no decimal such as 12.5" "不是十进制数，例如 12.5",
    TooManyDecimals "CELL_TOO_MANY_DECIMALS" "it has more decimals than this column holds; round it yourself" "小数位数超出该列的上限，请自行舍入",
    TooLargeNumber "CELL_TOO_LARGE_NUMBER" "the number is larger than can be held" "数值超出可保存的范围",
    NotAWholeNumber "CELL_NOT_A_WHOLE_NUMBER" "it is no whole number from 1 to 4294967295" "不是 1 至 4294967295 之间的整数",
    NotACode "CELL_NOT_A_CODE" "it is no commodity code of 2, 4, 6, 8 or 10 digits; a leading zero may be lost" "不是 2、4、6、8 或 10 位商品编码，可能丢失了前导零",
    NotAMeasure "CELL_NOT_A_MEASURE" "it is no known measure" "不是已知的计量单位",
    NotAMovement "CELL_NOT_A_MOVEMENT" "it is no known movement" "不是已知的业务类型",
    NotAMode "CELL_NOT_A_SUPERVISION_MODE" "a supervision mode has four digits" "监管方式代码应为四位数字",
    NotYesOrNo "CELL_NOT_YES_OR_NO" "write yes or no" "请填写“是”或“否”",
    NotTrucks "CELL_NOT_TRUCKS" "write each truck once, separated by ;" "每个车牌填写一次，以分号分隔",
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub code: Code,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The row as the spreadsheet or editor counts it, from 1.
    pub row: Option<u64>,
    /// The code of the column, or its heading where the template has none such.
    pub column: Option<String>,
    /// What stands there, shortened.
    pub found: Option<String>,
}

impl Finding {
    pub(super) fn new(code: Code) -> Self {
        Self { code, sheet: None, row: None, column: None, found: None }
    }

    pub(super) fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    pub(super) fn at_column(mut self, column: &str) -> Self {
        self.column = Some(shortened(column));
        self
    }

    pub(super) fn in_sheet(mut self, sheet: Option<&str>) -> Self {
        self.sheet = sheet.map(ToOwned::to_owned);
        self
    }

    pub(super) fn found(mut self, text: &str) -> Self {
        self.found = Some(shortened(text));
        self
    }

    /// Returns one line in a language: where, what and what to do.
    pub fn line(&self, language: Language) -> String {
        let mut parts = Vec::new();
        if let Some(sheet) = &self.sheet {
            parts.push(format!("{} {sheet}", language.pick("工作表", "sheet")));
        }
        if let Some(row) = self.row {
            parts.push(match language {
                Language::Chinese => format!("第 {row} 行"),
                Language::English => format!("row {row}"),
            });
        }
        if let Some(column) = &self.column {
            parts.push(format!("{} {column}", language.pick("列", "column")));
        }
        let mut line = parts.join(", ");
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(self.code.as_str());
        line.push_str(": ");
        line.push_str(self.code.advice(language));
        if let Some(found) = &self.found {
            line.push_str(" (");
            line.push_str(found);
            line.push(')');
        }
        line
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.line(Language::English))
    }
}

/// Shortens a text and makes what does not show visible, so that it can stand in one line of a report.
fn shortened(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN_CHARACTERS_MAX)
        .map(|character| if character.is_control() { '\u{fffd}' } else { character })
        .collect();
    if text.chars().nth(SHOWN_CHARACTERS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

/// Why reading ended.
#[derive(Debug, Error)]
pub enum ReadError {
    /// The file is not one that may be read; nothing after this place was.
    #[error("{0}")]
    Refused(Finding),
    /// The world failed.
    #[error("reading the file: {0}")]
    Fault(#[from] std::io::Error),
}

impl From<Finding> for ReadError {
    fn from(finding: Finding) -> Self {
        Self::Refused(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_say_what_they_concern() {
        let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert!(
            codes.iter().all(|code| ["FILE_", "ROW_", "CELL_"].iter().any(|kind| code.starts_with(kind)))
        );
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Code::ALL.len());
    }

    #[test]
    fn a_finding_tells_where_and_what_in_both_languages() {
        let finding =
            Finding::new(Code::ThousandsSeparator).at_row(7).at_column("quantity").found("1,234\n5");
        assert_eq!(
            finding.to_string(),
            "row 7, column quantity: CELL_THOUSANDS_SEPARATOR: write numbers without separators between thousands (1,234\u{fffd}5)"
        );
        assert!(finding.line(Language::Chinese).starts_with("第 7 行, 列 quantity: CELL_"));
        let long = Finding::new(Code::TooLong).found(&"x".repeat(100));
        assert_eq!(long.found.unwrap().chars().count(), SHOWN_CHARACTERS_MAX + 1);
    }
}
