import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { policyProposals } from '@/testing/fixtures/policy';
import { exportsOf, rightsOf, stopsOf } from '@/testing/fixtures/vault';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

const saved = vi.hoisted(() => vi.fn());
vi.mock('@/api/download', () => ({ save: saved, download: vi.fn() }));

const card = (name: string) => screen.findByRole('article', { name });

describe('for an approver', () => {
  const server = useServer('approver');

  it('the navigation counts what waits for them', async () => {
    visit('/');
    expect(await screen.findByRole('link', { name: 'Approvals 5 wait for you' })).toBeVisible();
  });

  it('what has waited longest stands first, with who, when, why and what it would do', async () => {
    visit('/approvals');
    const section = (await card('Use frozen keys again')).closest('ul');
    const names = within(section as HTMLElement).getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
    expect(names).toEqual(['Use frozen keys again', 'Give keys to somebody outside', 'Change of the token policy', 'Break-glass right', 'Stopped caller']);
    const right = await card('Break-glass right');
    for (const words of ['officer may see whole values of card and phone for incident, for 2 hours', 'Ticket 4713', 'Asked for by']) {
      expect(right).toHaveTextContent(words);
    }
  });

  it('confirming says its consequence, acts once and tells the result', async () => {
    const keys: (string | null)[] = [];
    server.use(
      http.post('*/api/v1/reveals/break-glass/:id/confirmation', ({ request, params }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        return HttpResponse.json(rightsOf().find(({ id }) => id === params.id));
      }),
    );
    const { user } = visit('/approvals');
    await user.click(within(await card('Break-glass right')).getByRole('button', { name: 'Confirm' }));
    const dialog = await screen.findByRole('dialog', { name: 'Give a right beyond the token policy?' });
    expect(dialog).toHaveTextContent('for 2 hours from the confirmation on');
    expect(dialog).toHaveTextContent('Every use is written to the audit log.');
    await user.click(within(dialog).getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(screen.getByText(/^Confirmed: officer has the right/)).toHaveFocus());
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('a confirmed export is saved as a file named by its id', async () => {
    const { user } = visit('/approvals');
    await user.click(within(await card('Give keys to somebody outside')).getByRole('button', { name: 'Confirm and download' }));
    const dialog = await screen.findByRole('dialog', { name: 'Let keys leave Lethe?' });
    expect(dialog).toHaveTextContent('What has left can be opened elsewhere for ever');
    await user.click(within(dialog).getByRole('button', { name: 'Confirm and download' }));
    await waitFor(() => expect(saved).toHaveBeenCalledWith(expect.anything(), `${exportsOf()[0]?.id}-held-keys.json`));
  });

  it('a stop is lifted with a reason', async () => {
    let sent: unknown;
    server.use(
      http.post('*/api/v1/reveals/stops/:id/lift', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(stopsOf()[0]);
      }),
    );
    const { user } = visit('/approvals');
    await user.click(within(await card('Stopped caller')).getByRole('button', { name: 'Lift' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Lift' }));
    expect(within(dialog).getByText('Give a reason.')).toBeVisible();
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'recall');
    await user.click(within(dialog).getByRole('button', { name: 'Lift' }));
    await waitFor(() => expect(sent).toEqual({ reason: 'recall' }));
  });

  it('a change of the token policy shows what it changes, and is put in force', async () => {
    let confirmed: unknown;
    server.use(
      http.post('*/api/v1/token-policy/proposals/:id/confirmation', ({ params }) => {
        confirmed = params.id;
        return HttpResponse.json(policyProposals()[0]);
      }),
    );
    const { user } = visit('/approvals');
    const change = await card('Change of the token policy');
    expect(await within(change).findByRole('row', { name: /Removed Rule officers_see_cards/ })).toBeVisible();
    expect(within(change).getByRole('row', { name: /Changed Unusual day Times the usual day 5 3/ })).toBeVisible();
    await user.click(within(change).getByRole('button', { name: 'Confirm' }));
    const dialog = await screen.findByRole('dialog', { name: 'Put a new token policy in force?' });
    expect(dialog).toHaveTextContent('Version 4 of the token policy takes the place of version 3');
    await user.click(within(dialog).getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(confirmed).toBe(policyProposals()[0]?.id));
  });

  it('a refusal of the service stays in the dialog', async () => {
    server.use(
      http.post('*/api/v1/keys/thaws/:id/confirmation', () =>
        HttpResponse.json(
          { type: 'urn:lethe:problem:key-destroyed', title: 'The key is destroyed', detail: 'A key is destroyed; nothing brings it back.' },
          { status: 422, headers: { 'content-type': 'application/problem+json' } },
        ),
      ),
    );
    const { user } = visit('/approvals');
    await user.click(within(await card('Use frozen keys again')).getByRole('button', { name: 'Confirm' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Confirm' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('nothing brings it back');
  });

  it('one list that fails leaves the others to be decided', async () => {
    server.use(http.get('*/api/v1/keys/thaws', () => HttpResponse.json({ title: 'Broken' }, { status: 500 })));
    visit('/approvals');
    expect(await card('Stopped caller')).toBeVisible();
    expect(await screen.findByRole('alert')).toHaveTextContent('Broken');
  });

  it('an empty inbox says so', async () => {
    server.use(
      ...['keys/thaws', 'keys/exports', 'reveals/break-glass', 'reveals/stops', 'token-policy/proposals'].map((path) =>
        http.get(`*/api/v1/${path}`, () => HttpResponse.json({ items: [], next: null })),
      ),
    );
    visit('/approvals');
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Approvals' })).toBeVisible();
  });
});

describe('for an officer', () => {
  useServer('officer');

  it('their own proposal waits for somebody else, and says why', async () => {
    visit('/approvals');
    const own = await card('Use frozen keys again');
    expect(within(own).getByRole('button', { name: 'Confirm' })).toBeDisabled();
    expect(own).toHaveTextContent('You proposed this. A second person has to confirm it.');
    const others = await card('Stopped caller');
    expect(within(others).getByRole('button', { name: 'Lift' })).toBeDisabled();
    expect(others).toHaveTextContent('This needs a role that may confirm');
  });

  it('what they asked for themselves they can take back', async () => {
    const { user } = visit('/approvals');
    await user.click(within(await card('Break-glass right')).getByRole('button', { name: 'Take back' }));
    expect(await screen.findByRole('dialog', { name: 'Take the proposal back?' })).toBeVisible();
  });
});

describe('for a pipeline', () => {
  useServer('pipeline');

  it('there is no inbox', async () => {
    visit('/');
    expect(await screen.findByRole('link', { name: 'People' })).toBeVisible();
    expect(screen.queryByRole('link', { name: /Approvals/ })).toBeNull();
  });
});
