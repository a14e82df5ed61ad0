//! The tables of the report, in their order.

use std::borrow::Cow;

use etown_values::Decimal;

use super::canvas::CONTENT_WIDTH;
use super::font::Fonts;
use super::table::{Column, Table, Tone};
use crate::language::Language;
use crate::report::content::{Item, Verdict, VerificationReport};
use crate::report::figure::{CONSUMPTION_AND_COUNT, Figure, GOODS_IN, GOODS_OUT, RESULTS};
use crate::report::wording;

/// Items over tolerance that are shown before all others.
const OVER_TOLERANCE_MAX: usize = 100;
const NOT_APPLICABLE: &str = "—";

pub(super) fn tables<'a>(
    report: &'a VerificationReport,
    language: Language,
    fonts: &Fonts,
) -> Vec<Table<'a>> {
    let mut tables = vec![progress(report, language)];
    tables.extend(over_tolerance(report, language, fonts));
    tables.push(explanations(report, language, fonts));
    if !report.items.is_empty() {
        tables.extend(results(wording::results(language), &all(report), language, fonts));
        tables.extend(figures(report, language, fonts));
    }
    tables.extend(
        [formulas(report, language), settings(report, language)].into_iter().filter(|table| table.rows > 0),
    );
    tables
}

fn figures<'a>(report: &'a VerificationReport, language: Language, fonts: &Fonts) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    for (title, figures) in [
        (wording::goods_in(language), GOODS_IN.as_slice()),
        (wording::goods_out(language), GOODS_OUT.as_slice()),
        (wording::consumption_and_count(language), CONSUMPTION_AND_COUNT.as_slice()),
    ] {
        tables.extend(figure_tables(title, report, figures, language, fonts));
    }
    tables
}

fn all(report: &VerificationReport) -> Vec<&Item> {
    report.items.iter().collect()
}

fn shown(text: &str) -> &str {
    if text.is_empty() { NOT_APPLICABLE } else { text }
}

fn progress(report: &VerificationReport, language: Language) -> Table<'_> {
    let columns = vec![
        Column::words(wording::step(language), 130.0, 2, 1.0),
        Column::words(wording::at(language), 130.0, 1, 1.0),
        Column::words(wording::by(language), 260.0, 2, 2.0),
    ];
    let cell = move |row: usize, column: usize| {
        let Some(step) = report.steps.get(row) else { return Cow::Borrowed("") };
        Cow::Borrowed(match column {
            0 => step.name.word().in_language(language),
            1 => step.at.as_str(),
            _ => step.by.as_str(),
        })
    };
    Table::new(wording::progress(language), columns, report.steps.len(), Box::new(cell))
}

fn over_tolerance<'a>(report: &'a VerificationReport, language: Language, fonts: &Fonts) -> Vec<Table<'a>> {
    let is_over = |item: &&Item| item.verdict == Verdict::OverTolerance;
    let mut items: Vec<&Item> = report.items.iter().filter(is_over).collect();
    // The largest rate first; a rate that is no number stands in front, since it cannot be judged.
    items.sort_by_key(|item| std::cmp::Reverse(rate(item)));
    let more = items.len().saturating_sub(OVER_TOLERANCE_MAX);
    let is_none = items.is_empty();
    items.truncate(OVER_TOLERANCE_MAX);
    let mut tables = results(wording::over_tolerance(language), &items, language, fonts);
    for table in &mut tables {
        // Where all rows would stand out, none does.
        table.tone = Box::new(|_| Tone::Plain);
    }
    if let Some(last) = tables.last_mut() {
        last.note = if is_none {
            Some(wording::none_over_tolerance(language).to_owned())
        } else {
            (more > 0).then(|| wording::more_items(language, more))
        };
    }
    tables
}

fn rate(item: &Item) -> i128 {
    let text = item.figures.get(Figure::DifferenceRate).trim_end_matches(['%', ' ']);
    let rate: Option<Decimal<9>> = text.parse().ok();
    rate.map_or(i128::MAX, |rate| rate.units().saturating_abs())
}

