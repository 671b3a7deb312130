import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { changeLanguage } from '@/i18n';
import { visit } from '@/testing/render';
import { useServer } from '@/testing/server';

useServer();
afterEach(() => changeLanguage('en'));

describe('the shell', () => {
  it('begins with a link past itself', async () => {
    const { user } = visit('/');
    await screen.findByRole('heading', { level: 1 });
    await user.tab();
    expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveFocus();
  });

  it('moves the focus to the heading of the screen that was opened', async () => {
    const { user } = visit('/');
    await screen.findByRole('heading', { level: 1, name: 'Today' });
    await user.click(screen.getByRole('link', { name: 'People' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'People' })).toHaveFocus());
    expect(document.title).toBe('People · Lethe');
  });

  it('goes places by two keys, except while the reader types', async () => {
    const { user } = visit('/people');
    const value = await screen.findByRole('textbox', { name: 'Value' });
    await user.type(value, 'gr');
    expect(screen.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
    value.blur();
    await user.keyboard('gr');
    expect(await screen.findByRole('heading', { level: 1, name: 'Requests' })).toBeVisible();
  });

  it('speaks German when asked to', async () => {
    await changeLanguage('de');
    visit('/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Heute' })).toBeVisible();
    expect(document.documentElement.lang).toBe('de');
  });
});

describe('today', () => {
  it('says the day in one sentence', async () => {
    visit('/');
    expect(await screen.findByText(/breach within 48 hours/)).toHaveTextContent(/32 plans wait for you\. 169 requests are open\./);
  });
});
