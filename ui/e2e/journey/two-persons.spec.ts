import { expect, test } from '@playwright/test';
import { settled, violations } from '../checks';
import { signIn } from './sign-in';

const URL_OF_LETHE = process.env.LETHE_URL ?? 'http://127.0.0.1:8080';

test.describe.configure({ timeout: 300_000 });

test('a right beyond the token policy is asked for by one person and confirmed by another', async ({ browser }) => {
  const reason = `journey ${Date.now()}`;
  const officer = await signIn(browser, URL_OF_LETHE, 'officer');
  await officer.goto('/keys/break-glass');
  await officer.getByRole('button', { name: 'Ask for a right' }).click();
  const wish = officer.getByRole('dialog', { name: 'Ask for a right' });
  await wish.getByLabel(/Field classes/).fill('email');
  await wish.getByLabel(/Purpose/).selectOption('incident');
  await wish.getByLabel(/Reason/).fill(reason);
  await wish.getByRole('button', { name: 'Ask for a right' }).click();
  await expect(officer.getByRole('row', { name: new RegExp(`^Asked for.*${reason}`) })).toBeVisible({ timeout: 30_000 });

  await officer.goto('/approvals');
  const own = officer.getByRole('article').filter({ hasText: reason });
  await expect(own.getByRole('button', { name: 'Confirm' })).toBeDisabled({ timeout: 30_000 });
  await expect(own).toContainText('You proposed this.');
  await settled(officer);
  expect(await violations(officer)).toEqual([]);

  const approver = await signIn(browser, URL_OF_LETHE, 'approver');
  await approver.getByRole('link', { name: /^Approvals \d+ waits? for you$/ }).click({ timeout: 30_000 });
  await approver.getByRole('article').filter({ hasText: reason }).getByRole('button', { name: 'Confirm' }).click();
  await approver.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await expect(approver.getByText(/^Confirmed: .* has the right from now on/)).toBeFocused({ timeout: 30_000 });
  await expect(approver.getByRole('article').filter({ hasText: reason })).toHaveCount(0, { timeout: 30_000 });

  await officer.goto('/keys/break-glass');
  const right = officer.getByRole('row', { name: new RegExp(`^Active.*${reason}`) });
  await right.getByRole('button', { name: 'End' }).click({ timeout: 30_000 });
  await officer.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await expect(officer.getByRole('row', { name: new RegExp(`^Ended early.*${reason}`) })).toBeVisible({ timeout: 30_000 });
  for (const tab of ['Rotations', 'Exports', 'Thaws', 'Token policy', 'Quarantine']) {
    await officer.getByRole('tab', { name: tab }).click();
    await settled(officer);
    await expect(officer.getByRole('alert')).toHaveCount(0);
  }
});
