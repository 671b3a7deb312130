import { expect, it } from 'vitest';
import type { Why } from '@/api/types';
import { waterfallBars } from './waterfall-bars';

const why: Why = {
  sentence: '',
  prior: -10,
  total: 10,
  threshold: 5,
  probability: 0.99,
  model: null,
  findings: [
    { field: 'small', level: 'x', sign: '-', weight: -4, left: null, right: null },
    { field: 'large', level: 'x', sign: '+', weight: 24, left: null, right: null },
  ],
};

it('orders the findings by size and begins each where the last one ended', () => {
  const { findings, prior } = waterfallBars(why);
  const [large, small] = findings;
  expect(findings.map(({ finding }) => finding.field)).toEqual(['large', 'small']);
  expect(prior.start).toBe(0);
  expect(large?.bar.start).toBeCloseTo(0);
  const endOfLarge = (large?.bar.start ?? 0) + (large?.bar.width ?? 0);
  expect((small?.bar.start ?? 0) + (small?.bar.width ?? 0)).toBeCloseTo(endOfLarge);
});

it('stays on the axis, the threshold included', () => {
  const { prior, findings, total, threshold } = waterfallBars(why);
  for (const bar of [prior, total, ...findings.map((row) => row.bar)]) {
    expect(bar.start).toBeGreaterThanOrEqual(0);
    expect(bar.start + bar.width).toBeLessThanOrEqual(100.001);
  }
  expect(threshold).toBeCloseTo((15 / 24) * 100);
});

it('draws a finding of no weight as a mark instead of nothing', () => {
  const nothing = { ...why, findings: [{ field: 'x', level: 'x', sign: '~' as const, weight: 0, left: null, right: null }] };
  expect(waterfallBars(nothing).findings[0]?.bar.width).toBeGreaterThan(0);
});
