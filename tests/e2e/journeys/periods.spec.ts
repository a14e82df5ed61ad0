// A period of a book from its count to its closing, by the enterprise and two officers of customs, with every number open.
import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectAccessible,
  recordedPosition,
  resolveExceptions,
  test,
} from '../support/console';

test.describe.configure({ mode: 'serial' });

const BOOK = 'T0100DEMC001';

async function openPeriod(page: Page): Promise<void> {
  const answer = await page.request.get(`/api/v1/books?text=${BOOK}`);
  const body: { rows: { id: string }[] } = await answer.json();
  await page.goto(`/books/${body.rows[0]?.id}?tab=periods`);
  await page.getByRole('link', { name: 'Period 1' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Period 1 of book ${BOOK}`);
}

test('the officer of the enterprise sees each difference, opens its numbers and explains it', async ({
  signIn,
}) => {
  const page = await signIn('clerk1');
  await openPeriod(page);
  await page.getByRole('checkbox', { name: 'Only differences' }).click();
  await expect(page).toHaveURL(/differences=true/);
  const table = page.getByRole('table', { name: 'Record and count by item' });
  await expect(table.getByText('Shortage over tolerance')).toBeVisible();
  await page.getByRole('button', { name: /^Should remain of item 1:/ }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Should remain = Opening + In − Out − Consumed by BOM');
  await drawer.getByRole('button', { name: /^In of item 1:/ }).click();
  await drawer.getByRole('button', { name: /^Imported of item 1:/ }).click();
  await expect(drawer).toContainText('That is the number.');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Close', exact: true }).click();

  await table.getByRole('button', { name: 'Explain' }).first().click();
  await choose(page, 'Cause', 'Loss');
  await page.getByLabel('Explanation (10 to 2,000 characters)').fill('Six cases were damaged by water.');
  await page.getByRole('dialog').getByRole('button', { name: 'Explain' }).click();
  await recordedPosition(page);
  await expect(table).toContainText('Six cases were damaged by water.');
});

test('the exception that blocks the book is resolved first, then the enterprise applies', async ({
  signIn,
}) => {
  const customs = await signIn('customs2');
  expect(await resolveExceptions(customs, BOOK)).toBeGreaterThan(0);
  const page = await signIn('clerk1');
  await openPeriod(page);
  await page.getByRole('button', { name: 'Apply for verification' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Applied for');
});

test('one officer accepts, may not close, and another one closes', async ({ signIn }) => {
  const first = await signIn('customs1');
  await first.goto('/worklist');
  await expect(first.getByText('Accept a verification (first officer)')).toBeVisible();
  await openPeriod(first);
  await first.getByRole('button', { name: 'Accept (first officer)' }).click();
  await expect(first.getByRole('heading', { level: 1 })).toContainText('Accepted');
  await expect(first.getByRole('button', { name: 'Close (second officer)' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );

  const second = await signIn('customs2');
  await openPeriod(second);
  await second.getByRole('button', { name: 'Close (second officer)' }).click();
  await second.getByRole('dialog').getByRole('button', { name: 'Close (second officer)' }).click();
  await expect(second.getByRole('heading', { level: 1 })).toContainText('Closed');
});

test('the next period opens with what was counted', async ({ signIn }) => {
  const page = await signIn('auditor1');
  await openPeriod(page);
  await page.getByRole('link', { name: BOOK }).click();
  await page.getByRole('link', { name: 'Period 2' }).click();
  await page.getByRole('button', { name: /^Opening of item 1: 1494/ }).click();
  await expect(page.getByRole('dialog')).toContainText('That is the number.');
});

test('products are traced through their production to the imports of their materials', async ({ signIn }) => {
  const page = await signIn('auditor1');
  const answer = await page.request.get('/api/v1/lists?status=posted&movement=export&text=H0100DEMB001');
  const body: { rows: { id: string }[] } = await answer.json();
  await page.goto(`/lists/${body.rows[0]?.id}?tab=trace`);
  const line = page.getByRole('region', { name: 'line 1' });
  await expect(line).toContainText('SP-MOD-55');
  await expect(line.getByRole('link', { name: /^QD010026I/ }).first()).toBeVisible();
  await line
    .getByRole('link', { name: /^from lot/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('SP-PCB-9');
  await expect(page.getByRole('table', { name: 'Draws and returns' })).toBeVisible();
  await expectAccessible(page);
});
