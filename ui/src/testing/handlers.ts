import { http, HttpResponse, type HttpHandler } from 'msw';
import type { CustomerMatch, Me, Request } from '@/api/types';
import { customerList, customerOf, graphOf, whyOf } from './fixtures/customers';
import { madeUpId } from './fixtures/moments';
import { allRequests, pageOf, requestOf } from './fixtures/requests';
import { permissionsOf } from './fixtures/vault';
import { historyOf, planOf, systemsOf, todayOf } from './fixtures/work';
import { vaultHandlers } from './vault-handlers';

const API = '*/api/v1';

function problem(status: number, type: string, title: string, detail?: string) {
  return HttpResponse.json(
    { type: `urn:lethe:problem:${type}`, title, status, detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}

function pageFrom<T>(request: globalThis.Request, items: T[]) {
  const { searchParams } = new URL(request.url);
  return HttpResponse.json(pageOf(items, searchParams.get('after'), Number(searchParams.get('limit') ?? 50)));
}

function filtered(request: globalThis.Request, requests: Request[]): Request[] {
  const { searchParams } = new URL(request.url);
  const matches = (name: 'state' | 'right' | 'regime') => (candidate: Request) =>
    !searchParams.has(name) || candidate[name] === searchParams.get(name);
  const order = (candidate: Request) =>
    searchParams.get('sort') === 'received' ? candidate.received_at : candidate.clock.statutory_due;
  return requests
    .filter(matches('state'))
    .filter(matches('right'))
    .filter(matches('regime'))
    .sort((a, b) => order(a).localeCompare(order(b)));
}

/** The service as the contract promises it, answering from made-up data, seen by a reader with one role. */
export function createHandlers(role = 'officer'): HttpHandler[] {
  const requests = allRequests(role);
  const find = (id: unknown) => requests.find((request) => request.id === id);
  const missing = () => problem(404, 'not-found', 'There is nothing here');
  const me: Me = { name: role, display_name: `${role === 'officer' ? 'Olga Officer' : 'Aaron Approver'}`, roles: [role], permissions: permissionsOf(role) };

  return [
    http.get(`${API}/me`, () => HttpResponse.json(me)),
    http.get(`${API}/today`, () => HttpResponse.json(todayOf(requests))),
    http.get(`${API}/stream`, endlessStream),
    http.get(`${API}/keys/receipt`, () =>
      HttpResponse.json({ key_id: 'rk-2026-11', algorithm: 'Ed25519', public_key_pem: '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n' }),
    ),
    http.get(`${API}/requests`, ({ request }) => pageFrom(request, filtered(request, requests))),
    http.post(`${API}/requests`, () => HttpResponse.json(requestOf({ index: 900, state: 'RECEIVED', remaining: 31 }, role), { status: 201 })),
    http.get(`${API}/requests/:id`, ({ params }) => {
      const found = find(params.id) ?? (params.id === madeUpId('req', 900) ? requestOf({ index: 900, state: 'RECEIVED', remaining: 31 }, role) : null);
      return found ? HttpResponse.json(found) : missing();
    }),
    http.get(`${API}/requests/:id/plan`, ({ params }) => {
      const found = find(params.id);
      return found && found.state !== 'RECEIVED' && found.state !== 'RESOLVED' ? HttpResponse.json(planOf(found)) : missing();
    }),
    http.get(`${API}/requests/:id/systems`, ({ params }) => {
      const found = find(params.id);
      return found ? HttpResponse.json(systemsOf(found)) : missing();
    }),
    http.get(`${API}/requests/:id/history`, ({ request }) => pageFrom(request, historyOf())),
    http.get(`${API}/requests/:id/stream`, endlessStream),
    http.get(`${API}/requests/:id/receipt`, () => HttpResponse.json({ receipt: 'made up' })),
    http.post(`${API}/requests/:id/approval`, () => problem(403, 'four-eyes', 'A second person has to do this', 'You wrote this plan.')),
    http.post(`${API}/requests/:id/:act`, ({ params }) => {
      const found = find(params.id);
      return found ? HttpResponse.json(found) : missing();
    }),
    http.get(`${API}/customers`, ({ request }) => pageFrom(request, customerList())),
    http.post(`${API}/customers/search`, async ({ request }) => {
      const { identifiers } = (await request.json()) as { identifiers: { value: string }[] };
      const nobody = identifiers.every(({ value }) => value.startsWith('nobody'));
      const items: CustomerMatch[] = nobody ? [] : [{ id: madeUpId('cus', 101), profiles: 7, strength: 15.2 }];
      return HttpResponse.json({ items });
    }),
    http.get(`${API}/customers/:id`, ({ params }) => HttpResponse.json(customerOf(String(params.id)))),
    http.get(`${API}/customers/:id/graph`, () => HttpResponse.json(graphOf())),
    http.get(`${API}/customers/:id/why`, () => HttpResponse.json(whyOf())),
    ...vaultHandlers(API),
  ];
}

/** Opens and stays silent, as the service does while nothing changes. */
function endlessStream() {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(': hello\n\n')) });
  return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } });
}
