import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { vaultKey } from '@/api/keys';

/** Runs an act on keys or rights and then asks anew for all that may have changed by it. Nothing is shown as done before it is. */
export function useVaultAct(): <T>(act: () => Promise<T>) => Promise<T> {
  const client = useQueryClient();
  return useCallback(
    async (act) => {
      try {
        return await act();
      } finally {
        void client.invalidateQueries({ queryKey: vaultKey });
      }
    },
    [client],
  );
}