/// Tables of what items came to; more than one where the figures are too wide for one.
fn results<'a>(title: &str, items: &[&'a Item], language: Language, fonts: &Fonts) -> Vec<Table<'a>> {
    let words = || {
        let classes = items.iter().map(|item| item.class.word().in_language(language));
        let class = Column::fitted(wording::class(language), classes, (30.0, 60.0), 1, fonts);
        let verdicts = items.iter().map(|item| item.verdict.word().in_language(language));
        let verdict = Column::fitted(wording::verdict(language), verdicts, (40.0, 80.0), 2, fonts);
        let [number, part, measure] = keys(items, language, fonts);
        let name = Column::words(wording::name(language), 100.0, 2, 1.0);
        (vec![number, class, part, name, measure], verdict)
    };
    let (before, after) = words();
    let words_width = before.iter().map(|column| column.width).sum::<f32>() + after.width;
    let mut columns = figure_columns(items, &RESULTS, language, fonts);
    for column in &mut columns {
        column.stretch = 0.0;
    }
    let groups = groups(&RESULTS, columns, CONTENT_WIDTH - words_width);
    let count = groups.len();
    let table = |(index, group): (usize, Vec<(Figure, Column)>)| {
        let (figures, figure_columns): (Vec<Figure>, Vec<Column>) = group.into_iter().unzip();
        let (mut columns, verdict) = words();
        columns.extend(figure_columns);
        columns.push(verdict);
        results_table(&wording::divided(title, index + 1, count), columns, items.to_vec(), figures, language)
    };
    groups.into_iter().enumerate().map(table).collect()
}

fn results_table<'a>(
    title: &str,
    columns: Vec<Column>,
    items: Vec<&'a Item>,
    figures: Vec<Figure>,
    language: Language,
) -> Table<'a> {
    let rows = items.len();
    let toned = items.clone();
    let cell = move |row: usize, column: usize| {
        let Some(item) = items.get(row) else { return Cow::Borrowed("") };
        Cow::Borrowed(match column {
            0 => item.number.as_str(),
            1 => item.class.word().in_language(language),
            2 => item.part_number.as_str(),
            3 => item.name.as_str(),
            4 => item.measure.in_language(language),
            other => match figures.get(other - 5) {
                Some(figure) => shown(item.figures.get(*figure)),
                None => item.verdict.word().in_language(language),
            },
        })
    };
    let mut table = Table::new(title, columns, rows, Box::new(cell));
    table.tone = Box::new(move |row| match toned.get(row).map(|item| item.verdict) {
        Some(Verdict::OverTolerance) => Tone::Alarm,
        _ => Tone::Plain,
    });
    table
}

/// The columns by which an item is known: number, part number and measure.
fn keys(items: &[&Item], language: Language, fonts: &Fonts) -> [Column; 3] {
    let numbers = items.iter().map(|item| item.number.as_str());
    let parts = items.iter().map(|item| item.part_number.as_str());
    let measures = items.iter().map(|item| item.measure.in_language(language));
    [
        Column::fitted(wording::item_number(language), numbers, (30.0, 60.0), 1, fonts),
        Column::fitted(wording::part_number(language), parts, (50.0, 96.0), 2, fonts),
        Column::fitted(wording::measure(language), measures, (26.0, 60.0), 1, fonts),
    ]
}

fn figure_columns(items: &[&Item], figures: &[Figure], language: Language, fonts: &Fonts) -> Vec<Column> {
    let column = |figure: &Figure| {
        let texts = items.iter().map(|item| shown(item.figures.get(*figure)));
        Column::figures(figure.word().in_language(language), texts, fonts)
    };
    figures.iter().map(column).collect()
}

/// Tables of figures with the item in front; more than one where the figures are too wide for one.
fn figure_tables<'a>(
    title: &str,
    report: &'a VerificationReport,
    figures: &[Figure],
    language: Language,
    fonts: &Fonts,
) -> Vec<Table<'a>> {
    let items = all(report);
    let keys_width: f32 = keys(&items, language, fonts).iter().map(|column| column.width).sum();
    let columns = figure_columns(&items, figures, language, fonts);
    let groups = groups(figures, columns, CONTENT_WIDTH - keys_width);
    let count = groups.len();
    let table = |(index, group): (usize, Vec<(Figure, Column)>)| {
        let (figures, figure_columns): (Vec<Figure>, Vec<Column>) = group.into_iter().unzip();
        let mut columns: Vec<Column> = keys(&items, language, fonts).into_iter().collect();
        columns.extend(figure_columns);
        let cell = move |row: usize, column: usize| {
            let Some(item) = report.items.get(row) else { return Cow::Borrowed("") };
            Cow::Borrowed(match column {
                0 => item.number.as_str(),
                1 => item.part_number.as_str(),
                2 => item.measure.in_language(language),
                other => figures.get(other - 3).map_or("", |figure| shown(item.figures.get(*figure))),
            })
        };
        Table::new(&wording::divided(title, index + 1, count), columns, report.items.len(), Box::new(cell))
    };
    groups.into_iter().enumerate().map(table).collect()
}

