import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGraph } from '@/api/types';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { useNodeName } from './graph-node-card';
import { isWeak } from './graph-model';
import styles from './identity-graph.module.css';

/** The graph without the picture: every link, then every identifier and the records that hold it. */
export function GraphList({ graph, onWhy }: { graph: CustomerGraph; onWhy: (a: string, b: string) => void }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNodeName(graph);
  const links = graph.edges.filter((edge) => edge.kind === 'link').sort((a, b) => (a.weight ?? 0) - (b.weight ?? 0));
  const identifiers = graph.nodes.filter((node) => node.kind !== 'record');
  const holders = (id: string) =>
    graph.edges.filter((edge) => edge.from === id || edge.to === id).map((edge) => nameOf(edge.from === id ? edge.to : edge.from));
  return (
    <div className={styles.list}>
      <SimpleTable
        label={t('graph.linkTable')}
        rows={links}
        rowKey={(link) => link.id}
        columns={[
          { header: t('graph.one'), cell: (link) => nameOf(link.from) },
          { header: t('graph.other'), cell: (link) => nameOf(link.to) },
          { header: t('why.weight'), numeric: true, cell: (link) => (link.weight == null ? '–' : format.weight(link.weight)) },
          {
            header: t('graph.strength'),
            cell: (link) =>
              isWeak(link, graph.threshold) ? (
                <strong className={styles.weakWord}>{t('graph.belowThreshold')}</strong>
              ) : (
                t('graph.aboveThreshold')
              ),
          },
          {
            header: t('why.column'),
            cell: (link) => (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => onWhy(link.from, link.to)}
                aria-label={t('why.askBoth', { a: nameOf(link.from), b: nameOf(link.to) })}
              >
                {t('why.title')}
              </Button>
            ),
          },
        ]}
      />
      {identifiers.length > 0 && (
        <SimpleTable
          label={t('graph.identifierTable')}
          rows={identifiers}
          rowKey={(node) => node.id}
          columns={[
            { header: t('graph.kind'), cell: (node) => t(`identifier.${node.kind}`, { defaultValue: node.kind }) },
            { header: t('graph.value'), cell: (node) => node.label ?? '–' },
            { header: t('graph.heldBy'), cell: (node) => holders(node.id).join('; ') },
          ]}
        />
      )}
    </div>
  );
}
