// What an investment officer asks: what the zone is specialised in, what is missing, who stops what, what could be made here.
import { choose, expect, expectAccessible, recordedPosition, test } from '../support/console';

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

test('the desk imports a product, states who supplies it, and withdraws that with a reason', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.goto('/chain');
  await page.getByRole('button', { name: 'Import products' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code 1', { exact: true }).fill('e2e-hinge');
  await dialog.getByLabel('Name in Chinese 1').fill('示例铰链');
  await dialog.getByLabel('Name in English 1').fill('Example hinge');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await recordedPosition(page);
  await page.goto('/chain/products/e2e-hinge');
  await page.getByRole('button', { name: 'State a supplier' }).click();
  await dialog.getByRole('combobox', { name: 'Firm' }).fill('Larch');
  await page.locator('.ant-select-dropdown:visible').getByText('Larch Example Quartz').click();
  await dialog.getByLabel('What it rests on').fill('Catalogue of the firm, invented');
  await dialog.getByRole('button', { name: 'State', exact: true }).click();
  await recordedPosition(page);
  const row = page.getByRole('row', { name: /Larch Example Quartz/ });
  await expect(row).toContainText('Catalogue of the firm, invented');
  await row.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.getByLabel('Reason').fill('It stopped making them.');
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect(row).toHaveCount(0);
});

test('the desk records what a scope counted, and a total below its classes is refused', async ({
  signIn,
}) => {
  const page = await signIn('investment1');
  await page.goto('/industry');
  await page.getByRole('button', { name: 'Record statistics' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who says so').fill('Invented census');
  await dialog.getByLabel('Everything in the scope').fill('10');
  await choose(page, 'Class 1', /Robotics/);
  await dialog.getByLabel('Count 1').fill('11');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('total: 10');
  await dialog.getByLabel('Everything in the scope').fill('100');
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await recordedPosition(page);
});
