import { http, HttpResponse, type HttpHandler } from 'msw';
import type { Page } from '@/api/types';
import { policyItems, policyProposals, policyVersionOf, quarantineDays } from './fixtures/policy';
import { pageOf } from './fixtures/requests';
import { exportsOf, rightsOf, rotationsOf, stopsOf, thawsOf } from './fixtures/vault';

const WAITING = ['proposed', 'asked', 'stopped'];

/** A list of the service: all of it, or what a second person can decide about. */
function list<T extends object>(items: T[]) {
  return ({ request }: { request: Request }): HttpResponse<Page<T>> => {
    const { searchParams } = new URL(request.url);
    const chosen = searchParams.has('waiting') ? items.filter((item) => 'state' in item && WAITING.includes(String(item.state))) : items;
    return HttpResponse.json(pageOf(chosen, searchParams.get('after'), Number(searchParams.get('limit') ?? 50)));
  };
}

/** Answers an act on one item with that item. */
function act<T extends { id: string }>(items: T[]) {
  return ({ params }: { params: Record<string, unknown> }) => {
    const found = items.find(({ id }) => id === params.id);
    return found ? HttpResponse.json(found) : new HttpResponse(null, { status: 404 });
  };
}

/** Keys, rights and the policy, answering from made-up data. */
export function vaultHandlers(api: string): HttpHandler[] {
  return [
    http.get(`${api}/keys/thaws`, list(thawsOf())),
    http.post(`${api}/keys/thaws/:id/confirmation`, act(thawsOf())),
    http.get(`${api}/keys/exports`, list(exportsOf())),
    http.post(`${api}/keys/exports/:id/confirmation`, () => HttpResponse.json({ receipt: 'made up', signature: 'made up' })),
    http.get(`${api}/keys/rotations`, list(rotationsOf())),
    http.post(`${api}/keys/rotations`, () => HttpResponse.json(rotationsOf()[0], { status: 201 })),
    http.post(`${api}/keys/thaws`, () => HttpResponse.json(thawsOf()[0], { status: 201 })),
    http.post(`${api}/reveals/break-glass`, () => HttpResponse.json(rightsOf()[0], { status: 201 })),
    http.get(`${api}/token-policy`, () => HttpResponse.json(policyVersionOf(3))),
    http.get(`${api}/token-policy/versions`, list(policyItems())),
    http.get(`${api}/token-policy/versions/:version`, ({ params }) => {
      const found = policyVersionOf(Number(params.version));
      return found ? HttpResponse.json(found) : new HttpResponse(null, { status: 404 });
    }),
    http.get(`${api}/token-policy/proposals`, list(policyProposals())),
    http.post(`${api}/token-policy/proposals`, () => HttpResponse.json(policyProposals()[0], { status: 201 })),
    http.get(`${api}/token-policy/proposals/:id`, act(policyProposals())),
    http.post(`${api}/token-policy/proposals/:id/confirmation`, act(policyProposals())),
    http.get(`${api}/quarantine/days`, list(quarantineDays())),
    http.get(`${api}/reveals/break-glass`, list(rightsOf())),
    http.post(`${api}/reveals/break-glass/:id/confirmation`, act(rightsOf())),
    http.post(`${api}/reveals/break-glass/:id/end`, act(rightsOf())),
    http.get(`${api}/reveals/stops`, list(stopsOf())),
    http.post(`${api}/reveals/stops/:id/lift`, act(stopsOf())),
  ];
}
