import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGraph } from '@/api/types';
import { useFormat } from '@/lib/format';
import { isWeak } from './graph-model';
import styles from './identity-graph.module.css';

/** Names a node the way a reader would: the source of a record, the kind of an identifier, and what may be seen of its value. */
export function useNodeName(graph: CustomerGraph): (id: string) => string {
  const { t } = useTranslation();
  return (id) => {
    const node = graph.nodes.find((candidate) => candidate.id === id);
    if (!node) return id;
    const kind = node.kind === 'record' ? node.source : t(`identifier.${node.kind}`, { defaultValue: node.kind });
    return [kind, node.label].filter(Boolean).join(' ');
  };
}

interface GraphNodeCardProps {
  graph: CustomerGraph;
  node: string;
  onWhy: (a: string, b: string) => void;
}

/** What touches the node that is being looked at. */
export function GraphNodeCard({ graph, node, onWhy }: GraphNodeCardProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNodeName(graph);
  const edges = graph.edges.filter((edge) => edge.from === node || edge.to === node);
  return (
    <div className={styles.card}>
      <h3>{nameOf(node)}</h3>
      <ul>
        {edges.map((edge) => {
          const other = edge.from === node ? edge.to : edge.from;
          const weak = edge.kind === 'link' && isWeak(edge, graph.threshold);
          return (
            <li key={edge.id}>
              <span>
                {t(edge.kind === 'link' ? 'graph.linkedWith' : 'graph.shares', { name: nameOf(other) })}
                {edge.kind === 'link' && edge.weight != null && <> ({format.weight(edge.weight)})</>}
                {weak && <strong className={styles.weakWord}> {t('graph.belowThreshold')}</strong>}
              </span>
              {edge.kind === 'link' && (
                <Button variant="subtle" size="compact-xs" onClick={() => onWhy(node, other)} aria-label={t('why.ask', { name: nameOf(other) })}>
                  {t('why.title')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
