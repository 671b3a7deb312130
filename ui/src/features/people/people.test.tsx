import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { madeUpId } from '@/testing/fixtures/moments';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

const server = useServer();

it('a search travels in the body and leaves no trace in the address', async () => {
  const { user, router } = visit('/people');
  await user.type(await screen.findByRole('textbox', { name: 'Value' }), 'nora@example.org');
  await user.click(screen.getByRole('button', { name: 'Find' }));
  expect(await screen.findByRole('table', { name: '1 person found' })).toBeVisible();
  expect(router.state.location.href).toBe('/people');
});

it('a search without result says so', async () => {
  const { user } = visit('/people');
  await user.type(await screen.findByRole('textbox', { name: 'Value' }), 'nobody@example.org');
  await user.click(screen.getByRole('button', { name: 'Find' }));
  expect(await screen.findByText('Nobody answers to these identifiers')).toBeVisible();
});

it('a Why opens from its ids in the address', async () => {
  visit(`/people/${madeUpId('cus', 101)}?a=${madeUpId('prf', 901)}&b=${madeUpId('prf', 905)}`);
  const panel = await screen.findByRole('dialog');
  expect(panel).toHaveTextContent('web n•••@web.de and pos •••• 9020');
  expect(await screen.findByText(/Linked because the e-mail is identical/)).toBeVisible();
});

it('an erased person is told from a failure', async () => {
  server.use(http.get('*/api/v1/customers/:id', () => HttpResponse.json({ title: 'There is nothing here' }, { status: 404 })));
  visit(`/people/${madeUpId('cus', 101)}`);
  expect(await screen.findByText('There is no such person')).toBeVisible();
});
