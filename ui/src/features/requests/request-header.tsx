import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EllipsisVertical } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Request } from '@/api/types';
import { ClockChip } from '@/components/clock-chip';
import { Choice, Disclosure } from '@/components/disclosure';
import { PageTitle } from '@/components/page-title';
import { RequestStatus } from '@/components/status-pill';
import { useFocusReturn } from '@/lib/use-focus-return';
import { permission } from './allowed';
import type { Ending } from './end-dialog';
import { PlanButton } from './plan-button';
import { SubjectWords } from './subject-words';
import styles from './request-page.module.css';

const VerifyDialog = lazy(() => import('./verify-dialog').then((module) => ({ default: module.VerifyDialog })));
const EndDialog = lazy(() => import('./end-dialog').then((module) => ({ default: module.EndDialog })));

const route = getRouteApi('/requests/$requestId/$tab');

/** The clock, the state and the one next act, always in sight. */
export function RequestHeader({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.header}>
      <div className={styles.identity}>
        <PageTitle tab={request.number}>{request.number}</PageTitle>
        <span>
          {t(`right.${request.right}`)} · {t(`regime.${request.regime}`)}
        </span>
        <SubjectWords subject={request.subject} />
        <ClockChip clock={request.clock} />
        <RequestStatus state={request.state} />
      </div>
      <div className={styles.actions}>
        <PrimaryAction request={request} />
        <OtherActions request={request} />
      </div>
    </div>
  );
}

/** Verification may be repeated later, so a plan that can be made comes first. */
function PrimaryAction({ request }: { request: Request }): ReactElement | null {
  const { t } = useTranslation();
  const [verifying, setVerifying] = useState(false);
  const { tab } = route.useParams();
  const focus = useFocusReturn();
  const openVerification = () => {
    focus.remember();
    setVerifying(true);
  };
  const closeVerification = () => {
    setVerifying(false);
    focus.giveBack();
  };
  if (permission(request, 'approve').allowed) {
    if (tab === 'plan') return null;
    return (
      <Button component={Link} to={`/requests/${request.id}/plan`}>
        {t('action.reviewPlan')}
      </Button>
    );
  }
  if (permission(request, 'plan').allowed && request.state.toUpperCase() !== 'PLANNED') return <PlanButton request={request} />;
  if (permission(request, 'verify').allowed) {
    return (
      <>
        <Button onClick={openVerification}>{t('action.verify')}</Button>
        <Suspense>
          {verifying && <VerifyDialog request={request} opened onClose={closeVerification} />}
        </Suspense>
      </>
    );
  }
  return null;
}

function OtherActions({ request }: { request: Request }): ReactElement | null {
  const { t } = useTranslation();
  const [ending, setEnding] = useState<Ending | null>(null);
  const focus = useFocusReturn();
  const closeEnding = () => {
    setEnding(null);
    focus.giveBack();
  };
  const endings = (['withdraw', 'deny'] as const).map((name) => ({ name, ...permission(request, name) }));
  if (endings.every((end) => !end.allowed && !end.reason)) return null;
  return (
    <>
      <Disclosure align="end" className={styles.more} name={t('action.more')} label={<EllipsisVertical size={18} aria-hidden />}>
        {(close) =>
          endings.map((end) => (
            <Choice
              key={end.name}
              disabled={!end.allowed}
              onClick={() => {
                close();
                focus.remember();
                setEnding(end.name);
              }}
            >
              {t(`action.${end.name}`)}
              {!end.allowed && end.reason && `: ${end.reason}`}
            </Choice>
          ))
        }
      </Disclosure>
      <Suspense>{ending && <EndDialog request={request} ending={ending} onClose={closeEnding} />}</Suspense>
    </>
  );
}
