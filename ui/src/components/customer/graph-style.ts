import type { StylesheetJson } from 'cytoscape';

const SHAPES: Record<string, { shape: string; token: string }> = {
  email: { shape: 'ellipse', token: '--kind-email' },
  phone: { shape: 'diamond', token: '--kind-phone' },
  address: { shape: 'pentagon', token: '--kind-address' },
  device: { shape: 'hexagon', token: '--kind-device' },
  cookie: { shape: 'octagon', token: '--kind-device' },
  loyalty: { shape: 'tag', token: '--kind-loyalty' },
  national_id: { shape: 'cut-rectangle', token: '--kind-other' },
  birth_date: { shape: 'triangle', token: '--kind-other' },
};

/** Reads the tokens of the moment, so that the canvas follows the theme like everything else. */
export function graphStyle(): StylesheetJson {
  const tokens = getComputedStyle(document.documentElement);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  const text = { color: token('--text'), 'font-family': token('--font'), 'font-size': 13 };
  const outlined = { 'text-background-color': token('--surface'), 'text-background-opacity': 1, 'text-background-padding': '2px' };
  return [
    {
      selector: 'node',
      style: {
        ...text,
        ...outlined,
        label: 'data(label)',
        width: 22,
        height: 22,
        'background-color': token('--kind-other'),
        'text-valign': 'bottom',
        'text-margin-y': 5,
        'text-wrap': 'ellipsis',
        'text-max-width': '150px',
      },
    },
    ...Object.entries(SHAPES).map(([kind, look]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: look.shape, 'background-color': token(look.token) },
    })),
    {
      selector: 'node[kind = "record"]',
      style: {
        shape: 'round-rectangle',
        width: 136,
        height: 44,
        'background-color': token('--surface'),
        'border-width': 2,
        'border-color': token('--kind-record'),
        'text-valign': 'center',
        'text-margin-y': 0,
        'text-wrap': 'wrap',
        'text-max-width': '126px',
        'text-background-opacity': 0,
        'font-size': 12.5,
      },
    },
    { selector: 'edge', style: { width: 1, 'line-color': token('--control-border'), 'curve-style': 'straight' } },
    {
      selector: 'edge[kind = "link"]',
      style: {
        ...text,
        ...outlined,
        width: 'data(width)',
        label: 'data(label)',
        'line-color': token('--kind-record'),
        'curve-style': 'bezier',
        'font-weight': 600,
      },
    },
    {
      selector: 'edge[?weak]',
      style: { 'line-style': 'dashed', 'line-color': token('--danger'), color: token('--danger') },
    },
    {
      selector: '.current',
      style: { 'underlay-color': token('--focus'), 'underlay-opacity': 0.35, 'underlay-padding': 7 },
    },
  ] as StylesheetJson;
}
