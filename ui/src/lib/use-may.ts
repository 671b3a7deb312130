import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { meQuery } from '@/api/me';

/** Answers whether the reader has a permission; nobody has one before the service said so. */
export function useMay(): (permission: string) => boolean {
  const { data: me } = useQuery(meQuery);
  return useCallback((permission) => me?.permissions.includes(permission) ?? false, [me]);
}
