import { useMemo, useRef } from 'react';

interface FocusReturn {
  /** Call when something opens over the page. */
  remember: () => void;
  /** Call when it has closed. */
  giveBack: () => void;
}

/** Brings the focus back to what opened a dialog, for dialogs that are loaded only when they are wanted. */
export function useFocusReturn(): FocusReturn {
  const opener = useRef<Element | null>(null);
  return useMemo(
    () => ({
      remember: () => {
        opener.current = document.activeElement;
      },
      giveBack: () => {
        requestAnimationFrame(() => {
          if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
        });
      },
    }),
    [],
  );
}
