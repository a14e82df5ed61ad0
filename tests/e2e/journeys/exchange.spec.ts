// Goods go from one zone to another that runs by itself: nothing passes between the two but files that people carry.
import type { Page } from '@playwright/test';
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';
import type { Zone } from '../support/zone';

const BOOK = 'T0100DEMC002';
const RECIPIENT = '91120100DEM000011E';

let second: Zone;

test.beforeAll(async ({ zone }) => {
  second = await zone.startSecond();
});

test.afterAll(async () => {
  const faults = second.faults();
  await second.stop();
  expect(faults, 'the log of the second zone has no errors').toEqual([]);
});

/** The file that a button hands out, as its text. */
async function carried(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: button }).click(),
  ]);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) {
    parts.push(Buffer.from(part as Uint8Array));
  }
  return Buffer.concat(parts).toString('utf8');
}

async function show(page: Page, button: string, text: string): Promise<void> {
  const file = { name: 'receipt.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.getByLabel(button, { exact: true }).and(page.locator('input[type=file]')).setInputFiles(file);
}

async function expectState(page: Page, state: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText(state);
}

test('goods leave with a file, are taken by it, and are posted by the file that comes back', async ({
  signIn,
}) => {
  // Two zones, five people.
  test.setTimeout(300_000);
  // The silence about an earlier consignment blocks the book until somebody explains it.
  const customs = await signIn('customs1');
  await customs.goto('/exceptions?state=open');
  await customs.getByRole('region', { name: BOOK }).getByRole('button', { name: 'Resolve' }).click();
  await customs
    .getByLabel('What happened and what was done about it (10 to 2,000 characters)')
    .fill('The other zone was called; its answer was lost on the way and is written anew.');
  await customs.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  await recordedPosition(customs);

  const clerk = await signIn('clerk1');
  await clerk.getByRole('link', { name: 'Other zones' }).click();
  await clerk.getByRole('button', { name: 'Send goods' }).click();
  const dialog = clerk.getByRole('dialog');
  await choose(clerk, 'From the account book', new RegExp(BOOK));
  await choose(clerk, /^Partner zone$/, /Second Example/);
  await dialog.getByLabel('Credit code of the recipient there').fill(RECIPIENT);
  await choose(clerk, /^Item$/, /Solid-state drive/);
  await dialog.getByLabel('Quantity').fill('25');
  await dialog.getByRole('button', { name: 'Submit to customs' }).click();
  await expectState(clerk, 'Submitted');

  const address = new URL(clerk.url()).pathname;
  await customs.goto(address);
  await customs.getByRole('button', { name: 'Let it leave' }).click();
  await customs.getByRole('dialog').getByRole('button', { name: 'Let it leave' }).click();
  await expectState(customs, 'In transit');
  const document = await carried(customs, 'Transport document');
  expect(document).toContain('etown-receipt/1');
  expect(document).not.toContain('usr_');

  const there = await signIn('clerk1', 'en', undefined, second);
  await there.goto('/exchange');
  await show(there, 'Present a receipt', document.replace('25.00000', '95.00000'));
  await expect(there.getByRole('alert')).toContainText('RECEIPT_NOT_PROVEN');
  await show(there, 'Present a receipt', document);
  await expectState(there, 'Presented');
  await expectAccessible(there);

  const officer = await signIn('customs2', 'en', undefined, second);
  await officer.goto(new URL(there.url()).pathname);
  await officer.getByRole('button', { name: 'Take the goods' }).click();
  await choose(officer, 'Into the account book', 'T0200DEMD001');
  await choose(officer, /Item for line 1/, /Solid-state drive/);
  await officer.getByRole('dialog').getByRole('button', { name: 'Take the goods' }).click();
  await expectState(officer, 'Accepted');
  const answer = await carried(officer, 'Answer for the other zone');
  await officer.goto('/exchange');
  await show(officer, 'Present a receipt', document);
  await expect(officer.getByRole('alert')).toContainText('CONSIGNMENT_SEEN');

  await clerk.goto(address);
  await show(clerk, 'Record the answer', answer);
  await expectState(clerk, 'Accepted');
  await expect(clerk.getByRole('heading', { name: 'Proven answer of the other zone' })).toBeVisible();
  await expectAccessible(clerk);
  await clerk.getByRole('link', { name: BOOK }).click();
  await clerk.getByRole('tab', { name: 'Postings' }).click();
  await expect(clerk.getByRole('table').first()).toContainText('QJ0100');
});

test('a consignment of the other zone is refused with a reason, and its goods are free there again', async ({
  signIn,
}) => {
  const customs = await signIn('customs2', 'zh-CN');
  await customs.goto('/exchange?direction=inbound');
  await customs.getByRole('link', { name: /^QJ0200/ }).click();
  await customs.getByRole('button', { name: '拒收' }).click();
  await customs.getByLabel('理由（对方园区可见）').fill('封志破损。');
  await customs
    .getByRole('dialog')
    .getByRole('button', { name: /拒\s?收/ })
    .click();
  await expectState(customs, '已拒收');
  const answer = await carried(customs, '给对方园区的答复');

  const there = await signIn('clerk1', 'zh-CN', undefined, second);
  await there.goto('/exchange?direction=outbound');
  await there.getByRole('link', { name: /^QJ0200/ }).click();
  await show(there, '登记答复', answer);
  await expectState(there, '已拒收');
  await expect(there.getByText('封志破损。')).toBeVisible();
});
