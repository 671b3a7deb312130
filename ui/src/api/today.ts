import { queryOptions } from '@tanstack/react-query';
import { read } from './client';
import type { Today } from './types';

export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => read<Today>('/today', signal),
});
