/** The parts of Keys & policy, each with the permission that lets a reader see it. */
export const KEYS_TABS = {
  rotations: 'audit:read',
  exports: 'audit:read',
  thaws: 'audit:read',
  'break-glass': 'audit:read',
  policy: 'token-policy:read',
  quarantine: 'quarantine:read',
} as const;

export type KeysTab = keyof typeof KEYS_TABS;

export const KEYS_TAB_NAMES = Object.keys(KEYS_TABS) as KeysTab[];

export function parseKeysTab(raw: string): KeysTab {
  return KEYS_TAB_NAMES.find((tab) => tab === raw) ?? 'rotations';
}

/** The two versions of the token policy that are compared. Only whole numbers pass. */
export interface CompareSearch {
  from?: number;
  to?: number;
}

export function parseCompareSearch(raw: Record<string, unknown>): CompareSearch {
  const version = (value: unknown) => (Number.isSafeInteger(Number(value)) && Number(value) >= 0 && value !== '' ? Number(value) : undefined);
  return { from: raw.from === undefined ? undefined : version(raw.from), to: raw.to === undefined ? undefined : version(raw.to) };
}
