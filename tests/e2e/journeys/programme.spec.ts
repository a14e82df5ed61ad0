// A key task: launched with evidence by the desk that leads it, confirmed by a second person, and counted at once.
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

const PROGRAMME = 'E2E programme';
const TASK = 'E2E key task';
let task = '';

test('the programme officer opens a programme and adds its task', async ({ signIn }) => {
  const page = await signIn('programme1');
  await page.getByRole('link', { name: 'Key tasks', exact: true }).click();
  await page.getByRole('button', { name: 'Open a programme' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name in Chinese').fill('端到端任务');
  await dialog.getByLabel('Name in English').fill(PROGRAMME);
  await dialog.getByLabel('Set by').fill('Invented municipality');
  await dialog.getByLabel('Share to be launched').fill('90');
  await dialog.getByRole('button', { name: 'Open a programme' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(PROGRAMME);
  await page.getByRole('button', { name: 'Add a key task' }).click();
  await dialog.getByLabel('Name in Chinese').fill('端到端重点任务');
  await dialog.getByLabel('Name in English').fill(TASK);
  await choose(page, 'Led by', 'Investment officer');
  await dialog.getByLabel('Due').fill('2999-12-31');
  await dialog.getByRole('button', { name: 'Add a key task' }).click();
  await expect(page.getByText('0 of 1')).toHaveCount(2);
  await expect(page.getByText('Not reached')).toBeVisible();
});

test('a step without evidence is not reported, and one with evidence waits for a second person', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.getByRole('link', { name: 'Key tasks', exact: true }).click();
  await page.getByRole('link', { name: PROGRAMME }).click();
  await page.getByRole('link', { name: new RegExp(TASK) }).click();
  await page.getByRole('button', { name: 'Report the next step' }).click();
  task = page.url();
  const dialog = page.getByRole('dialog', { name: 'Report: Launched' });
  await dialog.getByRole('button', { name: 'Report the next step' }).click();
  await expect(dialog.getByText(/Please enter/)).toHaveCount(2);
  await dialog.getByLabel('Entry').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await dialog.getByLabel('What it shows').fill('The work has begun.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Report the next step' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { name: 'Waits for a second person' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Confirm' })).toHaveAccessibleDescription(
    'A programme officer does this.',
  );
});

test('another person confirms it from the worklist, and the share of launched tasks is reached', async ({
  signIn,
}) => {
  const page = await signIn('programme1');
  await page.goto(task);
  await page.getByRole('button', { name: 'Confirm' }).click();
  const position = await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Launched');
  await page.getByRole('link', { name: 'All tasks of the programme' }).click();
  await expect(page.getByText('1 of 1', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('0 of 1', { exact: false })).toBeVisible();
  await expect(page.getByText('Reached', { exact: true })).toBeVisible();
  await page.goto(`/journal/${position}`);
  await page.getByRole('link', { name: /^key…/ }).click();
  await expect(page).toHaveURL(task);
});
