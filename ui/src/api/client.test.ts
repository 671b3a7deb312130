import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { useServer } from '@/testing/server';
import { idempotencyKey, query, read, write } from './client';
import { asProblem, Problem } from './problem';

const server = useServer();

describe('a call', () => {
  it('says that JavaScript makes it, so that an ended session is a status', async () => {
    let header: string | null = null;
    server.use(
      http.get('*/api/v1/me', ({ request }) => {
        header = request.headers.get('X-Requested-With');
        return HttpResponse.json({});
      }),
    );
    await read('/me');
    expect(header).toBe('JavaScript');
  });

  it('leaves for the sign-in page with path, search and hash when the session has ended', async () => {
    const assign = vi.fn();
    vi.stubGlobal('location', { ...window.location, origin: 'http://localhost:3000', href: 'http://localhost:3000/', pathname: '/requests', search: '?state=PLANNED', hash: '#main', assign });
    server.use(http.get('*/api/v1/me', () => new HttpResponse(null, { status: 499 })));
    await expect(read('/me')).rejects.toBeInstanceOf(Problem);
    expect(assign).toHaveBeenCalledWith('/login?to=%2Frequests%3Fstate%3DPLANNED%23main');
    vi.unstubAllGlobals();
  });

  it('turns a problem document into its words', async () => {
    const body = { type: 'urn:lethe:problem:four-eyes', title: 'A second person has to do this', detail: 'You wrote this plan.' };
    server.use(http.post('*/api/v1/x', () => HttpResponse.json(body, { status: 403, headers: { 'content-type': 'application/problem+json' } })));
    const problem = await write('/x', {}).catch(asProblem);
    expect(problem).toMatchObject({ status: 403, message: body.title, detail: body.detail, advice: 'fourEyes' });
  });

  it('answers an error page that is no problem document by its status alone', async () => {
    server.use(http.get('*/api/v1/x', () => new HttpResponse('<h1>Bad gateway</h1>', { status: 502 })));
    expect(await read('/x').catch(asProblem)).toMatchObject({ status: 502, detail: null, advice: 'broken' });
  });

  it('tells a service that cannot be reached from one that refuses', async () => {
    server.use(http.get('*/api/v1/x', () => HttpResponse.error()));
    expect(await read('/x').catch(asProblem)).toMatchObject({ status: 0, advice: 'unreachable' });
  });
});

describe('a write', () => {
  it('carries its key and the version that was seen', async () => {
    const seen: (string | null)[] = [];
    server.use(
      http.post('*/api/v1/x', ({ request }) => {
        seen.push(request.headers.get('Idempotency-Key'), request.headers.get('If-Match'));
        return HttpResponse.json({});
      }),
    );
    await write('/x', {}, { idempotencyKey: 'k1', version: 7 });
    expect(seen).toEqual(['k1', '"7"']);
  });

  it('accepts an empty answer', async () => {
    server.use(http.post('*/api/v1/x', () => new HttpResponse(null, { status: 204 })));
    expect(await write('/x', {})).toBeNull();
  });
});

it('never makes the same key twice', () => {
  expect(new Set(Array.from({ length: 500 }, idempotencyKey)).size).toBe(500);
});

it('leaves what is not set out of a query', () => {
  expect(query({ a: 'x y', b: undefined, c: null, d: '', e: 0 })).toBe('?a=x+y&e=0');
});
