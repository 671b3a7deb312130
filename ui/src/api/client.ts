import { Problem, type ProblemBody } from './problem';

const ROOT = '/api/v1';
const SESSION_ENDED = 499;

interface WriteOptions {
  method?: 'POST' | 'PUT' | 'DELETE';
  idempotencyKey?: string;
  /** The version the reader saw; the service refuses when it is no longer the newest. */
  version?: number;
}

/** Leaves for the sign-in page; the path, its search and its hash come back afterwards. Ids only, so nothing personal travels. */
export function goToSignIn(): void {
  const { pathname, search, hash } = window.location;
  window.location.assign(`/login?to=${encodeURIComponent(pathname + search + hash)}`);
}

/** A random key that names one intention, so that repeating a lost call never acts twice. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One call to the service. Answers the response when it succeeded, and throws a {@link Problem} otherwise. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('X-Requested-With', 'JavaScript');
  let response: Response;
  try {
    response = await fetch(ROOT + path, { ...init, headers, credentials: 'same-origin' });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new Problem(0);
  }
  if (response.status === SESSION_ENDED) {
    goToSignIn();
    throw new Problem(SESSION_ENDED, { title: 'The session has ended' });
  }
  if (!response.ok) throw new Problem(response.status, await problemBody(response));
  return response;
}

async function problemBody(response: Response): Promise<ProblemBody> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return {};
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {};
  }
}

export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await call(path, { signal, headers: { Accept: 'application/json' } });
  return (await response.json()) as T;
}

export async function write<T>(path: string, body: unknown, options: WriteOptions = {}): Promise<T> {
  const response = await call(path, {
    method: options.method ?? 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'Idempotency-Key': options.idempotencyKey ?? idempotencyKey(),
      ...(options.version === undefined ? {} : { 'If-Match': `"${options.version}"` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as T;
}

/** Builds a query string from what is set. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
