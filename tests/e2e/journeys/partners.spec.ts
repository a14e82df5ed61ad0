// Partners abroad: an institution is registered, what was done together is recorded with its receipt, and it ends.
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const NAME = 'E2E Example Chamber';
let address = '';

test('the desk registers an institution and records an activity with its receipt', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.getByRole('link', { name: 'Partners abroad' }).click();
  await page.getByRole('button', { name: 'Register an institution' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name in Chinese').fill('端到端示例商会');
  await dialog.getByLabel('Name in English').fill(NAME);
  await dialog.getByLabel('Country').fill('fr');
  await dialog.getByLabel('Who answers').fill('Membership desk');
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(dialog.getByText('Two capital letters of ISO 3166-1', { exact: false })).toBeVisible();
  await dialog.getByLabel('Country').fill('FR');
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${NAME} Goes on`);
  address = page.url();
  await page.getByRole('button', { name: 'Record an activity' }).click();
  await dialog.getByLabel('Activity').fill('Visit of members');
  await dialog.getByLabel('Outcome').fill('One new lead');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  const position = await recordedPosition(page);
  const activities = page.getByRole('table', { name: 'Activities' });
  await expect(
    activities.getByRole('link', { name: `Download the receipt of entry ${position}` }),
  ).toBeVisible();
});

test('an enterprise reads the register, finds it by its name, and may change nothing', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.goto('/institutions');
  await page.getByLabel('Name', { exact: true }).fill('e2e example');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: NAME }).click();
  await expect(page.getByText('One new lead')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record an activity' })).toHaveAccessibleDescription(
    'Only the investment desk does this.',
  );
  await expect(page.getByRole('link', { name: /^Download the receipt/ })).toHaveCount(0);
});

test('the cooperation ends with a reason, and the register tells it apart', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.goto(address);
  await page.getByRole('button', { name: 'End the cooperation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('The chamber closed its office.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'End the cooperation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ended');
  await expect(page.getByRole('list', { name: 'What happened' }).getByRole('listitem')).toHaveCount(3);
  await page.goto('/institutions');
  await choose(page, 'Cooperation', 'Ended');
  await expect(page.getByRole('link', { name: NAME })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Example Institute of Materials' })).toHaveCount(0);
});
