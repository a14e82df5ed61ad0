// The life of a book and of a list through every role: filed, approved, held, passed, posted, proven.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { choose, expect, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const BOOK = 'H0100E2E0001';
const PLATE = '京A·E2E01';

let listNumber = '';
let listId = '';
let approval = 0;

async function openBook(page: Page): Promise<void> {
  await page.goto(`/books?text=${BOOK}`);
  await page.getByRole('link', { name: BOOK }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(BOOK);
}

async function openList(page: Page): Promise<void> {
  await page.goto(`/lists?text=${listNumber}`);
  await page.getByRole('link', { name: listNumber }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(listNumber);
}

test('an enterprise officer files an account book with items and a bill of materials', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.getByRole('link', { name: 'Account books' }).click();
  await page.getByRole('button', { name: 'File a new book' }).click();
  await choose(page, 'Enterprise', '星桥示例半导体有限公司');
  await page.getByLabel('Number', { exact: true }).fill(BOOK);
  await page.getByLabel('Valid until').fill('2028-12-31');
  await page.getByLabel('Verification cycle').fill('6');
  await page.getByRole('button', { name: 'File the head' }).click();
  await recordedPosition(page);

  await expect(page.getByRole('heading', { name: 'Items' })).toBeVisible();
  const rows = [
    '1\tmaterial\tE2E-M1\t示例晶圆 / Example wafer\t85423190\tpcs\t12.5000\tCNY',
    '2\tfinished\tE2E-P1\t示例芯片 / Example chip\t85423190\tpcs\t30\tCNY',
  ].join('\n');
  await page.getByRole('textbox', { name: 'No. 1' }).evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, rows);
  await page.getByRole('button', { name: 'File 2 items' }).click();
  await expect(page.getByText('2 items filed so far')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();

  await choose(page, 'Product (finished item)', /E2E-P1/);
  await choose(page, 'Material 1', /E2E-M1/);
  await page.getByRole('textbox', { name: 'Net consumption 1' }).fill('1.9');
  await page.getByRole('textbox', { name: 'Intangible loss % 1' }).fill('5');
  await page.getByRole('button', { name: 'File this version' }).click();
  await expect(page.getByText('1 version filed so far')).toBeVisible();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Submit to customs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Submitted');
});

test('a customs officer approves the book and sees the unit consumption', async ({ signIn }) => {
  const page = await signIn('customs1', 'en');
  await page.getByRole('link', { name: 'Worklist', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Worklist' })).toBeVisible();
  await page.getByRole('link', { name: BOOK }).click();
  const versions = page.getByRole('tab', { name: 'Bills of materials' });
  await versions.click();
  await expect(versions).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Expand row' }).click();
  await expect(page.getByText('2.000000000')).toBeVisible();
  await page.getByRole('button', { name: 'Approve the book' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Active');
});

test('an enterprise officer drafts and submits a list, and may not approve it', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await openBook(page);
  await page.getByRole('button', { name: 'Draft a list' }).click();
  await page.getByLabel('Supervision mode (four digits)').fill('5000');
  await page.getByLabel('Trucks (plates)').fill(PLATE);
  await page.keyboard.press('Enter');
  await choose(page, 'Item 1', /E2E-M1/);
  await page.getByRole('textbox', { name: 'Quantity 1' }).fill('6000');
  await expect(page.getByRole('textbox', { name: 'Unit price 1' })).toHaveValue('12.5000');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('QD');
  listNumber = /QD\w+/.exec((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')?.[0] ?? '';
  listId = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await page.getByRole('button', { name: 'Submit to customs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Submitted');
  await expect(page.getByRole('button', { name: 'Approve the list' })).toHaveCount(0);
});

test('a customs officer approves the list in Chinese, which holds its quantity', async ({ signIn }) => {
  const page = await signIn('customs2', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await openList(page);
  await page.getByRole('button', { name: '核准清单' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已核准');
  const notice = page.getByText(/^已记入日志第 \d+ 条$/);
  approval = Number(((await notice.textContent()) ?? '').replace(/\D/g, ''));
  expect(approval).toBeGreaterThan(0);
  await openBook(page);
  const material = page.getByRole('row').filter({ hasText: 'E2E-M1' });
  await expect(material).toContainText('6,000.00000');
});

test('a gate operator reports the release and the passage, and the list is posted', async ({ signIn }) => {
  const page = await signIn('gate1');
  await page.goto('/gate/reports');
  await page.getByLabel('List id, as on the pass slip').fill(listId);
  await page.keyboard.press('Enter');
  await page.getByLabel('Declaration number').fill('010020260000009999');
  await page.getByRole('button', { name: 'Report the release' }).click();
  await recordedPosition(page);
  await page.getByLabel('Truck (plate)').fill(PLATE);
  await page.getByRole('button', { name: 'Report the passage' }).click();
  await expect(page.getByText(/^Recorded as entry/)).toHaveCount(2);

  const clerk = await signIn('clerk1');
  await openList(clerk);
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('Posted');
  await clerk.getByRole('tab', { name: 'Postings' }).click();
  await expect(clerk.getByRole('row').filter({ hasText: 'Imported' }).first()).toContainText('6,000.00000');
});

test('a refusal is told in words, with the numbers and the largest amount that would be accepted', async ({
  signIn,
}) => {
  const page = await signIn('clerk1');
  await openBook(page);
  await page.getByRole('button', { name: 'Draft a list' }).click();
  await choose(page, 'Movement', 'Re-export');
  await page.getByLabel('Supervision mode (four digits)').fill('5000');
  await page.getByRole('checkbox', { name: /Posting waits/ }).uncheck();
  await choose(page, 'Item 1', /E2E-M1/);
  await expect(page.getByText('available 6,000 pcs')).toBeVisible();
  await page.getByRole('textbox', { name: 'Quantity 1' }).fill('6000.00001');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Submit to customs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Submitted');
  const address = page.url();

  const customs = await signIn('customs1');
  await customs.goto(address);
  await customs.getByRole('button', { name: 'Approve the list' }).click();
  const alert = customs.getByRole('alert');
  await expect(alert).toContainText('Less is available than is asked for.');
  await expect(alert).toContainText('6,000.00001');
  await expect(alert).toContainText('Largest amount that would be accepted');
});

test('an auditor downloads the receipt of the approval and the program verifies it offline', async ({
  signIn,
  zone,
}, info) => {
  const page = await signIn('auditor1');
  await openList(page);
  await page.getByRole('tab', { name: 'History and receipts' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download the receipt of entry ${approval}` }).click(),
  ]);
  const receipt = info.outputPath('receipt.json');
  await download.saveAs(receipt);
  await page.getByRole('link', { name: 'Verify a receipt' }).click();
  const [trustDownload] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the trust file' }).click(),
  ]);
  const trust = info.outputPath('trust.json');
  await trustDownload.saveAs(trust);

  const verified = zone.run('verify', receipt, '--trust', trust);
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.printed).toContain(String(approval));

  const forged = info.outputPath('forged.json');
  writeFileSync(forged, readFileSync(receipt, 'utf8').replaceAll('list_approved', 'list_returned'));
  expect(zone.run('verify', forged, '--trust', trust).code).not.toBe(0);
});
