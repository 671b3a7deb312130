import { describe, expect, it } from 'vitest';
import type { CustomerGraph } from '@/api/types';
import { graphOf } from '@/testing/fixtures/customers';
import { neighbourTowards, readable, startPositions } from './graph-model';

describe('start positions', () => {
  it('are the same whatever the order of the answer', () => {
    const { nodes } = graphOf();
    expect(startPositions([...nodes].reverse())).toEqual(startPositions(nodes));
  });
});

describe('a crowded graph', () => {
  const record = (index: number) => ({ id: `prf_${index}`, kind: 'record', label: null });
  const graph: CustomerGraph = {
    nodes: [
      ...Array.from({ length: 24 }, (_, index) => record(index)),
      { id: 'shared', kind: 'email', label: null },
      { id: 'lonely', kind: 'phone', label: null },
    ],
    edges: [
      { id: '1', from: 'prf_0', to: 'shared', kind: 'holds' },
      { id: '2', from: 'prf_1', to: 'shared', kind: 'holds' },
      { id: '3', from: 'prf_2', to: 'lonely', kind: 'holds' },
    ],
    threshold: 6,
    truncated: false,
  };

  it('leaves out identifiers that join nothing, with their edges', () => {
    const shown = readable(graph);
    expect(shown.nodes.map(({ id }) => id)).toContain('shared');
    expect(shown.nodes.map(({ id }) => id)).not.toContain('lonely');
    expect(shown.edges.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('stays whole when it is small', () => {
    const small = graphOf();
    expect(readable(small)).toBe(small);
  });
});

describe('walking with the arrows', () => {
  const neighbours = [
    { id: 'right', x: 10, y: 1 },
    { id: 'below', x: 0, y: 10 },
  ];

  it('goes to the neighbour that lies that way', () => {
    expect(neighbourTowards({ x: 0, y: 0 }, neighbours, 'ArrowRight')).toBe('right');
    expect(neighbourTowards({ x: 0, y: 0 }, neighbours, 'ArrowDown')).toBe('below');
  });

  it('stays where nothing lies that way', () => {
    expect(neighbourTowards({ x: 0, y: 0 }, neighbours, 'ArrowLeft')).toBeNull();
    expect(neighbourTowards({ x: 0, y: 0 }, neighbours, 'x')).toBeNull();
  });
});
