import { useEffect } from 'react';

/** Names the browser tab. Only screen names and request numbers may be passed, never anything personal. */
export function useTitle(screen: string): void {
  useEffect(() => {
    document.title = `${screen} · Lethe`;
  }, [screen]);
}
