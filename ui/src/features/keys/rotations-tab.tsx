import { TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { rotationListQuery, startRotation } from '@/api/keys';
import type { Rotation } from '@/api/types';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import { ReasonDialog } from '@/components/reason-dialog';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { useIntention } from '@/lib/use-intention';
import { useVaultAct } from '@/lib/use-vault-act';
import { ActButton } from './act-button';
import { ActStatus } from './act-status';
import styles from './keys-page.module.css';

/** How often to look while a rotation is at work, in milliseconds. */
const LOOK_EVERY = 5_000;
const LONGEST_REASON = 500;

/** Successors of keys: what was rotated, how far it is, and the way to begin. */
export function RotationsTab(): ReactElement {
  const { t } = useTranslation();
  const [starting, setStarting] = useState(false);
  const columns = useRotationColumns();
  const list = useInfiniteQuery({
    ...rotationListQuery,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((one) => one.state === 'running') ? LOOK_EVERY : false),
  });
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('rotation.hint')}</p>
      <Panel
        title={t('keyring.tab.rotations')}
        flush
        aside={
          <ActButton label={t('rotation.start')} icon={RefreshCw} permission="keys:rotate" held="officer" onClick={() => setStarting(true)} />
        }
      >
        <PagedTable
          list={list}
          label={t('keyring.tab.rotations')}
          columns={columns}
          rowKey={(one) => one.id}
          minWidth="58rem"
          empty={<EmptyState title={t('rotation.none')}>{t('rotation.noneHint')}</EmptyState>}
        />
      </Panel>
      <RotateDialog opened={starting} onClose={() => setStarting(false)} />
    </div>
  );
}

function RotateDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const keyFor = useIntention();
  const [day, setDay] = useState('');
  return (
    <ReasonDialog
      opened={opened}
      onClose={() => {
        setDay('');
        onClose();
      }}
      title={t('rotation.start')}
      effect={t('rotation.effect')}
      confirmLabel={t('rotation.start')}
      longest={LONGEST_REASON}
      filled={day !== ''}
      fields={(tried) => (
        <TextInput
          type="date"
          label={t('rotation.olderThan')}
          description={t('rotation.olderThanHint')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={tried && day === '' ? t('rotation.dayMissing') : undefined}
          withAsterisk
          data-autofocus
        />
      )}
      onConfirm={({ reason }) => act(() => startRotation(`${day}T00:00:00Z`, reason, keyFor([day, reason])))}
    />
  );
}

function useRotationColumns(): SimpleColumn<Rotation>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('rotation.progress'), cell: (one) => <Progress share={one.progress} /> },
      {
        header: t('rotation.which'),
        cell: (one) => (one.older_than ? t('rotation.madeBefore', { moment: format.date(one.older_than, 'UTC') }) : t('rotation.named')),
      },
      { header: t('rotation.rotated'), numeric: true, cell: (one) => format.number(one.rotated) },
      { header: t('rotation.young'), numeric: true, cell: (one) => format.number(one.young) },
      { header: t('rotation.frozen'), numeric: true, cell: (one) => format.number(one.frozen) },
      { header: t('rotation.destroyed'), numeric: true, cell: (one) => format.number(one.destroyed) },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason}</div> },
      { header: t('request.by'), cell: (one) => one.requested_by },
      { header: t('request.at'), cell: (one) => <span className={styles.when}>{format.dateTime(one.requested_at)}</span> },
    ],
    [t, format],
  );
}

function Progress({ share }: { share: number }): ReactElement {
  const format = useFormat();
  const words = format.percent(Math.round(share * 100) / 100);
  return (
    <div className={styles.progress}>
      <span className="numbers">{words}</span>
      <progress value={share} max={1} aria-label={words} />
    </div>
  );
}
