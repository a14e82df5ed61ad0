// A machine under supervision: registered by its enterprise, confirmed, moved, and released before its term with a reason.
import { choose, expect, expectAccessible, firstRow, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const SERIAL = 'E2E-MACHINE-1';

let address = '';

test('an enterprise registers a machine of a line that came in', async ({ signIn }) => {
  const page = await signIn('clerk1');
  const list = await firstRow<{ id: string }>(
    page,
    '/api/v1/lists?status=posted&movement=import&text=T0100DEMC001',
  );
  await page.goto(`/equipment/new?list=${list.id}`);
  await choose(page, 'Line of the list', /^1 ·/);
  await page.getByLabel('Name', { exact: true }).fill('示例存储柜 / Example storage rack');
  await page.getByLabel('Serial number').fill(SERIAL);
  await page.getByLabel('Location').fill('Hall 3, bay A');
  await choose(page, 'Used by', /灯塔/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Register equipment' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Registered');
  await expect(page.getByText('counted once customs confirms')).toBeVisible();
  address = page.url();
});

test('customs finds it on the worklist and confirms it, and its term begins', async ({ signIn }) => {
  const page = await signIn('customs1');
  await page.goto('/worklist');
  await expect(page.getByRole('row').filter({ hasText: 'Confirm equipment' }).first()).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole('button', { name: 'Release before its term' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Under supervision');
  await expect(page.getByText('counted once customs confirms')).toHaveCount(0);
});

test('the enterprise moves it, and may not release it', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.goto(`/equipment?text=${SERIAL}`);
  await page.getByRole('link', { name: /Example storage rack/ }).click();
  await expect(page.getByRole('button', { name: 'Release before its term' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Move' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Location').fill('Hall 4, bay B');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await recordedPosition(page);
  const history = page.getByRole('list', { name: 'What happened' });
  await expect(history.getByRole('listitem')).toHaveCount(3);
  await expect(history.getByRole('listitem').last()).toContainText('Hall 4, bay B');
});

test('customs releases it before its term, and says why', async ({ signIn }) => {
  const page = await signIn('customs2');
  await page.goto(address);
  await page.getByRole('button', { name: 'Release before its term' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Reason (3 to 2,000 characters)')
    .fill('Sent back abroad; the declaration was checked.');
  await dialog.getByRole('button', { name: 'Release before its term' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Released');
  await expect(page.getByText('Sent back abroad; the declaration was checked.').first()).toBeVisible();
  await expectAccessible(page);
});
