// From a technology contract to the list that exports the product: every step on one page, and the statements that join it.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole('dialog').getByLabel(label).click();
  await page.getByTitle(option).click();
}

test('customs follows a product from its contract to the export list and back, with a receipt at every step', async ({
  signIn,
}) => {
  const page = await signIn('customs1');
  await page.getByRole('link', { name: 'Four chains' }).click();
  await page.getByLabel('Name, code or commodity code').fill('driver');
  await page.keyboard.press('Enter');
  await page
    .getByRole('table', { name: 'By product' })
    .getByRole('link', { name: 'Display driver chip' })
    .click();
  const steps = [
    'Technology contract',
    'Product',
    'Bill of materials',
    'Supplier',
    'Lot in the zone',
    'Export list',
  ];
  for (const step of steps) {
    const region = page.getByRole('region', { name: step, exact: true });
    await expect(region.getByRole('link', { name: /^Entry/ }).first()).toBeVisible();
  }
  const region = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(region('Technology contract')).toContainText('SB-2026-017');
  await expect(region('Bill of materials')).toContainText('H0100DEMA001 · SB-DRV-8K · V1');
  await expect(region('Supplier')).toContainText('Juniper Example Wafers');
  await expect(region('Supplier')).toContainText('stated to be no product, so no supplier is known');
  await expect(region('Lot in the zone')).toContainText('in stock');
  await expect(region('Export list')).toContainText('drew on lots');
  await expectAccessible(page);
  const exported = region('Export list').locator('a[href^="/lists/"]').first();
  const number = (await exported.textContent()) ?? '';
  await exported.click();
  // The page of before has a link of the same name.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await page.getByRole('link', { name: 'Display driver chip' }).click();
  await region('Lot in the zone')
    .getByRole('link', { name: /^Entry/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Entry');
});

test('an enterprise states an item and a contract and withdraws what it stated', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.goto('/four-chains?product=bonding-wire');
  await expect(page.getByText('You see what is public')).toBeVisible();
  await page.getByRole('button', { name: 'State an item' }).click();
  await choose(page, 'Account book', /H0100DEMA001/);
  await choose(page, 'Item', /SB-WIRE-1/);
  await page.getByLabel('What it rests on').fill('Table of part numbers, invented');
  await page.getByRole('dialog').getByRole('button', { name: 'State', exact: true }).click();
  await recordedPosition(page);
  const bill = page.getByRole('region', { name: 'Bill of materials', exact: true });
  await expect(bill).toContainText('a material itself, so no bill');
  await page.getByRole('button', { name: 'State a contract' }).click();
  await choose(page, 'Contract', /SB-2026-021/);
  await page.getByLabel('What it rests on').fill('Plan of implementation, invented');
  await page.getByRole('dialog').getByRole('button', { name: 'State', exact: true }).click();
  const contract = page.getByRole('region', { name: 'Technology contract', exact: true });
  await expect(contract).toContainText('SB-2026-021');
  await page.getByRole('button', { name: 'Withdraw SB-WIRE-1' }).click();
  await page.getByLabel('Reason (3 to 2,000 characters)').fill('It is the older wire');
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw the statement' }).click();
  await expect(bill).toContainText('stated to be no item of an account book');
});
