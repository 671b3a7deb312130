import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Request } from '@/api/types';
import { ClockWords } from '@/components/clock-chip';
import type { Column } from '@/components/data-table';
import { RequestStatus } from '@/components/status-pill';
import { useFormat } from '@/lib/format';
import { SubjectWords } from './subject-words';
import { SystemsBar } from './systems-bar';

export function useRequestColumns(): Column<Request>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('requests.number'),
        width: 7,
        cell: (request) => (
          <Link to="/requests/$requestId/$tab" params={{ requestId: request.id, tab: 'overview' }}>
            {request.number}
          </Link>
        ),
      },
      // The clock stands beside the number, so that it is seen in the narrowest window as well.
      { id: 'clock', header: t('requests.clock'), width: 12, sort: 'due', cell: (request) => <ClockWords clock={request.clock} /> },
      { id: 'right', header: t('requests.right'), width: 6, cell: (request) => t(`right.${request.right}`) },
      { id: 'law', header: t('requests.law'), width: 5, cell: (request) => t(`regime.${request.regime}`) },
      { id: 'subject', header: t('requests.subject'), width: 14, cell: (request) => <SubjectWords subject={request.subject} /> },
      { id: 'state', header: t('requests.state'), width: 13, cell: (request) => <RequestStatus state={request.state} /> },
      { id: 'systems', header: t('requests.systems'), width: 11, cell: (request) => <SystemsBar counts={request.systems} /> },
      {
        id: 'received',
        header: t('requests.received'),
        width: 8,
        sort: 'received',
        cell: (request) => format.date(request.received_at, request.clock.time_zone),
      },
    ],
    [t, format],
  );
}
