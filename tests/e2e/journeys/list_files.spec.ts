// Lists from a file: a good one becomes drafts, a bad one says what to correct and where, and drafts nothing.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, firstRow, recordedPosition, test } from '../support/console';
import { textRow, withRows } from '../support/workbook';

const VERSION = 'etown-list-lines/1';
const ROW = ['E2E-F1', 'import', '5034', 'no', '', '1', '2', '85429000', '1500', 'pcs', '0.12', ''];

interface Book {
  id: string;
}

/** Opens the form for a new list of the demo's first book. */
async function openForm(page: Page): Promise<void> {
  const book = await firstRow<Book>(page, '/api/v1/books?text=H0100DEMA001');
  await page.goto(`/lists/new?book=${book.id}`);
  await expect(page.getByRole('region', { name: 'From a file' })).toBeVisible();
}

async function csvOf(page: Page, row: readonly string[]): Promise<string> {
  const template = await page.request.get('/api/v1/files/list-template?format=csv');
  return `${(await template.text()).trimEnd()}\n${row.join(',')}\n`;
}

async function workbookTemplate(page: Page): Promise<Buffer> {
  return (await page.request.get('/api/v1/files/list-template?format=xlsx')).body();
}

async function choose(page: Page, name: string, content: Buffer | string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream',
    buffer: Buffer.from(content),
  });
}

/** What the page says of a bad file: one line of its table of findings. */
async function finding(page: Page, code: string) {
  await expect(page.getByRole('alert')).toContainText('cannot be read as it stands. Nothing was drafted.');
  const row = page
    .getByRole('table', { name: 'What to correct in the file' })
    .getByRole('row')
    .filter({ hasText: code });
  await expect(row).toBeVisible();
  return row;
}

test('a filled template becomes a draft, exactly as it stands in the file', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await openForm(page);
  await choose(page, 'frames.csv', await csvOf(page, ROW));
  await page.getByRole('button', { name: 'Draft E2E-F1' }).click();
  await recordedPosition(page);
  await page.getByRole('link', { name: 'Drafted: open it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Draft');
  await expect(page.getByRole('table', { name: 'Lines of the list' })).toContainText('1,500');

  await openForm(page);
  await choose(
    page,
    'frames.xlsx',
    withRows(await workbookTemplate(page), textRow(['E2E-F2', ...ROW.slice(1)])),
  );
  await expect(page.getByRole('button', { name: 'Draft E2E-F2' })).toBeVisible();
  await expectAccessible(page);
});

test('a file of another version of the template is told which cell to look at', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await openForm(page);
  await choose(page, 'old.csv', (await csvOf(page, ROW)).replace(VERSION, 'etown-list-lines/0'));
  const row = await finding(page, 'FILE_TEMPLATE_VERSION');
  await expect(row).toContainText('take the current template');
  await expectAccessible(page);
});

test('merged cells and formulas are told by sheet, row and column, in the language of the page', async ({
  signIn,
}) => {
  const page = await signIn('clerk1');
  await openForm(page);
  const template = await workbookTemplate(page);
  const merged = withRows(
    template,
    textRow(ROW),
    '<mergeCells count="1"><mergeCell ref="B5:C6"/></mergeCells>',
  );
  await choose(page, 'merged.xlsx', merged);
  await expect(await finding(page, 'FILE_HAS_MERGED_CELLS')).toContainText('Lines · B');
  const formula = withRows(template, '<row r="3"><c r="I3"><f>5+7.5</f><v>12.5</v></c></row>');
  await choose(page, 'formula.xlsx', formula);
  await expect(await finding(page, 'CELL_FORMULA')).toContainText('quantity');
  await page.getByText('中文').click();
  await expect(page.getByText('单元格为公式，请粘贴为数值')).toBeVisible();
  await expectAccessible(page);
});

test('the same file can be chosen again once it is corrected', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await openForm(page);
  const wrong = ROW.map((cell) => (cell === '1500' ? '1,500.123456' : cell));
  await choose(
    page,
    'frames.csv',
    await csvOf(
      page,
      wrong.map((cell) => `"${cell}"`),
    ),
  );
  await finding(page, 'CELL_THOUSANDS_SEPARATOR');
  await choose(page, 'frames.csv', await csvOf(page, ROW));
  await expect(page.getByRole('button', { name: 'Draft E2E-F1' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What to correct in the file' })).toHaveCount(0);
});
