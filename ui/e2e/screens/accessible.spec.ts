import { join } from 'node:path';
import { faintSvgTexts, settled, sidewaysScroll, violations } from '../checks';
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
          if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}-${scheme}-${width}.png`), fullPage: true });
          expect(await violations(page)).toEqual([]);
          expect(await faintSvgTexts(page)).toEqual([]);
          expect(await sidewaysScroll(page)).toBe(0);
        });
      }
    });
  }
}
