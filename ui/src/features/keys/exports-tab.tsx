import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import { exportListQuery, takeExport } from '@/api/keys';
import { meQuery } from '@/api/me';
import type { KeyExport } from '@/api/types';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { KeyIds } from '@/components/key-ids';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { useVaultAct } from '@/lib/use-vault-act';
import { ActStatus } from './act-status';
import { WaitingHint } from './waiting-hint';
import { Who } from './who';
import styles from './keys-page.module.css';

const EVERY_MINUTE = 60_000;

/** Keys that were given to somebody outside, and until when they may be used there. */
export function ExportsTab(): ReactElement {
  const { t } = useTranslation();
  const [again, setAgain] = useState<KeyExport | null>(null);
  const columns = useExportColumns(setAgain);
  const list = useInfiniteQuery(exportListQuery);
  const act = useVaultAct();
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('export.hint')}</p>
      <WaitingHint kind="export" />
      <Panel title={t('keyring.tab.exports')} flush>
        <PagedTable
          list={list}
          label={t('keyring.tab.exports')}
          columns={columns}
          rowKey={(one) => one.id}
          minWidth="62rem"
          empty={<EmptyState title={t('export.none')}>{t('export.noneHint')}</EmptyState>}
        />
      </Panel>
      <ConfirmDialog
        opened={again !== null}
        onClose={() => setAgain(null)}
        title={t('export.again')}
        effect={t('export.againEffect')}
        confirmLabel={t('export.again')}
        onConfirm={async () => {
          if (again) save(await act(() => takeExport(again.id)), `${again.id}-held-keys.json`);
        }}
      />
    </div>
  );
}

function useExportColumns(onAgain: (one: KeyExport) => void): SimpleColumn<KeyExport>[] {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const now = useNow(true, EVERY_MINUTE);
  return useMemo(
    () => [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('export.keys'), cell: (one) => <KeyIds keys={one.keys} /> },
      { header: t('export.hold'), cell: (one) => one.hold ?? <span className="muted">{t('export.noHold')}</span> },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason}</div> },
      { header: t('export.expires'), cell: (one) => <Expiry one={one} now={now} /> },
      { header: t('export.proposed'), cell: (one) => <Who by={one.proposed_by} at={one.proposed_at} /> },
      { header: t('export.confirmed'), cell: (one) => (one.confirmed_by ? <Who by={one.confirmed_by} at={one.confirmed_at} /> : '–') },
      {
        header: t('export.file'),
        cell: (one) =>
          one.confirmed_by === me?.name && Date.parse(one.expires_at) > now ? (
            <Button size="compact-sm" variant="default" leftSection={<Download size={14} aria-hidden />} onClick={() => onAgain(one)}>
              {t('export.again')}
            </Button>
          ) : (
            '–'
          ),
      },
    ],
    [t, me, now, onAgain],
  );
}

function Expiry({ one, now }: { one: KeyExport; now: number }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const over = Date.parse(one.expires_at) <= now;
  return (
    <>
      <span className={styles.when}>{format.dateTime(one.expires_at)}</span>
      {over && <div className="muted">{t('export.over')}</div>}
    </>
  );
}
