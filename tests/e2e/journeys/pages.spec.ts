// Every page, for a role that works on it, in both languages: readable to assistive technology, and whole on a phone.
import type { Page } from '@playwright/test';
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  firstRow,
  type Language,
  test,
} from '../support/console';
import { PASSWORD } from '../support/zone';

interface Visit {
  login: string;
  paths: string[];
}

const visits: Visit[] = [
  {
    login: 'investment1',
    paths: [
      '/industry',
      '/industry?scheme=gb-t-4754&scope=jjj&counted=firms',
      '/chain',
      '/chain?tab=firms',
      '/chain?tab=links',
      '/chain?tab=failures&firm=oak',
      '/chain?tab=imports&scope=jjj',
      '/chain?tab=declarations',
      '/chain/products/display-module',
      '/chain/products/copper-foil?towards=both',
      '/investment',
      '/investment/PROJECT',
      '/institutions',
      '/institutions?state=ended',
      '/institutions/INSTITUTION',
      '/institutions?tab=platforms',
      '/platforms/PLATFORM',
      '/talent',
      '/technology',
      '/technology?disclosed=accepted',
      '/technology/disclosures/DISCLOSURE',
      '/technology?tab=contracts',
      '/technology/contracts/CONTRACT',
      '/technology?tab=tax&enterprise=ENTERPRISE',
      '/four-chains',
      '/four-chains?product=driver-chip',
    ],
  },
  {
    login: 'programme1',
    paths: ['/', '/programmes', '/programmes/PROGRAMME', '/key-tasks/TASK', '/pilots/PILOT', '/institutions'],
  },
  { login: 'treasury1', paths: ['/pools', '/pools/POOL'] },
  {
    login: 'customs1',
    paths: [
      '/',
      '/worklist',
      '/books',
      '/books/BOOK',
      '/books/BOOK?tab=boms',
      '/books/BOOK?tab=lists',
      '/books/BOOK?tab=postings',
      '/periods',
      '/periods?due=2020-01-01',
      '/lists',
      '/lists/LIST',
      '/lists/LIST?tab=trucks',
      '/lists/LIST?tab=postings',
      '/lists/LIST?tab=history',
      '/exceptions',
      '/exceptions?state=open',
      '/exchange',
      '/exchange?direction=inbound',
      '/exchange/CONSIGNMENT',
      '/journal',
      '/journal/5',
      '/verify',
      '/nowhere',
    ],
  },
  {
    login: 'customs2',
    paths: [
      '/books/BOOK?tab=periods',
      '/books/BOOK/periods/1',
      '/books/BOOK/periods/1?tab=consumption',
      '/books/BOOK/periods/1?tab=count',
      '/books/BOOK/periods/1?tab=late',
      '/books/BOOK/periods/1?tab=history',
      '/books/BOOK/periods/1?item=2&open=theoretical',
      '/books/BOOK/periods/1?item=2&open=imported',
      '/books/BOOK/items/2?all=true',
      '/books/BOOK/lots/1',
      '/lists/LIST?tab=trace',
      '/four-chains?product=display-module',
      '/slips',
      '/slips/SLIP',
      '/slips/SLIP?tab=paper',
      '/slips/SLIP?tab=history',
      '/slips/SLIP/print',
      '/equipment',
      '/equipment/MACHINE',
    ],
  },
  {
    login: 'clerk1',
    paths: [
      '/books/new',
      '/books/BOOK/file',
      '/books/BOOK/file?step=boms',
      '/books/BOOK/file?step=submit',
      '/lists/new?book=BOOK',
      '/lists/DRAFT/edit',
      '/slips/new',
      '/slips/new?list=APPROVED',
      '/equipment/new',
      '/technology?tab=tax',
      '/platforms/PLATFORM',
      '/four-chains?product=driver-chip',
    ],
  },
  { login: 'gate1', paths: ['/gate', '/gate/reports', '/gate/reports?list=LIST', '/slips'] },
  {
    login: 'admin',
    paths: [
      '/enterprises',
      '/enterprises?tab=groups',
      '/enterprises?tab=mandates',
      '/users',
      '/parameters',
      '/parameters?tab=calendar',
      '/parameters?tab=commodities',
      '/parameters?tab=negativeList',
      '/parameters?tab=points',
      '/account',
    ],
  },
  { login: 'auditor1', paths: ['/users', '/journal'] },
];

