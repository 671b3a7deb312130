import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');

function tokens(scheme: 'light' | 'dark'): Record<string, string> {
  const block = new RegExp(`\\n:root\\[data-mantine-color-scheme='${scheme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one = '', other = ''): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS = ['text', 'text-2', 'link', 'ok', 'warn', 'danger', 'info', 'paused', 'neutral'];
const KINDS = ['kind-record', 'kind-email', 'kind-phone', 'kind-address', 'kind-device', 'kind-loyalty', 'kind-other'];

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const token = tokens(scheme);

  it.each(TEXTS)('%s can be read on every ground', (name) => {
    for (const ground of ['surface', 'canvas', 'sunken']) expect(contrast(token[name], token[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ok', 'warn', 'danger', 'info', 'paused', 'neutral'])('%s can be read on its own ground', (name) => {
    expect(contrast(token[name], token[`${name}-bg`])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.text, token[`${name}-bg`])).toBeGreaterThanOrEqual(4.5);
  });

  it.each([...KINDS, 'control-border', 'focus'])('%s can be told from the surface', (name) => {
    expect(contrast(token[name], token.surface)).toBeGreaterThanOrEqual(3);
  });

  it('labels on filled buttons can be read, pointed at or not', () => {
    for (const fill of ['accent', 'accent-hover']) expect(contrast(token['accent-text'], token[fill])).toBeGreaterThanOrEqual(4.5);
    for (const fill of ['danger', 'danger-hover']) expect(contrast(token['danger-text'], token[fill])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token.link, token['accent-bg'])).toBeGreaterThanOrEqual(4.5);
  });
});
