import type { Finding, Why } from '@/api/types';

/** A bar on an axis from 0 to 100. */
export interface Bar {
  value: number;
  start: number;
  width: number;
}

interface Bars {
  prior: Bar;
  findings: { finding: Finding; bar: Bar }[];
  total: Bar;
  /** Where the threshold stands on the same axis. */
  threshold: number;
}

const THINNEST = 0.75;

/** Lays the findings, strongest first, behind one another, so that each bar begins where the one before it ended. */
export function waterfallBars(why: Why): Bars {
  const ordered = [...why.findings].sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
  const sums = ordered.reduce((ends, finding) => [...ends, (ends.at(-1) ?? 0) + finding.weight], [why.prior]);
  const marks = [0, why.total, why.threshold, ...sums];
  const low = Math.min(...marks);
  const scale = 100 / (Math.max(...marks) - low || 1);
  const place = (value: number) => (value - low) * scale;
  const bar = (value: number, from: number, to: number): Bar => {
    const start = place(Math.min(from, to));
    const width = Math.max(THINNEST, Math.abs(to - from) * scale);
    return { value, start: Math.min(start, 100 - width), width };
  };
  return {
    prior: bar(why.prior, 0, why.prior),
    findings: ordered.map((finding, index) => ({ finding, bar: bar(finding.weight, sums[index] ?? 0, sums[index + 1] ?? 0) })),
    total: bar(why.total, 0, why.total),
    threshold: place(why.threshold),
  };
}
