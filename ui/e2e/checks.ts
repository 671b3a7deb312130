import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs axe in the page, past the content security policy, and answers each violation as one readable line. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate((tags) => {
    const { axe } = globalThis as unknown as { axe: { run: (context: Document, options: object) => Promise<AxeResults> } };
    return axe.run(document, { runOnly: { type: 'tag', values: tags } });
  }, TAGS);
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

/** Text and icons in SVG, which axe does not look at: texts must stand 4.5 to 1 against what lies behind them, icons 3 to 1. */
export async function faintInSvg(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        const [, , , alpha = 1] = channels(colour);
        if (alpha > 0 && colour !== 'transparent') return colour;
      }
      return 'rgb(255, 255, 255)';
    };
    const contrast = (colour: string, element: Element) => {
      const [light, dark] = [luminance(colour), luminance(behind(element))].sort((a, b) => b - a) as [number, number];
      return (light + 0.05) / (dark + 0.05);
    };
    const texts = [...document.querySelectorAll('svg text')]
      .map((text) => ({ name: text.textContent ?? '', least: 4.5, ratio: contrast(getComputedStyle(text).fill, text) }));
    const icons = [...document.querySelectorAll('svg.lucide')]
      .filter((icon) => icon.checkVisibility() && icon.closest(':disabled, [data-disabled]') === null)
      .map((icon) => ({ name: icon.getAttribute('class') ?? '', least: 3, ratio: contrast(getComputedStyle(icon).stroke, icon) }));
    return [...texts, ...icons].flatMap(({ name, least, ratio }) => (ratio < least ? [`${name}: ${ratio.toFixed(2)}`] : []));
  });
}

/** How far the page itself can be scrolled sideways, in pixels. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Waits for skeletons to be gone and graphs to be drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[class*="Skeleton"]') === null);
  const canvas = page.getByRole('application');
  if (await canvas.count()) await page.locator('[data-drawn="true"]').waitFor();
  await page.waitForFunction(dialogsAreNamed);
  await page.waitForTimeout(200);
}

/** A dialog takes its name from its title, which is drawn a moment after it. */
function dialogsAreNamed(): boolean {
  return [...document.querySelectorAll('[role="dialog"]')].every(
    (dialog) => dialog.hasAttribute('aria-label') || document.getElementById(dialog.getAttribute('aria-labelledby') ?? '') !== null,
  );
}
