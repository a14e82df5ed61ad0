// A zone administrator registers a person, grants a role, and takes it back.
import { choose, expect, recordedPosition, test } from '../support/console';

test('an administrator registers a user, who can sign in once a role is granted', async ({ signIn }) => {
  const page = await signIn('admin');
  await page.getByRole('link', { name: 'Users and grants' }).click();
  await page.getByRole('button', { name: 'Register a user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Login').fill('example.officer');
  await dialog.getByLabel('Display name').fill('示例关员 / Example Officer');
  await dialog.getByLabel('First password').fill('a-long-example-word');
  await dialog.getByRole('button', { name: 'Register a user' }).click();
  await recordedPosition(page);

  const row = page.getByRole('row').filter({ hasText: 'example.officer' });
  await expect(row).toContainText('No grants');
  await row.getByRole('button', { name: 'Grant a role' }).click();
  await choose(page, 'Role', 'Customs officer');
  await page.getByRole('dialog').getByRole('button', { name: 'Grant a role' }).click();
  await expect(row).toContainText('Customs officer · whole zone');

  const officer = await signIn('example.officer', 'en', 'a-long-example-word');
  await expect(officer.getByRole('heading', { name: 'Waits for you' })).toBeVisible();
  await expect(officer.getByRole('link', { name: 'Users and grants' })).toHaveCount(0);

  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('No grants');
});

test('a password that was set is changed by its owner, whose program acts by a token until it is removed', async ({
  signIn,
  playwright,
  zone,
}) => {
  const administrator = await signIn('admin');
  await administrator.goto('/users');
  await administrator.getByRole('button', { name: 'Register a user' }).click();
  const dialog = administrator.getByRole('dialog');
  await dialog.getByLabel('Login').fill('example.clerk');
  await dialog.getByLabel('Display name').fill('示例职员 / Example Clerk');
  await dialog.getByLabel('First password').fill('a-long-example-word');
  await dialog.getByRole('button', { name: 'Register a user' }).click();
  await recordedPosition(administrator);
  const row = administrator.getByRole('row').filter({ hasText: 'example.clerk' });
  await row.getByRole('button', { name: 'Set a password' }).click();
  await administrator.getByRole('dialog').getByLabel('New password').fill('a-word-that-was-set');
  await administrator.getByRole('dialog').getByRole('button', { name: 'Set a password' }).click();
  await expect(administrator.getByText('The password is set.')).toBeVisible();

  const page = await signIn('example.clerk', 'en', 'a-word-that-was-set');
  await page.getByRole('link', { name: 'Your account, 示例职员 / Example Clerk' }).click();
  await expect(page.getByText('None: an administrator grants roles')).toBeVisible();
  const change = async (present: string): Promise<void> => {
    await page.getByLabel('Present password').fill(present);
    await page.getByLabel('New password (at least 10 characters)').fill('a-word-of-my-own');
    await page.getByLabel('New password once more').fill('a-word-of-my-own');
    await page.getByRole('button', { name: 'Change the password' }).click();
  };
  await change('a-wrong-guess');
  await expect(page.getByText('The present password is another one.')).toBeVisible();
  await change('a-word-that-was-set');
  await expect(page.getByText('The password is changed.')).toBeVisible();

  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('nightly export');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a token' }).click();
  const secret = await page.getByRole('dialog').getByRole('code').textContent();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const program = await playwright.request.newContext({
    baseURL: zone.address,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await program.get('/api/v1/session')).status()).toBe(200);
  const token = page.getByRole('row').filter({ hasText: 'nightly export' });
  await token.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(token).toHaveCount(0);
  expect((await program.get('/api/v1/session')).status()).toBe(401);
  await program.dispose();
  await signIn('example.clerk', 'en', 'a-word-of-my-own');
});

test('a parameter that nobody verified is marked as a setting', async ({ signIn }) => {
  const page = await signIn('admin');
  await page.getByRole('link', { name: 'Parameters' }).click();
  const row = page.getByRole('row').filter({ hasText: 'bonded.list.lines_max' });
  await expect(row).toContainText('1,000');
  await expect(row).toContainText('Unverified: a setting');
});

test('a wrong password is refused in words and tells nothing about the login', async ({ browser, zone }) => {
  const page = await browser.newPage({ baseURL: zone.address });
  await page.addInitScript(() => window.localStorage.setItem('etown.language', 'en'));
  for (const login of ['admin', 'nobody']) {
    await page.goto('/sign-in');
    await page.getByLabel('Login').fill(login);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('Login and password do not belong together.');
  }
  await page.close();
});
