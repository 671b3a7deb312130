import { describe, expect, it } from 'vitest';
import { Formatter } from './format';

const english = new Formatter('en');
const german = new Formatter('de');

describe('dates', () => {
  it('names the zone of a legal moment and shows it there, wherever the reader sits', () => {
    expect(english.dateTime('2026-11-22T23:30:00Z', 'Europe/Berlin')).toBe('23 Nov 2026, 00:30 CET');
    expect(english.dateTime('2026-11-22T23:30:00Z', 'America/Los_Angeles')).toBe('22 Nov 2026, 15:30 GMT-8');
  });

  it('never shifts a calendar day', () => {
    expect(english.date('2031-12-31')).toBe('31 Dec 2031');
    expect(english.day('2026-11-24')).toBe('Tuesday 24 November');
    expect(german.day('2026-11-24')).toBe('Dienstag, 24. November');
  });

  it('shows what it cannot read as it came', () => {
    expect(english.date('soon')).toBe('soon');
  });
});

describe('numbers', () => {
  it('gives every weight its sign', () => {
    expect([14.23, -6.3, 0].map((weight) => english.weight(weight))).toEqual(['+14.2', '−6.3', '0.0']);
    expect(german.weight(-6.3)).toBe('−6,3');
  });

  it('tells spans in the largest fitting unit', () => {
    expect([250, 1_500, 90_000, 7_200_000, 172_800_000].map((span) => english.span(span))).toEqual([
      '250 ms',
      '1.5 secs',
      '1.5 mins',
      '2 hrs',
      '2 days',
    ]);
  });
});
