import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createHandlers } from './handlers';

/** Starts a made-up service for the tests of one file, seen by the given role. */
export function useServer(role = 'officer') {
  const server = setupServer(...createHandlers(role));
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}
