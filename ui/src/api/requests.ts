import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { query, read, write } from './client';
import type {
  Degree,
  HistoryItem,
  Identifier,
  Page,
  Plan,
  ReceiptKey,
  Regime,
  Request,
  Right,
  Systems,
  VerificationEvidence,
} from './types';

export interface RequestFilter {
  state?: string;
  right?: Right;
  regime?: Regime;
  sort?: 'due' | 'received';
}

export interface NewRequest {
  right: Right;
  regime: Regime;
  identifiers: Identifier[];
  received_at?: string;
  channel?: string;
  note?: string;
}

const PAGE_SIZE = 100;
const at = (id: string, rest = '') => `/requests/${encodeURIComponent(id)}${rest}`;

export const requestKeys = {
  all: ['requests'] as const,
  list: (filter: RequestFilter) => ['requests', 'list', filter] as const,
  one: (id: string) => ['requests', 'one', id] as const,
};

export const requestListQuery = (filter: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: requestKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      read<Page<Request>>(`/requests${query({ ...filter, limit: PAGE_SIZE, after: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...requestKeys.one(id), 'request'],
    queryFn: ({ signal }) => read<Request>(at(id), signal),
  });

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: [...requestKeys.one(id), 'plan'],
    queryFn: ({ signal }) => read<Plan>(at(id, '/plan'), signal),
  });

export const systemsQuery = (id: string) =>
  queryOptions({
    queryKey: [...requestKeys.one(id), 'systems'],
    queryFn: ({ signal }) => read<Systems>(at(id, '/systems'), signal),
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...requestKeys.one(id), 'history'],
    queryFn: ({ pageParam, signal }) =>
      read<Page<HistoryItem>>(at(id, `/history${query({ limit: PAGE_SIZE, after: pageParam })}`), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const receiptKeyQuery = queryOptions({
  queryKey: ['receipt-key'],
  queryFn: ({ signal }) => read<ReceiptKey>('/keys/receipt', signal),
  staleTime: Infinity,
});

export const createRequest = (body: NewRequest, idempotencyKey: string) =>
  write<Request>('/requests', body, { idempotencyKey });

/** A request as the reader saw it: every act on it names the version it was decided on. */
type Seen = Pick<Request, 'id' | 'version'>;

export const verifyRequest = (
  { id, version }: Seen,
  body: { degree: Degree; method: string; evidence: VerificationEvidence[] },
  idempotencyKey: string,
) => write<Request | null>(at(id, '/verification'), body, { idempotencyKey, version });

export const planRequest = ({ id, version }: Seen) => write<Plan | null>(at(id, '/plan'), {}, { version });

export const decideRequest = ({ id, version }: Seen, decision: 'approve' | 'return', reason: string) =>
  write<Request | null>(at(id, '/approval'), { decision, reason }, { version });

export const withdrawRequest = ({ id, version }: Seen, reason: string) =>
  write<Request | null>(at(id, '/withdrawal'), { reason }, { version });

export const denyRequest = ({ id, version }: Seen, reasonCode: string, reason: string) =>
  write<Request | null>(at(id, '/denial'), { reason_code: reasonCode, reason }, { version });

export const chooseSubject = ({ id, version }: Seen, customer: string) =>
  write<Request | null>(at(id, '/subject'), { customer }, { version });

export const retryStep = (id: string, step: string, reason: string) =>
  write<unknown>(at(id, `/systems/${encodeURIComponent(step)}/retry`), { reason });

export const receiptPath = (id: string) => at(id, '/receipt');
export const packagePath = (id: string, kind: 'json' | 'html') => at(id, kind === 'html' ? '/package.html' : '/package');
export const streamPath = (id: string) => at(id, '/stream');
