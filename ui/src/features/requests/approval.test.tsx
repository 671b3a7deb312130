import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { requestIdOf } from '@/testing/fixtures/requests';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

const server = useServer('approver');

it('an approver approves only after every warning was opened, with a reason and the version seen', async () => {
  let sent: unknown;
  server.use(
    http.post('*/api/v1/requests/:id/approval', async ({ request }) => {
      sent = { body: await request.json(), version: request.headers.get('If-Match') };
      return HttpResponse.json({});
    }),
  );
  const { user } = visit(`/requests/${requestIdOf('planned')}/plan`);
  const bar = await screen.findByRole('group', { name: 'Decision about the plan' });
  const approve = within(bar).getByRole('button', { name: 'Approve' });
  expect(approve).toBeDisabled();
  expect(bar).toHaveTextContent('Open 2 warnings first.');

  await user.click(screen.getByText('Warning 1'));
  await user.click(screen.getByText('Warning 2'));
  await waitFor(() => expect(approve).toBeEnabled());
  await user.click(approve);
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('5 records, 6 steps');
  expect(dialog).toHaveTextContent('Planned by officer');
  await user.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'checked');
  await user.click(within(dialog).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(sent).toEqual({ body: { decision: 'approve', reason: 'checked' }, version: '"3"' }));
});
