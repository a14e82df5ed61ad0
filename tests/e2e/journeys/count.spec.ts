// A count from its announcement to the record beside it, with a second look at what was counted wrongly.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, firstRow, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const BOOK = 'H0100DEMB001';

async function openPeriod(page: Page, tab?: string): Promise<void> {
  const { id } = await firstRow<{ id: string }>(page, `/api/v1/books?text=${BOOK}`);
  await page.goto(`/books/${id}/periods/1${tab === undefined ? '' : `?tab=${tab}`}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Period 1 of book ${BOOK}`);
}

/** What the hint under each field says should remain, entered as counted; of what the record lacks, nothing is there. */
async function countAsRecorded(page: Page): Promise<number> {
  const fields = page.getByRole('textbox', { name: /^Counted \d+$/ });
  await expect(fields.first()).toBeVisible();
  const count = await fields.count();
  for (let at = 0; at < count; at += 1) {
    const hint =
      (await page
        .getByRole('table', { name: 'Count' })
        .getByRole('row')
        .nth(at + 1)
        .textContent()) ?? '';
    const expected = /should remain ([\d,.]+)/.exec(hint)?.[1] ?? '0';
    await fields.nth(at).fill(expected.replaceAll(',', ''));
  }
  return count;
}

test('the enterprise announces a count for today', async ({ signIn }) => {
  const page = await signIn('clerk2');
  await openPeriod(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Announce a count' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Announce a count' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Count announced');
});

test('a cutoff in the past is refused in words', async ({ signIn }) => {
  const page = await signIn('clerk2');
  await openPeriod(page);
  await page.getByRole('button', { name: 'Withdraw the count' }).click();
  const reason = page.getByRole('dialog').getByLabel('Reason (3 to 2,000 characters)');
  await reason.fill('The warehouse is being moved this week.');
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the count' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Running');
  await page.getByRole('button', { name: 'Announce a count' }).click();
  const dialog = page.getByRole('dialog');
  const cutoff = dialog.getByLabel('Cutoff (last day)');
  const today = await cutoff.inputValue();
  await cutoff.fill('2020-01-31');
  await dialog.getByRole('button', { name: 'Announce a count' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await cutoff.fill(today);
  await dialog.getByRole('button', { name: 'Announce a count' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Count announced');
});

test('the enterprise enters what was counted, and completes the count', async ({ signIn }) => {
  const page = await signIn('clerk2');
  await openPeriod(page, 'count');
  await expect(page.getByRole('button', { name: 'The count is complete' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  const rows = await countAsRecorded(page);
  expect(rows).toBeGreaterThan(3);
  await expectAccessible(page);
  await page.getByRole('button', { name: `Record ${rows} rows` }).click();
  await recordedPosition(page);
  const counted = page.getByRole('table', { name: 'Counted so far' });
  await expect(counted.getByRole('row')).toHaveCount(rows + 1);

  // A second look: one row is entered again, and only that one is sent.
  await page.getByRole('textbox', { name: 'Counted 1', exact: true }).fill('1');
  await page.getByRole('button', { name: 'Record 1 row' }).click();
  await expect(counted.getByRole('row').nth(1)).toContainText('1');
  await page.getByRole('button', { name: 'The count is complete' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Counted');
  await page.getByRole('tab', { name: 'Record and count' }).click();
  const compared = page.getByRole('table', { name: 'Record and count by item' });
  await expect(compared.getByText('Shortage over tolerance')).toHaveCount(1);
  await expectAccessible(page);
});

test('the count is reopened with a reason, corrected, and agrees but for what the record itself lacks', async ({
  signIn,
}) => {
  const page = await signIn('clerk2');
  await openPeriod(page, 'count');
  await page.getByRole('button', { name: 'Count again' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('Reason (3 to 2,000 characters)')
    .fill('The first row was typed from another sheet.');
  await page.getByRole('dialog').getByRole('button', { name: 'Count again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Count announced');
  await countAsRecorded(page);
  await page.getByRole('button', { name: 'Record 1 row' }).click();
  await recordedPosition(page);
  await page.getByRole('button', { name: 'The count is complete' }).click();
  await page.getByRole('tab', { name: 'Record and count' }).click();
  await page.getByRole('checkbox', { name: 'Only differences' }).click();
  const differing = page
    .getByRole('table', { name: 'Record and count by item' })
    .locator('tbody')
    .getByRole('row');
  await expect(differing).toHaveCount(1);
  await expect(differing).toContainText('SP-FILM-3');
  await expect(page.getByRole('button', { name: 'Apply for verification' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('whoever reads the period downloads its report in both languages', async ({ signIn }) => {
  const page = await signIn('auditor1');
  await openPeriod(page);
  for (const [label, ending] of [
    ['PDF · English', '-en.pdf'],
    ['PDF · 中文', '-zh-CN.pdf'],
    ['Spreadsheet (XLSX) · 中文', '-zh-CN.xlsx'],
  ] as const) {
    await page.getByRole('button', { name: 'Verification report' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label }).click(),
    ]);
    expect(download.suggestedFilename()).toContain(ending);
  }
});
