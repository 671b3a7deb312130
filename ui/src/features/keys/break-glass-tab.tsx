import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/me';
import { breakGlassListQuery, endRight, stopListQuery } from '@/api/reveals';
import type { BreakGlass, RevealStop } from '@/api/types';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { useIntention } from '@/lib/use-intention';
import { useMay } from '@/lib/use-may';
import { useVaultAct } from '@/lib/use-vault-act';
import { ActButton } from './act-button';
import { ActStatus } from './act-status';
import { AskDialog } from './ask-dialog';
import { Names } from './names';
import { WaitingHint } from './waiting-hint';
import { Who } from './who';
import styles from './keys-page.module.css';

/** Rights beyond the token policy, and callers who were stopped. */
export function BreakGlassTab(): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState<BreakGlass | null>(null);
  const rights = useInfiniteQuery(breakGlassListQuery);
  const stops = useInfiniteQuery(stopListQuery);
  const rightColumns = useRightColumns(setEnding);
  const stopColumns = useStopColumns();
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('breakGlass.hint')}</p>
      <WaitingHint kind="break_glass" />
      <Panel
        title={t('breakGlass.rights')}
        flush
        aside={
          <ActButton label={t('breakGlass.ask')} icon={Siren} permission="tokens:reveal" held="officer" onClick={() => setAsking(true)} />
        }
      >
        <PagedTable
          list={rights}
          label={t('breakGlass.rights')}
          columns={rightColumns}
          rowKey={(one) => one.id}
          minWidth="62rem"
          empty={<EmptyState title={t('breakGlass.none')}>{t('breakGlass.noneHint')}</EmptyState>}
        />
      </Panel>
      <Panel title={t('stop.title')} flush>
        <PagedTable
          list={stops}
          label={t('stop.title')}
          columns={stopColumns}
          rowKey={(one) => one.id}
          minWidth="52rem"
          empty={<EmptyState title={t('stop.none')}>{t('stop.noneHint')}</EmptyState>}
        />
      </Panel>
      <AskDialog opened={asking} onClose={() => setAsking(false)} />
      <EndDialog right={ending} onClose={() => setEnding(null)} />
    </div>
  );
}

function EndDialog({ right, onClose }: { right: BreakGlass | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const keyFor = useIntention();
  return (
    <ConfirmDialog
      opened={right !== null}
      onClose={onClose}
      title={t('breakGlass.endTitle')}
      effect={t('breakGlass.endEffect', { caller: right?.caller })}
      confirmLabel={t('breakGlass.end')}
      onConfirm={async () => right && act(() => endRight(right.id, keyFor(right.id)))}
    />
  );
}

function useRightColumns(onEnd: (right: BreakGlass) => void): SimpleColumn<BreakGlass>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay();
  const { data: me } = useQuery(meQuery);
  return useMemo(() => {
    const mayEnd = (one: BreakGlass) => ['asked', 'active'].includes(one.state) && (one.caller === me?.name || may('reveals:confirm'));
    return [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('breakGlass.ends'), cell: (one) => <Ending right={one} /> },
      { header: t('breakGlass.caller'), cell: (one) => <Who by={one.caller} at={one.asked_at} /> },
      { header: t('breakGlass.fields'), cell: (one) => <Names names={one.fields} /> },
      { header: t('policy.purpose'), cell: (one) => <code>{one.purpose}</code> },
      { header: t('breakGlass.hours'), numeric: true, cell: (one) => format.number(one.hours) },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason}</div> },
      { header: t('export.confirmed'), cell: (one) => (one.confirmed_by ? <Who by={one.confirmed_by} at={one.confirmed_at} /> : '–') },
      {
        header: t('breakGlass.act'),
        cell: (one) =>
          mayEnd(one) ? (
            <Button size="compact-sm" variant="default" onClick={() => onEnd(one)}>
              {t('breakGlass.end')}
            </Button>
          ) : (
            '–'
          ),
      },
    ];
  }, [t, format, me, may, onEnd]);
}

function Ending({ right }: { right: BreakGlass }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  if (right.ended_by) return <Who by={right.ended_by} at={right.ended_at} />;
  if (!right.ends_at) return <span className="muted">{t('breakGlass.unconfirmed')}</span>;
  return <span className={right.state === 'active' ? `${styles.when} ${styles.ending}` : styles.when}>{format.dateTime(right.ends_at)}</span>;
}

function useStopColumns(): SimpleColumn<RevealStop>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('stop.caller'), cell: (one) => <Who by={one.caller} at={one.stopped_at} /> },
      {
        header: t('stop.why'),
        cell: (one) => (
          <div className={styles.reason}>
            {t(`stop.${one.why}`, { people: format.number(one.people), bound: format.number(one.bound) })}
          </div>
        ),
      },
      { header: t('stop.rule'), cell: (one) => <code>{one.rule}</code> },
      { header: t('stop.lifted'), cell: (one) => (one.lifted_by ? <Who by={one.lifted_by} at={one.lifted_at} /> : '–') },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason ?? '–'}</div> },
    ],
    [t, format],
  );
}
