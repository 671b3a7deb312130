import { gzipSync } from 'node:zlib';
import { settled } from '../checks';
import { requestIdOf } from '../../src/testing/fixtures/requests';
import { expect, test } from './fixture';

const BUDGET = 200 * 1024;

for (const [name, path] of Object.entries({
  today: '/',
  requests: '/requests',
  approvals: '/approvals',
  'one request': `/requests/${requestIdOf('planned')}/overview`,
})) {
  test(`${name} needs at most 200 KB of script`, async ({ page }) => {
    const sizes = new Map<string, number>();
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return;
      void response.body().then((body) => sizes.set(response.url(), gzipSync(body).length));
    });
    await page.goto(path);
    await settled(page);
    await page.waitForTimeout(300);
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    console.log(`${name}: ${(total / 1024).toFixed(0)} KB gzip in ${sizes.size} files`);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(BUDGET);
  });
}

test('what is made up for tests never ships', async ({ page }) => {
  await page.goto('/requests');
  await settled(page);
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
  expect(scripts.filter((name) => /msw|fixture|testing/i.test(name))).toEqual([]);
});
