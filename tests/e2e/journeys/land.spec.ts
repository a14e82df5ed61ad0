// The land desk: a parcel from its survey to the proven start, on a map that keyboard and table reach too.
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

const NUMBER = 'E2E-L1';
const CONTRACT = 'E2E-LC-1';

async function openParcel(page: Page): Promise<void> {
  await page.goto(`/land?text=${NUMBER}`);
  await page.getByRole('link', { name: NUMBER, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NUMBER);
}

async function act(page: Page, name: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await fill();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('the map shows idle land, and its parcels are reached by keyboard', async ({ signIn }) => {
  const page = await signIn('land1');
  await page.getByRole('link', { name: 'Land', exact: true }).click();
  const idle = page.getByRole('link', { name: 'DEMO-A1: Idle: fee due' });
  await idle.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DEMO-A1');
  await expect(page.getByText('12,600,000').first()).toBeVisible();
  await expectAccessible(page);
});

test('a parcel that crosses itself is refused, and one that does not is contracted', async ({ signIn }) => {
  const page = await signIn('land1');
  await page.goto('/land/parcels/new');
  await page.getByLabel('Parcel number').fill(NUMBER);
  await page.getByLabel('Place').fill('示例路 / Example Road');
  await page.getByLabel(/Corners/).fill('1000 0\n1100 100\n1100 0\n1000 100');
  await page.getByLabel('Registered area (m²)').fill('10000');
  await choose(page, 'Supply mode', 'Flexible-term grant');
  await page.getByLabel('Price (yuan)').fill('9000000');
  await page.getByRole('button', { name: 'Register a parcel' }).click();
  await expect(page.getByText('The sides of the polygon cross or touch each other.')).toBeVisible();
  await page.getByLabel(/Corners/).fill('1000 0\n1100 0\n1100 100\n1000 100');
  await page.getByRole('button', { name: 'Register a parcel' }).click();
  await recordedPosition(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(NUMBER);

  await page.getByRole('button', { name: 'Conclude a contract' }).click();
  await page.getByLabel('Contract', { exact: true }).fill(CONTRACT);
  await choose(page, 'Enterprise', /星桥示例半导体有限公司/);
  await page.getByLabel('Term in years').fill('20');
  await page.getByLabel('Land acquired').fill('2026-02-10');
  await page.getByLabel('Delivery due').fill('2026-03-10');
  await page.getByLabel('Agreed start').fill('2026-04-10');
  await page.getByLabel('Total investment (yuan)').fill('50000000');
  await choose(page, 'Indicator', 'Investment intensity');
  await page.getByLabel('Target').fill('1200');
  await page.getByLabel('Unit').fill('10,000 yuan per mu');
  await page.getByLabel('Clause').fill('4.1');
  await page.getByRole('button', { name: 'Conclude a contract' }).click();
  await recordedPosition(page);
  // Ten working days over Spring Festival, with two weekend days worked.
  await expect(page.getByText('2026-03-02')).toBeVisible();
  await act(page, 'Record delivery', () => page.getByRole('dialog').getByLabel('Date').fill('2026-03-01'));
  await act(page, 'Record a permit', async () => {
    await choose(page, /^Permit$/, 'Construction permit');
    await page.getByRole('dialog').getByLabel('Number').fill('E2E-P1');
    await page.getByRole('dialog').getByLabel('Date').fill('2026-02-27');
  });
  await expect(page.getByText('in time')).toBeVisible();
});

test('the enterprise reports its foundation and the officer confirms the start', async ({ signIn }) => {
  const clerk = await signIn('clerk1');
  await openParcel(clerk);
  await act(clerk, 'Report the foundation', async () => {
    await clerk.getByRole('dialog').getByLabel('Date').fill('2026-03-20');
    await clerk.getByLabel(/SHA-256/).fill('0a'.repeat(32));
  });
  const officer = await signIn('land1');
  await officer.goto('/worklist');
  await officer.getByRole('link', { name: CONTRACT }).click();
  await officer.getByRole('button', { name: 'Confirm the start' }).click();
  await recordedPosition(officer);
  await expect(officer.getByRole('heading', { level: 1 })).toContainText('Work started');
});

for (const language of ['en', 'zh-CN'] as const) {
  test(`the pages of land pass axe in ${language} and fit a phone`, async ({ signIn }) => {
    const page = await signIn('land1', language);
    const answer = await page.request.get('/api/v1/land/parcels?status=started');
    const { rows }: { rows: { id: string }[] } = await answer.json();
    const parcel = rows[0]?.id ?? '';
    const parts = ['', '/split', '/contract'].map((rest) => `/land/parcels/${parcel}${rest}`);
    for (const path of ['/land', '/land/contracts', '/land/parcels/new', '/land/merge', ...parts]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
      await page.setViewportSize({ width: 1366, height: 768 });
    }
  });
}
