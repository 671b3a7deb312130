import { test as base, expect, type Page } from '@playwright/test';
import { NOW } from '../../src/testing/fixtures/moments';
import { startFixtureServer } from '../fixture-server';

interface Fixtures {
  /** Everything the browser complained about, including what the content security policy refused. */
  complaints: string[];
}

/** A page on the fixture server, at a fixed moment, that fails the test when the console holds an error. */
export const test = base.extend<Fixtures, { site: string }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const { server, url } = await startFixtureServer();
      await use(url);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.clock.setFixedTime(NOW);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export async function asRole(page: Page, site: string, role: 'officer' | 'approver'): Promise<void> {
  await page.context().addCookies([{ name: 'role', value: role, url: site }]);
}

export { expect };
