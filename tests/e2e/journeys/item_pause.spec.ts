// Customs pauses one direction of one item: what would move it is refused in words, and everything else goes on.
import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectAccessible,
  firstRow,
  recordedPosition,
  resolveExceptions,
  test,
} from '../support/console';

test.describe.configure({ mode: 'serial' });

const BOOK = 'H0100DEMA001';
const PART = 'SB-RESIN-2';

async function openItems(page: Page): Promise<void> {
  const { id } = await firstRow<{ id: string }>(page, `/api/v1/books?text=${BOOK}`);
  await page.goto(`/books/${id}?text=${PART}`);
  await expect(page.getByRole('row').filter({ hasText: PART })).toBeVisible();
}

async function pause(page: Page, direction: string): Promise<void> {
  await page.getByRole('button', { name: 'Expand row' }).click();
  await page.getByRole('cell').getByRole('button', { name: 'Pause or resume' }).click();
  const dialog = page.getByRole('dialog');
  await choose(page, 'Paused', direction);
  await dialog
    .getByLabel('Reason (3 to 2,000 characters)')
    .fill('The certificates of this resin are looked at.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Pause or resume' }).click();
  await recordedPosition(page);
}

test('customs pauses what comes in of one item', async ({ signIn }) => {
  const page = await signIn('customs1');
  await openItems(page);
  await pause(page, 'Inbound paused');
  await expect(page.getByRole('row').filter({ hasText: PART })).toContainText('Inbound paused');
});

test('a list that brings it in is refused in words, until customs lets it in again', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await openItems(page);
  await page.getByRole('button', { name: 'Draft a list' }).click();
  await page.getByLabel('Supervision mode (four digits)').fill('5034');
  await page.getByRole('checkbox', { name: /Posting waits/ }).uncheck();
  await choose(page, 'Item 1', /SB-RESIN-2/);
  await page.getByRole('textbox', { name: 'Quantity 1' }).fill('10');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('alert')).toContainText('Customs has paused the item in this direction.');
  await expectAccessible(page);

  const customs = await signIn('customs2');
  await openItems(customs);
  await pause(customs, 'Not paused');
  await expect(customs.getByRole('row').filter({ hasText: PART })).not.toContainText('paused');

  // What the gate reported twice may block the whole book, which is another matter.
  await resolveExceptions(customs, BOOK);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Draft');
  await page.getByRole('button', { name: 'Submit to customs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Submitted');
});
