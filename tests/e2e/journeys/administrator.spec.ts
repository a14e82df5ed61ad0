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
