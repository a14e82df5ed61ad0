// A truck that customs holds for inspection: it stays with a reason, and only somebody else lets it go on.
import type { Page } from '@playwright/test';
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const PLATE = '京A·E2E77';
const SEAL = 'The seal of the container does not look like the one on its paper.';
const FOUND = 'The container was opened; the seal had been changed by the carrier, who showed the record.';

async function fillReason(page: Page, reason: string, submit: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason (3 to 2,000 characters)').fill(reason);
  await dialog.getByRole('button', { name: submit, exact: true }).click();
}

/** Opens the slip from the list of slips with a held truck. */
async function openHeld(page: Page): Promise<void> {
  await page.goto('/slips?held=true');
  const row = page.getByRole('row').filter({ hasText: '1 held' }).first();
  await expect(row).toBeVisible();
  await page.goto(`/slips?text=${encodeURIComponent(PLATE)}`);
  await page.getByRole('link', { name: /^PS/ }).click();
}

test('an enterprise applies for a slip of an empty truck, which is valid at once', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.goto('/slips/new');
  await choose(page, 'Enterprise', '星桥示例半导体有限公司');
  await choose(page, 'Kind', 'Empty truck');
  await page.getByRole('radio', { name: 'Inbound' }).check();
  await page.getByRole('textbox', { name: 'Plate 1' }).fill(PLATE);
  await page.getByRole('textbox', { name: 'Vehicle (kg) 1' }).fill('7900');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Approved');
});

test('customs holds the truck with a reason, and may not release it alone', async ({ signIn }) => {
  const page = await signIn('customs1');
  await page.goto(`/slips?text=${encodeURIComponent(PLATE)}`);
  await page.getByRole('link', { name: /^PS/ }).click();
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await expectAccessible(page);
  await fillReason(page, SEAL, 'Hold');
  await recordedPosition(page);
  const truck = page.getByRole('row').filter({ hasText: PLATE });
  await expect(truck).toContainText(SEAL);
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await fillReason(page, FOUND, 'Release');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
    'Who made the request may not approve it.',
  );
});

test('at the lane the truck is stopped', async ({ signIn }) => {
  const page = await signIn('gate1');
  await page.goto('/gate');
  await page.getByLabel('Lane', { exact: true }).fill('lane-e2e');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('list', { name: 'Held trucks' })).toContainText(SEAL);
  await page.getByRole('list', { name: 'Held trucks' }).getByRole('button', { name: PLATE }).click();
  await expect(page.getByText('STOP')).toBeVisible();
  await expect(page.getByText('The truck is held: customs must release it.')).toBeVisible();
  await expectAccessible(page);
});

test('another officer releases it with a reason, and it may pass', async ({ signIn }) => {
  const page = await signIn('customs2');
  await page.goto('/worklist');
  await expect(page.getByRole('row').filter({ hasText: 'Decide on a held truck' }).first()).toBeVisible();
  await openHeld(page);
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await fillReason(page, FOUND, 'Release');
  await recordedPosition(page);
  await expect(page.getByRole('row').filter({ hasText: PLATE })).toContainText('Released, may pass');
  await page.getByRole('tab', { name: 'History and receipts' }).click();
  await expectAccessible(page);

  const lane = await signIn('gate1');
  await lane.goto('/gate');
  await lane.getByLabel('Lane', { exact: true }).fill('lane-e2e');
  await lane.getByRole('button', { name: 'Begin' }).click();
  await lane.getByLabel('Scan the slip, or type its number or a plate').fill(PLATE);
  await lane.keyboard.press('Enter');
  await expect(lane.getByText('May pass')).toBeVisible();
  await lane.keyboard.press('F4');
  await expect(lane.getByRole('list', { name: 'Passages of this terminal' })).toContainText(/entry \d+/);
});
