import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { systemsQuery } from '@/api/requests';
import type { Request, SystemStep } from '@/api/types';
import { EvidenceCard } from '@/components/evidence-card';
import { systemName } from '@/components/fanout-axis';
import { EmptyState, PageState } from '@/components/page-state';
import { Downloads } from './downloads';
import styles from './request-page.module.css';

/** The proof: one card per system, and the signed receipt that checks without us. */
export function EvidenceTab({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(systemsQuery(request.id));
  const none = <EmptyState title={t('evidence.none')}>{t('evidence.noneHint')}</EmptyState>;
  if (answer.data === undefined && [404, 409].includes(asProblem(answer.error).status)) return none;
  return (
    <div className={styles.stack}>
      <Downloads request={request} />
      <PageState of={answer}>
        {(systems) =>
          systems.items.length === 0 ? (
            none
          ) : (
            <>
              <Proven steps={systems.items} />
              <div className={styles.cards}>
                {systems.items.map((step) => (
                  <EvidenceCard key={step.id} step={step} />
                ))}
              </div>
            </>
          )
        }
      </PageState>
    </div>
  );
}

function Proven({ steps }: { steps: SystemStep[] }): ReactElement {
  const { t } = useTranslation();
  const unproven = steps.filter((step) => step.state !== 'verified');
  const words = t('evidence.proven', { count: steps.length - unproven.length, total: steps.length });
  return (
    <p>
      {words} {unproven.length > 0 && t('evidence.unproven', { systems: unproven.map(systemName).join(', ') })}
    </p>
  );
}
