import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { todayQuery } from '@/api/today';
import { EmptyState, ErrorState, PageState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { Panel } from '@/components/panel';
import { RequestLines } from '@/components/request-lines';
import { useFocusReturn } from '@/lib/use-focus-return';
import { useMay } from '@/lib/use-may';
import { useWaiting, type Proposal } from '@/lib/use-waiting';
import { ProposalCard } from './proposal-card';
import styles from './approvals-page.module.css';

const DecideDialog = lazy(() => import('./decide-dialog').then((module) => ({ default: module.DecideDialog })));

export type Decision = 'confirm' | 'refuse';

export interface Deciding {
  proposal: Proposal;
  decision: Decision;
}

/** Everything that one person began and a second one has to decide about. */
export function ApprovalsPage(): ReactElement {
  const { t } = useTranslation();
  const { proposals, error, refetch } = useWaiting();
  const may = useMay();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const focus = useFocusReturn();
  const [done, setDone] = useState('');
  const line = useRef<HTMLParagraphElement>(null);
  const open = (one: Deciding) => {
    focus.remember();
    setDone('');
    setDeciding(one);
  };
  // What was done takes the focus, because the button that did it goes away.
  const finish = (words: string) => {
    setDone(words);
    line.current?.focus();
    focus.remember();
  };
  const close = () => {
    setDeciding(null);
    focus.giveBack();
  };
  return (
    <div className={styles.page}>
      <PageTitle>{t('approvals.title')}</PageTitle>
      <p>{t('approvals.hint')}</p>
      <p ref={line} role="status" tabIndex={-1} className={done ? styles.done : undefined}>
        {done}
      </p>
      {error && proposals ? <ErrorState error={error} onRetry={refetch} compact /> : null}
      <PageState of={{ data: proposals, error, refetch }}>
        {(all) => (
          <>
            <Proposals title={t('approvals.forYou')} proposals={all.filter((one) => one.refusal === null)} onDecide={open}>
              <EmptyState title={t('approvals.nothingForYou')}>{t('approvals.nothingHint')}</EmptyState>
            </Proposals>
            {may('requests:approve') && <Plans />}
            <Proposals title={t('approvals.forOthers')} proposals={all.filter((one) => one.refusal !== null)} onDecide={open} />
          </>
        )}
      </PageState>
      <Suspense>{deciding && <DecideDialog {...deciding} onClose={close} onDone={finish} />}</Suspense>
    </div>
  );
}

interface ProposalsProps {
  title: string;
  proposals: Proposal[];
  onDecide: (deciding: Deciding) => void;
  /** What to show when there are none; without it the part is left out. */
  children?: ReactElement;
}

function Proposals({ title, proposals, onDecide, children }: ProposalsProps): ReactElement | null {
  if (proposals.length === 0 && !children) return null;
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {proposals.length === 0 ? (
        children
      ) : (
        <ul className={styles.cards}>
          {proposals.map((proposal) => (
            <li key={proposal.id} className={proposal.kind === 'policy' ? styles.wide : undefined}>
              <ProposalCard proposal={proposal} onDecide={(decision) => onDecide({ proposal, decision })} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Plans of requests have a page of their own to be decided on; here stand the ones that are due first. */
function Plans(): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(todayQuery);
  return (
    <Panel
      title={t('approvals.plans')}
      aside={
        <Link to="/requests" search={{ state: 'PLANNED' }} className={styles.all}>
          {t('approvals.allPlans')}
        </Link>
      }
    >
      <PageState of={answer}>
        {(today) =>
          today.waiting_for_approval.length ? (
            <RequestLines requests={today.waiting_for_approval} tab="plan" />
          ) : (
            <EmptyState title={t('approvals.noPlans')} />
          )
        }
      </PageState>
    </Panel>
  );
}
