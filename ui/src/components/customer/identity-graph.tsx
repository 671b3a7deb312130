import { ActionIcon, Button, Group } from '@mantine/core';
import { List, Maximize, Minus, Plus, Share2 } from 'lucide-react';
import { lazy, Suspense, useCallback, useId, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerGraph } from '@/api/types';
import { LoadingState } from '@/components/page-state';
import { useFormat } from '@/lib/format';
import type { GraphHandle } from './graph-canvas';
import { GraphList } from './graph-list';
import { GraphNodeCard, useNodeName } from './graph-node-card';
import { isWeak, readable } from './graph-model';
import styles from './identity-graph.module.css';

const GraphCanvas = lazy(() => import('./graph-canvas').then((module) => ({ default: module.GraphCanvas })));

/** Where a picture would not be readable, the list comes first. */
const NARROW = '(max-width: 30rem)';

interface IdentityGraphProps {
  graph: CustomerGraph;
  onWhy: (a: string, b: string) => void;
}

/** The records of one person and what joins them, as a picture or, with the same content, as a list. */
export function IdentityGraph({ graph, onWhy }: IdentityGraphProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const [asList, setAsList] = useState(() => window.matchMedia(NARROW).matches);
  const [current, setCurrent] = useState<string | null>(null);
  const handle = useRef<GraphHandle>(null);
  const listButton = useRef<HTMLButtonElement>(null);
  const help = useId();
  const shown = useMemo(() => readable(graph), [graph]);
  const summary = useSummary(graph);
  const nameOf = useNodeName(graph);
  const weightOf = useCallback((weight: number) => format.weight(weight), [format]);

  return (
    <div className={styles.graph}>
      <Group justify="space-between" gap="xs">
        <p className="muted">{summary}</p>
        <Group gap="xs">
          {!asList && <ZoomButtons handle={handle} />}
          <Button
            ref={listButton}
            variant="default"
            size="xs"
            leftSection={asList ? <Share2 size={14} aria-hidden /> : <List size={14} aria-hidden />}
            onClick={() => setAsList(!asList)}
          >
            {t(asList ? 'graph.asPicture' : 'graph.asList')}
          </Button>
        </Group>
      </Group>
      {graph.truncated && <p role="note">{t('graph.truncated')}</p>}
      {asList ? (
        <GraphList graph={graph} onWhy={onWhy} />
      ) : (
        <Suspense fallback={<LoadingState rows={8} />}>
          <p id={help} className="visually-hidden">
            {t('graph.help')}
          </p>
          <GraphCanvas
            graph={shown}
            label={t('graph.label', { summary })}
            describedBy={help}
            weightOf={weightOf}
            onCurrent={setCurrent}
            onLink={onWhy}
            onLeave={() => listButton.current?.focus()}
            onList={() => setAsList(true)}
            handle={handle}
          />
          <p role="status" className="visually-hidden">
            {current ? nameOf(current) : ''}
          </p>
          {current ? <GraphNodeCard graph={graph} node={current} onWhy={onWhy} /> : <GraphLegend threshold={graph.threshold} />}
        </Suspense>
      )}
    </div>
  );
}

function useSummary(graph: CustomerGraph): string {
  const { t } = useTranslation();
  const records = graph.nodes.filter((node) => node.kind === 'record').length;
  const links = graph.edges.filter((edge) => edge.kind === 'link');
  const weak = links.filter((edge) => isWeak(edge, graph.threshold)).length;
  const words = `${t('graph.records', { count: records })}, ${t('graph.links', { count: links.length })}`;
  return weak ? `${words}, ${t('graph.weak', { count: weak })}` : words;
}

function ZoomButtons({ handle }: { handle: RefObject<GraphHandle | null> }): ReactElement {
  const { t } = useTranslation();
  const buttons = [
    { label: t('graph.zoomIn'), icon: Plus, act: () => handle.current?.zoom(1.25) },
    { label: t('graph.zoomOut'), icon: Minus, act: () => handle.current?.zoom(0.8) },
    { label: t('graph.fit'), icon: Maximize, act: () => handle.current?.fit() },
  ];
  return (
    <>
      {buttons.map(({ label, icon: Icon, act }) => (
        <ActionIcon key={label} variant="default" size={30} aria-label={label} title={label} onClick={act}>
          <Icon size={14} aria-hidden />
        </ActionIcon>
      ))}
    </>
  );
}

function GraphLegend({ threshold }: { threshold: number }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={styles.legend} aria-label={t('graph.legend')}>
      <li>
        <span className={styles.strong} aria-hidden /> {t('graph.legendLink')}
      </li>
      <li>
        <span className={styles.weak} aria-hidden /> {t('graph.legendWeak', { weight: format.weight(threshold) })}
      </li>
      <li>
        <span className={styles.holds} aria-hidden /> {t('graph.legendHolds')}
      </li>
    </ul>
  );
}
