import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptItem } from '@/api/types';
import { Panel } from '@/components/panel';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';

/** What the law obliges to keep stands beside what is erased, never in small print. */
export function PlanKept({ kept }: { kept: KeptItem[] }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('plan.kept')} flush={kept.length > 0}>
      {kept.length === 0 ? (
        <p className="muted">{t('plan.nothingKept')}</p>
      ) : (
        <SimpleTable
          label={t('plan.kept')}
          rows={kept}
          rowKey={(item) => `${item.target}/${item.asset ?? ''}/${item.field_group}`}
          columns={[
            {
              header: t('plan.system'),
              cell: (item) => (
                <>
                  <strong>{item.target}</strong>
                  {item.asset && <div className="muted">{item.asset}</div>}
                </>
              ),
            },
            { header: t('plan.fields'), cell: (item) => item.field_group },
            { header: t('plan.law'), cell: (item) => item.law },
            { header: t('plan.until'), cell: (item) => (item.until ? format.date(item.until) : t('plan.openEnd')) },
          ]}
        />
      )}
    </Panel>
  );
}
