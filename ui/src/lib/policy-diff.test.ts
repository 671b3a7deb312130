import { expect, it } from 'vitest';
import { policyOf } from '@/testing/fixtures/policy';
import { changesBetween } from './policy-diff';

it('a policy does not differ from itself', () => {
  expect(changesBetween(policyOf(3), policyOf(3))).toEqual([]);
});

it('purposes and rules are compared by their names, and limits one by one', () => {
  const before = policyOf(3);
  const after = structuredClone(before);
  after.purposes = after.purposes.filter(({ code }) => code !== 'support');
  const rule = after.rules.find(({ name }) => name === 'officers_see_cards');
  if (rule) {
    rule.people_per_day = 50;
    delete rule.values_per_minute;
  }
  after.break_glass.hours_at_most = 4;
  const changes = changesBetween(before, after);
  expect(changes).toEqual([
    { part: 'purpose', name: 'support', member: null, before: 'description: Helping a customer who has turned to us.', after: null },
    { part: 'rule', name: 'officers_see_cards', member: 'values_per_minute', before: '100', after: null },
    { part: 'rule', name: 'officers_see_cards', member: 'people_per_day', before: '200', after: '50' },
    { part: 'break_glass', name: null, member: 'hours_at_most', before: '8', after: '4' },
  ]);
});

it('a rule that moved is told, because the first one counts', () => {
  const before = policyOf(3);
  const after = { ...before, rules: [...before.rules].reverse() };
  expect(changesBetween(before, after)).toEqual([
    expect.objectContaining({ part: 'order', after: after.rules.map(({ name }) => name).join(' → ') }),
  ]);
});
