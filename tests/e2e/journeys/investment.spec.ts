// An investment project: opened as a lead, taken through its stages, held against the negative list where that is due,
// and named as the enterprise that it became.
import type { Page } from '@playwright/test';
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  recordedPosition,
  test,
} from '../support/console';

test.describe.configure({ mode: 'serial' });

const TITLE = 'E2E cloud centre';
let address = '';

async function enterNextStage(page: Page, stage: string, on: string): Promise<void> {
  await page.getByRole('button', { name: 'Next stage' }).click();
  const dialog = page.getByRole('dialog', { name: `Next stage: ${stage}` });
  await dialog.getByLabel('From the day').fill(on);
  await dialog.getByRole('button', { name: 'Next stage' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: stage }).first()).toBeVisible();
}

async function today(page: Page): Promise<string> {
  const session: { zone: { date: string } } = await (await page.request.get('/api/v1/session')).json();
  return session.zone.date;
}

test('the desk opens a project, and a wrong day is refused with the day', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.getByRole('link', { name: 'Investment', exact: true }).click();
  await page.getByRole('button', { name: 'Open a project' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Project').fill(TITLE);
  await dialog.getByLabel('Investor', { exact: true }).fill('Cedar Example Cloud Pte Ltd');
  await dialog.getByLabel('Country of the investor').fill('SG');
  await dialog.getByLabel('Industries').fill('7320,');
  await dialog.getByLabel('Activity').fill('增值电信业务 / value-added telecom');
  await dialog.getByRole('textbox', { name: 'Investment' }).fill('30000000');
  await dialog.getByLabel('A lead since').fill('2999-01-01');
  await dialog.getByRole('button', { name: 'Open a project' }).click();
  await expect(dialog.getByRole('alert')).toContainText('STAGE_DATE');
  await expectAccessible(page);
  await dialog.getByLabel('A lead since').fill(await today(page));
  await dialog.getByRole('button', { name: 'Open a project' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${TITLE} Not screened`);
  address = page.url();
});

test('it goes no further than negotiation until it is screened, and then until the conditions are met', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.goto(address);
  const on = await today(page);
  for (const stage of ['Contact', 'Site visit', 'Negotiation']) {
    await enterNextStage(page, stage, on);
  }
  const next = page.getByRole('button', { name: 'Next stage' });
  await expect(next).toHaveAccessibleDescription('The project must be screened first.');
  await page.getByRole('button', { name: 'Screen', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stopped by item');
  await expect(page.getByText('met by the word “增值电信”')).toBeVisible();
  await expect(next).toHaveAccessibleDescription('An item of the negative list stops the project.');
  await page.getByRole('button', { name: 'Record how the conditions are met' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('How the conditions are met').fill('A Chinese partner holds half of the shares.');
  await dialog.getByRole('button', { name: 'Record how the conditions are met' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Screened, edition');
  await enterNextStage(page, 'Agreement', on);
  await enterNextStage(page, 'Registered', on);
  const times = page.getByRole('table', { name: 'Time in each stage' });
  await expect(times.getByRole('link', { name: /^Entry \d+$/ })).toHaveCount(6);
});

test('it is named as the enterprise that it became, and a change of plan asks for a new screening', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.goto(address);
  await page.getByRole('button', { name: 'Name the enterprise' }).click();
  await choose(page, 'Became', /云杉/);
  await page.getByRole('dialog').getByRole('button', { name: 'Name the enterprise' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('button', { name: 'Name the enterprise' })).toHaveAccessibleDescription(
    'Its enterprise is named already.',
  );
  await page.getByRole('button', { name: 'Change what is planned' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Project')).toHaveValue(TITLE);
  await dialog.getByRole('textbox', { name: 'Investment' }).fill('31000000');
  await dialog.getByRole('button', { name: 'Change what is planned' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Not screened');
});

test('others read the pipeline and are told who decides, in Chinese and on a phone', async ({ signIn }) => {
  const page = await signIn('auditor1', 'zh-CN');
  await page.goto(address);
  await expect(page.getByRole('button', { name: '变更内容' })).toHaveAccessibleDescription(
    '仅招商部门可以操作。',
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
