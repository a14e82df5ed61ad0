// What an investment officer asks: what the zone is specialised in, what is missing, who stops what, what could be made here.
import { expect, expectAccessible, recordedPosition, test } from '../support/console';

test.describe.configure({ mode: 'serial' });

test('an investment officer reads the quotients with their formula and counts', async ({ signIn }) => {
  const page = await signIn('investment1');
  await page.goto('/industry');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Industries');
  const table = page.getByRole('table', { name: 'Industries' });
  await expect(table.getByRole('row', { name: /Robotics/ })).toContainText('strong');
  await expect(page.getByText('(class in scope / scope) / (class in base / base)')).toBeVisible();
  await expectAccessible(page);
});

test('the chain shows what is missing, the firm that stops most, and codes with many classes', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.goto('/chain?tab=links&chain=chip');
  const nodes = page.getByRole('table', { name: 'Nodes of the chain' });
  await expect(nodes.getByRole('row', { name: /Lithography machine/ })).toContainText(
    'missing in Beijing-Tianjin-Hebei',
  );
  await page.getByRole('tab', { name: 'Which firm stops what' }).click();
  await page.getByRole('button', { name: 'Show those of Larch Example Quartz' }).click();
  await expect(page.getByRole('heading', { name: /^Without Larch Example Quartz fall/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Import substitution' }).click();
  await expect(page.getByText('ambiguous: 11 classes').first()).toBeVisible();
  await page.goto('/chain/products/copper-foil?towards=both');
  await expect(page.getByRole('img', { name: /^Drawing of/ })).toBeVisible();
  await expect(page.getByText(/Circles, products made of each other: 1/)).toBeVisible();
});

test('an enterprise declares what it supplies and the desk confirms it with a receipt', async ({
  signIn,
}) => {
  const clerk = await signIn('clerk1');
  await clerk.goto('/chain/products/touch-chip');
  await clerk.getByRole('button', { name: 'Declare a supply' }).click();
  await clerk.getByLabel('What it rests on').fill('Order of a car maker, invented');
  await clerk.getByRole('dialog').getByRole('button', { name: 'Declare a supply' }).click();
  await recordedPosition(clerk);
  const desk = await signIn('investment1');
  await desk.goto('/chain?tab=declarations');
  const row = desk.getByRole('row', { name: /Touch controller chip/ });
  await row.getByRole('button', { name: 'Confirm' }).click();
  await recordedPosition(desk);
  await expect(row).toContainText('confirmed');
});
