import { madeUpId } from '../../src/testing/fixtures/moments';
import { requestIdOf } from '../../src/testing/fixtures/requests';

export interface Screen {
  name: string;
  path: string;
  role?: 'officer' | 'approver';
}

const at = (name: Parameters<typeof requestIdOf>[0], tab: string) => `/requests/${requestIdOf(name)}/${tab}`;

export const SCREENS: Screen[] = [
  { name: 'today', path: '/' },
  { name: 'requests', path: '/requests' },
  { name: 'requests-filtered', path: '/requests?state=PLANNED&right=delete' },
  { name: 'request-new', path: '/requests/new' },
  { name: 'request-received', path: at('received', 'overview') },
  { name: 'request-choosing', path: at('choosing', 'people') },
  { name: 'request-plan-officer', path: at('planned', 'plan') },
  { name: 'request-plan-approver', path: at('planned', 'plan'), role: 'approver' },
  { name: 'request-systems', path: at('running', 'systems') },
  { name: 'request-systems-done', path: at('completed', 'systems') },
  { name: 'request-evidence', path: at('completed', 'evidence') },
  { name: 'request-package', path: at('access', 'evidence') },
  { name: 'request-people', path: at('planned', 'people') },
  { name: 'request-history', path: at('completed', 'history') },
  { name: 'approvals', path: '/approvals', role: 'approver' },
  { name: 'approvals-officer', path: '/approvals' },
  { name: 'keys-rotations', path: '/keys/rotations' },
  { name: 'keys-exports', path: '/keys/exports', role: 'approver' },
  { name: 'keys-break-glass', path: '/keys/break-glass' },
  { name: 'keys-policy', path: '/keys/policy?from=1&to=3', role: 'approver' },
  { name: 'keys-quarantine', path: '/keys/quarantine' },
  { name: 'people', path: '/people' },
  { name: 'customer', path: `/people/${madeUpId('cus', 101)}` },
  { name: 'customer-why', path: `/people/${madeUpId('cus', 101)}?a=${madeUpId('prf', 901)}&b=${madeUpId('prf', 905)}` },
  { name: 'not-found', path: '/nowhere' },
];
