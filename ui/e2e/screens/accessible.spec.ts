import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { faintInSvg, settled, sidewaysScroll, violations } from '../checks';
import { asRole, expect, test } from './fixture';
import { SCREENS } from './screens';

const PICTURES = process.env.LETHE_PICTURES;

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1440, 320]) {
    test.describe(`${scheme}, ${width} px`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height: 900 } });
      for (const { name, path, role = 'officer' } of SCREENS) {
        test(`${name} has no violation and never scrolls sideways`, async ({ page, site }) => {
          await asRole(page, site, role);
          await page.goto(path);
          await settled(page);
          if (PICTURES) await picture(page, join(PICTURES, `${name}-${scheme}-${width}.png`));
          expect(await violations(page)).toEqual([]);
          expect(await faintInSvg(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        });
      }
    });
  }
}

/** The whole page at its own height: a canvas would be blank in a picture that resizes it on the way. */
async function picture(page: Page, path: string): Promise<void> {
  const { width = 1440 } = page.viewportSize() ?? {};
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(3_000, Math.max(900, height)) });
  await page.waitForTimeout(300);
  await page.screenshot({ path });
}
