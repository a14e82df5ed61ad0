// Work permits by points: one year of experience is between 84 points and 85, between category B and A.
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

test('an employer counts the points at the edge and asks for the assessment', async ({ signIn }) => {
  const page = await signIn('clerk1');
  await page.getByRole('link', { name: 'Work permits' }).click();
  const calculator = page.getByRole('region', { name: 'Calculator' });
  await expect(calculator.getByText('No name, no passport', { exact: false })).toBeVisible();
  const experience = calculator.getByLabel('Years of experience');
  await experience.fill('10');
  await calculator.getByRole('button', { name: 'Count the points' }).click();
  await expect(calculator.getByText('84 points: category B.')).toBeVisible();
  const trace = calculator.getByRole('table', { name: 'Where the points come from' });
  await expect(trace.getByRole('row').filter({ hasText: 'Years of experience' })).toContainText('13');
  await experience.fill('11');
  await calculator.getByRole('button', { name: 'Count the points' }).click();
  await expect(calculator.getByText('85 points: category A.')).toBeVisible();
  await expect(calculator.getByText('A from 85, B from 60 points', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await choose(page, 'Employer', /星桥/);
  await calculator.getByRole('button', { name: 'Ask for the assessment' }).click();
  await recordedPosition(page);
  const asked = page.getByRole('row').filter({ hasText: 'Waits for the desk' }).filter({ hasText: '85' });
  await expect(asked.getByRole('button', { name: 'Confirm' })).toHaveAccessibleDescription(
    'The investment desk decides.',
  );
});

test('the desk finds it on its first page and confirms it, with a receipt', async ({ signIn }) => {
  const page = await signIn('investment1');
  const waiting = page.getByRole('row').filter({ hasText: 'Decide a work-permit assessment' });
  await waiting.last().getByRole('link').first().click();
  const asked = page.getByRole('row').filter({ hasText: 'Waits for the desk' }).filter({ hasText: '85' });
  await asked.getByRole('button', { name: 'Confirm' }).click();
  const position = await recordedPosition(page);
  await expect(page.getByRole('link', { name: `Download the receipt of entry ${position}` })).toBeVisible();
});
