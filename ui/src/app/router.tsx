import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { LoadingState } from '@/components/page-state';
import { parseCompareSearch, parseKeysTab } from '@/lib/keys-tabs';
import { parsePairSearch } from '@/lib/pair-search';
import { parseRequestSearch } from '@/lib/request-search';
import { parseTab } from '@/lib/request-tabs';
import { NotFoundPage, RouteErrorPage } from './route-states';
import { Shell } from './shell';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/today/today-page'), 'TodayPage'),
});

const requestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests',
  validateSearch: parseRequestSearch,
  component: lazyRouteComponent(() => import('@/features/requests/requests-page'), 'RequestsPage'),
});

const newRequestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests/new',
  component: lazyRouteComponent(() => import('@/features/requests/new-request-page'), 'NewRequestPage'),
});

const requestStartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests/$requestId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/requests/$requestId/$tab', params: { ...params, tab: 'overview' }, replace: true });
  },
});

const requestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/requests/$requestId/$tab',
  params: { parse: (raw) => ({ requestId: raw.requestId, tab: parseTab(raw.tab) }), stringify: (params) => params },
  component: lazyRouteComponent(() => import('@/features/requests/request-page'), 'RequestPage'),
});

const approvalsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('@/features/approvals/approvals-page'), 'ApprovalsPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('@/features/people/people-page'), 'PeoplePage'),
});

const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/people/$customerId',
  validateSearch: parsePairSearch,
  component: lazyRouteComponent(() => import('@/features/people/customer-page'), 'CustomerPage'),
});

const keysStartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  beforeLoad: () => {
    throw redirect({ to: '/keys/$tab', params: { tab: 'rotations' }, replace: true });
  },
});

const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys/$tab',
  params: { parse: (raw) => ({ tab: parseKeysTab(raw.tab) }), stringify: (params) => params },
  validateSearch: parseCompareSearch,
  component: lazyRouteComponent(() => import('@/features/keys/keys-page'), 'KeysPage'),
});

const routeTree = rootRoute.addChildren([
  todayRoute,
  requestsRoute,
  newRequestRoute,
  requestStartRoute,
  requestRoute,
  approvalsRoute,
  peopleRoute,
  customerRoute,
  keysStartRoute,
  keysRoute,
]);

export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    defaultPreload: 'intent',
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: RouteErrorPage,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
