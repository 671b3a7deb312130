import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { query, read, write } from './client';
import type { Customer, CustomerGraph, CustomerListItem, CustomerMatch, Identifier, Page, Why } from './types';

const PAGE_SIZE = 100;
const at = (id: string, rest = '') => `/customers/${encodeURIComponent(id)}${rest}`;

export const customerListQuery = infiniteQueryOptions({
  queryKey: ['customers', 'list'],
  queryFn: ({ pageParam, signal }) =>
    read<Page<CustomerListItem>>(`/customers${query({ limit: PAGE_SIZE, after: pageParam })}`, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'one', id],
    queryFn: ({ signal }) => read<Customer>(at(id), signal),
  });

export const customerGraphQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', 'one', id, 'graph'],
    queryFn: ({ signal }) => read<CustomerGraph>(at(id, '/graph'), signal),
  });

export const whyQuery = (id: string, a: string, b: string) =>
  queryOptions({
    queryKey: ['customers', 'one', id, 'why', a, b],
    queryFn: ({ signal }) => read<Why>(at(id, `/why${query({ a, b })}`), signal),
  });

/** The identifiers travel in the body: an address would leave them in logs and histories. */
export const searchCustomers = (identifiers: Identifier[]) =>
  write<{ items: CustomerMatch[] }>('/customers/search', { identifiers });
