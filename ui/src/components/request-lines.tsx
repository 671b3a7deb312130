import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Request } from '@/api/types';
import type { RequestTab } from '@/lib/request-tabs';
import { ClockWords } from './clock-chip';
import styles from './request-lines.module.css';
import { RequestStatus } from './status-pill';

/** A short list of requests, each with its clock. */
export function RequestLines({ requests, tab = 'overview' }: { requests: Request[]; tab?: RequestTab }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles.lines}>
      {requests.map((request) => (
        <li key={request.id} className={styles.request}>
          <Link to="/requests/$requestId/$tab" params={{ requestId: request.id, tab }} className={styles.link}>
            {request.number}
          </Link>
          <span>
            {t(`right.${request.right}`)} · {t(`regime.${request.regime}`)}
          </span>
          <ClockWords clock={request.clock} />
          <RequestStatus state={request.state} />
        </li>
      ))}
    </ul>
  );
}
