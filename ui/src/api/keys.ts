import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, query, read, write } from './client';
import type { KeyExport, Page, Rotation, Thaw } from './types';

const PAGE_SIZE = 100;

/** The beginning of the key of every query about keys and rights; an act on one of them asks anew for all. */
export const vaultKey = ['vault'] as const;

/** A list of the service, newest first, page by page. */
export const vaultListQuery = <T>(path: string) =>
  infiniteQueryOptions({
    queryKey: [...vaultKey, 'list', path],
    queryFn: ({ pageParam, signal }) => read<Page<T>>(`${path}${query({ limit: PAGE_SIZE, after: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** What of a list a second person can decide about now. */
export const waitingQuery = <T>(path: string) =>
  queryOptions({
    queryKey: [...vaultKey, 'waiting', path],
    queryFn: async ({ signal }) => (await read<Page<T>>(`${path}${query({ waiting: 'true', limit: PAGE_SIZE })}`, signal)).items,
  });

export const thawsPath = '/keys/thaws';
export const exportsPath = '/keys/exports';
export const rotationsPath = '/keys/rotations';

export const thawListQuery = vaultListQuery<Thaw>(thawsPath);
export const exportListQuery = vaultListQuery<KeyExport>(exportsPath);
export const rotationListQuery = vaultListQuery<Rotation>(rotationsPath);

export const confirmThaw = (id: string, idempotencyKey: string) =>
  write<Thaw>(`${thawsPath}/${encodeURIComponent(id)}/confirmation`, {}, { idempotencyKey });

export const proposeThaw = (keys: string[], reason: string, idempotencyKey: string) =>
  write<Thaw>(thawsPath, { keys, reason }, { idempotencyKey });

export const startRotation = (olderThan: string, reason: string, idempotencyKey: string) =>
  write<Rotation>(rotationsPath, { older_than: olderThan, reason }, { idempotencyKey });

/** Confirms an export and takes the signed file, which the service keeps nowhere. */
export async function takeExport(id: string): Promise<Blob> {
  const response = await call(`${exportsPath}/${encodeURIComponent(id)}/confirmation`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
  });
  return response.blob();
}
