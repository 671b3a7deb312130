import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { requestIdOf } from '@/testing/fixtures/requests';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

const server = useServer();
const open = (name: Parameters<typeof requestIdOf>[0], tab: string) => visit(`/requests/${requestIdOf(name)}/${tab}`);

describe('the list', () => {
  it('shows the request that breaches first on top, in words', async () => {
    visit('/requests');
    expect(await screen.findByText('R-000105')).toBeVisible();
    const first = screen.getAllByRole('row')[1];
    expect(first).toHaveTextContent('R-000105');
    expect(first).toHaveTextContent('3 days overdue');
  });

  it('asks the service for the filter and keeps it in the address', async () => {
    const asked: string[] = [];
    server.events.on('request:start', ({ request }) => asked.push(new URL(request.url).search));
    const { user, router } = visit('/requests?right=delete');
    await user.click(await screen.findByRole('button', { name: 'Remove the filter Right: Deletion' }));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: undefined }));
    expect(asked.some((search) => search.includes('right=delete'))).toBe(true);
    server.events.removeAllListeners();
  });

  it('says that filters hide everything, rather than that there is nothing', async () => {
    visit('/requests?state=RESTRICTED');
    expect(await screen.findByText('No request matches these filters')).toBeVisible();
  });
});

describe('a new request', () => {
  it('is not sent without an identifier', async () => {
    const { user } = visit('/requests/new');
    await user.click(await screen.findByRole('button', { name: 'Record the request' }));
    expect(screen.getByText('Fill in at least one identifier.')).toBeVisible();
  });

  it('sends the identifiers in the body and never puts them into an address or a store', async () => {
    let body: unknown;
    server.use(
      http.post('*/api/v1/requests', async ({ request }) => {
        body = await request.clone().json();
        return undefined;
      }),
    );
    const { user, router } = visit('/requests/new');
    await user.type(await screen.findByRole('textbox', { name: 'Value' }), ' nora@example.org ');
    await user.click(screen.getByRole('radio', { name: /Access/ }));
    await user.click(screen.getByRole('button', { name: 'Record the request' }));
    await screen.findByRole('heading', { level: 1, name: 'R-000900' });
    expect(body).toMatchObject({ right: 'access', regime: 'gdpr', identifiers: [{ kind: 'email', value: 'nora@example.org' }] });
    expect(router.state.location.href).not.toContain('nora');
    expect(document.title).toBe('R-000900 · Lethe');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('nora');
  });
});

describe('a planned request, to the officer who planned it', () => {
  it('explains why the plan cannot be approved instead of hiding the button', async () => {
    open('planned', 'plan');
    const bar = await screen.findByRole('group', { name: 'Decision about the plan' });
    expect(within(bar).getByRole('button', { name: 'Approve' })).toBeDisabled();
    expect(bar).toHaveTextContent('You wrote this plan; another person must approve it.');
  });

  it('lists what is kept by law with its end', async () => {
    open('planned', 'plan');
    const kept = await screen.findByRole('table', { name: 'Kept by law' });
    expect(kept).toHaveTextContent('§ 147 AO');
    expect(kept).toHaveTextContent('31 Dec 2031');
  });
});

describe('verification', () => {
  it('sends only what was checked', async () => {
    let body: unknown;
    server.use(
      http.post('*/api/v1/requests/:id/verification', async ({ request }) => {
        body = await request.json();
        return HttpResponse.json({});
      }),
    );
    const { user } = open('received', 'overview');
    await user.click(await screen.findByRole('button', { name: 'Verify the person' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'E-mail' }), 'Matched');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Birth date' }), 'Did not match');
    await user.click(screen.getByRole('button', { name: 'Record the verification' }));
    await waitFor(() =>
      expect(body).toEqual({
        degree: 'reasonable',
        method: 'data_points',
        evidence: [
          { kind: 'email', outcome: 'matched' },
          { kind: 'birth_date', outcome: 'not_matched' },
        ],
      }),
    );
  });
});

describe('the systems', () => {
  it('tell done from verified and open the reason of a failure', async () => {
    const { user } = open('running', 'systems');
    expect(await screen.findByText('2 verified, 1 done, 1 working, 1 waiting, 1 failed')).toBeVisible();
    const failed = screen.getByRole('button', { name: /loyalty\.members.*Failed/ });
    await user.click(failed);
    expect(failed).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText(/refused the sign-in/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Try this system again' })).toBeEnabled();
  });
});

it('one missing request is told from a list that fails', async () => {
  visit('/requests/req_nothing/overview');
  expect(await screen.findByRole('heading', { level: 1, name: 'There is no such request' })).toBeVisible();
});
