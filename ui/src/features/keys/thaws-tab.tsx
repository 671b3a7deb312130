import { Textarea } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Snowflake } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { proposeThaw, thawListQuery } from '@/api/keys';
import type { Thaw } from '@/api/types';
import { KeyIds } from '@/components/key-ids';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import { ReasonDialog } from '@/components/reason-dialog';
import type { SimpleColumn } from '@/components/simple-table';
import { useIntention } from '@/lib/use-intention';
import { useVaultAct } from '@/lib/use-vault-act';
import { ActButton } from './act-button';
import { ActStatus } from './act-status';
import { WaitingHint } from './waiting-hint';
import { Who } from './who';
import styles from './keys-page.module.css';

const LONGEST_REASON = 500;

/** Frozen keys that two persons let be used again. */
export function ThawsTab(): ReactElement {
  const { t } = useTranslation();
  const [proposing, setProposing] = useState(false);
  const columns = useThawColumns();
  const list = useInfiniteQuery(thawListQuery);
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('thaw.hint')}</p>
      <WaitingHint kind="thaw" />
      <Panel
        title={t('keyring.tab.thaws')}
        flush
        aside={
          <ActButton label={t('thaw.propose')} icon={Snowflake} permission="keys:thaw" held="officer" onClick={() => setProposing(true)} />
        }
      >
        <PagedTable
          list={list}
          label={t('keyring.tab.thaws')}
          columns={columns}
          rowKey={(one) => one.id}
          minWidth="46rem"
          empty={<EmptyState title={t('thaw.none')}>{t('thaw.noneHint')}</EmptyState>}
        />
      </Panel>
      <ProposeDialog opened={proposing} onClose={() => setProposing(false)} />
    </div>
  );
}

function ProposeDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const keyFor = useIntention();
  const [text, setText] = useState('');
  const keys = text.split(/[\s,;]+/).filter(Boolean);
  return (
    <ReasonDialog
      opened={opened}
      onClose={() => {
        setText('');
        onClose();
      }}
      title={t('thaw.propose')}
      effect={t('thaw.effect')}
      confirmLabel={t('thaw.propose')}
      longest={LONGEST_REASON}
      filled={keys.length > 0}
      fields={(tried) => (
        <Textarea
          label={t('thaw.keys')}
          description={t('thaw.keysHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={tried && keys.length === 0 ? t('thaw.keysMissing') : undefined}
          autosize
          minRows={2}
          maxRows={8}
          withAsterisk
          spellCheck={false}
          data-autofocus
        />
      )}
      onConfirm={({ reason }) => act(() => proposeThaw(keys, reason, keyFor([keys, reason])))}
    />
  );
}

function useThawColumns(): SimpleColumn<Thaw>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('export.keys'), cell: (one) => <KeyIds keys={one.keys} /> },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason}</div> },
      { header: t('export.proposed'), cell: (one) => <Who by={one.proposed_by} at={one.proposed_at} /> },
      { header: t('export.confirmed'), cell: (one) => (one.confirmed_by ? <Who by={one.confirmed_by} at={one.confirmed_at} /> : '–') },
    ],
    [t],
  );
}
