import type { ReactElement } from 'react';

/** Two waves of the river. */
export function Mark(): ReactElement {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="5" fill="var(--accent)" />
      <path
        d="M5 9c2.3-2.2 4.7-2.2 7 0s4.7 2.2 7 0M5 15c2.3-2.2 4.7-2.2 7 0s4.7 2.2 7 0"
        fill="none"
        stroke="var(--accent-text)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
