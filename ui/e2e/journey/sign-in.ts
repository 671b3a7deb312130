import { expect, type Browser, type Page } from '@playwright/test';

export type Role = 'officer' | 'approver' | 'auditor';

const DEFAULTS: Record<Role, [string, string]> = {
  officer: ['officer', 'lethe-officer'],
  approver: ['approver', 'lethe-approver'],
  auditor: ['auditor', 'lethe-auditor'],
};

/** Opens a browser window of its own and signs in through the real sign-in form. */
export async function signIn(browser: Browser, url: string, role: Role, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const [user, password] = DEFAULTS[role];
  const name = role.toUpperCase();
  const context = await browser.newContext({ baseURL: url, colorScheme, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('#username').fill(process.env[`LETHE_USER_${name}`] ?? user);
  await page.locator('#password').fill(process.env[`LETHE_PASSWORD_${name}`] ?? password);
  await page.locator('#kc-login').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible({ timeout: 30_000 });
  return page;
}
