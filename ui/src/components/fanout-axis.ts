import type { Segment, StepState, SystemStep } from '@/api/types';

const BUSY: readonly StepState[] = ['working', 'retrying'];
const FINAL: readonly StepState[] = ['done', 'verified', 'failed'];
const LONG_IDLE = 0.2;
const BREAK_SHARE = 0.06;
const ORDER: readonly StepState[] = ['failed', 'needs_person', 'retrying', 'working', 'waiting', 'done', 'verified'];

interface Stretch {
  from: number;
  to: number;
  start: number;
  width: number;
  idle: boolean;
}

/** Elapsed time since approval on an axis from 0 to 100, with long idle stretches folded away. */
export interface FanoutAxis {
  start: number;
  end: number;
  place: (moment: number) => number;
  breaks: { at: number; width: number; lasted: number }[];
}

export interface PlacedSegment {
  state: StepState;
  start: number;
  width: number;
  lasted: number;
  open: boolean;
}

/** A last state that needs nothing more lasts no time: drawing it until now would only push the picture aside. */
function endOf(segment: Segment, now: number): number {
  if (segment.to) return Date.parse(segment.to);
  return FINAL.includes(segment.state) ? Date.parse(segment.from) : now;
}

export function fanoutAxis(steps: SystemStep[], approvedAt: string | null, now: number): FanoutAxis | null {
  const segments = steps.flatMap((step) => step.segments);
  const starts = segments.map((segment) => Date.parse(segment.from));
  if (starts.length === 0) return null;
  const start = Math.min(approvedAt ? Date.parse(approvedAt) : Infinity, ...starts);
  const end = Math.max(start + 1, ...segments.map((segment) => endOf(segment, now)));
  const stretches = fold(segments, start, end, now);
  return {
    start,
    end,
    place: (moment) => placeOn(stretches, moment),
    breaks: stretches.filter((stretch) => stretch.idle).map(({ from, to, start: at, width }) => ({ at, width, lasted: to - from })),
  };
}

function fold(segments: Segment[], start: number, end: number, now: number): Stretch[] {
  const marks = segments.flatMap((segment) => [Date.parse(segment.from), endOf(segment, now)]);
  const bounds = [...new Set([start, ...marks, end])].filter((mark) => mark >= start && mark <= end).sort((a, b) => a - b);
  const busy = segments.filter((segment) => BUSY.includes(segment.state));
  const raw = bounds.slice(1).map((to, index) => {
    const from = bounds[index] ?? start;
    const working = busy.some((segment) => Date.parse(segment.from) <= from && endOf(segment, now) >= to);
    return { from, to, idle: !working && (to - from) / (end - start) > LONG_IDLE };
  });
  const shown = raw.filter((stretch) => !stretch.idle).reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
  const folds = raw.filter((stretch) => stretch.idle).length;
  const room = 100 * (1 - folds * BREAK_SHARE);
  let at = 0;
  return raw.map((stretch) => {
    const width = stretch.idle ? 100 * BREAK_SHARE : ((stretch.to - stretch.from) / (shown || 1)) * room;
    at += width;
    return { ...stretch, start: at - width, width };
  });
}

function placeOn(stretches: Stretch[], moment: number): number {
  const stretch = stretches.find((candidate) => moment <= candidate.to) ?? stretches.at(-1);
  if (!stretch) return 0;
  const share = (moment - stretch.from) / (stretch.to - stretch.from || 1);
  return stretch.start + stretch.width * Math.min(1, Math.max(0, share));
}

export function placeSegments(step: SystemStep, axis: FanoutAxis, now: number): PlacedSegment[] {
  return step.segments.map((segment) => {
    const from = Date.parse(segment.from);
    const to = endOf(segment, now);
    const start = axis.place(from);
    return { state: segment.state, start, width: axis.place(to) - start, lasted: to - from, open: segment.to == null };
  });
}

/** What needs a reader first comes first. */
export function byUrgency(steps: SystemStep[]): SystemStep[] {
  return [...steps].sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || systemName(a).localeCompare(systemName(b)) || a.id.localeCompare(b.id),
  );
}

export function systemName(step: { target: string; asset: string | null }): string {
  return step.asset ? `${step.target} · ${step.asset}` : step.target;
}
