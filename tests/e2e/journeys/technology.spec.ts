// From a disclosure over its assessment and a contract to income and the tax on it, each step by the one whose it is.
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  recordedPosition,
  test,
} from '../support/console';

test.describe.configure({ mode: 'serial' });

const TITLE = 'E2E bendable backlight';
const NUMBER = 'E2E-TC-1';
let disclosure = '';
let contract = '';

test('an enterprise discloses, and waits for the desk', async ({ signIn }) => {
  const page = await signIn('clerk2');
  await page.getByRole('link', { name: 'Technology', exact: true }).click();
  await page.getByRole('button', { name: 'Disclose', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill(TITLE);
  await dialog.getByLabel('Field of technology').fill('Displays');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disclose', exact: true }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Waits for assessment');
  await expect(page.getByRole('button', { name: 'Assess' })).toHaveAccessibleDescription(
    'The investment desk decides.',
  );
  disclosure = page.url();
});

test('the desk finds it on the worklist and accepts it at a readiness level', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.getByRole('link', { name: 'Worklist' }).click();
  await page.getByRole('link', { name: TITLE }).click();
  await page.getByRole('button', { name: 'Assess' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Readiness level').fill('7');
  await dialog.getByLabel('What shows the level').fill('Report of a field test');
  await dialog.getByLabel('Reason').fill('A customer waits for it.');
  await dialog.getByRole('button', { name: 'Assess' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Accepted');
  await expect(page.getByText('use: shown, qualified or proven in operation')).toBeVisible();
});

test('the owner files a transfer, and a technology price above the total is refused with the largest', async ({
  signIn,
}) => {
  const page = await signIn('clerk2');
  await page.goto(disclosure);
  await page.getByRole('button', { name: 'File a contract' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Number').fill(NUMBER);
  await dialog.getByLabel('Name of the institution or firm').fill('Polaris Example Materials');
  await dialog.getByLabel('Total price').fill('9000000');
  await dialog.getByLabel('Technology price').fill('9000000.01');
  await dialog.getByRole('button', { name: 'File a contract' }).click();
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('TECHNOLOGY_PRICE');
  await expect(alert).toContainText('9,000,000.00');
  await dialog.getByLabel('Technology price').fill('8000000');
  await dialog.getByRole('button', { name: 'File a contract' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${NUMBER} Filed`);
  contract = page.url();
});

test('the desk registers it under a number of the year', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.getByRole('link', { name: 'Worklist' }).click();
  await page.getByRole('link', { name: NUMBER }).click();
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Registered');
  await expect(page.getByText(/^TC-\d{4}-\d{5}$/)).toBeVisible();
});

test('the income of the year is exempt to the limit, and half taxed above it, by settings that say so', async ({
  signIn,
}) => {
  const page = await signIn('clerk2');
  await page.goto(contract);
  await page.getByRole('button', { name: 'Report income' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Net income').fill('6000000');
  await dialog.getByRole('button', { name: 'Report income' }).click();
  await recordedPosition(page);
  await page.getByRole('link', { name: 'The tax year of the provider' }).click();
  const lines = page.getByRole('table', { name: 'Reports of income on their way through the year' });
  await expect(lines.getByRole('row').filter({ hasText: NUMBER })).toContainText('125,000.00');
  // (6,000,000 - 5,000,000) x 25 percent x one half, beside 25 percent of the whole.
  await expect(page.getByRole('definition').filter({ hasText: /^125,000\.00$/ })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: /^1,500,000\.00$/ })).toBeVisible();
  const parameters = page.getByRole('table', { name: 'Parameters of the tax' });
  await expect(parameters.getByText('Unverified: a setting')).toHaveCount(4);
  await expectAccessible(page);
});

test('the desk reads an enterprise’s year in Chinese, also on a phone', async ({ signIn }) => {
  const page = await signIn('investment1', 'zh-CN');
  await page.goto('/technology?tab=tax');
  await choose(page, '企业', /云杉/);
  await expect(page.getByText('不享受优惠时的税额')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
