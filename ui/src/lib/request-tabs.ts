export const REQUEST_TABS = ['overview', 'plan', 'systems', 'evidence', 'people', 'history'] as const;
export type RequestTab = (typeof REQUEST_TABS)[number];

export function parseTab(raw: string): RequestTab {
  return REQUEST_TABS.find((tab) => tab === raw) ?? 'overview';
}