/** Where the first thing of each kind is found that a page needs in its address. */
const registers: Record<string, string> = {
  BOOK: '/api/v1/books?text=H0100DEMA001',
  LIST: '/api/v1/lists?status=posted',
  DRAFT: '/api/v1/lists?status=draft',
  APPROVED: '/api/v1/lists?status=approved&text=H0100DEMA001',
  SLIP: '/api/v1/slips?held=true',
  MACHINE: '/api/v1/equipment',
  CONSIGNMENT: '/api/v1/consignments',
  PROJECT: '/api/v1/investment-projects',
  INSTITUTION: '/api/v1/institutions',
  PLATFORM: '/api/v1/platforms',
  DISCLOSURE: '/api/v1/disclosures?status=accepted',
  CONTRACT: '/api/v1/technology-contracts?status=registered',
  ENTERPRISE: '/api/v1/enterprises',
  PROGRAMME: '/api/v1/programmes',
  PILOT: '/api/v1/pilots',
  POOL: '/api/v1/pools',
};

async function idOf(page: Page, name: string): Promise<string> {
  const register = registers[name];
  if (register !== undefined) {
    return (await firstRow<{ id: string }>(page, register)).id;
  }
  const answer = await page.request.get(`/api/v1/programmes/${await idOf(page, 'PROGRAMME')}`);
  const { tasks }: { tasks: { id: string }[] } = await answer.json();
  return tasks[0]?.id ?? '';
}

async function addressesOf(page: Page, visit: Visit): Promise<string[]> {
  if (visit.login === 'gate1') {
    return visit.paths.map((path) => path.replace('LIST', 'lst_00000000000000000000000000'));
  }
  const addresses: string[] = [];
  for (const path of visit.paths) {
    const name = path.match(/(?<=[/=])[A-Z]{4,}/)?.[0];
    addresses.push(name === undefined ? path : path.replace(name, await idOf(page, name)));
  }
  return addresses;
}

async function settled(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

for (const language of ['en', 'zh-CN'] satisfies Language[]) {
  for (const visit of visits) {
    test(`the pages of ${visit.login} pass axe in ${language} and fit a phone`, async ({ signIn }) => {
      test.setTimeout(360_000);
      const page = await signIn(visit.login, language);
      const addresses = await addressesOf(page, visit);
      for (const path of addresses) {
        await settled(page, path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expectAccessible(page);
        await page.setViewportSize({ width: 390, height: 844 });
        await expectNoSidewaysScroll(page);
        await page.setViewportSize({ width: 1366, height: 768 });
      }
    });
  }
}

test('on a phone the menu is a drawer, and the language is changed from any page', async ({ signIn }) => {
  const page = await signIn('auditor1');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Open the menu' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Journal', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Journal' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Journal entries' })).toBeVisible();
  await page.getByText('中文').click();
  await expect(page.getByRole('heading', { level: 1, name: '存证日志' })).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('filters stay in the address, and pages of a table can be walked', async ({ signIn }) => {
  const page = await signIn('auditor1');
  await page.goto('/journal');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByText(/^Page 2/)).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText(/^Page 1/)).toBeVisible();
  await page.goto('/lists?status=posted');
  const table = page.getByRole('table', { name: 'Verification lists' });
  await expect(table.getByText('Posted').first()).toBeVisible();
  await expect(table.getByText('Draft', { exact: true })).toHaveCount(0);
});

test('the tiles of the home page lead to what they count', async ({ signIn }) => {
  const page = await signIn('customs1');
  const overview: { trucks_held: number; periods_due: number } = await (
    await page.request.get('/api/v1/overview')
  ).json();
  const today = page.getByRole('region', { name: 'The zone today' });
  await today.getByRole('link', { name: `${overview.trucks_held} held trucks` }).click();
  await expect(page).toHaveURL(/\/slips\?held=true/);
  await expect(page.getByText(/^\d+ held$/).first()).toBeVisible();

  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await today.getByRole('link', { name: `${overview.periods_due} periods due` }).click();
  await expect(page).toHaveURL(/\/periods\?due=\d{4}-\d{2}-\d{2}/);
  await expect(page.getByText('No period is due.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('link', { name: /of H0100DEMB001$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Period 1 of book H0100DEMB001');
});

test('a page that is not one’s own looks like one that does not exist', async ({ signIn }) => {
  const clerk = await signIn('clerk2');
  const customs = await signIn('customs1');
  const answer = await customs.request.get('/api/v1/books?text=H0100DEMA001');
  const body: { rows: { id: string }[] } = await answer.json();
  await clerk.goto(`/books/${body.rows[0]?.id}`);
  await expect(clerk.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await clerk.goto('/books/book_00000000000000000000000000');
  await expect(clerk.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('a session that ended leads to the sign-in and back to the page', async ({ signIn }) => {
  const page = await signIn('auditor1');
  await page.getByRole('link', { name: 'Exceptions', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Exceptions' })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Journal' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.getByLabel('Login').fill('auditor1');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
});
