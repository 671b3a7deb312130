import type { CustomerGraph, GraphEdge, GraphNode } from '@/api/types';

/** Beyond this many nodes, identifiers that join nothing are left out, because they hide the ones that do. */
const CROWDED = 24;

/** Identifiers that only one record holds explain no link; the list still shows them. */
export function readable(graph: CustomerGraph): CustomerGraph {
  if (graph.nodes.length <= CROWDED) return graph;
  const holders = new Map<string, number>();
  const records = new Set(graph.nodes.filter((node) => node.kind === 'record').map((node) => node.id));
  for (const edge of graph.edges.filter((candidate) => candidate.kind === 'holds')) {
    const identifier = records.has(edge.from) ? edge.to : edge.from;
    holders.set(identifier, (holders.get(identifier) ?? 0) + 1);
  }
  const kept = new Set(
    graph.nodes.filter((node) => node.kind === 'record' || (holders.get(node.id) ?? 0) > 1).map((node) => node.id),
  );
  return {
    ...graph,
    nodes: graph.nodes.filter((node) => kept.has(node.id)),
    edges: graph.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
  };
}

/** The same people always lie the same way: start positions follow the order of the ids, not chance. */
export function startPositions(nodes: GraphNode[]): Map<string, { x: number; y: number }> {
  const ordered = [...nodes].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
  return new Map(
    ordered.map((node, index) => {
      const angle = (2 * Math.PI * index) / ordered.length;
      const radius = node.kind === 'record' ? 160 : 300;
      return [node.id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }];
    }),
  );
}

function rank(node: GraphNode): number {
  return node.kind === 'record' ? 0 : 1;
}

/** The neighbour that lies closest to the wanted direction, or none where nothing lies that way. */
export function neighbourTowards(
  from: { x: number; y: number },
  neighbours: { id: string; x: number; y: number }[],
  key: string,
): string | null {
  const wanted = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 }[key];
  if (wanted === undefined) return null;
  let best: string | null = null;
  let smallest = Math.PI * 0.4;
  for (const neighbour of neighbours) {
    const angle = Math.atan2(neighbour.y - from.y, neighbour.x - from.x);
    const turn = Math.abs(Math.atan2(Math.sin(angle - wanted), Math.cos(angle - wanted)));
    if (turn < smallest) {
      smallest = turn;
      best = neighbour.id;
    }
  }
  return best;
}

export function isWeak(edge: GraphEdge, threshold: number): boolean {
  return edge.below_threshold ?? (edge.weight != null && edge.weight < threshold);
}
