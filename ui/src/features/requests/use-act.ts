import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { requestKeys } from '@/api/requests';

/** Runs an act on a request and then asks anew for all that may have changed by it. Nothing is shown as done before it is. */
export function useAct(id: string): <T>(act: () => Promise<T>) => Promise<T> {
  const client = useQueryClient();
  return useCallback(
    async (act) => {
      try {
        return await act();
      } finally {
        void client.invalidateQueries({ queryKey: requestKeys.one(id) });
        void client.invalidateQueries({ queryKey: ['requests', 'list'] });
        void client.invalidateQueries({ queryKey: ['today'] });
      }
    },
    [client, id],
  );
}
