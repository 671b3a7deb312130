import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseSubject } from '@/api/requests';
import type { Request } from '@/api/types';
import { CustomerView } from '@/components/customer/customer-view';
import { EmptyState, ErrorState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import type { Pair } from '@/components/why-panel';
import { useAct } from './use-act';
import styles from './request-page.module.css';

/** The person the request is about; where several answer to the identifiers, the choice among them. */
export function PeopleTab({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const [pair, setPair] = useState<Pair | null>(null);
  const { customer, candidates = [] } = request.subject;
  if (customer) {
    return (
      <div className={styles.stack}>
        <p>
          <Link to="/people/$customerId" params={{ customerId: customer }}>
            {t('person.open')}
          </Link>
        </p>
        <CustomerView customer={customer} pair={pair} onPair={setPair} />
      </div>
    );
  }
  if (candidates.length > 0) return <Candidates request={request} candidates={candidates} />;
  return <EmptyState title={t('request.notMatchedYet')}>{t('request.notMatchedHint')}</EmptyState>;
}

function Candidates({ request, candidates }: { request: Request; candidates: string[] }): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const choose = useMutation({ mutationFn: (customer: string) => act(() => chooseSubject(request, customer)) });
  return (
    <Panel title={t('choose.title', { count: candidates.length })}>
      <div className={styles.stack}>
        <p>{t('choose.hint')}</p>
        <ul className={styles.stack}>
          {candidates.map((candidate) => (
            <li key={candidate} className={styles.actions}>
              <Link to="/people/$customerId" params={{ customerId: candidate }}>
                <code>{candidate}</code>
              </Link>
              <Button
                size="xs"
                loading={choose.isPending && choose.variables === candidate}
                aria-label={t('choose.thisOne', { customer: candidate })}
                onClick={() => choose.mutate(candidate)}
              >
                {t('choose.this')}
              </Button>
            </li>
          ))}
        </ul>
        {choose.error ? <ErrorState error={choose.error} compact /> : null}
      </div>
    </Panel>
  );
}
