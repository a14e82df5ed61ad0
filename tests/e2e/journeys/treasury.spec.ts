// A cash pool: its quotas at a glance, a draw that fits, and one that is refused with what would fit.
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  recordedPosition,
  test,
} from '../support/console';

test('the lead draws, and the next draw is refused with clause, numbers and the largest amount', async ({
  signIn,
}) => {
  const page = await signIn('clerk1');
  await page.getByRole('link', { name: 'Cash pools' }).click();
  await page.getByRole('link', { name: /Example Group cross-border pool/ }).click();
  await expect(page.getByText(/of 2,800,000,000 CNY used/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Currency' }).click();
  await page.locator('.ant-select-item-option', { hasText: 'USD' }).click();
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('1000000');
  await dialog.getByRole('textbox', { name: 'Yuan for one unit' }).fill('7.10');
  await dialog.getByRole('button', { name: 'Draw', exact: true }).click();
  await recordedPosition(page);
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('900000000');
  await dialog.getByRole('button', { name: 'Draw', exact: true }).click();
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('Yinfa [2025] 251 art. 9');
  await expect(alert).toContainText('2,800,000,000');
  await expect(alert).toContainText('QUOTA_EXCEEDED');
});

test('the treasury desk reads the pool in Chinese, also on a phone', async ({ signIn }) => {
  const page = await signIn('treasury1', 'zh-CN');
  await page.goto('/pools');
  await expect(page.getByText('外债额度')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('the treasury desk files a pool; a group below a threshold is told which one it misses', async ({
  signIn,
}) => {
  const page = await signIn('treasury1');
  await page.goto('/pools');
  await page.getByRole('button', { name: 'File a pool' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pool', { exact: true }).fill('E2E pool');
  await choose(page, 'Lead', /云杉/);
  await dialog.getByLabel('Audited equity of the lead').fill('300000000');
  await choose(page, 'Enterprise', /星桥/);
  await dialog.getByLabel('Audited equity, in yuan').fill('200000000');
  await dialog.getByLabel('Payments across borders').fill('7000000000');
  await dialog.getByLabel('Turnover onshore').fill('1');
  await dialog.getByLabel('Turnover offshore').fill('2000000000');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'File a pool' }).click();
  await expect(dialog.getByRole('alert')).toContainText('POOL_NOT_ELIGIBLE');
  await expect(dialog.getByRole('alert')).toContainText('at least: 10,000,000,000.00');
  await dialog.getByLabel('Turnover onshore').fill('10000000000');
  await dialog.getByRole('button', { name: 'File a pool' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('E2E pool');
});
