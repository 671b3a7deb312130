import { describe, expect, it } from 'vitest';
import type { Segment, StepState, SystemStep } from '@/api/types';
import { byUrgency, fanoutAxis, placeSegments } from './fanout-axis';

const START = Date.parse('2026-11-22T12:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1_000).toISOString();

function step(state: StepState, ...segments: [StepState, number, number | null][]): SystemStep {
  return {
    id: `${state}${segments.length}`,
    target: 'lake',
    asset: 'events',
    connector: null,
    action: 'erase',
    state,
    attempts: 1,
    started_at: null,
    ended_at: null,
    segments: segments.map(([name, from, to]): Segment => ({ state: name, from: at(from), to: to === null ? null : at(to) })),
    before: null,
    after: null,
    depth: null,
    last_error: null,
    retry_at: null,
    evidence: null,
  };
}

const now = START + 1_000_000;

describe('the axis', () => {
  it('does not exist before anything happened', () => {
    expect(fanoutAxis([step('waiting')], at(0), now)).toBeNull();
  });

  it('begins at the approval, even when the first step came later', () => {
    const axis = fanoutAxis([step('verified', ['working', 10, 20], ['verified', 20, null])], at(0), now);
    expect(axis?.start).toBe(START);
    expect(axis?.end).toBe(START + 20_000);
  });

  it('does not stretch until now when everything is final', () => {
    const axis = fanoutAxis([step('failed', ['working', 0, 5], ['failed', 5, null])], at(0), now);
    expect(axis?.end).toBe(START + 5_000);
  });

  it('reaches until now while something is at work', () => {
    expect(fanoutAxis([step('working', ['working', 0, null])], at(0), now)?.end).toBe(now);
  });

  it('folds a long idle stretch away and keeps the order of moments', () => {
    const lane = step('verified', ['working', 0, 10], ['waiting', 10, 900], ['working', 900, 910], ['verified', 910, null]);
    const axis = fanoutAxis([lane], at(0), now);
    expect(axis?.breaks).toEqual([expect.objectContaining({ width: 6, lasted: 890_000 })]);
    const places = [0, 5, 10, 400, 900, 905, 910].map((seconds) => axis?.place(START + seconds * 1_000) ?? -1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBeCloseTo(100);
  });

  it('folds nothing while one system works, however long the others wait', () => {
    const axis = fanoutAxis([step('working', ['working', 0, 900]), step('waiting', ['waiting', 0, 900])], at(0), now);
    expect(axis?.breaks).toEqual([]);
  });

  it('gives a final state no length', () => {
    const lane = step('verified', ['working', 0, 10], ['verified', 10, null]);
    const axis = fanoutAxis([lane], at(0), now);
    expect(axis && placeSegments(lane, axis, now).at(-1)).toMatchObject({ state: 'verified', lasted: 0, width: 0 });
  });
});

it('puts first what needs a reader first', () => {
  const states: StepState[] = ['verified', 'working', 'failed', 'needs_person', 'waiting', 'done'];
  expect(byUrgency(states.map((state) => step(state))).map(({ state }) => state)).toEqual([
    'failed',
    'needs_person',
    'working',
    'waiting',
    'done',
    'verified',
  ]);
});
