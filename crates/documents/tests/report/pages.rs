//! The PDF form.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use etown_documents::Language;
use etown_documents::report::{
    Both, Figure, Figures, FontFault, Fonts, PDF_ITEMS_MAX, PdfFault, VerificationReport, write_pdf,
};

use crate::sample::{item, report};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::find().expect("the package fonts-noto-cjk"));

/// A report on disk, for programs that read files.
struct Printed {
    folder: tempfile::TempDir,
}

impl Printed {
    fn new(report: &VerificationReport, language: Language) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let bytes = write_pdf(report, language, &FONTS).expect("a PDF");
        fs::write(folder.path().join("report.pdf"), bytes).expect("room");
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("report.pdf")
    }

    /// The text as people would copy it, page by page.
    fn pages(&self) -> Vec<String> {
        let text = run("pdftotext", &["-layout"], &self.path(), &["-"]);
        text.trim_end_matches('\u{c}').split('\u{c}').map(ToOwned::to_owned).collect()
    }
}

fn run(program: &str, before: &[&str], path: &Path, after: &[&str]) -> String {
    let output = Command::new(program).args(before).arg(path).args(after).output();
    let output = output.unwrap_or_else(|error| panic!("{program} (of poppler-utils or qpdf): {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// A word with its box on a page.
struct Word {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

fn words_by_page(printed: &Printed) -> Vec<Vec<Word>> {
    let markup = run("pdftotext", &["-bbox"], &printed.path(), &["-"]);
    let pages = markup.split("<page ").skip(1);
    pages.map(|page| page.lines().filter_map(word).collect()).collect()
}

fn word(line: &str) -> Option<Word> {
    let number = |name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split('"').next()?.parse().ok()
    };
    let text = line.trim().strip_prefix("<word ")?.split_once('>')?.1.strip_suffix("</word>")?;
    Some(Word {
        text: text.to_owned(),
        left: number("xMin")?,
        top: number("yMin")?,
        right: number("xMax")?,
        bottom: number("yMax")?,
    })
}

/// Words whose boxes share more than an edge. Boxes are as high as the font's line, so a line may touch the next one.
fn overlaps(words: &[Word]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (index, one) in words.iter().enumerate() {
        for other in &words[index + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            if across > 0.5 && down > (one.bottom - one.top) * 0.4 {
                found.push((one.text.clone(), other.text.clone()));
            }
        }
    }
    found
}

fn assert_laid_out_well(printed: &Printed) {
    for (number, words) in (1..).zip(words_by_page(printed)) {
        assert_eq!(overlaps(&words), [], "page {number}");
        for word in &words {
            let is_inside =
                word.left >= 29.0 && word.right <= 813.0 && word.top >= 10.0 && word.bottom <= 590.0;
            assert!(is_inside, "page {number}: {} at {} {}", word.text, word.left, word.top);
        }
    }
}

#[test]
fn every_figure_can_be_found_in_the_text_of_both_languages() {
    let content = report(40);
    for language in Language::ALL {
        let text = Printed::new(&content, language).pages().concat();
        for item in &content.items {
            for figure in Figure::ALL {
                let shown = item.figures.get(*figure);
                assert!(text.contains(shown), "{} of item {}: {shown}", figure.word().code, item.number);
            }
        }
        let squeezed: String = text.split_whitespace().collect();
        for figure in Figure::ALL {
            let name: String = figure.word().in_language(language).split_whitespace().collect();
            // A name of several lines is interleaved with its neighbours; its words are all there.
            let is_there =
                figure.word().in_language(language).split_whitespace().all(|word| text.contains(word));
            assert!(is_there || squeezed.contains(&name) || language == Language::Chinese, "{name}");
        }
        for text_of_head in [content.zone.in_language(language), &content.credit_code, "184203"] {
            assert!(text.contains(text_of_head), "{text_of_head}");
        }
    }
}

#[test]
fn outside_judges_find_nothing_wrong() {
    for (items, language) in [(0, Language::Chinese), (3, Language::English), (300, Language::Chinese)] {
        let printed = Printed::new(&report(items), language);
        run("qpdf", &["--check"], &printed.path(), &[]);
        let facts = run("pdfinfo", &[], &printed.path(), &[]);
        assert!(facts.contains("841.89 x 595.276 pts (A4)"), "{facts}");
        assert!(facts.contains("H01002600001 2026-1"), "{facts}");
    }
}

#[test]
fn the_font_is_embedded_as_a_subset() {
    let printed = Printed::new(&report(3), Language::Chinese);
    let fonts = run("pdffonts", &[], &printed.path(), &[]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "{fonts}");
    for row in rows {
        assert!(row.contains("+NotoSansCJKsc") && row.contains("yes yes yes"), "{row}");
    }
    let length = fs::metadata(printed.path()).unwrap().len();
    assert!(length < 300_000, "{length} bytes");
}

#[test]
fn pages_are_numbered_and_tables_repeat_their_headings() {
    for language in Language::ALL {
        let pages = Printed::new(&report(300), language).pages();
        let count = pages.len();
        assert!(count > 20);
        let part_number = language.pick("料号", "Part number");
        for (number, page) in (1..).zip(&pages) {
            assert!(page.contains(&format!("{number} / {count}")), "page {number}");
            if page.contains("DEMO-") {
                assert!(page.contains(part_number), "page {number}");
            }
        }
    }
}

#[test]
fn nothing_is_drawn_over_anything_else_or_over_the_edge() {
    for language in Language::ALL {
        assert_laid_out_well(&Printed::new(&report(0), language));
        assert_laid_out_well(&Printed::new(&report(120), language));
    }
}

#[test]
fn long_texts_and_wide_figures_stay_in_their_places() {
    let mut content = report(4);
    content.zone = Both::new("很长的园区名称".repeat(30), "a very long name of a zone ".repeat(20));
    content.enterprise = Both::new("很长的企业名称".repeat(30), "Very Long Enterprise Name ".repeat(20));
    for (index, item) in content.items.iter_mut().enumerate() {
        item.part_number = "UNBREAKABLEPARTNUMBER".repeat(6);
        item.name = "名称".repeat(200);
        item.figures = Figures::new(|_| format!("-{}.00000", "1234567890".repeat(index + 1)));
    }
    for explanation in &mut content.explanations {
        explanation.text = "long words of an explanation, ".repeat(100);
    }
    for step in &mut content.steps {
        step.by = "a person with a very long name ".repeat(20);
    }
    for language in Language::ALL {
        let printed = Printed::new(&content, language);
        assert_laid_out_well(&printed);
        let text = printed.pages().concat();
        let widest = content.items[3].figures.get(Figure::Opening);
        assert!(text.matches(widest).count() >= Figure::ALL.len(), "a figure is cut or missing");
    }
}

#[test]
fn a_report_without_a_receipt_says_that_it_is_a_draft() {
    let mut content = report(3);
    content.receipt = None;
    let pages = Printed::new(&content, Language::English).pages();
    assert!(pages.iter().all(|page| page.contains("it is a draft")));
}

#[test]
fn the_code_leads_to_the_receipt() {
    let content = report(3);
    let printed = Printed::new(&content, Language::English);
    let picture = printed.folder.path().join("page");
    run(
        "pdftoppm",
        &["-gray", "-r", "200", "-f", "1", "-l", "1", "-singlefile"],
        &printed.path(),
        &[picture.to_str().unwrap()],
    );
    let (width, height, pixels) = grey(&fs::read(picture.with_extension("pgm")).unwrap());
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = prepared.detect_grids();
    assert_eq!(grids.len(), 1);
    let (_, address) = grids[0].decode().unwrap();
    assert_eq!(address, content.receipt.unwrap().address);
}

/// Reads a grey picture of the simplest form: width, height and one byte a pixel.
fn grey(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let head = String::from_utf8_lossy(&bytes[..40]).into_owned();
    let numbers: Vec<usize> =
        head.split_whitespace().skip(1).take(3).map_while(|text| text.parse().ok()).collect();
    let size = numbers[0] * numbers[1];
    (numbers[0], numbers[1], bytes[bytes.len() - size..].to_vec())
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let write = || write_pdf(&report(20), Language::Chinese, &FONTS).unwrap();
    assert!(write() == write());
}

#[test]
fn items_over_tolerance_stand_before_all_others_with_the_largest_rate_first() {
    let content = report(60);
    let pages = Printed::new(&content, Language::English).pages();
    let rates: Vec<f64> = pages[0]
        .lines()
        .filter(|line| line.contains("Over tolerance") && line.contains('%'))
        .filter_map(|line| line.split_whitespace().find_map(|word| word.strip_suffix('%')?.parse().ok()))
        .collect();
    assert_eq!(rates.len(), 4);
    assert!(rates.is_sorted_by(|earlier: &f64, later| earlier.abs() >= later.abs()), "{rates:?}");
}

#[test]
fn what_cannot_be_printed_says_why() {
    let mut content = report(1);
    if let Some(receipt) = &mut content.receipt {
        receipt.address = "x".repeat(3_000);
    }
    let outcome = write_pdf(&content, Language::English, &FONTS);
    assert!(matches!(outcome, Err(PdfFault::AddressTooLong)));
    let mut content = report(0);
    content.items = vec![item(1); PDF_ITEMS_MAX + 1];
    let outcome = write_pdf(&content, Language::English, &FONTS);
    assert!(matches!(outcome, Err(PdfFault::TooManyItems)));
}

#[test]
fn where_no_font_is_found_the_package_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let found = Fonts::find_in(&[folder.path().to_owned(), folder.path().join("absent")]);
    let Err(fault @ FontFault::NotFound) = found else { panic!("a font in an empty folder") };
    assert!(fault.to_string().contains("fonts-noto-cjk"));
    let text = folder.path().join("NotoSansCJK-Regular.ttc");
    fs::write(&text, "no font").unwrap();
    assert!(matches!(Fonts::from_files(&text, None), Err(FontFault::Unusable { .. })));
    assert!(matches!(Fonts::find_in(&[folder.path().to_owned()]), Err(FontFault::Unusable { .. })));
    assert!(matches!(
        Fonts::from_files(&folder.path().join("absent"), None),
        Err(FontFault::Unreadable { .. })
    ));
}

#[test]
fn characters_that_the_font_lacks_do_not_stop_the_report() {
    let mut content = report(1);
    content.items[0].name = "emoji \u{1f600} and private \u{e000} and control \u{7}".to_owned();
    let pages = Printed::new(&content, Language::English).pages();
    let counts: BTreeMap<&str, usize> =
        ["emoji", "private"].into_iter().map(|word| (word, pages.concat().matches(word).count())).collect();
    assert!(counts.values().all(|count| *count > 0), "{counts:?}");
}
