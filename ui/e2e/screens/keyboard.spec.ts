import type { Page } from '@playwright/test';
import { madeUpId } from '../../src/testing/fixtures/moments';
import { requestIdOf } from '../../src/testing/fixtures/requests';
import { settled } from '../checks';
import { expect, test } from './fixture';

/** Presses Tab until the wanted element has the focus; a trap or an unreachable element ends the test. */
async function tabTo(page: Page, name: RegExp | string, role: 'button' | 'link' | 'application' | 'tab' | 'textbox'): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${role} ${String(name)}`);
}

test('the first Tab skips to the content', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#main');
  await expect(page.locator('main')).toBeFocused();
});

test('a screen opened by a link takes the focus to its heading', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await tabTo(page, 'Requests', 'link');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Requests' })).toBeFocused();
});

test('rows are walked with j and k, and opened with Enter', async ({ page }) => {
  await page.goto('/requests');
  await settled(page);
  await tabTo(page, 'R-000105', 'link');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'R-000106' })).toBeFocused();
  await page.keyboard.press('k');
  await expect(page.getByRole('link', { name: 'R-000105' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'R-000105' })).toBeFocused();
});

test('End reaches the last loaded row of a long list and the address stays', async ({ page }) => {
  await page.goto('/requests');
  await settled(page);
  await tabTo(page, 'R-000105', 'link');
  await page.keyboard.press('End');
  await expect(page.locator('tr[data-index="99"] a')).toBeFocused();
  expect(new URL(page.url()).pathname).toBe('/requests');
});

test('the days of the horizon are one stop, walked with the arrows', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await tabTo(page, /^Overdue/, 'button');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Sunday 22 November/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Monday 23 November/ })).not.toBeFocused();
});

test('the graph is entered, walked, read and left without a mouse', async ({ page }) => {
  await page.goto(`/people/${madeUpId('cus', 101)}`);
  await settled(page);
  await tabTo(page, /Graph of the person/, 'application');
  await page.keyboard.press('ArrowRight');
  const first = await page.getByRole('heading', { level: 3 }).first().textContent();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { level: 3 }).first()).not.toHaveText(first ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Show as list' })).toBeFocused();
});

test('tabs are walked with the arrows and name themselves in the address', async ({ page }) => {
  await page.goto(`/requests/${requestIdOf('planned')}/overview`);
  await settled(page);
  await tabTo(page, 'Overview', 'tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Plan' })).toBeFocused();
  await expect(page).toHaveURL(/\/plan$/);
});

test('the same person is drawn the same way twice', async ({ page }) => {
  const pictures: Buffer[] = [];
  for (let visit = 0; visit < 2; visit++) {
    await page.goto(`/people/${madeUpId('cus', 101)}`);
    await settled(page);
    pictures.push(await page.getByRole('application').screenshot());
  }
  expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(true);
});