/// Divides columns into as few groups as fit the width, with about as many columns each.
fn groups(figures: &[Figure], columns: Vec<Column>, width: f32) -> Vec<Vec<(Figure, Column)>> {
    let widths: Vec<f32> = columns.iter().map(|column| column.width).collect();
    let fewest = runs(&widths, width, widths.len()).len().max(1);
    let mut pairs = figures.iter().copied().zip(columns);
    let runs = runs(&widths, width, widths.len().div_ceil(fewest));
    runs.into_iter().map(|length| pairs.by_ref().take(length).collect()).collect()
}

/// How many of the widths go into each group, of at most so many and so wide together.
fn runs(widths: &[f32], width: f32, most: usize) -> Vec<usize> {
    let mut runs: Vec<usize> = Vec::new();
    let mut used = f32::INFINITY;
    for own in widths {
        match runs.last_mut() {
            Some(run) if *run < most && used + own <= width => {
                *run += 1;
                used += own;
            }
            _ => {
                runs.push(1);
                used = *own;
            }
        }
    }
    runs
}

fn explanations<'a>(report: &'a VerificationReport, language: Language, fonts: &Fonts) -> Table<'a> {
    let quantities = report.explanations.iter().map(|explanation| explanation.quantity.as_str());
    let mut quantity = Column::figures(wording::quantity(language), quantities, fonts);
    quantity.stretch = 0.0;
    let columns = vec![
        Column::words(wording::item_number(language), 40.0, 1, 0.0),
        quantity,
        Column::words(wording::cause(language), 110.0, 2, 0.0),
        Column::words(wording::text(language), 240.0, 6, 1.0),
        Column::words(wording::by(language), 110.0, 2, 0.0),
        Column::words(wording::at(language), 92.0, 2, 0.0),
    ];
    let cell = move |row: usize, column: usize| {
        let Some(explanation) = report.explanations.get(row) else { return Cow::Borrowed("") };
        Cow::Borrowed(match column {
            0 => explanation.item_number.as_str(),
            1 => explanation.quantity.as_str(),
            2 => explanation.cause.in_language(language),
            3 => explanation.text.as_str(),
            4 => explanation.by.as_str(),
            _ => explanation.at.as_str(),
        })
    };
    let rows = report.explanations.len();
    let mut table = Table::new(wording::explanations(language), columns, rows, Box::new(cell));
    table.note = (rows == 0).then(|| wording::no_explanations(language).to_owned());
    table
}

fn formulas(report: &VerificationReport, language: Language) -> Table<'_> {
    let columns = vec![
        Column::words(wording::figure(language), 130.0, 2, 0.0),
        Column::words(wording::expression(language), 380.0, 6, 3.0),
        Column::words(wording::rounding(language), 130.0, 4, 1.0),
    ];
    let cell = move |row: usize, column: usize| {
        let Some(formula) = report.formulas.get(row) else { return Cow::Borrowed("") };
        Cow::Borrowed(match column {
            0 => formula.figure.word().in_language(language),
            1 => formula.expression.in_language(language),
            _ => formula.rounding.in_language(language),
        })
    };
    Table::new(wording::formulas(language), columns, report.formulas.len(), Box::new(cell))
}

fn settings(report: &VerificationReport, language: Language) -> Table<'_> {
    let columns = vec![
        Column::words(wording::setting(language), 230.0, 3, 1.0),
        Column::words(wording::value(language), 110.0, 2, 0.0),
        Column::words(wording::source(language), 260.0, 4, 1.0),
        Column::words(wording::state(language), 80.0, 1, 0.0),
    ];
    let cell = move |row: usize, column: usize| {
        let Some(setting) = report.settings.get(row) else { return Cow::Borrowed("") };
        Cow::Borrowed(match column {
            0 => setting.name.in_language(language),
            1 => setting.value.as_str(),
            2 => setting.source.as_str(),
            _ if setting.is_verified => wording::verified(language),
            _ => wording::unverified(language),
        })
    };
    let mut table = Table::new(wording::settings(language), columns, report.settings.len(), Box::new(cell));
    table.tone = Box::new(move |row| match report.settings.get(row) {
        Some(setting) if !setting.is_verified => Tone::Alarm,
        _ => Tone::Plain,
    });
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_divided_evenly_over_as_few_tables_as_hold_them() {
        assert_eq!(runs(&[10.0; 9], 90.0, 9), [9]);
        assert_eq!(runs(&[10.0; 9], 40.0, 9), [4, 4, 1]);
        assert_eq!(runs(&[10.0; 9], 40.0, 3), [3, 3, 3]);
        assert_eq!(runs(&[100.0, 10.0, 10.0], 40.0, 3), [1, 2]);
        assert_eq!(runs(&[], 40.0, 0), Vec::<usize>::new());
    }
}
