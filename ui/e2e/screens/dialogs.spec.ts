import { faintInSvg, settled, sidewaysScroll, violations } from '../checks';
import { requestIdOf } from '../../src/testing/fixtures/requests';
import { madeUpId } from '../../src/testing/fixtures/moments';
import { asRole, expect, test } from './fixture';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });

    test('the verification is a dialog that gives the focus back', async ({ page }) => {
      await page.goto(`/requests/${requestIdOf('received')}/overview`);
      const opener = page.getByRole('button', { name: 'Verify the person' });
      await opener.click();
      await page.getByRole('dialog').getByLabel('Method').waitFor();
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(opener).toBeFocused();
    });

    test('the approval asks for a reason and says what it does', async ({ page, site }) => {
      await asRole(page, site, 'approver');
      await page.goto(`/requests/${requestIdOf('planned')}/plan`);
      await page.getByText('Warning 1').click();
      await page.getByText('Warning 2').click();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('textbox')).toBeFocused();
      await expect(dialog).toContainText('Destroyed keys cannot be brought back.');
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
    });

    test('an export is confirmed after a last look, and its file is saved', async ({ page, site }) => {
      await asRole(page, site, 'approver');
      await page.goto('/approvals');
      await page.getByRole('button', { name: 'Confirm and download' }).click();
      const dialog = page.getByRole('dialog', { name: 'Let keys leave Lethe?' });
      await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Confirm and download' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^exp_[0-9a-z]{26}-held-keys\.json$/);
      await expect(page.getByText(/^Confirmed: the file was saved/)).toBeFocused();
    });

    test('the clock opens its law and closes with Escape', async ({ page }) => {
      await page.goto(`/requests/${requestIdOf('planned')}/overview`);
      await page.getByRole('button', { name: /2 days left/ }).click();
      await expect(page.getByText('Internal target').last()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: /2 days left/ })).toBeFocused();
    });

    test('an opened system explains why it is stuck', async ({ page }) => {
      await page.goto(`/requests/${requestIdOf('running')}/systems`);
      await page.getByRole('button', { name: /loyalty\.members/ }).click();
      await expect(page.getByText('The system refused the sign-in.', { exact: false })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the graph as a list holds the same links', async ({ page }) => {
      await page.goto(`/people/${madeUpId('cus', 101)}`);
      await settled(page);
      await page.getByRole('button', { name: 'Show as list' }).click();
      await expect(page.getByRole('table', { name: 'Links between records' }).getByRole('row')).toHaveCount(7);
      expect(await violations(page)).toEqual([]);
      expect(await faintInSvg(page)).toEqual([]);
    });

    test('menus and the list of keys', async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      await page.getByRole('button', { name: 'Add filter' }).click();
      await page.getByRole('button', { name: 'CCPA' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(300);
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('forced colours keep every state in words', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`/requests/${requestIdOf('running')}/systems`);
  await settled(page);
  for (const state of ['Failed', 'Working', 'Waiting', 'Done', 'Verified']) await expect(page.getByText(state).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('German fits the narrowest window', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.addInitScript(() => localStorage.setItem('lethe-language', 'de'));
  for (const path of ['/', '/approvals', '/requests', '/requests/new', `/requests/${requestIdOf('planned')}/plan`, `/people/${madeUpId('cus', 101)}`]) {
    await page.goto(path);
    await settled(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    expect(await sidewaysScroll(page), path).toBe(0);
    expect(await violations(page), path).toEqual([]);
  }
});
