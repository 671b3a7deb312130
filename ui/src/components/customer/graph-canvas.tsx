import { useComputedColorScheme } from '@mantine/core';
import cytoscape, { type Core, type ElementDefinition } from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { useEffect, useImperativeHandle, useRef, type KeyboardEvent, type ReactElement, type Ref } from 'react';
import type { CustomerGraph } from '@/api/types';
import { isWeak, neighbourTowards, startPositions } from './graph-model';
import { graphStyle } from './graph-style';
import styles from './identity-graph.module.css';

cytoscape.use(fcose);

/** Below this, labels of 13 px would be smaller than 11 px on the screen. */
const SMALLEST_FIRST_ZOOM = 0.85;
const LARGEST_FIRST_ZOOM = 1.25;
const STYLE_ELEMENT = '__________cytoscape_stylesheet';

export interface GraphHandle {
  zoom: (factor: number) => void;
  fit: () => void;
}

interface GraphCanvasProps {
  graph: CustomerGraph;
  label: string;
  describedBy: string;
  weightOf: (weight: number) => string;
  onCurrent: (node: string | null) => void;
  onLink: (a: string, b: string) => void;
  onLeave: () => void;
  onList: () => void;
  handle: Ref<GraphHandle>;
}

/** The drawn graph. It is one stop of the Tab key; inside it the arrows walk along the links. */
export function GraphCanvas(props: GraphCanvasProps): ReactElement {
  const { graph, weightOf, onCurrent, onLink } = props;
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<Core | null>(null);
  const events = useRef({ onCurrent, onLink });
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    events.current = { onCurrent, onLink };
  }, [onCurrent, onLink]);

  useEffect(() => {
    let cancelled = false;
    void document.fonts.load('13px "Inter Variable"').finally(() => {
      if (cancelled || !box.current) return;
      drawing.current = draw(box.current, elementsOf(graph, weightOf));
      drawing.current.on('tap', 'node', (event) => {
        walkTo(drawing.current, event.target.id());
        events.current.onCurrent(event.target.id());
      });
      drawing.current.on('tap', 'edge[kind = "link"]', (event) => {
        events.current.onLink(event.target.data('source'), event.target.data('target'));
      });
      box.current.dataset.drawn = 'true';
    });
    return () => {
      cancelled = true;
      drawing.current?.destroy();
      drawing.current = null;
    };
  }, [graph, weightOf]);

  useEffect(() => {
    drawing.current?.style(graphStyle());
  }, [scheme]);

  useImperativeHandle(props.handle, () => ({
    zoom: (factor) => zoomBy(drawing.current, factor),
    fit: () => fitReadably(drawing.current),
  }));

  return (
    // An application in the sense of ARIA: it takes the arrow keys, names what it is on, and Escape leaves it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="application"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      data-keys
      className={styles.canvas}
      onKeyDown={(event) => onKey(event, drawing.current, props)}
    >
      <div ref={box} className={styles.drawing} aria-hidden />
    </div>
  );
}

function elementsOf(graph: CustomerGraph, weightOf: (weight: number) => string): ElementDefinition[] {
  const positions = startPositions(graph.nodes);
  const nodes = graph.nodes.map((node) => ({
    data: { id: node.id, kind: node.kind, label: [node.source, node.label].filter(Boolean).join('\n') },
    position: positions.get(node.id),
  }));
  const edges = graph.edges.map((edge) => ({
    data: {
      id: edge.id,
      source: edge.from,
      target: edge.to,
      kind: edge.kind,
      weak: isWeak(edge, graph.threshold),
      width: Math.min(7, 1.5 + Math.max(0, edge.weight ?? 0) / 5),
      label: edge.kind === 'link' && edge.weight != null ? weightOf(edge.weight) : '',
    },
  }));
  return [...nodes, ...edges];
}

function draw(container: HTMLElement, elements: ElementDefinition[]): Core {
  claimStyleElement();
  const core = cytoscape({ container, elements, style: graphStyle(), userZoomingEnabled: false, minZoom: 0.3, maxZoom: 3 });
  const layout = {
    name: 'fcose',
    randomize: false,
    animate: false,
    quality: 'proof',
    nodeSeparation: 110,
    nodeDimensionsIncludeLabels: true,
    idealEdgeLength: (edge: cytoscape.EdgeSingular) => (edge.data('kind') === 'link' ? 150 : 80),
    nodeRepulsion: () => 9_000,
    gravity: 0.3,
  };
  core.layout(layout as unknown as cytoscape.LayoutOptions).run();
  fitReadably(core);
  return core;
}

/** Cytoscape would add an inline style, which the content security policy refuses; finding its element there already, it does not. */
function claimStyleElement(): void {
  if (document.getElementById(STYLE_ELEMENT)) return;
  const claim = document.createElement('meta');
  claim.id = STYLE_ELEMENT;
  document.head.append(claim);
}

function fitReadably(core: Core | null): void {
  if (!core) return;
  core.fit(undefined, 30);
  const zoom = Math.min(LARGEST_FIRST_ZOOM, Math.max(SMALLEST_FIRST_ZOOM, core.zoom()));
  core.zoom(zoom);
  core.center();
}

function zoomBy(core: Core | null, factor: number): void {
  core?.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
}

function walkTo(core: Core | null, id: string): void {
  if (!core) return;
  core.elements().removeClass('current');
  const node = core.getElementById(id).addClass('current');
  const { x, y } = node.renderedPosition();
  if (x < 0 || y < 0 || x > core.width() || y > core.height()) core.center(node);
}

function onKey(event: KeyboardEvent, core: Core | null, props: GraphCanvasProps): void {
  if (!core || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: Record<string, () => void> = {
    '+': () => zoomBy(core, 1.25),
    '-': () => zoomBy(core, 0.8),
    '0': () => fitReadably(core),
    l: props.onList,
    Escape: props.onLeave,
  };
  const act = acts[event.key] ?? (event.key.startsWith('Arrow') ? () => walk(core, event.key, props.onCurrent) : undefined);
  if (!act) return;
  event.preventDefault();
  act();
}

function walk(core: Core, key: string, onCurrent: (node: string) => void): void {
  const current = core.nodes('.current').first();
  if (current.empty()) {
    const first = core.nodes('[kind = "record"]').first();
    if (first.empty()) return;
    walkTo(core, first.id());
    onCurrent(first.id());
    return;
  }
  const around = current.neighborhood('node').map((node) => ({ id: node.id(), ...(node as cytoscape.NodeSingular).position() }));
  const next = neighbourTowards(current.position(), around, key);
  if (!next) return;
  walkTo(core, next);
  onCurrent(next);
}
