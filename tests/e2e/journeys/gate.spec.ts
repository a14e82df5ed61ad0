// A lane at the gate: with its link and without, with a slip that the zone signed and with one that it did not.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, firstRow, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

/** Its slip was valid at once, and nothing of a book passes with it. */
const EMPTY_TRUCK = '京A·D0041';

let waitingSlip = '';
let waitingNote = '';

function slipOf(page: Page, plate: string): Promise<{ id: string; number: string }> {
  return firstRow(page, `/api/v1/slips?text=${encodeURIComponent(plate)}`);
}

async function noteOf(page: Page, slip: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/slips/${slip}/note`);
  const body: { note: string } = await answer.json();
  return body.note;
}

/** Puts a note into the scan field as a clipboard or a scanner that pastes does. */
async function scan(page: Page, text: string): Promise<void> {
  await page.getByLabel('Scan the slip, or type its number or a plate').fill(text);
}

async function openLane(page: Page): Promise<void> {
  await page.goto('/gate');
  const setUp = page.getByRole('heading', { name: 'Which lane is this?' });
  const connected = page.getByText('Connected');
  await expect(setUp.or(connected)).toBeVisible();
  if (await setUp.isVisible()) {
    await page.getByLabel('Lane', { exact: true }).fill('lane-e2e');
    await page.getByRole('button', { name: 'Begin' }).click();
  }
  await expect(connected).toBeVisible();
}

/** The builds that this terminal keeps, once the worker of one of them is at work. */
function keptBuilds(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/gate');
    return registration?.active?.state === 'activated' ? await caches.keys() : [];
  });
}

test('customs approves the slip that waits, and its signed paper can be printed', async ({ signIn }) => {
  const page = await signIn('customs2');
  const slip = await slipOf(page, '京A·D0015');
  waitingSlip = slip.id;
  await page.goto(`/slips/${slip.id}`);
  await page.getByRole('button', { name: 'Approve the slip' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Approved');
  await page.getByRole('tab', { name: 'Signed paper' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the signed note' })).toBeVisible();
  waitingNote = await noteOf(page, slip.id);
  await page.getByRole('button', { name: 'Print the paper' }).click();
  await expect(page.getByRole('article', { name: slip.number })).toContainText('京A·D0015');
  await expectAccessible(page);
});

test('a gate operator weighs a truck and lets it pass, by scanner and keys alone', async ({ signIn }) => {
  const page = await signIn('gate1');
  const slip = await slipOf(page, '京A·D0014');
  await page.goto('/gate');
  await expectAccessible(page);
  await page.getByLabel('Lane', { exact: true }).fill('lane-e2e');
  await page.getByRole('button', { name: 'Begin' }).click();
  await scan(page, slip.number);
  await page.keyboard.press('Enter');
  await expect(page.getByText('May pass')).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.type('7940');
  await page.keyboard.press('F2');
  await recordedPosition(page);
  await expect(page.getByText('Weight within tolerance')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('F4');
  await expect(page.getByText(/京A·D0014 recorded at/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Passages of this terminal' })).toContainText(/entry \d+/);
});

test('a slip of which one letter was changed fills the screen in red', async ({ signIn }) => {
  const page = await signIn('gate1');
  await openLane(page);
  await scan(page, waitingNote.replace('京A·D0015', '京A·D0016'));
  await expect(page.getByRole('alertdialog', { name: 'FORGED' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
});

test('a lane without its link goes on, and delivers each passage once when the link is back', async ({
  signIn,
}) => {
  const page = await signIn('gate1');
  await openLane(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('etown.gate.key'))).not.toBeNull();
  await page.context().setOffline(true);
  await expect(page.getByText(/No connection since \d\d:\d\d/)).toBeVisible();

  await scan(page, waitingNote.replace('direction outbound', 'direction inbound'));
  await expect(page.getByRole('alertdialog', { name: 'FORGED' })).toBeVisible();
  await page.keyboard.press('Escape');

  await scan(page, waitingNote);
  await expect(page.getByText('Signature verified here')).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByText('1 passage waiting.')).toBeVisible();

  await scan(page, waitingNote);
  await expect(page.getByText('This lane has recorded this truck on this slip already.')).toBeVisible();
  await page.keyboard.press('F4');
  await page.getByRole('button', { name: 'It went through: record it' }).click();
  await expect(page.getByText('2 passages waiting.')).toBeVisible();
  await expectAccessible(page);

  // The link comes back, but the reports do not get through yet: what waits survives that the page is loaded anew.
  await page.route('**/reports/gate-passages', (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await expect(page.getByText('Delivering 2 passages …')).toBeVisible();
  await page.unroute('**/reports/gate-passages');
  await expect(page.getByText('Connected')).toBeVisible();
  const passages = page.getByRole('list', { name: 'Passages of this terminal' });
  await expect(passages.getByText(/entry \d+/)).toHaveCount(2);
  await expect(passages.getByText('second time')).toBeVisible();
});

test('a lane that is loaded anew without its link opens, verifies slips, and delivers each passage once', async ({
  signIn,
}) => {
  const customs = await signIn('customs1');
  const slip = await slipOf(customs, EMPTY_TRUCK);
  const note = await noteOf(customs, slip.id);
  const page = await signIn('gate1');
  // What an older build kept is forgotten as soon as this one is whole.
  await page.evaluate(async () => (await caches.open('etown-lane-older')).put('/gate', new Response('old')));
  await openLane(page);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('etown.gate.key'))).not.toBeNull();
  await expect.poll(() => keptBuilds(page)).toHaveLength(1);
  expect(await keptBuilds(page)).not.toContain('etown-lane-older');

  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(/No connection since \d\d:\d\d/)).toBeVisible();
  await scan(page, note.replace(EMPTY_TRUCK, '京A·D0042'));
  await expect(page.getByRole('alertdialog', { name: 'FORGED' })).toBeVisible();
  await page.keyboard.press('Escape');
  await scan(page, note);
  await expect(page.getByText('Signature verified here')).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByText('1 passage waiting.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText(/you are still signed in/)).toBeVisible();
  await page.getByRole('link', { name: 'Pass slips' }).click();
  const toLane = page.getByRole('link', { name: 'The gate lane goes on without it' });
  await expect(toLane).toBeVisible();
  await expectAccessible(page);
  await toLane.click();
  await expect(page.getByText('1 passage waiting.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 passage waiting.')).toBeVisible();

  await page.context().setOffline(false);
  const passages = page.getByRole('list', { name: 'Passages of this terminal' });
  await expect(passages.getByText(/entry \d+/)).toHaveCount(1);
  await expect(page.getByText('Connected')).toBeVisible();
  await page.reload();
  await expect(passages.getByText(/entry \d+/)).toHaveCount(1);
  await customs.goto(`/slips/${slip.id}`);
  await expect(customs.getByRole('heading', { level: 1 })).toContainText('Passed');
  const { rows } = await (await customs.request.get(`/api/v1/exceptions?state=open`)).json();
  expect(JSON.stringify(rows)).not.toContain(slip.number);
});

test('the lane’s worker is asked for anew at each visit, and answers for the lane alone', async ({
  signIn,
}) => {
  const page = await signIn('gate1');
  const worker = await page.request.get('/lane-worker.js');
  expect(worker.headers()).toMatchObject({
    'content-type': 'text/javascript',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  expect(worker.headers()['content-security-policy']).toContain("worker-src 'self'");
  expect(await worker.text()).not.toContain('LANE_BUILD');
  await openLane(page);
  await expect.poll(() => keptBuilds(page)).toHaveLength(1);
  const kept = await page.evaluate(async () => {
    const [name = ''] = await caches.keys();
    const cache = await caches.open(name);
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain('/gate');
  expect(kept.filter((path) => path !== '/gate' && !path.startsWith('/assets/'))).toEqual([]);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(new URL(scope).pathname).toBe('/gate');
});

test('the second passage is an exception that leads to the slip and blocks the book', async ({ signIn }) => {
  const page = await signIn('customs1');
  await page.goto('/exceptions?state=open');
  const group = page.getByRole('region', { name: 'H0100DEMA001' });
  await expect(group).toContainText('A truck passed a second time');
  await expect(group).toContainText('Blocked');
  await group.getByRole('link', { name: /^PS/ }).first().click();
  // The page of before has links of the same name.
  await expect(page.getByRole('heading', { level: 1, name: 'Exceptions' })).toHaveCount(0);
  await page.getByRole('link', { name: /^PS/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Passed');
  expect(page.url()).toContain(waitingSlip);
});
