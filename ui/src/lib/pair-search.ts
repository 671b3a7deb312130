/** The two records whose Why is open. Only profile ids pass. */
export interface PairSearch {
  a?: string;
  b?: string;
}

const PROFILE = /^prf_[0-9a-z]{26}$/;

export function parsePairSearch(raw: Record<string, unknown>): PairSearch {
  const id = (value: unknown) => (typeof value === 'string' && PROFILE.test(value) ? value : undefined);
  return { a: id(raw.a), b: id(raw.b) };
}
