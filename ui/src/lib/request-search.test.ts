import { expect, it } from 'vitest';
import { parsePairSearch } from './pair-search';
import { parseRequestSearch } from './request-search';
import { parseTab } from './request-tabs';

it('keeps known filters and drops everything else', () => {
  expect(parseRequestSearch({ state: 'PLANNED', right: 'delete', regime: 'mars', sort: 'name', email: 'a@b.c' })).toEqual({
    state: 'PLANNED',
    right: 'delete',
    regime: undefined,
    sort: undefined,
  });
});

it('opens the overview for an unknown tab', () => {
  expect(parseTab('systems')).toBe('systems');
  expect(parseTab('../../secret')).toBe('overview');
});

it('lets only profile ids into the address of a Why', () => {
  const id = `prf_${'0'.repeat(26)}`;
  expect(parsePairSearch({ a: id, b: 'nora@web.de' })).toEqual({ a: id, b: undefined });
});
