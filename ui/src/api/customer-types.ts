import type { MaskedIdentifier } from './types';

/** People, their records and links, as the service's HTTP API promises them. */

export interface CustomerListItem {
  id: string;
  profiles: number;
  changed_at: string | null;
}

export interface CustomerMatch {
  id: string;
  profiles: number;
  strength: number | null;
}

export interface CustomerProfile {
  id: string;
  source: string;
  label: string | null;
  attributes: MaskedIdentifier[];
  created_at: string | null;
  updated_at: string | null;
}

export interface CustomerLink {
  a: string;
  b: string;
  weight: number;
  probability: number | null;
  above_threshold: boolean;
  model: string | null;
}

export interface Customer {
  id: string;
  requested_id: string | null;
  state: string;
  profiles: CustomerProfile[];
  links: CustomerLink[];
  weakest_link: { a: string; b: string; weight: number } | null;
  threshold: number;
  model: string | null;
  changed_at: string | null;
}

export type FindingSign = '+' | '-' | '~' | '!';

export interface Finding {
  field: string;
  level: string;
  sign: FindingSign;
  weight: number;
  left: string | null;
  right: string | null;
}

export interface Why {
  sentence: string;
  prior: number;
  total: number;
  threshold: number;
  probability: number;
  model: string | null;
  findings: Finding[];
}

export interface GraphNode {
  id: string;
  kind: string;
  label: string | null;
  source?: string | null;
}

export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  kind: 'link' | 'holds';
  weight?: number | null;
  below_threshold?: boolean | null;
}

export interface CustomerGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  threshold: number;
  truncated: boolean;
}
