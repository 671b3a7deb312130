import { queryOptions } from '@tanstack/react-query';
import { read } from './client';
import type { Me } from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => read<Me>('/me', signal),
  staleTime: Infinity,
});
