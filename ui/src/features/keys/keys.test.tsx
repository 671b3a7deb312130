import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { rightsOf, rotationsOf } from '@/testing/fixtures/vault';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

describe('for an officer', () => {
  const server = useServer('officer');

  it('rotations tell how far they are, and one is started for keys made before a day', async () => {
    let sent: unknown;
    server.use(
      http.post('*/api/v1/keys/rotations', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(rotationsOf()[0], { status: 201 });
      }),
    );
    const { user } = visit('/keys');
    const table = await screen.findByRole('table', { name: 'Rotations' });
    expect(within(table).getByRole('row', { name: /Running 41%/ })).toHaveTextContent('402,118');
    await user.click(screen.getByRole('button', { name: 'Start a rotation' }));
    const dialog = await screen.findByRole('dialog', { name: 'Start a rotation' });
    await user.click(within(dialog).getByRole('button', { name: 'Start a rotation' }));
    expect(within(dialog).getByText('Choose a day.')).toBeVisible();
    await user.type(within(dialog).getByLabelText(/Keys made before/), '2026-01-01');
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'yearly');
    await user.click(within(dialog).getByRole('button', { name: 'Start a rotation' }));
    await waitFor(() => expect(sent).toEqual({ older_than: '2026-01-01T00:00:00Z', reason: 'yearly' }));
  });

  it('a right is asked for by field classes, a declared purpose, hours and a reason', async () => {
    let sent: unknown;
    server.use(
      http.post('*/api/v1/reveals/break-glass', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(rightsOf()[0], { status: 201 });
      }),
    );
    const { user } = visit('/keys/break-glass');
    await user.click(await screen.findByRole('button', { name: 'Ask for a right' }));
    const dialog = await screen.findByRole('dialog', { name: 'Ask for a right' });
    await user.type(within(dialog).getByRole('textbox', { name: /Field classes/ }), 'card, phone');
    await within(dialog).findByRole('option', { name: /^incident/ });
    await user.selectOptions(within(dialog).getByRole('combobox', { name: /Purpose/ }), 'incident');
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'ticket 7');
    await user.click(within(dialog).getByRole('button', { name: 'Ask for a right' }));
    await waitFor(() => expect(sent).toEqual({ fields: ['card', 'phone'], purpose: 'incident', reason: 'ticket 7', hours: 1 }));
  });

  it('only a right that has not ended can be ended', async () => {
    visit('/keys/break-glass');
    const table = await screen.findByRole('table', { name: 'Rights' });
    expect(within(within(table).getByRole('row', { name: /^Active/ })).getByRole('button', { name: 'End' })).toBeVisible();
    for (const state of [/^Expired/, /^Ended early/, /^Lapsed/]) {
      expect(within(within(table).getByRole('row', { name: state })).queryByRole('button')).toBeNull();
    }
  });

  it('a thaw is proposed for keys that are named one after another', async () => {
    let sent: unknown;
    server.use(
      http.post('*/api/v1/keys/thaws', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json({}, { status: 201 });
      }),
    );
    const { user } = visit('/keys/thaws');
    await user.click(await screen.findByRole('button', { name: 'Propose a thaw' }));
    const dialog = await screen.findByRole('dialog', { name: 'Propose a thaw' });
    await user.type(within(dialog).getByRole('textbox', { name: /Key ids/ }), 'key_1 key_2,key_3');
    await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'wrong person');
    await user.click(within(dialog).getByRole('button', { name: 'Propose a thaw' }));
    await waitFor(() => expect(sent).toEqual({ keys: ['key_1', 'key_2', 'key_3'], reason: 'wrong person' }));
  });

  it('the policy is read as tables, and so is what was proposed', async () => {
    visit('/keys/policy');
    const rules = await screen.findByRole('table', { name: 'Who may reveal' });
    const cards = within(rules).getByRole('row', { name: /officers_see_cards/ });
    for (const words of ['Compliance officer', 'card', 'fraud_review', 'last four characters', '100', '1,000', '200']) {
      expect(cards).toHaveTextContent(words);
    }
    expect(screen.getByRole('row', { name: /^Proposed 4 Ticket 4720/ })).toBeVisible();
  });

  it('what is held back tells its day and its end, and nothing of what it says', async () => {
    visit('/keys/quarantine');
    const table = await screen.findByRole('table', { name: 'Quarantine' });
    expect(within(table).getByRole('row', { name: /clickstream 20 Nov 2026 1,204 0 28 Nov 2026/ })).toBeVisible();
  });
});

describe('for an approver', () => {
  const server = useServer('approver');

  it('a confirmed export can be downloaded again until it expires', async () => {
    visit('/keys/exports');
    const table = await screen.findByRole('table', { name: 'Exports' });
    expect(within(table).getAllByRole('row', { name: /^Exported/ })).toHaveLength(2);
    expect(within(table).getAllByText('over')).toHaveLength(1);
  });

  it('two versions are compared, and the address names them', async () => {
    const { user, router } = visit('/keys/policy?from=1&to=3');
    const table = await screen.findByRole('table', { name: 'What differs' });
    expect(within(table).getByRole('row', { name: /Removed Rule pipelines_tokenize/ })).toBeVisible();
    expect(within(table).getByRole('row', { name: /Changed Rule officers_reveal Field classes \* email, phone, address/ })).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox', { name: 'From version' }), '3');
    expect(await screen.findByText('They say the same.')).toBeVisible();
    expect(router.state.location.search).toEqual({ from: 3, to: 3 });
  });

  it('what the service refuses is shown at its place in the document', async () => {
    const sent: string[] = [];
    server.use(
      http.post('*/api/v1/token-policy/proposals', async ({ request }) => {
        sent.push(await request.text());
        return HttpResponse.json(
          { type: 'urn:lethe:problem:invalid-field', title: 'A field is not valid', detail: 'Declare it among the purposes.', field: 'rules[1].purposes[1]' },
          { status: 400, headers: { 'content-type': 'application/problem+json' } },
        );
      }),
    );
    const { user } = visit('/keys/policy');
    await user.click(await screen.findByRole('button', { name: 'Write the next version' }));
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Policy as a JSON document/ });
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'ticket 8');
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    const dialog = await screen.findByRole('dialog', { name: 'Propose version 4?' });
    await user.click(within(dialog).getByRole('button', { name: 'Propose' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Declare it among the purposes.');
    await user.click(screen.getByRole('button', { name: 'Go to it' }));
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('"incident"');
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ based_on: 3, reason: 'ticket 8', policy: { anomaly: { times_usual: 5 } } });
  });
});

describe('for a pipeline', () => {
  useServer('pipeline');

  it('only what it may read is offered', async () => {
    visit('/keys/policy');
    expect(await screen.findByRole('tab', { name: 'Quarantine' })).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Write the next version' })).toBeDisabled();
    expect(screen.queryByRole('tab', { name: 'Exports' })).toBeNull();
  });
});
