import type { TokenPolicy, TokenRule } from '@/api/types';

export interface PolicyChange {
  /** `purpose`, `rule`, `order`, `anomaly` or `break_glass`. */
  part: string;
  /** Which purpose or rule; null for a part that stands once. */
  name: string | null;
  /** What of it; null for the whole. */
  member: string | null;
  before: string | null;
  after: string | null;
}

type Members = Record<string, string>;

const text = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));

function members(value: object): Members {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => name !== 'name' && name !== 'code' && member !== null && member !== undefined)
      .map(([name, member]) => [name, text(member)]),
  );
}

const inLines = (all: Members) =>
  Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** What differs between two policies, purposes and rules told apart by their names rather than by their places. */
export function changesBetween(before: TokenPolicy, after: TokenPolicy): PolicyChange[] {
  return [
    ...named('purpose', byName(before.purposes, 'code'), byName(after.purposes, 'code')),
    ...named('rule', byName(before.rules, 'name'), byName(after.rules, 'name')),
    ...order(before.rules, after.rules),
    ...changed('anomaly', null, members(before.anomaly), members(after.anomaly)),
    ...changed('break_glass', null, members(before.break_glass), members(after.break_glass)),
  ];
}

function byName<K extends string>(items: ({ [key in K]: string } & object)[], key: K): Map<string, Members> {
  return new Map(items.map((item) => [item[key], members(item)]));
}

function named(part: string, before: Map<string, Members>, after: Map<string, Members>): PolicyChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was && is) return changed(part, name, was, is);
    return [{ part, name, member: null, before: was ? inLines(was) : null, after: is ? inLines(is) : null }];
  });
}

function changed(part: string, name: string | null, before: Members, after: Members): PolicyChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((member) => before[member] !== after[member])
    .map((member) => ({ part, name, member, before: before[member] ?? null, after: after[member] ?? null }));
}

/** The first rule that allows a value counts, so their order is a part of what they say. */
function order(before: TokenRule[], after: TokenRule[]): PolicyChange[] {
  const names = (rules: TokenRule[], others: TokenRule[]) =>
    rules.map(({ name }) => name).filter((name) => others.some((other) => other.name === name)).join(' → ');
  const [was, is] = [names(before, after), names(after, before)];
  return was === is ? [] : [{ part: 'order', name: null, member: null, before: was, after: is }];
}
