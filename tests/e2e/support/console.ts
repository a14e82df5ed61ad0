// What every journey checks besides its own story: no console errors, no other host, and pages that axe accepts.
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { PASSWORD, startZone, type Zone } from './zone';

export type Language = 'en' | 'zh-CN';

interface Fixtures {
  /** Opens the console as this user: through the sign-in page, as people do. */
  signIn: (login: string, language?: Language, password?: string, at?: Zone) => Promise<Page>;
}

interface WorkerFixtures {
  zone: Zone;
}

/** A refusal that a journey provokes is an answer to the console and an error only to the browser's own log. */
const REFUSAL_IN_LOG =
  /Failed to load resource: the server responded with a status of (401|403|404|409|412|422)/;

/** What a journey cut off itself, to see what the console does without its link. */
const LOST_LINK_IN_LOG = /Failed to load resource: net::ERR_(FAILED|INTERNET_DISCONNECTED)/;

function isProvoked(text: string, url: string): boolean {
  // Without its link a page misses answers, and the files of pages that it had not opened before.
  return REFUSAL_IN_LOG.test(text) || (LOST_LINK_IN_LOG.test(text) && /\/(api|assets)\//.test(url));
}

function watch(page: Page, address: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' && !isProvoked(message.text(), message.location().url)) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      complaints.push(`request to another host: ${url}`);
    }
  });
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  zone: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const zone = await startZone();
      await use(zone);
      const faults = zone.faults();
      await zone.stop();
      expect(faults, 'the server log has no errors').toEqual([]);
    },
    { scope: 'worker' },
  ],
  signIn: async ({ browser, zone }, use) => {
    const complaints: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (login, language = 'en', password = PASSWORD, at = zone) => {
      const context = await browser.newContext({
        baseURL: at.address,
        acceptDownloads: true,
        // A page is judged as it stands, not halfway through a transition.
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      await context.addInitScript(
        (chosen) => window.localStorage.setItem('etown.language', chosen),
        language,
      );
      const page = await context.newPage();
      watch(page, at.address, complaints);
      await page.goto('/sign-in');
      await page.getByLabel(language === 'en' ? 'Login' : '用户名').fill(login);
      await page.getByLabel(language === 'en' ? 'Password' : '密码', { exact: true }).fill(password);
      await page.getByRole('button', { name: language === 'en' ? 'Sign in' : '登录' }).click();
      await expect(
        page.getByRole('button', { name: language === 'en' ? 'Sign out' : '退出登录' }),
      ).toBeVisible();
      return page;
    });
    for (const context of contexts) {
      await context.close();
    }
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** Fails when axe finds a violation of WCAG 2 A or AA on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
  const found = violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`,
  );
  expect(found, `${page.url()} passes axe`).toEqual([]);
}

/** Fails when the page stays wider than the window; after a change of size it may take a moment to lay itself out. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const surplus = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(surplus, { message: `${page.url()} fits the window` }).toBeLessThanOrEqual(0);
}

/** Waits for the notice that a command stands in the journal and returns its position. */
export async function recordedPosition(page: Page): Promise<number> {
  const notice = page.getByText(/^Recorded as entry \d+$/).last();
  await expect(notice).toBeVisible();
  const text = (await notice.textContent()) ?? '';
  return Number(text.replace(/\D/g, ''));
}

/** The first row of a table of the interface, for the journeys that begin at a thing of the demo. */
export async function firstRow<Row>(page: Page, path: string): Promise<Row> {
  const answer = await page.request.get(path);
  const body: { rows: Row[] } = await answer.json();
  const first = body.rows[0];
  if (first === undefined) {
    throw new Error(`${path} has no rows`);
  }
  return first;
}

/** Chooses from a list of choices by its label. */
export async function choose(page: Page, label: string | RegExp, option: string | RegExp): Promise<void> {
  await page.getByLabel(label).first().click();
  await page.locator('.ant-select-dropdown:visible').getByText(option).first().click();
}

/** Explains every open exception that blocks a book, as an officer of customs who made none of it. Returns how many there were. */
export async function resolveExceptions(page: Page, book: string): Promise<number> {
  await page.goto('/exceptions?state=open');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const open = page.getByRole('region', { name: book }).getByRole('button', { name: 'Resolve' });
  const found = await open.count();
  for (let left = found; left > 0; left -= 1) {
    await open.first().click();
    await page
      .getByLabel('What happened and what was done about it (10 to 2,000 characters)')
      .fill('The second lane read the plate of the truck that stood in front of the first one.');
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await expect(open).toHaveCount(left - 1);
  }
  return found;
}
