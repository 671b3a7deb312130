import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { clockOf, stagesOf } from '@/testing/fixtures/requests';
import { whyOf } from '@/testing/fixtures/customers';
import { show } from '@/testing/render';
import { ClockChip } from './clock-chip';
import { PageState } from './page-state';
import { ReasonDialog } from './reason-dialog';
import { StageRail } from './stage-rail';
import { RequestStatus } from './status-pill';
import { Waterfall } from './waterfall';

describe('the clock', () => {
  it.each([
    [12, '12 days left'],
    [1, '1 day left'],
    [0, 'due today'],
    [-3, '3 days overdue'],
  ])('says for %i remaining days: %s', (remaining, words) => {
    show(<ClockChip clock={clockOf(remaining, 'gdpr')} />);
    expect(screen.getByRole('button')).toHaveAccessibleName(expect.stringContaining(words));
  });

  it('opens the law and both due dates', async () => {
    const { user } = show(<ClockChip clock={clockOf(12, 'gdpr')} />);
    await user.click(screen.getByRole('button'));
    expect(await screen.findByText('GDPR, Art. 12(3)')).toBeVisible();
    expect(screen.getByText('Statutory due date')).toBeVisible();
    expect(screen.getByText('Internal target')).toBeVisible();
  });
});

describe('the stage rail', () => {
  it('marks exactly the present stage as the current step', () => {
    show(<StageRail stages={stagesOf('PLANNED')} timeZone="Europe/Berlin" />);
    const current = screen.getAllByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'step');
    expect(current).toHaveLength(1);
    expect(current[0]).toHaveTextContent('Approved, now');
  });
});

describe('a state', () => {
  it.each([
    ['VERIFYING_ERASURE', 'Checking the erasure'],
    ['DENIED_EXCESSIVE', 'Denied'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
  ])('%s is called %s', (state, words) => {
    show(<RequestStatus state={state} />);
    expect(screen.getByText(words)).toBeVisible();
  });
});

describe('the page state', () => {
  const refetch = vi.fn();

  it('keeps what was shown while a refresh fails', () => {
    show(<PageState of={{ data: 'rows', error: new Problem(503), refetch }}>{(data) => <p>{data}</p>}</PageState>);
    expect(screen.getByText('rows')).toBeVisible();
    expect(screen.getByText(/may be out of date/)).toBeVisible();
  });

  it('says what happened, what it means and what to do', () => {
    const problem = new Problem(409, { title: 'The state does not allow this', detail: 'It is withdrawn.', instance: 'ref-7' });
    show(<PageState of={{ data: undefined, error: problem, refetch }}>{() => null}</PageState>);
    const alert = screen.getByRole('alert');
    for (const words of ['The state does not allow this', 'It is withdrawn.', 'decide again', 'ref-7']) expect(alert).toHaveTextContent(words);
  });

  it('offers no second try for what the reader may never do', () => {
    show(<PageState of={{ data: undefined, error: new Problem(403), refetch }}>{() => null}</PageState>);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('the reason dialog', () => {
  const dialog = { opened: true, onClose: vi.fn(), title: 'Return the plan', effect: 'It is made again.', confirmLabel: 'Return' };

  it('does not act without a reason', async () => {
    const onConfirm = vi.fn();
    const { user } = show(<ReasonDialog {...dialog} onConfirm={onConfirm} />);
    await user.click(screen.getByRole('button', { name: 'Return' }));
    expect(onConfirm).not.toHaveBeenCalled();
    expect(screen.getByText('Give a reason.')).toBeVisible();
  });

  it('hands on the reason without blanks around it, then closes', async () => {
    const onConfirm = vi.fn().mockResolvedValue(null);
    const onClose = vi.fn();
    const { user } = show(<ReasonDialog {...dialog} onClose={onClose} onConfirm={onConfirm} />);
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), '  wrong person  ');
    await user.click(screen.getByRole('button', { name: 'Return' }));
    expect(onConfirm).toHaveBeenCalledWith({ code: '', reason: 'wrong person' }, expect.anything());
    expect(onClose).toHaveBeenCalled();
  });

  it('stays open with the words of a refusal', async () => {
    const onClose = vi.fn();
    const refuse = () => Promise.reject(new Problem(403, { type: 'urn:lethe:problem:four-eyes', title: 'A second person has to do this' }));
    const { user } = show(<ReasonDialog {...dialog} onClose={onClose} onConfirm={refuse} />);
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'fine');
    await user.click(screen.getByRole('button', { name: 'Return' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ask a second person to decide.');
    expect(onClose).not.toHaveBeenCalled();
  });

  it('waits for the typed word where one is asked for', async () => {
    const onConfirm = vi.fn().mockResolvedValue(null);
    const { user } = show(<ReasonDialog {...dialog} typed="SHRED" onConfirm={onConfirm} />);
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'asked for');
    await user.type(screen.getByRole('textbox', { name: /Type SHRED/ }), 'shred');
    await user.click(screen.getByRole('button', { name: 'Return' }));
    expect(onConfirm).not.toHaveBeenCalled();
  });
});

it('the waterfall is a table that tells every finding with its sign', () => {
  show(<Waterfall why={whyOf()} />);
  const heads = screen.getAllByRole('rowheader').map((head) => head.textContent);
  expect(heads).toContainEqual(expect.stringContaining('speaks against it: Birth date'));
  expect(heads).toContainEqual(expect.stringContaining('says nothing: Address'));
  expect(screen.getByRole('row', { name: /Total \+14.9/ })).toBeVisible();
});
