import { ActionIcon, Button, Menu } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EllipsisVertical } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Request } from '@/api/types';
import { ClockChip } from '@/components/clock-chip';
import { PageTitle } from '@/components/page-title';
import { RequestStatus } from '@/components/status-pill';
import { permission } from './allowed';
import { EndDialog, type Ending } from './end-dialog';
import { PlanButton } from './plan-button';
import { SubjectWords } from './subject-words';
import { VerifyDialog } from './verify-dialog';
import styles from './request-page.module.css';

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
        <Button onClick={() => setVerifying(true)}>{t('action.verify')}</Button>
        <VerifyDialog request={request} opened={verifying} onClose={() => setVerifying(false)} />
      </>
    );
  }
  return null;
}

function OtherActions({ request }: { request: Request }): ReactElement | null {
  const { t } = useTranslation();
  const [ending, setEnding] = useState<Ending | null>(null);
  const endings = (['withdraw', 'deny'] as const).map((name) => ({ name, ...permission(request, name) }));
  if (endings.every((end) => !end.allowed && !end.reason)) return null;
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('action.more')}>
            <EllipsisVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {endings.map((end) => (
            <Menu.Item key={end.name} disabled={!end.allowed} onClick={() => setEnding(end.name)}>
              {t(`action.${end.name}`)}
              {!end.allowed && end.reason && <span className="muted"> – {end.reason}</span>}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <EndDialog request={request} ending={ending} onClose={() => setEnding(null)} />
    </>
  );
}
