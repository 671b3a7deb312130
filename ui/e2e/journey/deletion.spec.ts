import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { faintInSvg, settled, sidewaysScroll, violations } from '../checks';
import { signIn } from './sign-in';

const URL_OF_LETHE = process.env.LETHE_URL ?? 'http://127.0.0.1:8080';
const EMAIL = process.env.LETHE_DEMO_EMAIL ?? '';
const LONGEST_ERASURE = 180_000;

test.describe.configure({ mode: 'serial', timeout: 300_000 });

async function accessible(page: Page): Promise<void> {
  await settled(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(200);
    expect(await violations(page), `${page.url()} ${colorScheme}`).toEqual([]);
    expect(await faintInSvg(page), `${page.url()} ${colorScheme}`).toEqual([]);
  }
  expect(await sidewaysScroll(page)).toBe(0);
}

/** Fails when the identifier shows up anywhere it could be kept: addresses, titles, storage, console. */
function watch(page: Page, leaks: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') leaks.push(`console: ${message.text().replaceAll(EMAIL, '(identifier)')}`);
  });
  page.on('request', (request) => {
    if (decodeURIComponent(request.url()).includes(EMAIL)) leaks.push(`address of a ${request.method()}`);
  });
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await settled(page);
}

test('a deletion travels from intake to a receipt, under four eyes', async ({ browser }) => {
  expect(EMAIL, 'LETHE_DEMO_EMAIL names a seeded person').not.toBe('');
  const leaks: string[] = [];
  const officer = await signIn(browser, URL_OF_LETHE, 'officer');
  watch(officer, leaks);
  await accessible(officer);

  await officer.getByRole('link', { name: 'People' }).click();
  await officer.getByRole('textbox', { name: 'Value' }).fill(EMAIL);
  await officer.getByRole('button', { name: 'Find' }).click();
  await officer.getByRole('table', { name: /found/ }).getByRole('link').first().click();
  await accessible(officer);

  await officer.goto('/requests/new');
  await accessible(officer);
  await officer.getByRole('textbox', { name: 'Value' }).fill(EMAIL);
  await officer.getByRole('button', { name: 'Record the request' }).click();
  await expect(officer.getByRole('heading', { level: 1, name: /^R-/ })).toBeVisible();
  const number = (await officer.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const path = new URL(officer.url()).pathname;
  await accessible(officer);

  await officer.getByRole('button', { name: 'Verify the person' }).click();
  await officer.getByRole('combobox', { name: 'E-mail' }).selectOption('matched');
  await officer.getByRole('combobox', { name: 'Order or receipt' }).selectOption('matched');
  await officer.getByRole('button', { name: 'Record the verification' }).click();
  await officer.getByRole('button', { name: 'Make the plan' }).click({ timeout: 30_000 });
  await expect(officer).toHaveURL(/\/plan$/);
  await expect(officer.getByRole('group', { name: 'Decision about the plan' }).getByRole('button', { name: 'Approve' })).toBeDisabled();
  await accessible(officer);
  await openTab(officer, 'People');
  await accessible(officer);

  const approver = await signIn(browser, URL_OF_LETHE, 'approver');
  watch(approver, leaks);
  await approver.goto(path.replace(/overview$/, 'plan'));
  const bar = approver.getByRole('group', { name: 'Decision about the plan' });
  await bar.waitFor();
  for (const warning of await approver.locator('details > summary').all()) await warning.click();
  await accessible(approver);
  await bar.getByRole('button', { name: 'Approve' }).click();
  await approver.getByRole('dialog').getByRole('textbox').fill('Plan and evidence looked at.');
  await approver.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(approver.getByRole('dialog')).toBeHidden();

  await openTab(officer, 'Systems');
  await expect(officer.getByText('Completed', { exact: false }).first()).toBeVisible({ timeout: LONGEST_ERASURE });
  await expect(officer.getByRole('status').filter({ hasText: /^\d+ verified(, \d+ done)?$/ })).toBeVisible();
  await accessible(officer);

  await openTab(officer, 'Evidence');
  await accessible(officer);
  const [file] = await Promise.all([
    officer.waitForEvent('download'),
    officer.getByRole('button', { name: 'Download the receipt' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${number}-receipt.json`);
  const receipt = readFileSync(await file.path(), 'utf8');
  expect(() => JSON.parse(receipt) as unknown).not.toThrow();
  expect(receipt.includes(EMAIL)).toBe(false);

  await openTab(officer, 'History');
  await expect(officer.getByText('Plan approved')).toBeVisible();
  await accessible(officer);
  expect(leaks).toEqual([]);
  const stored = await officer.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored.includes(EMAIL)).toBe(false);
});

test('an auditor reads everything and may change nothing', async ({ browser }) => {
  const auditor = await signIn(browser, URL_OF_LETHE, 'auditor');
  await auditor.goto('/requests');
  await accessible(auditor);
  await auditor.getByRole('table').getByRole('link').first().click();
  await expect(auditor.getByRole('heading', { level: 1, name: /^R-/ })).toBeVisible();
  await expect(auditor.getByRole('button', { name: /Verify the person|Make the plan/ })).toHaveCount(0);
});

test('an ended session comes back to the same place', async ({ browser }) => {
  const officer = await signIn(browser, URL_OF_LETHE, 'officer');
  await officer.context().clearCookies({ name: /q_session/ });
  await officer.goto('/requests?right=delete');
  await expect(officer.getByRole('heading', { level: 1, name: 'Requests' })).toBeVisible({ timeout: 30_000 });
  expect(new URL(officer.url()).search).toContain('right=delete');
});
